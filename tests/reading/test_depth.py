"""Texts that nest without end are found before anything is made of them, and what people write is not."""

from datetime import date

import pytest

from planpress.pages import user_pages
from planpress.pages.dialect import cleaned
from planpress.reading.depth import MOST_CELLS, MOST_HEADINGS, MOST_LEVELS, excessive, is_too_deep
from planpress.reading.tree import MemoryTree
from planpress.workflows.check_plan import check
from tests.small_plan import MODELS, PLAN, PROJECT

MANY = 95_000
DEEP = f"nested deeper than {MOST_LEVELS} levels; close the elements and lists that are open"


@pytest.mark.parametrize(
    "text",
    [
        "<div>" * MANY, "word " + "<div>" * MANY, "<details><summary>x</summary>" * MANY, "<table><tr><td>" * MANY,
        "<svg><g>" * MANY, "<math><mi>" * MANY, "<b><i>" * MANY, "<UL><LI>" * MANY, "<h2>" * MANY, "<blockquote>\n" * MANY,
        "> " * MANY + "x", ">" * MANY, "- " * MANY + "x", "1. " * MANY + "x", "> - " * MANY + "x", "* + " * MANY + "x",
        "".join(f"{'  ' * level}- x\n" for level in range(MOST_LEVELS + 1)),
        "".join(f"{'    ' * level}!!! note\n\n" for level in range(MOST_LEVELS + 1)),
        "".join(f"{'    ' * level}=== x\n" for level in range(MOST_LEVELS + 1)),
    ],
)  # fmt: skip
@pytest.mark.parametrize("path", ["content/x.md", "content/projects/p/plan.md"])
def test_what_nests_without_end_is_found_in_pages_and_narratives(path: str, text: str) -> None:
    files = {"content/plan.yml": PLAN, "content/projects/p/project.yml": PROJECT, path: f"# Words\n\n{text}\n"}
    findings = check(MemoryTree.of(files.items()), lambda: date(2019, 6, 1)).findings
    found = [finding for finding in findings if finding.level == "error"]
    assert {(finding.place.path, finding.code, finding.message) for finding in found} <= {
        (path, "PP108", DEEP), (path, "PP104", found[0].message),
    }  # fmt: skip
    assert found and found[0].place.line in (0, *range(3, MOST_LEVELS + 5), 2 * MOST_LEVELS + 3)


@pytest.mark.parametrize(
    ("part", "most", "said"),
    [
        *((task, MOST_HEADINGS, "more than 1,000 tasks; cut the text into pages") for task in ("- [ ] a\n", "> 1. [x] a\n", "* [X] a\n")),
        *((heading, MOST_HEADINGS, "more than 1,000 headings; cut the text into pages") for heading in ("# a\n", "a\n=\n", "a\n---\n")),
        ("|a", MOST_CELLS, "a line with more than 1,000 | in it; keep a table that wide in a file of its own"),
    ],
)
def test_what_there_may_be_so_many_of(part: str, most: int, said: str) -> None:
    (found,) = excessive("content/x.md", part * (most + 1))
    assert (found.message, found.place.line) == (said, max(1, (most + 1) * part.count("\n")))
    assert list(excessive("content/x.md", part * most)) == []


@pytest.mark.parametrize("text", ["# a\n" * 240_000, "# a\n\n" + "|a" * 240_000 + "\n" + "|-" * 240_000 + "|\n"])
def test_a_table_is_not_looked_for_in_a_text_without_end(text: str) -> None:
    """Neither are half a million tokens made of it: what is found is the text's own finding, and nothing else."""
    files = {"content/plan.yml": PLAN, "content/projects/p/project.yml": MODELS.replace("models.csv", "plan.md#a"),
             "content/projects/p/plan.md": text}  # fmt: skip
    (found,) = check(MemoryTree.of(files.items()), lambda: date(2019, 6, 1)).findings
    assert (found.code, found.place.path) == ("PP108", "content/projects/p/plan.md")


@pytest.mark.parametrize(
    "text",
    [
        "```\n" + "<div>" * 1_000 + "\n```\n",
        "`" + "<div>" * 1_000 + "`\n",
        "<p>x" * 1_000 + "<li>x" * 1_000 + '<a name="x">' * 1_000,
        "<br><hr><img>" * 1_000,
        "<div>x</div>\n" * 1_000,
        "a < b << c <int> <T> " * 1_000,
        "- - - - - - - - - -" * 20 + "\n",
        "- x\n" * 5_000,
        "> x\n" * 5_000,
        "[" * 5_000 + "]" * 5_000,
        "<div>" * MOST_LEVELS,
        "> " * MOST_LEVELS,
    ],
)
def test_what_people_write_is_not(text: str) -> None:
    assert list(excessive("content/x.md", text)) == []


def test_html_that_a_plugin_nests_is_found_where_it_is_cleaned() -> None:
    """What is found in a text keeps the HTML of every cleaned text flat; what extensions make of it is looked at too."""
    assert is_too_deep("<div>" * (MOST_LEVELS + 1)) and not is_too_deep("<div>" * MOST_LEVELS + "</div>" * MOST_LEVELS)
    assert cleaned("<div>" * MOST_LEVELS, lambda tag, name, value: value) == user_pages.cleaned("<div>" * MOST_LEVELS, "x")
