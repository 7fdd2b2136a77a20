"""The HTML of a stranger's page: what Markdown makes comes through as it is, what acts does not."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from planpress.pages.user_pages import cleaned, is_safe_id
from tests.case_files import cases

CASES = cases(__file__)


@pytest.mark.parametrize("markup", CASES["test_what_markdown_makes_comes_through"])
def test_what_markdown_makes_comes_through(markup: str) -> None:
    assert cleaned(markup, "guides/page.html") == markup


@pytest.mark.parametrize(("markup", "expected"), CASES["test_what_acts_does_not"])
def test_what_acts_does_not(markup: str, expected: str) -> None:
    assert cleaned(markup, "guides/page.html") == expected


@given(st.text(alphabet="<>/=\"' aimgsrconxk#:", max_size=80))
def test_to_clean_twice_changes_nothing(markup: str) -> None:
    """What was cleaned is read by a browser as it was meant: to read it again gives the same."""
    once = cleaned(markup, "page.html")
    assert cleaned(once, "page.html") == once


def test_ids_of_the_theme_are_not_safe() -> None:
    assert not any(map(is_safe_id, ("__config", "__drawer", "__search", 'a"b', "", "a b")))
    assert all(map(is_safe_id, ("a", "_1", "über-uns", "fn:1", "fnref:1", "__tabbed_2_1")))
