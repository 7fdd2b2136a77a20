"""What --select can ask of a project, by name."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass

from planpress.model.project import ARCHETYPE_LABELS, Project
from planpress.model.ranking import QUADRANTS, RankedProject
from planpress.model.report import Report
from planpress.model.stages import STAGES

Texts = Callable[[Report, Project], Sequence[str | None]]
Number = Callable[[RankedProject], float | None]


@dataclass(frozen=True, slots=True)
class TextField:
    """A name whose values are texts; a project may have none, or several.

    `known` are the values that can be asked for; where they are None it is what the projects of the plan have.
    """

    texts: Texts
    known: Sequence[str] | None = None

    def of(self, report: Report, project: Project) -> tuple[str, ...]:
        """The values of one project."""
        return tuple(value for value in self.texts(report, project) if value is not None)

    def values(self, report: Report) -> tuple[str, ...]:
        """Every value that can be asked for."""
        if self.known is not None:
            return tuple(self.known)
        return tuple(sorted({value for project in report.plan.projects for value in self.of(report, project)}))


@dataclass(frozen=True, slots=True)
class NumberField:
    """A name whose value is a number; None for a project without one, as one that is screened out."""

    number: Number

    def of(self, report: Report, project: Project) -> float | None:
        """The value of one project."""
        entry = report.ranking.of(project.id)
        return None if entry is None else self.number(entry)


Field = TextField | NumberField


def _owners(report: Report, project: Project) -> Sequence[str | None]:
    team = report.plan.teams.get(project.owner or "")
    return (project.owner, team.label if team else None)


def _ranked(report: Report, project: Project, key: str) -> Sequence[str | None]:
    entry = report.ranking.of(project.id)
    return (None if entry is None else getattr(entry, key),)


def _statuses(report: Report, project: Project) -> Sequence[str]:
    return [requirement.status for requirement in report.evaluations[project.id].requirements]


FIELDS: Mapping[str, Field] = {
    "id": TextField(lambda report, project: (project.id,)),
    "title": TextField(lambda report, project: (project.title,)),
    "stage": TextField(lambda report, project: (project.current_stage,), STAGES),
    "owner": TextField(_owners),
    "tag": TextField(lambda report, project: project.tags),
    "archetype": TextField(lambda report, project: (project.archetype,), tuple(ARCHETYPE_LABELS)),
    "quadrant": TextField(lambda report, project: _ranked(report, project, "quadrant"), QUADRANTS),
    "line": TextField(lambda report, project: _ranked(report, project, "line"), ("in", "on-the-line", "out")),
    "requirement": TextField(_statuses, ("met", "missed", "not-measured")),
    "screened_out": TextField(lambda report, project: ("yes" if project.screened_out else "no",), ("yes", "no")),
    "rank": NumberField(lambda entry: entry.priority.rank),
    "priority": NumberField(lambda entry: entry.priority.score),
    "impact": NumberField(lambda entry: entry.impact.value),
    "feasibility": NumberField(lambda entry: entry.feasibility.value),
    "within_capacity": NumberField(lambda entry: entry.within_capacity),
}
