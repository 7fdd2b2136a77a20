"""Projects of the rows of a sheet: read the sheet -> what each column is -> files, all of them or none."""

import os
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from pathlib import Path

from planpress.model.errors import PlanpressError, reason
from planpress.model.findings import Finding, in_file_order
from planpress.model.plan import Plan
from planpress.model.sources import NOWHERE, Place, SourceFile
from planpress.model.tables import RawTable
from planpress.model.wording import counted, few, quoted
from planpress.reading import kinds, sources
from planpress.reading.decoding import decode
from planpress.reading.mapping_document import (
    NOTES,
    ColumnMapping,
    MappingDocument,
    ends_words,
    factors_of,
    mapped_columns,
    read_mapping,
)
from planpress.reading.plan_files import form_of_name
from planpress.reading.sheets import ProjectSheet, SheetProject, read_sheet
from planpress.reading.sources.formats import Refused
from planpress.reading.tree import LARGEST_DATA, LARGEST_DEFINITION
from planpress.scaffold.new_plan import write_new
from planpress.scaffold.sheet_projects import files_of_row
from planpress.workflows.check_plan import InvalidPlanError


@dataclass(frozen=True, slots=True)
class SheetImport:
    """A sheet, the projects of its rows that are new and those that are there, and the texts of the new ones' files."""

    sheet: ProjectSheet
    new: tuple[SheetProject, ...]
    there: tuple[SheetProject, ...]
    files: dict[Path, str]


def read_import(root: Path, source: Path, mapping: Path | None, plan: Plan) -> SheetImport:
    """What the rows of a sheet become in the plan at `root`. Raises InvalidPlanError, with all that is wrong, where the
    sheet or the mapping has an error, and PlanpressError where one cannot be read."""
    document, places = None, NOWHERE
    if mapping is not None:
        document, places, found = read_mapping(_file(mapping, LARGEST_DEFINITION))
        _refuse(found)
    raw = _table(source, document)
    given: Mapping[int, ColumnMapping] = {}
    if document is not None:
        heads = [cell.text.strip() for cell in raw.head]
        given, found = mapped_columns(document, places, heads, source.name, plan)
        _refuse(found)
    sheet, found = read_sheet(raw, given, plan)
    _refuse(found)
    assert sheet is not None
    folder = root / plan.location.projects
    names = {form_of_name(name) for name in (os.listdir(folder) if folder.is_dir() else ())}
    there = tuple(one for one in sheet.projects if form_of_name(one.id) in names)
    new = tuple(one for one in sheet.projects if form_of_name(one.id) not in names)
    texts = {folder / one.id / file: text for one in new for file, text in files_of_row(one, plan, source.name).items()}
    return SheetImport(sheet, new, there, texts)


def write_import(made: SheetImport) -> tuple[Path, ...]:
    """Write the files, all of them or none. Raises PlanpressError where one is in the way."""
    return write_new(made.files)


def summary(made: SheetImport, source: Path, plan: Plan) -> Iterator[str]:
    """What each column was taken for, and which projects are there already, line by line."""
    method = f" of {made.sheet.method}" if made.sheet.method else ""
    yield f"{source.name}: {counted(len(made.sheet.projects), 'row')}{method}, {counted(len(made.new), 'new project')}"
    factors = factors_of(plan)
    for use in made.sheet.uses:
        key = use.key if use.key != NOTES else "plan.md"
        if use.key in factors:
            scale = plan.scales[factors[use.key].scale]
            key += f", {ends_words(scale.bounds)}{', lower is better' if scale.better == 'lower' else ''}"
        yield f"  {use.head or '(no head)'}: {key}{f' ({use.why})' if use.why else ''}"
    lines = [use.mapping for use in made.sheet.uses if use.mapping]
    if lines:
        yield "to take more, fill in what is in capitals, write it in a file, and add --map FILE:"
        yield "columns:"
        yield from (f"  {line}" for line in lines)
    if made.there:
        yield f"there already, and left as they are: {few([one.id for one in made.there], 10)}"


def _refuse(findings: Sequence[Finding]) -> None:
    wrong = [finding for finding in findings if finding.level == "error"]
    if wrong:
        raise InvalidPlanError(in_file_order(wrong), 0)


def _table(source: Path, mapping: MappingDocument | None) -> RawTable:
    findings: list[Finding] = []
    place = Place(str(source))
    try:
        reference = replace(sources.refer(source.name, place), head=(), path=None)
        if mapping is not None:
            reference = replace(reference, head=mapping.head or (), path=mapping.path)
        text, found = decode(_file(source, LARGEST_DATA))
        findings += found
        raw = None if text is None else sources.read_source(reference, text, str(source), findings)
    except Refused as problem:
        findings.append(replace(problem.finding, message=_of_projects(problem.finding.message)))
        raw = None
    _refuse(findings)
    if raw is None:
        _refuse([kinds.EMPTY_TABLE.at(place, "holds no rows; write a head and a row a project")])
    assert raw is not None
    return raw


def _of_projects(message: str) -> str:
    """What is said of a table of models, as it is of a sheet of projects."""
    message = message.replace("one row a model, with its metrics", "one row a project")
    return message.replace("a model", "a project").replace(" below models", " in a file, and add --map FILE")


def _file(path: Path, most: int) -> SourceFile:
    try:
        with path.open("rb") as file:
            data = file.read(most + 1)
    except OSError as problem:
        raise PlanpressError(f"cannot read {quoted(path)}: {reason(problem)}") from None
    if len(data) > most:
        return SourceFile(str(path), b"", f"has more than {most / 1e6:.0f} MB", oversize=True)
    return SourceFile(str(path), data)
