"""The numbers of an estimate, and where each of them is written."""

from __future__ import annotations

from collections.abc import Iterator

from planpress.model.metrics import Estimate
from planpress.model.sources import Place, Places, Step
from planpress.model.wording import number

Path = tuple[Step, ...]


def parts(estimate: Estimate) -> Iterator[tuple[Path, float]]:
    """Each number that was written, after the steps that lead to it from the number, the list or the raters."""
    match estimate.form:
        case "number":
            yield (), estimate.central
        case "interval":
            yield (0,), estimate.low
            yield (1,), estimate.high
        case "triple":
            yield (0,), estimate.low
            yield (1,), estimate.central
            yield (2,), estimate.high
        case "raters":
            for rater, rating in estimate.raters.items():
                yield (rater,), rating


def disorder(estimate: Estimate) -> str | None:
    """What to say of an interval or a triple that does not run from low to high; None where it does."""
    if estimate.form not in ("interval", "triple") or estimate.low <= estimate.central <= estimate.high:
        return None
    written = [value for _, value in parts(estimate)]
    return f"{_list(written)} does not run from low to high; write {_list(sorted(written))}"


def place_of(places: Places, roots: tuple[Path, ...], steps: Path) -> Place:
    """The place of the number at `steps` below whichever of `roots` the author wrote."""
    return places.of(*_root(places, roots, steps), *steps)


def place_of_whole(places: Places, roots: tuple[Path, ...]) -> Place:
    """The place of an interval or a triple as a whole, below whichever of `roots` the author wrote."""
    return places.of(*_root(places, roots, (0,)))


def _root(places: Places, roots: tuple[Path, ...], steps: Path) -> Path:
    written = (root for root in roots if places.text(*root, *steps) is not None)
    return next(written, roots[-1])


def _list(values: list[float]) -> str:
    return f"[{', '.join(number(value) for value in values)}]"
