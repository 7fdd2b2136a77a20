"""Whatever text a plan holds, a page shows exactly that text."""

import html
import re

import markdown
import pytest
from hypothesis import given
from hypothesis import strategies as st

from planpress.pages.template_filters import escape_markdown
from tests.case_files import cases

CASES = cases(__file__)

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
