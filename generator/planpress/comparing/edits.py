"""The edits that lead from one plan to another, value by value, and the projects whose id moved.

What was removed here and added there with mostly the same content is a rename.
"""

from collections.abc import Iterator, Mapping
from dataclasses import replace
from itertools import product

from planpress.comparing.edit_text import describe
from planpress.comparing.value_diff import differences
from planpress.model.change import Difference, Edit, EditKind
from planpress.model.sources import Place
from planpress.model.written_values import (
    EVIDENCE,
    MEETINGS,
    NARRATIVE,
    Value,
    WrittenFile,
    WrittenPlan,
    WrittenProject,
)

ALIKE = 0.6
"""From this share of equal values on, two projects are one that was renamed."""


def edits(old: WrittenPlan, new: WrittenPlan, renamed: Mapping[str, str]) -> tuple[Edit, ...]:
    """Every edit, those of plan.yml first, then project by project, then of meetings; of two equal plans, none.

    `renamed` has new ids by old ones. A project that was renamed has an edit that says so, beside those of its values.
    """
    path = new.plan.places.path
    found = [_edit(one, old, new, one.names, path, None) for one in differences(old.plan.data, new.plan.data)]
    before = {renamed.get(name, name): project for name, project in old.projects.items()}
    for name in sorted(before.keys() | new.projects.keys()):
        found += _of_project(before.get(name), new.projects.get(name))
    for name in sorted(old.meetings.keys() | new.meetings.keys()):
        found += _of_meeting(name, old.meetings.get(name), new.meetings.get(name))
    return tuple(replace(edit, number=number) for number, edit in enumerate(found))


def renames(old: Mapping[str, WrittenProject], new: Mapping[str, WrittenProject]) -> dict[str, str]:
    """New ids by old ones, of the projects that are on one side only: the most alike first, each once."""
    gone = {name: set(_leaves(project.value(), ())) for name, project in old.items() if name not in new}
    come = {name: set(_leaves(project.value(), ())) for name, project in new.items() if name not in old}
    pairs = product(gone, come)
    shares = {(one, other): len(gone[one] & come[other]) / (len(gone[one] | come[other]) or 1) for one, other in pairs}
    found: dict[str, str] = {}
    for before, after in sorted(shares, key=lambda pair: (-shares[pair], *pair)):
        if shares[before, after] >= ALIKE and before not in found and after not in found.values():
            found[before] = after
    return found


def _of_project(old: WrittenProject | None, new: WrittenProject | None) -> Iterator[Edit]:
    if old is not None and new is not None:
        if old.id != new.id:
            yield _whole("renamed", old, new)
        for one in differences(old.value(), new.value()):
            names = one.names if one.names[0] in (NARRATIVE, EVIDENCE) else one.names[1:]
            yield _edit(one, old, new, names, "", new.id)
    elif old is not None or new is not None:
        yield _whole("removed" if new is None else "added", old, new)


def _of_meeting(name: str, old: WrittenFile | None, new: WrittenFile | None) -> Iterator[Edit]:
    """Edits of a meeting, which are edits of the plan below the key `meetings`; nothing is judged by them."""
    if old is None or new is None:
        kind: EditKind = "removed" if new is None else "added"
        before, after = (None if one is None else one.places.of() for one in (old, new))
        path = (after or before or Place("")).path
        yield Edit(0, kind, path, None, (MEETINGS, name), None, None, before, after, f"meeting {name} {kind}")
        return
    # What cannot be read on one side is for `check` to say.
    for one in differences(old.data, new.data) if old.data and new.data else ():
        edit = _edit(one, old, new, one.names, new.places.path, None)
        yield replace(edit, names=(MEETINGS, name, *one.names), words=f"meeting {name}: {edit.words}", difference=None)


def _whole(kind: EditKind, old: WrittenProject | None, new: WrittenProject | None) -> Edit:
    """An edit of a project as a whole."""
    was, now = (None if one is None else one.definition.data.get("title") for one in (old, new))
    before, after = (None if one is None else one.definition.places.of() for one in (old, new))
    project, place = new or old, after or before
    assert project is not None and place is not None
    words = f"project {project.id} {kind}"
    if old is not None and new is not None:  # renamed
        was, now, words = old.id, new.id, f"project {old.id} renamed to {new.id}"
    return Edit(0, kind, place.path, project.id, (), was, now, before, after, words)


def _edit(
    one: Difference,
    old: WrittenFile | WrittenPlan | WrittenProject,
    new: WrittenFile | WrittenPlan | WrittenProject,
    names: tuple[str, ...],
    path: str,
    project: str | None,
) -> Edit:
    """An edit of a value, in the file at `path` or in that of its place."""
    old_place = None if one.kind == "added" else old.place(one.steps)
    new_place = None if one.kind == "removed" else new.place(one.new_steps)
    place = new_place or old_place
    assert place is not None
    words = describe(one.kind, names, one.old, one.new, of_plan=project is None)
    return Edit(0, one.kind, path or place.path, project, names, one.old, one.new, old_place, new_place, words, one)


def _leaves(value: Value, steps: tuple[object, ...]) -> Iterator[object]:
    if isinstance(value, Mapping):
        for key, below in value.items():
            yield from _leaves(below, (*steps, key))
    elif isinstance(value, list):
        for below in value:
            yield from _leaves(below, steps)
    elif steps != ("project.yml", "schema"):
        yield (steps, repr(value))
