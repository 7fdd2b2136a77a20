"""What authors and strangers write: narratives, pages of their own, and the texts of a plan are shown, and nothing runs."""

import html
import re

import markdown
import pytest
from hypothesis import given
from hypothesis import strategies as st
from selectolax.lexbor import LexborHTMLParser

from planpress.model.project import Narrative, Project
from planpress.pages import user_pages
from planpress.pages.narrative_html import sections
from planpress.pages.page_sheet import escape_markdown
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


def test_code_is_coloured_by_the_themes_own_classes() -> None:
    assert '<span class="kn">import</span>' in told("```python\nimport os\n```")


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


@pytest.mark.parametrize("markup", CASES["test_what_markdown_makes_comes_through"])
def test_what_markdown_makes_comes_through(markup: str) -> None:
    assert user_pages.cleaned(markup, "guides/page.html") == markup


@pytest.mark.parametrize(("markup", "expected"), CASES["test_what_acts_does_not"])
def test_what_acts_does_not(markup: str, expected: str) -> None:
    assert user_pages.cleaned(markup, "guides/page.html") == expected


@given(st.text(alphabet="<>/=\"' aimgsrconxk#:", max_size=80))
def test_to_clean_twice_changes_nothing(markup: str) -> None:
    """What was cleaned is read by a browser as it was meant: to read it again gives the same."""
    once = user_pages.cleaned(markup, "page.html")
    assert user_pages.cleaned(once, "page.html") == once


def test_ids_of_the_theme_are_not_safe() -> None:
    assert not any(map(user_pages.is_safe_id, ("__config", "__drawer", "__search", 'a"b', "", "a b")))
    assert all(map(user_pages.is_safe_id, ("a", "_1", "über-uns", "fn:1", "fnref:1", "__tabbed_2_1")))


EXTENSIONS = ["admonition", "attr_list", "footnotes", "md_in_html", "tables", "toc", "def_list", "abbr", "smarty"]

MARKED = st.text(alphabet=st.sampled_from(list("\\`*_{}[]()<>#+-.!|~^=:&\"'$@/% \t\n1aZ가é,;?")), max_size=60)


def shown(source: str) -> str:
    """The text that a reader sees of a Markdown source."""
    page = markdown.markdown(source, extensions=EXTENSIONS)
    body = re.fullmatch(r"<(p|h1)[^>]*>(.*)</\1>", page.strip(), re.DOTALL)
    assert body is not None, page
    assert "<" not in body[2], page
    return html.unescape(body[2])


@given(MARKED.filter(lambda text: text.strip()))
def test_a_text_is_shown_as_it_is(text: str) -> None:
    """A line that is only a text from the plan shows that text, blanks folded, and makes no element."""
    assert shown(escape_markdown(text)) == " ".join(text.split())


@given(MARKED.filter(lambda text: text.strip()))
def test_a_text_inside_a_line_is_shown_as_it_is(text: str) -> None:
    """The same holds after other words, and in a heading."""
    folded = " ".join(text.split())
    assert shown(f"as of {escape_markdown(text)} ok") == f"as of {folded} ok"
    assert shown(f"# {escape_markdown(text)}") == folded


@pytest.mark.parametrize("text", CASES["test_marks_are_no_marks"])
def test_marks_are_no_marks(text: str) -> None:
    """Nothing that means something to Markdown, HTML or Jinja means it in a text of the plan."""
    assert shown(escape_markdown(text)) == " ".join(text.split())
