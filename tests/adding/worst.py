"""# worst: the lowest of several metrics

The score of a model is the lowest of its values. `{rule: worst, of: [precision, recall]}`
"""

from dataclasses import dataclass
from typing import Annotated, Literal

from pydantic import Field

from planpress.model.metrics import Direction, Values
from planpress.model.rule import Judgement, Metrics, Rule
from planpress.rules.common import in_formula, not_measured


@dataclass(frozen=True, slots=True)
class WorstRule(Rule):
    """The lowest of several metrics decides."""

    __pydantic_config__ = {"extra": "forbid"}

    rule: Literal["worst"]
    of: Annotated[tuple[str, ...], Field(description="The metrics, of which the lowest counts.")]
    label: Annotated[str | None, Field(description="The name that readers see.")] = None

    def needs(self) -> tuple[str, ...]:
        return self.of

    def direction(self, metrics: Metrics) -> Direction:
        return "higher"

    def judge(self, values: Values, metrics: Metrics) -> Judgement:
        missing = [name for name in self.of if name not in values]
        return not_measured(missing) if missing else Judgement("ranked", min(values[name] for name in self.of))

    def working(self, values: Values, metrics: Metrics) -> tuple[str, str]:
        return f"min({', '.join(self.of)})", f"min({', '.join(in_formula(values[name]) for name in self.of)})"

    def aim(self, metrics: Metrics) -> tuple[str, str]:
        return "the best", "of the worst metrics"
