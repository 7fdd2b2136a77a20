"""Metrics that are worked out by a formula, over a table of values."""

from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from planpress.model.metrics import Metric
from planpress.rules.derived import derivable, formula_of_metric_problem, with_derived
from tests.case_files import cases

TABLES: Any = cases(__file__)
METRICS = {name: Metric("higher", formula=formula) for name, formula in TABLES["formulas"].items()}
COUNTS = st.integers(0, 1000).map(float)


@pytest.mark.parametrize("case", TABLES["cases"], ids=lambda case: case["title"])
def test_what_is_worked_out(case: dict[str, Any]) -> None:
    found = with_derived(case["values"], METRICS, derivable(METRICS, case["values"]))
    assert {name: round(value, 3) for name, value in found.items() if name in METRICS} == case["derived"]
    assert {name: value for name, value in found.items() if name in case["values"]} == case["values"]


@given(COUNTS, COUNTS, COUNTS, st.permutations(list(METRICS)))
def test_the_order_of_declarations_does_not_matter(tp: float, fp: float, fn: float, order: list[str]) -> None:
    """A metric may be made of one that is declared below it."""
    values, turned = {"tp": tp, "fp": fp, "fn": fn}, {name: METRICS[name] for name in order}
    found = with_derived(values, METRICS, derivable(METRICS, values))
    assert found == with_derived(values, turned, derivable(turned, values))
    if tp:
        assert found["f1"] == pytest.approx(2 * tp / (2 * tp + fp + fn))


def test_a_circle_is_not_worked_out_and_is_said() -> None:
    metrics = {"a": Metric("higher", formula="b + tp"), "b": Metric("higher", formula="a"), "c": Metric("higher", formula="b")}
    assert derivable(metrics, {"tp"}) == ()
    assert [name for name in metrics if formula_of_metric_problem(name, metrics)] == ["a", "b"]
