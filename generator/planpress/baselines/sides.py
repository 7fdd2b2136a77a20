"""What bounds a project: something below that it has to beat, and people above."""

from datetime import date

from planpress.baselines import BY_ID, BY_PEOPLE
from planpress.baselines.baseline_kind import Role
from planpress.model.metrics import Bound
from planpress.model.project import Project
from planpress.model.project_parts import Baseline

SIDES: tuple[Role, ...] = ("floor", "ceiling")


def sides_without(project: Project, as_of: date) -> tuple[Role, ...]:
    """The sides of which a project has no baseline and, on that day, no waiver in force."""
    kinds = [one.kind for one in project.baselines] + [one.kind for one in project.waivers if one.until >= as_of]
    covered = {BY_ID[kind].role for kind in kinds if kind in BY_ID}
    return tuple(side for side in SIDES if side not in covered)


def best_people(project: Project, bound: Bound) -> Baseline | None:
    """The people who are best at what a requirement bounds; None where nobody was measured by it."""
    known = [one for one in project.baselines if one.kind in BY_PEOPLE and bound.metric in one.values]
    return max(known, key=lambda one: bound.margin(one.values[bound.metric]), default=None)
