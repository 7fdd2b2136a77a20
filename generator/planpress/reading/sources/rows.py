"""Tables as lists of rows: what JSON, YAML and the inline `rows:` of project.yml have in common."""

from planpress.model.findings import Finding
from planpress.model.sources import Place, Places
from planpress.model.tables import RawTable, TableCell
from planpress.model.wording import quoted
from planpress.reading import kinds
from planpress.reading.sources.formats import MOST_COLUMNS, MOST_ROWS, Refused, too_many_columns, too_many_rows

_NOT_ROWS = "a table is a list of rows, each a mapping from columns to values, as {model: net-1, precision: 0.9}"


def table_of_rows(data: object, places: Places, findings: list[Finding]) -> RawTable | None:
    """The table that `data` is, a list of mappings from columns to values, with the places of these.

    The columns come in the order in which the rows first name them. A column that a row leaves out, and a null, is a
    blank cell. Numbers keep the text that they were written with.
    """
    if not isinstance(data, list):
        raise Refused(kinds.NOT_ROWS, places.of(), _NOT_ROWS)
    if not data:
        raise Refused(kinds.EMPTY_TABLE, places.of(), "no rows; write one row a model")
    if len(data) > MOST_ROWS:
        raise too_many_rows(places.of(MOST_ROWS))
    rows: dict[int, dict[str, TableCell]] = {}
    head: dict[str, TableCell] = {}
    for index, entry in enumerate(data):
        if not isinstance(entry, dict):
            findings.append(kinds.NOT_ROWS.at(places.of(index), _NOT_ROWS))
            continue
        row = rows[index] = {}
        for key, value in entry.items():
            column = "" if key is None else str(key)
            if column not in head:
                head[column] = TableCell(column, places.key(index, key))
            row[column] = _cell(column, value, places.of(index, key), places.text(index, key), findings)
        if len(head) > MOST_COLUMNS:
            raise too_many_columns(places.of(index))
    if not rows:
        return None
    blanks = {index: TableCell("", places.of(index)) for index in rows}
    cells = (tuple(row.get(column, blanks[index]) for column in head) for index, row in rows.items())
    return RawTable(places.path, tuple(head.values()), tuple(cells))


def _cell(column: str, value: object, place: Place, written: str | None, findings: list[Finding]) -> TableCell:
    if isinstance(value, (list, dict)):
        shape = "list" if isinstance(value, list) else "mapping"
        message = f"{quoted(column)} holds a {shape}; write one number or text, and give parts columns of their own"
        findings.append(kinds.NESTED.at(place, message))
        return TableCell("", place)
    return TableCell("" if value is None else str(value) if written is None else written, place)
