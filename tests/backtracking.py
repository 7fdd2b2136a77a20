"""How many steps a regular expression takes: a small matcher that goes the ways of Python's own and counts them.

Steps, unlike seconds, are the same on every machine. The texts that it is tried on are made of the pattern itself: what
leads to each of its repeats, then what the repeat takes, many times, then something that it does not take.
"""

import math
import re
from collections.abc import Callable, Iterator
from dataclasses import dataclass, field
from itertools import islice, product
from re import _constants as op  # type: ignore[attr-defined]
from re import _parser as parser  # type: ignore[attr-defined]
from typing import Any, Literal

Mode = Literal["match", "fullmatch", "search"]
Then = Callable[[int], bool]
Matcher = Callable[[int, Then], bool]

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
    run = _Run(text, pattern.flags)
    matcher = run.sequence(list(parser.parse(pattern.pattern, pattern.flags & ~re.UNICODE)))
    end = (lambda at: at == len(text)) if mode == "fullmatch" else (lambda at: True)
    try:
        start = 0
        while start <= len(text):
            found: list[int] = []
            if matcher(start, lambda at, found=found: end(at) and not found.append(at)):  # type: ignore[misc]
                start = max(found[-1], start + 1)  # as sub and finditer go on
            else:
                start += 1
            if mode != "search":
                break
    except (_TooMany, RecursionError):
        return math.inf
    return run.steps


@dataclass
class _Run:
    """One text, and how many steps were taken in it."""

    text: str
    flags: int
    steps: int = 0
    groups: dict[int, tuple[int, int]] = field(default_factory=dict)

    def step(self) -> None:
        self.steps += 1
        if self.steps > _MOST_STEPS:
            raise _TooMany

    def sequence(self, nodes: list[Any]) -> Matcher:
        matchers = [self.node(*node) for node in nodes]

        def run(at: int, then: Then, index: int = 0) -> bool:
            if index == len(matchers):
                return then(at)
            return matchers[index](at, lambda end: run(end, then, index + 1))

        return run

    def node(self, kind: Any, value: Any) -> Matcher:
        if kind in (op.LITERAL, op.NOT_LITERAL, op.ANY, op.IN, op.CATEGORY):
            return self.one(kind, value)
        if kind is op.SUBPATTERN:
            return self.group(value[0], self.sequence(list(value[3])))
        if kind is op.ATOMIC_GROUP:
            return self.atomic(self.sequence(list(value)))
        if kind is op.BRANCH:
            branches = [self.sequence(list(branch)) for branch in value[1]]
            return lambda at, then: any(branch(at, then) for branch in branches)
        if kind in (op.MAX_REPEAT, op.MIN_REPEAT, op.POSSESSIVE_REPEAT):
            low, high, body = value
            inner = self.sequence(list(body))
            if kind is op.POSSESSIVE_REPEAT:
                return self.atomic(self.repeat(low, int(high), inner, greedy=True))
            return self.repeat(low, int(high), inner, greedy=kind is op.MAX_REPEAT)
        if kind in (op.ASSERT, op.ASSERT_NOT):
            return self.look(value[0], self.sequence(list(value[1])), wanted=kind is op.ASSERT)
        if kind is op.GROUPREF:
            return self.again(value)
        assert kind is op.AT, kind
        return self.place(value)

    def one(self, kind: Any, value: Any) -> Matcher:
        takes = _taker(kind, value, self.flags)

        def run(at: int, then: Then) -> bool:
            self.step()
            return at < len(self.text) and takes(self.text[at]) and then(at + 1)

        return run

    def group(self, number: int | None, inner: Matcher) -> Matcher:
        if number is None:
            return inner

        def run(at: int, then: Then) -> bool:
            def after(end: int) -> bool:
                before = self.groups.get(number)
                self.groups[number] = (at, end)
                if then(end):
                    return True
                if before is not None:
                    self.groups[number] = before
                return False

            return inner(at, after)

        return run

    def atomic(self, inner: Matcher) -> Matcher:
        def run(at: int, then: Then) -> bool:
            ends: list[int] = []
            return inner(at, lambda end: not ends.append(end)) and then(ends[0])  # type: ignore[func-returns-value]

        return run

    def repeat(self, low: int, high: int, inner: Matcher, *, greedy: bool) -> Matcher:
        def run(at: int, then: Then, count: int = 0) -> bool:
            def more() -> bool:
                return count < high and inner(at, lambda end: (end > at or count < low) and run(end, then, count + 1))

            if count < low:
                return more()
            return more() or then(at) if greedy else then(at) or more()

        return run

    def look(self, direction: int, inner: Matcher, *, wanted: bool) -> Matcher:
        def run(at: int, then: Then) -> bool:
            starts = [at] if direction > 0 else range(max(0, at - 8), at + 1)
            found = any(inner(start, lambda end: direction > 0 or end == at) for start in starts)
            return found == wanted and then(at)

        return run

    def again(self, number: int) -> Matcher:
        def run(at: int, then: Then) -> bool:
            begin, end = self.groups.get(number, (0, 0))
            self.step()
            return self.text.startswith(self.text[begin:end], at) and then(at + end - begin)

        return run

    def place(self, value: Any) -> Matcher:
        text = self.text
        sign = {
            op.AT_BEGINNING: "^", op.AT_BEGINNING_STRING: r"\A", op.AT_BOUNDARY: r"\b", op.AT_NON_BOUNDARY: r"\B",
            op.AT_END: "$", op.AT_END_STRING: r"\Z",
        }[value]  # fmt: skip
        compiled = re.compile(sign, self.flags & re.MULTILINE)
        return lambda at, then: compiled.match(text, at) is not None and then(at)


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
