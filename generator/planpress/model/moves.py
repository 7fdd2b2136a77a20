"""How projects move through the lifecycle: how long one has been in its stage, and the ways back that they took."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date

from planpress.model.evaluation import Evaluation
from planpress.model.stages import STAGES, Stage

Stay = tuple[int, str, int]
"""The days of a stay, the project, and the place of the stay in its lifecycle."""


@dataclass(frozen=True, slots=True)
class StageTime:
    """The days that a project has been in its present `stage`.

    `median` is of all `stays` in that stage of the projects that go on, None where there is no other stay; `undeployed`
    the days since it began, None where it was deployed once.
    """

    stage: Stage
    days: int
    median: float | None
    stays: int
    undeployed: int | None


def stays_by_stage(evaluations: Mapping[str, Evaluation], today: date) -> Mapping[Stage, tuple[Stay, ...]]:
    """Every stay of the projects that go on, the present ones until today; in each stage the shortest first."""
    found: dict[Stage, list[Stay]] = {stage: [] for stage in STAGES}
    for name, evaluation in evaluations.items():
        for at, stay in enumerate(evaluation.sojourns if evaluation.project.left_out is None else ()):
            if stay.since <= today:
                found[stay.stage].append(((min(stay.until or today, today) - stay.since).days, name, at))
    return {stage: tuple(sorted(stays)) for stage, stays in found.items()}


def middle(stays: tuple[Stay, ...]) -> tuple[Stay, ...]:
    """The stay in the middle, or the two of which the median is the mean."""
    return stays[(len(stays) - 1) // 2 : len(stays) // 2 + 1]


@dataclass(frozen=True, slots=True)
class WayTaken:
    """One reason of a way back, from a `stage` `to` an earlier one, with the ids of the `projects` that took it: one
    that took it twice stands there twice."""

    stage: Stage
    to: Stage
    code: str
    reason: str
    projects: tuple[str, ...]
