"""Which pages of the site a change reaches: those of edited projects, and those that show what follows elsewhere."""

from collections.abc import Iterator, Sequence, Set

from planpress.model.change import AffectedPage, Change, Edit
from planpress.model.location import Location
from planpress.model.plan import GROUPS, Plan
from planpress.model.project import Project
from planpress.model.report import Report
from planpress.model.site_pages import HOME, PORTFOLIO, SCORING, TEAMS, project_page
from planpress.model.written_values import NARRATIVE

_SCORING = frozenset({"scales", "impact", "feasibility", "priority", "capacity", "effort", "screens", "title"})
_NOT_IN_LISTS = frozenset(
    {NARRATIVE, "links", "summary", "tags", "archetype", "accuracy", "decisions", "waivers", "review_by", "milestones"}
    | {"rule_history"}
)
"""What is not in the lists of projects; reviews, milestones and decisions are told on the portfolio."""


def affected_pages(
    old: Report,
    new: Report,
    edits: Sequence[Edit],
    changes: Sequence[Change],
    changed: Set[str],
    written: Sequence[str],
) -> Iterator[AffectedPage]:
    """The pages that change: the portfolio, projects that were edited, others, then lists.

    `written` are the paths of hand-written pages. The shares of draws on a
    project's page are not compared: they may move a little with every rating.
    """
    location = new.plan.location
    told = [edit for edit in edits if edit.top not in _NOT_IN_LISTS - {"review_by", "milestones", "decisions"}]
    shown = bool(told) or any(change.level in ("conclusion", "finding") for change in changes)
    if shown:
        taken = location.page(HOME) in map(location.published, written)
        yield AffectedPage(
            location.page(PORTFOLIO if taken else HOME), "Portfolio", direct=any(edit.project is None for edit in edits)
        )
    yield from sorted(_of_projects(old, new, edits, changes, changed), key=lambda page: not page.direct)
    for path in sorted(changed & set(written)):
        shown_at = location.published(path)
        if shown_at is not None and location.project_of(path) is None:
            yield AffectedPage(shown_at, path.rpartition("/")[2], direct=True)
    yield from _lists(edits, location)


def _lists(edits: Sequence[Edit], location: Location) -> Iterator[AffectedPage]:
    """The pages that list every project."""
    if any(edit.top not in _NOT_IN_LISTS for edit in edits):
        direct = any(edit.project is None and edit.top in ("teams", "infrastructure") for edit in edits)
        yield AffectedPage(location.page(TEAMS), "Teams and infrastructure", direct)
    scored = [edit for edit in edits if edit.top in _SCORING or not edit.names]
    if scored:
        yield AffectedPage(
            location.page(SCORING), "How this plan is scored", any(edit.project is None for edit in scored)
        )


def _of_projects(
    old: Report, new: Report, edits: Sequence[Edit], changes: Sequence[Change], changed: Set[str]
) -> Iterator[AffectedPage]:
    # An order that is no edit, as of a table's rows, is shown as it is.
    own = {edit.project for edit in edits} | {new.plan.location.project_of(path) for path in changed}
    reached = {change.project for change in changes} | _renamed_elsewhere(old.plan, new.plan)
    of_plan = [edit for edit in edits if edit.project is None]
    count = len(old.ranking.ordered) != len(new.ranking.ordered)
    titles = new.names()
    before, after = _standings(old), _standings(new)
    by_id = {project.id: project for project in new.plan.projects}
    for name in new.order():
        project, direct = by_id[name], name in own
        shows = name in after and (count or before.get(name) != after[name])
        if direct or name in reached or shows or any(_uses(project, edit) for edit in of_plan):
            yield AffectedPage(new.plan.location.page(project_page(name)), titles[name], direct, name)


def _standings(report: Report) -> dict[str, object]:
    """What the page of each ranked project says of its place: its own scores, and those of its neighbours."""
    ordered = report.ranking.ordered
    scores = [None, *((entry.id, entry.priority) for entry in ordered), None]
    return {
        entry.id: (entry.priority, entry.line, entry.quadrant, scores[at], scores[at + 2])
        for at, entry in enumerate(ordered)
    }


def _renamed_elsewhere(old: Plan, new: Plan) -> set[str]:
    """The projects whose page shows something that changed of another: the title or the stage of what it waits for."""
    before = {project.id: (project.title, project.current_stage) for project in old.projects}
    moved = {project.id for project in new.projects if before.get(project.id) != (project.title, project.current_stage)}
    return {project.id for project in new.projects if moved & set(project.depends_on)}


def _uses(project: Project, edit: Edit) -> bool:
    """Whether the page of a project shows what an edit of plan.yml changed."""
    what = edit.names[1] if len(edit.names) > 1 else ""
    if edit.top in GROUPS or edit.top in ("priority", "scales", "capacity"):
        return project.screened_out is None
    if edit.top == "metrics":
        return what in _metrics(project)
    if edit.top == "teams":
        return what == project.owner or what in project.uses.teams
    if edit.top == "infrastructure":
        return what in project.uses.infrastructure
    return edit.top == "cost_per_nine" and project.accuracy is not None


def _metrics(project: Project) -> set[str]:
    """The metrics that a project's page shows."""
    named = set(project.table.columns if project.table else ())
    named.update(requirement.bound.metric for requirement in project.requirements)
    return named.union(*(baseline.values for baseline in project.baselines))
