"""Where the head of a table in lines is: which line `head` names, and what to say where it seems to be another."""

import re
from collections.abc import Sequence

from planpress.model.sources import Place
from planpress.model.tables import TableCell
from planpress.reading import kinds
from planpress.reading.numbers import is_missing, read_number
from planpress.reading.sources.formats import Refused, Row

_LOOKED_AT = 20  # rows


def parted_head(path: str, rows: Sequence[Row], lines: tuple[int, ...] | None, place: Place) -> tuple[Row, list[Row]]:
    """The head and the rows below it. The head is what stands in `lines`, joined by dots, else in the first row.

    Raises Refused at `place` where no row begins in one of the lines, and where the head seems to be another row. With
    no line in `lines` it is one row alone, in which a name may stand twice.
    """
    if not lines:
        _refuse_line_above(path, rows)
        if lines is None:
            _refuse_several_lines(path, rows)
        return _below(rows[0], rows[1:])
    heads = [row for row in rows if row[0].place.line in lines]
    if len(heads) < len({*lines}):
        begins = {row[0].place.line for row in rows}
        missing = next(line for line in lines if line not in begins)
        raise Refused(kinds.BAD_SHAPE, place, f"no row begins in line {missing} of the table; correct head")
    return _below(_joined(heads), [row for row in rows if row[0].place.line > max(lines)])


_UNIT = re.compile(r"[(\[]?(?:%|[mµnk]?s|secs?|min|h|[kmc]?m|[kKMGT]i?B|[kMGT]|M?FLOPs?|[$€£]|tok(?:ens)?/s|#)[)\]]?")


def _below(head: Row, rows: Sequence[Row]) -> tuple[Row, list[Row]]:
    """The head and the rows. Raises Refused where one of these is the head of another table, or holds units."""
    for row in rows:
        if head[0].text and row[0].text == head[0].text and len(row) > 1 and _are_words(row):
            message = "this line is a head again, as in files that were joined"
            way_out = "take it out, or keep each table in a file of its own"
            raise Refused(kinds.BAD_SHAPE, row[0].place, f"{message}; {way_out}")
    units = [cell.text for cell in rows[0][1:] if cell.text] if rows else []
    if units and all(map(_UNIT.fullmatch, units)):
        message = "this line holds units, and no model; take it out, and write them with the metrics"
        raise Refused(kinds.BAD_SHAPE, rows[0][0].place, f"{message}, as in unit: {units[0].strip('()[]')}")
    return head, list(rows)


def _joined(heads: Sequence[Row]) -> Row:
    """Several lines as one: what stands above each other with a dot between. A blank in an upper line is what stands
    before it, as in cells that were merged."""
    if len(heads) == 1:
        return heads[0]
    width = max(map(len, heads))
    names: list[list[str]] = [[] for _ in range(width)]
    for level, row in enumerate(heads):
        before = ""
        for at in range(width):
            text = row[at].text.strip() if at < len(row) else ""
            if level < len(heads) - 1 and at and not text:
                text = before
            before = text
            if text and text not in names[at]:
                names[at].append(text)
    last = heads[-1]
    return tuple(
        TableCell(".".join(parts), (last[at] if at < len(last) else last[-1]).place) for at, parts in enumerate(names)
    )


def _refuse_line_above(path: str, rows: Sequence[Row]) -> None:
    looked_at = rows[:_LOOKED_AT]
    filled = [sum(bool(cell.text.strip()) for cell in row) for row in looked_at]
    width = max(filled)
    if filled[0] == 1 < width:
        at = next(at for at, count in enumerate(filled) if count >= max(2, width - 1))
        if _are_words(looked_at[at]):
            line = looked_at[at][0].place.line
            place = Place(path, looked_at[0][0].place.line, 1)
            message = f"the head seems to be line {line}: write `head: {line}` below models"
            raise Refused(kinds.BAD_SHAPE, place, message)


def _refuse_several_lines(path: str, rows: Sequence[Row]) -> None:
    looked_at = rows[:_LOOKED_AT]
    if len(looked_at) > 2 and len(looked_at[0]) > 2:
        names = [cell.text.strip() for cell in looked_at[0]]
        odd = len({*names}) < len(names) or "" in names[1:]
        depth = 2
        while odd and depth < len(looked_at) and _are_words(looked_at[depth - 1]):
            whole = [cell.text for cell in _joined(looked_at[:depth])]
            if len({*whole}) == len(whole) and "" not in whole[1:] and not _are_words(looked_at[depth]):
                lines = [row[0].place.line for row in looked_at[:depth]]
                message = f"the head seems to be lines {lines[0]} to {lines[-1]}: write `head: {lines}` below models"
                raise Refused(kinds.BAD_SHAPE, Place(path, lines[0], 1), message)
            depth += 1


def _are_words(row: Row) -> bool:
    """Whether a row has words and no number, as a head has."""
    named = any(character.isalpha() for cell in row for character in cell.text)
    return named and not any(isinstance(read_number(cell.text), float) for cell in row if not is_missing(cell.text))
