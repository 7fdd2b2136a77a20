"""The differences of two values as YAML holds them, and how they are replayed.

Entries of lists are paired, so that reordering and inserting are no edits of the others.
"""

from collections import Counter, defaultdict
from collections.abc import Collection, Hashable, Iterator, Mapping, Sequence
from itertools import pairwise

from planpress.model.change import Difference
from planpress.model.metrics import Bound
from planpress.model.sources import Step
from planpress.model.written_values import Value

Steps = tuple[Step, ...]
Names = tuple[str, ...]
Pairs = list[tuple[int, int]]


def differences(
    old: Value, new: Value, steps: Steps = (), new_steps: Steps = (), names: Names = ()
) -> Iterator[Difference]:
    """The differences of two values, each as far down as the two are of one shape."""
    name = "".join(names[-1:])
    if isinstance(old, Mapping) and isinstance(new, Mapping):
        yield from _of_mappings(old, new, steps, new_steps, names)
    elif isinstance(old, list) and isinstance(new, list) and (pairs := paired(name, old, new)) is not None:
        yield from _of_lists(old, new, pairs, steps, new_steps, names)
    elif not equal(old, new):
        yield Difference("changed", steps, new_steps, names, old, new)


def replay(value: Value, made: Collection[Difference]) -> Value:
    """`value` with these of its differences made. With all of them it is the newer value, but for what is no edit: the
    order of entries, the blanks in a threshold; with some of them, what it would be without the others."""
    return _made(value, list(made), 0)


def equal(one: Value, other: Value) -> bool:
    """Whether two values are equal; `true` is not 1, though Python takes it for that, and 1 is 1.0."""
    if isinstance(one, bool) or isinstance(other, bool):
        return one is other
    if isinstance(one, Mapping) and isinstance(other, Mapping):
        return one.keys() == other.keys() and all(equal(one[key], other[key]) for key in one)
    if isinstance(one, list) and isinstance(other, list):
        return len(one) == len(other) and all(map(equal, one, other))
    return bool(one == other)


def _of_mappings(
    old: Mapping[Step, Value], new: Mapping[Step, Value], steps: Steps, new_steps: Steps, names: Names
) -> Iterator[Difference]:
    for key in dict.fromkeys((*old, *new)):
        below = (*steps, key), (*new_steps, key), (*names, str(key))
        if key not in new:
            yield Difference("removed", *below, old[key])
        elif key not in old:
            yield Difference("added", *below, None, new[key])
        else:
            yield from differences(old[key], new[key], *below)


def _of_lists(
    old: Sequence[Value], new: Sequence[Value], pairs: Pairs, steps: Steps, new_steps: Steps, names: Names
) -> Iterator[Difference]:
    name, after = "".join(names[-1:]), -1
    to_new, to_old = dict(pairs), {other: one for one, other in pairs}
    for index, value in enumerate(old):
        at = to_new.get(index, index)
        below = (*steps, index), (*new_steps, at), (*names, entry_name(name, value, index))
        if index in to_new:
            yield from differences(value, new[at], *below)
        else:
            yield Difference("removed", *below, value)
    for index, value in enumerate(new):
        if index in to_old:
            after = to_old[index]
        else:
            below = (*steps, index), (*new_steps, index), (*names, entry_name(name, value, index))
            yield Difference("added", *below, None, value, after)


_GONE = object()
"""What a removed value becomes."""


def _made(value: Value, made: Sequence[Difference], depth: int) -> Value:
    """`value`, which is `depth` steps down, with the differences that are in it made."""
    if not made:
        return value
    if len(made[0].steps) == depth:
        return _GONE if made[0].kind == "removed" else made[0].new
    inside, added = defaultdict[Step, list[Difference]](list), defaultdict[int | None, list[Value]](list)
    for one in made:
        if isinstance(value, list) and one.kind == "added" and len(one.steps) == depth + 1:
            added[one.after].append(one.new)
        else:
            inside[one.steps[depth]].append(one)
    if isinstance(value, Mapping):
        entries = {key: _made(value.get(key), inside[key], depth + 1) for key in (*value, *inside)}
        return {key: below for key, below in entries.items() if below is not _GONE}
    result = added[-1]
    for index, below in enumerate(value):
        result += [_made(below, inside[index], depth + 1), *added[index]]
    return [below for below in result if below is not _GONE]


# By which of its keys an entry of a list is known. The limit's key of a requirement is a part of what it requires.
_IDENTITIES: Mapping[str, tuple[str, ...]] = {
    "agenda": ("project", "compare", "page", "text"),
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
_ORDERED = frozenset({"agenda", "lifecycle", "rule_history"})
"""The lists in which the order says something."""

_OF_TEXTS = frozenset(
    {"alternatives", "attendees", "by", "depends_on", "infrastructure", "subject_to", "tags", "teams"}
)


def paired(name: str, old: Sequence[Value], new: Sequence[Value]) -> Pairs | None:
    """The pairs of indices of entries that are the same; None where the list is one value, as `[3, 4, 5]` is.

    Entries are the same by what identifies them, else, what is left over in order, where half of their keys are equal.
    """
    if not _has_entries(name, old) or not _has_entries(name, new):
        return None
    where = {key: at for at, key in enumerate(_keys(name, new))}
    pairs = [(at, where[key]) for at, key in enumerate(_keys(name, old)) if key in where]
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
    if name == "agenda":
        identity = tuple(key for key in identity if isinstance(entry.get(key), str))[:1]
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


def _alike(old: Sequence[Value], new: Sequence[Value], pairs: Pairs) -> Pairs:
    """Pairs of what is left over: entries whose id was edited, and most of the rest was not."""
    left_new = [index for index in range(len(new)) if index not in {other for _, other in pairs}]
    found: Pairs = []
    for one in sorted({*range(len(old))} - {one for one, _ in pairs}):
        for other in left_new:
            keys = old[one].keys() | new[other].keys()
            equal = sum(key in old[one] and key in new[other] and old[one][key] == new[other][key] for key in keys)
            if keys and 2 * equal >= len(keys):
                found.append((one, other))
                left_new.remove(other)
                break
    return found
