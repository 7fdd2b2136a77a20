"""Tables in Markdown are those that readers see, under the headings that their browser goes to."""

import markdown
import pytest
from hypothesis import given
from hypothesis import strategies as st
from markdown.extensions.toc import slugify, unique
from markdown_it import MarkdownIt

from planpress.reading.sources.markdown_table import id_of, slug, without_attributes
from tests.reading.test_sources import read_text


@given(st.lists(st.text("ab1|\\ *", min_size=1, max_size=12), min_size=1, max_size=4))
def test_markdown_cells_are_those_of_markdown_it(lines: list[str]) -> None:
    """Cells are split where markdown-it splits them; what it drops past the head's columns is kept here."""
    text = "## Models\n\n| model | precision |\n|---|---|\n" + "".join(f"|{line}|\n" for line in lines)
    parser = MarkdownIt("commonmark").enable("table")
    rows: list[list[str]] = []
    for token in parser.parse(text):
        if token.type == "tr_open":
            rows.append([])
        elif token.type == "inline" and rows:
            children = token.children or ()
            rows[-1].append("".join(" " if child.type == "softbreak" else child.content for child in children).strip())
    table, _ = read_text("plan.md#models", text)
    assert table
    read = [[cell.text for cell in row] for row in (table.head, *table.rows)]
    assert [[*row, "", ""][:2] for row in read] == rows


@given(st.text())
def test_slugs_are_those_of_python_markdown(text: str) -> None:
    """A heading's id is what MkDocs writes into the address."""
    assert slug(text) == slugify(text, "-")


@given(st.lists(st.sampled_from(["", "a", "a_1", "a_2", "a_10", "b_1", "한글"]), max_size=12))
def test_ids_are_counted_as_python_markdown_counts_them(names: list[str]) -> None:
    ours, theirs = {"a_2"}, {"a_2"}
    assert [id_of(name, ours) for name in names] == [unique(slugify(name, "-"), theirs) for name in names]


@pytest.mark.parametrize(
    "heading",
    ["Our models", "Our *models*, 2 (new)", "`net_1` & co.", "Models {#cand}", "Models {: #cand .x }", "Models {.x}",
     "Model {} s", "A [link](https://example.org)", "Größe – naïve", "후보 모델", "Models{#cand}"],
)  # fmt: skip
def test_a_heading_is_found_by_the_id_of_its_page(heading: str) -> None:
    """The id that Python-Markdown with attr_list and toc gives a heading is the one that finds its table."""
    text = f"# Models\n\n## {heading}\n\n| model | precision |\n|---|---|\n| a | 0.9 |\n"
    converter = markdown.Markdown(extensions=["attr_list", "toc", "tables"])
    converter.convert(text)
    entry = converter.toc_tokens[0]["children"][0]  # type: ignore[attr-defined]
    table, findings = read_text(f"plan.md#{entry['id']}", text)
    assert table and not findings and table.head[0].place.line == 5


@given(st.text("ab {}#:.=\n", max_size=20))
def test_attributes_of_headings_never_raise(text: str) -> None:
    """Whatever stands in braces, the text of a heading is a part of what was written."""
    words, declared = without_attributes(text)
    assert words in text and (declared is None or declared in text)
