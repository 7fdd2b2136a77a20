"""The states of a project that the table of all projects shows, and can be filtered by."""

from collections.abc import Mapping

from planpress.model.report import Report
from planpress.sections.plan import attention

STATES: Mapping[str, str] = {
    "in": "In",
    "too-close": "Too close",
    "stuck": "Stuck",
    "decide": "Decide",
    "overdue": "Overdue",
    "misses": "Misses a requirement",
    "no-model": "No model",
}
"""Each state with what it is called, in the order in which they are shown."""


def states_of(report: Report) -> Mapping[str, tuple[str, ...]]:
    """The states of each project that is not screened out, in their order."""
    today, ranking = report.plan.as_of, report.ranking
    entries = {entry.id: entry for entry in (*ranking.ordered, *ranking.unscored)}
    holds = {
        "in": {name for name, entry in entries.items() if entry.line == "in"},
        "too-close": {item.project for item in attention.too_close(report)},
        "stuck": {item.project for item in attention.stuck(report)},
        "decide": {item.project for item in attention.decide(report)},
        "overdue": set(),
        "misses": set(),
        "no-model": set(),
    }
    for name in entries:
        evaluation = report.evaluations[name]
        due = [one.date for one in evaluation.project.milestones if not one.done]
        due += [evaluation.project.review_by] if evaluation.project.review_by else []
        if any(day < today for day in due):
            holds["overdue"].add(name)
        if any(result.status == "missed" for result in evaluation.requirements):
            holds["misses"].add(name)
        if evaluation.chosen is None:
            holds["no-model"].add(name)
    return {name: tuple(state for state in STATES if name in holds[state]) for name in entries}
