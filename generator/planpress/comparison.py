"""The story of a comparison in one screen: two sides -> what changed -> both judged -> what follows, and why.

Only what changed is read anew. What is the same on both sides is read once, and judged only where the order, or an edit
of plan.yml, asks for it.
"""

from __future__ import annotations

import os
from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass, replace
from functools import cache, partial
from pathlib import Path

from planpress import lints
from planpress.affected import affected_pages
from planpress.comparing import compare
from planpress.comparing.edits import edits
from planpress.comparing.goalposts import goalposts
from planpress.comparing.renames import renames
from planpress.comparing.worlds import MOST_SPENT
from planpress.judging import judge
from planpress.model.change import AffectedPage, Comparison
from planpress.model.errors import PlanpressError
from planpress.model.findings import Finding, in_file_order
from planpress.model.location import Location
from planpress.model.plan import Plan
from planpress.model.report import Report
from planpress.model.sources import is_text
from planpress.model.wording import counted, listed, visible
from planpress.model.written import WrittenPlan, WrittenProject
from planpress.pipeline import InvalidPlanError
from planpress.priorities import order
from planpress.priorities.quick import Memory
from planpress.reading.disk import NoPlanError, find_root
from planpress.reading.kinds import SCHEMA
from planpress.reading.locations import has_plan
from planpress.reading.outlines import outlines
from planpress.reading.plans import Reading, read_plan
from planpress.reading.tree import Tree
from planpress.reading.written import read_written, read_written_project
from planpress.sides import Sides, are_folders, folders, gone_from, revisions
from planpress.worlds import PartialWorlds
from planpress.writing.exports import read_export


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


def compare_sides(sides: Sides, tolerances: Mapping[str, float] | None = None) -> Comparison:
    """Everything that the head changes of the base. Raises InvalidPlanError where the head has errors.

    Projects that have errors in the base are set aside there, as if the head had added them; it is said so.
    """
    return compare_with_base(sides, tolerances)[0]


def compare_with_base(sides: Sides, tolerances: Mapping[str, float] | None = None) -> tuple[Comparison, Report]:
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


def compare_judged(
    names: tuple[str, str],
    reports: tuple[Report, Report],
    written: tuple[WrittenPlan, WrittenPlan],
    memories: tuple[Memory, Memory],
    tolerances: Mapping[str, float] | None = None,
    *,
    shares: bool = True,
    most: float = MOST_SPENT,
    reread: Callable[[str], WrittenProject | None] = lambda name: None,
) -> Comparison:
    """What differs between two sides that are judged as far as they may differ, and because of what.

    `most` is how much may be spent on causes, in judgings; without `shares` a changed number is not split over the
    edits, which is most of that work. `reread` gives what is written in the base in a project that `written` lacks.
    """
    old, new = reports
    renamed = renames(written[0].projects, written[1].projects)
    made = edits(*written, renamed)
    worlds = PartialWorlds(written[0], old.plan, new.plan, made, renamed, memories, most, reread)
    return Comparison(
        base=names[0],
        head=names[1],
        edits=made,
        changes=tuple(compare(old, new, made, worlds, renamed, tolerances, shares=shares)),
        goalposts=tuple(goalposts(old, new, made, worlds, renamed)),
        renamed=renamed,
        location=new.plan.location,
    )


def findings_of(reading: Reading, plan: Plan, touched: frozenset[str] | None) -> tuple[Finding, ...]:
    """What was found in a plan; with `touched`, only in these projects and what depends on them or they depend on."""
    if touched is not None:
        near = _near(plan, touched)
        others = tuple(project.id for project in plan.projects if project.id not in near)
        projects = tuple(project for project in plan.projects if project.id in near)
        plan = replace(plan, projects=projects, unreadable=(*plan.unreadable, *others))
    return in_file_order([*reading.findings, *lints.run(plan)])


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


def _read(sides: Sides) -> _Read:
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


def _memories(read: _Read) -> tuple[Memory, Memory]:
    """Where the scores of projects are kept for each side: one place, if both sides score alike."""
    old, new = ((plan.scales, plan.impact, plan.feasibility, plan.priority) for plan in read.plans)
    memory: Memory = {}
    return memory, memory if old == new else {}


def _report(read: _Read, side: int, memory: Memory) -> Report:
    """One side, judged as far as the two may differ."""
    plan = read.plans[side]
    judged = {one.id: judge(one, plan) for one in plan.projects if one.id in read.touched or not read.alike}
    return Report(plan, judged, order(plan, memory), read.findings[side])


def _written(tree: Tree, report: Report, read: _Read) -> WrittenPlan:
    """What is written on one side, of the projects that have files that differ: only these can be edited."""
    return read_written(tree, sorted(read.touched & report.evaluations.keys()))


def _near(plan: Plan, touched: frozenset[str]) -> frozenset[str]:
    """The touched projects, and those that hang together with them by what they depend on."""
    beside: dict[str, set[str]] = {}
    for project in plan.projects:
        for other in project.depends_on:
            beside.setdefault(project.id, set()).add(other)
            beside.setdefault(other, set()).add(project.id)
    found, pending = set[str](), list(touched)
    while pending:
        name = pending.pop()
        if name not in found:
            found.add(name)
            pending += beside.get(name, ())
    return frozenset(found)


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
