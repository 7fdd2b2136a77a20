"""Whose curves are drawn, and which threshold is marked."""

from dataclasses import replace

from planpress.charts.curve_words import MOST_CURVES, drawn_curves, reaching
from planpress.judging.project_evaluation import judge
from planpress.model.curves import CurveEvidence
from planpress.model.evaluation import Evaluation
from planpress.model.evidence import Evidence, MetricEvidence, Passport
from planpress.model.metrics import Bound
from planpress.rules.threshold import ThresholdRule
from tests.charts import samples
from tests.charts.figures import CURVES


def of(evaluation: Evaluation, evidence: Evidence | None) -> Evaluation:
    table = evaluation.project.table
    assert table is not None
    return replace(evaluation, project=replace(evaluation.project, table=replace(table, evidence=evidence)))


def test_the_leading_one_comes_first() -> None:
    """Then what the rule picks, then the next by rank; a model without a curve has none."""
    plan, found = samples.curved(CURVES, 0.8)
    drawn = drawn_curves(plan, found)
    assert drawn is not None and drawn.names == ("net-3", "net-2", "net-1", "old") and len(drawn.names) == MOST_CURVES
    drawn = drawn_curves(*samples.curved(CURVES, 0.8, "older"))
    assert drawn is not None and drawn.names == ("older", "net-3", "net-2", "net-1")
    assert [drawn.mark(name) for name in drawn.names] == [" (decided)", " (rule)", "", ""]
    evidence = found.project.table.evidence if found.project.table else None
    assert evidence is not None
    fewer = {name: one for name, one in CURVES.items() if name != "net-3"}
    left = replace(evidence, curves=(replace(evidence.curves[0], models=fewer),))
    drawn = drawn_curves(plan, of(found, left))
    assert drawn is not None and drawn.names == ("net-2", "net-1", "old", "older")


def test_the_nearest_miss_is_spoken_of_where_no_model_qualifies() -> None:
    """As everywhere else on the page; the others follow as the author wrote them."""
    rule = ThresholdRule("threshold", "recall", (Bound("recall", ">", 1),))
    plan, found = samples.curved(dict(reversed(CURVES.items())), 0.8, rule=rule)
    assert found.deciding is not None and found.deciding.nearest == "net-3"
    drawn = drawn_curves(plan, found)
    assert drawn is not None and drawn.names == ("net-3", "older", "old", "net-1")


def test_without_a_rule_the_highest_f1_comes_first() -> None:
    plan, found = samples.curved(dict(reversed(CURVES.items())), 0.8)
    unruled = judge(replace(found.project, rules={}, decide_by=None), plan)
    drawn = drawn_curves(plan, unruled)
    assert drawn is not None and drawn.names == ("net-3", "net-2", "net-1", "old")


def test_the_rule_in_force_says_which_curve() -> None:
    """That of its metric is drawn, of two columns of scores; its threshold comes before those of others."""
    plan, found = samples.curved(CURVES, 0.8)
    evidence = found.project.table.evidence if found.project.table else None
    assert evidence is not None
    other = CurveEvidence("q", None, ("precision",), CURVES)
    metrics = {"precision": MetricEvidence(Passport(metric="precision", threshold=0.3)), **evidence.metrics}
    both = replace(evidence, metrics=metrics, curves=(other, *evidence.curves))
    drawn = drawn_curves(plan, of(found, both))
    assert drawn is not None and (drawn.curve.score, drawn.threshold) == ("p", 0.8)
    merged = replace(evidence.curves[0], metrics=("precision", "recall"))
    drawn = drawn_curves(plan, of(found, replace(both, curves=(merged,))))
    assert drawn is not None and drawn.threshold == 0.8
    assert drawn_curves(plan, of(found, None)) is None
    assert drawn_curves(plan, of(found, replace(evidence, curves=()))) is None


def test_without_a_threshold_the_highest_f1_is_marked() -> None:
    drawn = drawn_curves(*samples.curved(CURVES, None))
    assert drawn is not None and drawn.threshold is None
    threshold, found = drawn.at(drawn.first)
    assert found == drawn.first.at(threshold)
    assert found.value("f-beta") == max(one.value("f-beta") or 0.0 for _, one in drawn.first.outcomes())


def test_the_highest_threshold_with_a_recall() -> None:
    curve = CURVES["net-1"]
    for recall in (0.0, 0.5, 0.9, 1.0):
        threshold, found = reaching(curve, recall)
        assert (found.value("recall") or 0.0) >= recall
        higher = [one for at, one in curve.outcomes() if at > threshold]
        assert all((one.value("recall") or 0.0) < recall for one in higher)
