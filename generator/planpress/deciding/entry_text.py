"""One entry of a list of decisions, as YAML writes it: in the style of the entries before it."""

from __future__ import annotations

import json
import re
from collections.abc import Mapping, Sequence
from typing import Literal

Value = str | int | tuple[str, ...]
Entry = Mapping[str, Value]
Style = Literal["flow", "block"]

LONGEST = 110
"""A new list is written one key a line where an entry would make a longer line."""

QUOTED = frozenset({"decision", "because"})
"""Keys whose texts stand in quotes whatever they are, as they are sentences."""

_PLAIN = re.compile(r"[^\W\d_]\w*(?:[ -]\w+)*")
_DAY = re.compile(r"\d{4}-\d{2}-\d{2}", re.ASCII)
# Texts without quotes that some reader takes for something else.
_TRAPS = frozenset({"yes", "no", "on", "off", "y", "n", "true", "false", "null", "nan", "inf"})


def flow(entry: Entry) -> str:
    """The entry on one line: {date: 2019-05-02, decision: "..."}."""
    return "{" + ", ".join(f"{key}: {_value(key, value)}" for key, value in entry.items()) + "}"


def block(entry: Entry) -> list[str]:
    """The entry as lines, one a key."""
    return [f"{key}: {_value(key, value)}" for key, value in entry.items()]


def style_of(entries: Sequence[Entry]) -> Style:
    """How a new list of these entries is written."""
    return "block" if any(len(flow(entry)) > LONGEST for entry in entries) else "flow"


def _value(key: str, value: Value) -> str:
    if isinstance(value, int):
        return str(value)
    if isinstance(value, tuple):
        return f"[{', '.join(_text(key, one) for one in value)}]"
    return _text(key, value)


def _text(key: str, text: str) -> str:
    """A text that every reader of YAML takes for the same: without quotes where it is a name or a date."""
    plain = _DAY.fullmatch(text) or (_PLAIN.fullmatch(text) and text.lower() not in _TRAPS)
    # JSON's quotes are YAML's double quotes.
    return text if plain and key not in QUOTED else json.dumps(text, ensure_ascii=False)
