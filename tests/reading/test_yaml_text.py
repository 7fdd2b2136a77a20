"""YAML 1.2 with the place of every value: never raises, agrees with other readers on plain values, points at its text."""

import json
import re
from itertools import pairwise

import pytest
import yaml
from hypothesis import example, given
from hypothesis import strategies as st

from planpress.model.sources import Places, Step
from planpress.reading.yaml_text import MOST_LEVELS, MOST_VALUES, compose

# What no text of a plan may hold is refused, see tests/reading/test_bad_input.py.
WORDS = st.text(st.characters(exclude_categories=("Cc", "Cs", "Zl", "Zp"), exclude_characters="\ufeff\ufffe\uffff"))
SCALARS = st.none() | st.booleans() | st.integers() | st.floats(allow_nan=False, allow_infinity=False) | WORDS
VALUES = st.recursive(SCALARS, lambda below: st.lists(below) | st.dictionaries(WORDS, below), max_leaves=20)
YAML_LIKE = st.text(st.sampled_from(list(" \n\t:-?[]{}&*!|>'\"%@`#,a1.~\\\r\x00\x1b\u2028é😀")), max_size=60)

Steps = tuple[Step, ...]


@given(VALUES)
def test_json_is_yaml(value: object) -> None:
    """Whatever JSON writes in plain UTF-8 is read as JSON reads it, numbers to the last digit."""
    text = json.dumps(value, ensure_ascii=False)
    composed = compose(text)
    assert [problem.message for problem in composed.problems] == []
    assert repr(composed.data) == repr(json.loads(text))  # 1, 1.0 and True are three


@given(VALUES)
@example({"0E0": None})
def test_what_pyyaml_writes_is_read(value: object) -> None:
    """A document that PyYAML writes without aliases, in block style, is the value that it was given."""
    text = yaml.dump(value, Dumper=Plain, allow_unicode=True, sort_keys=False)
    composed = compose(text)
    assert [problem.message for problem in composed.problems if problem.code != "PP106"] == []
    assert repr(composed.data) == repr(value)


@given(st.text() | YAML_LIKE)
@example("? \n")
@example("{a: [b, {c: ]")
@example("a: |\n x\n\ty\n")
@example("- - - - ?\n")
@example("&a [*a]")
@example("%YAML 9.9\n--- a")
@example("\x85")
def test_no_text_raises(text: str) -> None:
    """Any text gives a value or an error, and every problem is one of a known kind, at a place of the text or at none."""
    composed = compose(text)
    errors = [problem for problem in composed.problems if problem.level == "error"]
    assert composed.mark is not None or errors or not composed.data
    lines = text.replace("\r\n", "\n").replace("\r", "\n").count("\n") + 1
    assert all(0 <= place.line <= lines + 1 and place.column >= 0 for place in (one.place for one in composed.problems))


@given(VALUES, st.sampled_from([None, 1, 4]))
def test_places_point_at_the_text(value: object, indent: int | None) -> None:
    """At the place of every scalar its text begins; at the place of every list or mapping, its bracket."""
    text = json.dumps(value, indent=indent, ensure_ascii=False)
    lines = text.split("\n")
    composed = compose(text)
    places = Places("x.yml", composed.mark)
    for steps, below in walk(json.loads(text)):
        place = places.of(*steps)
        there = json.dumps(below, ensure_ascii=False)
        assert lines[place.line - 1][place.column - 1 :].startswith(there[0] if isinstance(below, list | dict) else there)
        if steps and isinstance(steps[-1], str):
            place = places.key(*steps)
            assert lines[place.line - 1][place.column - 1 :].startswith(json.dumps(steps[-1], ensure_ascii=False))


@given(VALUES)
def test_places_of_block_style_point_at_the_text(value: object) -> None:
    """In block style too, the text at the place of a plain scalar is the scalar."""
    text = yaml.dump(value, Dumper=Plain, allow_unicode=True, sort_keys=False, width=10_000)
    lines = text.split("\n")
    places = Places("x.yml", compose(text).mark)
    for steps, _ in walk(value):
        place, written = places.of(*steps), places.text(*steps)
        found = lines[place.line - 1][place.column - 1 :]
        assert written is None or found.startswith((written, "'", '"', "|", "? "))


def test_a_place_that_is_not_written_is_that_of_what_is_above() -> None:
    """The place of a missing key is that of the nearest mapping above it; of a file without marks, the file."""
    places = Places("x.yml", compose("a:\n  b: 1\n").mark)
    assert str(places.of("a", "c", "d")) == "x.yml:2:3"
    assert str(places.of("z")) == "x.yml:1:1"
    assert str(places.key("a", "b")) == "x.yml:2:3"
    assert str(places.key("a", "z")) == "x.yml:2:3"
    assert str(Places("x.yml").of("a")) == "x.yml"


def test_scalars_keep_their_text() -> None:
    places = Places("x.yml", compose('{a: 1.10, b: "1.10", c: 0x1F, d: [~, yes]}').mark)
    assert [places.text(step) for step in "abc"] == ["1.10", "1.10", "0x1F"]
    assert [places.text("d", at) for at in range(3)] == ["~", "yes", None]
    assert places.text("d") is None


def test_columns_count_characters() -> None:
    assert str(Places("x.yml", compose("é😀: x\n").mark).of("é😀")) == "x.yml:1:5"


@pytest.mark.parametrize(("part", "end", "most"), [("[", "]", MOST_LEVELS - 1), ("1,", "", MOST_VALUES - 1)])
def test_what_is_up_to_the_limit_is_read(part: str, end: str, most: int) -> None:
    assert compose(f"[{part * most}{end * most}]").problems == ()
    (problem,) = compose(f"[{part * (most + 1)}{end * (most + 1)}]").problems
    assert problem.code == "PP108"


def test_an_alias_costs_what_it_stands_for() -> None:
    """Aliases of aliases run into the limit at once, and below it give the value that they stand for."""
    assert compose("a: &a [1, 2]\nb: [*a, *a]\n").data == {"a": [1, 2], "b": [[1, 2], [1, 2]]}
    names = [f"a{at}" for at in range(30)]
    lines = ["a0: &a0 [1, 1]", *(f"{y}: &{y} [*{x}, *{x}]" for x, y in pairwise(names))]
    assert [problem.code for problem in compose("\n".join(lines)).problems] == ["PP108"]


class Plain(yaml.SafeDumper):
    """PyYAML's dumper without aliases. It quotes a text that is a number to YAML 1.2 alone, such as 0E0."""

    def ignore_aliases(self, data: object) -> bool:
        return True


NUMBER = r"(?:[-+]?(?:\.[0-9]+|[0-9]+(?:\.[0-9]*)?)(?:[eE][-+]?[0-9]+)?|0o[0-7]+|0x[0-9a-fA-F]+)\Z"
Plain.add_implicit_resolver("tag:yaml.org,2002:float", re.compile(NUMBER), list("-+.0123456789"))


def walk(value: object, steps: Steps = ()) -> list[tuple[Steps, object]]:
    found: list[tuple[Steps, object]] = [(steps, value)]
    if isinstance(value, dict):
        found += [part for key, below in value.items() for part in walk(below, (*steps, key))]
    if isinstance(value, list):
        found += [part for at, below in enumerate(value) for part in walk(below, (*steps, at))]
    return found
