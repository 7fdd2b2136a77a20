"""How many steps a regular expression takes: a small matcher that goes the ways of Python's own and counts them.

Steps, unlike seconds, are the same on every machine. The texts that it is tried on are made of the pattern itself: what
leads to each of its repeats, then what the repeat takes, many times, then something that it does not take.
"""

import math
import re
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass, field
from itertools import chain, islice, product
from re import _constants as op  # type: ignore[attr-defined]
from re import _parser as parser  # type: ignore[attr-defined]
from typing import Any, Literal

Mode = Literal["match", "fullmatch", "search"]
Nodes = Sequence[tuple[Any, Any]]

SHORT, LONG = 16, 32
STEEP = 2.8
"""Twice the text is twice the steps where a pattern is linear, four times where it is quadratic."""
_MOST_STEPS = 30_000


class _TooMany(Exception):
    """More steps than any linear pattern takes for so short a text."""


def growth(pattern: re.Pattern[Any], mode: Mode) -> tuple[float, str]:
    """By how much the steps grow at most where a text is twice as long, and the text where they do."""
    worst = (0.0, "")
    for before, core, after in _texts(pattern):
        short, long = (_steps(pattern, mode, before + core * (n // len(core)) + after) for n in (SHORT, LONG))
        # What a pattern takes whatever the text, such as many branches, is no growth.
        ratio = long / short if 4 * LONG < long < math.inf else long if long == math.inf else 0.0
        worst = max(worst, (ratio, f"{before!r} + {core!r} * n + {after!r}"))
        if worst[0] > STEEP:
            break
    return worst


def _steps(pattern: re.Pattern[Any], mode: Mode, text: str) -> float:
    run, nodes = _Run(text, pattern.flags), _parsed(pattern)
    start = 0
    try:
        while start <= len(text):
            ends = (end for end in run.sequence(nodes, start) if mode != "fullmatch" or end == len(text))
            start = max(next(ends, 0), start + 1)  # as sub and finditer go on
            if mode != "search":
                break
    except (_TooMany, RecursionError):
        return math.inf
    return run.steps


def _parsed(pattern: re.Pattern[Any]) -> Nodes:
    return list(parser.parse(pattern.pattern, pattern.flags & ~re.UNICODE))


_ONES = (op.LITERAL, op.NOT_LITERAL, op.ANY, op.IN, op.CATEGORY)
_REPEATS = (op.MAX_REPEAT, op.MIN_REPEAT, op.POSSESSIVE_REPEAT)
_LOOKS = (op.ASSERT, op.ASSERT_NOT)
_PLACES = {
    op.AT_BEGINNING: "^", op.AT_BEGINNING_STRING: r"\A", op.AT_BOUNDARY: r"\b", op.AT_NON_BOUNDARY: r"\B",
    op.AT_END: "$", op.AT_END_STRING: r"\Z",
}  # fmt: skip


@dataclass
class _Run:
    """One text, and how many steps were taken in it. What begins at a place may end at several, which are given in the
    order in which they are tried: whoever asks for another one goes back."""

    text: str
    flags: int
    steps: int = 0
    groups: dict[int | None, str] = field(default_factory=dict)
    takers: dict[tuple[Any, int], Callable[[str], bool]] = field(default_factory=dict)

    def sequence(self, nodes: Nodes, at: int, index: int = 0) -> Iterator[int]:
        if index == len(nodes):
            yield at
        else:
            for end in self.node(*nodes[index], at):
                yield from self.sequence(nodes, end, index + 1)

    def node(self, kind: Any, value: Any, at: int) -> Iterator[int]:
        if kind in _ONES or kind is op.GROUPREF:
            yield from self.one(kind, value, at)
        elif kind is op.SUBPATTERN:
            for end in self.sequence(value[3], at):
                self.groups[value[0]] = self.text[at:end]
                yield end
        elif kind is op.ATOMIC_GROUP:
            yield from islice(self.sequence(value, at), 1)
        elif kind is op.BRANCH:
            yield from chain.from_iterable(self.sequence(branch, at) for branch in value[1])
        elif kind in _REPEATS:
            ends = self.repeat(*value, kind is not op.MIN_REPEAT, at)
            yield from islice(ends, 1) if kind is op.POSSESSIVE_REPEAT else ends
        elif kind in _LOOKS:
            yield from [at] * (self.looked(*value, at) == (kind is op.ASSERT))
        else:
            assert kind is op.AT, kind
            yield from [at] * bool(re.compile(_PLACES[value], self.flags & re.MULTILINE).match(self.text, at))

    def one(self, kind: Any, value: Any, at: int) -> Iterator[int]:
        self.steps += 1
        if self.steps > _MOST_STEPS:
            raise _TooMany
        if kind is op.GROUPREF:
            yield from [at + len(self.groups.get(value, ""))] * self.text.startswith(self.groups.get(value, ""), at)
        elif at < len(self.text):
            known = kind, id(value)
            taker = self.takers.get(known) or self.takers.setdefault(known, _taker(kind, value, self.flags))
            yield from [at + 1] * taker(self.text[at])

    def repeat(self, low: int, high: int, body: Nodes, greedy: bool, at: int, count: int = 0) -> Iterator[int]:
        if count >= low and not greedy:
            yield at
        if count < int(high):
            for end in self.sequence(body, at):
                if end > at or count < low:
                    yield from self.repeat(low, high, body, greedy, end, count + 1)
        if count >= low and greedy:
            yield at

    def looked(self, direction: int, body: Nodes, at: int) -> bool:
        starts = [at] if direction > 0 else range(max(0, at - 8), at + 1)
        return any(direction > 0 or end == at for start in starts for end in self.sequence(body, start))


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
    nodes, flags = _parsed(pattern), pattern.flags
    befores = list(dict.fromkeys(["", *_ways_to_repeats(nodes, "", flags)]))
    cores = list(dict.fromkeys([*_cores(nodes, flags), *(way for way in befores if 1 < len(way) <= SHORT // 2)]))
    whole = _least(nodes, flags)
    looked_for = (part for kind, value in _walk(nodes) if kind in _LOOKS for part in _walk(value[1]))
    ends = (end for part in looked_for for end in _samples(*part, flags, 2))
    afters = list(dict.fromkeys(["", "\0", "\n", *ends]))[:6]
    yield from islice(product(befores[:12], cores[:40], afters), 400)
    yield from product(befores[:4], [part for part in (whole[:SHORT], whole[:-1][:SHORT]) if part], afters)


def _cores(nodes: Nodes, flags: int) -> Iterator[str]:
    """Characters that the repeats of a pattern take, a few of each, and pairs of them."""
    singles: dict[str, None] = {}
    for kind, value in _walk(nodes):
        if kind in _REPEATS and int(value[1]) > SHORT:
            singles |= dict.fromkeys(sample for part in _walk(value[2]) for sample in _samples(*part, flags, 4))
            least = _least(value[2], flags)
            if 1 < len(least) <= SHORT // 2:
                yield least
    yield from singles
    yield from (first + second for first, second in islice(product(singles, singles), 40) if first != second)


def _walk(nodes: Nodes) -> Iterator[tuple[Any, Any]]:
    """All nodes, those within others too."""
    for kind, value in nodes:
        yield kind, value
        for inner in _inside(kind, value):
            yield from _walk(inner)


def _inside(kind: Any, value: Any) -> Sequence[Nodes]:
    if kind is op.BRANCH:
        return list(value[1])
    at = {op.SUBPATTERN: 3, **dict.fromkeys(_REPEATS, 2), **dict.fromkeys(_LOOKS, 1)}.get(kind)
    return [value] if kind is op.ATOMIC_GROUP else [] if at is None else [value[at]]


def _samples(kind: Any, value: Any, flags: int, most: int) -> Iterator[str]:
    """Characters that a node takes, at most so many; none for a node of several."""
    if kind in _ONES:
        known = [value] if kind is op.LITERAL else [at for one, at in value if one is op.LITERAL] if kind is op.IN else []
        yield from islice(filter(_taker(kind, value, flags), [*map(chr, known[:3]), *_SAMPLES]), most)


def _least(nodes: Nodes, flags: int) -> str:
    """A short text that a pattern takes, but for what it looks ahead or behind for."""
    made = ""
    for kind, value in nodes:
        if kind in _REPEATS:
            made += _least(value[2], flags) * min(max(value[0], 1), 4)
        elif kind not in _LOOKS:
            made += "".join(_samples(kind, value, flags, 1)) + "".join(_least(inner, flags) for inner in _inside(kind, value)[:1])
    return made


def _ways_to_repeats(nodes: Nodes, before: str, flags: int) -> Iterator[str]:
    """What leads to each repeat: shortest texts for all that stands before it."""
    for index, (kind, value) in enumerate(nodes):
        way = before + _least(nodes[:index], flags)
        if kind in _REPEATS:
            yield way
        for inner in _inside(kind, value):
            yield from _ways_to_repeats(inner, way, flags)
