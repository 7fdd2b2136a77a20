"""Projects that do not go on, and what is asked of teams."""

import math

from planpress.lints.lint import Found, lint, project_lint
from planpress.model.metrics import TIE
from planpress.model.plan import Plan
from planpress.model.project import Project
from planpress.model.wording import listed, number, quoted


@project_lint("PP424")
def status_without_date(plan: Plan, project: Project) -> Found:
    if not project.active and project.status.since is None:
        message = f"{project.status.state}, and nobody knows since when; add since, the day"
        yield project.places.of("status"), message


@lint("PP425")
def depends_on_ended(plan: Plan) -> Found:
    states = {project.id: project.status.state for project in plan.projects}
    for project in plan.projects:
        for index, name in enumerate(project.depends_on if project.active else ()):
            if states.get(name) in ("paused", "stopped"):
                message = f"{quoted(name)} is {states[name]}; do without it, or take it up again"
                yield project.places.of("depends_on", index), message


@project_lint("PP428", ongoing=True)
def uneven_asks(plan: Plan, project: Project) -> Found:
    effort, weeks = project.effort, [asked for asked in project.uses.teams.values() if asked is not None]
    if effort is None or not weeks:
        return
    total = math.fsum(weeks)
    if not effort.low - TIE <= total <= effort.high + TIE:
        low, high = number(effort.low), number(effort.high)
        known = low if low == high else f"{low} to {high}"
        message = f"the teams are asked for {number(total)} person-weeks, and the effort is {known}; correct either"
        yield project.places.key("uses", "teams"), message


@lint("PP429")
def undivided_effort(plan: Plan) -> Found:
    if plan.capacity is None or not plan.capacity.teams:
        return
    if all(team.weeks is None for team in plan.teams.values()):
        team = next(iter(plan.teams), "NAME")
        message = f"no team has weeks, so none can lack any; add teams: {{{team}: {{weeks: 40}}}}"
        yield plan.places.of("capacity"), message
        return
    for project in plan.projects:
        if project.left_out is not None or project.effort is None or plan.asks(project):
            continue
        owner = (project.owner,) if project.owner and project.owner in plan.teams else ()
        teams = tuple(dict.fromkeys((*owner, *project.uses.teams)))
        if teams:
            message = f"the effort is not divided among {listed(teams)}, so it counts for none of them"
            weeks = ", ".join(f"{name}: WEEKS" for name in teams)
            yield project.places.key("uses", "teams"), f"{message}; write teams: {{{weeks}}}"
        else:
            message = "the effort is asked of no team, so it counts for none"
            weeks = number(project.effort.central)
            yield project.places.key("effort"), f"{message}; write uses: {{teams: {{NAME: {weeks}}}}}"
