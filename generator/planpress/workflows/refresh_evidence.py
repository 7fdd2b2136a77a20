"""The story of a refresh in one screen: what is asked for -> sources read -> the table and its evidence, made anew."""

from __future__ import annotations

import os
from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from typing import TypeVar

from planpress.files.replacing import replace_files
from planpress.formats.evidence_json import as_json
from planpress.formats.model_csv import Columns
from planpress.model.change import Comparison
from planpress.model.errors import PlanpressError
from planpress.model.evidence import Evidence, MetricEvidence, SourceEvidence, evidence_path
from planpress.model.findings import Finding
from planpress.model.wording import few, quoted
from planpress.reading.decoding import read_text
from planpress.reading.disk import DiskTree
from planpress.reading.evidence_files import read_evidence
from planpress.reading.git.top_folder import below_top
from planpress.reading.tree import InterceptedTree, MemoryTree, Overlaid, Tree
from planpress.reading.yaml_text import compose
from planpress.sources.multiplied import brought_by
from planpress.sources.source import Brought
from planpress.workflows.added_evidence import with_earlier
from planpress.workflows.check_plan import DefaultDay
from planpress.workflows.compare_plans import compare_sides
from planpress.workflows.comparison_sources import ComparisonSources
from planpress.workflows.evidence_asked import AskingProject, Where
from planpress.workflows.refreshed_table import table_with
from planpress.workflows.source_paths import source_files

Outcome = TypeVar("Outcome")


@dataclass(frozen=True, slots=True)
class Refreshed:
    """The table of a project and its evidence as they are (None: not there) and as they will be, by their paths from
    the plan's root; what was read, and what was passed over."""

    project: str
    old: Mapping[str, bytes | None]
    new: Mapping[str, bytes]
    read: tuple[SourceEvidence, ...]
    remarks: tuple[str, ...]

    @property
    def is_changed(self) -> bool:
        """Whether there is anything to write."""
        return any(self.old[path] != data for path, data in self.new.items())

    @property
    def is_first(self) -> bool:
        """Whether the table, which comes first, is not there yet, or has a head alone."""
        return len((next(iter(self.old.values())) or b"").splitlines()) < 2


def refreshed(project: AskingProject, where: Where, *, adding: bool = False) -> Refreshed:
    """The table and the evidence of one project, made again; with `adding`, what its sources bring beside what is there
    already. Nothing is written. Raises PlanpressError, with every source that cannot be read."""
    tree = where.tree
    path = tree.location.project(project.id, project.table)
    problems: list[Finding] = []
    before = read_evidence(tree, path, problems)
    if adding and before is None and problems:
        raise PlanpressError(f"{problems[0]}; mend it, or delete it, so that nothing is added to what cannot be read")
    brought, read = _brought(project, where)
    command = f"planpress {'import' if adding else 'refresh'}"
    engine = ", ".join(dict.fromkeys(one.engine for one in brought if one.engine)) or None
    metrics, curves = _merged(project, brought), tuple(curve for one in brought for curve in one.curves)
    evidence = Evidence(1, where.version, command, str(where.today), engine, read, metrics, curves)
    columns = _columns(project, brought, evidence, None if adding else before)
    if adding and before is not None:
        evidence = with_earlier(evidence, before)
    made_alike = {name: getattr(before, name) for name in ("planpress", "command", "made", "engine")} if before else {}
    same = before and replace(evidence, **made_alike) == before
    table = table_with(project, tree, path, columns)
    files = {path: table, evidence_path(path): as_json(before if before and same else evidence).encode()}
    old = {name: file.data if (file := tree.file(name)) else None for name in files}
    remarks = (*(one for some in brought for one in some.remarks), *_gone(columns), *_not_in_percent(project, evidence))
    return Refreshed(project.id, old, files, read, remarks)


def _gone(columns: Columns) -> Iterator[str]:
    """The models that have evidence no more: their cells become blank."""
    gone = dict.fromkeys(model for values in columns.values() for model, value in values.items() if value is None)
    if gone:
        are, their = ("is", "its cells") if len(gone) == 1 else ("are", "their cells")
        yield f"{few([*map(quoted, gone)])} {are} no longer in the source; {their} become blank, and the row stays"


def _not_in_percent(project: AskingProject, evidence: Evidence) -> Iterator[str]:
    """Metrics in per cent whose values all are shares."""
    for name, found in evidence.metrics.items():
        values = [one.value for one in found.models.values()]
        if project.metrics[name].unit == "%" and values and all(0 < value <= 1 for value in values):
            way_out = "if these are shares, take the metric's unit out, or write times: 100 for it below from"
            yield f"{quoted(name)} is in %, and its values are between 0 and 1; {way_out}"


def stale(project: AskingProject, where: Where) -> str:
    """Why the evidence of a project is not that of its sources as they are, by their hashes; empty where it is. Raises
    PlanpressError where a source is not there."""
    path = where.tree.location.project(project.id, project.table)
    evidence = read_evidence(where.tree, path, [])
    hashes = [
        SourceEvidence(source.source, tuple(one.name for one in files), tuple(one.sha256() for one in files), 0, asked)
        for source, asked in zip(project.models.sources, project.asked(), strict=True)
        for files in [source_files(where.folder(project), source.patterns(), where.bounds, where.allowed)]
    ]
    if evidence is None or where.tree.file(path) is None:
        return f"{evidence_path(path) if evidence is None else path} is not there yet"
    if [one.asked for one in evidence.sources] != [one.asked for one in hashes]:
        return f"{where.tree.location.project(project.id)} asks for something else than when {path} was made"
    for then, now in zip(evidence.sources, hashes, strict=True):
        before, after = dict(zip(then.files, then.sha256, strict=False)), dict(zip(now.files, now.sha256, strict=True))
        for words, names in (
            ("no longer there", [name for name in before if name not in after]),
            ("new", [name for name in after if name not in before]),
            ("changed", [name for name in before if name in after and before[name] != after[name]]),
        ):
            if names:
                return f"{few(names)} {'is' if len(names) == 1 else 'are'} {words}"
    return ""


def _brought(project: AskingProject, where: Where) -> tuple[list[Brought], tuple[SourceEvidence, ...]]:
    problems, brought, read = list[str](), list[Brought](), list[SourceEvidence]()
    for source, asked in zip(project.models.sources, project.asked(), strict=True):
        unknown = [name for name in source.metrics if name not in project.metrics]
        if unknown:
            problems.append(f"unknown metric {quoted(unknown[0])}; declare it under metrics")
            continue
        try:
            files = source_files(where.folder(project), source.patterns(), where.bounds, where.allowed)
            found = brought_by(source, files, project.metrics, where.engine)
        except PlanpressError as problem:
            problems.append(str(problem))
            continue
        hashes = tuple(one.sha256() for one in files)
        brought.append(found)
        read.append(SourceEvidence(source.source, tuple(one.name for one in files), hashes, found.rows, asked))
    if problems:
        lines = (f"{where.tree.location.project(project.id)}: {problem}" for problem in problems)
        raise PlanpressError("\n".join(lines))
    return brought, tuple(read)


def _merged(project: AskingProject, brought: Sequence[Brought]) -> dict[str, MetricEvidence]:
    """The evidence of all sources, by metric in the order of their names' first mention."""
    merged: dict[str, MetricEvidence] = {}
    for one in brought:
        twice = [name for name in one.metrics if name in merged]
        if twice:
            raise PlanpressError(f"{project.id}: two sources bring {quoted(twice[0])}; take it out of one of them")
        merged |= one.metrics
    for name in {model for found in merged.values() for model in found.models}:
        if not name or name != name.strip() or not name.isprintable():
            raise PlanpressError(f"{project.id}: {quoted(name)} is no name of a model; write a text that can be shown")
    return merged


def _columns(
    project: AskingProject, brought: Sequence[Brought], evidence: Evidence, before: Evidence | None
) -> Columns:
    """What the table is given: a value for each model that has one, and nothing for one that had evidence and has none
    any more."""
    columns: dict[str, dict[str, float | str | None]] = {}
    for name, found in evidence.metrics.items():
        then = before.metrics[name].models if before and name in before.metrics else {}
        gone = dict.fromkeys((model for model in then if model not in found.models), None)
        column = columns[project.metrics[name].column or name] = dict(gone)
        column.update((model, one.value) for model, one in found.models.items())
    for one in brought:
        for name, texts in one.notes.items():
            if name in columns:
                raise PlanpressError(f"{project.id}: two things are called {quoted(name)}; give one another name")
            columns[name] = dict(texts)
    return columns


def comparison(where: Where, changes: Sequence[Refreshed]) -> Comparison:
    """What the refreshed files do to the plan. Raises InvalidPlanError where the plan has errors with them."""
    disk = where.tree
    more = MemoryTree.of(((path, data) for one in changes for path, data in one.new.items()), disk.location)
    both = Overlaid(more, disk)
    after = InterceptedTree(both, both.file, disk.ids("sha1") | more.ids("sha1"))
    before = _before_tables(disk, changes)
    day = DefaultDay(disk.root, os.environ, location=disk.location)
    names = ("the plan as it is", "the plan with its evidence refreshed")
    return compare_sides(ComparisonSources(before, after, *names, day, "sha1", prefix=below_top(disk.root)))


def _before_tables(disk: DiskTree, changes: Sequence[Refreshed]) -> Tree:
    """The plan as it is, in which a project has no `models` yet whose table is made for the first time: without its
    table it would have an error, and could not be compared."""
    first = [disk.location.project(one.project) for one in changes if one.is_first]
    cut = MemoryTree.of(((path, _without_models(read_text(disk, path, []) or "")) for path in first), disk.location)
    return InterceptedTree(disk, lambda path: cut.file(path) or disk.file(path), cut.ids("sha1"))


def _without_models(text: str) -> str:
    """A project.yml with empty lines in the place of `models`; the same where keys do not begin lines."""
    mark = compose(text).mark
    keys = mark.keys if mark else {}
    if "models" not in keys or any(column != 1 for _, column in keys.values()):
        return text
    start, lines = keys["models"][0], text.split("\n")
    end = min((line for line, _ in keys.values() if line > start), default=len(lines) + 1)
    return "\n".join((*lines[: start - 1], *([""] * (end - start)), *lines[end - 1 :]))


def write(where: Where, changes: Sequence[Refreshed]) -> None:
    """Write the tables and their evidence, all of them or none. Raises PlanpressError."""
    root = where.tree.root
    replace_files({root / path: (one.old[path], data) for one in changes for path, data in one.new.items()
                   if one.old[path] != data})  # fmt: skip


def all_of(
    asking: Sequence[AskingProject], where: Where, act: Callable[[AskingProject, Where], Outcome]
) -> list[Outcome]:
    """What an act makes of each project. Raises PlanpressError with what went wrong in all of them."""
    made, problems = list[Outcome](), list[str]()
    for project in asking:
        try:
            made.append(act(project, where))
        except PlanpressError as problem:
            problems.append(str(problem))
    if problems:
        raise PlanpressError("\n".join(problems))
    return made
