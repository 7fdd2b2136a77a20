"""What is measured and rated: metrics and bounds on them, scales, and the uncertain values that are rated on these."""

import math
import re
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, field
from itertools import pairwise
from operator import ge, gt, le, lt
from typing import Annotated, Literal, cast

from pydantic import Field

from planpress.model.feasibility import HardKind
from planpress.model.fields import Level, Number, written
from planpress.model.wording import number

Direction = Literal["higher", "lower"]

Values = Mapping[str, float]
"""The measured values of one model or baseline by metric; a metric that was not measured is not in it."""

TIE = 1e-9
"""Two scores that differ by no more than this are equal: priorities as they are, measures relative to their size."""

NOTHING = 1e-12
"""What a subtraction leaves over by rounding: measures that differ by no more are equal, however small they are."""


@written
class Metric:
    """A measurement: `range` is its least and greatest possible value, in `unit`."""

    better: Annotated[Direction, Field(description="Which direction is better: higher or lower.")]
    label: Annotated[str | None, Field(description="The name that readers see; the id if left out.")] = None
    phrase: Annotated[
        str | None, Field(description="What a sentence calls it, as in share of invoices without a correction.")
    ] = None
    unit: Annotated[str | None, Field(description="The unit of its values, as in ms, cm or %.")] = None
    range: Annotated[
        tuple[Number, Number] | None, Field(description="Its least and greatest possible value: [low, high].")
    ] = None
    variant: Annotated[
        str | None, Field(description="What kind of it this is, as in macro, at IoU 0.5, on the night shift.")
    ] = None
    formula: Annotated[
        str | None,
        Field(alias="from", description="A formula over other columns that it is worked out by, as in tp / (tp + fn)."),
    ] = None

    column: Annotated[
        str | None, Field(min_length=1, description="The head of its column in the model table; the id if left out.")
    ] = None
    matters: Annotated[
        Number | None, Field(gt=0, description="The smallest difference that counts, in its unit, as in 0.01.")
    ] = None

    def utility(self, value: float) -> float:
        """`value` on a scale from 0 (worst) to 1 (best) within the declared range. Raises ValueError without one."""
        if self.range is None:
            raise ValueError("a metric without a range has no utility")
        return _share(value, self.range, self.better)

    def allows_better(self, value: float) -> bool:
        """Whether a value can be better than this: within the range; without one, from 0, of a percentage to 100."""
        low, high = self.range or (0.0, 100.0 if self.unit == "%" else math.inf)
        return value > low if self.better == "lower" else value < high

    def right(self, value: float) -> float | None:
        """The share of what is right that a value stands for, from 0 to 1: its utility within the range, so that an
        error of 5 in 0 to 100 is 0.95; without a range the value of what is a share as it is, else None."""
        if self.range is not None:
            return self.utility(value)
        return value if self.better == "higher" and self.unit is None and 0 <= value <= 1 else None


def _share(value: float, bounds: tuple[float, float], better: Direction) -> float:
    low, high = bounds
    share = (value - low) / (high - low)
    return 1 - share if better == "lower" else share


def gain(value: float, reference: float, better: Direction) -> float:
    """How much better `value` is than `reference`, in the metric's unit; negative where it is worse."""
    return value - reference if better == "higher" else reference - value


def same(one: float, other: float) -> bool:
    """Whether two measures are equal but for rounding: relative to their size, so that 1e-9 failures are not 5e-10."""
    return math.isclose(one, other, rel_tol=TIE, abs_tol=NOTHING)


def ranks(scores: Mapping[str, float], better: Direction) -> dict[str, int]:
    """Ranks from 1, best first; measures that are the same share one (1, 2, 2, 4)."""
    return ranked(_best_first(scores, better), lambda name, before: same(scores[name], scores[before]))


def winners(scores: Mapping[str, float], better: Direction) -> tuple[str, ...]:
    """Those of rank 1, in the order of the scores. Sweeps ask often: no other rank is worked out."""
    ordered = _best_first(scores, better)
    apart = (at for at, pair in enumerate(pairwise(ordered), start=1) if not same(scores[pair[0]], scores[pair[1]]))
    first = {*ordered[: next(apart, len(ordered))]}
    return tuple(name for name in scores if name in first)


def _best_first(scores: Mapping[str, float], better: Direction) -> list[str]:
    return sorted(scores, key=lambda name: gain(0, scores[name], better))


def ranked(names: Sequence[str], ties: Callable[[str, str], bool]) -> dict[str, int]:
    """Ranks from 1 of names in order; one that ties with the name before it shares its rank (1, 2, 2, 4)."""
    placed: dict[str, int] = {}
    for position, name in enumerate(names, start=1):
        before = names[position - 2] if position > 1 else None
        placed[name] = placed[before] if before is not None and ties(name, before) else position
    return placed


Operator = Literal["<", "<=", ">", ">="]

WORDS: dict[Operator, str] = {"<": "below", "<=": "at most", ">": "above", ">=": "at least"}
_HOLDS: dict[Operator, Callable[[float, float], bool]] = {"<": lt, "<=": le, ">": gt, ">=": ge}

_LIMIT = r"[-+]?(?:\d+(?:\.\d*)?|\.\d+)(?:[eE][-+]?\d{1,3})?"
_WRITTEN = re.compile(rf"\s*([^\s<>=]+)\s*(<=|>=|<|>)\s*({_LIMIT})\s*", re.ASCII)


@dataclass(frozen=True, slots=True)
class Bound:
    """A limit on a metric, in the metric's unit; `text` is how its author wrote it, where that is one text."""

    metric: str
    operator: Operator
    limit: float
    text: str = field(default="", compare=False, repr=False)

    def holds(self, value: float) -> bool:
        """Whether `value` keeps the bound, exactly: no tolerance is added to what the author wrote."""
        return _HOLDS[self.operator](value, self.limit)

    def margin(self, value: float) -> float:
        """How far `value` is on the good side of the limit, in the metric's unit; negative where it falls short."""
        return gain(value, self.limit, self.better)

    @property
    def better(self) -> Direction:
        """The direction in which the bound is easier to keep."""
        return "lower" if self.operator in ("<", "<=") else "higher"

    def __str__(self) -> str:
        return self.text or f"{self.metric} {self.operator} {number(self.limit)}"


def written_bound(text: str) -> Bound | None:
    """The bound that a text such as `recall > 0.6` is, with or without blanks; None for any other text."""
    match = _WRITTEN.fullmatch(text)
    return None if match is None else Bound(match[1], cast(Operator, match[2]), float(match[3]) + 0.0, text)


@written
class Scale:
    """What the numbers of a rating mean. Bounds are declared, so that no project moves another project's score."""

    bounds: Annotated[tuple[Number, Number], Field(description="The lowest and the highest rating: [low, high].")]
    levels: Annotated[Mapping[Level, str], Field(description="What a rating means, in words, by its number.")] = field(
        default_factory=dict
    )
    better: Annotated[Direction, Field(description="Write lower where a low rating is the good one.")] = "higher"

    def utility(self, value: float) -> float:
        """`(value - low) / (high - low)`, from 0 to 1, turned round where lower is better."""
        return _share(value, self.bounds, self.better)


Form = Literal["number", "interval", "triple", "raters"]


@dataclass(frozen=True, slots=True)
class Estimate:
    """An uncertain number: its central value, and how low and how high it may be.

    Of an interval the central value is the middle, of a triple the likely one, of several raters their mean. `hard` is
    what makes a problem hard.
    """

    low: float
    central: float
    high: float
    form: Form = "number"
    raters: Mapping[str, float] = field(default_factory=dict)
    why: str | None = None
    hard: tuple[HardKind, ...] = ()

    @property
    def ends(self) -> str:
        """How low and how high it may be, `4 to 10`; nothing of a single number."""
        return f"{number(self.low)} to {number(self.high)}" if self.low != self.high else ""


def estimate(value: float | Sequence[float] | Mapping[str, float]) -> Estimate:
    """The estimate that a number, `[low, high]`, `[low, likely, high]` or `{rater: number}` stands for."""
    if isinstance(value, Mapping):
        given = {rater: float(rating) for rater, rating in value.items()}
        low, high = min(given.values()), max(given.values())
        # Rounding must not put the mean of three equal ratings outside of them.
        mean = min(max(math.fsum(given.values()) / len(given), low), high)
        return Estimate(low, mean, high, "raters", given)
    if isinstance(value, int | float):
        return Estimate(float(value), float(value), float(value))
    low, *likely, high = map(float, value)
    central = likely[0] if likely else math.fsum((low, high)) / 2
    return Estimate(low, central, high, "triple" if likely else "interval")
