"""What bounds a project: something below that it has to beat, and people above."""

from datetime import date

from planpress.baselines import BY_ID
from planpress.baselines.baseline_kind import Role
from planpress.model.project import Project

SIDES: tuple[Role, ...] = ("floor", "ceiling")


def sides_without(project: Project, as_of: date) -> tuple[Role, ...]:
    """The sides of which a project has no baseline and, on that day, no waiver in force."""
    kinds = [one.kind for one in project.baselines] + [one.kind for one in project.waivers if one.until >= as_of]
    covered = {BY_ID[kind].role for kind in kinds if kind in BY_ID}
    return tuple(side for side in SIDES if side not in covered)
