"""Projects whose id moved: what was removed here and added there with mostly the same content is a rename."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Set

from planpress.model.written_values import Value, WrittenProject

ALIKE = 0.6
"""From this share of equal values on, two projects are one that was renamed."""


def renames(old: Mapping[str, WrittenProject], new: Mapping[str, WrittenProject]) -> dict[str, str]:
    """New ids by old ones, of the projects that are on one side only: the most alike first, each once."""
    gone = {name: _leaves(project) for name, project in old.items() if name not in new}
    come = {name: _leaves(project) for name, project in new.items() if name not in old}
    alike = sorted(
        ((_share(one, other), before, after) for before, one in gone.items() for after, other in come.items()),
        key=lambda found: (-found[0], found[1], found[2]),
    )
    found: dict[str, str] = {}
    for share, before, after in alike:
        if share >= ALIKE and before not in found and after not in found.values():
            found[before] = after
    return found


def _share(one: Set[object], other: Set[object]) -> float:
    return len(one & other) / (len(one | other) or 1)


def _leaves(project: WrittenProject) -> frozenset[object]:
    return frozenset(_below(project.value(), ()))


def _below(value: Value, steps: tuple[object, ...]) -> Iterator[object]:
    if isinstance(value, Mapping):
        for key, below in value.items():
            yield from _below(below, (*steps, key))
    elif isinstance(value, list):
        for below in value:
            yield from _below(below, steps)
    elif steps != ("project.yml", "schema"):
        yield (steps, repr(value))
