"""JSON that planpress wrote: read as pydantic reads it, and refused where pydantic would refuse or change it."""

import json
from itertools import accumulate
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st
from pydantic import TypeAdapter, ValidationError

from planpress.formats.evidence_json import as_json
from planpress.model.curves import CurveEvidence, ModelCurve
from planpress.model.evidence import (
    Evidence,
    MetricEvidence,
    ModelEvidence,
    PairEvidence,
    Passport,
    SliceEvidence,
    SourceEvidence,
)
from planpress.reading.typed_json import noun_text, read_noun

ADAPTER = TypeAdapter(Evidence)

numbers = st.floats(-1e9, 1e9)
counts = st.none() | st.integers(0, 10**9)
names = st.sampled_from(["a", "net-2, b", "é"])
errors = st.none() | st.floats(0, 1e9)
models = st.builds(
    ModelEvidence, numbers, counts, counts, counts, errors, st.sampled_from([None, "t", "CR1"]), st.none() | numbers, st.none() | numbers,
    st.dictionaries(names, names, max_size=2),
)  # fmt: skip
pairs = st.builds(PairEvidence, names, names, numbers, st.floats(0, 9), st.integers(0, 99), counts, counts, st.none() | st.tuples(st.integers(0, 9), st.integers(0, 9)), st.dictionaries(names, numbers, max_size=2))
slices = st.dictionaries(names, st.dictionaries(names, st.dictionaries(names, st.builds(SliceEvidence, numbers, counts, counts, errors), max_size=2), max_size=2), max_size=2)
passports = st.builds(Passport, metric=st.none() | names, threshold=st.none() | numbers, data=st.none() | names)
metrics = st.builds(MetricEvidence, passports, st.dictionaries(names, models, max_size=3), st.lists(pairs, max_size=2).map(tuple), st.dictionaries(names, st.dictionaries(names, numbers, max_size=2), max_size=2), slices)
sources = st.builds(lambda kind, files, rows: SourceEvidence(kind, files, tuple("sha256:" + "0" * 64 for _ in files), rows), names, st.lists(names, max_size=2).map(tuple), st.integers(0, 99))
curves = st.builds(
    lambda steps, name: CurveEvidence(name, None, (name,), {name: ModelCurve(*counted(steps)[-1][1:], counted(steps))}),
    st.lists(st.tuples(st.integers(1, 9), st.integers(1, 9)), min_size=1, max_size=9), names,
)  # fmt: skip
evidence = st.builds(Evidence, st.just(1), names, names, names, st.none() | names, st.lists(sources, max_size=2).map(tuple), st.dictionaries(names, metrics, max_size=2), st.lists(curves, max_size=2).map(tuple))


def counted(steps: list[tuple[int, int]]) -> tuple[tuple[float, int, int], ...]:
    """Points that are so many examples apart."""
    sums = zip(*(accumulate(side) for side in zip(*steps, strict=True)), strict=True)
    return tuple((-0.1 * at, tp, fp) for at, (tp, fp) in enumerate(sums))


@given(evidence)
def test_what_is_written_is_read(found: Evidence) -> None:
    """The file, and the text of a noun, hold all of it; pydantic reads the same."""
    assert read_noun(as_json(found), Evidence) == found
    assert read_noun(noun_text(found), Evidence) == found
    assert ADAPTER.validate_python(json.loads(as_json(found))) == found


MODEL: dict[str, Any] = {"value": 0.7, "n": 3, "se": 0.1}


def text(model: object = MODEL, **more: object) -> str:
    return json.dumps({"schema": 1, "metrics": {"x": {"models": {"a": model}}}, **more})


REFUSED = {
    "no JSON": "{", "a list": "[]", "another schema": text(schema=2), "a schema that is true": text(schema=True), "an unknown key": text(engin="x"),
    "a text for a number": text({**MODEL, "value": "0.7"}), "NaN": text({**MODEL, "value": float("nan")}), "true for a number": text({**MODEL, "value": True}),
    "an error below 0": text({**MODEL, "se": -0.1}), "half an example": text({**MODEL, "n": 2.5}), "no value": text({"n": 3}), "a method that is none": text({**MODEL, "method": "Student"}),
    "a number beyond floats": text({**MODEL, "value": 10**400}),
    **{f"{name} in a point": text(curves=[{"score": "s", "metrics": [], "models": {"a": {"positives": 1, "negatives": 1, "points": [point, [0.1, 1, 1]]}}}])
       for name, point in {
           "true": [0.5, True, 0], "half an example": [0.5, 0.5, 0], "NaN": [float("nan"), 1, 0], "less than none": [0.5, 1, -1],
           "a text": ["0.5", 1, 0], "two numbers": [0.5, 1], "a mapping": {"0": 0.5}, "more than a float": [0.5, 10**400, 0],
       }.items()},
    "a key twice": '{"schema": 1, "schema": 1}', "a list for a mapping": text([]), "a number for a text": text(made=3), "too deep": '{"schema":' * 100_000,
}  # fmt: skip


@pytest.mark.parametrize("case", REFUSED)
def test_whatever_else_is_not_read(case: str) -> None:
    """It is for pydantic to say why."""
    assert read_noun(REFUSED[case], Evidence) is None
    assert read_noun(text(), Evidence) is not None


@pytest.mark.parametrize("case", sorted(REFUSED.keys() - {"no JSON", "NaN", "a key twice", "too deep", "a schema that is true"}))
def test_pydantic_refuses_it_too(case: str) -> None:
    """So that each has a message; a schema of `true` is for the reader of YAML."""
    with pytest.raises(ValidationError):
        ADAPTER.validate_python(json.loads(REFUSED[case]))
