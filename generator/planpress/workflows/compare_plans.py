"""The story of a comparison in one screen: two sides -> what changed -> both judged -> what follows, and why.

Only what changed is read anew. What is the same on both sides is read once, and judged only where the order, or an edit
of plan.yml, asks for it.
"""

from __future__ import annotations

import os
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, replace
from functools import cache, partial
from pathlib import Path

from planpress.comparing import compare
from planpress.comparing.affected_pages import affected_pages
from planpress.formats.exports import read_export
from planpress.history.judged import compare_judged, findings_of
from planpress.judging import judge
from planpress.model.change import AffectedPage, Comparison
from planpress.model.errors import PlanpressError
from planpress.model.findings import Finding, in_file_order
from planpress.model.location import Location
from planpress.model.plan import Plan
from planpress.model.report import Report
from planpress.model.sources import is_text
from planpress.model.wording import counted, listed, visible
from planpress.model.written_values import WrittenPlan
from planpress.priorities import ScoreCache, order
from planpress.reading.disk import NoPlanError, find_root
from planpress.reading.kinds import SCHEMA
from planpress.reading.locations import has_plan
from planpress.reading.outlines import outlines
from planpress.reading.plans import read_plan
from planpress.reading.tree import Tree
from planpress.reading.written_plan import read_written, read_written_project
from planpress.workflows.check_plan import InvalidPlanError
from planpress.workflows.comparison_sources import ComparisonSources, are_folders, folders, gone_from, revisions


def compare_named(
    base: str | None, head: str | None, root: Path | None, tolerances: Mapping[str, float] | None = None
) -> Comparison:
    """The comparison of what a command line names: two exports, two folders, or revisions of the plan at `root`."""
    if base is not None and head is not None and base.endswith(".json") and head.endswith(".json"):
        return compare_exports(base, head, tolerances)
    if base is not None and head is not None and are_folders(base, head):
        with folders(base, head, os.environ) as sides:
            return compare_sides(sides, tolerances)
    start = root or Path.cwd()
    gone = None if has_plan(start) else gone_from(start, base, head)
    if gone is None and not start.is_dir():
        raise NoPlanError(f'there is no folder "{start}", and no side has a plan there; mend --root')
    place = find_root(start) if gone is None else start.resolve()
    with revisions(place, base, head, os.environ, location=gone) as sides:
        return compare_sides(sides, tolerances)


def compare_exports(base: str, head: str, tolerances: Mapping[str, float] | None = None) -> Comparison:
    """The comparison of two plan.json files: conclusions alone, as they do not say what was written."""
    old, new = read_export(base), read_export(head)
    note = "plan.json holds no edits: what changes is said, and not because of what; compare revisions for that"
    found = tuple(compare(old, new, tolerances=tolerances))
    return Comparison(base, head, (), found, notes=(note,), location=new.plan.location)


def compare_sides(sides: ComparisonSources, tolerances: Mapping[str, float] | None = None) -> Comparison:
    """Everything that the head changes of the base. Raises InvalidPlanError where the head has errors.

    Projects that have errors in the base are set aside there, as if the head had added them; it is said so.
    """
    return compare_with_base(sides, tolerances)[0]


def compare_with_base(
    sides: ComparisonSources, tolerances: Mapping[str, float] | None = None
) -> tuple[Comparison, Report]:
    """The same, and the base as far as it was judged: in it, what is the same on both sides has no evaluation."""
    read = _read(sides)
    memories = _memories(read)
    old, new = _report(read, 0, memories[0]), _report(read, 1, memories[1])
    written = _written(sides.old, old, read), _written(sides.new, new, read)
    reread = partial(read_written_project, sides.old)
    found = compare_judged((sides.base, sides.head), (old, new), written, memories, tolerances, reread=reread)
    comparison = replace(
        found,
        pages=() if sides.only == "base" else tuple(_pages(old, new, found, read)),
        notes=(*sides.notes_said, *read.notes, *sides.doubts()),
        files=len(read.changed),
        prefix=sides.prefix,
        only=sides.only,
    )
    return comparison, old


@dataclass(frozen=True, slots=True)
class _Read:
    """Both plans, and what was found in them that may differ, each a pair of base and head.

    `changed` are the paths of the files that differ, `touched` the ids of the projects that have such files. What
    follows from the files of the others alone is the same on both sides, if `alike`: plan.yml judges them alike.
    `pages` are the paths of the head's Markdown.
    """

    plans: tuple[Plan, Plan]
    findings: tuple[tuple[Finding, ...], tuple[Finding, ...]]
    changed: frozenset[str]
    touched: frozenset[str]
    alike: bool
    notes: tuple[str, ...]
    pages: tuple[str, ...]


def _read(sides: ComparisonSources) -> _Read:
    before, after = sides.old.ids(sides.algorithm), sides.new.ids(sides.algorithm)
    location = sides.new.location
    changed = frozenset(path for path in before.keys() | after.keys() if before.get(path) != after.get(path))
    touched = frozenset(name for path in changed if (name := location.project_of(path)) is not None)
    day = cache(sides.day)
    same = [name for name in sides.new.folders() if name not in touched]
    known = {} if location.plan in changed else outlines(sides.new, same, after, sides.notes)
    head = read_plan(sides.new, day, known)
    if head.plan is None:
        raise InvalidPlanError(in_file_order(list(head.findings)), len(sides.new.folders()))
    shared = {project.id: project for project in head.plan.projects if project.id not in touched}
    base = read_plan(sides.old, day, shared)
    if base.plan is not None and _units(base.plan) != _units(head.plan):
        # The numbers of every table are read by the units of the metrics.
        base = read_plan(sides.old, day)
    if base.plan is None:
        raise PlanpressError(_broken(sides.base, location, [one for one in base.findings if one.level == "error"]))
    unchanged = location.plan not in changed and base.plan.as_of == head.plan.as_of
    found = [
        findings_of(side, plan, touched if unchanged else None) for side, plan in ((base, base.plan), (head, head.plan))
    ]
    if any(finding.level == "error" for finding in found[1]):
        raise InvalidPlanError(found[1], len(sides.new.folders()))
    old, notes = _sound(base.plan, found[0], sides.base)
    alike = _judging(old) == _judging(head.plan)
    pages = tuple(path for path in after if is_text(path) and location.shows(path))
    return _Read((old, head.plan), (found[0], found[1]), changed, touched, alike, notes, pages)


def _judging(plan: Plan) -> object:
    """What of plan.yml the judging of a single project depends on."""
    return plan.metrics, plan.cost_per_nine, plan.as_of


def _units(plan: Plan) -> dict[str, str | None]:
    return {name: metric.unit for name, metric in plan.metrics.items()}


def _memories(read: _Read) -> tuple[ScoreCache, ScoreCache]:
    """Where the scores of projects are kept for each side: one place, if both sides score alike."""
    old, new = ((plan.scales, plan.impact, plan.feasibility, plan.priority) for plan in read.plans)
    memory: ScoreCache = {}
    return memory, memory if old == new else {}


def _report(read: _Read, side: int, memory: ScoreCache) -> Report:
    """One side, judged as far as the two may differ."""
    plan = read.plans[side]
    judged = {one.id: judge(one, plan) for one in plan.projects if one.id in read.touched or not read.alike}
    return Report(plan, judged, order(plan, memory), read.findings[side])


def _written(tree: Tree, report: Report, read: _Read) -> WrittenPlan:
    """What is written on one side, of the projects that have files that differ: only these can be edited."""
    return read_written(tree, sorted(read.touched & report.evaluations.keys()))


def _sound(plan: Plan, findings: tuple[Finding, ...], base: str) -> tuple[Plan, tuple[str, ...]]:
    """The base's plan without the projects that have errors, and what to say of those."""
    errors = [finding for finding in findings if finding.level == "error"]
    names = sorted({name for finding in errors if (name := plan.location.project_of(finding.place.path)) is not None})
    of_plan = [finding for finding in errors if plan.location.project_of(finding.place.path) is None]
    if of_plan:
        raise PlanpressError(_broken(base, plan.location, of_plan))
    if not errors:
        return plan, ()
    verb = "is" if len(names) == 1 else "are"
    said = f"{listed(names)} had {counted(len(errors), 'error')} in the base and {verb} compared as new"
    return replace(plan, projects=tuple(one for one in plan.projects if one.id not in names)), (said,)


def _pages(old: Report, new: Report, found: Comparison, read: _Read) -> Iterator[AffectedPage]:
    return affected_pages(old, new, found.edits, found.changes, read.changed, read.pages)


def _broken(base: str, location: Location, errors: list[Finding]) -> str:
    """What to say of a base that cannot be judged."""
    said = "\n".join(f"  {finding}" for finding in errors[:5])
    older = any(finding.code == SCHEMA.code for finding in errors)
    why = "is of a schema that this planpress does not read" if older else f"has {counted(len(errors), 'error')}"
    way_out = f"name another base: planpress diff BASE, of git log --oneline -- {location.plan}"
    return f"the plan at {visible(base)} {why}, so that nothing can be compared with it:\n{said}\n{way_out}"
