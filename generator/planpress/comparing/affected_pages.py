"""Which pages of the site a change reaches: those of edited projects, and those that show what follows elsewhere."""

from collections.abc import Iterator, Sequence, Set

from planpress.deciding import stage_time
from planpress.model.change import AffectedPage, Change, Edit
from planpress.model.project import Project
from planpress.model.report import Report
from planpress.model.site_pages import HOME, PORTFOLIO, SCORING, TEAMS, WEEKS, project_page
from planpress.model.written_values import MEETINGS, NARRATIVE

_SCORING = frozenset(
    {"scales", "impact", "feasibility", "priority", "capacity", "effort", "screens", "status", "teams", "uses", "title"}
    | {"lifecycle"}
)
_NOT_IN_LISTS = frozenset(
    {NARRATIVE, "links", "summary", "tags", "archetype", "accuracy", "waivers", "review_by", "milestones"}
    | {"rule_history", MEETINGS}
)
"""What is not in the lists of projects; reviews, milestones and meetings are told on the portfolio."""

_RECORDED = frozenset(
    {"status", "lifecycle", "decisions", "in_use", "rule_history", "milestones", "baselines", "title", MEETINGS}
)
"""What has dates, which the page of changes tells."""


def affected_pages(
    old: Report,
    new: Report,
    edits: Sequence[Edit],
    changes: Sequence[Change],
    changed: Set[str],
    written: Sequence[str],
) -> Iterator[AffectedPage]:
    """The pages that change: the portfolio, projects that were edited, others, then lists.

    `written` are the paths of hand-written pages. The shares of draws on a project's page are not compared: they may
    move a little with every rating.
    """
    location, direct = new.plan.location, any(edit.project is None for edit in edits)
    told = any(edit.top not in _NOT_IN_LISTS - {"review_by", "milestones", MEETINGS} for edit in edits)
    if told or any(change.level in ("conclusion", "finding") for change in changes):
        home = PORTFOLIO if location.page(HOME) in map(location.published, written) else HOME
        yield AffectedPage(location.page(home), "Portfolio", direct)
    yield from sorted(_of_projects(old, new, edits, changes, changed), key=lambda page: not page.direct)
    for path in sorted(changed & set(written)):
        if location.project_of(path) is None and (shown_at := location.published(path)) is not None:
            yield AffectedPage(shown_at, path.rpartition("/")[2], direct=True)
    if any(edit.top not in _NOT_IN_LISTS for edit in edits):
        direct = any(edit.project is None and edit.top in ("teams", "infrastructure") for edit in edits)
        yield AffectedPage(location.page(TEAMS), "Teams and tools", direct)
    if any(edit.top in _RECORDED or not edit.names for edit in edits):
        yield AffectedPage(location.page(WEEKS), "Changes", direct=False)
    scored = [edit for edit in edits if edit.top in _SCORING or not edit.names]
    if scored:
        direct = any(edit.project is None for edit in scored)
        yield AffectedPage(location.page(SCORING), "How this plan is scored", direct)


def _of_projects(
    old: Report, new: Report, edits: Sequence[Edit], changes: Sequence[Change], changed: Set[str]
) -> Iterator[AffectedPage]:
    # An order that is no edit, as of a table's rows, is shown as it is.
    own = {edit.project for edit in edits} | {new.plan.location.project_of(path) for path in changed}
    reached = {change.project for change in changes}
    # Where a default is written down, the sources of a score have its line.
    scored = any(edit.project is None and edit.top in _SCORING for edit in edits)
    titles, before, after = new.names(), _surroundings(old), _surroundings(new)
    for name in new.order():
        if name in own or name in reached or before.get(name) != after[name] or (scored and new.ranking.of(name)):
            yield AffectedPage(new.plan.location.page(project_page(name)), titles[name], name in own, name)


def _surroundings(report: Report) -> dict[str, object]:
    """What the page of each project shows beside its own files: its place with the scores and titles of its neighbours,
    what the plan says of all that it names, the projects that it waits for, and how long all are in its stage."""
    plan, ordered = report.plan, report.ranking.ordered
    scores = [None, *((entry.id, entry.priority) for entry in ordered), None]
    places = {
        entry.id: (entry.priority, entry.line, entry.quadrant, scores[at], scores[at + 2], len(ordered))
        for at, entry in enumerate(ordered)
    }
    titles, ranks = report.names(), {entry.id: entry.priority.rank for entry in ordered}
    listed = [None, *((titles[name], ranks.get(name)) for name in report.order()), None]
    beside = {name: (listed[at], listed[at + 2]) for at, name in enumerate(report.order())}
    others = {project.id: (project.title, project.current_stage) for project in plan.projects}
    return {
        project.id: (
            places.get(project.id),
            beside[project.id],
            {name: plan.metrics.get(name) for name in _metrics(project)},
            [plan.teams.get(name) for name in (project.owner, *project.uses.teams) if name is not None],
            [plan.infrastructure.get(name) for name in project.uses.infrastructure],
            project.accuracy is not None and plan.cost_per_nine,
            [others.get(name) for name in project.depends_on],
            stage_time(report.evaluations[project.id], report),
        )
        for project in plan.projects
    }


def _metrics(project: Project) -> set[str]:
    """The metrics that a project's page shows."""
    named = set(project.table.columns if project.table else ())
    named.update(requirement.bound.metric for requirement in project.requirements)
    if project.accuracy and project.accuracy.metric:
        named.add(project.accuracy.metric)
    return named.union(*(baseline.values for baseline in project.baselines))
