"""How long a regular expression takes for long texts: linear patterns take a thousandth of what quadratic ones do.

The texts are made of the pattern itself: what leads to each of its repeats, then what the repeat takes, many times, then
something that it does not take. Time is that of the processor, and counts where it is long again and again.
"""

from __future__ import annotations

import re
import signal
from collections.abc import Callable, Iterator
from itertools import islice, product
from re import _constants as op  # type: ignore[attr-defined]
from re import _parser as parser  # type: ignore[attr-defined]
from typing import Any, Literal

Mode = Literal["match", "fullmatch", "search"]

SHORT, LONG = 16, 20_000
"""The characters of what is repeated at most, and those of a text."""
_SECONDS = 0.05
"""More than any linear pattern takes for so long a text, and less than a quadratic one."""


class _TooLong(Exception):
    """The processor's time is over."""


def steep(pattern: re.Pattern[Any], mode: Mode) -> str:
    """A text for which the pattern takes too long; empty where there is none."""
    before = signal.signal(signal.SIGVTALRM, _stop)
    try:
        for start, core, end in _texts(pattern):
            text = start + core * (LONG // len(core)) + end
            given = text if isinstance(pattern.pattern, str) else text.encode("latin-1", "replace")
            if all(_lasts(pattern, mode, given) for _ in range(3)):
                return f"{start!r} + {core!r} * n + {end!r}"
    finally:
        signal.signal(signal.SIGVTALRM, before)
    return ""


def _stop(*_: object) -> None:
    raise _TooLong


def _lasts(pattern: re.Pattern[Any], mode: Mode, text: str | bytes) -> bool:
    """Whether it takes longer than it may; `search` is for everything in the text, as sub and finditer go on."""
    signal.setitimer(signal.ITIMER_VIRTUAL, _SECONDS)
    try:
        try:
            if mode == "search":
                for _ in pattern.finditer(text):
                    pass
            else:
                getattr(pattern, mode)(text)
        finally:
            signal.setitimer(signal.ITIMER_VIRTUAL, 0)
    except _TooLong:  # even where it is raised while the clock is being stopped
        return True
    return False


_CATEGORIES = {
    op.CATEGORY_DIGIT: r"\d", op.CATEGORY_NOT_DIGIT: r"\D", op.CATEGORY_SPACE: r"\s", op.CATEGORY_NOT_SPACE: r"\S",
    op.CATEGORY_WORD: r"\w", op.CATEGORY_NOT_WORD: r"\W",
}  # fmt: skip


def _taker(kind: Any, value: Any, flags: int) -> Callable[[str], bool]:
    """Which characters a node takes that takes one."""
    if kind is op.LITERAL:
        same = {value, *map(ord, (chr(value).lower(), chr(value).upper()))} if flags & re.IGNORECASE and value < 128 else {value}
        return lambda character: ord(character) in same
    if kind is op.NOT_LITERAL:
        return lambda character: ord(character) != value
    if kind is op.ANY:
        return lambda character: bool(flags & re.DOTALL) or character != "\n"
    if kind is op.RANGE:
        return lambda character: value[0] <= ord(character) <= value[1]
    if kind is op.CATEGORY:
        compiled = re.compile(_CATEGORIES[value], flags & re.ASCII)
        return lambda character: compiled.match(character) is not None
    assert kind is op.IN, kind
    negated = value[0][0] is op.NEGATE
    takers = [_taker(*part, flags) for part in value if part[0] is not op.NEGATE]
    return lambda character: any(taker(character) for taker in takers) != negated


_SAMPLES = "a0 \t\n.,-+/\"'<>=:;!|\\`*_~#(){}[]A%é"


def _texts(pattern: re.Pattern[Any]) -> Iterator[tuple[str, str, str]]:
    """Beginnings, what is repeated, and ends, by which a pattern may be led astray."""
    nodes = list(parser.parse(pattern.pattern, pattern.flags & ~re.UNICODE))
    befores = list(dict.fromkeys(["", *_ways_to_repeats(nodes, "", pattern.flags)]))
    cores = list(dict.fromkeys([*_cores(nodes, pattern.flags), *(way for way in befores if 1 < len(way) <= SHORT // 2)]))
    whole = _least(nodes, pattern.flags)
    afters = list(dict.fromkeys(["", "\0", "\n", *_looked_for(nodes, pattern.flags)]))[:6]
    yield from islice(product(befores[:12], cores[:40], afters), 400)
    yield from product(befores[:4], [part for part in (whole[:SHORT], whole[:-1][:SHORT]) if part], afters)


def _cores(nodes: list[Any], flags: int) -> Iterator[str]:
    """Characters that the repeats of a pattern take, one or two of each, and pairs of them."""
    singles: dict[str, None] = {}
    for repeat in _repeats(nodes):
        for kind, value in _ones(list(repeat)):
            taker = _taker(kind, value, flags)
            wanted = [chr(part[1]) for part in value if part[0] is op.LITERAL] if kind is op.IN else []
            wanted += [chr(value)] if kind is op.LITERAL else []
            singles |= dict.fromkeys(islice((one for one in [*wanted[:3], *_SAMPLES] if taker(one)), 4))
        least = _least(list(repeat), flags)
        if 1 < len(least) <= SHORT // 2:
            yield least
    yield from singles
    yield from (first + second for first, second in islice(product(singles, singles), 40) if first != second)


def _repeats(nodes: list[Any]) -> Iterator[Any]:
    for kind, value in nodes:
        if kind in (op.MAX_REPEAT, op.MIN_REPEAT, op.POSSESSIVE_REPEAT):
            if int(value[1]) > SHORT:
                yield value[2]
            yield from _repeats(list(value[2]))
        for inner in _inside(kind, value):
            yield from _repeats(inner)


def _looked_for(nodes: list[Any], flags: int) -> Iterator[str]:
    """What the pattern looks ahead for."""
    for kind, value in nodes:
        if kind in (op.ASSERT, op.ASSERT_NOT):
            for one, taken in _ones(list(value[1])):
                taker = _taker(one, taken, flags)
                known = [chr(part[1]) for part in taken if part[0] is op.LITERAL] if one is op.IN else []
                yield from islice(filter(taker, [*known, *_SAMPLES, *([chr(taken)] if one is op.LITERAL else [])]), 2)
        for inner in _inside(kind, value):
            yield from _looked_for(inner, flags)


def _inside(kind: Any, value: Any) -> Iterator[list[Any]]:
    if kind is op.SUBPATTERN:
        yield list(value[3])
    elif kind is op.ATOMIC_GROUP:
        yield list(value)
    elif kind is op.BRANCH:
        yield from map(list, value[1])
    elif kind in (op.ASSERT, op.ASSERT_NOT):
        yield list(value[1])


def _ones(nodes: list[Any]) -> Iterator[tuple[Any, Any]]:
    for kind, value in nodes:
        if kind in (op.LITERAL, op.NOT_LITERAL, op.ANY, op.IN):
            yield kind, value
        elif kind in (op.MAX_REPEAT, op.MIN_REPEAT, op.POSSESSIVE_REPEAT):
            yield from _ones(list(value[2]))
        for inner in _inside(kind, value):
            yield from _ones(inner)


def _least(nodes: list[Any], flags: int) -> str:
    """A short text that a pattern takes, but for what it looks ahead or behind for."""
    made = ""
    for kind, value in nodes:
        if kind in (op.LITERAL, op.NOT_LITERAL, op.ANY, op.IN):
            taker = _taker(kind, value, flags)
            known = [chr(part[1]) for part in value if part[0] is op.LITERAL] if kind is op.IN else []
            wanted = [chr(value)] if kind is op.LITERAL else [*known, *_SAMPLES]
            made += next(filter(taker, wanted), "")
        elif kind in (op.MAX_REPEAT, op.MIN_REPEAT, op.POSSESSIVE_REPEAT):
            made += _least(list(value[2]), flags) * min(max(value[0], 1), 4)
        elif kind in (op.SUBPATTERN, op.ATOMIC_GROUP, op.BRANCH):
            made += _least(next(_inside(kind, value)), flags)
    return made


def _ways_to_repeats(nodes: list[Any], before: str, flags: int) -> Iterator[str]:
    """What leads to each repeat: shortest texts for all that stands before it."""
    for index, (kind, value) in enumerate(nodes):
        way = before + _least(nodes[:index], flags)
        if kind in (op.MAX_REPEAT, op.MIN_REPEAT, op.POSSESSIVE_REPEAT):
            yield way
            yield from _ways_to_repeats(list(value[2]), way, flags)
        for inner in _inside(kind, value):
            yield from _ways_to_repeats(inner, way, flags)
