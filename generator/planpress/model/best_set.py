"""Which of a rule's models could be best, and what it takes to know."""

import math
from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Literal

from planpress.model.measured import Source, Unsure
from planpress.model.metrics import Bound
from planpress.model.wording import to_error

Sureness = Literal["unknown", "clear", "equivalent", "undecided"]
Compared = Literal["better", "not-distinguishable", "worse"]
"""How a model stands to a baseline, beyond the errors of both."""

SURE_WORDS: Mapping[Sureness, str] = {
    "clear": "clearly best",
    "equivalent": "tied: the difference does not matter",
    "undecided": "cannot tell yet",
    "unknown": "not known how sure",
}
"""What readers see of a verdict."""

_NEAR = (0.05, 0.95)


@dataclass(frozen=True, slots=True)
class LimitCertainty:
    """How probable it is that a true value keeps a limit. It is `near` where it may as well be on the other side."""

    bound: Bound
    probability: float

    @property
    def near(self) -> bool:
        return _NEAR[0] < self.probability < _NEAR[1]


@dataclass(frozen=True, slots=True)
class ModelCertainty:
    """How sure the score of a ranked model is, and how far it is behind the leader, in the score's unit.

    `behind_se` is the error of `behind`. `needed_n` is how large a test set must be to tell it from the leader, None
    where no size does or today's is not known; `needed_times` is the same as a multiple of today's. `detectable` is the
    least difference that today's test set would show in four of five cases. All are None of what is not known.
    """

    se: float | None = None
    low: float | None = None
    high: float | None = None
    behind: float | None = None
    behind_se: float | None = None
    needed_n: int | None = None
    needed_times: float | None = None
    detectable: float | None = None

    @property
    def between(self) -> str:
        """The ends of the interval in words; empty where it is not known."""
        if self.low is None or self.high is None or not self.se:
            return ""
        return f"{to_error(self.low, self.se)} to {to_error(self.high, self.se)}"


@dataclass(frozen=True, slots=True)
class WorstSlice:
    """The part of the examples on which a model is furthest behind its own value on all, beyond chance among all parts
    that were looked at (`parts`); `probability` is adjusted for that (Holm 1979)."""

    metric: str
    slice: str
    part: str
    value: float
    whole: float
    se: float
    n: int | None
    probability: float
    parts: int


@dataclass(frozen=True, slots=True)
class Certainty:
    """How sure the choice of a rule is, at a `level`. `could_be_best` is None where that is not known, for the reasons
    in `unknown`, by model. `suggested` never leads: it stands beside the model that does.

    `closest` is the member nearest to the leader, else the ranked model nearest to it. `matters` is the smallest
    difference that counts. `source` is what the errors come from, where that is one, `critical` how
    many errors the closest must be behind, of so many `degrees` of freedom; where `exact`, its answers are counted
    instead. `paired` says that models were
    compared on the same examples, `summed` that errors of parts were added up, as nobody knows how they go together.
    """

    verdict: Sureness
    could_be_best: tuple[str, ...] | None
    suggested: str | None
    level: float
    leader: str
    models: Mapping[str, ModelCertainty]
    closest: str | None = None
    matters: float | None = None
    cheapest: bool = False
    paired: bool = False
    summed: bool = False
    source: Source | None = None
    critical: float | None = None
    degrees: float = math.inf
    exact: bool = False
    unknown: Mapping[str, Unsure] = field(default_factory=dict)

    @property
    def least_error(self) -> float:
        """The least standard error of a score; 0 where none is known."""
        return min((one.se for one in self.models.values() if one.se), default=0.0)

    @property
    def rival(self) -> ModelCertainty:
        """What is known of the model that is closest to the leader."""
        return self.models.get(self.closest or "", ModelCertainty())
