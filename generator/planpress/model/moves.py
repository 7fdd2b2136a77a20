"""How projects move through the lifecycle: how long one has been in its stage, and the ways back that they took."""

from dataclasses import dataclass

from planpress.model.stages import Stage


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


@dataclass(frozen=True, slots=True)
class WayTaken:
    """One reason of a way back, from a `stage` `to` an earlier one, with the ids of the `projects` that took it: one
    that took it twice stands there twice."""

    stage: Stage
    to: Stage
    code: str
    reason: str
    projects: tuple[str, ...]
