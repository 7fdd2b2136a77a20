"""The policy of a site: a hash for each inline script and style, by the text that a browser hashes, and no more."""

from base64 import b64encode
from hashlib import sha256

import pytest

from planpress.pages.content_security_policy import Policy
from tests.case_files import cases

CASES = cases(__file__)


def hash_of(text: str) -> str:
    return f"'sha256-{b64encode(sha256(text.encode()).digest()).decode()}'"


def directives(*pages: str) -> dict[str, list[str]]:
    """The header for some pages, taken apart."""
    policy = Policy()
    for page in pages:
        policy.look_at(page)
    return {name: sources for name, *sources in (part.split() for part in policy.header().split("; "))}


def test_a_site_without_anything_inline_needs_nothing_but_itself() -> None:
    """Nothing from elsewhere, no hash, no exception; the theme's icons are images in its style sheet."""
    found = directives('<p class="style">x</p><script src="a.js"></script><link rel="stylesheet" href="a.css">')
    assert found == {
        "default-src": ["'self'"], "script-src": ["'self'"], "style-src": ["'self'"], "img-src": ["'self'", "data:"],
        "object-src": ["'none'"], "base-uri": ["'none'"], "form-action": ["'self'"], "frame-ancestors": ["'self'"],
    }  # fmt: skip


@pytest.mark.parametrize(("page", "scripts", "styles"), CASES["test_what_stands_in_a_page_is_allowed_by_its_hash"])
def test_what_stands_in_a_page_is_allowed_by_its_hash(page: str, scripts: list[str], styles: list[str]) -> None:
    """A script or a style that runs, and nothing else; an attribute needs a word more, which stands there only for one."""
    found = directives(page)
    assert found["script-src"] == ["'self'", *map(hash_of, scripts)]
    assert found["style-src"] == ["'self'", *(one if one == "'unsafe-hashes'" else hash_of(one) for one in styles)]


def test_what_a_plan_says_can_be_left_out() -> None:
    """What stands around it is allowed, wherever it is found; what is in it is not."""
    content = "<h1>x</h1><script>smuggled()</script>"
    page = f"<script>theme()</script><article>{content}</article><script>end()</script>"
    for given, expected in (
        (content, {hash_of("theme()"), hash_of("end()")}),
        ("", {hash_of("theme()"), hash_of("smuggled()"), hash_of("end()")}),
    ):
        policy, ours = Policy(), Policy()
        policy.look_at(page)
        ours.look_at(given)
        policy.forget(ours)
        assert {part for part in policy.header().replace(";", "").split() if part.startswith("'sha256")} == expected


def test_many_pages_with_the_same_texts_need_one_hash_in_one_order() -> None:
    one, other = "<script>a()</script><script>b()</script>", "<script>b()</script><script>a()</script>"
    assert directives(one, other, one) == directives(other)
    assert len(directives(one, other)["script-src"]) == 3
