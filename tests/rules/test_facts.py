"""METHOD section 2: the published tables, to the digit."""

from datetime import date
from fractions import Fraction

import pytest

from planpress.model.metrics import Bound
from planpress.model.project import Requirement, RuleChange
from planpress.model.rule import Rule
from planpress.model.wording import day, fixed
from planpress.rules import threshold
from planpress.rules.formula import FormulaRule
from planpress.rules.mean import MeanRule
from planpress.rules.metric import MetricRule
from planpress.rules.threshold import ThresholdRule
from tests.judging.building import because, judged, result

LECTURE = {
    "Model 1": {"precision": 0.9, "recall": 0.5, "map": 0.7},
    "Model 2": {"precision": 0.8, "recall": 0.7, "map": 0.6},
    "Model 3": {"precision": 0.7, "recall": 0.9, "map": 0.6},
}
MEAN = MeanRule("mean", {"precision": 1, "recall": 1})
THRESHOLD = ThresholdRule("threshold", "precision", (Bound("recall", ">", 0.6),))
MAP = MetricRule("metric", "map")
F1 = MeanRule("mean", {"precision": 1, "recall": 1}, "harmonic")


def scores(rows: dict[str, dict[str, float]], rule: Rule, digits: int = 4) -> list[str]:
    """The score of each model with so many decimals, or its status where it has none."""
    verdicts = result(rows, rule).verdicts
    return [verdict.status if verdict.score is None else fixed(verdict.score, digits) for verdict in verdicts]


def weighted(weight: float) -> tuple[str, ...]:
    """The winners with this weight on precision, the rest of 1 on recall."""
    return result(LECTURE, MeanRule("mean", {"precision": weight, "recall": 1 - weight})).winners


@pytest.mark.parametrize(
    ("rule", "column", "winner"),
    [
        (MEAN, ["0.7000", "0.7500", "0.8000"], "Model 3"),
        (THRESHOLD, ["rejected", "0.8000", "0.7000"], "Model 2"),
        (MAP, ["0.7000", "0.6000", "0.6000"], "Model 1"),
    ],
    ids=["mean", "p @ (r > 0.6)", "mAP"],
)
def test_three_rules_three_winners(rule: Rule, column: list[str], winner: str) -> None:
    """The lecture's table: every column, and the model that it chooses."""
    assert scores(LECTURE, rule) == column
    assert result(LECTURE, rule).winners == (winner,)


def test_every_loser_of_the_table_has_its_sentence() -> None:
    """Why each model did not win, under each of the three rules."""
    assert because(LECTURE, MEAN) == {
        "Model 1": "0.7 is below the 0.8 of Model 3, behind by 0.1",
        "Model 2": "0.75 is below the 0.8 of Model 3, behind by 0.05",
        "Model 3": "",
    }
    assert because(LECTURE, THRESHOLD) == {
        "Model 1": "recall 0.5 is not above 0.6, short by 0.1",
        "Model 2": "",
        "Model 3": "0.7 is below the 0.8 of Model 2, behind by 0.1",
    }
    assert because(LECTURE, MAP) == {
        "Model 1": "",
        "Model 2": "0.6 is below the 0.7 of Model 1, behind by 0.1",
        "Model 3": "0.6 is below the 0.7 of Model 1, behind by 0.1",
    }


def test_a_rejected_model_has_no_score() -> None:
    """The slide prints 0.0; here there is no score and no rank, since 0 is the best value of an error."""
    verdict = result(LECTURE, THRESHOLD).verdict("Model 1")
    assert (verdict.status, verdict.score, verdict.rank) == ("rejected", None, None)


@pytest.mark.parametrize(
    ("weight", "winners"),
    [(0.0, ("Model 3",)), (0.5, ("Model 3",)), (0.6666, ("Model 3",)), (0.6667, ("Model 1",)), (1.0, ("Model 1",))],
)
def test_the_weight_on_precision_decides(weight: float, winners: tuple[str, ...]) -> None:
    """Model 3 wins below 2/3, Model 1 above."""
    assert weighted(weight) == winners


def test_at_two_thirds_all_three_tie() -> None:
    """At a weight of 2/3 each scores 0.7667 and shares rank 1; weights need not sum to 1."""
    tie = MeanRule("mean", {"precision": 2, "recall": 1})
    assert scores(LECTURE, tie) == ["0.7667"] * 3
    assert weighted(2 / 3) == result(LECTURE, tie).winners == tuple(LECTURE)
    assert [verdict.rank for verdict in result(LECTURE, tie).verdicts] == [1, 1, 1]
    assert because(LECTURE, tie)["Model 2"] == "ties with Model 1 and Model 3"


def test_model_2_never_wins_alone() -> None:
    """Over a grid of 3,001 weights, 2/3 among them, Model 2 wins once, and then with the others; exactly as on paper."""
    seen = {}
    for step in range(3001):
        weight = Fraction(step, 3000)
        seen[weight] = weighted(float(weight))
    two_thirds = Fraction(2, 3)
    assert all(winners == ("Model 3",) for weight, winners in seen.items() if weight < two_thirds)
    assert all(winners == ("Model 1",) for weight, winners in seen.items() if weight > two_thirds)
    assert seen[two_thirds] == ("Model 1", "Model 2", "Model 3")


@pytest.mark.parametrize("beta", [None, 1.0])
def test_f1_of_the_lecture(beta: float | None) -> None:
    """F1 is 0.643, 0.747 and 0.788, so Model 3; as a harmonic mean and as F-beta with beta 1."""
    rule = MeanRule("mean", {"precision": 1, "recall": 1}, "harmonic", beta)
    assert scores(LECTURE, rule, 3) == ["0.643", "0.747", "0.788"]
    assert result(LECTURE, rule).winners == ("Model 3",)


def test_mly_chapter_8() -> None:
    """A: precision 95, recall 90, F1 92.4. B: 98, 85, 91.0. So A."""
    rows = {"A": {"precision": 0.95, "recall": 0.90}, "B": {"precision": 0.98, "recall": 0.85}}
    assert scores(rows, FormulaRule("formula", "100 / ((1 / precision + 1 / recall) / 2)", "higher"), 1) == [
        "92.4",
        "91.0",
    ]
    assert [fixed(100 * (verdict.score or 0), 1) for verdict in result(rows, F1).verdicts] == ["92.4", "91.0"]
    assert result(rows, F1).winners == ("A",)


def test_mly_chapter_9() -> None:
    """A 90 % in 80 ms, B 92 % in 95 ms, C 95 % in 1500 ms, at most 100 ms: so B."""
    rows = {
        "A": {"precision": 0.90, "latency": 80},
        "B": {"precision": 0.92, "latency": 95},
        "C": {"precision": 0.95, "latency": 1500},
    }
    rule = ThresholdRule("threshold", "precision", (Bound("latency", "<=", 100),))
    assert result(rows, rule).winners == ("B",)
    assert because(rows, rule) == {
        "A": "0.9 is below the 0.92 of B, behind by 0.02",
        "B": "",
        "C": "latency 1500 is not at most 100 ms, over by 1400",
    }


POSE = {
    "pose-1": {"position": 0.75, "angle": 62, "time": 310},
    "pose-2": {"position": 0.9, "angle": 60, "time": 300},
    "pose-3": {"position": 1.25, "angle": 58, "time": 290},
}
NOW = ThresholdRule("threshold", "angle", (Bound("position", "<", 1),))
NEXT = ThresholdRule("threshold", "time", (Bound("position", "<", 1), Bound("angle", "<", 10)))
REQUIRED = (
    Requirement(Bound("position", "<", 1)),
    Requirement(Bound("angle", "<", 5)),
    Requirement(Bound("time", "<=", 100)),
)
MARCH, JUNE = date(2019, 3, 1), date(2019, 6, 1)


def test_pose_for_grasping() -> None:
    """Position error is a threshold at 1 cm, angular error is optimised, inference time is ignored for now."""
    assert result(POSE, NOW).winners == ("pose-2",)
    assert result(POSE, NOW).words == "the lowest Angular error with Position error below 1 cm"
    assert because(POSE, NOW) == {
        "pose-1": "62 is above the 60 degrees of pose-2, behind by 2",
        "pose-2": "",
        "pose-3": "Position error 1.25 is not below 1 cm, over by 0.25",
    }


def test_what_pose_requires() -> None:
    """Required: below 1 cm, below 5 degrees, 100 ms. Of the chosen model the first is met, the others are far off."""
    found = judged(POSE, {"now": NOW}, requirements=REQUIRED).requirements
    assert [(each.status, each.model) for each in found] == [
        ("met", "pose-2"),
        ("missed", "pose-2"),
        ("missed", "pose-2"),
    ]
    assert [each.margin for each in found] == pytest.approx([0.1, -55, -200])


def test_the_rule_of_pose_changes_when_the_angle_is_near_its_goal() -> None:
    """At about 10 degrees latency is next. The history says what the earlier rule would choose today."""
    later = {
        "pose-4": {"position": 0.8, "angle": 9, "time": 280},
        "pose-5": {"position": 0.8, "angle": 9.5, "time": 140},
    }
    march, june = RuleChange(MARCH, "now"), RuleChange(JUNE, "next")
    found = judged(later, {"now": NOW, "next": NEXT}, decide_by="next", rule_history=(march, june))
    assert found.chosen == "pose-5"
    assert [(entry.winners, entry.agrees) for entry in found.earlier] == [(("pose-4",), False), (("pose-5",), True)]
    assert [entry.until and day(entry.until) for entry in found.earlier] == ["1 Jun 2019", None]


def test_the_advice_on_thresholds_is_in_the_documentation() -> None:
    """Which metrics to threshold, and where to put the threshold: the page of the rule says so."""
    said = " ".join((threshold.__doc__ or "").split())
    for advice in ("engineered around", "hardly depend on the model", "already near their goal"):
        assert advice in said
    for advice in ("tolerable downstream", "how well the baseline does", "how much it matters now"):
        assert advice in said


def test_map_cannot_be_computed_from_precision_and_recall() -> None:
    """Without its own column mAP has no value, however much else was measured."""
    only = {name: {"precision": row["precision"], "recall": row["recall"]} for name, row in LECTURE.items()}
    assert scores(only, MAP) == ["not-evaluated"] * 3
