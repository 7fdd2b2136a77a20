"""What a cell may hold: nothing that no page can show, and not more than a cell is for."""

from __future__ import annotations

import re
from collections.abc import Sequence

from planpress.model.findings import Finding
from planpress.model.sources import Place
from planpress.model.tables import Cell
from planpress.model.wording import counted
from planpress.reading import kinds

MOST_CHARACTERS = 2_000

Row = tuple[Cell, ...]

# Control characters but for tab and line feed, halves of surrogate pairs, and two that Unicode keeps for no use.
_UNSHOWABLE = re.compile(r"[\x00-\x08\x0b-\x1f\x7f-\x9f\ud800-\udfff\ufffe\uffff]")


def showable(path: str, rows: Sequence[Row], findings: list[Finding]) -> list[Row]:
    """The rows, with a replacement character for what cannot be shown, so that no later message holds it either."""
    shown = []
    for row in rows:
        together = "".join([cell.text for cell in row])
        if len(together) > MOST_CHARACTERS or _UNSHOWABLE.search(together):
            shown.append(tuple(_showable_cell(path, cell, findings) for cell in row))
        else:
            shown.append(row)
    return shown


def _showable_cell(path: str, cell: Cell, findings: list[Finding]) -> Cell:
    place = Place(path, cell.line, cell.column)
    size = len(cell.text)
    if size > MOST_CHARACTERS:
        message = f"a cell of {counted(size, 'character')}; the most is {MOST_CHARACTERS:,}"
        findings.append(kinds.TABLE_TOO_LARGE.at(place, message))
    found = _UNSHOWABLE.search(cell.text)
    if found is None:
        return cell
    message = f"holds the character U+{ord(found[0]):04X}, which cannot be shown; take it out"
    findings.append(kinds.UNSHOWABLE.at(place, message))
    return Cell(_UNSHOWABLE.sub("\ufffd", cell.text), cell.line, cell.column)
