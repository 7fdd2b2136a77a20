"""Edits in words: `recall threshold 0.6 -> 0.75`. Plain text; whoever shows it escapes what the authors wrote."""

from collections.abc import Callable, Iterator, Mapping
from functools import partial

from planpress.comparing.value_diff import entry_name
from planpress.model.change import EditKind
from planpress.model.metrics import Bound
from planpress.model.sources import Step
from planpress.model.wording import counted, listed, number, quoted
from planpress.model.written_values import EVIDENCE, NARRATIVE, Value

_LONGEST = 60
_WEIGHT = 1
"""A factor's weight where none is written."""
_FEW = 3
"""The things that came or went together which are named; of more, only their kind is."""
FACTORS = ("impact", "feasibility")
_NAMED = (*FACTORS, "infrastructure", "metrics", "scales", "steps", "teams")
"""The keys below which plan.yml, or a project of its own metrics, gives things their names; so do steps."""

_BY_NAME = ("models", "lifecycle", "rule_history")
"""What is said by its name alone: its values are tables, or dates that say nothing by themselves."""


def describe(kind: EditKind, names: tuple[str, ...], old: Value, new: Value, *, of_plan: bool = False) -> str:
    """An edit as the beginning of a sentence, without a full stop. `names` lead to it below its file, plan.yml where it
    is `of_plan`."""
    if names == (NARRATIVE,):
        return f"narrative {_narrative(kind, old, new)}"
    if names[0] == EVIDENCE:
        return f"evidence for {' '.join(names[1:])} {'made again' if kind == 'changed' else kind}"
    if of_plan and names[0] in FACTORS and names[2:] == ("weight",) and _WEIGHT not in (old, new):
        old, new = (_WEIGHT if value is None else value for value in (old, new))
    elif kind in ("added", "removed"):
        return f"{_whole(names, new if kind == 'added' else old, of_plan)} {kind}"
    what = _subject(names, of_plan)
    if None not in (old, new) and any(isinstance(value, str) and len(value) > _LONGEST for value in (old, new)):
        return f"{what} rewritten"
    if isinstance(old, Bound) and isinstance(new, Bound) and old.operator == new.operator:
        old, new = old.limit, new.limit
    return f"{what} {shown(_limit(old))} → {shown(_limit(new))}"


def shown(value: Value) -> str:
    """A value as YAML's flow style has it, on one line and cut where it is long."""
    text = " ".join(_flow(value).split())
    return f"{text[: _LONGEST - 1]}…" if len(text) > _LONGEST else text


def _flow(value: Value) -> str:
    if value is None:
        return "nothing"
    if value == "":
        return "blank"
    if isinstance(value, bool):
        return str(value).lower()
    if isinstance(value, float):
        return number(value) if float(number(value)) == value else repr(value)
    if isinstance(value, list | tuple):
        return f"[{', '.join(map(_flow, value))}]"
    if isinstance(value, Mapping):
        return f"{{{', '.join(f'{key}: {_flow(below)}' for key, below in value.items())}}}"
    return str(value)


def _whole(names: tuple[str, ...], value: Value, of_plan: bool) -> str:
    """What came or went: a value, a thing with what it is, or the things of a list one by one."""
    top, *rest = names
    things = [] if rest or (top in FACTORS and not of_plan) else _things(top, value)
    if 0 < len(things) <= _FEW:
        return listed([_whole((top, name), below, of_plan) for name, below in things])
    what = _subject(names, of_plan)
    if value == names[-1]:  # a name in a list
        return f"demand on {_words(rest[-1])}" if top == "uses" else what
    if value is None or top in _BY_NAME or (not rest and top in _SUBJECTS):
        return what if value is None or isinstance(value, (list, Mapping)) else f"{what} {shown(_limit(value))}"
    if len(rest) == 1 and top in _SUBJECTS and isinstance(value, Mapping):
        details = ", ".join(_details(top, value))
        return f"{what} ({details})" if details and (of_plan or top not in FACTORS) else what
    return f"{what} {shown(_limit(value))}"


def _things(top: str, value: Value) -> list[tuple[str, Value]]:
    """The things that stand below a key, with their names; none below a key that holds none."""
    if top in _NAMED and isinstance(value, Mapping):
        return [(str(name), below) for name, below in value.items()]
    if top in _SUBJECTS and isinstance(value, list) and all(isinstance(one, Mapping) for one in value):
        return [(entry_name(top, one, index), one) for index, one in enumerate(value)]
    return []


def _details(top: str, value: Mapping[Step, Value]) -> Iterator[str]:
    """What an entry is, in few words: a factor's weight, a scale's ends, a metric's direction and unit, what a decision
    names and settles."""
    if top in FACTORS:
        yield f"weight {shown(value.get('weight', _WEIGHT))}"
    elif top == "scales" and isinstance(value.get("bounds"), list):
        yield f"{' to '.join(map(shown, value['bounds']))}"
    elif top == "infrastructure" and "state" in value:
        yield shown(value["state"])
    elif top == "teams" and "people" in value:
        yield f"{shown(value['people'])} {'person' if value['people'] == 1 else 'people'}"
        if "weeks" in value:
            yield f"{shown(value['weeks'])} weeks"
    elif top == "decisions":
        yield from (f"{key} {shown(value[key])}" for key in ("model", "settles") if key in value)
    elif top == "milestones" and value.get("decide"):
        yield "a decision"
    elif top == "agenda" and "question" in value:
        yield shown(value["question"])
    if top in ("scales", "metrics") and "better" in value:
        yield f"{shown(value['better'])} is better"
    if top == "metrics" and "unit" in value:
        yield f"in {shown(value['unit'])}"


def _limit(value: Value) -> Value:
    """A threshold without its metric, which the subject names."""
    if not isinstance(value, Bound):
        return value
    return value.limit if value.operator in ("<", ">") else f"{value.operator} {_flow(value.limit)}"


def _narrative(kind: EditKind, old: Value, new: Value) -> str:
    if kind != "changed":
        return kind
    before, after = str(old).splitlines(), str(new).splitlines()
    lines = len(set(before) ^ set(after)) or abs(len(before) - len(after))
    return f"edited ({counted(lines, 'line')})" if lines else "edited (the order of its lines)"


def _subject(names: tuple[str, ...], of_plan: bool) -> str:
    """What was edited, in the order in which people say it: `weight of data availability`, `recall of net-2`."""
    top, *rest = names
    if of_plan and top in FACTORS and len(rest) == 1:
        return f"factor {_words(rest[0])}"
    if top == "decide_by":
        return "rule in force"
    say = _SUBJECTS.get(top) or _INSIDE.get(top)
    return say(*rest) if rest and say else _words(" ".join(names))


def _model(what: str, *rest: str) -> str:
    if what != "rows":
        return _words(" ".join(("models", what, *rest)))
    if not rest:
        return "model table"
    return f"{_words(rest[1])} of {rest[0]}" if len(rest) > 1 else f"model {rest[0]}"


def _rule(rule: str, *rest: str) -> str:
    if rest[:1] == ("subject_to",) and len(rest) > 1:
        return f"{_words(rest[1])} limit of rule {quoted(rule)}"
    # Many a rule is called by a plain word, as "average" or "threshold".
    return _part("rule", quoted(rule), *rest)


def _factor(factor: str, *rest: str) -> str:
    if rest[:1] == ("weight",):
        return f"weight of {_words(factor)}"
    if rest[:1] in (("scale",), ("question",), ("label",), ("why",)):
        return f"{rest[0]} of {_words(factor)}"
    return f"{_words(factor)} rating" + (f" by {rest[-1]}" if rest[:1] == ("ratings",) and len(rest) > 1 else "")


def _part(kind: str, name: str, *rest: str) -> str:
    if not rest:
        return f"{kind} {name}"
    known = _PARTS.get(rest[0], _words(rest[0]))
    # What follows is a value, as the model of a decision: a phrase before it has to end somewhere.
    whose = quoted(name) if " " in name and not name.startswith('"') else name
    return " ".join((known, *map(_words, rest[1:]), "of", kind, whose))


_PARTS: Mapping[str, str] = {
    "because": "reason",
    "better": "direction",
    "decision": "wording",
    "of": "weight of",
    "optimise": "optimised metric",
    "passed": "passing",
    "until": "end",
}
_SUBJECTS: Mapping[str, Callable[..., str]] = {
    "agenda": partial(_part, "item"),
    "models": _model,
    "rules": _rule,
    "requirements": lambda *names: " ".join(("required", *map(_words, names))),
    "impact": _factor,
    "feasibility": _factor,
    "baselines": lambda name, *rest: _part("baseline", name, *(rest[1:] if rest[:1] == ("values",) else rest)),
    "infrastructure": lambda name, *rest: _part("infrastructure", _words(name), *rest),
    **{
        f"{kind}s": partial(_part, kind)
        for kind in ("metric", "scale", "waiver", "screen", "milestone", "link", "decision", "tag", "team")
    },
}


_INSIDE: Mapping[str, Callable[..., str]] = {
    "steps": lambda step, *rest: f"{'reason to skip ' if rest else ''}step {quoted(step)}",
    "status": lambda name: {"since": "day of its status", "because": "reason of its status"}.get(name, "status"),
    "in_use": lambda name: "day of use" if name == "since" else "in use",
    "uses": lambda what, *names: f"{'person-weeks asked' if what == 'teams' else what} of {_words(' '.join(names))}"
    if names
    else f"{what} asked for",
}
"""The same of what is said with its whole value where it comes or goes."""


def _words(name: str) -> str:
    return name.replace("_", " ")
