"""What is written of how sure values are: a metric's values in the table of models, and one value of a baseline."""

from typing import Annotated, Literal

from pydantic import BeforeValidator, Field, WithJsonSchema

from planpress.model.fields import Certain, Number, written
from planpress.model.tables import Spread

WAIVED = "uncertainty"
"""The kind of waiver by which a project does without saying how sure its values are."""

INLINE = "inline"
"""In the place of a column: the error stands in the cell of its value, as in 0.831 ± 0.012."""

Ends = Annotated[
    tuple[str, str],
    BeforeValidator(lambda written: (INLINE, INLINE) if written == INLINE else written),
    WithJsonSchema(
        {
            "anyOf": [
                {"type": "array", "items": {"type": "string"}, "minItems": 2, "maxItems": 2},
                {"const": INLINE, "type": "string"},
            ]
        }
    ),
]


@written
class Uncertainty:
    """How sure the values of one metric are: exactly one of the four is given.

    Each names a column (of an interval, two): the number of cases, the standard error, the ends of the interval, or
    the values of repeated runs, separated by blanks. A standard error or an interval may be `inline`.
    """

    n: Annotated[str | None, Field(description="The column with the number of cases.")] = None
    se: Annotated[str | None, Field(description="The column with the standard error, or inline.")] = None
    ci: Annotated[Ends | None, Field(description="The columns with the ends of the interval, or inline.")] = None
    seeds: Annotated[str | None, Field(description="The column with the values of repeated runs, as in 0.81 0.83.")] = (
        None
    )
    level: Annotated[Certain, Field(description="Of an interval: at which level it is, as in 0.9.")] = 0.95

    def columns(self) -> tuple[str, ...]:
        named = (self.n, self.se, *(self.ci or ()), self.seeds)
        return tuple(name for name in named if name is not None and name != INLINE)

    @property
    def inline(self) -> Literal["se", "ci"] | None:
        """What stands in the cells of the values themselves."""
        if self.se == INLINE:
            return "se"
        return "ci" if self.ci == (INLINE, INLINE) else None


@written
class StatedUncertainty:
    """How sure one value of a baseline is: exactly one of the number of cases, its standard error and its interval."""

    n: Annotated[Number | None, Field(ge=1, description="The number of cases that it is a share of.")] = None
    se: Annotated[Number | None, Field(gt=0, description="Its standard error.")] = None
    ci: Annotated[tuple[Number, Number] | None, Field(description="Its interval: [low, high].")] = None
    level: Annotated[Certain, Field(description="Of an interval: at which level it is, as in 0.9.")] = 0.95

    @property
    def spread(self) -> Spread:
        return Spread(self.se, self.ci, self.level, cases=self.n)
