"""# CSV

`models.csv`: cells with commas between them, one line a row, the head first.

## How it is read

Blanks around a cell do not count, and blank lines are skipped. A cell that holds a comma, a quote or a line end stands
in double quotes; a quote inside it is written twice. Semicolons, tabs or `|` in place of commas are read where every
line has as many; then commas may be decimal. Lines above the head are passed over with `head: 3`, and a head of several
lines is joined by dots with `head: [1, 2]`.

## Example

    model,precision,latency
    net-1,0.9,80
    "net-2, pruned",0.8,35
"""

import re
from collections.abc import Iterator, Sequence
from functools import partial

from planpress.model.findings import Finding
from planpress.model.sources import Place
from planpress.model.tables import RawTable, TableCell
from planpress.model.wording import listed, quoted
from planpress.reading import kinds
from planpress.reading.sources.formats import MOST_CELLS, Refused, Row, TableFormat, TableReference, limited
from planpress.reading.sources.heads import parted_head

_NAMES = {",": "commas", ";": "semicolons", "\t": "tabs", "|": "signs |"}
_LOOKED_AT = 50_000  # characters
_SAID = re.compile(r"\s*\"?sep=([,;\t|])\"?[^\S\n]*(?:\n|\Z)")
"""The first line by which Excel says what stands between the cells."""
_QUOTED = re.compile(r'"[^"]*(?:"|$)')

# Not by the csv module: it tells no columns, reads on to the end of the file for a quote that is never closed, and
# keeps the quotes of a cell that has a blank before it. The tests hold this against it.
_IN_QUOTES = r'"(?P<quoted>[^"]*+(?:""[^"]*+)*)(?P<close>"?)(?P<rest>[^\n@]*+)'
_CELL = rf"[^\S\n@]*+(?:{_IN_QUOTES}|(?P<plain>[^\n@]*+))(?P<end>[\n@]|\Z)"


def read_separated(own: str, text: str, path: str, reference: TableReference, findings: list[Finding]) -> RawTable:
    """The table in `text`, whose first line that is not blank is the head, unless `reference` says otherwise. Between
    its cells is what the file uses, `own` where that may be."""
    first = min(reference.head or (1,))
    lines = text.split("\n")
    text = "\n" * min(first - 1, len(lines) - 1) + "\n".join(lines[first - 1 :])
    if _is_markdown(text):
        message = "this is a table in Markdown; put it below a heading of plan.md, as in table: plan.md#models"
        raise Refused(kinds.SEPARATOR, Place(path, first, 1), message)
    said = _SAID.match(text)
    if said is not None:
        text = "\n" * said[0].count("\n") + text[said.end() :]
    separator = said[1] if said else _separator(text, path, own)
    rows = limited(path, _rows(text, path, separator))
    if not rows:
        raise Refused(kinds.BAD_SHAPE, reference.place, f"there is no line {first} in the table; correct head")
    _refuse_one_column(path, rows)
    head, below = parted_head(path, rows, reference.head, reference.place)
    return RawTable(path, head, tuple(below), decimal_commas=separator != ",")


CSV = TableFormat("csv", "CSV", (".csv",), __doc__, partial(read_separated, ","), has_lines=True)


def _is_markdown(text: str) -> bool:
    """Whether a table begins with a head between signs |, and a line of dashes below it."""
    head, rule = [*(line.strip() for line in text.lstrip()[:_LOOKED_AT].split("\n", 2)), ""][:2]
    framed = all(len(line) > 2 and line[0] == line[-1] == "|" for line in (head, rule))
    return framed and "-" in rule and not rule.strip("|-: \t")


def _refuse_one_column(path: str, rows: Sequence[Row]) -> None:
    """Raise Refused where the rows have one cell each, in which several seem to stand."""
    if len(rows) < 2 or any(len(row) > 1 for row in rows):
        return
    texts = [row[0].text for row in rows]
    sign = next((sign for sign in _NAMES if all(sign in text for text in texts)), None)
    said = ""
    if sign is not None:
        said = f"each line stands in quotes as a whole, with {_NAMES[sign]} in it; take these quotes off"
    elif all(len(text.split()) == len(texts[0].split()) > 1 for text in texts):
        said = "the cells seem to have blanks between them; write commas"
    if said:
        raise Refused(kinds.SEPARATOR, rows[0][0].place, said)


def _separator(text: str, path: str, own: str) -> str:
    """What stands between the cells: that of which every line has as many, the format's own before others.

    Raises Refused where it may be one or another.
    """
    bare = _QUOTED.sub("q", text[:_LOOKED_AT])
    bare = bare if len(text) <= _LOOKED_AT else bare.rpartition("\n")[0]
    lines = [line for line in bare.split("\n") if line.strip()]
    head = next((line for line in lines if any(sign in line for sign in _NAMES)), "")
    below = lines[lines.index(head) + 1 :] if head else []
    even = [sign for sign in _NAMES if sign in head and all(line.count(sign) == head.count(sign) for line in below)]
    there = even or [sign for sign in _NAMES if sign in head]
    if own in there or not there:
        return own
    if len(there) == 1:
        return there[0]
    place = Place(path, text[: len(text) - len(text.lstrip())].count("\n") + 1, 1)
    names = listed([_NAMES[sign] for sign in there], "or")
    raise Refused(kinds.SEPARATOR, place, f"the cells may have {names} between them; write {_NAMES[own]}")


def _rows(text: str, path: str, separator: str) -> Iterator[Row]:
    """The rows, blank lines left out. Raises Refused where a quote is broken: after it no row is to be trusted."""
    if '"' not in text:
        yield from _bare_rows(text, path, separator)
        return
    row: list[TableCell] = []
    line, line_begin = 1, 0
    for found in re.compile(_CELL.replace("@", re.escape(separator))).finditer(text):
        content = found["quoted"]
        begin = found.start("plain") if found["plain"] else found.start()
        begin = begin if content is None else found.start("quoted") - 1
        place = Place(path, line, begin - line_begin + 1)
        row.append(TableCell(found["plain"].rstrip() if content is None else content.replace('""', '"'), place))
        if content is not None and not found["close"]:
            raise Refused(kinds.QUOTE, place, "this quote is never closed; close it")
        if content and "\n" in content:
            line += content.count("\n")
            line_begin = text.rindex("\n", begin, found.start("close")) + 1
        if rest := (found["rest"] or "").strip():
            place = Place(path, line, found.end("close") - line_begin + 1)
            message = f'{quoted(rest)} after the closing quote; inside a quoted cell, write a quote twice: ""'
            raise Refused(kinds.QUOTE, place, message)
        if found["end"] == separator and len(row) <= MOST_CELLS:
            continue
        if len(row) > 1 or content is not None or row[0].text:
            yield tuple(row)
        row, line, line_begin = [], line + 1, found.end()


def _bare_rows(text: str, path: str, separator: str) -> Iterator[Row]:
    """The same where nothing is in quotes, in a fourth of the time."""
    for line, written in enumerate(text.split("\n"), start=1):
        if not written or (written.isspace() and separator not in written):
            continue
        row: list[TableCell] = []
        column = 1
        for piece in written.split(separator):
            bare = piece.lstrip()
            row.append(TableCell(bare.rstrip(), Place(path, line, column + len(piece) - len(bare))))
            column += len(piece) + 1
        yield tuple(row)
