"""Axes: where they begin and end, and the few round numbers or days that are written on them."""

import math
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date, timedelta
from statistics import median

from planpress.model.figure import Param, Row
from planpress.model.wording import MONTHS, day, number

OUTLYING = 20
"""A value this many times the spread of all the others away from them stays off the axis: an arrow at its edge."""

_ARROWS = {"left": "◁", "right": "▷", "up": "△", "down": "▽"}
_DAY_STEPS = (1, 2, 7, 14)
_MONTH_STEPS = (1, 2, 3, 6, 12, 24, 60, 120, 240, 600, 1200, 2400, 6000, 12000, 24000)


@dataclass(frozen=True, slots=True)
class Axis:
    """An axis from `low` to `high` with its ticks and their words; a reversed one has the greater number first."""

    low: float
    high: float
    ticks: tuple[float, ...]
    labels: tuple[str, ...]
    reverse: bool = False

    def params(self, name: str) -> dict[str, Param]:
        """The parameters of the chart for the axis called `name`, x or y."""
        low, high = (self.high, self.low) if self.reverse else (self.low, self.high)
        params: dict[str, Param] = {"low": low, "high": high, "ticks": self.ticks, "labels": self.labels}
        return {f"{name}_{part}": value for part, value in params.items()}

    def share(self, value: float) -> float:
        """Where `value` stands between the first end, 0, and the last, 1; values beyond stand at the end."""
        share = (self.held(value) - self.low) / (self.high - self.low)
        return 1 - share if self.reverse else share

    def held(self, value: float) -> float:
        """`value`, or the end of the axis that it lies beyond."""
        return min(max(value, self.low), self.high)

    def holds(self, value: float) -> bool:
        """Whether `value` lies on the axis."""
        return self.low <= value <= self.high

    def past(self, value: float) -> int:
        """Where `value` is: -1 before the first end, 1 beyond the last one, 0 on the axis."""
        return 0 if self.holds(value) else 1 if (value > self.high) != self.reverse else -1


def off(x: Axis, across: float, y: Axis | None = None, up: float = 0.0) -> Row:
    """What a row of points says further of what has no place on one of the axes, and stands at its edge: which way
    its arrow points, left, right, up or down."""
    way = ("", "right", "left")[x.past(across)] or (y and ("", "up", "down")[y.past(up)])
    return {"off": way} if way else {}


def off_key(points: Iterable[Row]) -> str:
    """What the arrows mean among the `points`: `▽ off the axis`; "" where there is none."""
    drawn = {row.get("off") for row in points}
    signs = [sign for way, sign in _ARROWS.items() if way in drawn]
    return f"{' '.join(signs)} off the axis" if signs else ""


def number_axis(
    values: Iterable[float], keep: Iterable[float] = (), *, reverse: bool = False, count: int = 4, pad: float = 0.06
) -> Axis:
    """An axis over all `values` but a far outlier, and over all that it must `keep`, with about `count` round ticks."""
    needed = list(keep)
    kept = [*without_outlier(sorted([*values, *needed])), *needed]
    low, high = min(kept), max(kept)
    # A spread that floating point cannot divide is no spread.
    room = (high - low) * pad if high - low > 1e-9 * max(abs(low), abs(high), 1e-300) else abs(low) * 0.1 or 0.5
    low, high = low - room, high + room
    ticks = round_ticks(low, high, count)
    return Axis(low, high, ticks, tuple(number(tick) for tick in ticks), reverse)


def row_axis(count: float) -> Axis:
    """The axis of `count` rows, the first on top."""
    return Axis(-0.5, count - 0.5, (), (), reverse=True)


def without_outlier(ordered: Sequence[float]) -> Sequence[float]:
    """The sorted values without the one that would squeeze all the others together, if there is one."""
    if len(ordered) < 4:
        return ordered
    centre = median(ordered)
    rest = ordered[:-1] if ordered[-1] - centre >= centre - ordered[0] else ordered[1:]
    gap = max(ordered[-1] - rest[-1], rest[0] - ordered[0])
    spread = rest[-1] - rest[0]
    return rest if spread > 0 and gap > OUTLYING * spread else ordered


def round_ticks(low: float, high: float, count: int = 4) -> tuple[float, ...]:
    """At most `count` + 1 round numbers from `low` to `high`: multiples of 1, 2, 2.5 or 5 times a power of ten."""
    power = 10.0 ** math.floor(math.log10((high - low) / count))
    steps = (times * power for times in (1, 2, 2.5, 5, 10, 20))
    ranges = ((step, math.ceil(low / step - 1e-9), math.floor(high / step + 1e-9)) for step in steps)
    step, first, last = next(one for one in ranges if one[2] - one[1] < count)
    return tuple(float(f"{index * step:.12g}") for index in range(first, last + 1))


def day_axis(days: Sequence[date], count: int = 4) -> Axis:
    """An axis over all `days`, as Python's ordinals, with about `count` ticks on days or on first days of months."""
    first, last = min(days), max(days)
    room = max(1.0, (last - first).days * 0.02)
    low, high = first.toordinal() - room, last.toordinal() + room
    ticks = [tick for tick in _days(first, last, count) if low <= tick.toordinal() <= high]
    several_years = len({tick.year for tick in ticks}) > 1
    words = tuple(_word(tick, several_years or position == 0) for position, tick in enumerate(ticks))
    return Axis(low, high, tuple(float(tick.toordinal()) for tick in ticks), words)


def _days(first: date, last: date, count: int) -> list[date]:
    span = (last - first).days
    for step in _DAY_STEPS:
        if span // step < min(count, 4):
            return [first + timedelta(days=offset) for offset in range(0, span + 1, step)]
    months = span / 30.4
    step = next((step for step in _MONTH_STEPS if months / step <= count), _MONTH_STEPS[-1])
    begin, end = first.year * 12 + first.month - 1, last.year * 12 + last.month
    starts = range(-(-begin // step) * step, end + 1, step)
    return [date(index // 12, index % 12 + 1, 1) for index in starts if 12 <= index < 119988]


def _word(tick: date, with_year: bool) -> str:
    if tick.day != 1:
        return day(tick, year=with_year)
    if tick.month == 1 and with_year:
        return str(tick.year)
    return f"{MONTHS[tick.month - 1]} {tick.year}" if with_year else MONTHS[tick.month - 1]
