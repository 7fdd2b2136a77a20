"""Differences of values: replayed they give the newer value, and reordering what has an id is none; edits in words."""

import json
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from planpress.comparing.edit_text import describe
from planpress.comparing.value_diff import differences, equal, replay
from planpress.model.change import EditKind
from planpress.model.metrics import Bound, written_bound
from planpress.model.written_values import Value
from tests.case_files import cases

CASES = cases(__file__)

scalars = st.none() | st.booleans() | st.integers(-3, 3) | st.floats(-2, 2) | st.text("ab", max_size=2)
values = st.recursive(
    scalars, lambda inner: st.lists(inner, max_size=3) | st.dictionaries(st.sampled_from("abc"), inner)
)
baselines = st.lists(st.fixed_dictionaries({"id": st.sampled_from("abcd"), "kind": st.sampled_from("xy")}), max_size=4)
steps = st.lists(
    st.fixed_dictionaries({"date": st.integers(1, 4), "to": st.sampled_from(["planning", "data"])}), max_size=4
)
thresholds = st.lists(
    st.builds(Bound, st.sampled_from("pr"), st.sampled_from(["<", ">"]), st.integers(0, 3)), max_size=3
)
documents = st.fixed_dictionaries(
    {"title": scalars, "any": values},
    optional={
        "baselines": baselines,
        "lifecycle": steps,
        "tags": st.lists(st.sampled_from("abc"), max_size=3),
        "rules": st.dictionaries(st.sampled_from("ab"), st.fixed_dictionaries({"subject_to": thresholds})),
    },
)


def as_sets(value: Any, name: str = "") -> Any:
    """A value in which the order of entries that have an id does not count."""
    if isinstance(value, dict):
        return {key: as_sets(below, str(key)) for key, below in value.items()}
    if isinstance(value, list) and name in ("baselines", "tags", "subject_to"):
        return sorted((as_sets(below) for below in value), key=lambda entry: json.dumps(entry, sort_keys=True, default=str))
    return value


@given(documents, documents)
def test_all_differences_replayed_give_the_newer_value(old: dict[str, Any], new: dict[str, Any]) -> None:
    """Whatever two documents are, the differences lead from one to the other, and leave the older one as it was."""
    before = repr(old)
    assert equal(as_sets(replay(old, list(differences(old, new)))), as_sets(new))
    assert repr(old) == before


@given(documents, documents, st.randoms())
def test_some_differences_can_be_replayed(old: dict[str, Any], new: dict[str, Any], random: Any) -> None:
    """Any part of the differences gives a value, from which the others lead on to the newer one's content."""
    found = list(differences(old, new))
    some = [one for one in found if random.random() < 0.5]
    value = replay(old, some)
    rest = list(differences(value, new))
    assert equal(as_sets(replay(value, rest)), as_sets(new))
    assert bool(rest) or equal(as_sets(value), as_sets(new))


@given(documents)
def test_equal_values_have_no_difference(value: dict[str, Any]) -> None:
    """A value does not differ from itself."""
    assert list(differences(value, value)) == []


@given(baselines, st.randoms())
def test_an_order_that_says_nothing_is_no_difference(entries: list[dict[str, str]], random: Any) -> None:
    """Entries with ids of their own may stand in any order."""
    entries = list({entry["id"]: entry for entry in entries}.values())
    shuffled = random.sample(entries, len(entries))
    assert list(differences({"baselines": entries}, {"baselines": shuffled})) == []


def as_read(value: Value) -> Value:
    """A value of structure.yml, in which a text with an operator is a threshold."""
    if isinstance(value, list):
        return [as_read(one) for one in value]
    return (written_bound(value) or value) if isinstance(value, str) else value


@pytest.mark.parametrize(("name", "old", "new", "expected"), CASES["test_what_a_difference_is"])
def test_what_a_difference_is(name: str, old: Value, new: Value, expected: list[list[str]]) -> None:
    """Each difference is as far down as the two are alike, and named as people name it."""
    found = differences({name: as_read(old)}, {name: as_read(new)})
    assert [[one.kind, ".".join(one.names)] for one in found] == expected


@pytest.mark.parametrize(("names", "kind", "old", "new", "said"), CASES["test_an_edit_in_words"])
def test_an_edit_in_words(names: str, kind: EditKind, old: Value, new: Value, said: str) -> None:
    """Whatever it is of, it begins with what was edited."""
    of_plan = names.startswith("impact")
    assert describe(kind, tuple(names.split(".")), as_read(old), as_read(new), of_plan=of_plan) == said
