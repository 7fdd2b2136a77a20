"""Edits in words: `recall threshold 0.6 -> 0.75`. Plain text; whoever shows it escapes what the authors wrote."""

from __future__ import annotations

import re
from collections.abc import Callable, Mapping
from functools import partial

from planpress.model.change import EditKind
from planpress.model.wording import counted, number, quoted
from planpress.model.written import NARRATIVE, Value

ARROW = "→"
_LONGEST = 60
_BOUND = re.compile(r"\s*[^\s<>=]+\s*(<=|>=|<|>)\s*(\S+)\s*")


def describe(kind: EditKind, names: tuple[str, ...], old: Value, new: Value) -> str:
    """An edit as the beginning of a sentence, without a full stop. `names` lead to it below its file."""
    if names == (NARRATIVE,):
        return f"narrative {_narrative(kind, old, new)}"
    what = _subject(names)
    if kind == "added":
        return f"{what} {shown(_limit(names, new))} added" if _is_scalar(new) else f"{what} added"
    if kind == "removed":
        return f"{what} {shown(_limit(names, old))} removed" if _is_scalar(old) else f"{what} removed"
    if old is None or new is None or (_is_shown(old) and _is_shown(new)):
        before, after = _limits(names, old, new)
        return f"{what} {shown(before)} {ARROW} {shown(after)}"
    return f"{what} rewritten"


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
    if isinstance(value, list):
        return f"[{', '.join(map(_flow, value))}]"
    if isinstance(value, Mapping):
        return f"{{{', '.join(f'{key}: {_flow(below)}' for key, below in value.items())}}}"
    return str(value)


def _is_scalar(value: Value) -> bool:
    return not isinstance(value, (list, Mapping)) and value is not None


def _is_shown(value: Value) -> bool:
    """Whether a value can stand in a sentence: long texts and whole mappings can not."""
    return not isinstance(value, str) or len(value) <= _LONGEST


def _limit(names: tuple[str, ...], value: Value) -> Value:
    """A threshold without its metric, which the subject names."""
    match = _bound(names, value)
    if match is None:
        return value
    return match[2] if match[1] in ("<", ">") else f"{match[1]} {match[2]}"


def _limits(names: tuple[str, ...], old: Value, new: Value) -> tuple[Value, Value]:
    """The same of both sides; where they compare alike, the numbers alone."""
    before, after = _bound(names, old), _bound(names, new)
    if before is not None and after is not None and before[1] == after[1]:
        return before[2], after[2]
    return _limit(names, old), _limit(names, new)


def _bound(names: tuple[str, ...], value: Value) -> re.Match[str] | None:
    return _BOUND.fullmatch(value) if "subject_to" in names and isinstance(value, str) else None


def _narrative(kind: EditKind, old: Value, new: Value) -> str:
    if kind != "changed":
        return kind
    before, after = str(old).splitlines(), str(new).splitlines()
    lines = len(set(before) ^ set(after)) or abs(len(before) - len(after))
    return f"edited ({counted(lines, 'line')})" if lines else "edited (the order of its lines)"


def _subject(names: tuple[str, ...]) -> str:
    """What was edited, in the order in which people say it: `weight of data availability`, `recall of net-2`."""
    top, *rest = names
    if top == "decide_by":
        return "deciding rule"
    if not rest or top not in _SUBJECTS:
        return _words(" ".join(names))
    return _SUBJECTS[top](*rest)


def _model(what: str, *rest: str) -> str:
    if what != "rows":
        return _words(" ".join(("models", what, *rest)))
    if not rest:
        return "model table"
    return f"{_words(rest[1])} of {rest[0]}" if len(rest) > 1 else f"model {rest[0]}"


def _rule(rule: str, *rest: str) -> str:
    if rest[:1] == ("subject_to",) and len(rest) > 1:
        return f"{_words(rest[1])} threshold of rule {quoted(rule)}"
    return _part("rule", rule, *rest)


def _requirement(metric: str, *rest: str) -> str:
    return " ".join(("required", _words(metric), *map(_words, rest)))


def _factor(factor: str, *rest: str) -> str:
    if rest[:1] == ("weight",):
        return f"weight of {_words(factor)}"
    if rest[:1] in (("scale",), ("question",), ("label",), ("why",)):
        return f"{rest[0]} of {_words(factor)}"
    return f"{_words(factor)} rating" + (f" by {rest[-1]}" if rest[:1] == ("ratings",) and len(rest) > 1 else "")


def _baseline(baseline: str, *rest: str) -> str:
    return _part("baseline", baseline, *(rest[1:] if rest[:1] == ("values",) else rest))


def _part(kind: str, name: str, *rest: str) -> str:
    if kind == "rule":
        name = quoted(name)  # many a rule is called by a plain word, as "average" or "threshold"
    if not rest:
        return f"{kind} {name}"
    known = _PARTS.get(rest[0], _words(rest[0]))
    return " ".join((known, *map(_words, rest[1:]), "of", kind, name))


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
    "models": _model,
    "rules": _rule,
    "requirements": _requirement,
    "impact": _factor,
    "feasibility": _factor,
    "baselines": _baseline,
    **{
        f"{kind}s": partial(_part, kind)
        for kind in ("metric", "scale", "waiver", "screen", "milestone", "link", "decision", "tag", "team")
    },
}


def _words(name: str) -> str:
    return name.replace("_", " ")
