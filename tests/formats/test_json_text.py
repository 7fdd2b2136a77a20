"""JSON with an indent: what json.dumps writes, from iterators too."""

from __future__ import annotations

import json

import pytest
from hypothesis import given
from hypothesis import strategies as st

from planpress.formats.json_text import indented

_LEAVES = st.none() | st.booleans() | st.integers() | st.floats(allow_nan=False, allow_infinity=False) | st.text()
_VALUES = st.recursive(_LEAVES, lambda inner: st.lists(inner) | st.dictionaries(st.text(), inner), max_leaves=20)


@given(_VALUES)
def test_it_is_what_the_standard_library_writes(value: object) -> None:
    """Byte for byte, whatever the value."""
    assert indented(value) == json.dumps(value, ensure_ascii=False, indent=2, allow_nan=False)


def test_an_iterator_is_a_list() -> None:
    """Also one that has nothing to give."""
    assert indented({"a": iter([1, "b"]), "c": iter(())}) == indented({"a": [1, "b"], "c": []})


@pytest.mark.parametrize("value", [float("nan"), float("inf"), -float("inf")])
def test_what_json_does_not_have_is_refused(value: float) -> None:
    """A number that is none cannot be written."""
    with pytest.raises(ValueError, match="not JSON compliant"):
        indented([value])
