"""Raw tables to tables of models: which column is the name, which are numbers, and what is wrong with them."""

from __future__ import annotations

import unicodedata
from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from planpress.model.findings import Finding, in_file_order
from planpress.model.metrics import Metric
from planpress.model.project import Uncertainty
from planpress.model.sources import Place
from planpress.model.tables import Cell, Model, ModelTable, RawTable
from planpress.model.wording import counted, did_you_mean, quoted
from planpress.reading import kinds
from planpress.reading.numbers import NumberProblem, is_missing, plain_number, read_number
from planpress.reading.sources.showable import Row, showable

# What makes too many cells of a row.
_SPLIT = {
    ".csv": "quote a cell that holds a comma, and write 0.85, not 0,85",
    ".tsv": "quote a cell that holds a tab",
    ".md": r"write \| for a | inside a cell",
}


def read_models(
    raw: RawTable,
    *,
    key: str | None,
    metrics: Mapping[str, Metric],
    numeric: Mapping[str, str | None],
    key_place: Place,
) -> tuple[ModelTable | None, tuple[Finding, ...]]:
    """The models of a table, and everything that is wrong with it; no models where anything is.

    The column `key`, else the first, names the model. Columns that `metrics` declares or that `numeric` maps to their
    unit hold numbers; another column does if its cells are plain numbers or missing, else its texts are notes.
    """
    path, findings = raw.path, list[Finding]()
    rows = [row for row in raw.rows if any(cell.text and not cell.text.isspace() for cell in row)]
    head, *rows = showable(path, [_head(raw.head, rows), *rows], findings)
    full = _full_rows(path, head, rows, findings)
    columns = _columns(path, head, findings)
    if not rows:
        place = _place(path, head[0]) if head else Place(path)
        findings.append(kinds.EMPTY_TABLE.at(place, "the table has no rows; write one row a model"))
    named_by = _key_column(path, key, columns, metrics, key_place, findings)
    names = _names(path, named_by, full, findings) if named_by else []
    units = {**numeric, **{name: metric.unit for name, metric in metrics.items()}}
    read = [_read(path, column, full, units, findings) for column in columns if column is not named_by]
    if findings or named_by is None:
        return None, in_file_order(findings)
    models = tuple(_model(path, name, full[at][named_by.index], at, read) for at, name in enumerate(names))
    return ModelTable(path, named_by.name, tuple(one.name for one in read if one.values is not None), models), ()


def numeric_columns(uncertainty: Mapping[str, Uncertainty], metrics: Mapping[str, Metric]) -> dict[str, str | None]:
    """The columns of numbers that `uncertainty` names, with their unit.

    A standard error and the ends of an interval are in their metric's unit, a count has none. The column of repeated
    runs is free text.
    """
    columns: dict[str, str | None] = {}
    for metric, given in uncertainty.items():
        unit = metrics[metric].unit if metric in metrics else None
        columns.update(dict.fromkeys((name for name in (given.se, *(given.ci or ())) if name is not None), unit))
        if given.n is not None:
            columns[given.n] = None
    return columns


@dataclass(frozen=True, slots=True)
class _Column:
    name: str
    index: int
    head: Cell


@dataclass(frozen=True, slots=True)
class _Read:
    """A column by row: its values, None where it holds no numbers, and its cells."""

    name: str
    values: Sequence[float | None] | None
    cells: Sequence[Cell]


def _head(head: Row, rows: Sequence[Row]) -> Row:
    """The head without the columns at its end that are blank throughout, as spreadsheets export them."""
    width = len(head)
    while width > 1 and not head[width - 1].text.strip() and not any(_text(row, width - 1) for row in rows):
        width -= 1
    return head[:width]


def _full_rows(path: str, head: Row, rows: Sequence[Row], findings: list[Finding]) -> list[Row]:
    """The rows that have a cell for each column and no more, but for blanks at their end."""
    full = []
    for row in rows:
        width = len(row)
        while width > len(head) and not _text(row, width - 1):
            width -= 1
        if width == len(head):
            full.append(row)
            continue
        sizes = f"{counted(width, 'cell')} where the head has {len(head)}"
        if width < len(head):
            message = f"{sizes}; where nothing was measured, leave the cell blank and keep its separator"
            findings.append(kinds.RAGGED.at(_place(path, row[0]), message))
        else:
            way_out = _SPLIT.get(path[path.rfind(".") :].lower(), "take out what is too much")
            findings.append(kinds.RAGGED.at(_place(path, row[len(head)]), f"{sizes}; {way_out}"))
    return full


def _columns(path: str, head: Row, findings: list[Finding]) -> list[_Column]:
    """The columns that have a name of their own."""
    columns: dict[str, _Column] = {}
    for index, cell in enumerate(head):
        name = cell.text.strip()
        same = columns.setdefault(_same_form(name), _Column(name, index, cell))
        if not name:
            message = f"column {index + 1} has no name in the head; name it, or take it out"
            findings.append(kinds.UNNAMED_COLUMN.at(_place(path, cell), message))
        elif same.index != index:
            message = f"{quoted(name)} is column {same.index + 1} already; rename one, or take it out"
            findings.append(kinds.DUPLICATE_COLUMN.at(_place(path, cell), message))
    return [column for column in columns.values() if column.name]


def _key_column(
    path: str,
    key: str | None,
    columns: Sequence[_Column],
    metrics: Mapping[str, Metric],
    key_place: Place,
    findings: list[Finding],
) -> _Column | None:
    if key is not None:
        for column in columns:
            if _same_form(column.name) == _same_form(key.strip()):
                return column
        known = did_you_mean(key, [column.name for column in columns])
        findings.append(kinds.NO_KEY.at(key_place, f"no column {quoted(key)} in {path.rpartition('/')[2]}{known}"))
        return None
    first = columns[0] if columns and columns[0].index == 0 else None
    if first and first.name in metrics:
        message = f"the first column, {quoted(first.name)}, is a metric; say which column names the model: `key: model`"
        findings.append(kinds.NO_KEY.at(_place(path, first.head), message))
        return None
    return first


def _names(path: str, column: _Column, rows: Sequence[Row], findings: list[Finding]) -> list[str]:
    """The names of the models by row."""
    names = []
    lines: dict[str, int] = {}
    for row in rows:
        cell = row[column.index]
        name = cell.text.strip()
        names.append(name)
        form = _same_form(name)
        if not name:
            findings.append(kinds.UNNAMED_MODEL.at(_place(path, cell), "this row has values and no model; name it"))
        elif form in lines:
            message = f"the model {quoted(name)} is in line {lines[form]} already; rename one of the two"
            findings.append(kinds.DUPLICATE_MODEL.at(_place(path, cell), message))
        else:
            lines[form] = cell.line
    return names


def _read(
    path: str, column: _Column, rows: Sequence[Row], units: Mapping[str, str | None], findings: list[Finding]
) -> _Read:
    cells = [row[column.index] for row in rows]
    if column.name not in units:
        return _Read(column.name, _plain_values(cells), cells)
    unit = units[column.name]
    values: list[float | None] = []
    for cell in cells:
        value = read_number(cell.text, unit)
        if isinstance(value, NumberProblem):
            findings.append(value.kind.at(_place(path, cell), value.message))
            value = None
        values.append(value)
    return _Read(column.name, values, cells)


def _plain_values(cells: Sequence[Cell]) -> list[float | None] | None:
    """The values of a column that nobody declared, None where it holds anything but plain numbers."""
    values = []
    for cell in cells:
        value = plain_number(cell.text)
        if value is None and not is_missing(cell.text):
            return None
        values.append(value)
    return values if any(value is not None for value in values) else None


def _model(path: str, name: str, cell: Cell, at: int, columns: Sequence[_Read]) -> Model:
    values: dict[str, float] = {}
    notes: dict[str, str] = {}
    cells: dict[str, Place] = {}
    for column in columns:
        written = column.cells[at]
        cells[column.name] = Place(path, written.line, written.column)
        if column.values is None:
            if note := written.text.strip():
                notes[column.name] = note
        elif (value := column.values[at]) is not None:
            values[column.name] = value
    return Model(name, values, notes, _place(path, cell), cells)


def _same_form(name: str) -> str:
    """Names that look alike are the same, however their accents and Hangul are put together."""
    return name if name.isascii() else unicodedata.normalize("NFC", name)


def _text(row: Row, index: int) -> str:
    return row[index].text.strip() if index < len(row) else ""


def _place(path: str, cell: Cell) -> Place:
    return Place(path, cell.line, cell.column)
