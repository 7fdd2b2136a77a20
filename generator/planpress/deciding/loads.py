"""What is asked of each team, against what there is."""

import math

from planpress.model.open_item import TeamLoad
from planpress.model.report import Report


def loads(report: Report) -> tuple[TeamLoad, ...]:
    """Each team of the plan, in its order; projects that are left out of the order ask for nothing."""
    ranking, projects = report.ranking, {project.id: project for project in report.plan.projects}
    entries = (*ranking.ordered, *ranking.unscored)
    found = []
    for name, team in report.plan.teams.items():
        asks = [(entry.line, report.plan.asks(projects[entry.id]).get(name, 0.0)) for entry in entries]
        carried = math.fsum(weeks for line, weeks in asks if line == "in") if report.plan.capacity else None
        found.append(TeamLoad(name, team.weeks, math.fsum(weeks for _, weeks in asks), carried))
    return tuple(found)
