"""The texts of a document's parts by their keys, by which a preview finds what stood there before a change."""

import re
from collections import Counter
from collections.abc import Iterable, Iterator, Mapping
from contextlib import suppress

from planpress.document.blocks import Block, Bullets, Callout, Line, Paragraph, Table
from planpress.model.text import Inline, Number, Text, Words

_END = re.compile(r"[.:;!?…]['\")]?\Z")


def texts(blocks: Iterable[Block]) -> Mapping[str, str]:
    """The texts of all parts with a key, and of all numbers outside of them, by their keys; of several the first."""
    found: dict[str, str] = {}
    for key, text in _keyed(blocks):
        found.setdefault(key, text)
    return found


def with_keys(text: Words) -> Iterator[tuple[Inline, str]]:
    """The pieces of a text with their keys: numbers with a subject have one each, of several of a subject too."""
    seen: Counter[str] = Counter()
    for piece in Text(text):
        subject = piece.subject if isinstance(piece, Number) else ""
        yield piece, f"{subject}#{seen[subject]}" if subject and seen[subject] else subject
        seen[subject] += 1


def row_key(key: str) -> str:
    """The key of a row that is an entry of its own."""
    return f"row {key}"


def whole(lead: Words, text: Words, note: Words = "") -> str:
    """A text behind its lead and before its note, as it reads."""
    said = f"{lead}{ended(lead, ':')} {text}" if lead else str(text)
    return " ".join((f"{said}, {note}" if note else said).split())


def ended(said: Words, end: str) -> str:
    """What ends a text before the next: nothing where it ends with a mark of its own."""
    return "" if _END.search(str(said)) else end


def same_number(before: str, said: str) -> bool:
    """Whether two texts are one number: its column may have more decimals now."""
    with suppress(ValueError):
        return float(before) == float(said)
    return False


def _keyed(blocks: Iterable[Block]) -> Iterator[tuple[str, str]]:
    for block in blocks:
        if isinstance(block, Table):
            yield from ((row_key(row.key), "") for row in block.rows if row.key)
        for lead, text, note, key in _parts(block):
            if key:
                yield key, whole(lead, text, note)
            else:
                yield from ((key, piece.text) for piece, key in with_keys(text) if key and not isinstance(piece, str))


def _flat(lines: Iterable[Line]) -> Iterator[Line]:
    """The lines with those below each."""
    for line in lines:
        yield line
        yield from _flat(line.lines)


def _parts(block: Block) -> Iterator[tuple[Words, Words, Words, str]]:
    if isinstance(block, Paragraph):
        yield block.lead, block.text, "", block.key
    elif isinstance(block, Bullets):
        yield from ((line.lead, line.text, "", line.key) for line in _flat(block.lines))
    elif isinstance(block, Callout):
        yield "", Text(block.lead, " ", block.text), "", block.key
        yield from (("", line.text, "", line.key) for line in block.points)
    elif isinstance(block, Table):
        yield "", block.caption, "", ""
        yield from (("", cell.text, cell.note, cell.key) for row in block.rows for cell in row.cells)
