"""What the search index reads of a page: words apart, and a project as one entry."""

import pytest

from planpress.model.site_pages import Page
from planpress.pages.search_html import search_html

TITLE = '<h1 id="a">A &amp; B<a class="headerlink" href="#a" title="Permanent link">&para;</a></h1>'


@pytest.mark.parametrize(
    ("html", "read"),
    [
        ("<tr><th>Rank</th><td>1</td></tr>", "<tr><th>Rank </th><td>1 </td></tr>"),
        ("<dl><dt>Next</dt><dd>June</dd></dl>", "<dl><dt>Next </dt><dd>June </dd></dl>"),
        ("<p>one<br>two <em>th</em>ree</p>", "<p>one <br>two <em>th</em>ree </p>"),
        ("<h2 id='b'>Below</h2>", "<h2 id='b'>Below </h2>"),
    ],
)
def test_cells_and_lines_are_apart(html: str, read: str) -> None:
    """A blank stands where a page begins a new cell or line, and none inside a word."""
    assert search_html(html, Page("p.md", "P", "")) == read


def test_a_project_is_one_entry() -> None:
    """It begins with the title, below which its first line stands: text, whatever an author wrote. No other heading is
    left."""
    page = Page("p.md", "A & B", "", found_by=("rank 1 of 2", "data", "Text & <b>speech</b>"))
    read = search_html(f'<nav>before</nav>{TITLE}<h2 id="b">Below<a class="headerlink" href="#b">&para;</a></h2><p>Text</p>', page)
    first = "<p>Rank 1 of 2 · data · Text &amp; &lt;b&gt;speech&lt;/b&gt;</p>"
    assert read == f'<h1 id="a">A &amp; B </h1>{first}<p>Below </p><p>Text </p>'


def test_a_page_without_a_title_begins_with_its_first_line() -> None:
    """Whatever a template of somebody's own leaves out."""
    assert search_html("<p>Text</p>", Page("p.md", "P", "", found_by=("data",))) == "<p>Data</p><p>Text </p>"


def test_a_page_that_is_not_searched_has_no_words() -> None:
    """The home page, and those that lead elsewhere."""
    assert search_html(f"{TITLE}<p>Text</p>", Page("p.md", "P", "", searched=False)) == ""
