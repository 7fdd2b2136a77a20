"""What pydantic says of a document, as findings: at its line and column, in our words, with the way out."""

import math
import re
from collections.abc import Callable, Iterator, Sequence
from difflib import get_close_matches
from functools import cache
from typing import Any, TypeVar

from pydantic import TypeAdapter, ValidationError

from planpress.model.fields import size_problem
from planpress.model.findings import MOST_LISTED, Finding
from planpress.model.sources import NodePosition, Place, Places, Step
from planpress.model.wording import did_you_mean, listed, number, quoted
from planpress.reading import kinds
from planpress.reading.yaml_text import ComposedYaml, compose, resolve

Document = TypeVar("Document")
Error = Any  # pydantic_core.ErrorDetails, whose ctx is untyped


def read_document(
    text: str, path: str, shape: type[Document]
) -> tuple[Document | None, ComposedYaml, tuple[Finding, ...]]:
    """The document that a YAML text holds, or None where it has an error; all that was found on the way."""
    composed = compose(text, path)
    findings = list(composed.problems)
    if composed.mark is None or composed.data is None:
        if not findings:
            findings.append(kinds.EMPTY.at(Place(path), "is empty; write schema: 1 and a title"))
        return None, composed, tuple(findings)
    places = Places(path, composed.mark)
    findings += _too_large_or_small(composed.data, places)
    try:
        document = validated(composed.data, shape)
    except ValidationError as problem:
        schema = adapter(shape).json_schema()
        errors = _without_echoes(problem.errors(include_url=False), schema)
        wrong = [
            finding
            for at, error in enumerate(errors)
            for finding in _findings(error, places, schema, hint=at < MOST_LISTED)
        ]
        return None, composed, _once_each(findings, wrong)
    broken = any(finding.level == "error" for finding in findings)
    return None if broken else document, composed, tuple(findings)


def _too_large_or_small(data: Any, places: Places, *steps: Step) -> Iterator[Finding]:
    """Numbers that nothing can be computed with; each is then 1, so that everything else is checked too."""
    if steps == ("models", "rows"):
        return  # read as every table is, with its numbers as they are written
    parts = data.items() if isinstance(data, dict) else enumerate(data) if isinstance(data, list) else ()
    for step, value in list(parts):
        at = (*steps, step)
        if isinstance(value, dict | list):
            yield from _too_large_or_small(value, places, *at)
        elif isinstance(value, int | float) and math.isfinite(value) and (problem := size_problem(value)):
            yield kinds.WRONG_VALUE.at(places.of(*at), f"{_named(at)}{quoted(places.text(*at))} {problem}")
            data[step] = 1


adapter: Callable[[Any], TypeAdapter[Any]] = cache(TypeAdapter)
"""What validates documents of a shape; making one takes long."""


def validated(data: Any, shape: type[Document]) -> Document:
    """The document that a value is. Raises pydantic's error where it is none.

    A known key with nothing after it is as if it were left out: so a form can be filled in bit by bit.
    """
    if isinstance(data, dict):
        known = shape.__dataclass_fields__  # type: ignore[attr-defined]
        data = {key: value for key, value in data.items() if value is not None or key not in known}
    document: Document = adapter(shape).validate_python(data)
    return document


_UNKNOWN = ("unexpected_keyword_argument", "extra_forbidden", "unknown_key", "invalid_key")


def _without_echoes(errors: Sequence[Error], schema: dict[str, Any]) -> list[Error]:
    """The errors but for a list that is too short only because its entries were refused, and a key that is missing only
    because it is misspelt."""
    deeper = [error["loc"] for error in errors]
    missing = {error["loc"][:-1] for error in errors if error["type"] == "missing"}
    unknown = [error["loc"] for error in errors if error["type"] in _UNKNOWN and error["loc"][:-1] in missing]
    meant = {(*loc[:-1], *get_close_matches(str(loc[-1]), _keys(schema, loc[:-1]), n=1)) for loc in unknown}
    return [
        error
        for error in errors
        if not (error["type"] == "missing" and error["loc"] in meant)
        and (
            error["type"] != "too_short"
            or not any(len(loc) > len(error["loc"]) and loc[: len(error["loc"])] == error["loc"] for loc in deeper)
        )
    ]


def _once_each(read: Sequence[Finding], validated: Sequence[Finding]) -> tuple[Finding, ...]:
    """All findings, one a place: an error of the YAML before one of its value, and either before a warning."""
    broken = {finding.place for finding in read if finding.level == "error"}
    wrong = {finding.place for finding in validated}
    said = (finding for finding in read if finding.level == "error" or finding.place not in wrong)
    return (*said, *(finding for finding in validated if finding.place not in broken))


def _findings(error: Error, places: Places, schema: dict[str, Any], *, hint: bool) -> Iterator[Finding]:
    """What to say of an error; which key was meant is looked for with `hint` alone, as that takes the longest."""
    steps, is_key = _steps(error["loc"], places.root)
    kind, context = error["type"], error.get("ctx") or {}
    if kind.startswith("union_tag") and places.text(*steps, "rule") is not None:
        kind, steps = "union_tag_invalid", (*steps, "rule")
    if kind in _UNKNOWN:
        if kind == "invalid_key":
            steps = (*_steps(error["loc"][:-1], places.root)[0], error["input"])
        steps = (*steps, *context.get("at", ()))
        known = context.get("known") or _keys(schema, error["loc"][:-1])
        yield kinds.UNKNOWN_KEY.at(places.key(*steps), f"unknown key {_key(steps[-1], known if hint else (), schema)}")
    elif kind in ("missing", "union_tag_not_found") and not isinstance(error["loc"][-1], int):
        name = "rule" if kind == "union_tag_not_found" else str(error["loc"][-1])
        blank = steps[-1:] == (name,)
        message = f"{name}: nothing is written here; write a value" if blank else f"the key {quoted(name)} is missing"
        yield kinds.MISSING_KEY.at(places.key(*steps) if blank else places.of(*steps), message)
    elif steps == ("schema",):
        written = places.text("schema") or _shown(error["input"])
        message = f"schema {quoted(written)} is not known here; write schema: 1"
        yield kinds.SCHEMA.at(places.of(*steps), message)
    else:
        place = places.key(*steps) if is_key else places.of(*steps)
        if "at" in context:
            steps = (*steps, *context["at"])
            place = places.of(*steps)
        code = {"id": kinds.BAD_ID, "threshold": kinds.BAD_THRESHOLD}.get(kind, kinds.WRONG_VALUE)
        yield code.at(place, _wrong(error, kind, steps, places, is_key))


_SCHEMAS = {"PlanDocument": "plan", "MeetingDocument": "meeting", "DecisionsDocument": "decisions"}


def _key(step: Step, known: Sequence[str], schema: dict[str, Any]) -> str:
    """An unknown key in quotes, with the one that was meant, or where the known ones are listed."""
    name = _SCHEMAS.get(str(schema.get("title")), "project")
    return f"{quoted(_shown(step))}{did_you_mean(_shown(step), known) or f'; planpress schema {name} lists the keys'}"


def _steps(location: Sequence[Step], root: NodePosition | None) -> tuple[tuple[Step, ...], bool]:
    """The path of an error without pydantic's own words: the tag of a union, and `[key]`."""
    steps: list[Step] = []
    mark, tagged = root, False
    last = len(location) - 1
    for at, step in enumerate(location):
        if step == "[key]":
            return tuple(steps), True
        rule = mark.children.get("rule") if mark is not None and not tagged else None
        tagged = rule is not None and rule.text == step
        if tagged:
            continue
        if mark is not None and step in mark.children:
            mark = mark.children[step]
            steps.append(step)
        elif at == last and mark is not None and step in mark.keys:
            steps.append(step)
    return tuple(steps), False


def _wrong(error: Error, kind: str, steps: tuple[Step, ...], places: Places, is_key: bool) -> str:
    context = error.get("ctx") or {}
    written = context.get("written", error["input"])
    name = "" if is_key else _named(steps)
    if is_key:
        shown = quoted(_shown(written))
        if kind == "id":
            return f"{shown} {error['msg']}"
        return (
            f"the key {shown} is not a text; put it in quotes" if kind == "string_type" else f"{shown} is not a number"
        )
    raw = places.text(*steps)
    if written is None or (kind == "union_tag_invalid" and resolve(raw or "") is None):
        out = "take the entry out" if steps and isinstance(steps[-1], int) else "leave the key out"
        out = f"write a value or {out}" if kind != "union_tag_invalid" else "write a value"
        return f"{name}nothing is written here; {out}"
    shown = quoted(raw if raw is not None else _shown(written))
    if kind == "too_short" and not written:
        return f"{name}{shown} is empty; write at least one entry"
    if kind in _SAID:
        return f"{name}{shown} {_SAID[kind].format(**context)}"
    if kind in ("literal_error", "choice", "union_tag_invalid"):
        return _not_a_choice(name, shown, written, context)
    if kind in ("float_type", "float_parsing"):
        return f"{name}{shown} is not a number{_number_hint(written)}"
    if kind in ("int_type", "int_parsing", "int_from_float"):
        return f"{name}{shown} is not a whole number{_number_hint(written) if isinstance(written, str) else ''}"
    if kind in ("estimate", "rating"):
        return f"{name}{shown} {error['msg']}{_number_hint(written)}"
    if kind == "bool_type":
        return f"{name}{shown} is not true or false{_boolean_hint(written)}"
    if kind == "string_type":
        hint = "; write one" if isinstance(written, (list, dict)) else f"; put it in quotes: {quoted(raw)}"
        return f"{name}{shown} is not a text{hint}"
    if kind in _COMPARED:
        word, key = _COMPARED[kind]
        return f"{name}{shown} must be {word} {number(context[key])}"
    return f"{name}{shown} {error['msg']}"


def _named(steps: tuple[Step, ...]) -> str:
    return f"{quoted(steps[-1])[1:-1]}: " if steps and isinstance(steps[-1], str) else ""


_SAID = {
    "string_too_short": "is empty; write a text",
    "string_too_long": "is longer than {max_length:,} characters; write it in plan.md",
    "string_pattern_mismatch": "is blank; write a text",
    "finite_number": "is not a finite number; leave the key out where nothing is known",
    "tuple_type": "is not a list; write [first, second]",
    "list_type": "is not a list; write [first, second]",
    "dict_type": "is not a mapping; write names and values",
    "mapping_type": "is not a mapping; write names and values",
    "dataclass_type": "is not a mapping; write names and values",
    "model_attributes_type": "is not a mapping; write names and values",
    "too_short": "has too few entries; write at least two",
    # The format has lists of any length, and pairs.
    "too_long": "is not a pair; write [low, high]",
    "missing": "is not a pair; write [low, high]",
    "unexpected_positional_argument": "is not a pair; write [low, high]",
}
_COMPARED = {
    "greater_than": ("above", "gt"),
    "greater_than_equal": ("at least", "ge"),
    "less_than": ("below", "lt"),
    "less_than_equal": ("at most", "le"),
}


def _shown(written: object) -> str:
    if isinstance(written, dict):
        return "{" + ", ".join(f"{key}: {_shown(value)}" for key, value in written.items()) + "}"
    if isinstance(written, list):
        return "[" + ", ".join(_shown(value) for value in written) + "]"
    if written is None:
        return "null"
    return str(written).lower() if isinstance(written, bool) else str(written)


def _not_a_choice(name: str, shown: str, written: object, context: dict[str, Any]) -> str:
    if "tag" in context:
        written, shown, expected = context["tag"], quoted(context["tag"]), context["expected_tags"]
    else:
        expected = context["expected"]
    choices = [choice.strip(" '") for choice in re.split(r", | or ", str(expected))]
    if isinstance(written, str):
        near = did_you_mean(written, choices)
        if near.startswith(" (did"):
            return f"{name}{shown} is not one of {listed(choices, 'or')}{near}"
    return f"{name}{shown} is not one of {listed(choices, 'or')}"


def _number_hint(written: object) -> str:
    if not isinstance(written, str):
        return ""
    if isinstance(resolve(written.strip()), (int, float)) and not isinstance(resolve(written.strip()), bool):
        return "; take the quotes off"
    point = written.replace(",", ".")
    if isinstance(resolve(point), float):
        return f"; write {point}"
    if written[:1].isdigit():
        return "; write the number alone"
    return ""


def _boolean_hint(written: object) -> str:
    guess = {"no": "false", "off": "false", "yes": "true", "on": "true", "false": "false", "true": "true"}
    word = guess.get(str(written).lower())
    return f"; write {word}" if word else ""


def _keys(schema: dict[str, Any], location: Sequence[Step]) -> list[str]:
    """The keys that may stand at a location, by the JSON Schema."""
    found: list[str] = []
    for node in _nodes(schema, schema, list(location)):
        found += [key for key in node.get("properties", {}) if key not in found]
    return found


def _nodes(node: dict[str, Any], schema: dict[str, Any], location: list[Step]) -> Iterator[dict[str, Any]]:
    if "$ref" in node:
        target = schema["$defs"][node["$ref"].rsplit("/", 1)[1]]
        yield from _nodes(target, schema, location)
        return
    for branch in (*node.get("anyOf", ()), *node.get("oneOf", ()), *node.get("allOf", ())):
        yield from _nodes(branch, schema, location)
    if not location:
        yield node
        return
    step, *rest = location
    if isinstance(step, str) and node.get("properties", {}).get("rule", {}).get("const") == step:
        yield from _nodes(node, schema, rest)
        return
    below = node.get("properties", {}).get(step)
    if below is None and isinstance(node.get("additionalProperties"), dict):
        below = node["additionalProperties"]
    if below is None:
        below = next(iter(node.get("patternProperties", {}).values()), None)
    if below is None and isinstance(step, int) and isinstance(node.get("items"), dict):
        below = node["items"]
    if below is not None:
        yield from _nodes(below, schema, rest)
