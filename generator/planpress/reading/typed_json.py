"""JSON that planpress wrote itself, as the noun that it holds, and back.

pydantic does the same, and says what is wrong; making its validators takes 65 ms, a seventh of `planpress check`.
"""

import json
import math
from collections.abc import Callable, Iterable, Mapping
from dataclasses import MISSING, asdict, fields, is_dataclass
from functools import cache
from types import NoneType
from typing import Annotated, Any, Literal, TypeVar, cast, get_args, get_origin, get_type_hints

Noun = TypeVar("Noun")


def read_noun(text: str, shape: type[Noun]) -> Noun | None:
    """What a text holds; None of whatever is no such noun in plain JSON, to the last key and type."""
    try:
        noun: Noun = _reader(cast(Any, shape))(json.loads(text, object_pairs_hook=_once))
        return noun
    except (ValueError, OverflowError, RecursionError):
        return None


def noun_text(noun: Any) -> str:
    """The text that `read_noun` reads as an equal noun; of two equal nouns the same."""
    return json.dumps(asdict(noun), sort_keys=True, ensure_ascii=False)


def _once(pairs: list[tuple[str, Any]]) -> dict[str, Any]:
    made = dict(pairs)
    if len(made) < len(pairs):
        raise ValueError
    return made


@cache
def _reader(hint: Any) -> Callable[[Any], Any]:
    """What makes a value of a type, and raises ValueError of whatever is none."""
    origin, args = get_origin(hint), get_args(hint)
    if origin is Annotated:
        return _bounded(_reader(args[0]), _least(args[1:]))
    if is_dataclass(hint):
        return _noun_reader(hint)
    if origin is Literal:
        return lambda value: _checked(value, type(value) in (str, int) and value in args)
    if origin is Mapping:
        below = _reader(args[1])
        return lambda value: {key: below(one) for key, one in _checked(value, type(value) is dict).items()}
    if origin is tuple:
        return _tuple_reader(args)
    if NoneType in args:
        other = _reader(next(one for one in args if one is not NoneType))
        return lambda value: None if value is None else other(value)
    if hint is float:
        return lambda value: _checked(value, type(value) in (float, int) and math.isfinite(value))
    return lambda value: _checked(value, type(value) is hint)


def _least(infos: Iterable[Any]) -> list[Any]:
    """The least values that what stands beside a type allows."""
    return [rule.ge for info in infos for rule in getattr(info, "metadata", ()) if hasattr(rule, "ge")]


def _bounded(read: Callable[[Any], Any], least: list[Any]) -> Callable[[Any], Any]:
    if not least:
        return read
    return lambda value: _checked(read(value), value is None or value >= least[0])


def _noun_reader(shape: Any) -> Callable[[Any], Any]:
    hints = get_type_hints(shape, include_extras=True)
    readers = {one.name: _reader(hints[one.name]) for one in fields(shape)}
    needed = {one.name for one in fields(shape) if one.default is MISSING and one.default_factory is MISSING}

    def read(value: Any) -> Any:
        if type(value) is not dict or not value.keys() <= readers.keys() or not needed <= value.keys():
            raise ValueError
        return shape(**{key: readers[key](one) for key, one in value.items()})

    return read


def _tuple_reader(args: tuple[Any, ...]) -> Callable[[Any], Any]:
    if args[1:] == (...,):
        columns = [_numbers(one) for one in get_args(args[0])] if get_origin(args[0]) is tuple else []
        if columns and all(columns):
            return lambda value: _rows(value, columns)
        below = _reader(args[0])
        return lambda value: tuple(below(one) for one in _checked(value, type(value) is list))
    parts = [_reader(one) for one in args]
    return lambda value: tuple(
        read(one) for read, one in zip(parts, _checked(value, type(value) is list), strict=True)
    )


def _numbers(hint: Any) -> Callable[[Any], bool] | None:
    """What says of many values at once whether each is such a number; None of another type."""
    hint, *infos = get_args(hint) if get_origin(hint) is Annotated else (hint,)
    if hint not in (int, float):
        return None
    least = _least(infos)
    types = {hint, int}
    return lambda values: (
        types.issuperset(map(type, values)) and all(map(math.isfinite, values))
        and all(min(values) >= one for one in least)
    )  # fmt: skip


def _rows(value: Any, columns: list[Any]) -> tuple[Any, ...]:
    """Rows of numbers. Points of curves are thousands, of which one by one would take longer than all the rest."""
    _checked(value, type(value) is list and all(type(row) is list and len(row) == len(columns) for row in value))
    _checked(value, all(holds(column) for holds, column in zip(columns, zip(*value, strict=True), strict=False)))
    return tuple(map(tuple, value))


def _checked(value: Any, holds: bool) -> Any:
    if not holds:
        raise ValueError
    return value
