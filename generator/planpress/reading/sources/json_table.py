"""# JSON

`models.json`: a list of objects, one a model, each from columns to values.

## How it is read

Numbers keep the text that they were written with. A column that an object leaves out, and `null`, is missing. Lists and
objects in a cell, a key that is written twice, comments and trailing commas are refused.

## Example

    [
      {"model": "net-1", "precision": 0.9, "latency": 80},
      {"model": "net-2", "precision": 0.8}
    ]
"""

from __future__ import annotations

import json
import re
from bisect import bisect_right
from dataclasses import dataclass, field

from planpress.model.findings import Finding
from planpress.model.sources import NodePosition, Place, Step
from planpress.model.tables import RawTable
from planpress.model.wording import quoted
from planpress.reading import kinds
from planpress.reading.sources.formats import (
    MOST_COLUMNS,
    MOST_ROWS,
    Refused,
    TableFormat,
    TableReference,
    too_many_columns,
)
from planpress.reading.sources.rows import table_of_rows

_DECODER = json.JSONDecoder()
_BLANKS = re.compile(r"[ \t\n\r]*+")
_SIMPLE_KEY = re.compile(r"\"([^\"\\\x00-\x1f]*+)\"[ \t\n\r]*+:[ \t\n\r]*+")
_WORD = re.compile(r"[^\s,:\[\]{}\"]++")
_NUMBER = re.compile(r"-?(?:0|[1-9][0-9]*)(?:\.[0-9]+)?(?:[eE][+-]?[0-9]+)?|NaN|-?Infinity")
_BRACKETS = re.compile(r"\"(?:[^\"\\]|\\.)*+\"?|[\[\]{}]", re.DOTALL)


def read(text: str, path: str, reference: TableReference, findings: list[Finding]) -> RawTable | None:
    """The table of a JSON file."""
    return table_of_rows(*_Reader(text, path, findings).whole(), path, findings)


JSON = TableFormat("json", "JSON", (".json",), __doc__, read)


@dataclass(slots=True)
class _Reader:
    """Reads a list of flat objects, with the place and the text of each value. Deeper values are skipped, not entered,
    so that no depth exhausts the stack."""

    text: str
    path: str
    findings: list[Finding]
    at: int = 0
    line_begins: list[int] = field(default_factory=list)

    def __post_init__(self) -> None:
        self.line_begins = [0, *(match.end() for match in re.finditer("\n", self.text))]

    def place(self, at: int) -> Place:
        line = bisect_right(self.line_begins, at)
        return Place(self.path, line, at - self.line_begins[line - 1] + 1)

    def whole(self) -> tuple[object, NodePosition]:
        """The rows with their marks; not a list, but some other value, where the file holds one."""
        self._skip_blanks()
        mark = self._mark()
        if not self._next_is("["):
            return self._value()[0], mark
        rows: list[object] = []
        while self._goes_on("]", first=not rows):
            if len(rows) > MOST_ROWS:
                return rows, mark
            below = self._mark()
            mark.children[len(rows)] = below
            rows.append(self._object(below) if self._next_is("{") else self._value()[0])
        self._skip_blanks()
        if self.at < len(self.text):
            raise self._broken(self.at, f"{self._found()} after the end of the list")
        return rows, mark

    def _object(self, mark: NodePosition) -> dict[Step, object]:
        row: dict[Step, object] = {}
        pairs = 0
        while self._goes_on("}", first=not pairs):
            pairs += 1
            at = self.at
            if pairs > MOST_COLUMNS:
                raise too_many_columns(self.place(at))
            key = self._key()
            below = self._mark()
            value, below.text = self._value()
            if key in row:
                first = mark.keys[key][0]
                message = f"{quoted(key)} is written twice, first in line {first}; keep one"
                self.findings.append(kinds.DUPLICATE_KEY.at(self.place(at), message))
            else:
                place = self.place(at)
                row[key], mark.children[key], mark.keys[key] = value, below, (place.line, place.column)
        return row

    def _key(self) -> str:
        simple = _SIMPLE_KEY.match(self.text, self.at)
        if simple:
            self.at = simple.end()
            return simple[1]
        if not self.text.startswith('"', self.at):
            found = self._found()
            way_out = "write 0.85, not 0,85" if found.strip('"').isdigit() else "names stand in double quotes"
            raise self._broken(self.at, f"{found} where a column is named; {way_out}")
        key = self._string()
        self._skip_blanks()
        if not self._next_is(":"):
            raise self._broken(self.at, f'{self._found()} where a ":" goes')
        self._skip_blanks()
        return key

    def _value(self) -> tuple[object, str | None]:
        """The next value and its text: None, a text as it was written, or an empty list or mapping for a deeper one."""
        if self.text.startswith('"', self.at):
            text = self._string()
            return text, text
        if self.text.startswith(("[", "{"), self.at):
            shape: object = [] if self.text[self.at] == "[" else {}
            self._skip_nested()
            return shape, None
        word = _WORD.match(self.text, self.at)
        written = word[0] if word else ""
        if not (written in ("null", "true", "false") or _NUMBER.fullmatch(written)):
            message = f"{self._found()} is no value; texts stand in double quotes, numbers are as in 0.85"
            raise self._broken(self.at, message)
        self.at += len(written)
        return (None, None) if written == "null" else (written, written)

    def _string(self) -> str:
        try:
            value, self.at = _DECODER.raw_decode(self.text, self.at)
        except json.JSONDecodeError as problem:
            if "Unterminated" in problem.msg or self.text.startswith("\n", problem.pos):
                raise self._broken(self.at, "this text is not closed in its line") from None
            said = problem.msg[:1].lower() + problem.msg[1:]
            raise self._broken(problem.pos, said.removesuffix(" at")) from None
        return str(value)

    def _skip_nested(self) -> None:
        begin, depth = self.at, 0
        for match in _BRACKETS.finditer(self.text, begin):
            depth += {"[": 1, "{": 1, "]": -1, "}": -1}.get(match[0], 0)
            if depth == 0:
                self.at = match.end()
                return
        raise self._broken(begin, f"this {self.text[begin]} is never closed")

    def _goes_on(self, close: str, *, first: bool) -> bool:
        """Whether another entry follows: past the comma before it, or past `close` where there is none."""
        self._skip_blanks()
        if self._next_is(close):
            return False
        if not first:
            if not self._next_is(","):
                raise self._broken(self.at, f'{self._found()} where a "," or a "{close}" goes')
            self._skip_blanks()
            if self.text.startswith(close, self.at):
                raise self._broken(self.at, f'a "," before the "{close}"; take it out')
        return True

    def _broken(self, at: int, what: str) -> Refused:
        return Refused(kinds.NOT_JSON, self.place(at), f"not JSON: {what}")

    def _found(self) -> str:
        """What stands here, for a message."""
        if self.at >= len(self.text):
            return "the end of the file"
        if self.text.startswith('"', self.at):
            return "a text"
        word = _WORD.match(self.text, self.at)
        return quoted(word[0] if word else self.text[self.at])

    def _mark(self) -> NodePosition:
        place = self.place(self.at)
        return NodePosition(place.line, place.column)

    def _next_is(self, sign: str) -> bool:
        found = self.text.startswith(sign, self.at)
        self.at += found
        return found

    def _skip_blanks(self) -> None:
        blanks = _BLANKS.match(self.text, self.at)
        self.at = blanks.end() if blanks else self.at
