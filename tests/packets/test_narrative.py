"""A narrative on paper: all that the page says, in its order, as plain data; what cannot be set is found and noted."""

import json
import re
from html import escape
from typing import Any

import pytest
from hypothesis import example, given
from hypothesis import strategies as st
from selectolax.lexbor import LexborHTMLParser

from planpress.model.project import Narrative, Project
from planpress.packets.narrative_tree import NarrativeText, page, told
from planpress.packets.text.nodes import Node
from planpress.pages.narrative_html import sections
from planpress.reading.tree import MemoryTree
from tests.case_files import cases
from tests.packets.images import GIF, png, svg
from tests.packets.reading import bare

FOLDER = "content/projects/pose"
CASES = cases(__file__)
FILES = MemoryTree.of(
    [
        (f"{FOLDER}/cell.png", png()),
        (f"{FOLDER}/cell.svg", svg()),
        (f"{FOLDER}/cell.gif", GIF),
        (f"{FOLDER}/broken.png", png()[:40]),
        (f"{FOLDER}/huge.png", png()[:16] + (9000).to_bytes(4) * 2 + png()[24:]),
        (f"{FOLDER}/notes.txt", b"no image"),
        (f"{FOLDER}/large.png", b"\x89PNG\r\n\x1a\n" + bytes(9_000_000)),
        (f"{FOLDER}/unsafe.svg", svg('<script>alert("x")</script>')),
        ("secret.png", png()),
    ]
)


def tell(text: str, **anchors: str) -> NarrativeText:
    return told(Narrative(f"{FOLDER}/plan.md", text), FILES, anchors)


def outline(node: Node) -> object:
    """A node as short as a test can write it: its text, or its kind with what is in it."""
    if node["kind"] == "text":
        return node["text"]
    rest = [f"{name}={value}" for name, value in node.items() if name not in ("kind", "text", "children")]
    return [node["kind"], *rest, *([repr(node["text"])] if "text" in node else []), *map(outline, node.get("children", ()))]


@pytest.mark.parametrize("case", CASES["written"], ids=lambda case: case["written"])
def test_what_an_author_writes(case: dict[str, Any]) -> None:
    """Each part of the dialect has its kind of node."""
    made = tell(case["written"], calls="item-2")
    shown = json.dumps([outline(block) for block in made.blocks])
    shown = re.sub(r"[0-9a-f]{24}\.(\w+)", lambda match: match[1].upper(), shown)
    assert json.loads(shown) == case["tree"]
    assert made.findings == ()


@pytest.mark.parametrize("case", CASES["refused"], ids=lambda case: case["written"])
def test_what_cannot_be_set(case: dict[str, Any]) -> None:
    """Each is a finding with its line, and a note stands where something would be missing."""
    made = tell(case["written"])
    assert [str(finding) for finding in made.findings] == [f"{FOLDER}/plan.md:{case['found']}"]
    assert re.findall(r"'missing', 'text': '(.*?)'", f"{made.blocks}") == ([] if case["noted"] is None else [case["noted"]])


def test_an_image_without_words_is_named_by_its_file() -> None:
    """PDF/UA allows no image without words."""
    (node,) = tell("![](cell.svg)").blocks[0]["children"]
    assert node["alt"] == "cell.svg"


def test_each_image_is_kept_once_and_only_where_it_is_set() -> None:
    """Images get names of their own making."""
    made = tell("![a](cell.png) ![b](./cell.png) ![c](broken.png)")
    assert [re.sub("[0-9a-f]{24}", "HASH", name) for name in made.pictures] == ["pictures/HASH.png"]
    assert list(made.pictures.values()) == [png()]


def test_a_page_is_told_without_its_front_matter() -> None:
    """Lines keep their numbers, so that findings name them."""
    made = told(page("content/about.md", "---\ntitle: x\n---\n# About\n\n<iframe>"), FILES)
    assert [block["kind"] for block in made.blocks] == ["heading", "paragraph"]
    assert str(made.findings[0]).startswith("content/about.md:6: ")
    assert page("content/a.md", "a\n---\nb\n---\n").text == "a\n---\nb\n---\n"


def shown(html: str) -> tuple[str, str]:
    """The words that a browser shows of a page, and apart from them those of its footnotes, in which marks are numbers."""
    page = LexborHTMLParser(html)
    for link in page.css(".footnote-backref"):
        link.decompose()
    for mark in page.css(".footnote-ref"):
        number = re.match(r"\[([0-9]+)", mark.text())
        within = mark.parent
        while within is not None and within.tag != "section":
            within = within.parent
        mark.replace_with(number[1] if number and within is not None else "")
    notes = "".join(section.text() for section in page.css("section"))
    for section in page.css("section"):
        section.decompose()
    return page.body.text() if page.body else "", notes


def paper_words(nodes: list[Node], notes: list[str]) -> str:
    """The words of a tree without those of its footnotes, which go to `notes`."""
    said = ""
    for node in nodes:
        below = paper_words(node.get("children", []), notes)
        said += node.get("text", "")
        if node["kind"] == "footnote":
            notes.append(below)
        else:
            said += below
    return said


PIECES = st.sampled_from(
    ["# ", "## ", "### ", "> ", "- ", "1. ", "- [ ] ", "a", "b ", "word", "*", "**", "~~", "`", "```\n", "    ", "\n",
     "\n\n", "|", "| a | b |\n|---|---|\n", "[x](y)", "[", "](", ")", "<b>", "</b>", "<div>", "</div>", "<table>",
     "<tr><td>", "<li>", "<details><summary>", "</summary>", "[^1]", "[^1]: ", "term\n: ", "!!! note\n    ", "---\n",
     "<br>", "<font>", "&amp;", "\\", "https://a.org", "한글 ", "<sup>", "</sup>", "<pre>", "</pre>", "<h3>", "<p>"]
)  # fmt: skip


@given(st.lists(PIECES, max_size=25).map("".join))
@example("<pre>a\n b</pre>")
@example("<ul>a<li>b</ul>")
@example("a\n===\n[^1]\n\n[^1]: b\n\n    - c")
@example("<dl><dt>a<dd>b</dl>")
@example("# a[^1]\n\n[^1]: b")
@example("<details><summary>\n\n[^1]: [^1]")
@example("[^1]: [^1]")
@example("a<pre>```\n[^1]: ```\n[^1]# ")
@example("a<pre>```\n[^1]: [^1]")
@example("[^1]: <br><li>[^1]")
@example("a[^1]\n\n[^1]: b[^2][^1]\n\n[^2]: c")
def test_paper_says_all_that_the_page_says(written: str) -> None:
    """Every visible text of the site's HTML is in the tree, in the same order."""
    narrative = Narrative(f"{FOLDER}/plan.md", written)
    said = sections(Project("pose", "Pose", f"{FOLDER}/project.yml", narrative=narrative))
    words, in_notes = shown("".join(f"<p>{escape(section.heading or '')}</p>{section.html}" for section in said))
    notes: list[str] = []
    on_paper = bare(paper_words(tell(written).blocks, notes))
    # A note that nothing leads to, as one of a heading's, stands at the end.
    assert on_paper.startswith(bare(words))
    assert sorted(bare(in_notes)) == sorted(on_paper[len(bare(words)) :] + bare("".join(notes)))
