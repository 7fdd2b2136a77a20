"""Margin numbers: which hold still, which differ, and which slips of the pen are found."""

from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from planpress import sections
from planpress.model.meeting import AgendaItem
from planpress.model.numbering import (
    ELEMENTS,
    ItemSubject,
    first_choice,
    is_sound,
    margin,
    nearest,
    numbers,
    read_margin,
)


def subject(**item: Any) -> ItemSubject:
    return AgendaItem(0, **item).subject


NAMES = [f"p{at}" for at in range(400)]
SUBJECTS = st.one_of(
    st.sampled_from(NAMES).map(lambda name: subject(project=name)),
    st.lists(st.sampled_from(NAMES), min_size=2, max_size=4).map(lambda names: subject(compare=names)),
    st.sampled_from(NAMES).map(lambda name: subject(page=f"{name}.md")),
    st.text(max_size=5).map(lambda text: subject(text=text)),
)
WRITTEN = st.builds(ItemSubject, st.just("project"), st.tuples(st.sampled_from(NAMES)), st.integers(1, 9999))
AGENDAS = st.lists(st.one_of(SUBJECTS, SUBJECTS, WRITTEN), max_size=40, unique_by=lambda one: (one.kind, one.about)).filter(
    lambda agenda: len(written := [one.written for one in agenda if one.written]) == len(set(written))
)


def by_subject(agenda: list[ItemSubject]) -> dict[tuple[str, tuple[str, ...]], int]:
    return {(one.kind, one.about): number for one, number in zip(agenda, numbers(agenda), strict=True)}


def test_numbers_are_those_of_earlier_versions() -> None:
    """What is printed today is typed back in years: these numbers may never change."""
    agenda = [
        subject(project="pose"),
        subject(compare=["pose", "invoices"]),
        subject(page="budget.md"),
        subject(text="Hiring:\n  two labellers"),
        subject(project="파지-자세"),
    ]
    assert numbers(agenda) == (9326, 6346, 9678, 4823, 8468)


@given(AGENDAS)
def test_every_item_has_a_number_of_its_own(agenda: list[ItemSubject]) -> None:
    """No two items share a number, and what is written is kept."""
    found = numbers(agenda)
    assert len(set(found)) == len(agenda)
    for one, number in zip(agenda, found, strict=True):
        assert number == one.written if one.written else is_sound(number)


@given(AGENDAS, st.randoms())
def test_the_order_is_of_no_matter(agenda: list[ItemSubject], random: object) -> None:
    """Items may be moved about."""
    moved = list(agenda)
    random.shuffle(moved)  # type: ignore[attr-defined]
    assert by_subject(moved) == by_subject(agenda)


@given(AGENDAS, st.data())
def test_coming_and_going_moves_none_that_is_not_contested(agenda: list[ItemSubject], data: st.DataObject) -> None:
    """Whatever comes in or goes out, an item keeps its number unless it and another came to the same one."""
    kept = data.draw(st.lists(st.sampled_from(agenda), unique_by=id)) if agenda else []
    whole, part = by_subject(agenda), by_subject(kept)
    for one in kept:
        if one.written is None and part[one.kind, one.about] != whole[one.kind, one.about]:
            rivals = [other for other in agenda if other is not one]
            assert any((other.written or first_choice(other)) == first_choice(one) for other in rivals)


@given(AGENDAS)
def test_written_numbers_hold_whatever_else_changes(agenda: list[ItemSubject]) -> None:
    """With the number that it has now written into it, an item keeps it: the rest may change at will."""
    if not agenda:
        return
    pinned = [ItemSubject(one.kind, one.about, number) for one, number in zip(agenda, numbers(agenda), strict=True)]
    assert by_subject(pinned) == by_subject(agenda)
    for at in range(0, len(pinned), 7):
        less = pinned[:at] + pinned[at + 1 :]
        assert by_subject([*less, subject(text="one more")]).items() >= by_subject(less).items()


def test_most_have_four_digits() -> None:
    """Nearly all numbers of 50 projects have four digits, and none of 1,000 projects has more than seven."""
    few = numbers([subject(project=name) for name in NAMES[:50]])
    assert sum(number < 10_000 for number in few) >= 45
    many = numbers([subject(project=f"q{at}") for at in range(1_000)])
    assert len(set(many)) == 1_000 and max(many) < 10_000_000


def test_the_very_same_twice() -> None:
    """Two items about the same have two numbers; the first has the one that it would have alone."""
    one = subject(project="pose")
    first, second = numbers([one, one])
    assert first == numbers([one])[0] != second
    assert numbers([ItemSubject("project", ("pose",), 7), one]) == (7, first)


def test_what_is_about_the_same_has_the_same_number() -> None:
    """The order of what is compared, line breaks and the form of accents are no part of what an item is about."""
    assert subject(compare=["b", "a"]) == subject(compare=["a", "b", "a"])
    assert subject(text="a  b\n c") == subject(text="a b c ")
    assert subject(text="cafe\u0301") == subject(text="caf\u00e9")
    assert len({first_choice(one) for one in (subject(project="x"), subject(page="x"), subject(text="x"))}) == 3


@given(SUBJECTS, st.data())
def test_a_slip_of_the_pen_is_found(one: ItemSubject, data: st.DataObject) -> None:
    """One wrong digit, or two neighbours in the wrong order, is never another sound number; and the right one is near."""
    right = str(first_choice(one))
    at = data.draw(st.integers(0, 3))
    digit = data.draw(st.sampled_from("0123456789").filter(lambda digit: digit != right[at]))
    slips = [right[:at] + digit + right[at + 1 :]]
    if at < 3 and right[at] != right[at + 1]:
        slips.append(right[:at] + right[at + 1] + right[at] + right[at + 2 :])
    for slip in slips:
        if slip[0] != "0":
            assert not is_sound(int(slip))
            assert nearest(int(slip), [int(right)]) == int(right)
    assert is_sound(int(right))


def test_what_is_near() -> None:
    """A digit left out or too many is near; two wrong ones are not; of two that are near none is named."""
    assert nearest(932, [9326, 1111]) == 9326
    assert nearest(99326, [9326]) == 9326
    assert nearest(9155, [9326]) is None
    assert nearest(9327, [9326, 9328]) is None


PARTS = {**ELEMENTS, **{kind.id: kind.margin for kind in sections.ALL if kind.margin is not None}}


@pytest.mark.parametrize("part", [None, *PARTS.values()])
def test_numbers_of_parts_are_read_back(part: int | None) -> None:
    """What the margin shows beside an item, or a part of it, can be typed back."""
    assert read_margin(f" {margin(9326, part)} ") == 9326


def test_numbers_of_parts_are_those_of_earlier_versions() -> None:
    """A part's number is never given to another; new parts come after the last."""
    assert sorted(PARTS.values()) == list(range(1, len(PARTS) + 1))
    assert (PARTS["question"], PARTS["models"], PARTS["narrative"], PARTS["sources"]) == (1, 8, 14, 20)


@pytest.mark.parametrize("written", ["", "x", "93.", "9326.0", "9326.123", "-1", "9326.8.1", "١٢٣٤", "99999999999999"])
def test_what_is_no_number_is_not_read(written: str) -> None:
    """Whatever else is typed is no margin number."""
    assert read_margin(written) is None
