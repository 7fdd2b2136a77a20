"""# JSON

`models.json`: a list of objects, one a model, each from columns to values.

## How it is read

Numbers keep the text that they were written with. A column that an object leaves out, and `null`, is missing. With
`path: results` the rows are at that key, a list or an object from the names of models to their rows; `path: .` is the
file itself. Values of objects in a row have heads with dots, `metrics.acc`; a list is a note. A key that is written
twice, comments and trailing commas are refused.

## Example

    [
      {"model": "net-1", "precision": 0.9, "latency": 80},
      {"model": "net-2", "precision": 0.8}
    ]
"""

import json
import re
from bisect import bisect_right
from collections.abc import Iterator
from itertools import count

from planpress.model.findings import Finding
from planpress.model.sources import NodePosition, Place, Places, Step
from planpress.model.tables import RawTable
from planpress.model.wording import quoted
from planpress.reading import kinds
from planpress.reading.sources.formats import MOST_ROWS, Refused, TableFormat, TableReference
from planpress.reading.sources.rows import table_of_rows

DEEPEST = 32
_DECODER = json.JSONDecoder()
_TOKEN = re.compile(r"[ \t\n\r]*+(\"|[\[\]{},:]|[^\s,:\[\]{}\"]++|.?)", re.DOTALL)
_NUMBER = re.compile(r"-?(?:0|[1-9][0-9]*)(?:\.[0-9]+)?(?:[eE][+-]?[0-9]+)?|NaN|-?Infinity")
_BRACKETS = re.compile(r"\\.|[\"\[\]{}]", re.DOTALL)


def read(text: str, path: str, reference: TableReference, findings: list[Finding]) -> RawTable | None:
    data, mark = JsonReader(text, path, findings).whole()
    return table_of_rows(data, Places(path, mark), findings, reference.path, reference.place)


JSON = TableFormat("json", "JSON", (".json",), __doc__, read, has_paths=True)


class JsonReader:
    """Reads JSON with the place and the text of each value. What is deeper than DEEPEST is skipped, not entered, so
    that no depth exhausts the stack.

    `token` begins at `begin` and ends at `end`: a sign, a word, the quote before a text, or nothing at the end.
    """

    def __init__(self, text: str, path: str, findings: list[Finding]) -> None:
        self.text, self.path, self.findings = text, path, findings
        self.line_begins = [0, *(match.end() for match in re.finditer("\n", text))]
        self.end = 0
        self._next()

    def whole(self) -> tuple[object, NodePosition]:
        """The one value of the file, with its marks."""
        mark = self._mark()
        data = self._value(mark, 0)
        if self.token:
            raise self._broken(f"{self._shown()} after the end of the {'list' if isinstance(data, list) else 'value'}")
        return data, mark

    def values(self) -> tuple[list[object], NodePosition]:
        """The values of a file that has one after the other, as a list."""
        mark = self._mark()
        rows: list[object] = []
        while self.token and len(rows) <= MOST_ROWS:
            below = mark.children[len(rows)] = self._mark()
            rows.append(self._value(below, 1))
        return rows, mark

    def _list(self, mark: NodePosition, depth: int) -> list[object]:
        values: list[object] = []
        for at in self._entries("]"):
            below = mark.children[at] = self._mark()
            values.append(self._value(below, depth + 1))
        return values

    def _object(self, mark: NodePosition, depth: int) -> dict[Step, object]:
        row: dict[Step, object] = {}
        for _ in self._entries("}"):
            place = self._place(self.begin)
            key = self._key()
            below = self._mark()
            value = self._value(below, depth + 1)
            if key in row:
                first = mark.keys[key][0]
                message = f"{quoted(key)} is written twice, first in line {first}; keep one"
                self.findings.append(kinds.DUPLICATE_KEY.at(place, message))
            else:
                row[key], mark.children[key], mark.keys[key] = value, below, (place.line, place.column)
        return row

    def _key(self) -> str:
        if self.token != '"':
            way_out = "write 0.85, not 0,85" if self.token.isdigit() else "names stand in double quotes"
            raise self._broken(f"{self._shown()} where a column is named; {way_out}")
        key = self._string()
        if self.token != ":":
            raise self._broken(f'{self._shown()} where a ":" goes')
        self._next()
        return key

    def _value(self, mark: NodePosition, depth: int) -> object:
        """The next value, its text in its mark: None, a text as it was written, a list or a mapping."""
        written = self.token
        if written == '"':
            mark.text = self._string()
            return mark.text
        if written in ("[", "{"):
            if depth < DEEPEST:
                return self._list(mark, depth) if written == "[" else self._object(mark, depth)
            self._skip_nested()
            return [] if written == "[" else {}
        if not (written in ("null", "true", "false") or _NUMBER.fullmatch(written)):
            raise self._broken(f"{self._shown()} is no value; texts stand in double quotes, numbers are as in 0.85")
        self._next()
        mark.text = None if written == "null" else written
        return mark.text

    def _string(self) -> str:
        try:
            value, self.end = _DECODER.raw_decode(self.text, self.begin)
        except json.JSONDecodeError as problem:
            if "Unterminated" in problem.msg or self.text.startswith("\n", problem.pos):
                raise self._broken("this text is not closed in its line") from None
            said = problem.msg[:1].lower() + problem.msg[1:]
            raise self._broken(said.removesuffix(" at"), problem.pos) from None
        self._next()
        return str(value)

    def _skip_nested(self) -> None:
        depth, is_in_text = 0, False
        for match in _BRACKETS.finditer(self.text, self.begin):
            is_in_text ^= match[0] == '"'
            depth += 0 if is_in_text else {"[": 1, "{": 1, "]": -1, "}": -1}.get(match[0], 0)
            if depth == 0:
                self.end = match.end()
                self._next()
                return
        raise self._broken(f"this {self.token} is never closed")

    def _entries(self, close: str) -> Iterator[int]:
        """Count the entries, each from where it begins; in the end past `close`."""
        self._next()
        for at in count():
            if self.token == close:
                return self._next()
            if at:
                if self.token != ",":
                    raise self._broken(f'{self._shown()} where a "," or a "{close}" goes')
                self._next()
                if self.token == close:
                    raise self._broken(f'a "," before the "{close}"; take it out')
            yield at

    def _next(self) -> None:
        match = _TOKEN.match(self.text, self.end)
        assert match is not None
        self.token, self.begin, self.end = match[1], match.start(1), match.end()

    def _broken(self, what: str, at: int | None = None) -> Refused:
        return Refused(kinds.NOT_JSON, self._place(self.begin if at is None else at), f"not JSON: {what}")

    def _shown(self) -> str:
        return {"": "the end of the file", '"': "a text"}.get(self.token, quoted(self.token))

    def _place(self, at: int) -> Place:
        line = bisect_right(self.line_begins, at)
        return Place(self.path, line, at - self.line_begins[line - 1] + 1)

    def _mark(self) -> NodePosition:
        place = self._place(self.begin)
        return NodePosition(place.line, place.column)
