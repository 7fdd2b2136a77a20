"""The differences of two values as YAML holds them, and how they are replayed."""

from __future__ import annotations

from collections.abc import Collection, Iterator, Mapping, Sequence

from planpress.comparing.list_alignment import entry_name, paired
from planpress.model.change import Difference
from planpress.model.sources import Step
from planpress.model.written_values import Value

Steps = tuple[Step, ...]
Names = tuple[str, ...]


def differences(
    old: Value, new: Value, steps: Steps = (), new_steps: Steps = (), names: Names = ()
) -> Iterator[Difference]:
    """The differences of two values, each as far down as the two are of one shape."""
    if isinstance(old, Mapping) and isinstance(new, Mapping):
        yield from _of_mappings(old, new, steps, new_steps, names)
    elif isinstance(old, list) and isinstance(new, list):
        yield from _of_lists(old, new, steps, new_steps, names)
    elif not equal(old, new):
        yield Difference("changed", steps, new_steps, names, old, new)


def replay(value: Value, made: Collection[Difference]) -> Value:
    """`value` with these of its differences made. With all of them it is the newer value, but for what is no edit: the
    order of entries, the blanks in a threshold; with some of them, what it would be without the others."""
    return _made(value, list(made), 0) if made else value


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
    for key, value in old.items():
        below = (*steps, key), (*new_steps, key), (*names, str(key))
        if key in new:
            yield from differences(value, new[key], *below)
        else:
            yield Difference("removed", *below, value)
    for key, value in new.items():
        if key not in old:
            yield Difference("added", (*steps, key), (*new_steps, key), (*names, str(key)), None, value)


def _of_lists(
    old: Sequence[Value], new: Sequence[Value], steps: Steps, new_steps: Steps, names: Names
) -> Iterator[Difference]:
    name = names[-1] if names else ""
    pairs = paired(name, old, new)
    if pairs is None:
        if not equal(old, new):
            yield Difference("changed", steps, new_steps, names, old, new)
        return
    to_new, to_old = dict(pairs), {other: one for one, other in pairs}
    for index, value in enumerate(old):
        known = (*names, entry_name(name, value, index))
        if index in to_new:
            at = to_new[index]
            yield from differences(value, new[at], (*steps, index), (*new_steps, at), known)
        else:
            yield Difference("removed", (*steps, index), (*new_steps, index), known, value)
    after = -1
    for index, value in enumerate(new):
        if index in to_old:
            after = to_old[index]
        else:
            known = (*names, entry_name(name, value, index))
            yield Difference("added", (*steps, index), (*new_steps, index), known, None, value, after)


def _made(value: Value, made: Sequence[Difference], depth: int) -> Value:
    here = next((one for one in made if len(one.steps) == depth), None)
    if here is not None:
        return here.new
    if isinstance(value, Mapping):
        return _made_in_mapping(value, made, depth)
    return _made_in_list(value, made, depth)


def _made_in_mapping(value: Mapping[Step, Value], made: Sequence[Difference], depth: int) -> dict[Step, Value]:
    by_key = _by_step(made, depth)
    result: dict[Step, Value] = {}
    for key, below in value.items():
        inside = by_key.pop(key, [])
        if not _is_whole(inside, "removed", depth):
            result[key] = _made(below, inside, depth + 1) if inside else below
    result.update((key, inside[0].new) for key, inside in by_key.items())
    return result


def _made_in_list(value: Sequence[Value], made: Sequence[Difference], depth: int) -> list[Value]:
    added = [one for one in made if one.kind == "added" and len(one.steps) == depth + 1]
    by_index = _by_step([one for one in made if one not in added], depth)
    result = [one.new for one in added if one.after == -1]
    for index, below in enumerate(value):
        inside = by_index.get(index, [])
        if not _is_whole(inside, "removed", depth):
            result.append(_made(below, inside, depth + 1) if inside else below)
        result += [one.new for one in added if one.after == index]
    return result


def _by_step(made: Sequence[Difference], depth: int) -> dict[Step, list[Difference]]:
    found: dict[Step, list[Difference]] = {}
    for one in made:
        found.setdefault(one.steps[depth], []).append(one)
    return found


def _is_whole(inside: Sequence[Difference], kind: str, depth: int) -> bool:
    return any(one.kind == kind and len(one.steps) == depth + 1 for one in inside)
