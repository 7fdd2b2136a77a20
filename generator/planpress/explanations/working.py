"""Formulas with numbers in them, to as few digits as give the shown value when they are worked out as written."""

from collections.abc import Callable, Sequence
from contextlib import suppress
from functools import partial

from planpress.model.metrics import Direction
from planpress.model.plan import Plan
from planpress.model.sources import Place
from planpress.model.wording import fixed, number, percent

Writer = Callable[[float], str]

COMPUTED: tuple[Writer, ...] = tuple(partial(fixed, digits=digits) for digits in (2, 3, 4, 6, 9))
"""How numbers that were computed are written: with two decimals, with more where two would not do."""

MEASURED: tuple[Writer, ...] = (number, repr)
"""How numbers that somebody wrote are written."""


def worked(
    template: str,
    operands: Sequence[float],
    compute: Callable[[Sequence[float]], float],
    show: Callable[[float], str],
    value: float,
    writers: Sequence[Writer] = COMPUTED,
) -> str:
    """`template` with the operands for its `{0}`, `{1}`, ..., written so that `compute` of them shows like `value`.

    Empty where no writing does: an end of an interval may be the value itself, whatever its formula gives.
    """
    shown = show(value)
    for writer in writers:
        written = [writer(operand) for operand in operands]
        # Rounded so far that 1 - 0.9999999 is 0, the formula may have no value.
        with suppress(ArithmeticError):
            if show(compute([float(text) for text in written])) == shown:
                return template.format(*(f"({text})" if text.startswith("-") else text for text in written))
    return ""


def difference_working(
    names: tuple[str, str], ends: tuple[float, float], better: Direction, show: Callable[[float], str], value: float
) -> tuple[str, str, str]:
    """How far the first is ahead of the second in the good direction: as it is shown, with symbols and with numbers."""
    template, sign = ("{0} - {1}", 1) if better == "higher" else ("{1} - {0}", -1)
    numbers = worked(template, ends, lambda x: sign * (x[0] - x[1]), show, value, MEASURED)
    return show(value), template.format(*names), numbers


def share_working(model: float, floor: float, ceiling: float, better: Direction, value: float) -> tuple[str, str, str]:
    """The share of the gap from floor to ceiling that a model closes, likewise."""
    template = "({0} - {1}) / ({2} - {1})" if better == "higher" else "({1} - {0}) / ({1} - {2})"
    ends = [model, floor, ceiling]
    numbers = worked(template, ends, lambda x: (x[0] - x[1]) / ((x[2] - x[1]) or 1.0), percent, value, MEASURED)
    return percent(value), template.format("model", "floor", "ceiling"), numbers


def as_written(value: float) -> float:
    """`value` as `number` shows it: what a reader would compute with."""
    return float(number(value))


def where_written(plan: Plan, key: str) -> Place | None:
    """The place of a key of plan.yml; None where its default is in force."""
    written = plan.places.root is not None and key in plan.places.root.children
    return plan.places.key(key) if written else None
