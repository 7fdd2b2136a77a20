"""What is wrong with the numbers of an estimate, and where each of them is written."""

from __future__ import annotations

from collections.abc import Callable

from planpress.lints.lint import Found
from planpress.model.metrics import Estimate
from planpress.model.sources import Places, Step
from planpress.model.wording import number

Path = tuple[Step, ...]


def check_estimate(
    estimate: Estimate, places: Places, roots: tuple[Path, ...], off: Callable[[float], str | None], lead: str = ""
) -> Found:
    """An interval or a triple that does not run from low to high, said after `lead`, and what `off` says of each
    number. It is written below whichever of `roots` the author wrote."""
    parts = _parts(estimate)
    if estimate.form in ("interval", "triple") and not estimate.low <= estimate.central <= estimate.high:
        values = [value for _, value in parts]
        message = f"{lead}{_list(values)} does not run from low to high; write {_list(sorted(values))}"
        yield places.of(*_root(places, roots, (0,))), message
    for steps, value in parts:
        said = off(value)
        if said is not None:
            yield places.of(*_root(places, roots, steps), *steps), said


def _parts(estimate: Estimate) -> list[tuple[Path, float]]:
    """Each number that was written, after the steps that lead to it from the number, the list or the raters."""
    match estimate.form:
        case "number":
            return [((), estimate.central)]
        case "interval":
            return [((0,), estimate.low), ((1,), estimate.high)]
        case "triple":
            return [((0,), estimate.low), ((1,), estimate.central), ((2,), estimate.high)]
        case "raters":
            return [((rater,), rating) for rater, rating in estimate.raters.items()]


def _root(places: Places, roots: tuple[Path, ...], steps: Path) -> Path:
    return next((root for root in roots if places.text(*root, *steps) is not None), roots[-1])


def _list(values: list[float]) -> str:
    return f"[{', '.join(map(number, values))}]"
