"""Which entries of two lists are the same entry, so that reordering and inserting are no edits of the others."""

from __future__ import annotations

from collections import Counter
from collections.abc import Hashable, Mapping, Sequence
from itertools import pairwise

from planpress.model.metrics import Bound
from planpress.model.written_values import Value

Pairs = list[tuple[int, int]]

# By which of its keys an entry of a list is known. The limit's key of a requirement is a part of what it requires.
_IDENTITIES: Mapping[str, tuple[str, ...]] = {
    "baselines": ("id",),
    "decisions": ("date", "decision"),
    "design": ("change",),
    "lifecycle": ("date", "to"),
    "links": ("label",),
    "milestones": ("title",),
    "requirements": ("metric",),
    "rule_history": ("since",),
    "screens": ("name",),
    "waivers": ("kind",),
}
_ORDERED = frozenset({"lifecycle", "rule_history"})
"""The lists in which the order says something."""

_OF_TEXTS = frozenset({"by", "depends_on", "infrastructure", "subject_to", "tags", "teams"})


def paired(name: str, old: Sequence[Value], new: Sequence[Value]) -> Pairs | None:
    """The pairs of indices of entries that are the same; None where the list is one value, as `[3, 4, 5]` is.

    Entries are the same by what identifies them, else, what is left over in order, where half of their keys are equal.
    """
    if not _has_entries(name, old) or not _has_entries(name, new):
        return None
    pairs = _by_key(_keys(name, old), _keys(name, new))
    if name not in _OF_TEXTS:
        pairs = sorted([*pairs, *_alike(old, new, pairs)])
    if name in _ORDERED and any(one[1] > other[1] for one, other in pairwise(pairs)):
        return None
    return pairs


def entry_name(name: str, entry: Value, index: int) -> str:
    """How people name an entry of a list: by its id, its metric, its title; else by its number from 1."""
    if isinstance(entry, Bound):
        return entry.metric
    if isinstance(entry, str):
        return entry
    identity = _IDENTITIES.get(name, ())
    if isinstance(entry, Mapping) and identity and all(key in entry for key in identity):
        return str(entry[identity[-1] if name in ("lifecycle", "decisions") else identity[0]])
    return str(index + 1)


def _has_entries(name: str, entries: Sequence[Value]) -> bool:
    if name in _OF_TEXTS:
        return all(isinstance(entry, str | Bound) for entry in entries)
    return name in _IDENTITIES and all(isinstance(entry, Mapping) for entry in entries)


def _keys(name: str, entries: Sequence[Value]) -> list[Hashable]:
    """What identifies each entry, and which one of several with the same it is."""
    seen: Counter[Hashable] = Counter()
    keys: list[Hashable] = []
    for entry in entries:
        key = _key(name, entry)
        keys.append((key, seen[key]))
        seen[key] += 1
    return keys


def _key(name: str, entry: Value) -> Hashable:
    if isinstance(entry, Bound):
        return entry.metric, entry.better
    if isinstance(entry, str):
        return entry
    key = tuple(repr(entry.get(part)) for part in _IDENTITIES[name])
    if name != "requirements":
        return key
    return (*key, "upper" if "at_most" in entry or "below" in entry else "lower")


def _by_key(old: Sequence[Hashable], new: Sequence[Hashable]) -> Pairs:
    where = {key: index for index, key in enumerate(new)}
    return [(index, where[key]) for index, key in enumerate(old) if key in where]


def _alike(old: Sequence[Value], new: Sequence[Value], pairs: Pairs) -> Pairs:
    """Pairs of what is left over: entries whose id was edited, and most of the rest was not."""
    left_old = [index for index in range(len(old)) if index not in {one for one, _ in pairs}]
    left_new = [index for index in range(len(new)) if index not in {other for _, other in pairs}]
    found: Pairs = []
    for one in left_old:
        for other in left_new:
            keys = old[one].keys() | new[other].keys()
            equal = sum(key in old[one] and key in new[other] and old[one][key] == new[other][key] for key in keys)
            if keys and 2 * equal >= len(keys):
                found.append((one, other))
                left_new.remove(other)
                break
    return found
