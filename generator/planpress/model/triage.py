"""Which metric is next: what each requirement asks for now, and how far the models are from it."""

from dataclasses import dataclass
from typing import Literal

from planpress.model.metrics import Bound
from planpress.model.project_parts import RuleChange

TriageRole = Literal["not-binding", "threshold", "optimise", "wait", "not-measured"]
RuleRole = Literal["optimise", "threshold"]


@dataclass(frozen=True, slots=True)
class TriagedRequirement:
    """One requirement over all models that have its metric.

    `meets` are the models that keep it, `baselines` those that do, of `measured` models and `baselines_measured`
    baselines; targets are no baselines here. `best` is the model with the best value, `low` and `high` are the spread
    over models. `distance` of the best value is a multiple: 1 at the limit, more where it is missed, infinite where no
    multiple is enough, None where there is none. It is taken from `perfect`, the best possible value; where that is
    None, it is the limit over the value. `in_rule` is what the deciding rule does with the metric, `differs` whether
    that is another role.
    """

    bound: Bound
    role: TriageRole
    meets: tuple[str, ...]
    measured: int
    baselines: tuple[str, ...]
    baselines_measured: int
    below_baselines: bool
    best: str | None
    value: float | None
    low: float | None
    high: float | None
    perfect: float | None
    distance: float | None
    in_rule: tuple[RuleRole, ...] = ()
    differs: bool = False


@dataclass(frozen=True, slots=True)
class Revisit:
    """When to look again: `metric` at `value` is as near as `waiting`, the farthest of those that wait."""

    metric: str
    value: float
    optimised: TriagedRequirement
    waiting: TriagedRequirement


@dataclass(frozen=True, slots=True)
class Triage:
    """The requirements in the order in which they are written.

    `revisit` is None where nothing waits, several are equally far, or no value is as near. `answer` is the entry of
    the rule history that says why the rule is as it is.
    """

    requirements: tuple[TriagedRequirement, ...]
    revisit: Revisit | None = None
    answer: RuleChange | None = None

    def of(self, role: TriageRole) -> tuple[TriagedRequirement, ...]:
        """The requirements with a role."""
        return tuple(one for one in self.requirements if one.role == role)
