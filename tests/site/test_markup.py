"""html-validate finds no error in our markup; what it finds in Material's is listed here, one by one."""

import re
from pathlib import Path

import pytest

from tests.browser.kinds import PAGES
from tests.case_files import cases
from tests.site.markup import Message, validate

pytestmark = pytest.mark.process

CASES = cases(__file__)

MATERIALS = {
    "input-attributes": r'Attribute "autocomplete" is not allowed on <input type="checkbox">',
    "valid-autocomplete": r'autocomplete attribute cannot be used on <input type="checkbox">',
    "wcag/h32": r"<form> element must have a submit button",
    "unique-landmark": r"Landmarks must have a non-empty and unique accessible name .*",
    "valid-id": r'element id "__\w+" must begin with a letter',
    "presentation-role-style": r'Prefer to use role="none" instead of role="presentation"',
}
"""Outside of our article: the switches of drawer, search and palette, and lists that navigation is made of."""

TAGS = r'element id "tag:[\w-]+" must only contain letters, digits, dash and underscore characters'
"""Inside of the article of the page of tags, which Material's plugin composes. HTML allows the colon."""


@pytest.fixture(scope="module")
def messages(demonstration: Path) -> list[Message]:
    site = demonstration / "site"
    return validate(sorted(site.rglob("*.html")), site)


def test_our_markup_has_no_error(messages: list[Message]) -> None:
    """Within the article of every page."""
    found = [
        each for each in messages if each.ours and not (each.page == "tags.html" and re.fullmatch(TAGS, each.said))
    ]
    assert found == [], "\n".join(map(str, found))


def test_material_s_markup_has_no_further_error(messages: list[Message]) -> None:
    """Outside of the articles: our partials in Material's chrome, or a newer Material, add nothing."""
    found = [
        each for each in messages if not each.ours and not re.fullmatch(MATERIALS.get(each.rule, "(?!)"), each.said)
    ]
    assert found == [], "\n".join(map(str, found))


def test_every_exception_is_needed(messages: list[Message]) -> None:
    """What Material has mended is taken off the list."""
    outside = {each.rule for each in messages if not each.ours}
    assert set(MATERIALS) <= outside
    assert any(re.fullmatch(TAGS, each.said) for each in messages)


def test_every_kind_of_page_has_an_article(demonstration: Path) -> None:
    """Where there is none, everything would count as Material's."""
    for path in PAGES.values():
        page = demonstration / "site" / (path if path.endswith(".html") else f"{path}index.html")
        assert page.read_text(encoding="utf-8").count("<article") == 1, path


@pytest.mark.parametrize(("broken", "rule"), CASES["test_broken_markup_is_found"])
def test_broken_markup_is_found(demonstration: Path, tmp_path: Path, broken: str, rule: str) -> None:
    """A fault within the article of a real page counts as ours."""
    text = (demonstration / "site" / "projects" / "pose" / "index.html").read_text(encoding="utf-8")
    page = tmp_path / "index.html"
    page.write_text(text.replace("</article>", f"{broken}</article>"), encoding="utf-8")
    assert rule in {each.rule for each in validate([page], tmp_path) if each.ours}
