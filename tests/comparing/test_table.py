"""Every kind of edit: what a comparison says of it, and that it says the opposite of the way back."""

import pytest

from planpress.comparing.value_diff import replay
from planpress.reading.written_plan import read_written_plan, read_written_project
from tests.comparing.building import BASE, compared, edited, said, sides
from tests.comparing.table import CASES, Case

TITLES = [case.title for case in CASES]


@pytest.mark.parametrize("case", CASES, ids=TITLES)
def test_what_an_edit_does(case: Case) -> None:
    """The edits, the changes that follow with their causes, and the goalposts, in this order and no others."""
    comparison = compared(BASE, edited(case.edits))
    lines = [f"~ {edit.words}" for edit in comparison.edits]
    lines += said(comparison)
    lines += [f"! {goalpost.sentence}" for goalpost in comparison.goalposts]
    assert lines == case.expected.strip().splitlines()


@pytest.mark.parametrize("case", CASES, ids=TITLES)
def test_the_way_back_is_the_opposite(case: Case) -> None:
    """With the sides swapped the same conclusions change, what was is what is, and edits are taken back."""
    there, back = compared(BASE, edited(case.edits)), compared(edited(case.edits), BASE)
    named = {after: before for before, after in there.renamed.items()}
    forth = {(one.kind, named.get(one.project or "", one.project), one.subject, one.was, one.now)
             for one in there.changes if one.level in ("conclusion", "score") and one.kind != "project"}  # fmt: skip
    returned = {(one.kind, one.project, one.subject, one.now, one.was)
                for one in back.changes if one.level in ("conclusion", "score") and one.kind != "project"}  # fmt: skip
    assert forth == returned
    assert len(there.edits) == len(back.edits)


@pytest.mark.parametrize("case", CASES, ids=TITLES)
def test_edits_replayed_make_the_head(case: Case) -> None:
    """All edits made on the base give the head, value by value."""
    new = edited(case.edits)
    comparison = compared(BASE, new)
    two = sides(BASE, new)
    old, head = ({name: read_written_project(tree, name) for name in tree.listing().folders} for tree in (two.old, two.new))
    of_plan = [edit.difference for edit in comparison.edits if edit.project is None and edit.difference]
    assert replay(read_written_plan(two.old).data, of_plan) == read_written_plan(two.new).data
    names = {comparison.renamed.get(name, name): name for name in old}
    for name in names.keys() & head.keys():
        own = [edit.difference for edit in comparison.edits if edit.project == name and edit.difference]
        if case.title not in ("baselines in another order", "a threshold with other blanks"):
            before, after = old[names[name]], head[name]
            assert before is not None and after is not None
            assert replay(before.value(), own) == after.value()


@pytest.mark.parametrize("case", CASES, ids=TITLES)
def test_shares_add_up_to_the_change(case: Case) -> None:
    """The contributions to a changed number sum to the change."""
    for change in compared(BASE, edited(case.edits)).at("score"):
        if change.contributions:
            assert change.amount is not None
            assert abs(sum(share.value for share in change.contributions) - change.amount) < 1e-9


def test_there_are_many_kinds_of_edits() -> None:
    """The table is long, has no case twice, and cases in which nothing follows."""
    assert len(CASES) > 60
    assert len(set(TITLES)) == len(TITLES)
    assert sum(not case.expected.strip() for case in CASES) >= 6
