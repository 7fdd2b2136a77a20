"""Tables as lists of rows: what JSON, YAML and the inline `rows:` of project.yml have in common."""

from collections.abc import Mapping

from planpress.model.findings import Finding
from planpress.model.sources import NodePosition, Place, Step
from planpress.model.tables import Cell, RawTable
from planpress.model.wording import quoted
from planpress.reading import kinds
from planpress.reading.sources.formats import (
    MOST_COLUMNS,
    MOST_ROWS,
    Refused,
    too_many_columns,
    too_many_rows,
)

_NOT_ROWS = "a table is a list of rows, each a mapping from columns to values, as {model: net-1, precision: 0.9}"


def table_of_rows(data: object, mark: NodePosition, path: str, findings: list[Finding]) -> RawTable | None:
    """The table that `data` is, a list of mappings from columns to values, with its places in `mark`.

    The columns come in the order in which the rows first name them. A column that a row leaves out, and a null, is a
    blank cell. Numbers keep the text that they were written with.
    """
    if not isinstance(data, list):
        raise Refused(kinds.NOT_ROWS, _place(path, mark), _NOT_ROWS)
    if not data:
        raise Refused(kinds.EMPTY_TABLE, _place(path, mark), "no rows; write one row a model")
    if len(data) > MOST_ROWS:
        raise too_many_rows(_place(path, _below(mark, MOST_ROWS)))
    rows: list[tuple[NodePosition, dict[str, Cell]]] = []
    head: dict[str, Cell] = {}
    for index, entry in enumerate(data):
        row_mark = _below(mark, index)
        if not isinstance(entry, dict):
            findings.append(kinds.NOT_ROWS.at(_place(path, row_mark), _NOT_ROWS))
            continue
        rows.append((row_mark, _row(entry, row_mark, path, head, findings)))
        if len(head) > MOST_COLUMNS:
            raise too_many_columns(_place(path, row_mark))
    if not rows:
        return None
    return RawTable(path, tuple(head.values()), tuple(_cells(mark, row, head) for mark, row in rows))


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
