"""Tables as lists of rows: what JSON, YAML and the inline `rows:` of project.yml have in common."""

import re
from collections.abc import Iterator, Mapping

from planpress.model.findings import Finding
from planpress.model.sources import Place, Places, Step
from planpress.model.tables import RawTable, TableCell
from planpress.model.wording import few, quoted
from planpress.reading import kinds
from planpress.reading.sources.formats import MOST_CELLS, MOST_ROWS, Refused, too_many_cells, too_many_rows

_NOT_ROWS = "a table is a list of rows, each a mapping from columns to values, as {model: net-1, precision: 0.9}"
_MOST_PATHS = 200  # that are looked at
TOP = "."
"""The path that leads to the document itself."""


def table_of_rows(
    data: object, places: Places, findings: list[Finding], path: str | None = None, place: Place | None = None
) -> RawTable | None:
    """The table that `data` is, with the places of its cells: a list of mappings from columns to values, or a mapping
    of these by the names of their models, to which `path`, written at `place`, leads.

    The columns come in the order in which the rows first name them; deeper values have heads with dots. A column that
    a row leaves out, and a null, is a blank cell. Numbers keep the text that they were written with.
    """
    steps: tuple[Step, ...] = ()
    if path is not None:
        found = None if path == TOP else _led(data, path)
        if path != TOP and found is None:
            known = _ways(data)
            raise Refused(kinds.BAD_SHAPE, place or places.of(), f"nothing is at {quoted(path)}{known}")
        steps, data = found or ((), data)
    entries = _entries(data, by_name=path is not None)
    if entries is None:
        raise Refused(kinds.NOT_ROWS, places.of(*steps), f"{_NOT_ROWS}{_ways(data) if not steps else ''}")
    if not entries:
        raise Refused(kinds.EMPTY_TABLE, places.of(*steps), "no rows; write one row a model")
    if len(entries) > MOST_ROWS:
        raise too_many_rows(places.of(*steps, entries[MOST_ROWS][0]))
    return _table(entries, steps, places, findings, named=isinstance(data, dict))


def _table(
    entries: list[tuple[Step, object]], steps: tuple[Step, ...], places: Places, findings: list[Finding], *, named: bool
) -> RawTable | None:
    rows: dict[Step, dict[str, TableCell]] = {}
    head: dict[str, TableCell] = {}
    if named:
        head[""] = TableCell("", places.of(*steps))
    for index, entry in entries:
        if not isinstance(entry, dict):
            findings.append(kinds.NOT_ROWS.at(places.of(*steps, index), _NOT_ROWS))
            continue
        row = rows[index] = {"": TableCell(str(index), places.key(*steps, index))} if named else {}
        for column, value, way in _flat(entry):
            if column not in head:
                head[column] = TableCell(column, places.key(*steps, index, *way))
            row[column] = _cell(value, places, (*steps, index, *way))
        if len(head) * len(rows) > MOST_CELLS:
            raise too_many_cells(places.of(*steps, index))
    if not rows:
        return None
    blanks = {index: TableCell("", places.of(*steps, index)) for index in rows}
    cells = (tuple(row.get(column, blanks[index]) for column in head) for index, row in rows.items())
    return RawTable(places.path, tuple(head.values()), tuple(cells))


def _entries(data: object, *, by_name: bool) -> list[tuple[Step, object]] | None:
    """The rows with the steps that lead to them; None where there are none."""
    if isinstance(data, list):
        return list(enumerate(data))
    if by_name and isinstance(data, dict) and all(isinstance(one, dict) for one in data.values()):
        return list(data.items())
    return None


def _flat(entry: Mapping[Step, object], *above: Step) -> Iterator[tuple[str, object, tuple[Step, ...]]]:
    """Each value of a row: the head of its column, itself, and the steps to it."""
    for key, value in entry.items():
        way = (*above, key)
        if isinstance(value, dict) and value:
            yield from _flat(value, *way)
        else:
            yield ".".join("" if step is None else str(step) for step in way), value, way


def _cell(value: object, places: Places, steps: tuple[Step, ...]) -> TableCell:
    place = places.of(*steps)
    if isinstance(value, list):
        return TableCell(_shown(value), place, "list")
    if isinstance(value, dict):
        return TableCell("", place, "mapping")
    written = places.text(*steps)
    return TableCell("" if value is None else str(value) if written is None else written, place)


def _shown(value: object) -> str:
    """A list in a cell as a note has it: x, y."""
    if isinstance(value, list):
        return ", ".join(map(_shown, value))
    if isinstance(value, dict):
        return "{" + ", ".join(f"{key}: {_shown(one)}" for key, one in value.items()) + "}"
    return "" if value is None else str(value)


def _led(data: object, path: str) -> tuple[tuple[Step, ...], object] | None:
    """The value to which keys with dots between them lead, and the steps on the way. A key may have dots itself."""
    if not path:
        return (), data
    if isinstance(data, list) and path.partition(".")[0].isdigit():
        first, _, rest = path.partition(".")
        found = _led(data[int(first)], rest) if int(first) < len(data) else None
        return None if found is None else ((int(first), *found[0]), found[1])
    for key, value in data.items() if isinstance(data, dict) else ():
        if path == str(key) or path.startswith(f"{key}."):
            found = _led(value, path[len(str(key)) + 1 :])
            if found is not None:
                return (key, *found[0]), found[1]
    return None


def _ways(data: object) -> str:
    """The end of a message: which paths lead to rows."""
    found = []
    if isinstance(data, dict) and data and all(map(_is_row, data.values())):
        found.append(TOP)
    pending: list[tuple[str, object]] = [("", data)]
    for _ in range(_MOST_PATHS):
        if not pending:
            break
        path, value = pending.pop(0)
        for key, below in value.items() if isinstance(value, dict) else ():
            way = f"{path}.{key}" if path else str(key)
            several = below.values() if isinstance(below, dict) else below if isinstance(below, list) else ()
            if several and all(map(_is_row, several)):
                found.append(way)
            else:
                pending.append((way, below))
    return f"; there are rows at {few([f'`path: {quoted_path(way)}`' for way in found])}" if found else ""


def _is_row(value: object) -> bool:
    """Whether a value has values in columns, be they deeper."""
    return isinstance(value, dict) and any(not isinstance(one, dict | list) or _is_row(one) for one in value.values())


def quoted_path(path: str) -> str:
    """A path as project.yml has it: in quotes where it needs them."""
    return path if re.fullmatch(r"[^\W\d][\w.-]*", path) else quoted(path)
