"""A table of models as CSV with some of its columns written anew: every other cell, row and sign stays as it is."""

import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field

from planpress.model.notations import decimal_sign
from planpress.model.tables import RawTable, TableCell
from planpress.reading.table_names import same_form

Columns = Mapping[str, Mapping[str, float | str | None]]
"""What is written, by head and by model; None makes a cell blank, and a model that is left out stays as it is."""

_QUOTED = re.compile(r'"(?:[^"]|"")*"')


def new_csv(key: str, columns: Columns) -> str:
    """A table that is not there yet, its models in the order in which the columns name them."""
    models = dict.fromkeys(model for values in columns.values() for model in values)
    rows = [[key, *columns], *([one, *(_cell(values.get(one)) for values in columns.values())] for one in models)]
    return "".join(f"{','.join(_quoted(cell, ',') for cell in row)}\n" for row in rows)


def with_columns(text: str, raw: RawTable, key: int, columns: Columns) -> str:
    """The `text` of a table, read as `raw`, with these columns; `key` is the index of the column of names. Columns and
    models that are new come last."""
    return _Edited(text, raw).with_columns(key, columns)


@dataclass(slots=True)
class _Edited:
    text: str
    raw: RawTable
    edits: list[tuple[int, int, str]] = field(default_factory=list)
    lines: list[int] = field(default_factory=list)

    def __post_init__(self) -> None:
        self.lines = [0, *(match.end() for match in re.finditer("\n", self.text))]

    def with_columns(self, key: int, columns: Columns) -> str:
        head = [same_form(cell.text.strip()) for cell in self.raw.head]
        at = {name: head.index(same_form(name)) for name in columns if same_form(name) in head}
        fresh = [name for name in columns if name not in at]
        at |= {name: len(head) + index for index, name in enumerate(fresh)}
        separator = self._separator()
        comma = self.raw.decimal_commas and any(
            decimal_sign(cell.text) == "," for row in self.raw.rows for cell in row if "," in cell.text
        )
        written = {
            name: {one: _quoted(_cell(value, comma=comma), separator) for one, value in values.items()}
            for name, values in columns.items()
        }
        for name in fresh:
            self._append(self.raw.head, _quoted(name, separator), separator)
        there = set()
        for row in self.raw.rows:
            model = row[key].text.strip()
            there.add(model)
            for name, values in written.items():
                if at[name] < len(row):
                    if model in values:
                        self._replace(row[at[name]], values[model])
                else:
                    self._append(row, values.get(model, ""), separator)
        text = self._applied()
        models = dict.fromkeys(one for values in columns.values() for one in values if one not in there)
        width = len(head) + len(fresh)
        text = text if text.endswith("\n") or not models else f"{text}\n"
        for model in models:
            cells = [""] * width
            cells[key] = _quoted(model, separator)
            for name, values in written.items():
                cells[at[name]] = values.get(model, "")
            text += f"{separator.join(cells)}\n"
        return text

    def _separator(self) -> str:
        """What stands after the first cell of the head, else before the second one's text."""
        if len(self.raw.head) < 2:
            return ","
        begin = self._end(self.raw.head[0])
        return next((sign for sign in self.text[begin:] if sign in ",;\t|"), ",")

    def _start(self, cell: TableCell) -> int:
        return self.lines[cell.place.line - 1] + cell.place.column - 1

    def _end(self, cell: TableCell) -> int:
        start = self._start(cell)
        quoted = _QUOTED.match(self.text, start) if self.text[start : start + 1] == '"' else None
        return quoted.end() if quoted else start + len(cell.text)

    def _replace(self, cell: TableCell, written: str) -> None:
        start, end = self._start(cell), self._end(cell)
        if self.text[start:end] != written:
            self.edits.append((start, end, written))

    def _append(self, row: Sequence[TableCell], written: str, separator: str) -> None:
        end = self._end(row[-1])
        self.edits.append((end, end, f"{separator}{written}"))

    def _applied(self) -> str:
        pieces, done = list[str](), 0
        for start, end, written in sorted(self.edits, key=lambda edit: edit[0]):
            pieces += self.text[done:start], written
            done = end
        return "".join([*pieces, self.text[done:]])


def _cell(value: float | str | None, *, comma: bool = False) -> str:
    if value is None or isinstance(value, str):
        return value or ""
    text = repr(value).removesuffix(".0")
    return text.replace(".", ",") if comma else text


def _quoted(text: str, separator: str) -> str:
    """A cell as CSV, in quotes where it needs them."""
    if text and (text != text.strip() or any(sign in text for sign in (separator, '"', "\n"))):
        doubled = text.replace('"', '""')
        return f'"{doubled}"'
    return text
