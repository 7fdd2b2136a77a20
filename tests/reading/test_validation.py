"""Documents: any value gives a document or an error, and errors say where."""

import json
from contextlib import suppress

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from pydantic_core import PydanticCustomError

from planpress.model.metrics import Estimate
from planpress.model.plan import Capacity
from planpress.reading import kinds
from planpress.reading.documents import PlanDocument, ProjectDocument
from planpress.reading.validation import read_document
from planpress.reading.written_forms import read_capacity, read_estimate, read_rating
from planpress.schemas import generate

PLAN = {
    "schema": 1,
    "title": "A plan",
    "scales": {"effort": {"bounds": [1, 5]}},
    "impact": {"worth": {"scale": "effort"}},
    "feasibility": {"data": {"scale": "effort"}},
}
PROJECT = {"schema": 1, "title": "A project"}


def _names(schema: object) -> set[str]:
    if isinstance(schema, dict):
        return set(schema.get("properties", {})) | {name for below in schema.values() for name in _names(below)}
    return {name for below in schema for name in _names(below)} if isinstance(schema, list) else set()


SCHEMAS = [json.loads(text) for text in generate().values()]
WORDS = st.sampled_from(sorted({name for schema in SCHEMAS for name in _names(schema)})) | st.text(
    st.characters(exclude_categories=("Cc", "Cs", "Zl", "Zp"), exclude_characters="\ufeff\ufffe\uffff"), max_size=5
)
SCALARS = (
    st.none() | st.booleans() | st.integers() | st.floats() | WORDS
    | st.sampled_from(["2019-06-01", "recall > 0.6", "metric", "threshold", "mean", "formula", "human", "planning"])
)  # fmt: skip
VALUES = st.recursive(
    SCALARS, lambda below: st.lists(below, max_size=3) | st.dictionaries(WORDS, below, max_size=4), max_leaves=12
)
DOCUMENTS = st.dictionaries(WORDS, VALUES, max_size=6)


@pytest.mark.parametrize(("shape", "least"), [(ProjectDocument, PROJECT), (PlanDocument, PLAN)])
@settings(suppress_health_check=[HealthCheck.too_slow], deadline=None)
@given(value=VALUES, extra=DOCUMENTS, bare=st.booleans())
def test_no_document_raises(shape: type, least: dict[str, object], value: object, extra: dict[str, object], bare: bool) -> None:
    """Any value that YAML can hold gives a document, or errors of known kinds at places of the file, each in one line of
    our own words."""
    text = json.dumps(value if bare else {**least, **extra}, ensure_ascii=False).replace("NaN", ".nan").replace("Infinity", ".inf")
    document, _, findings = read_document(text, "x.yml", shape)
    assert isinstance(document, shape) != any(finding.level == "error" for finding in findings)
    for finding in findings:
        assert finding.code in kinds.BY_CODE and finding.place.path == "x.yml" and finding.message.isprintable()
        assert not any(word in finding.message for word in ("Input should", "valid ", "Keys should", "Value error"))


FORMS = st.recursive(
    st.none() | st.booleans() | st.integers(-9, 9) | st.floats() | st.text(max_size=3),
    lambda below: (
        st.lists(below, max_size=4)
        | st.dictionaries(st.sampled_from(["value", "ratings", "why", "person_weeks", "anna"]), below, max_size=3)
    ),
    max_leaves=8,
)


@given(FORMS)
def test_any_value_is_read_or_refused(written: object) -> None:
    for read, kind in ((read_estimate, Estimate), (read_rating, Estimate), (read_capacity, Capacity)):
        with suppress(PydanticCustomError):
            assert isinstance(read(written), kind)
