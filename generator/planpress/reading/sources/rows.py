"""Tables as lists of rows: what JSON, YAML and the inline `rows:` of project.yml have in common."""

from __future__ import annotations

from collections.abc import Mapping

from planpress.model.findings import Finding
from planpress.model.sources import NodePosition, Place, Step
from planpress.model.tables import Cell, RawTable
from planpress.model.wording import quoted
from planpress.reading import kinds
from planpress.reading.sources.formats import (
    MOST_COLUMNS,
    MOST_ROWS,
    TableReading,
    refused,
    too_many_columns,
    too_many_rows,
)


def read_rows(data: object, mark: NodePosition | None, path: str) -> TableReading:
    """The table that `data` is, a list of mappings from columns to values, with its places in `mark`.

    The columns come in the order in which the rows first name them. A column that a row leaves out, and a null, is a
    blank cell. Numbers keep the text that they were written with.
    """
    mark = mark or NodePosition(0, 0)
    if not isinstance(data, list):
        return refused(_not_rows(Place(path, mark.line, mark.column)))
    if not data:
        return refused(kinds.EMPTY_TABLE.at(Place(path, mark.line, mark.column), "no rows; write one row a model"))
    if len(data) > MOST_ROWS:
        return refused(too_many_rows(_place(path, _below(mark, MOST_ROWS))))
    findings: list[Finding] = []
    rows: list[tuple[NodePosition, dict[str, Cell]]] = []
    head: dict[str, Cell] = {}
    for index, entry in enumerate(data):
        row_mark = _below(mark, index)
        if not isinstance(entry, dict):
            findings.append(_not_rows(_place(path, row_mark)))
            continue
        rows.append((row_mark, _row(entry, row_mark, path, head, findings)))
        if len(head) > MOST_COLUMNS:
            return refused(too_many_columns(_place(path, row_mark)))
    table = RawTable(path, tuple(head.values()), tuple(_cells(mark, row, head) for mark, row in rows))
    return TableReading(table if rows else None, tuple(findings))


def _row(
    entry: Mapping[Step, object], mark: NodePosition, path: str, head: dict[str, Cell], findings: list[Finding]
) -> dict[str, Cell]:
    """The cells of one row by column; columns that no row before it had are put into `head`."""
    row: dict[str, Cell] = {}
    for key, value in entry.items():
        column = "" if key is None else str(key)
        if column not in head:
            head[column] = Cell(column, *mark.keys.get(key, (mark.line, mark.column)))
        below = _below(mark, key)
        if isinstance(value, (list, dict)):
            shape = "list" if isinstance(value, list) else "mapping"
            message = f"{quoted(column)} holds a {shape}; write one number or text, and give parts columns of their own"
            findings.append(kinds.NESTED.at(_place(path, below), message))
            row[column] = Cell("", below.line, below.column)
        else:
            text = "" if value is None else str(value) if below.text is None else below.text
            row[column] = Cell(text, below.line, below.column)
    return row


def _cells(mark: NodePosition, row: Mapping[str, Cell], head: Mapping[str, Cell]) -> tuple[Cell, ...]:
    blank = Cell("", mark.line, mark.column)
    return tuple(row.get(column, blank) for column in head)


def _below(mark: NodePosition, step: Step) -> NodePosition:
    return mark.children.get(step, mark)


def _place(path: str, mark: NodePosition) -> Place:
    return Place(path, mark.line, mark.column)


def _not_rows(place: Place) -> Finding:
    message = "a table is a list of rows, each a mapping from columns to values, as {model: net-1, precision: 0.9}"
    return kinds.NOT_ROWS.at(place, message)
