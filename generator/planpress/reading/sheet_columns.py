"""A column of a sheet of projects as values of one key of project.yml."""

import re
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass

from pydantic_core import PydanticCustomError

from planpress.model.fields import LONGEST_TEXT, read_day, read_id, read_url
from planpress.model.metrics import Scale
from planpress.model.plan import Plan
from planpress.model.sources import Place
from planpress.model.tables import TableCell
from planpress.model.wording import did_you_mean, number, quoted
from planpress.reading import kinds
from planpress.reading.mapping_document import CHOICES, ColumnMapping, ends_words, factors_of
from planpress.reading.numbers import is_missing
from planpress.reading.table_columns import ColumnRule, read_column

Value = str | float | Mapping[str, object] | tuple[object, ...]
"""A value as project.yml has it."""
Values = list[Value | None]
"""One a row; None where the row has none."""


@dataclass(frozen=True, slots=True)
class SheetColumn:
    """A column of a sheet: its head, and a cell for each project. Where no commas stand between its cells, they may be
    `decimal_commas`."""

    head: str
    cells: tuple[TableCell, ...]
    decimal_commas: bool = False

    def texts(self) -> list[str]:
        return [cell.text.strip() for cell in self.cells]


class UnfitCellError(Exception):
    """A cell is no value of the key that its column should be. The message quotes it."""

    def __init__(self, place: Place, message: str) -> None:
        super().__init__(message)
        self.place = place


def read_values(column: SheetColumn, given: ColumnMapping, plan: Plan) -> Values:
    """The values of a column for the key that it is `given`. Raises UnfitCellError at the first cell that is none."""
    if given.key in factors_of(plan):
        return _ratings(column, given, plan)
    if given.key == "effort":
        return _effort(column, given)
    if given.key in CHOICES:
        return [_choice(cell, given) for cell in column.cells]
    read = _READERS[given.key]
    return [read(column.head, cell, plan) if not is_missing(cell.text) else None for cell in column.cells]


def _title(head: str, cell: TableCell, plan: Plan) -> Value:
    return _short(cell, " ".join(cell.text.split()))


def _text(head: str, cell: TableCell, plan: Plan) -> Value:
    return _short(cell, cell.text.strip())


def _short(cell: TableCell, text: str) -> str:
    if len(text) > LONGEST_TEXT:
        raise UnfitCellError(cell.place, f"has {len(text):,} characters; the most is {LONGEST_TEXT:,}")
    return text


def _owner(head: str, cell: TableCell, plan: Plan) -> Value:
    """A team of the plan by its id, whichever way it is written; else somebody's name."""
    text = _short(cell, " ".join(cell.text.split()))
    names = {(team.label or name).casefold(): name for name, team in plan.teams.items()}
    return names.get(text.casefold(), text)


def _tags(head: str, cell: TableCell, plan: Plan) -> Value:
    return tuple(dict.fromkeys(_parted(cell.text)))


def _parted(text: str) -> list[str]:
    return [tag for part in re.split(r"[,;|\n]", text) if (tag := part.strip())]


def _checked(read: Callable[[str], object]) -> Callable[[str, TableCell, Plan], Value]:
    """A text that a type of project.yml takes as it is."""

    def reader(head: str, cell: TableCell, plan: Plan) -> Value:
        text = cell.text.strip()
        try:
            read(text)
        except PydanticCustomError as problem:
            raise UnfitCellError(cell.place, f"{quoted(text)} {problem.message()}") from None
        return text

    return reader


def _link(head: str, cell: TableCell, plan: Plan) -> Value:
    return {"label": head or "Link", "url": _checked(read_url)(head, cell, plan)}


_READERS: Mapping[str, Callable[[str, TableCell, Plan], Value]] = {
    "title": _title, "id": _checked(read_id), "summary": _text, "owner": _owner, "tags": _tags,
    "review_by": _checked(read_day), "link": _link,
}  # fmt: skip


def _choice(cell: TableCell, given: ColumnMapping) -> Value | None:
    text = cell.text.strip()
    if is_missing(text) and text not in _by_text(given):
        return None
    known = _by_text(given) or {word: word for word in CHOICES[given.key]}
    found = known.get(text) or known.get(text.casefold())
    if found is None:
        near = did_you_mean(text, list(known)) if given.values else ""
        raise UnfitCellError(cell.place, f"{quoted(text)} in line {cell.place.line} is no {given.key}{near}")
    return found


def _by_text(given: ColumnMapping) -> dict[str, Value]:
    """The values of a mapping by what stands in the cells."""
    return {text if isinstance(text, str) else number(text): value for text, value in given.values.items()}


def _effort(column: SheetColumn, given: ColumnMapping) -> Values:
    weeks = 1 if given.weeks is None else given.weeks
    values = _numbers(column, None)
    for cell, value in zip(column.cells, values, strict=True):
        if value is not None and value < 0:
            raise UnfitCellError(cell.place, f"{quoted(cell.text)} is no effort: it is below 0")
    return [None if value is None else {"person_weeks": _rounded(value * weeks)} for value in values]


def _ratings(column: SheetColumn, given: ColumnMapping, plan: Plan) -> Values:
    scale = plan.scales[factors_of(plan)[given.key].scale]
    if given.values:
        return [_worded(column.head, cell, given) for cell in column.cells]
    levels = {words.casefold(): level for level, words in scale.levels.items()}
    texts = [text.casefold() for text in column.texts()]
    if not given.from_ends and any(texts) and all(not text or text in levels for text in texts):
        return [levels.get(text) for text in texts]
    low, high = given.from_ends or scale.bounds
    values = _numbers(column, "%" if max(low, high) > 1 else None)
    return [
        None if value is None else _rating(column.head, cell, value, given, scale)
        for cell, value in zip(column.cells, values, strict=True)
    ]


def _worded(head: str, cell: TableCell, given: ColumnMapping) -> Value | None:
    text = cell.text.strip()
    known = _by_text(given)
    if text in known:
        return {"value": known[text], "why": f"{head}: {text}"}
    if is_missing(text):
        return None
    raise UnfitCellError(cell.place, f"{quoted(text)} is none of the values{did_you_mean(text, list(known))}")


def _rating(head: str, cell: TableCell, value: float, given: ColumnMapping, scale: Scale) -> Value:
    low, high = given.from_ends or scale.bounds
    if not min(low, high) <= value <= max(low, high):
        raise UnfitCellError(cell.place, f"{quoted(cell.text)} is not on its scale, {ends_words((low, high))}")
    if given.from_ends is None:
        return value
    first, last = given.to or scale.bounds
    share = (value - low) / (high - low)
    why = f"{head}: {cell.text.strip()}, of {ends_words((low, high))}"
    return {"value": _rounded(first + share * (last - first)), "why": why}


def _rounded(value: float) -> float:
    return float(f"{value:.6g}")


def _numbers(column: SheetColumn, unit: str | None) -> Sequence[float | None]:
    """The numbers of a column. Raises UnfitCellError where a cell is none, or where two ways to write them meet."""
    read = read_column(column.cells, ColumnRule(column.head, unit, decimal_commas=column.decimal_commas))
    for finding in read.findings:
        cell = next((cell for cell in column.cells if cell.place == finding.place), column.cells[0])
        both = finding.message.partition("; ")[0]
        said = both if finding.code == kinds.TWO_NOTATIONS.code else f"{quoted(cell.text)} is no number"
        raise UnfitCellError(finding.place, said)
    percents = {cell.text.rstrip().endswith("%") for cell in column.cells if not is_missing(cell.text)}
    if len(percents) > 1:
        cell = next(cell for cell in column.cells if cell.text.rstrip().endswith("%"))
        raise UnfitCellError(cell.place, f"{quoted(cell.text)} stands beside numbers without the sign %")
    return read.values


def is_written(text: str, value: Value | None) -> bool:
    """Whether the text of a cell stands in project.yml as it is; what does not, plan.md must keep."""
    if isinstance(value, tuple):
        return _parted(text) == list(value)
    parts = value.values() if isinstance(value, Mapping) else (value,)
    shown = [number(part) if isinstance(part, float) else part for part in parts]
    return not text or text in shown or (isinstance(value, Mapping) and "why" in value)
