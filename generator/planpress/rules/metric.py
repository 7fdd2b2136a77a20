"""# metric: one column decides

The score of a model is its value of one metric. `{rule: metric, metric: map}`
"""

from typing import Annotated, Literal

from pydantic import Field

from planpress.model.fields import Number, written
from planpress.model.metrics import Values
from planpress.model.rule import Judgement, Metrics, Rule
from planpress.rules.common import best_of, in_formula, not_measured


@written
class MetricRule(Rule):
    """One metric decides."""

    rule: Literal["metric"]
    metric: Annotated[str, Field(description="The metric that decides.")]
    label: Annotated[str | None, Field(description="The name that readers see.")] = None
    phrase: Annotated[str | None, Field(description="What a sentence calls what decides, as in cost.")] = None
    matters: Annotated[
        Number | None, Field(gt=0, description="The smallest difference of scores that counts.")
    ] = None

    def needs(self) -> tuple[str, ...]:
        return (self.metric,)

    def judge(self, values: Values, metrics: Metrics) -> Judgement:
        score = values.get(self.metric)
        return not_measured([self.metric]) if score is None else Judgement("ranked", score)

    def working(self, values: Values, metrics: Metrics) -> tuple[str, str]:
        return self.metric, in_formula(values[self.metric])

    def aim(self, metrics: Metrics) -> tuple[str, str]:
        return best_of(self.metric, metrics, self.phrase)
