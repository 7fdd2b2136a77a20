"""YAML 1.2 (core schema) with the place of every value, read from libyaml's events.

Events, not PyYAML's loaders: those read YAML 1.1 (`no` is False, `012` is 10, `1e-3` is a text), keep the last of two
equal keys, recurse with the input's depth and expand aliases without bound. Events cost twice as much.
"""

import re
from collections.abc import Iterator
from dataclasses import dataclass
from typing import Any, NoReturn, cast

import yaml

from planpress.model.findings import Finding, FindingKind
from planpress.model.sources import NodePosition, Place, Step
from planpress.model.wording import quoted
from planpress.reading import kinds

Position = tuple[int, int]

MOST_LEVELS = 32
MOST_VALUES = 250_000

_WORDS = {
    **dict.fromkeys(("", "~", "null", "Null", "NULL")),
    **dict.fromkeys(("true", "True", "TRUE"), True),
    **dict.fromkeys(("false", "False", "FALSE"), False),
}
_INTEGER = re.compile(r"[-+]?[0-9]{1,300}", re.ASCII)
_BASED = re.compile(r"0o[0-7]{1,100}|0x[0-9a-fA-F]{1,100}", re.ASCII)
_FLOAT = re.compile(r"[-+]?(\.[0-9]+|[0-9]+(\.[0-9]*)?)([eE][-+]?[0-9]+)?", re.ASCII)
_SPECIAL = re.compile(r"([-+]?)\.(inf|Inf|INF)|\.(nan|NaN|NAN)", re.ASCII)

_BEGINNINGS = {"", *"+-.0123456789~nNtTfFyYoO"}
"""What begins a plain scalar that is more than its text, to us or to others. Most are keys and words."""

# What YAML 1.1 readers, most editors' among them, take for something else than we do.
_OTHER_BOOLEANS = re.compile(r"(?i:yes|no|on|off)", re.ASCII)
_OTHER_OCTAL = re.compile(r"[-+]?0[0-9]+", re.ASCII)
_OTHER_SIXTIES = re.compile(r"[-+]?[0-9]+(:[0-5]?[0-9])+", re.ASCII)

# What no text of a plan may hold: a terminal obeys some of these, XML and HTML allow none of them.
_CONTROL = r"\x00-\x08\x0b\x0c\x0e-\x1f\x7f-\x9f\ud800-\udfff\ufffe\uffff"
_UNSHOWABLE = re.compile(f"[{_CONTROL}]")
# libyaml takes the two separators for line ends, as nothing else that reads the file does: lines would be miscounted.
_REFUSED = re.compile(f"[{_CONTROL}\u2028\u2029]")


@dataclass(frozen=True, slots=True)
class ComposedYaml:
    """The value of a YAML text with the marks of its parts. `data` and `mark` are None where it could not be read."""

    data: object
    mark: NodePosition | None
    problems: tuple[Finding, ...]


class _Refused(Exception):
    """Ends the reading: what follows cannot be trusted, or would cost too much."""


def compose(text: str, path: str = "") -> ComposedYaml:
    """Read one YAML document, of the file at `path`. Never raises for bad text: what is wrong is in `problems`."""
    composer = _Composer(text, path)
    try:
        data, mark = composer.document()
    except _Refused:
        data, mark = None, None
    return ComposedYaml(data, mark, tuple(composer.problems))


def resolve(text: str) -> object:
    """The value of a plain scalar by the YAML 1.2 core schema: a null, a boolean, a number, else the text itself."""
    if text in _WORDS:
        return _WORDS[text]
    if _INTEGER.fullmatch(text):
        return int(text)
    if _FLOAT.fullmatch(text):
        return float(text)
    if _BASED.fullmatch(text):
        return int(text, 0)
    if special := _SPECIAL.fullmatch(text):
        return float("nan") if special[3] else float(f"{special[1]}inf")
    return text


Node = tuple[Any, NodePosition]


class _Composer:
    """Makes values and their marks of a text, event by event; `event` is the latest."""

    def __init__(self, text: str, path: str) -> None:
        self.text, self.path = text, path
        self.problems: list[Finding] = []
        self.events = self._events()
        self.event: Any = None
        self.anchors: dict[str, tuple[Node, int]] = {}
        self.levels = self.count = 0

    def say(self, message: str, kind: FindingKind = kinds.NOT_YAML, at: Position | None = None) -> None:
        at = at or _position(self.event.start_mark)
        self.problems.append(kind.at(Place(self.path, *at), message))

    def refuse(self, message: str, kind: FindingKind = kinds.NOT_YAML, at: Position | None = None) -> NoReturn:
        self.say(message, kind, at)
        raise _Refused from None

    def document(self) -> tuple[Any, NodePosition | None]:
        if unshowable := _REFUSED.search(self.text):
            begin = unshowable.start()
            at = self.text.count("\n", 0, begin) + 1, begin - self.text.rfind("\n", 0, begin)
            self.refuse(_say_character(unshowable[0]), at=at)
        data, mark = None, None
        for event in self.events:
            if isinstance(event, yaml.NodeEvent):
                data, mark = self._node()
            elif isinstance(event, yaml.DocumentStartEvent) and mark is not None:
                self.refuse("a second document begins; write one document in a file", kinds.NOT_READ)
        return data, mark

    def _events(self) -> Iterator[yaml.Event]:
        try:
            # As yaml.parse does, which asks twice for each event.
            loader = yaml.CSafeLoader(self.text)
            while (event := loader.get_event()) is not None:
                self.event = event
                yield event
        except yaml.MarkedYAMLError as problem:
            self.refuse(*_syntax(self.text, problem))
        except yaml.reader.ReaderError as problem:
            self.refuse(f"not YAML: {problem.reason}", at=(0, 0))

    def _node(self) -> Node:
        """The node that begins with the latest event. It ends with the latest one then."""
        event, begun = self.event, self.count
        if isinstance(event, yaml.AliasEvent):
            if event.anchor not in self.anchors:
                self.refuse(f"the alias {quoted(f'*{event.anchor}')} has no anchor before it")
            node, size = self.anchors[event.anchor]
            # An alias costs what it stands for, so that aliases of aliases of aliases run into the limit.
            self._count(size)
            return node
        if event.tag is not None and event.tag != "!":
            written = event.tag.replace("tag:yaml.org,2002:", "!!", 1)
            self.say(f"the tag {quoted(written)}; tags are not read, write the value alone", kinds.NOT_READ)
        node = self._scalar(event) if isinstance(event, yaml.ScalarEvent) else self._collection(event)
        self._count(1)
        if event.anchor:
            self.anchors[event.anchor] = node, self.count - begun
        return node

    def _count(self, size: int) -> None:
        self.count += size
        if self.count > MOST_VALUES:
            self.refuse(f"more than {MOST_VALUES:,} values; a plan is written by hand", kinds.TOO_DEEP)

    def _scalar(self, event: yaml.ScalarEvent) -> Node:
        value: object = event.value
        # The text as a whole was searched: only an escape in double quotes can bring one in.
        if event.style == '"' and (hidden := _UNSHOWABLE.search(event.value)):
            self.say(_say_character(hidden[0]))
        if event.implicit[0] and event.value[:1] in _BEGINNINGS:
            value = resolve(event.value)
            if trap := _trap(event.value):
                self.say(trap, kinds.TRAP)
        return value, NodePosition(*_position(event.start_mark), event.value)

    def _collection(self, event: yaml.CollectionStartEvent) -> Node:
        if self.levels >= MOST_LEVELS:
            self.refuse(f"nested deeper than {MOST_LEVELS} levels; no part of the format is", kinds.TOO_DEEP)
        self.levels += 1
        mark = NodePosition(*_position(event.start_mark))
        value: Any = {} if isinstance(event, yaml.MappingStartEvent) else []
        while not isinstance(next(self.events), yaml.CollectionEndEvent):
            if isinstance(value, list):
                below, mark.children[len(value)] = self._node()
                value.append(below)
            else:
                key = self._key(mark)
                next(self.events)
                value[key], mark.children[key] = self._node()
        self.levels -= 1
        return value, mark

    def _key(self, mapping: NodePosition) -> Step:
        key, mark = self._node()
        if isinstance(key, (list, dict)):
            self.refuse("a list or a mapping as a key; a key is a name", kinds.NOT_READ)
        at = mark.line, mark.column
        if key in mapping.keys:
            message = f"{quoted(mark.text)} is written twice, first in line {mapping.keys[key][0]}; keep one"
            self.say(message, kinds.DUPLICATE_KEY, at)
        mapping.keys.setdefault(key, at)
        return cast(Step, key)


def _syntax(text: str, problem: yaml.MarkedYAMLError) -> tuple[str, FindingKind, Position]:
    """What libyaml says, in our words, at the place that has to be changed."""
    said, context = str(problem.problem or problem.context or ""), str(problem.context or "")
    at = line, column = _position(problem.problem_mark or problem.context_mark)
    begun = _position(problem.context_mark) if problem.context_mark else at
    written = text.split("\n")[line - 1 : line] if line else []
    before, rest = (written[0][: column - 1], written[0][column - 1 :]) if written else ("", "")
    if "cannot start any token" in said:
        if rest.lstrip(" ").startswith("\t"):
            return "a tab; YAML is indented with spaces", kinds.TAB, (line, column + rest.index("\t"))
        return f'a text that begins with "{rest[:1]}"; put it in quotes', kinds.NOT_YAML, at
    if "mapping values are not allowed" in said:
        if ":" in before:
            return 'a ":" inside a text; put the text in quotes', kinds.NOT_YAML, at
        return "indented under a value; line the key up", kinds.NOT_YAML, (line, len(before) - len(before.lstrip()) + 1)
    if "could not find expected ':'" in said:
        return 'a key without ":"', kinds.NOT_YAML, begun
    if "unexpected ':'" in said:
        return 'a ":" without a blank after it', kinds.NOT_YAML, at
    if "quoted scalar" in context and "end of stream" in said:
        return "a quote that is never closed", kinds.NOT_YAML, begun
    if "flow node" in context and rest:
        return f'an entry is missing before "{rest[0]}"', kinds.NOT_YAML, at
    if "flow node" in context:
        lines = text.rstrip().split("\n")
        return "a [ or { is never closed", kinds.NOT_YAML, (len(lines), len(lines[-1]))
    if "flow" in context and "did not find expected" in said:
        sign = "[" if "sequence" in context else "{"
        return f'this {sign} is never closed, or lacks a "," between its entries', kinds.NOT_YAML, begun
    return f"not YAML: {said}" if said else "not YAML", kinds.NOT_YAML, at


def _position(mark: Any) -> Position:
    return (mark.line + 1, mark.column + 1) if mark else (0, 0)


def _say_character(character: str) -> str:
    kind = "line separator" if character in "\u2028\u2029" else "control character"
    return f"the {kind} U+{ord(character):04X}; take it out"


def _trap(text: str) -> str | None:
    """What to say of a plain scalar that others read otherwise."""
    if _OTHER_BOOLEANS.fullmatch(text):
        here, others = "a text", "true" if text.lower() in ("yes", "on") else "false"
        way_out = f'{others}, or "{text}"'
    elif _OTHER_OCTAL.fullmatch(text) and text.strip("+-0"):
        here, others, way_out = str(int(text)), "octal", f'{int(text)}, or "{text}"'
    elif _OTHER_SIXTIES.fullmatch(text):
        here, others, way_out = "a text", "a number to base 60", f'"{text}"'
    else:
        return None
    return f"{text} is {here} here and {others} to other readers; write {way_out}"
