"""The language of --select: which projects a packet is about, as in `stage=training and quadrant=high-priority`.

An expression is read whole, by recursive descent, before any project is looked at; nothing that is written is ever run.
Words and numbers stand as they are, any other text in '...' or "...". `not` binds closest, then `and`, then `or`.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass, field
from operator import eq, ge, gt, le, lt, ne

from planpress.model.errors import PlanpressError
from planpress.model.project import Project
from planpress.model.report import Report
from planpress.model.wording import did_you_mean, listed, quoted, visible
from planpress.packets.selection_fields import FIELDS, NumberField, TextField

LONGEST = 2_000
DEEPEST = 50

Test = Callable[[Project], bool]

_TOKEN = re.compile(r"""(?P<operator><=|>=|!=|=|<|>)|(?P<sign>[()])|(?P<quote>"[^"]*"|'[^']*')|(?P<word>[\w.%+-]+)""")
_NUMBER = re.compile(r"[+-]?([0-9]+(\.[0-9]*)?|\.[0-9]+)", re.ASCII)
_OPERATORS: Mapping[str, Callable[[float, float], bool]] = {"=": eq, "!=": ne, "<": lt, "<=": le, ">": gt, ">=": ge}
_WORDS = ("and", "or", "not")


class SelectionError(PlanpressError):
    """An expression that cannot be read: what was written, a mark where it goes wrong, and the way out."""


def selected(report: Report, expression: str) -> tuple[str, ...]:
    """The ids of the projects that an expression selects, in rank order; there may be none.

    A comparison with a number is false of a project that has no such number, but for `!=`. Of a name with several
    values, as `tag`, `=` asks whether one of them is the value and `!=` whether none is. Raises SelectionError.
    """
    test = _Reader(expression, report).read()
    projects = {project.id: project for project in report.plan.projects}
    return tuple(name for name in report.order() if test(projects[name]))


@dataclass(frozen=True, slots=True)
class _Token:
    kind: str
    text: str
    at: int


@dataclass(slots=True)
class _Reader:
    """Reads one expression from left to right. `depth` counts what is open: nesting has an end."""

    expression: str
    report: Report
    tokens: list[_Token] = field(default_factory=list)
    next: int = 0
    depth: int = 0

    def read(self) -> Test:
        if len(self.expression) > LONGEST:
            raise SelectionError(f"the selection is longer than {LONGEST:,} characters; name the projects in a meeting")
        self.tokens = list(self._split())
        if len(self.tokens) == 1:
            raise self._wrong(self.tokens[0], "nothing is selected by nothing; write name=value, as in stage=training")
        test = self._any()
        if self._seen.kind != "end":
            raise self._wrong(self._seen, f'{self._said(self._seen)} follows a whole comparison; write "and" or "or"')
        return test

    @property
    def _seen(self) -> _Token:
        return self.tokens[self.next]

    def _take(self) -> _Token:
        token = self.tokens[self.next]
        self.next += token.kind != "end"
        return token

    def _split(self) -> Iterator[_Token]:
        at = 0
        while at < len(self.expression):
            if self.expression[at].isspace():
                at += 1
                continue
            found = _TOKEN.match(self.expression, at)
            if found is None:
                token = _Token("odd", self.expression[at], at)
                if token.text in "\"'":
                    raise self._wrong(token, "this quote is never closed")
                raise self._wrong(token, f"{quoted(token.text)} means nothing here; put a text with signs into quotes")
            yield _Token(str(found.lastgroup), found[0], at)
            at = found.end()
        yield _Token("end", "", len(self.expression.rstrip()))

    def _any(self) -> Test:
        tests = [self._all()]
        while self._is_word("or"):
            self._take()
            tests.append(self._all())
        return tests[0] if len(tests) == 1 else lambda project: any(test(project) for test in tests)

    def _all(self) -> Test:
        tests = [self._not()]
        while self._is_word("and"):
            self._take()
            tests.append(self._not())
        return tests[0] if len(tests) == 1 else lambda project: all(test(project) for test in tests)

    def _not(self) -> Test:
        self.depth += 1
        if self.depth > DEEPEST:
            raise self._wrong(self._seen, f"nested deeper than {DEEPEST} levels; write it flatter")
        test = self._one()
        self.depth -= 1
        return test

    def _one(self) -> Test:
        if self._is_word("not"):
            self._take()
            test = self._not()
            return lambda project: not test(project)
        if self._seen.text == "(" and self._seen.kind == "sign":
            opened = self._take()
            test = self._any()
            if self._seen.kind != "sign" or self._take().text != ")":
                raise self._wrong(opened, "this parenthesis is never closed")
            return test
        return self._comparison()

    def _comparison(self) -> Test:
        name = self._take()
        if name.kind != "word" or name.text.lower() in _WORDS:
            raise self._wrong(name, f"a name is missing before {self._said(name)}; there are {listed(FIELDS)}")
        asked = FIELDS.get(name.text)
        if asked is None:
            known = did_you_mean(name.text, tuple(FIELDS)) or f"; there are {listed(FIELDS)}"
            raise self._wrong(name, f"there is no {quoted(name.text)} to select by{known}")
        operator, value = self._take(), self._take()
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

    def _is_word(self, word: str) -> bool:
        return self._seen.kind == "word" and self._seen.text.lower() == word

    @staticmethod
    def _said(token: _Token) -> str:
        return "the end" if token.kind == "end" else quoted(token.text)

    def _wrong(self, token: _Token, message: str) -> SelectionError:
        """The error with the expression on a line of its own, cut where it is long, and a mark below the place."""
        start = max(0, token.at - 50)
        shown = visible("".join(" " if c.isspace() else c for c in self.expression[start : token.at + 30]))
        before = visible("".join(" " if c.isspace() else c for c in self.expression[start : token.at]))
        return SelectionError(f"--select: {message}\n  {shown}\n  {' ' * len(before)}^")
