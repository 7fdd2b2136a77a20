"""Tables of other shapes than one row a model: turned, with one value a row, or of which some rows are meant."""

from collections.abc import Mapping, Sequence

from planpress.model.sources import Place, Places
from planpress.model.tables import RawTable, TableCell
from planpress.model.wording import did_you_mean, few, quoted
from planpress.reading import kinds
from planpress.reading.models_document import LongDocument, ModelsDocument
from planpress.reading.numbers import read_number
from planpress.reading.sources.formats import Refused, Row
from planpress.reading.table_names import named_here, same_form


def shaped(raw: RawTable, models: ModelsDocument, places: Places) -> RawTable:
    """The table with one row for each model, or for each of its runs, that `models` makes of another.

    Raises Refused where it names a column that is not there, or leaves no row.
    """
    rows = [row for row in raw.rows if any(cell.text and not cell.text.isspace() for cell in row)]
    head = _filled_head(raw.head, rows)
    if models.head is not None and len(models.head) > 1 and len(rows) > 1 and not any(map(_text, rows[0][1:])):
        # Below a head of several lines pandas writes what the names of its rows are called.
        head, rows = (rows[0][0], *head[1:]), rows[1:]
    if models.orientation == "columns":
        head, rows = _turned(head, rows)
    head = _named_corner(head, rows)
    if models.where:
        rows = _wanted(raw, head, rows, models.where, places)
    if models.long is not None:
        head, rows = _pivoted(raw, head, rows, models, models.long, places)
    return RawTable(raw.path, head, tuple(rows), raw.decimal_commas)


def _filled_head(head: Row, rows: Sequence[Row]) -> Row:
    """The head without the columns at its end that are blank throughout, as spreadsheets export them."""
    width = len(head)
    while width > 1 and not head[width - 1].text.strip() and not any(text_at(row, width - 1) for row in rows):
        width -= 1
    return head[:width]


def _text(cell: TableCell) -> str:
    return cell.text.strip()


def text_at(row: Row, index: int) -> str:
    return row[index].text.strip() if index < len(row) else ""


def _named_corner(head: Row, rows: Sequence[Row]) -> Row:
    """The head whose first cell is not blank where those below it are filled: they are the names of rows."""
    if not head or head[0].text.strip() or len(head) < 2 or not rows or not all(text_at(row, 0) for row in rows):
        return head
    taken = {cell.text.strip().casefold() for cell in head}
    name = next(name for name in ("model", "row", "index", "names of rows") if name not in taken)
    return (TableCell(name, head[0].place), *head[1:])


def _turned(head: Row, rows: Sequence[Row]) -> tuple[Row, list[Row]]:
    """The table with its rows as columns."""
    lines = [head, *rows]
    width = max(map(len, lines))
    blank = [TableCell("", line[-1].place if line else Place("")) for line in lines]
    turned = [
        tuple(line[at] if at < len(line) else blank[index] for index, line in enumerate(lines)) for at in range(width)
    ]
    return turned[0], turned[1:]


def column_of(raw: RawTable, head: Row, name: str, place: Place) -> int:
    """The index of a column. Raises Refused at `place` where no column has this name."""
    heads = [cell.text.strip() for cell in head]
    at = named_here(name, heads)
    if at is None:
        message = f"no column {quoted(name)} in {raw.path.rpartition('/')[2]}{did_you_mean(name, heads)}"
        raise Refused(kinds.NO_KEY, place, message)
    return at


def _wanted(
    raw: RawTable, head: Row, rows: Sequence[Row], where: Mapping[str, tuple[str, ...]], places: Places
) -> list[Row]:
    kept = list(rows)
    for name, values in where.items():
        place = places.of("models", "where", name)
        at = column_of(raw, head, name, place)
        for value in values:
            if not any(_is(text_at(row, at), value) for row in rows):
                there = few(list(dict.fromkeys(quoted(text_at(row, at)) for row in rows)))
                message = f"no row has {quoted(value)} in {quoted(name)}; there are {there}"
                raise Refused(kinds.BAD_SHAPE, place, message)
        kept = [row for row in kept if any(_is(text_at(row, at), value) for value in values)]
    if not kept:
        place = places.key("models", "where")
        raise Refused(kinds.BAD_SHAPE, place, "no row has all of these values; take one of them out")
    return kept


def _is(text: str, value: str) -> bool:
    if same_form(text) == same_form(value.strip()):
        return True
    number = read_number(text)
    return isinstance(number, float) and number == read_number(value)


def _pivoted(
    raw: RawTable, head: Row, rows: Sequence[Row], models: ModelsDocument, long: LongDocument, places: Places
) -> tuple[Row, list[Row]]:
    """The table with a column for each metric that one of its columns names."""
    metric = column_of(raw, head, long.metric, places.of("models", "long", "metric"))
    value = column_of(raw, head, long.value, places.of("models", "long", "value"))
    others = [at for at in range(len(head)) if at not in (metric, value)]
    named = [*(models.key or ()), *([models.repeats] if models.repeats else [])]
    keys = [column_of(raw, head, name, places.of("models", "key")) for name in named] if models.key else others[:1]
    if models.repeats and not models.key:
        keys.append(column_of(raw, head, models.repeats, places.of("models", "repeats")))
    heads: dict[str, TableCell] = {}
    made: dict[tuple[str, ...], dict[str, TableCell]] = {}
    first: dict[tuple[str, ...], list[Row]] = {}
    for row in rows:
        name = text_at(row, metric)
        which = tuple(text_at(row, at) for at in keys)
        of_model = made.setdefault(which, {})
        if max(metric, value) < len(row):
            heads.setdefault(name, TableCell(name, row[metric].place))
            if name in of_model:
                _refuse_twice(of_model[name], row[value], " ".join(which), name)
            of_model[name] = row[value]
        first.setdefault(which, []).append(row)
    kept = [
        at
        for at in others
        if at in keys or all(len({text_at(row, at) for row in same}) == 1 for same in first.values())
    ]
    turned = [
        tuple([same[0][at] for at in kept if at < len(same[0])])
        + tuple(made[which].get(name, TableCell("", same[0][0].place)) for name in heads)
        for which, same in first.items()
    ]
    return (*(head[at] for at in kept), *heads.values()), turned


def _refuse_twice(one: TableCell, other: TableCell, model: str, metric: str) -> None:
    said = f"{quoted(metric)} of {quoted(model)} stands in line {one.place.line} already"
    way_out = "say which rows are meant with where, or which column tells its runs apart with repeats"
    raise Refused(kinds.BAD_SHAPE, other.place, f"{said}; {way_out}")


