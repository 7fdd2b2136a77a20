"""Raw tables to tables of models: which column is the name, which are numbers, and what is wrong with them."""

import unicodedata
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field, replace

from planpress.model.findings import Finding, FindingKind, in_file_order
from planpress.model.metrics import Metric
from planpress.model.project_parts import Uncertainty
from planpress.model.sources import Place
from planpress.model.tables import Model, ModelTable, RawTable, TableCell
from planpress.model.wording import counted, did_you_mean, quoted
from planpress.reading import kinds
from planpress.reading.numbers import NumberProblem, is_missing, plain_number, read_number
from planpress.reading.sources.formats import Row, showable
from planpress.rules.derived import derivable, with_derived
from planpress.rules.formula import names_in

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

    The column `key`, else the first, names the model. Columns that `metrics` declares or is worked out from, or
    that `numeric` maps to their unit, hold numbers; another column does if its cells are plain numbers or missing, else
    its texts are notes.
    """
    in_formulas = dict.fromkeys(name for one in metrics.values() if one.formula for name in names_in(one.formula))
    reader = _Reader(raw.path, {**in_formulas, **numeric, **{name: metric.unit for name, metric in metrics.items()}})
    rows = [row for row in raw.rows if any(cell.text and not cell.text.isspace() for cell in row)]
    head, *rows = showable([_head(raw.head, rows), *rows], reader.findings)
    full = list(reader.full_rows(head, rows))
    columns = reader.columns(head)
    if not rows:
        place = head[0].place if head else Place(raw.path)
        reader.findings.append(kinds.EMPTY_TABLE.at(place, "the table has no rows; write one row a model"))
    named_by = reader.key_column(key, columns, metrics, key_place)
    if named_by:
        reader.check_names([row[named_by.index] for row in full])
    others = [column for column in columns if column is not named_by]
    values = {column.name: reader.values(column.name, [row[column.index] for row in full]) for column in others}
    if reader.findings or named_by is None:
        return None, in_file_order(reader.findings)
    numbers = {name: column for name, column in values.items() if column is not None}
    models = tuple(reader.model(named_by, others, numbers, at, row) for at, row in enumerate(full))
    if derived := derivable(metrics, numbers):
        models = tuple(replace(one, values=with_derived(one.values, metrics, derived)) for one in models)
    return ModelTable(raw.path, named_by.name, (*numbers, *derived), models), ()


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
    head: TableCell


@dataclass(frozen=True, slots=True)
class _Reader:
    """Reads the table of a file, with the units of the columns that must hold numbers."""

    path: str
    units: Mapping[str, str | None]
    findings: list[Finding] = field(default_factory=list)

    def say(self, kind: FindingKind, cell: TableCell, message: str) -> None:
        self.findings.append(kind.at(cell.place, message))

    def full_rows(self, head: Row, rows: Sequence[Row]) -> Iterator[Row]:
        """The rows that have a cell for each column and no more, but for blanks at their end."""
        for row in rows:
            width = len(row)
            while width > len(head) and not _text(row, width - 1):
                width -= 1
            if width == len(head):
                yield row
                continue
            sizes = f"{counted(width, 'cell')} where the head has {len(head)}"
            if width < len(head):
                message = f"{sizes}; where nothing was measured, leave the cell blank and keep its separator"
                self.say(kinds.RAGGED, row[0], message)
            else:
                way_out = _SPLIT.get(self.path[self.path.rfind(".") :].lower(), "take out what is too much")
                self.say(kinds.RAGGED, row[len(head)], f"{sizes}; {way_out}")

    def columns(self, head: Row) -> list[_Column]:
        """The columns that have a name of their own."""
        columns: dict[str, _Column] = {}
        for index, cell in enumerate(head):
            name = cell.text.strip()
            same = columns.setdefault(_same_form(name), _Column(name, index, cell))
            if not name:
                message = f"column {index + 1} has no name in the head; name it, or take it out"
                self.say(kinds.UNNAMED_COLUMN, cell, message)
            elif same.index != index:
                message = f"{quoted(name)} is column {same.index + 1} already; rename one, or take it out"
                self.say(kinds.DUPLICATE_COLUMN, cell, message)
        return [column for column in columns.values() if column.name]

    def key_column(
        self, key: str | None, columns: Sequence[_Column], metrics: Mapping[str, Metric], key_place: Place
    ) -> _Column | None:
        if key is not None:
            for column in columns:
                if _same_form(column.name) == _same_form(key.strip()):
                    return column
            known = did_you_mean(key, [column.name for column in columns])
            message = f"no column {quoted(key)} in {self.path.rpartition('/')[2]}{known}"
            self.findings.append(kinds.NO_KEY.at(key_place, message))
            return None
        first = columns[0] if columns and columns[0].index == 0 else None
        if first and first.name in metrics:
            name = quoted(first.name)
            message = f"the first column, {name}, is a metric; say which column names the model: `key: model`"
            self.say(kinds.NO_KEY, first.head, message)
            return None
        return first

    def check_names(self, cells: Sequence[TableCell]) -> None:
        seen: dict[str, TableCell] = {}
        for cell in cells:
            name = cell.text.strip()
            first = seen.setdefault(_same_form(name), cell)
            if not name:
                self.say(kinds.UNNAMED_MODEL, cell, "this row has values and no model; name it")
            elif first is not cell:
                message = f"the model {quoted(name)} is in line {first.place.line} already; rename one of the two"
                self.say(kinds.DUPLICATE_MODEL, cell, message)

    def values(self, name: str, cells: Sequence[TableCell]) -> Sequence[float | None] | None:
        """The values of a column, None where nobody declared it and it holds anything but plain numbers."""
        if name in self.units:
            return [self.number(cell, self.units[name]) for cell in cells]
        values = [plain_number(cell.text) for cell in cells]
        plain = all(value is not None or is_missing(cell.text) for value, cell in zip(values, cells, strict=True))
        return values if plain and values.count(None) < len(values) else None

    def model(
        self, key: _Column, others: Sequence[_Column], numbers: Mapping[str, Sequence[float | None]], at: int, row: Row
    ) -> Model:
        values = {name: value for name, known in numbers.items() if (value := known[at]) is not None}
        texts = {column.name: row[column.index].text.strip() for column in others if column.name not in numbers}
        notes = {name: text for name, text in texts.items() if text}
        cells = {column.name: row[column.index].place for column in others}
        return Model(row[key.index].text.strip(), values, notes, row[key.index].place, cells)

    def number(self, cell: TableCell, unit: str | None) -> float | None:
        value = read_number(cell.text, unit)
        if isinstance(value, NumberProblem):
            self.say(value.kind, cell, value.message)
            return None
        return value


def _head(head: Row, rows: Sequence[Row]) -> Row:
    """The head without the columns at its end that are blank throughout, as spreadsheets export them."""
    width = len(head)
    while width > 1 and not head[width - 1].text.strip() and not any(_text(row, width - 1) for row in rows):
        width -= 1
    return head[:width]


def _same_form(name: str) -> str:
    """Names that look alike are the same, however their accents and Hangul are put together."""
    return name if name.isascii() else unicodedata.normalize("NFC", name)


def _text(row: Row, index: int) -> str:
    return row[index].text.strip() if index < len(row) else ""
