"""How sure a value is: its interval and its standard error, or why neither is known."""

import math
from dataclasses import dataclass
from typing import Literal

from planpress.model.wording import to_error

Source = Literal["cases", "stated", "runs", "folds", "examples", "clusters", "redrawn clusters", "several"]
"""What an error comes from: a count out of cases, what somebody wrote, repeated runs, folds, examples, clusters of
them, clusters that a bootstrap draws again and again; or, of a score, from several of these."""


@dataclass(frozen=True, slots=True)
class Measured:
    """A value with its interval from `low` to `high` and its standard error, all in the value's unit.

    `degrees` of freedom are infinite where the error is taken as known. A share of cases is compared by its `centre`,
    `(x + 1) / (n + 2)`, which the error is of too (Agresti and Caffo 2000); any other value by itself. `count` is how
    many cases, runs, folds or examples it rests on, and `variance` that of a single one, where these are known.
    """

    value: float
    centre: float
    se: float
    low: float
    high: float
    source: Source
    degrees: float = math.inf
    count: float | None = None
    variance: float | None = None

    @property
    def between(self) -> str:
        """The ends of the interval, as fine as the error: `0.82 to 0.87`."""
        return f"{to_error(self.low, self.se)} to {to_error(self.high, self.se)}"


NOTHING = "nothing says how sure it is"


@dataclass(frozen=True, slots=True)
class Unsure:
    """Why it is not known how sure a value is, as the end of a sentence: `its runs do not differ`. Of a score that is
    made of several values, `metric` is the one that is not known."""

    why: str
    metric: str = ""

    def __str__(self) -> str:
        return f"{self.metric}: {self.why}" if self.metric else self.why


@dataclass(frozen=True, slots=True)
class MeasuredDifference:
    """One value less another, with the standard error of that, and its degrees of freedom.

    Of answers to the same examples that are right or wrong, `discordant` are how many only the one and only the other
    has right.
    """

    size: float
    se: float
    degrees: float = math.inf
    discordant: tuple[int, int] | None = None
    paired: bool = False
    count: float | None = None

    def turned(self) -> "MeasuredDifference":
        """The other value less the one."""
        lost = self.discordant
        discordant = None if lost is None else (lost[1], lost[0])
        return MeasuredDifference(-self.size, self.se, self.degrees, discordant, self.paired, self.count)
