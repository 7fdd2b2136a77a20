"""The story of a comparison in one screen: two sides -> what changed -> both judged -> what follows, and why."""

from collections.abc import Mapping
from contextlib import closing
from dataclasses import replace
from functools import cache
from pathlib import Path

from planpress.comparing.affected_pages import affected_pages
from planpress.comparing.unlike_evidence import unlike_evidence
from planpress.deciding import with_open
from planpress.history.plan_snapshots import PlanSnapshot, PlanSnapshots, differing, findings_of
from planpress.model.change import Comparison
from planpress.model.errors import PlanpressError
from planpress.model.findings import Finding, in_file_order
from planpress.model.location import Location
from planpress.model.plan import Plan
from planpress.model.report import Preview, Report, Side
from planpress.model.sources import is_text
from planpress.model.wording import counted, listed, quoted, visible
from planpress.priorities import rank
from planpress.reading.disk import DiskTree
from planpress.reading.git.repository import NoPlanThenError, Repository
from planpress.reading.git.revision_names import ambiguities
from planpress.reading.git.work_tree import WorkTree
from planpress.reading.kinds import SCHEMA
from planpress.reading.locations import NoPlanError, find_root, has_plan
from planpress.reading.tree import InterceptedTree, as_at
from planpress.workflows.check_plan import InvalidPlanError
from planpress.workflows.comparison_sources import ComparisonSources, folders, gone_from, revisions


def compare_named(
    base: str | None, head: str | None, root: Path | None, tolerances: Mapping[str, float] | None = None
) -> Comparison:
    """The comparison of what a command line names: two folders, or revisions of the plan at `root`."""
    if base is not None and head is not None and has_plan(Path(base)) and has_plan(Path(head)):
        return compare_sides(folders(base, head), tolerances)
    start = root or Path.cwd()
    gone = None if has_plan(start) else gone_from(start, base, head)
    if gone is None and not start.is_dir():
        raise NoPlanError(f'there is no folder "{start}", and no side has a plan there; mend --root')
    place = find_root(start) if gone is None else start.resolve()
    with revisions(place, base, head, location=gone) as sides:
        return compare_sides(sides, tolerances)


def compare_sides(sides: ComparisonSources, tolerances: Mapping[str, float] | None = None) -> Comparison:
    """Everything that the head changes of the base. Raises InvalidPlanError where the head has errors.

    Projects that have errors in the base are set aside there, as if the head had added them; it is said so.
    """
    return compare_with_base(sides, tolerances)[0]


def compare_with_base(
    sides: ComparisonSources, tolerances: Mapping[str, float] | None = None
) -> tuple[Comparison, Report]:
    """The same, and the base, judged."""
    plans = PlanSnapshots()
    before, after, notes = _read(sides, plans)
    found = plans.compare(before, after, tolerances)
    old, new = before.report, after.report
    pages = tuple(path for path in after.ids if is_text(path) and after.tree.location.shows(path))
    changed = differing(before.ids, after.ids)
    affected = affected_pages(old, new, found.edits, found.changes, changed, pages)
    comparison = replace(
        found,
        base=sides.base,
        head=sides.head,
        pages=() if sides.only == "base" else tuple(affected),
        notes=(*sides.notes, *notes, *unlike_evidence(old.plan, new.plan, found.renamed), *sides.doubts()),
        prefix=sides.prefix,
        only=sides.only,
    )
    return comparison, old


def preview(
    report: Report, root: Path, against: str, place: Path | None = None, known: Mapping[str, str] | None = None
) -> Preview:
    """What the plan at `root`, judged as `report`, changes of the revision `against`.

    `place` is the folder of the plan in its repository, where `root` is a copy of it, of some of whose files the ids
    are `known`. `main...` names the commit at which the working tree and main parted. Of what a sparse checkout leaves
    out the preview says nothing. Raises PlanpressError, as a comparison does.
    """
    place = place or root
    location = report.plan.location
    tree = DiskTree(root, location=location)
    copy = None if place == root else InterceptedTree(tree, tree.file, known or {})
    repository = Repository.of(place, location)
    start = base_commit(place, against)
    with revisions(place, start, None, copy, location=location, whole=False) as sides:
        comparison, base = compare_with_base(sides)
    name = against.partition("...")[0]
    comparison = replace(comparison, notes=(*ambiguities(place, name), *comparison.notes))
    shown = "" if start.startswith(name) else name
    return Preview(
        base=Side(shown, start[:7], repository.day(start)),
        head=_head(repository, DiskTree(place, location=location)),
        comparison=comparison,
        before=_under_new_ids(base, comparison.renamed),
    )


def base_commit(place: Path, against: str) -> str:
    """The id of the commit that `against` names in the repository of the plan at `place`."""
    repository = Repository.of(place)
    name, dots, head = against.partition("...")
    if dots and head not in ("", "HEAD"):
        said = f"a preview is of the working tree, and {quoted(against)} ends at {quoted(head)}"
        raise PlanpressError(f"{said}; git checkout {visible(head)}, then --against {name or 'BASE'}...")
    start = repository.commit(name)
    return repository.merge_base(start, repository.commit("HEAD")) if dots else start


def _read(sides: ComparisonSources, plans: PlanSnapshots) -> tuple[PlanSnapshot, PlanSnapshot, tuple[str, ...]]:
    """Base and head, and what to say of the base."""
    before, after = sides.old.ids(sides.algorithm), sides.new.ids(sides.algorithm)
    location, count, day = sides.new.location, len(sides.new.listing().folders), cache(sides.day)
    head = plans.read(sides.new, after, day)
    if head.plan is None:
        raise InvalidPlanError(in_file_order(list(head.findings)), count)
    base = plans.read(sides.old, before, day)
    if base.plan is None:
        raise PlanpressError(_broken(sides.base, location, [one for one in base.findings if one.level == "error"]))
    found = findings_of(head)
    if any(finding.level == "error" for finding in found):
        raise InvalidPlanError(found, count)
    old = findings_of(base)
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


def _head(repository: Repository, working: DiskTree) -> Side:
    """The working tree: by the commit that is checked out, and whether the plan differs from that."""
    name = "the working tree"
    try:
        commit = repository.commit("HEAD")
        tree = repository.tree(commit)
    except NoPlanThenError:
        return Side(name, uncommitted=True)
    with closing(tree), closing(WorkTree.of(working)) as work:
        uncommitted = as_at(tree, working.location).ids(tree.algorithm) != work.ids(tree.algorithm)
    return Side(name, commit[:7], repository.day(commit), uncommitted)


def _under_new_ids(base: Report, renamed: Mapping[str, str]) -> Report:
    """The base with its projects under their ids in the head; none waits for one that was set aside."""
    names = {project.id: renamed.get(project.id, project.id) for project in base.plan.projects}
    evaluations = {}
    for known, name in names.items():
        judged = base.evaluations[known]
        depends_on = tuple(names[other] for other in judged.project.depends_on if other in names)
        evaluations[name] = replace(judged, project=replace(judged.project, id=name, depends_on=depends_on))
    plan = replace(base.plan, projects=tuple(one.project for one in evaluations.values()))
    return with_open(Report(plan, evaluations, rank(plan), base.findings))
