"""What would turn the choice of a model: thresholds and weights that move, and the models that nothing beats."""

import math
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace

from planpress.model.metrics import Bound, Direction, Values, gain, same
from planpress.model.tables import Model
from planpress.model.wording import few, rounded, with_unit


@dataclass(frozen=True, slots=True)
class Segment:
    """A range of a threshold or a weight in which the same models win; none where no model qualifies.

    An end is infinite where the range has none. Whether a finite end belongs to it, the `Breakpoint` there says.
    """

    low: float
    high: float
    winners: tuple[str, ...]

    @property
    def inside(self) -> float:
        if math.isinf(self.low) and math.isinf(self.high):
            return 0.0
        if math.isinf(self.low):
            return self.high - max(1.0, abs(self.high))
        if math.isinf(self.high):
            return self.low + max(1.0, abs(self.low))
        # Each half by itself: the sum of two huge ends would be infinite.
        return self.low / 2 + self.high / 2


@dataclass(frozen=True, slots=True)
class Breakpoint:
    """A value of a threshold or a weight at which the winners change, and who wins at exactly that value."""

    at: float
    winners: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Sweep:
    """Who wins as one threshold or one weight of the deciding rule moves and all else stays.

    A threshold, the limit of `bound`, moves over all numbers, in the metric's unit. A weight (`bound` is None) is the
    share of `metric` in the sum of all weights; it moves between 0 and 1, and the others keep their proportions. At 0
    and at 1 themselves metrics would drop out of the mean: that would be another rule.
    """

    metric: str
    bound: Bound | None
    declared: float
    segments: tuple[Segment, ...]
    breakpoints: tuple[Breakpoint, ...]

    def winners(self, value: float) -> tuple[str, ...]:
        for point in self.breakpoints:
            if self.at(point, value):
                return point.winners
        # A weight so small beside the others that its share rounds to 0 is where the first segment begins.
        held = (one.winners for one in reversed(self.segments) if one.low < value or math.isinf(one.low))
        return next(held, self.segments[0].winners)

    def at(self, point: Breakpoint, value: float) -> bool:
        """Whether `value` is where a breakpoint is: a limit exactly, a weight but for rounding."""
        return point.at == value or (self.bound is None and same(point.at, value))

    @property
    def now(self) -> tuple[str, ...]:
        return self.winners(self.declared)


def merged_sweep(
    metric: str, bound: Bound | None, declared: float, segments: Sequence[Segment], breakpoints: Sequence[Breakpoint]
) -> Sweep:
    """The sweep without the breakpoints at which nothing changes."""
    kept, changes = [segments[0]], []
    for point, segment in zip(breakpoints, segments[1:], strict=True):
        if segment.winners == kept[-1].winners:
            kept[-1] = replace(kept[-1], high=segment.high)
        else:
            kept.append(segment)
            changes.append(point)
    return Sweep(metric, bound, declared, tuple(kept), tuple(changes))


@dataclass(frozen=True, slots=True)
class SwitchPoint:
    """The smallest move of one threshold or one weight, one way, that changes who wins.

    `at` is the value where that happens; where it is `reached`, `winners` win at that value already, else only beyond
    it. `relative` is the move in parts of the metric's range, else of the limit; a weight's is the move itself.
    """

    metric: str
    bound: Bound | None
    declared: float
    at: float
    rises: bool
    reached: bool
    winners: tuple[str, ...]
    relative: float

    def words(self, unit: str | None) -> str:
        """The move as a sentence has it: above 0.5, allowing more than 1.03 cm, requiring 0.88 cm. A weight is
        computed, and rounded."""
        if self.bound is None:
            return f"{'above' if self.rises else 'below'} {rounded(self.at)}"
        looser = self.rises == (self.bound.better == "lower")
        more = "" if self.reached else "more than " if self.rises else "less than "
        return f"{'allowing' if looser else 'requiring'} {more}{with_unit(self.at, unit)}"


@dataclass(frozen=True, slots=True)
class Front:
    """The Pareto front: the models that have a value of every one of `metrics`, that the deciding rule does not reject,
    and that no other such model beats."""

    metrics: tuple[str, ...]
    models: tuple[str, ...]


def won_by(winners: Sequence[str], most: int = 3) -> str:
    """Who wins, as a sentence has it: net-2, no model, a and b in a tie."""
    return f"{named(winners, most)} in a tie" if len(winners) > 1 else named(winners)


def named(winners: Sequence[str], most: int = 3) -> str:
    """The winners as a sentence lists them: net-2, no model, a and b, and how many more there are."""
    return few(winners, most) or "no model"


def beats(one: Values, other: Values, better: Mapping[str, Direction]) -> bool:
    """Whether one model is at least as good as another in every metric, and better in one."""
    gains = [gain(one[metric], other[metric], way) for metric, way in better.items()]
    return min(gains) >= 0 and max(gains) > 0


def pareto_front(models: tuple[Model, ...], better: Mapping[str, Direction]) -> tuple[str, ...]:
    """The models, in their order, that have all these metrics and that none of the others beats; equals stay both."""
    placed = [model for model in models if all(metric in model.values for metric in better)]

    def best_first(model: Model) -> list[float]:
        return [gain(0, model.values[metric], way) for metric, way in better.items()]

    front: list[Model] = []
    # Whoever beats a model comes before it in this order, so that the front so far is all there is to ask.
    for model in sorted(placed, key=best_first):
        if not any(beats(other.values, model.values, better) for other in front):
            front.append(model)
    names = {model.name for model in front}
    return tuple(model.name for model in placed if model.name in names)
