"""The narrative: a dialect that is the same everywhere, and nothing that runs."""

import pytest
from hypothesis import given
from hypothesis import strategies as st
from selectolax.lexbor import LexborHTMLParser

from planpress.model.project import Narrative, Project
from planpress.pages.narrative_html import sections
from tests.case_files import cases

CASES = cases(__file__)


def told(text: str, name: str = "pose") -> str:
    """All HTML of a narrative, with its headings as lines of their own."""
    path = f"content/projects/{name}/"
    project = Project(name, "Pose", f"{path}project.yml", narrative=Narrative(f"{path}plan.md", text))
    parts = [
        f"{'#' * section.level} {section.heading}\n{section.html}" if section.heading else section.html
        for section in sections(project)
    ]
    return "\n".join(part.strip() for part in parts)


@pytest.mark.parametrize(("written", "expected"), CASES["test_what_an_author_writes"])
def test_what_an_author_writes(written: str, expected: str) -> None:
    """Marks, headings, links and images come out as an author expects."""
    assert told(written).strip() == expected.strip()


@pytest.mark.parametrize("written", CASES["test_what_a_stranger_writes"])
def test_what_a_stranger_writes(written: str) -> None:
    """Nothing runs, nothing is fetched from elsewhere, nothing stands in for what planpress writes itself."""
    html = told(written)
    seen = LexborHTMLParser(f"<body>{html}").css("body *")
    assert not {node.tag for node in seen} & {"script", "iframe", "style", "form", "svg", "base", "meta", "object", "embed", "link"}
    assert "<!--" not in html
    for name, value in ((name, value or "") for node in seen for name, value in node.attributes.items()):
        assert not name.startswith("on") and name != "style", name
        assert (name, value) != ("type", "text")
        assert name != "id" or value.startswith(("fn", "fnref"))
        if name == "src":
            assert value.startswith("page:projects/")
        if name == "href":
            assert value.startswith(("page:", "#", "https://", "http://", "mailto:")), value
            assert ".." not in value


def test_an_image_from_elsewhere_becomes_a_link() -> None:
    """Fetching it would tell another host who reads the page; dropping it would lose it."""
    expected = '<p><a href="https://example.org/x.png" rel="noopener noreferrer">a chart</a></p>'
    assert told("![a chart](https://example.org/x.png)") == expected


def test_code_is_coloured_by_the_themes_own_classes() -> None:
    """A block of a known language gets the theme's classes, one of an unknown language stays plain."""
    assert '<span class="kn">import</span>' in told("```python\nimport os\n```")
    assert told("```nolanguage\n<b>\n```") == "<pre><code>&lt;b&gt;\n</code></pre>"


def test_a_table_keeps_its_alignment() -> None:
    """A column's alignment is a class, and no style comes through, not even a harmless one."""
    assert '<td class="pp-right">1</td>' in told("| a |\n|--:|\n| 1 |")
    assert '<th class="pp-center">a</th>' in told("| a |\n|:-:|\n| 1 |")
    assert (
        told('<table><tr><td style="text-align:right">1</td></tr></table>')
        == "<table><tbody><tr><td>1</td></tr></tbody></table>"
    )


def test_footnotes_and_tasks() -> None:
    """Footnotes lead there and back, task lists show their boxes."""
    made = told("one[^1]\n\n- [x] done\n- [ ] not\n\n[^1]: note")
    assert 'href="#fn1"' in made and 'id="fn1"' in made and 'href="#fnref1"' in made and 'id="fnref1"' in made
    assert made.count('type="checkbox"') == 2 and "checked" in made


@given(st.text(max_size=300))
def test_any_text_is_told(text: str) -> None:
    """No text breaks the page or brings a script into it."""
    assert "<script" not in told(text).lower()


@pytest.mark.parametrize("name", ["mermaid", "md-overlay", "MD-dialog", "pp-what-if", "js"])
def test_a_class_that_the_theme_acts_on_is_dropped(name: str) -> None:
    """`mermaid` would fetch a program from another host, others would lie over the page; a team's own stay."""
    page = told(f'<div class="{name} ours pp-right">x</div>\n')
    assert 'class="ours pp-right"' in page
