"""A sheet of projects, a row each, as a spreadsheet or a tracker exports it: what each column is taken for, and what
each row brings into project.yml and plan.md. What has no meaning for sure is taken for nothing, and says why."""

import re
import unicodedata
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass

from pydantic_core import PydanticCustomError

from planpress.model.fields import read_id
from planpress.model.findings import Finding, in_file_order
from planpress.model.plan import Plan
from planpress.model.sources import Place
from planpress.model.tables import RawTable
from planpress.model.wording import counted, quoted
from planpress.reading import kinds
from planpress.reading.mapping_document import NOTES, ColumnMapping
from planpress.reading.plan_files import form_of_name, is_device
from planpress.reading.sheet_columns import SheetColumn, UnfitCellError, Value, Values, is_written, read_values
from planpress.reading.sheet_heads import method_of
from planpress.reading.sheet_uses import ColumnUse, as_key, known_uses
from planpress.reading.sources.formats import unshowable
from planpress.reading.table_files import full_rows

_LONGEST_ID = 64


@dataclass(frozen=True, slots=True)
class SheetProject:
    """A row: the project's id, where it stands, its values by keys of project.yml, and for plan.md the texts of cells
    that are not among these, by their heads."""

    id: str
    place: Place
    values: Mapping[str, Value]
    notes: tuple[tuple[str, str], ...]


@dataclass(frozen=True, slots=True)
class ProjectSheet:
    """Projects in the order of their rows. `method` is RICE, ICE or WSJF where the heads are of one; `uses` says what
    each column was taken for."""

    method: str | None
    uses: tuple[ColumnUse, ...]
    projects: tuple[SheetProject, ...]


def read_sheet(
    raw: RawTable, given: Mapping[int, ColumnMapping], plan: Plan
) -> tuple[ProjectSheet | None, tuple[Finding, ...]]:
    """The projects of a table in which `given` says what some columns are, by their index; and all that is wrong with
    it. No sheet where there is an error."""
    findings: list[Finding] = []
    rows = [row for row in raw.rows if any(cell.text.strip() for cell in row)]
    rows = list(full_rows(raw.path, raw.head, rows, findings))
    cells = (cell for row in (raw.head, *rows) for cell in row)
    findings += filter(None, (unshowable(cell.text, cell.place) for cell in cells))
    if not rows and not findings:
        place = raw.head[0].place if raw.head else Place(raw.path)
        findings.append(kinds.EMPTY_TABLE.at(place, "there are no rows below the head; write one a project"))
    if findings:
        return None, in_file_order(findings)
    columns = [
        SheetColumn(cell.text.strip(), tuple(row[at] for row in rows), raw.decimal_commas)
        for at, cell in enumerate(raw.head)
    ]
    uses: dict[int, ColumnUse] = {}
    for at, one in given.items():
        try:
            values: Values = [] if one.key == NOTES else read_values(columns[at], one, plan)
            uses[at] = ColumnUse(columns[at].head, one.key, values)
        except UnfitCellError as problem:
            findings.append(kinds.WRONG_VALUE.at(problem.place, f"{columns[at].head}: {problem}"))
    method = method_of([column.head for column in columns])
    uses |= known_uses(columns, uses, plan, method)
    if not findings:
        findings += _untitled(columns, uses, raw.head[0].place)
    if findings:
        return None, in_file_order(findings)
    projects = [_project(at, columns, uses) for at in range(len(rows))]
    findings += _odd_ids(projects, columns)
    ordered = tuple(uses[at] for at in range(len(columns)))
    return (None if findings else ProjectSheet(method, ordered, tuple(projects))), in_file_order(findings)


def id_of(title: str) -> str:
    """The id that a title makes: its words in small letters with - between them; empty where it has none."""
    letters = unicodedata.normalize("NFC", title.casefold())
    letters = "".join(letter for letter in letters if not unicodedata.category(letter).startswith("M"))
    words = re.findall(r"[^\W_]+", letters)
    while len(words) > 1 and len("-".join(words)) > _LONGEST_ID:
        words.pop()
    name = unicodedata.normalize("NFC", "-".join(words))[:_LONGEST_ID]
    return f"project-{name}" if is_device(name) else name


def _untitled(columns: Sequence[SheetColumn], uses: Mapping[int, ColumnUse], head: Place) -> Iterator[Finding]:
    """What is said where no column is the title, or where some row has none."""
    at = next((at for at, use in uses.items() if use.key == "title"), None)
    if at is None:
        several = [use.head for use in uses.values() if "the title" in use.why]
        name = (several or [column.head for column in columns if column.head] or ["HEAD"])[0]
        said = f"{' and '.join(map(quoted, several))} may each be the title" if several else "no column is the title"
        line = f"columns: {{{as_key(name)}: title}}"
        yield kinds.MISSING_KEY.at(head, f"{said}; write `{line}` in a file, and add --map FILE")
        return
    blank = [cell for cell, value in zip(columns[at].cells, uses[at].values, strict=True) if not value]
    if blank:
        more = f" ({counted(len(blank) - 1, 'more row')} alike)" if len(blank) > 1 else ""
        yield kinds.MISSING_KEY.at(blank[0].place, f"this row has no title; write one, or take the row out{more}")


def _project(row: int, columns: Sequence[SheetColumn], uses: Mapping[int, ColumnUse]) -> SheetProject:
    values: dict[str, Value] = {}
    notes: list[tuple[str, str]] = []
    links: list[Value] = []
    for at, column in enumerate(columns):
        use, text = uses[at], column.cells[row].text.strip()
        value = use.values[row] if use.values else None
        if value is not None and use.key == "link":
            links.append(value)
        elif isinstance(value, tuple):
            before = values.get(use.key, ())
            values[use.key] = tuple(dict.fromkeys((*before, *value))) if isinstance(before, tuple) else value
        elif value is not None:
            values[use.key] = value
        if not is_written(text, value):
            notes.append((column.head or f"column {at + 1}", text))
    if links:
        values["links"] = tuple(links)
    title = values["title"]
    name = values.pop("id", None) or id_of(str(title))
    place = next(columns[at].cells[row].place for at, use in uses.items() if use.key == "title")
    return SheetProject(str(name), place, values, tuple(notes))


def _odd_ids(projects: Sequence[SheetProject], columns: Sequence[SheetColumn]) -> Iterator[Finding]:
    """Titles that make no id, and ids that two rows have."""
    better = next((column.head for column in columns if column.head and _are_ids(column.texts())), None)
    line = f"write `columns: {{{as_key(better)}: id}}`" if better else "write `columns: {HEAD: id}`"
    way_out = f"change the title, or {line} in a file, and add --map FILE"
    first: dict[str, SheetProject] = {}
    for one in projects:
        title = quoted(one.values["title"])
        try:
            read_id(one.id)
        except PydanticCustomError:
            yield kinds.BAD_ID.at(one.place, f"{title} makes no id; {way_out}")
            continue
        before = first.setdefault(form_of_name(one.id), one)
        if before is not one:
            message = f"{title} has the id {quoted(one.id)}, as line {before.place.line} has; {way_out}"
            yield kinds.BAD_ID.at(one.place, message)


def _are_ids(texts: Sequence[str]) -> bool:
    def is_id(text: str) -> bool:
        try:
            return bool(read_id(text)) and any(map(str.isalpha, text))
        except PydanticCustomError:
            return False

    return len({*map(form_of_name, texts)}) == len(texts) and all(map(is_id, texts))
