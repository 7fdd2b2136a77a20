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
from planpress.model.wording import did_you_mean, listed, quoted
from planpress.reading import kinds
from planpress.reading.schema_keys import TAGS, keys_at, needed_at
from planpress.reading.written_sources import PARTS
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
        schema = _adapter(shape).json_schema()
        parts = _parts(problem.errors(include_url=False), places, schema)
        errors = [(error, part, own) for below, part, own in parts for error in _without_echoes(below, own)]
        wrong = [_finding(error, part, own, hint=at < MOST_LISTED) for at, (error, part, own) in enumerate(errors)]
        # One a place: an error of the YAML before one of its value, and either before a warning.
        said = {finding.place for finding in wrong}
        broken = {finding.place for finding in findings if finding.level == "error"}
        findings = [finding for finding in findings if finding.level == "error" or finding.place not in said]
        return None, composed, (*findings, *(finding for finding in wrong if finding.place not in broken))
    usable = all(finding.level != "error" for finding in findings)
    return document if usable else None, composed, tuple(findings)


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


_adapter: Callable[[Any], TypeAdapter[Any]] = cache(TypeAdapter)  # making one takes long


def validated(data: Any, shape: type[Document]) -> Document:
    """The document that a value is. Raises pydantic's error where it is none.

    A known key with nothing after it is as if it were left out: so a form can be filled in bit by bit.
    """
    if isinstance(data, dict):
        known = shape.__dataclass_fields__  # type: ignore[attr-defined]
        data = {key: value for key, value in data.items() if value is not None or key not in known}
    document: Document = _adapter(shape).validate_python(data)
    return document


def _parts(
    errors: Sequence[Error], places: Places, schema: dict[str, Any]
) -> Iterator[tuple[Sequence[Error], Places, dict[str, Any]]]:
    """The errors of a document, and those of parts that are read by a schema of their own, with their places."""
    yield [error for error in errors if error["type"] != PARTS], places, schema
    for error in (one for one in errors if one["type"] == PARTS):
        for steps, own, below in error["ctx"][PARTS]:
            mark = places.mark(*_steps(error["loc"], places.root)[0], *steps)
            yield below, Places(places.path, mark), {**own, "title": schema["title"]}


_UNKNOWN = ("unexpected_keyword_argument", "extra_forbidden", "unknown_key", "invalid_key")


def _without_echoes(errors: Sequence[Error], schema: dict[str, Any]) -> list[Error]:
    """The errors but for a list that is too short only because its entries were refused, and a key that is missing only
    because it is misspelt."""
    places = [error["loc"] for error in errors]
    missing = {error["loc"][:-1] for error in errors if error["type"] == "missing"}
    unknown = [error["loc"] for error in errors if error["type"] in _UNKNOWN and error["loc"][:-1] in missing]
    meant = {(*loc[:-1], *get_close_matches(str(loc[-1]), keys_at(schema, loc[:-1]), n=1)) for loc in unknown}

    def is_echo(kind: str, loc: tuple[Step, ...]) -> bool:
        if kind == "too_short":
            return any(place[: len(loc)] == loc != place for place in places)
        return kind == "missing" and loc in meant

    return [error for error in errors if not is_echo(error["type"], error["loc"])]


def _finding(error: Error, places: Places, schema: dict[str, Any], *, hint: bool) -> Finding:
    """What to say of an error; which key was meant is looked for with `hint` alone, as that takes the longest."""
    location, context, kind = error["loc"], error.get("ctx") or {}, error["type"]
    steps, is_key = _steps(location, places.root)
    tag = _tag(context) if kind.startswith("union_tag") else ""
    if tag and places.text(*steps, tag) is not None:
        kind, steps = "union_tag_invalid", (*steps, tag)
    if kind in _UNKNOWN:
        if kind == "invalid_key":
            steps = (*_steps(location[:-1], places.root)[0], error["input"])
        steps = (*steps, *context.get("at", ()))
        known = (context.get("known") or keys_at(schema, location[:-1])) if hint else ()
        name, written = schema["title"].removesuffix("Document").lower(), _shown(steps[-1])
        way_out = did_you_mean(written, known) or f"; planpress schema {name} lists the keys"
        return kinds.UNKNOWN_KEY.at(places.key(*steps), f"unknown key {quoted(written)}{way_out}")
    if kind == "union_tag_not_found" or (kind == "missing" and not isinstance(location[-1], int)):
        name = tag or str(location[-1])
        if steps[-1:] == (name,):
            return kinds.MISSING_KEY.at(places.key(*steps), f"{name}: nothing is written here; write a value")
        return kinds.MISSING_KEY.at(places.of(*steps), f"the key {quoted(name)} is missing")
    if steps == ("schema",):
        written = places.text("schema") or _shown(error["input"])
        return kinds.SCHEMA.at(places.of(*steps), f"schema {quoted(written)} is not known here; write schema: 1")
    steps = (*steps, *context.get("at", ()))
    code = {"id": kinds.BAD_ID, "threshold": kinds.BAD_THRESHOLD}.get(kind, kinds.WRONG_VALUE)
    place = places.key(*steps) if is_key and "at" not in context else places.of(*steps)
    needed = needed_at(schema, location) if steps and kind in _NO_MAPPING else []
    names = "{" + ", ".join(f"{key}: ..." for key in needed) + "}" if needed else "names and values"
    return code.at(place, _wrong({**error, "ctx": {**context, "names": names}}, kind, steps, places, is_key))


def _tag(context: dict[str, Any]) -> str:
    """The key that says which form is meant, as pydantic names it."""
    return str(context.get("discriminator", "")).strip("'")


def _steps(location: Sequence[Step], root: NodePosition | None) -> tuple[tuple[Step, ...], bool]:
    """The path of an error without pydantic's own words, the tag of a union and `[key]`; and whether it is of a key."""
    steps: list[Step] = []
    mark, tagged = root, False
    for at, step in enumerate(location):
        if step == "[key]":
            return tuple(steps), True
        tags = [] if mark is None or tagged else [mark.children.get(tag) for tag in TAGS]
        tagged = any(one is not None and one.text == step for one in tags)
        if mark is None or tagged:
            continue
        if step in mark.children:
            mark = mark.children[step]
            steps.append(step)
        elif at == len(location) - 1 and step in mark.keys:
            steps.append(step)
    return tuple(steps), False


def _wrong(error: Error, kind: str, steps: tuple[Step, ...], places: Places, is_key: bool) -> str:
    context = error.get("ctx") or {}
    written = context.get("written", error["input"])
    if is_key:
        shown = quoted(_shown(written))
        if kind == "string_type":
            return f"the key {shown} is not a text; put it in quotes"
        return f"{shown} {error['msg'] if kind == 'id' else 'is not a number'}"
    raw = places.text(*steps)
    if written is None or (kind == "union_tag_invalid" and resolve(raw or "") is None):
        out = " or take the entry out" if steps and isinstance(steps[-1], int) else " or leave the key out"
        return f"{_named(steps)}nothing is written here; write a value{out if kind != 'union_tag_invalid' else ''}"
    return f"{_named(steps)}{quoted(_shown(written) if raw is None else raw)} {_problem(error, kind, written, raw)}"


def _named(steps: tuple[Step, ...]) -> str:
    return f"{quoted(steps[-1])[1:-1]}: " if steps and isinstance(steps[-1], str) else ""


_NO_MAPPING = ("dict_type", "mapping_type", "dataclass_type", "model_attributes_type")
_SAID = {
    "string_too_short": "is empty; write a text",
    "string_too_long": "is longer than {max_length:,} characters; write it in plan.md",
    "string_pattern_mismatch": "is blank; write a text",
    "finite_number": "is not a finite number; leave the key out where nothing is known",
    **dict.fromkeys(("tuple_type", "list_type"), "is not a list; write [first, second]"),
    **dict.fromkeys(_NO_MAPPING, "is not a mapping; write {names}"),
    "too_short": "has too few entries; write at least two",
    # The format has lists of any length, and pairs.
    **dict.fromkeys(("too_long", "missing", "unexpected_positional_argument"), "is not a pair; write [low, high]"),
    **dict.fromkeys(("float_type", "float_parsing"), "is not a number{hint}"),
    **dict.fromkeys(("int_type", "int_parsing", "int_from_float"), "is not a whole number{hint}"),
    "greater_than": "must be above {gt:.6g}",
    "greater_than_equal": "must be at least {ge:.6g}",
    "less_than": "must be below {lt:.6g}",
    "less_than_equal": "must be at most {le:.6g}",
}


def _problem(error: Error, kind: str, written: object, raw: str | None) -> str:
    """What is wrong with a value, as the end of a sentence that begins with it."""
    context = error.get("ctx") or {}
    if kind == "too_short" and not written:
        return "is empty; write at least one entry"
    if kind in _SAID:
        return _SAID[kind].format(**context, hint=_number_hint(written))
    if kind in ("literal_error", "union_tag_invalid"):
        expected = context.get("expected_tags") or context["expected"]
        choices = [choice.strip(" '") for choice in re.split(r", | or ", str(expected))]
        wrong = context.get("tag", written)
        meant = did_you_mean(wrong, choices) if isinstance(wrong, str) else ""
        return f"is not one of {listed(choices, 'or')}{meant if meant.startswith(' (did') else ''}"
    if kind in ("estimate", "rating"):
        return f"{error['msg']}{_number_hint(written)}"
    if kind == "bool_type":
        word, words = str(written).lower(), {"true": ("yes", "on", "true"), "false": ("no", "off", "false")}
        return "is not true or false" + "".join(f"; write {one}" for one, others in words.items() if word in others)
    if kind == "string_type":
        return f"is not a text; {'write one' if raw is None else f'put it in quotes: {quoted(raw)}'}"
    return str(error["msg"])


def _shown(written: object) -> str:
    if isinstance(written, dict):
        return "{" + ", ".join(f"{key}: {_shown(value)}" for key, value in written.items()) + "}"
    if isinstance(written, list):
        return "[" + ", ".join(map(_shown, written)) + "]"
    return "null" if written is None else str(written).lower() if isinstance(written, bool) else str(written)


def _number_hint(written: object) -> str:
    if not isinstance(written, str):
        return ""
    value = resolve(written.strip())
    if isinstance(value, int | float) and not isinstance(value, bool):
        return "; take the quotes off"
    point = written.replace(",", ".")
    if isinstance(resolve(point), float):
        return f"; write {point}"
    return "; write the number alone" if written[:1].isdigit() else ""
