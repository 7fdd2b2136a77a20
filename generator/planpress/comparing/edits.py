"""The edits that lead from one plan to another: what changed in what was written, value by value."""

from __future__ import annotations

from collections.abc import Iterator, Mapping

from planpress.comparing.edit_text import describe
from planpress.comparing.value_diff import differences
from planpress.model.change import Difference, Edit
from planpress.model.written_values import NARRATIVE, WrittenPlan, WrittenProject

Unnumbered = tuple[str | None, Difference | None, WrittenProject | None, WrittenProject | None]


def edits(old: WrittenPlan, new: WrittenPlan, renamed: Mapping[str, str]) -> tuple[Edit, ...]:
    """Every edit, those of plan.yml first, then project by project; of two equal plans, none.

    `renamed` has new ids by old ones. A project that was renamed has an edit that says so, beside those of its values.
    """
    of_plan = [_of_plan(one, old, new) for one in differences(old.plan.data, new.plan.data)]
    found = [*of_plan, *(edit for pair in _pairs(old, new, renamed) for edit in _of_project(*pair))]
    return tuple(_numbered(number, edit) for number, edit in enumerate(found))


def _numbered(number: int, edit: Edit) -> Edit:
    return Edit(
        number, edit.kind, edit.file, edit.project, edit.names, edit.old, edit.new, edit.old_place, edit.new_place,
        edit.words, edit.difference,
    )  # fmt: skip


def _pairs(
    old: WrittenPlan, new: WrittenPlan, renamed: Mapping[str, str]
) -> Iterator[tuple[WrittenProject | None, WrittenProject | None]]:
    """Each project on both sides, by its id in the head."""
    before = {renamed.get(name, name): project for name, project in old.projects.items()}
    for name in sorted(before.keys() | new.projects.keys()):
        yield before.get(name), new.projects.get(name)


def _of_plan(one: Difference, old: WrittenPlan, new: WrittenPlan) -> Edit:
    return Edit(
        number=0,
        kind=one.kind,
        file=new.plan.places.path,
        project=None,
        names=one.names,
        old=one.old,
        new=one.new,
        old_place=None if one.kind == "added" else old.place(one.steps),
        new_place=None if one.kind == "removed" else new.place(one.new_steps),
        words=describe(one.kind, one.names, one.old, one.new, of_plan=True),
        difference=one,
    )


def _of_project(old: WrittenProject | None, new: WrittenProject | None) -> Iterator[Edit]:
    if old is None or new is None:
        one = old or new
        assert one is not None
        kind = "added" if old is None else "removed"
        place = one.definition.places.of()
        title = one.definition.data.get("title")
        yield Edit(
            0, "added" if old is None else "removed", place.path, one.id, (), None if old is None else title,
            None if new is None else title, None if old is None else place, None if new is None else place,
            f"project {one.id} {kind}",
        )  # fmt: skip
        return
    if old.id != new.id:
        words = f"project {old.id} renamed to {new.id}"
        places = old.definition.places.of(), new.definition.places.of()
        yield Edit(0, "renamed", places[1].path, new.id, (), old.id, new.id, *places, words)
    for found in differences(old.value(), new.value()):
        yield _of_value(found, old, new)


def _of_value(one: Difference, old: WrittenProject, new: WrittenProject) -> Edit:
    names = one.names if one.names[0] == NARRATIVE else one.names[1:]
    old_place = None if one.kind == "added" else old.place(one.steps)
    new_place = None if one.kind == "removed" else new.place(one.new_steps)
    place = new_place or old_place
    assert place is not None
    return Edit(
        number=0,
        kind=one.kind,
        file=place.path,
        project=new.id,
        names=names,
        old=one.old,
        new=one.new,
        old_place=old_place,
        new_place=new_place,
        words=describe(one.kind, names, one.old, one.new),
        difference=one,
    )
