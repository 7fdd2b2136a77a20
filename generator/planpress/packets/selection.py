"""The language of --select: which projects a packet is about, as in `stage=training and quadrant=high-priority`.

Comparisons are read here, and become names of truths; `and`, `or`, `not` and parentheses between them are simpleeval's.
Words and numbers stand as they are, any other text in '...' or "...".
"""

import re
from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from itertools import chain, repeat
from operator import eq, ge, gt, le, lt, ne

from planpress.model.errors import PlanpressError
from planpress.model.project import ARCHETYPE_LABELS, Project
from planpress.model.ranking import QUADRANTS, RankedProject
from planpress.model.report import Report
from planpress.model.stages import STAGES
from planpress.model.wording import did_you_mean, listed, quoted, visible

LONGEST = 2_000
DEEPEST = 50

def _owners(report: Report, project: Project) -> Sequence[str | None]:
    team = report.plan.teams.get(project.owner or "")
    return (project.owner, team.label if team else None)


TEXTS: Mapping[str, Callable[[Report, Project], Sequence[str | None]]] = {
    "id": lambda report, project: (project.id,),
    "title": lambda report, project: (project.title,),
    "stage": lambda report, project: (project.current_stage,),
    "status": lambda report, project: (project.status.state,),
    "owner": _owners,
    "tag": lambda report, project: project.tags,
    "archetype": lambda report, project: (project.archetype,),
    "quadrant": lambda report, project: (getattr(report.ranking.of(project.id), "quadrant", None),),
    "line": lambda report, project: (getattr(report.ranking.of(project.id), "line", None),),
    "requirement": lambda report, project: [one.status for one in report.evaluations[project.id].requirements],
    "screened_out": lambda report, project: ("yes" if project.screened_out else "no",),
}
"""The names whose values are texts; a project may have none, or several."""

NUMBERS: Mapping[str, Callable[[RankedProject], float | None]] = {
    "rank": lambda entry: entry.priority.rank,
    "priority": lambda entry: entry.priority.score,
    "impact": lambda entry: entry.impact.value,
    "feasibility": lambda entry: entry.feasibility.value,
    "within_capacity": lambda entry: entry.within_capacity,
}
"""The names whose value is a number; none for a project without one, as one that is screened out."""

FIELDS = (*TEXTS, *NUMBERS)

_KNOWN: Mapping[str, Sequence[str]] = {
    "stage": STAGES,
    "status": ("active", "paused", "stopped", "done"),
    "archetype": tuple(ARCHETYPE_LABELS),
    "quadrant": QUADRANTS,
    "line": ("in", "on-the-line", "out"),
    "requirement": ("met", "missed", "not-measured"),
    "screened_out": ("yes", "no"),
}
"""The values that can be asked for; of other texts it is what the projects of the plan have."""

_TOKEN = re.compile(
    r"""\s*(?:(?P<operator><=|>=|!=|=|<|>)|(?P<sign>[()])|(?P<quote>"[^"]*"|'[^']*')|(?P<word>[\w.%+-]+)|(?P<odd>\S)|$)"""
)
_NUMBER = re.compile(r"[+-]?([0-9]+(\.[0-9]*)?|\.[0-9]+)", re.ASCII)
_OPERATORS: Mapping[str, Callable[[float, float], bool]] = {"=": eq, "!=": ne, "<": lt, "<=": le, ">": gt, ">=": ge}


def selected(report: Report, expression: str) -> tuple[str, ...]:
    """The ids of the projects that an expression selects, in rank order; there may be none.

    A comparison with a number is false of a project that has no such number, but for `!=`. Of a name with several
    values, as `tag`, `=` asks whether one of them is the value and `!=` whether none is. Raises PlanpressError for
    an expression that cannot be read, with a mark where it goes wrong, and the way out.
    """
    from simpleeval import SimpleEval

    reader = _Reader(expression, report)
    formula = reader.read()
    truths = {one: {f"t{at}": one in chosen for at, chosen in enumerate(reader.chosen)} for one in report.order()}
    return tuple(one for one, names in truths.items() if SimpleEval(names=names).eval(formula))


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
    """Reads one expression from left to right. `chosen` has the projects of which each comparison is true, `open` is
    what is not complete: parentheses, and every `not`."""

    expression: str
    report: Report
    chosen: list[set[str]] = field(default_factory=list)
    open: list[_Token] = field(default_factory=list)

    def read(self) -> str:
        """The expression with `t0`, `t1` in place of its comparisons, in the order of `chosen`."""
        if len(self.expression) > LONGEST:
            raise PlanpressError(f"the selection is longer than {LONGEST:,} characters; name the projects in a meeting")
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
                yield f"t{len(self.chosen)}"
                self.chosen.append(self._comparison(token, next(tokens), next(tokens)))
                complete = True
            while complete and self.open and self.open[-1].word == "not":
                self.open.pop()
        if self.open:
            raise self._wrong(self.open[-1], "this parenthesis is never closed")

    def _comparison(self, name: _Token, operator: _Token, value: _Token) -> set[str]:
        if name.kind != "word" or name.word in ("and", "or"):
            raise self._wrong(name, f"a name is missing before {name}; there are {listed(FIELDS)}")
        if name.text not in FIELDS:
            known = did_you_mean(name.text, FIELDS) or f"; there are {listed(FIELDS)}"
            raise self._wrong(name, f"there is no {quoted(name.text)} to select by{known}")
        if operator.kind != "operator":
            raise self._wrong(operator, f"after {name.text} comes one of {listed(_OPERATORS, 'or')}, then a value")
        if value.kind not in ("word", "quote"):
            raise self._wrong(value, f"a value is missing after {name.text}{operator.text}")
        return (self._number if name.text in NUMBERS else self._text)(name, operator, value)

    def _number(self, name: _Token, operator: _Token, value: _Token) -> set[str]:
        if not _NUMBER.fullmatch(value.text):
            percent = value.text.removesuffix("%")
            way_out = f"; write {float(percent) / 100:g}" if _NUMBER.fullmatch(percent) else ""
            raise self._wrong(value, f"{name.text} is a number, and {quoted(value.text)} is none{way_out}")
        limit, compared, number_of = float(value.text), _OPERATORS[operator.text], NUMBERS[name.text]
        entries = {one: self.report.ranking.of(one) for one in self.report.order()}
        numbers = {one: number_of(entry) if entry is not None else None for one, entry in entries.items()}
        unlike = operator.text == "!="
        return {one for one, said in numbers.items() if (unlike if said is None else compared(said, limit))}

    def _text(self, name: _Token, operator: _Token, value: _Token) -> set[str]:
        if operator.text not in ("=", "!="):
            raise self._wrong(operator, f"{name.text} is a text; compare it by = or !=")
        text = value.text[1:-1] if value.kind == "quote" else value.text
        texts = {project.id: TEXTS[name.text](self.report, project) for project in self.report.plan.projects}
        found = {one for values in texts.values() for one in values if one is not None}
        known = _KNOWN.get(name.text, sorted(found))
        if text not in known:
            raise self._wrong(value, f"no {name.text} is {quoted(text)}{did_you_mean(text, known)}")
        return {one for one, values in texts.items() if (text in values) == (operator.text == "=")}

    def _wrong(self, token: _Token, message: str) -> PlanpressError:
        """The error with the expression on a line of its own, cut where it is long, and a mark below the place."""
        start = max(0, token.at - 50)
        plain = "".join(" " if c.isspace() else c for c in self.expression[start : token.at + 30])
        shown, before = visible(plain), visible(plain[: token.at - start])
        return PlanpressError(f"--select: {message}\n  {shown}\n  {' ' * len(before)}^")
