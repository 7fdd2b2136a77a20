"""# CSV

`models.csv`: cells with commas between them, one line a row, the head first.

## How it is read

Blanks around a cell do not count, and blank lines are skipped. A cell that holds a comma, a quote or a line end stands
in double quotes; a quote inside it is written twice. Semicolons in place of commas are refused, with what to do.

## Example

    model,precision,latency
    net-1,0.9,80
    "net-2, pruned",0.8,35
"""

import re
from collections.abc import Iterator
from functools import partial

from planpress.model.findings import Finding
from planpress.model.sources import Place
from planpress.model.tables import RawTable, TableCell
from planpress.model.wording import quoted
from planpress.reading import kinds
from planpress.reading.sources.formats import MOST_COLUMNS, Refused, Row, TableFormat, TableReference, table_of_lines

_NAMES = {",": "commas", ";": "semicolons", "\t": "tabs"}
_QUOTED = re.compile(r'"[^"]*(?:"|$)')

# Not by the csv module: it tells no columns, reads on to the end of the file for a quote that is never closed, and
# keeps the quotes of a cell that has a blank before it. The tests hold this against it.
_IN_QUOTES = r'"(?P<quoted>[^"]*+(?:""[^"]*+)*)(?P<close>"?)(?P<rest>[^\n@]*+)'
_CELL = rf"[^\S\n@]*+(?:{_IN_QUOTES}|(?P<plain>[^\n@]*+))(?P<end>[\n@]|\Z)"
_COMMAS = re.compile(_CELL.replace("@", ","))


def read_separated(
    separator: str, text: str, path: str, reference: TableReference, findings: list[Finding]
) -> RawTable:
    """The table in `text`, whose first line that is not blank is the head and has `separator` between its cells."""
    _refuse_other_separator(text, path, separator)
    return table_of_lines(path, _rows(text, path, separator))


CSV = TableFormat("csv", "CSV", (".csv",), __doc__, partial(read_separated, ","))


def _refuse_other_separator(text: str, path: str, separator: str) -> None:
    """Raise Refused where the head has another separator, outside of quotes, and none of this one."""
    head = text.lstrip(" \n").partition("\n")[0]
    bare = _QUOTED.sub("", head)
    other = next((sign for sign in ("\t", ";", ",") if sign in bare), None)
    if separator in bare or other is None:
        return
    if other == ";":
        do = f"write {_NAMES[separator]}" + (", and 0.85 where it says 0,85" if separator == "," else "")
    else:
        do = f"write {_NAMES[separator]}, or save it as {'.tsv' if separator == ',' else '.csv'}"
    at = text.index(head)
    place = Place(path, text.count("\n", 0, at) + 1, at - text.rfind("\n", 0, at) + head.index(other))
    raise Refused(kinds.SEPARATOR, place, f"the cells have {_NAMES[other]} between them; {do}")


def _rows(text: str, path: str, separator: str) -> Iterator[Row]:
    """The rows, blank lines left out. Raises Refused where a quote is broken: after it no row is to be trusted."""
    row: list[TableCell] = []
    line, line_begin = 1, 0
    for found in re.compile(_COMMAS.pattern.replace(",", separator)).finditer(text):
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
        if found["end"] == separator and len(row) <= MOST_COLUMNS:
            continue
        if len(row) > 1 or content is not None or row[0].text:
            yield tuple(row)
        row, line, line_begin = [], line + 1, found.end()
