"""A narrative on paper: all that the page says, in its order, as plain data; what cannot be set is found and noted."""

from __future__ import annotations

import json
import re
from html.parser import HTMLParser

import pytest
from hypothesis import example, given
from hypothesis import strategies as st

from planpress.model.project import Narrative, Project
from planpress.packets.narrative_tree import NarrativeText, page, told
from planpress.packets.text.nodes import Node
from planpress.pages.narrative_html import sections
from planpress.reading.tree import MemoryTree
from tests.packets.images import GIF, png, svg

FOLDER = "content/projects/pose"
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
    if node.kind == "text":
        return node.text
    rest = [f"{name}={value}" for name, value in node.attributes.items()]
    return [node.kind, *rest, *([repr(node.text)] if node.text else []), *map(outline, node.children)]


@pytest.mark.parametrize(
    ("written", "expected"),
    [
        ("a *b*  c\n**d** ~~e~~ `f  g`", [["paragraph", "a ", ["emphasis", "b"], " c ", ["strong", "d"], " ", ["strike", "e"], " ", ["code", "'f  g'"]]]),
        ("a  \nb\\\nc", [["paragraph", "a", ["break"], "b", ["break"], "c"]]),
        ("# A\n\n#### B\n\n## C", [["heading", "level=1", "A"], ["heading", "level=2", "B"], ["heading", "level=2", "C"]]),
        ("#", []),
        ("- a\n- b\n  1. c", [["list", "ordered=False", "tight=True", ["item", ["paragraph", "a"]], ["item", ["paragraph", "b"], ["list", "ordered=True", "tight=True", ["item", ["paragraph", "c"]]]]]]),
        ("7. a\n\n8. b", [["list", "ordered=True", "tight=False", "start=7", ["item", ["paragraph", "a"]], ["item", ["paragraph", "b"]]]]),
        ("- [x] a\n- [ ] b", [["list", "ordered=False", "tight=True", ["item", ["paragraph", ["checkbox", "checked=True"], " a"]], ["item", ["paragraph", ["checkbox", "checked=False"], " b"]]]]),
        ("| a | b |\n|--:|---|\n| 1 |", [["table", "columns=2", ["row", "header=True", ["cell", "align=right", "header=True", ["paragraph", "a"]], ["cell", "header=True", ["paragraph", "b"]]], ["row", ["cell", "align=right", ["paragraph", "1"]], ["cell"]]]]),
        ("```python\na = 1\n\n  b\n```", [["block", "language=python", repr("a = 1\n\n  b")]]),
        ("    code", [["block", "'code'"]]),
        ("> a\n>\n> # b", [["quote", ["paragraph", "a"], ["paragraph", ["strong", "b"]]]]),
        ("term\n: meaning", [["definitions", ["term", "term"], ["meaning", ["paragraph", "meaning"]]]]),
        ("---", [["rule"]]),
        ('!!! note "Title"\n    body', [["admonition", ["title", "Title"], ["paragraph", "body"]]]),
        ("a[^n] b[^n]\n\n[^n]: see[^n]", [["paragraph", "a", ["footnote", "number=1", ["paragraph", "see", ["superscript", "1"]]], " b", ["footnote", "number=1"]]]),
        ("<https://a.org> [b](https://b.org/x) [c](mailto:c@d.org)", [["paragraph", ["link", "url=https://a.org", "https://a.org"], " ", ["link", "url=https://b.org/x", "shown=https://b.org/x", "b"], " ", ["link", "url=mailto:c@d.org", "shown=mailto:c@d.org", "c"]]]),
        ("[a](../calls/plan.md#x) [b](../else/plan.md) [c](../../about.md) [d](#here)", [["paragraph", ["link", "anchor=item-2", "a"], " b ", ["link", "shown=content/about.md", "c"], " d"]]),
        ("![a cell](cell.png \"The cell\")", [["figure", ["image", "file=pictures/PNG", "alt=a cell", "caption=The cell", "width=4", "height=3"]]]),
        ("see ![a](cell.gif)", [["paragraph", "see ", ["image", "file=pictures/GIF", "alt=a", "width=1", "height=1"]]]),
        ("<details><summary>S</summary>\n\nbody\n\n</details>", [["details", ["title", "S"], ["paragraph", "body"]]]),
        ("H<sub>2</sub>O <kbd>k</kbd> <abbr title=\"a b\">AB</abbr> <q>q</q>", [["paragraph", "H", ["subscript", "2"], "O ", ["keyboard", "k"], " AB (a b) “q”"]]),
        ("<table><tr><th rowspan=2>a<th colspan=99>b<tr><td>1<td>2</table>", [["table", "columns=3", ["row", ["cell", "rows=2", "header=True", ["paragraph", "a"]], ["cell", "columns=2", "header=True", ["paragraph", "b"]]], ["row", ["cell", ["paragraph", "1"]], ["cell", ["paragraph", "2"]]]]]),
        ("<table><tr><td rowspan=9>a<td>b<tr><td>c</table>", [["table", "columns=2", ["row", ["cell", "rows=2", ["paragraph", "a"]], ["cell", ["paragraph", "b"]]], ["row", ["cell", ["paragraph", "c"]]]]]),
        ("a\x07b\u2028c", [["paragraph", "a\\u0007b\\u2028c"]]),
    ],
)  # fmt: skip
def test_what_an_author_writes(written: str, expected: list[object]) -> None:
    """Each part of the dialect has its kind of node."""
    made = tell(written, calls="item-2")
    shown = json.dumps([outline(block) for block in made.blocks])
    shown = re.sub(r"[0-9a-f]{24}\.(\w+)", lambda match: match[1].upper(), shown)
    assert json.loads(shown) == [json.loads(json.dumps(block)) for block in expected]
    assert made.findings == ()


@pytest.mark.parametrize(
    ("written", "found", "noted"),
    [
        ("a\n\n<iframe src=x></iframe>", '3: warning PP501 "<iframe>" is left out; a note stands in its place', "<iframe>"),
        ("a <script>b</script> c", '1: warning PP501 "<script>" is left out; a note stands in its place', "<script>"),
        ("a <font>b</font>", '1: warning PP501 "<font>" is left out, the text inside it is not', None),
        ("a\n![w](https://e.org/x.png)", '2: warning PP502 the image "https://e.org/x.png" is on another host; put the file into the project\'s folder', "w"),
        ("![](//e.org/x.png)", '1: warning PP502 the image "//e.org/x.png" is on another host; put the file into the project\'s folder', "//e.org/x.png"),
        ('<img src="data:image/png;base64,AA">', '1: warning PP502 the image "" has no address that a page may ask for; put the file into the project\'s folder', "image"),
        ("![w](gone.png)", f'1: warning PP502 the image "gone.png" is not there: no file "{FOLDER}/gone.png"', "w"),
        ("![w](../../../secret.png)", '1: warning PP502 the image "../../../secret.png" is not in content/; put the file into the project\'s folder', "w"),
        ("![w](/etc/passwd)", '1: warning PP502 the image "/etc/passwd" is not in content/; put the file into the project\'s folder', "w"),
        ("![w](broken.png)", '1: warning PP502 the image "broken.png" is broken; save it again', "w"),
        ("![w](huge.png)", '1: warning PP502 the image "huge.png" has 9000 x 9000 pixels; save it with at most 50 million', "w"),
        ("![w](large.png)", '1: warning PP502 the image "large.png" is larger than 8 MB; save it smaller', "w"),
        ("![w](notes.txt)", '1: warning PP502 the image "notes.txt" is no PNG, JPEG, GIF, WebP or SVG; save it as one of them', "w"),
        ("![w](unsafe.svg)", '1: warning PP502 the image "unsafe.svg" draws with "<script>", which packets do not; save it as PNG', "w"),
        ("# T ![w](cell.png)", '1: warning PP502 the image "cell.png" stands in a heading, which shows its words alone; put it below', None),
        ("| a |\n|---|\n| ![](cell.png) |", '3: warning PP503 the image "cell.png" has no words; say what it shows between the brackets', None),
        ("a\n\n[^b-c]: d", '3: warning PP504 nothing refers to the note "[^b-c]"; refer to it, or take it out', None),
        ("a\n\n" + "> " * 25 + "b", "3: warning PP504 lies too deep to be read; write it less deep", None),
    ],
)  # fmt: skip
def test_what_cannot_be_set(written: str, found: str, noted: str | None) -> None:
    """Each is a finding with its line, and a note stands where something would be missing."""
    made = tell(written)
    assert [str(finding) for finding in made.findings] == [f"{FOLDER}/plan.md:{found}"]
    notes = [node.text for block in made.blocks for node in block.walk() if node.kind == "missing"]
    assert notes == ([] if noted is None else [noted])


def test_an_image_without_words_is_named_by_its_file() -> None:
    """PDF/UA allows no image without words."""
    node = tell("![](cell.svg)").blocks[0].children[0]
    assert node.attributes["alt"] == "cell.svg"


def test_each_image_is_kept_once_and_only_where_it_is_set() -> None:
    """Images get names of their own making."""
    made = tell("![a](cell.png) ![b](./cell.png) ![c](broken.png)")
    assert [re.sub("[0-9a-f]{24}", "HASH", name) for name in made.pictures] == ["pictures/HASH.png"]
    assert list(made.pictures.values()) == [png()]


def test_a_page_is_told_without_its_front_matter() -> None:
    """Lines keep their numbers, so that findings name them."""
    made = told(page("content/about.md", "---\ntitle: x\n---\n# About\n\n<iframe>"), FILES)
    assert [block.kind for block in made.blocks] == ["heading", "paragraph"]
    assert str(made.findings[0]).startswith("content/about.md:6: ")
    assert page("content/a.md", "a\n---\nb\n---\n").text == "a\n---\nb\n---\n"


class Shown(HTMLParser):
    """The words that a browser shows of a page, and apart from them those of its footnotes."""

    def __init__(self) -> None:
        super().__init__()
        self.words = ""
        self.notes = ""
        self._in_notes = 0
        self._hidden = 0

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        classes = dict(attrs).get("class") or ""
        if tag == "section":
            self._in_notes += 1
        if self._hidden or "footnote-ref" in classes or "footnote-backref" in classes:
            self._hidden += tag not in ("br", "img", "input", "hr", "col")

    def handle_endtag(self, tag: str) -> None:
        if tag == "section":
            self._in_notes -= 1
        if self._hidden:
            self._hidden -= 1

    def handle_data(self, data: str) -> None:
        mark = re.match(r"\[([0-9]+)(:[0-9]+)?\]$", data)
        if self._hidden and self._in_notes and mark:
            self.notes += mark[1]  # inside a note a mark is its number
        elif not self._hidden:
            if self._in_notes:
                self.notes += data
            else:
                self.words += data


def squeezed(text: str) -> str:
    return "".join(text.split())


def paper_words(nodes: tuple[Node, ...]) -> str:
    """The words of a tree without those of its footnotes."""
    return "".join("" if node.kind == "footnote" else node.text + paper_words(node.children) for node in nodes)


def note_words(nodes: tuple[Node, ...]) -> str:
    return "".join(
        paper_words(node.children) if node.kind == "footnote" else note_words(node.children) for node in nodes
    )


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
@example("[^1]: [^1]")
@example("a<pre>```\n[^1]: ```\n[^1]# ")
@example("a<pre>```\n[^1]: [^1]")
@example("a[^1]\n\n[^1]: b[^2][^1]\n\n[^2]: c")
def test_paper_says_all_that_the_page_says(written: str) -> None:
    """Every visible text of the site's HTML is in the tree, in the same order."""
    narrative = Narrative(f"{FOLDER}/plan.md", written)
    shown = Shown()
    for section in sections(Project("pose", "Pose", f"{FOLDER}/project.yml", narrative=narrative)):
        shown.handle_data(section.heading or "")
        shown.feed(section.html)
    shown.close()
    blocks = tell(written).blocks
    on_paper = squeezed(paper_words(blocks))
    # A note that nothing leads to, as one of a heading's, stands at the end.
    assert on_paper.startswith(squeezed(shown.words))
    assert sorted(squeezed(shown.notes)) == sorted(on_paper[len(squeezed(shown.words)) :] + squeezed(note_words(blocks)))
