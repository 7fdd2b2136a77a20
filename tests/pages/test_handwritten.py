"""The HTML of a stranger's page: what Markdown makes comes through as it is, what acts does not."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from planpress.pages.user_pages import cleaned, is_safe_id


@pytest.mark.parametrize(
    "markup",
    [
        '<h1 id="a-b">A<a class="headerlink" href="#a-b" title="Permanent link">¶</a></h1>',
        '<div class="tabbed-set" data-tabs="1:1"><input checked="checked" id="__tabbed_1_1" name="__tabbed_1" type="radio">'
        '<label for="__tabbed_1_1">x</label></div>',
        '<a id="__codelineno-0-1" name="__codelineno-0-1" href="#__codelineno-0-1"></a>',
        '<table><thead><tr><th style="text-align: right;">a</th></tr></thead></table>',
        '<p><a href="../other.html?x=1#y">x</a> <a href="mailto:kim@example.org">y</a> <img alt="z" src="a/b.png"></p>',
        '<details class="note" open=""><summary>x</summary></details>',
        '<a class="md-button md-button--primary" href="https://example.org/">x</a>',
    ],
)  # fmt: skip
def test_what_markdown_makes_comes_through(markup: str) -> None:
    assert cleaned(markup, "guides/page.html") == markup


@pytest.mark.parametrize(
    ("markup", "expected"),
    [
        ('<img src="../../x.png">', "<img>"),
        ('<img src="%2e%2e/%2e%2e/x.png">', "<img>"),
        ('<img src="..\\..\\x.png">', "<img>"),
        ('<img src="\t//evil.example/x.png">', "<img>"),
        ('<img src="/x.png">', "<img>"),
        ('<a href="../../../x">x</a>', "<a>x</a>"),
        ('<a href="//evil.example">x</a>', "<a>x</a>"),
        ('<p style="text-align: right; position: fixed">x</p>', "<p>x</p>"),
        ('<input type="password" name="a">', '<input name="a">'),
        ('<div id="__search">x</div>', "<div>x</div>"),
        ('<a name="__config">x</a>', "<a>x</a>"),
        ("a<svg><style>@import 'x'</style><script>x</script></svg>b", "ab"),
        ("a<!-- b -->", "a"),
    ],
)
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
