"""Small sentences of a packet that the site's templates say as well, and texts that any page can set."""

from __future__ import annotations

import re
from typing import Any

from planpress.model.wording import MONTHS

_LONG = re.compile(r"\S{25,}")
_JOINT = re.compile(r"([/_.\\-])")
_EVERY = re.compile(r"(\w{10})(?=\w{4})")
_RIGHT = r"[\u0590-\u08ff\ufb1d-\ufdff\ufe70-\ufefc]"
_NUMBERS = rf"(?:(?!\n|{_RIGHT})(?:\s|\d|(?<=\d)[.,](?=\d)))*"
"""Blanks and numbers on one line."""
_SIGNS = rf"(?:(?!\n|{_RIGHT})[\W\d_])*"
"""Everything on one line that has no direction of its own, as letters have."""
_LEFTWARD = re.compile(rf"{_RIGHT}(?:{_NUMBERS}{_RIGHT})*")
_ALL_LEFTWARD = re.compile(rf"{_SIGNS}{_RIGHT}(?:{_SIGNS}{_RIGHT})*{_SIGNS}")
_BOUND = re.compile(rf"(?<=\d) (?=%|(?:[mck]?m|m?s|kg|kB|MB|GB|min|{'|'.join(MONTHS)})\b)")
_MOVE = re.compile(r"(?<=\d) → (?=\d)")
# The isolates \u2068 and \u2069 stay: charts put them around names.
_CONTROL = re.compile(r"[\x00-\x08\x0b\x0c\x0e-\x1f\x7f-\x9f\ufffe\uffff\u202a-\u202e\u2066\u2067]")

UNBROKEN = "\u00a0"
"""A blank at which no line ends."""

BREAK = "\u200b"
"""A place where a line may end, without a width of its own."""

_EXACT = frozenset({"kind", "id", "anchor", "file", "code", "url", "language", "paper", "depth", "src", "href"})


def settable(value: Any) -> Any:
    """Plain data with texts that can be set: no control characters, and long words that may be broken."""
    if isinstance(value, str):
        return breakable(value)
    if isinstance(value, list):
        return [settable(part) for part in value]
    if isinstance(value, dict):
        return {name: part if name in _EXACT else settable(part) for name, part in value.items()}
    return value


def breakable(text: str) -> str:
    """`text` in which a line may end inside words of more than 24 letters: at their joints, else every ten letters.
    No line ends between a number and its unit, a day and its month or a number and what it became, and none begins
    with a dot.

    Words from right to left are isolated with the numbers between them, and a text of nothing else whole: then its
    numbers stand where its readers look for them, and those of the sentence around it stay where they are.
    """
    text = text.replace(" · ", f"{UNBROKEN}· ")
    text = _MOVE.sub(f"{UNBROKEN}→{UNBROKEN}", _BOUND.sub(UNBROKEN, text))
    if text.isascii() and len(text) < 25 and text.isprintable():
        return text
    if not text.isprintable():
        text = _CONTROL.sub(" ", text)
    whole = _ALL_LEFTWARD.fullmatch(text)
    text = f"\u2068{text}\u2069" if whole else _LEFTWARD.sub("\u2068\\g<0>\u2069", text)
    if len(text) < 25:
        return text
    return _LONG.sub(_broken, text)


def _broken(match: re.Match[str]) -> str:
    return _EVERY.sub(rf"\1{BREAK}", _JOINT.sub(rf"\1{BREAK}", match[0]))
