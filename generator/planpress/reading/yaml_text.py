"""YAML 1.2 (core schema) with the place of every value, read from libyaml's events.

Events, not PyYAML's loaders: those read YAML 1.1 (`no` is False, `012` is 10, `1e-3` is a text), keep the last of two
equal keys, recurse with the input's depth and expand aliases without bound. A loop over the events costs twice as much
as `yaml.compose` with the C loader (0.80 against 0.38 ms for a project file) and has none of these.
"""

import re
from collections.abc import Callable, Iterator
from dataclasses import dataclass, field
from typing import Any

import yaml

from planpress.model.findings import Finding, FindingKind
from planpress.model.sources import NodePosition, Place, Step
from planpress.model.wording import quoted
from planpress.reading import kinds

Position = tuple[int, int]

MOST_LEVELS = 32
MOST_VALUES = 250_000

_NULL = {"", "~", "null", "Null", "NULL"}
_BOOLEANS = {"true": True, "True": True, "TRUE": True, "false": False, "False": False, "FALSE": False}
_INTEGER = re.compile(r"[-+]?[0-9]{1,300}", re.ASCII)
_BASED = re.compile(r"0o[0-7]{1,100}|0x[0-9a-fA-F]{1,100}", re.ASCII)
_FLOAT = re.compile(r"[-+]?(\.[0-9]+|[0-9]+(\.[0-9]*)?)([eE][-+]?[0-9]+)?", re.ASCII)
_SPECIAL = re.compile(r"([-+]?)\.(inf|Inf|INF)|\.(nan|NaN|NAN)", re.ASCII)

_BEGINNINGS = {"", *"+-.0123456789~nNtTfFyYoO"}
"""What begins a plain scalar that is more than its text, to us or to others. Most are keys and words."""

_BELOW_NOTHING: dict[Any, Any] = {}
"""What is below a scalar. There are hundreds in a file: one for all, which is never written to."""

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


@dataclass(slots=True)
class _Open:
    """A list or a mapping that has begun and not ended; a mapping's `key` waits for its value."""

    value: list[object] | dict[Step, object]
    mark: NodePosition
    anchor: str | None
    begun: int
    key: Step = None
    keyed: bool = False


@dataclass(slots=True)
class _State:
    path: str
    problems: list[Finding] = field(default_factory=list)
    open: list[_Open] = field(default_factory=list)
    anchors: dict[str, tuple[object, NodePosition, int]] = field(default_factory=dict)
    count: int = 0
    documents: int = 0
    data: object = None
    mark: NodePosition | None = None

    def say(self, at: Position, kind: FindingKind, message: str) -> None:
        self.problems.append(kind.at(Place(self.path, *at), message))


class _Refused(Exception):
    """Ends the reading: what follows cannot be trusted, or would cost too much."""


def compose(text: str, path: str = "") -> ComposedYaml:
    """Read one YAML document, of the file at `path`. Never raises for bad text: what is wrong is in `problems`."""
    state = _State(path)
    try:
        if unshowable := _REFUSED.search(text):
            before = text[: unshowable.start()]
            at = before.count("\n") + 1, len(before) - before.rfind("\n")
            state.say(at, kinds.NOT_YAML, _say_character(unshowable[0]))
            raise _Refused
        for event in _events(text, state):
            if (handler := _HANDLERS.get(type(event))) is not None:
                handler(event, state)
            if state.count > MOST_VALUES:
                state.say(_at(event), kinds.TOO_DEEP, f"more than {MOST_VALUES:,} values; a plan is written by hand")
                raise _Refused
    except _Refused:
        return ComposedYaml(None, None, tuple(state.problems))
    return ComposedYaml(state.data, state.mark, tuple(state.problems))


def resolve(text: str) -> object:
    """The value of a plain scalar by the YAML 1.2 core schema: a null, a boolean, a number, else the text itself."""
    if text in _NULL:
        return None
    if text in _BOOLEANS:
        return _BOOLEANS[text]
    if _INTEGER.fullmatch(text):
        return int(text)
    if _FLOAT.fullmatch(text):
        return float(text)
    if _BASED.fullmatch(text):
        return int(text, 0)
    special = _SPECIAL.fullmatch(text)
    if special:
        return float("nan") if special[3] else float(f"{special[1]}inf")
    return text


def _events(text: str, state: _State) -> Iterator[yaml.Event]:
    try:
        # As yaml.parse does, which asks twice for each event.
        loader = yaml.CSafeLoader(text)
        try:
            while (event := loader.get_event()) is not None:
                yield event
        finally:
            loader.dispose()
    except yaml.MarkedYAMLError as problem:
        state.say(*_syntax(text, problem))
        raise _Refused from None
    except yaml.reader.ReaderError as problem:
        state.say((0, 0), kinds.NOT_YAML, f"not YAML: {problem.reason}")
        raise _Refused from None


def _syntax(text: str, problem: yaml.MarkedYAMLError) -> tuple[Position, FindingKind, str]:
    """What libyaml says, in our words, at the place that has to be changed."""
    said, context = str(problem.problem or problem.context or ""), str(problem.context or "")
    line, column = _position(problem.problem_mark or problem.context_mark)
    begun = _position(problem.context_mark) if problem.context_mark else (line, column)
    lines = text.split("\n")
    rest = lines[line - 1][column - 1 :] if 0 < line <= len(lines) else ""
    before = lines[line - 1][: column - 1] if 0 < line <= len(lines) else ""
    if "cannot start any token" in said:
        if rest.lstrip(" ").startswith("\t"):
            return (line, column + rest.index("\t")), kinds.TAB, "a tab; YAML is indented with spaces"
        return _not_yaml((line, column), f'a text that begins with "{rest[:1]}"; put it in quotes')
    if "mapping values are not allowed" in said:
        if ":" in before:
            return _not_yaml((line, column), 'a ":" inside a text; put the text in quotes')
        return _not_yaml((line, len(before) - len(before.lstrip()) + 1), "indented under a value; line the key up")
    if "could not find expected ':'" in said:
        return _not_yaml(begun, 'a key without ":"')
    if "unexpected ':'" in said:
        return _not_yaml((line, column), 'a ":" without a blank after it')
    if "quoted scalar" in context and "end of stream" in said:
        return _not_yaml(begun, "a quote that is never closed")
    if "flow node" in context:
        if rest:
            return _not_yaml((line, column), f'an entry is missing before "{rest[0]}"')
        written = text.rstrip().split("\n")
        return _not_yaml((len(written), len(written[-1])), "a [ or { is never closed")
    if "flow" in context and "did not find expected" in said:
        sign = "[" if "sequence" in context else "{"
        return _not_yaml(begun, f'this {sign} is never closed, or lacks a "," between its entries')
    return _not_yaml((line, column), f"not YAML: {said}" if said else "not YAML")


def _not_yaml(at: Position, message: str) -> tuple[Position, FindingKind, str]:
    return at, kinds.NOT_YAML, message


def _position(mark: Any) -> Position:
    return (mark.line + 1, mark.column + 1) if mark else (0, 0)


def _say_character(character: str) -> str:
    kind = "line separator" if character in "\u2028\u2029" else "control character"
    return f"the {kind} U+{ord(character):04X}; take it out"


def _at(event: yaml.Event) -> Position:
    assert event.start_mark is not None
    return event.start_mark.line + 1, event.start_mark.column + 1


def _document(event: yaml.DocumentStartEvent, state: _State) -> None:
    state.documents += 1
    if state.documents > 1:
        state.say(_at(event), kinds.NOT_READ, "a second document begins; write one document in a file")
        raise _Refused


def _scalar(event: yaml.ScalarEvent, state: _State) -> None:
    at = _at(event)
    if event.tag is not None and event.tag != "!":
        _refuse_tag(event.tag, at, state)
    text = event.value
    # The text as a whole was searched: only an escape in double quotes can bring one in.
    hidden = _UNSHOWABLE.search(text) if event.style == '"' else None
    if hidden:
        state.say(at, kinds.NOT_YAML, _say_character(hidden[0]))
    plain = event.implicit[0]
    value: object = text
    if plain and text[:1] in _BEGINNINGS:
        value = resolve(text)
        _warn_of_traps(text, at, state)
    mark = NodePosition(*at, text, _BELOW_NOTHING, _BELOW_NOTHING)
    state.count += 1
    if event.anchor:
        state.anchors[event.anchor] = (value, mark, 1)
    _put(value, mark, at, state)


def _refuse_tag(tag: str, at: Position, state: _State) -> None:
    written = tag.replace("tag:yaml.org,2002:", "!!", 1)
    state.say(at, kinds.NOT_READ, f"the tag {quoted(written)}; tags are not read, write the value alone")


def _warn_of_traps(text: str, at: Position, state: _State) -> None:
    if _OTHER_BOOLEANS.fullmatch(text):
        boolean = "true" if text.lower() in ("yes", "on") else "false"
        state.say(at, kinds.TRAP, f'{text} is a text here and {boolean} to other readers; write {boolean}, or "{text}"')
    elif _OTHER_OCTAL.fullmatch(text) and text.strip("+-0"):
        state.say(
            at, kinds.TRAP, f'{text} is {int(text)} here and octal to other readers; write {int(text)}, or "{text}"'
        )
    elif _OTHER_SIXTIES.fullmatch(text):
        state.say(at, kinds.TRAP, f'{text} is a text here and a number to base 60 to other readers; write "{text}"')


def _begin(event: yaml.CollectionStartEvent, state: _State) -> None:
    at = _at(event)
    if event.tag is not None and event.tag != "!":
        _refuse_tag(event.tag, at, state)
    if len(state.open) >= MOST_LEVELS:
        state.say(at, kinds.TOO_DEEP, f"nested deeper than {MOST_LEVELS} levels; no part of the format is")
        raise _Refused
    value: list[object] | dict[Step, object] = {} if isinstance(event, yaml.MappingStartEvent) else []
    state.open.append(_Open(value, NodePosition(*at), event.anchor, state.count))


def _end(event: yaml.CollectionEndEvent, state: _State) -> None:
    ended = state.open.pop()
    state.count += 1
    if ended.anchor:
        state.anchors[ended.anchor] = (ended.value, ended.mark, state.count - ended.begun)
    _put(ended.value, ended.mark, _at(event), state)


def _alias(event: yaml.AliasEvent, state: _State) -> None:
    anchor = str(event.anchor)
    known = state.anchors.get(anchor)
    if known is None:
        state.say(_at(event), kinds.NOT_YAML, f"the alias {quoted('*' + anchor)} has no anchor before it")
        raise _Refused
    value, mark, size = known
    # An alias costs what it stands for, so that aliases of aliases of aliases run into the limit.
    state.count += size
    _put(value, mark, _at(event), state)


def _put(value: object, mark: NodePosition, at: Position, state: _State) -> None:
    """Set a finished value into the list or mapping that it stands in."""
    if not state.open:
        state.data, state.mark = value, mark
        return
    top = state.open[-1]
    if isinstance(top.value, list):
        top.mark.children[len(top.value)] = mark
        top.value.append(value)
    elif top.keyed:
        top.mark.children[top.key] = mark
        top.value[top.key] = value
        top.keyed = False
    else:
        _take_key(value, mark, at, top, state)


def _take_key(value: object, mark: NodePosition, at: Position, top: _Open, state: _State) -> None:
    if isinstance(value, (list, dict)):
        state.say(at, kinds.NOT_READ, "a list or a mapping as a key; a key is a name")
        raise _Refused
    assert isinstance(top.value, dict) and (value is None or isinstance(value, (str, int, float, bool)))
    top.key, top.keyed = value, True
    if value in top.mark.keys:
        first = top.mark.keys[value][0]
        message = f"{quoted(mark.text)} is written twice, first in line {first}; keep one"
        state.say((mark.line, mark.column), kinds.DUPLICATE_KEY, message)
    else:
        top.mark.keys[value] = (mark.line, mark.column)


_HANDLERS: dict[type[yaml.Event], Callable[[Any, _State], None]] = {
    yaml.DocumentStartEvent: _document,
    yaml.ScalarEvent: _scalar,
    yaml.SequenceStartEvent: _begin,
    yaml.MappingStartEvent: _begin,
    yaml.SequenceEndEvent: _end,
    yaml.MappingEndEvent: _end,
    yaml.AliasEvent: _alias,
}
