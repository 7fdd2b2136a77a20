"""The story of a comparison in one screen: two sides -> what changed -> both judged -> what follows, and why.

What is the same on both sides is read once, and judged only where the order, or an edit of plan.yml, asks for it.
"""

from __future__ import annotations

import os
from collections.abc import Mapping
from dataclasses import replace
from functools import cache
from pathlib import Path

from planpress.comparing import compare
from planpress.comparing.affected_pages import affected_pages
from planpress.formats.exports import read_export
from planpress.history.plan_snapshots import PlanSnapshot, PlanSnapshots, differing, edited_projects, findings_of
from planpress.model.change import Comparison
from planpress.model.errors import PlanpressError
from planpress.model.findings import Finding, in_file_order
from planpress.model.location import Location
from planpress.model.plan import Plan
from planpress.model.report import Report
from planpress.model.sources import is_text
from planpress.model.wording import counted, listed, visible
from planpress.reading.kinds import SCHEMA
from planpress.reading.locations import NoPlanError, find_root, has_plan
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
    plans = PlanSnapshots()
    before, after, notes = _read(sides, plans)
    found = plans.compare(before, after, (sides.base, sides.head), tolerances)
    old, new = plans.reports(before, after)
    pages = tuple(path for path in after.ids if is_text(path) and after.tree.location.shows(path))
    changed = differing(before.ids, after.ids)
    affected = affected_pages(old, new, found.edits, found.changes, changed, pages)
    comparison = replace(
        found,
        pages=() if sides.only == "base" else tuple(affected),
        notes=(*sides.notes, *notes, *sides.doubts()),
        prefix=sides.prefix,
        only=sides.only,
    )
    return comparison, old


def _read(sides: ComparisonSources, plans: PlanSnapshots) -> tuple[PlanSnapshot, PlanSnapshot, tuple[str, ...]]:
    """Base and head, and what to say of the base. Of findings that both have, those of lints are left out."""
    before, after = sides.old.ids(sides.algorithm), sides.new.ids(sides.algorithm)
    location, count, day = sides.new.location, len(sides.new.listing().folders), cache(sides.day)
    head = plans.read(sides.new, after, day)
    if head.plan is None:
        raise InvalidPlanError(in_file_order(list(head.findings)), count)
    base = plans.read(sides.old, before, day)
    if base.plan is None:
        raise PlanpressError(_broken(sides.base, location, [one for one in base.findings if one.level == "error"]))
    alike = before.get(location.plan) == after.get(location.plan) and base.plan.as_of == head.plan.as_of
    touched = edited_projects(before, after, location) if alike else None
    found = findings_of(head, head.plan, touched)
    if any(finding.level == "error" for finding in found):
        raise InvalidPlanError(found, count)
    old = findings_of(base, base.plan, touched)
    plan, notes = _sound(base.plan, old, sides.base)
    return plans.snapshot(sides.old, before, plan, old), plans.snapshot(sides.new, after, head.plan, found), notes


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


def _broken(base: str, location: Location, errors: list[Finding]) -> str:
    """What to say of a base that cannot be judged."""
    said = "\n".join(f"  {finding}" for finding in errors[:5])
    older = any(finding.code == SCHEMA.code for finding in errors)
    why = "is of a schema that this planpress does not read" if older else f"has {counted(len(errors), 'error')}"
    way_out = f"name another base: planpress diff BASE, of git log --oneline -- {location.plan}"
    return f"the plan at {visible(base)} {why}, so that nothing can be compared with it:\n{said}\n{way_out}"
