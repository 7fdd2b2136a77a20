"""The gates of a comparison: which changes make `planpress diff --fail-on` fail, and the tolerances it takes."""

from collections.abc import Iterator
from contextlib import suppress
from dataclasses import dataclass

from planpress.comparing import ALL, TOLERANCES
from planpress.model.change import Change, Comparison, GateOutcome, Goalpost
from planpress.model.errors import PlanpressError
from planpress.model.wording import did_you_mean, quoted

NAMES: tuple[str, ...] = (*(kind.id for kind in ALL), "project", "goalpost", "finding")
"""What a gate can be set on."""

_ONLY_WORSE = frozenset({"requirement", "floor", "ceiling", "screen", "capacity", "open", "unrated"})
"""The kinds that have a good and a bad end: what gets better fails no gate."""


@dataclass(frozen=True, slots=True)
class Gate:
    """A kind of change that must not be; for ranks how far one may move before it is too far, of another winner whether
    it alone counts that is `clear`; as it was written."""

    name: str
    least: float = 1
    written: str = ""
    clear: bool = False


def read_gates(written: str) -> tuple[Gate, ...]:
    """`winner,requirement,rank:3` as gates. Raises PlanpressError for what is none."""
    return tuple(_gate(part.strip()) for part in written.split(",") if part.strip())


def read_tolerance(written: str) -> tuple[str, float]:
    """`priority=0.01` as a name and a number. Raises PlanpressError for what is neither."""
    name, equals, number = written.partition("=")
    if name.strip() not in TOLERANCES or not equals:
        known = did_you_mean(name.strip(), TOLERANCES)
        raise PlanpressError(f"{quoted(written)} is no tolerance; write it as priority=0.01{known}")
    return name.strip(), _number(number.strip(), written)


def outcomes(comparison: Comparison, gates: tuple[Gate, ...]) -> Iterator[GateOutcome]:
    """How each gate ends: with nothing, or with what it stops."""
    for gate in gates:
        stopped = list(_stopped(comparison, gate))
        yield GateOutcome(gate.written, tuple(one for one, _ in stopped), tuple(reason for _, reason in stopped))


def _stopped(comparison: Comparison, gate: Gate) -> Iterator[tuple[Change | Goalpost, str]]:
    if gate.name == "goalpost":
        for one in comparison.goalposts:
            yield one, f"goalpost: {one.title}: {one.sentence}"
    for change in comparison.changes:
        if change.kind == gate.name and change.level != "definition" and _stops(gate, change):
            subject = f" {change.name or change.subject}" if change.subject and gate.name != "finding" else ""
            moved = change.now if gate.name == "finding" else f"{change.was or 'nothing'} → {change.now or 'nothing'}"
            yield change, f"{gate.name}{subject}: {change.title}: {moved}"


def _stops(gate: Gate, change: Change) -> bool:
    if gate.name == "finding":
        return change.subject == "new"
    if gate.clear:
        return change.clear is True
    if gate.name in _ONLY_WORSE:
        return change.worse is True
    return gate.name != "rank" or change.amount is None or abs(change.amount) >= gate.least


def _gate(written: str) -> Gate:
    name, colon, least = written.partition(":")
    if written == "winner:clear":
        return Gate(name, written=written, clear=True)
    if name not in NAMES or (colon and name != "rank"):
        known = did_you_mean(name, NAMES)
        raise PlanpressError(f"{quoted(written)} is no gate{known}; write winner,requirement,rank:3")
    return Gate(name, _number(least, written) if colon else 1, written)


def _number(text: str, written: str) -> float:
    with suppress(ValueError):
        if 0 <= (value := float(text)) < float("inf"):
            return value
    raise PlanpressError(f"{quoted(written)} has no number of 0 or more after its name")
