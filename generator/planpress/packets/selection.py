"""The language of --select: which projects a packet is about, as in `stage=training and quadrant=high-priority`.

Comparisons are read here, and become names of truths; `and`, `or`, `not` and parentheses between them are simpleeval's.
Words and numbers stand as they are, any other text in '...' or "...".
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass, field
from itertools import chain, repeat
from operator import eq, ge, gt, le, lt, ne

from planpress.model.errors import PlanpressError
from planpress.model.project import Project
from planpress.model.report import Report
from planpress.model.wording import did_you_mean, listed, quoted, visible
from planpress.packets.selection_fields import FIELDS, NumberField, TextField

LONGEST = 2_000
DEEPEST = 50

Test = Callable[[Project], bool]

_TOKEN = re.compile(
    r"""\s*(?:(?P<operator><=|>=|!=|=|<|>)|(?P<sign>[()])|(?P<quote>"[^"]*"|'[^']*')|(?P<word>[\w.%+-]+)|(?P<odd>\S)|$)"""
)
_NUMBER = re.compile(r"[+-]?([0-9]+(\.[0-9]*)?|\.[0-9]+)", re.ASCII)
_OPERATORS: Mapping[str, Callable[[float, float], bool]] = {"=": eq, "!=": ne, "<": lt, "<=": le, ">": gt, ">=": ge}


class SelectionError(PlanpressError):
    """An expression that cannot be read: what was written, a mark where it goes wrong, and the way out."""


def selected(report: Report, expression: str) -> tuple[str, ...]:
    """The ids of the projects that an expression selects, in rank order; there may be none.

    A comparison with a number is false of a project that has no such number, but for `!=`. Of a name with several
    values, as `tag`, `=` asks whether one of them is the value and `!=` whether none is. Raises SelectionError.
    """
    from simpleeval import SimpleEval

    reader = _Reader(expression, report)
    formula = reader.read()
    projects = {project.id: project for project in report.plan.projects}

    def holds(name: str) -> bool:
        truths = {f"t{at}": test(projects[name]) for at, test in enumerate(reader.tests)}
        return bool(SimpleEval(names=truths).eval(formula))

    return tuple(name for name in report.order() if holds(name))


@dataclass(frozen=True, slots=True)
class _Token:
    kind: str
    text: str
    at: int

    def __str__(self) -> str:
        return "the end" if self.kind == "end" else quoted(self.text)

    @property
    def word(self) -> str:
        """A word of the language itself, in small letters; empty for a value."""
        return self.text.lower() if self.kind != "quote" else ""


@dataclass(slots=True)
class _Reader:
    """Reads one expression from left to right. `open` is what is not complete: parentheses, and every `not`."""

    expression: str
    report: Report
    tests: list[Test] = field(default_factory=list)
    open: list[_Token] = field(default_factory=list)

    def read(self) -> str:
        """The expression with `t0`, `t1` in place of its comparisons, whose tests are kept in this order."""
        if len(self.expression) > LONGEST:
            raise SelectionError(f"the selection is longer than {LONGEST:,} characters; name the projects in a meeting")
        if not self.expression.strip():
            message = "nothing is selected by nothing; write name=value, as in stage=training"
            raise self._wrong(_Token("end", "", 0), message)
        end = _Token("end", "", len(self.expression.rstrip()))
        return " ".join(self._parts(chain(tuple(self._split()), repeat(end))))

    def _split(self) -> Iterator[_Token]:
        for found in _TOKEN.finditer(self.expression):
            kind = found.lastgroup
            if kind is not None:
                token = _Token(kind, found[kind], found.start(kind))
                if token.text in ("'", '"'):
                    raise self._wrong(token, "this quote is never closed")
                if kind == "odd":
                    raise self._wrong(token, f"{token} means nothing here; put a text with signs into quotes")
                yield token

    def _parts(self, tokens: Iterator[_Token]) -> Iterator[str]:
        complete = False
        for token in tokens:
            if complete and (token.word in ("and", "or") or (token.text == ")" and self.open)):
                complete = token.text == ")"
                if complete:
                    self.open.pop()
                yield token.word
            elif complete and token.kind == "end":
                break
            elif complete:
                raise self._wrong(token, f'{token} follows a whole comparison; write "and" or "or"')
            elif token.word in ("not", "("):
                self.open.append(token)
                if len(self.open) >= DEEPEST:
                    raise self._wrong(token, f"nested deeper than {DEEPEST} levels; write it flatter")
                yield token.word
            else:
                self.tests.append(self._comparison(token, next(tokens), next(tokens)))
                complete = True
                yield f"t{len(self.tests) - 1}"
            while complete and self.open and self.open[-1].word == "not":
                self.open.pop()
        if self.open:
            raise self._wrong(self.open[-1], "this parenthesis is never closed")

    def _comparison(self, name: _Token, operator: _Token, value: _Token) -> Test:
        if name.kind != "word" or name.word in ("and", "or"):
            raise self._wrong(name, f"a name is missing before {name}; there are {listed(FIELDS)}")
        asked = FIELDS.get(name.text)
        if asked is None:
            known = did_you_mean(name.text, tuple(FIELDS)) or f"; there are {listed(FIELDS)}"
            raise self._wrong(name, f"there is no {quoted(name.text)} to select by{known}")
        if operator.kind != "operator":
            raise self._wrong(operator, f"after {name.text} comes one of {listed(_OPERATORS, 'or')}, then a value")
        if value.kind not in ("word", "quote"):
            raise self._wrong(value, f"a value is missing after {name.text}{operator.text}")
        if isinstance(asked, NumberField):
            return self._number(asked, name, operator.text, value)
        return self._text(asked, name, operator, value)

    def _number(self, asked: NumberField, name: _Token, operator: str, value: _Token) -> Test:
        if not _NUMBER.fullmatch(value.text):
            percent = value.text.removesuffix("%")
            way_out = f"; write {float(percent) / 100:g}" if _NUMBER.fullmatch(percent) else ""
            raise self._wrong(value, f"{name.text} is a number, and {quoted(value.text)} is none{way_out}")
        limit, compared, report = float(value.text), _OPERATORS[operator], self.report

        def test(project: Project) -> bool:
            number = asked.of(report, project)
            return operator == "!=" if number is None else compared(number, limit)

        return test

    def _text(self, asked: TextField, name: _Token, operator: _Token, value: _Token) -> Test:
        if operator.text not in ("=", "!="):
            raise self._wrong(operator, f"{name.text} is a text; compare it by = or !=")
        text = value.text[1:-1] if value.kind == "quote" else value.text
        known = asked.values(self.report)
        if text not in known:
            raise self._wrong(value, f"no {name.text} is {quoted(text)}{did_you_mean(text, known)}")
        report, wanted = self.report, operator.text == "="
        return lambda project: (text in asked.of(report, project)) == wanted

    def _wrong(self, token: _Token, message: str) -> SelectionError:
        """The error with the expression on a line of its own, cut where it is long, and a mark below the place."""
        start = max(0, token.at - 50)
        shown = visible("".join(" " if c.isspace() else c for c in self.expression[start : token.at + 30]))
        before = visible("".join(" " if c.isspace() else c for c in self.expression[start : token.at]))
        return SelectionError(f"--select: {message}\n  {shown}\n  {' ' * len(before)}^")
