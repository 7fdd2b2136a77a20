"""One more entry at the end of a list in a YAML file, and everything else of the file as it was, byte for byte.

The place is found by libyaml's own marks and the text is set in there; nothing is written anew from what was read. Each
way of setting it in is tried on the text and read back: the file must then say what it said, and the entry, and nothing
else. Where no way does, nothing is changed, and the error says what to write by hand.
"""

from __future__ import annotations

from collections.abc import Mapping

from planpress.deciding.entry_text import Entry, flow
from planpress.deciding.insertion_points import Piece, pieces
from planpress.deciding.yaml_layout import lay_out
from planpress.model.errors import PlanpressError
from planpress.reading.decoding import BYTE_ORDER_MARK
from planpress.reading.yaml_text import ComposedYaml, compose


class InsertionError(PlanpressError):
    """A file that no entry can be set into without a change of something else. The message holds the entry."""


def with_entry(data: bytes, path: str, key: str, entry: Entry) -> bytes:
    """The bytes of a YAML file whose list `key`, at its top, has one more entry at its end.

    The file must be free of errors. Everything else stays as it was: only a written `null` in place of the list is
    replaced. Raises InsertionError.
    """
    mark = BYTE_ORDER_MARK if data.startswith(BYTE_ORDER_MARK) else b""
    raw = data[len(mark) :].decode("utf-8")
    old = compose(_plain(raw))
    layout = lay_out(raw, _plain(raw), key) if isinstance(old.data, dict) else None
    for candidate in () if layout is None else pieces(layout, key, entry):
        made = _set_in(raw, candidate)
        if _says_it(old, compose(_plain(made)), key, entry):
            return mark + made.encode("utf-8")
    raise InsertionError(
        f"{path}: no entry can be added to {key} without changing something else; add it by hand: {flow(entry)}"
    )


def _plain(raw: str) -> str:
    """The text as YAML is read here, with one kind of line end."""
    return raw.replace("\r\n", "\n").replace("\r", "\n")


def _set_in(raw: str, candidate: list[Piece]) -> str:
    """The text with the pieces set in, from its end to its beginning, so that no place moves before its turn."""
    for piece in sorted(candidate, key=lambda piece: piece.at, reverse=True):
        raw = raw[: piece.at] + piece.text + raw[piece.at + piece.instead_of :]
    return raw


def _says_it(old: ComposedYaml, new: ComposedYaml, key: str, entry: Entry) -> bool:
    """Whether the new text says what the old one says, with the entry at the end of the list, and is no worse."""
    if not isinstance(old.data, dict) or not isinstance(new.data, dict):
        return False
    before = old.data.get(key)
    if before is not None and not isinstance(before, list):
        return False
    entries = [*(before or []), _read_back(entry)]
    rest, kept = ({name: value for name, value in one.items() if name != key} for one in (old.data, new.data))
    # A representation tells 1 from true and from 1.0, and knows the order of keys; equality does not.
    same = repr(rest) == repr(kept) and repr(new.data.get(key)) == repr(entries)
    return same and sorted(one.code for one in old.problems) == sorted(one.code for one in new.problems)


def _read_back(entry: Entry) -> Mapping[str, object]:
    return {key: list(value) if isinstance(value, tuple) else value for key, value in entry.items()}
