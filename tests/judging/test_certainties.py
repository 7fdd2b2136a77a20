"""How sure values, rules and gains are, through the whole pipeline."""

import pytest

from planpress.model.best_set import Certainty
from planpress.model.evaluation import Evaluation
from tests.planning import evaluated, result

HEAD = """\
metrics: {p: {better: higher, range: [0, 1]}, r: {better: higher, range: [0, 1]}}
decide_by: best
"""


def _judged(rule: str, rows: str, more: str = "") -> Evaluation:
    return evaluated(
        f"{HEAD}rules: {{best: {rule}}}\n{more}"
        f"models:\n  key: model\n  rows: [{rows}]\n  uncertainty: {{p: {{n: n}}, r: {{n: n}}}}\n"
    )


def _certainty(found: Evaluation) -> Certainty:
    certainty = result(found, "best").certainty
    assert certainty is not None
    return certainty


ROWS = "{model: a, p: 0.8, r: 0.7, n: 100}, {model: b, p: 0.6, r: 0.7, n: 100}"
MEAN = "{rule: mean, of: {p: 1, r: 1}, kind: harmonic}"


def test_a_requirement_is_exact_for_a_mean_too() -> None:
    found = _judged(MEAN, ROWS, "baselines: [{id: wanted, kind: requirement, values: {p: 0.4, r: 0.4}}]\n")
    gains = found.baselines[0].deciding_gains
    assert {name: one.compared for name, one in gains.items()} == {"a": "better", "b": "better"}


def test_a_baseline_that_is_called_like_a_model_has_its_own_error() -> None:
    metric = "{rule: metric, metric: p}"
    unsure = _judged(metric, ROWS, "baselines: [{id: a, kind: scripted, values: {p: 0.2, r: 0.2}}]\n")
    sure = _judged(
        metric, ROWS, "baselines: [{id: a, kind: scripted, values: {p: 0.2, r: 0.2}, uncertainty: {p: {n: 400}}}]\n"
    )
    assert [one.baselines[0].gains["b"]["p"].compared for one in (unsure, sure)] == [None, "better"]


@pytest.mark.parametrize("kind", ["harmonic", "geometric"])
def test_a_mean_of_which_one_part_is_0_has_an_error(kind: str) -> None:
    rows = "{model: a, p: 0, r: 0.7, n: 100}, {model: b, p: 0.6, r: 0.7, n: 100}"
    certainty = _certainty(_judged(f"{{rule: mean, of: {{p: 1, r: 1}}, kind: {kind}}}", rows))
    assert certainty.verdict == "clear"
    assert 0 < (certainty.models["a"].se or 0) < 0.1


def test_a_formula_that_has_a_value_at_one_point_alone_is_not_known() -> None:
    """No traceback where there is nothing to both sides."""
    rule = '{rule: formula, formula: "sqrt(p - 0.5) + sqrt(0.5 - p) + r", better: higher}'
    rows = "{model: a, p: 0.5, r: 0.7, n: 100}, {model: b, p: 0.5, r: 0.6, n: 100}"
    certainty = _certainty(_judged(rule, rows))
    assert certainty.verdict == "unknown"
    assert "no score beside" in str(certainty.unknown["a"])


def test_rejected_models_do_not_count() -> None:
    rows = f"{ROWS}, {{model: c, p: 0.99, r: 0.1, n: 1}}, {{model: d, p: 0.5, r: 0.2}}"
    rule = '{rule: threshold, optimise: p, subject_to: ["r > 0.5"]}'
    with_rejected, without = _certainty(_judged(rule, rows)), _certainty(_judged(rule, ROWS))
    assert with_rejected == without
