"""The policy of a site: a hash for each inline script and style, by the text that a browser hashes, and no more."""

from base64 import b64encode
from hashlib import sha256

import pytest

from planpress.pages.content_security_policy import Policy


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


SCRIPTS = {
    "plain": ("<script>go()</script>", "go()"),
    "with a type": ('<script type="text/javascript">go()</script>', "go()"),
    "with an empty type": ("<script type=''>go()</script>", "go()"),
    "a module": ("<script type=module>go()</script>", "go()"),
    "in capitals": ("<SCRIPT>go()</Script >", "go()"),
    "over lines, with another system's ends": ("<script>\r\ngo()\r</script>", "\ngo()\n"),
    "with markup in its text": ("<script>go('<p style=\"x\">')</script>", "go('<p style=\"x\">')"),
    "after an attribute that has an angle": ('<script data-a="1 > 0">go()</script>', "go()"),
    "of letters beyond ASCII": ("<script>go('가')</script>", "go('가')"),
}


@pytest.mark.parametrize("name", SCRIPTS)
def test_an_inline_script_is_allowed_by_its_hash(name: str) -> None:
    page, text = SCRIPTS[name]
    found = directives(page)
    assert found["script-src"] == ["'self'", hash_of(text)]
    assert found["style-src"] == ["'self'"]


@pytest.mark.parametrize(
    "page",
    [
        '<script type="application/json">{"go": 1}</script>',
        '<script id="__config" type="application/json">{}</script>',
        '<script src="go.js">go()</script>',
        "<p>&lt;script&gt;go()&lt;/script&gt;</p>",
        "<scripted>go()</scripted>",
    ],
)
def test_what_nothing_runs_has_no_hash(page: str) -> None:
    assert directives(page)["script-src"] == ["'self'"]


def test_styles_are_allowed_by_their_hashes() -> None:
    """An element by its own hash; an attribute needs a word more, which stands there only where there is one."""
    assert directives("<style>p{}</style>")["style-src"] == ["'self'", hash_of("p{}")]
    assert directives('<td style="text-align: right;">1</td>')["style-src"] == [
        "'self'", "'unsafe-hashes'", hash_of("text-align: right;"),
    ]  # fmt: skip
    quoted = directives("<p title='a > b' STYLE='font-family: &quot;A&quot;'>x</p><p style=color:red>y</p>")
    assert set(quoted["style-src"][2:]) == {hash_of('font-family: "A"'), hash_of("color:red")}


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


def test_a_handler_is_never_allowed() -> None:
    """A handler in a page of somebody's own would need an exception that an attack could use."""
    found = directives('<p onclick="go()" style="x">x</p>')
    assert hash_of("go()") not in str(found)
    assert "'unsafe-hashes'" not in found["script-src"]


def test_many_pages_with_the_same_texts_need_one_hash_in_one_order() -> None:
    one, other = "<script>a()</script><script>b()</script>", "<script>b()</script><script>a()</script>"
    assert directives(one, other, one) == directives(other)
    assert len(directives(one, other)["script-src"]) == 3
