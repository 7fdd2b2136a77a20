"""What a PDF says to those who listen to it: its tags in their order, with their texts and the pages that these stand on.

The texts are those of the glyphs on the page, by the table of letters that each font carries, so that what is compared
here is what was printed. Charts keep their letters to themselves: only their alternative texts are read to anybody.
"""

from __future__ import annotations

import io
import re
from collections.abc import Iterator
from dataclasses import dataclass

import pikepdf

_JOINED = ("-", "\u00ad", "\u200b")
_SILENT = re.compile("[\u00ad\u200b\u2066-\u2069]")
_SINGLE = re.compile(rb"beginbfchar(.*?)endbfchar", re.DOTALL)
_RANGES = re.compile(rb"beginbfrange(.*?)endbfrange", re.DOTALL)
_CODE = re.compile(rb"<([0-9A-Fa-f]+)>")

Texts = dict[tuple[int, int], str]
"""The text of each marked piece of content, by its page, from 1, and its number there."""


@dataclass(frozen=True)
class Tag:
    """An element of the structure: `kind` is its name, as in H2 or TR; `pieces` are its own texts with their pages."""

    kind: str
    pieces: tuple[tuple[int, str], ...]
    children: tuple[Tag, ...]

    @property
    def text(self) -> str:
        """All that it says, on one line; words that were broken are whole again."""
        said = ""
        for _, piece in self.pieces:
            joined = not said or said.endswith((" ", *_JOINED)) or piece.startswith(_JOINED[1:])
            said += piece if joined else f" {piece}"
        return " ".join(_SILENT.sub("", said).split())

    @property
    def pages(self) -> list[int]:
        """The pages that it stands on."""
        return sorted({page for page, _ in self.pieces})

    def all(self, *kinds: str) -> Iterator[Tag]:
        """The elements of these kinds in it, in order; within one that is found no other is looked for."""
        for child in self.children:
            if child.kind in kinds:
                yield child
            else:
                yield from child.all(*kinds)

    def rows(self) -> list[list[Tag]]:
        """The cells of a table row by row, the head first."""
        return [list(row.all("TH", "TD")) for row in self.all("TR")]


def document(data: bytes) -> Tag:
    """The whole structure of a PDF."""
    with pikepdf.open(io.BytesIO(data)) as pdf:
        texts: Texts = {}
        for number, page in enumerate(pdf.pages, start=1):
            texts |= {(number, mark): text for mark, text in _marked(page).items()}
        numbers = {page.objgen: number for number, page in enumerate(pdf.pages, start=1)}
        return _tag(pdf.Root.StructTreeRoot, None, numbers, texts)


def _tag(node: pikepdf.Object, page: int | None, numbers: dict[tuple[int, int], int], texts: Texts) -> Tag:
    page = numbers[node.Pg.objgen] if "/Pg" in node else page
    kids = node.get("/K", [])
    pieces: list[tuple[int, str]] = []
    children: list[Tag] = []
    for kid in kids if isinstance(kids, pikepdf.Array) else [kids]:
        if isinstance(kid, int):
            assert page is not None
            pieces.append((page, texts.get((page, kid), "")))
        elif kid.get("/Type") == "/MCR":
            at = numbers[kid.Pg.objgen] if "/Pg" in kid else page
            assert at is not None
            pieces.append((at, texts.get((at, int(kid.MCID)), "")))
        elif kid.get("/Type") != "/OBJR":
            child = _tag(kid, page, numbers, texts)
            children.append(child)
            pieces += child.pieces
    return Tag(str(node.get("/S", "/Document")).lstrip("/"), tuple(pieces), tuple(children))


def _marked(page: pikepdf.Page) -> dict[int, str]:
    """The texts of a page by the numbers of their marks. What stands for something else, as a hyphen does, says that."""
    fonts = {name: _letters(font) for name, font in page.Resources.get("/Font", {}).items()}
    letters: dict[int, str] = {}
    found: dict[int, str] = {}
    marks: list[tuple[int | None, bool]] = [(None, False)]
    for operands, operator in pikepdf.parse_content_stream(page):
        name, (mark, replaced) = str(operator), marks[-1]
        said = ""
        if name in ("BDC", "BMC"):
            about = operands[1] if len(operands) > 1 and isinstance(operands[1], pikepdf.Dictionary) else {}
            mark = int(about["/MCID"]) if "/MCID" in about else mark
            said = str(about.get("/ActualText", ""))
            marks.append((mark, replaced or "/ActualText" in about))
        elif name == "EMC":
            marks.pop()
        elif name == "Tf":
            letters = fonts[str(operands[0])]
        elif name in ("Tj", "TJ") and not replaced:
            shown = operands[0] if name == "TJ" else [operands[0]]
            said = "".join(_said(one, letters) for one in shown)
        if mark is not None and said:
            found[mark] = found.get(mark, "") + said
    return found


def _said(shown: pikepdf.Object, letters: dict[int, str]) -> str:
    if not isinstance(shown, (pikepdf.String, str)):
        return ""
    data = bytes(shown)
    return "".join(letters.get(int.from_bytes(data[at : at + 2], "big"), "") for at in range(0, len(data), 2))


def _letters(font: pikepdf.Object) -> dict[int, str]:
    """The letters of a font by the codes of its glyphs."""
    table = font.ToUnicode.read_bytes()
    found: dict[int, str] = {}
    for block in _SINGLE.findall(table):
        codes = _CODE.findall(block)
        texts = (bytes.fromhex(code.decode()).decode("utf-16-be") for code in codes[1::2])
        found |= {int(code, 16): text for code, text in zip(codes[::2], texts, strict=True)}
    assert not _RANGES.search(table), "a font that names its letters by ranges, which nobody reads here"
    return found
