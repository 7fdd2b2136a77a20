"""One more entry, and everything else byte for byte as it was, however a file is written."""

from __future__ import annotations

from io import StringIO
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st
from ruamel.yaml import YAML

from planpress.deciding.insertion import InsertionError, with_entry
from planpress.reading.yaml_text import compose
from tests.conftest import ROOT
from tests.deciding.cases import CASES, ENTRY, LONG, REFUSED, Case, written

KEY = "decisions"


def set_in(before: str, entry: Any = ENTRY) -> str:
    return with_entry(before.encode(), "project.yml", KEY, entry).decode()


def is_subsequence(short: str, long: str) -> bool:
    rest = iter(long)
    return all(character in rest for character in short)


@pytest.mark.parametrize("case", CASES, ids=lambda case: case.title)
def test_sets_in(case: Case) -> None:
    """The file afterwards, to the byte; a second entry goes behind the first."""
    after = set_in(case.before)
    assert after == written(case.after)
    twice = compose(set_in(after).lstrip("\ufeff").replace("\r\n", "\n").replace("\r", "\n"))
    assert isinstance(twice.data, dict) and not twice.problems
    assert twice.data[KEY][-2:] == [{**ENTRY, "by": list(ENTRY["by"])}] * 2


@pytest.mark.parametrize("case", REFUSED, ids=lambda case: case.title)
def test_refuses(case: Case) -> None:
    """Where something else would change, nothing does, and the message holds what to write by hand."""
    with pytest.raises(InsertionError) as problem:
        set_in(case.before)
    assert str(problem.value) == (
        "project.yml: no entry can be added to decisions without changing something else; add it by hand: "
        + written("@")
    )


def test_a_long_entry_is_written_a_key_a_line() -> None:
    """In a new list, where it would make a long line; where entries have a line each, it has one too."""
    lines = ["date: 2019-06-03", f'decision: "{LONG["decision"]}"', "by: [Ada, Ben Okri, Chiara]"]
    block = "decisions:\n  - " + "\n    ".join(lines) + "\n"
    assert set_in("a: 1\n", LONG) == "a: 1\n" + block
    assert set_in("decisions:\n", LONG) == block
    assert set_in("decisions:\n  - {x: 1}\n", LONG).count("\n") == 3


HOSTILE = st.text(
    st.characters(exclude_categories=["Cc", "Cs", "Zl", "Zp"], exclude_characters="\ufffe\uffff"), min_size=1
)
PIECES = st.sampled_from(["a: 1", "  b: x # c", "- {y: 1}", "  - {z: [1, 2]}", "decisions:", "decisions: []", "# c", "", "  - p: |", "      t", "decisions: [{x: 1}, # a", "  {y: 2}]", "k: &n {v: 1}", "m: *n", "q: 'it''s'", "\tx"])  # fmt: skip


@given(HOSTILE, st.lists(HOSTILE, max_size=3), st.sampled_from([case.before for case in CASES]))
def test_any_text_is_written_as_it_is(decision: str, by: list[str], before: str) -> None:
    """Whatever was decided, by whomever: it is read back to the letter, and nothing of the file is lost."""
    entry = {"number": 9326, "decision": decision, "by": tuple(by)}
    after = set_in(before, entry)
    data = compose(after.removeprefix("\ufeff").replace("\r\n", "\n").replace("\r", "\n")).data
    assert isinstance(data, dict)
    assert data[KEY][-1] == {"number": 9326, "decision": decision, "by": by}
    kept = before.replace("null", "").replace("~", "")
    assert is_subsequence(kept, after)


@given(st.lists(PIECES, max_size=10), st.sampled_from(["\n", "\r\n", "\r"]), st.booleans())
def test_whatever_a_file_looks_like(lines: list[str], end: str, closed: bool) -> None:
    """Any file that can be read keeps every byte and says one thing more, or nothing is done."""
    before = end.join(lines) + end * closed
    old = compose(before.replace("\r\n", "\n").replace("\r", "\n"))
    if not isinstance(old.data, dict) or old.problems:
        return
    try:
        after = set_in(before)
    except InsertionError:
        return
    assert is_subsequence(before, after)
    new = compose(after.replace("\r\n", "\n").replace("\r", "\n")).data
    assert isinstance(new, dict)
    assert new == {**old.data, KEY: [*(old.data.get(KEY) or []), {**ENTRY, "by": list(ENTRY["by"])}]}


@pytest.mark.parametrize(
    "path", sorted((ROOT / "content/projects").glob("*/project.yml")), ids=lambda path: path.parent.name
)
def test_another_reader_agrees(path: Any) -> None:
    """ruamel.yaml, which shares no code with the reader here, finds what was there, and one decision more."""
    reader = YAML(typ="safe", pure=True)
    before = path.read_text("utf-8")
    after = set_in(before)
    old, new = reader.load(StringIO(before)), reader.load(StringIO(after))
    last = new[KEY].pop()
    assert (str(last["date"]), last["decision"], last["by"]) == (ENTRY["date"], ENTRY["decision"], list(ENTRY["by"]))
    assert new == {**old, KEY: old.get(KEY) or []}
    assert is_subsequence(before, after)
