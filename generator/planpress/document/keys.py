"""What each part of a document reads under its key: by it a preview finds what stood there before a change."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping

from planpress.document.blocks import Block, Bullets, Paragraph, Table
from planpress.model.text import Number, Text, Words


def texts(blocks: Iterable[Block]) -> Mapping[str, str]:
    """The texts of all parts with a key, and of all numbers outside of them, by their keys; of several the first."""
    found: dict[str, str] = {}
    for key, text in _keyed(blocks):
        found.setdefault(key, text)
    return found


def number_key(number: Number, at: int) -> str:
    """The key of the number with index `at` among those of a text with its subject."""
    return f"{number.subject}#{at}" if at else number.subject


def with_lead(lead: Words, text: Words) -> str:
    """A text behind its lead, as it reads."""
    return " ".join(f"{lead}: {text}".split()) if lead else " ".join(str(text).split())


def _keyed(blocks: Iterable[Block]) -> Iterator[tuple[str, str]]:
    for block in blocks:
        for lead, text, key in _parts(block):
            if key:
                yield key, with_lead(lead, text)
            else:
                yield from _numbers(text)


def _parts(block: Block) -> Iterator[tuple[Words, Words, str]]:
    if isinstance(block, Paragraph):
        yield block.lead, block.text, block.key
    elif isinstance(block, Bullets):
        yield from ((line.lead, line.text, line.key) for line in block.lines)
    elif isinstance(block, Table):
        yield "", block.caption, ""
        yield from (("", cell.text, cell.key) for row in block.rows for cell in row.cells)


def _numbers(text: Words) -> Iterator[tuple[str, str]]:
    seen: dict[str, int] = {}
    for number in Text(text).numbers:
        if number.subject:
            at = seen.get(number.subject, 0)
            seen[number.subject] = at + 1
            yield number_key(number, at), number.text
