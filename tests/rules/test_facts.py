"""METHOD section 2: the published tables, to the digit."""

from datetime import date
from fractions import Fraction
from pathlib import Path
from typing import Any

import pytest
import yaml
from pydantic import TypeAdapter

from planpress.model.metrics import Bound
from planpress.model.project_parts import Requirement, RuleChange
from planpress.model.rule import Rule
from planpress.model.wording import day, fixed
from planpress.reading.documents import AnyRule
from planpress.rules import threshold
from planpress.rules.mean import MeanRule
from planpress.rules.threshold import ThresholdRule
from tests.judging.building import judged, result

FACTS = {fact["fact"]: fact for fact in yaml.safe_load((Path(__file__).parent / "facts.yml").read_text("utf-8"))}
LECTURE = FACTS["the lecture's mean"]["models"]
NOW = ThresholdRule("threshold", "angle", (Bound("position", "<", 1),))
NEXT = ThresholdRule("threshold", "time", (Bound("position", "<", 1), Bound("angle", "<", 10)))


@pytest.mark.parametrize("fact", FACTS.values(), ids=FACTS.keys())
def test_facts(fact: dict[str, Any]) -> None:
    """Each fact of facts.yml: every score, the winners, which are those at rank 1, and a sentence on every loser."""
    found = result(fact["models"], TypeAdapter[Rule](AnyRule).validate_python(fact["rule"]))
    scores = [one.status if one.score is None else fixed(one.score, fact.get("digits", 4)) for one in found.verdicts]
    assert scores == fact.get("scores", scores)
    assert [one.model for one in found.verdicts if one.rank == 1] == list(found.winners) == fact["winners"]
    assert all((one.score is None) == (one.rank is None) == (one.status != "ranked") for one in found.verdicts)
    reasons = [one.reasons for one in found.verdicts]
    assert reasons == fact.get("because", reasons)
    assert found.words == fact.get("words", found.words)


def test_model_2_never_wins_alone() -> None:
    """Over a grid of 3,001 weights, 2/3 among them, Model 2 wins once, and then with the others; exactly as on paper."""
    seen = {}
    for step in range(3001):
        weight = Fraction(step, 3000)
        of = {"precision": float(weight), "recall": float(1 - weight)}
        seen[weight] = result(LECTURE, MeanRule("mean", of)).winners
    two_thirds = Fraction(2, 3)
    assert all(winners == ("Model 3",) for weight, winners in seen.items() if weight < two_thirds)
    assert all(winners == ("Model 1",) for weight, winners in seen.items() if weight > two_thirds)
    assert seen[two_thirds] == ("Model 1", "Model 2", "Model 3")


def test_what_pose_requires() -> None:
    """Required: below 1 cm, below 5 degrees, 100 ms. Of the chosen model the first is met, the others are far off."""
    bounds = Bound("position", "<", 1), Bound("angle", "<", 5), Bound("time", "<=", 100)
    found = judged(FACTS["pose for grasping"]["models"], {"now": NOW}, requirements=tuple(map(Requirement, bounds))).requirements
    assert [(each.status, each.model) for each in found] == [(status, "pose-2") for status in ("met", "missed", "missed")]
    assert [each.margin for each in found] == pytest.approx([0.1, -55, -200])


def test_the_rule_of_pose_changes_when_the_angle_is_near_its_goal() -> None:
    """At about 10 degrees latency is next. The history says what the earlier rule would choose today."""
    later = {
        "pose-4": {"position": 0.8, "angle": 9, "time": 280},
        "pose-5": {"position": 0.8, "angle": 9.5, "time": 140},
    }
    history = RuleChange(date(2019, 3, 1), "now"), RuleChange(date(2019, 6, 1), "next")
    found = judged(later, {"now": NOW, "next": NEXT}, decide_by="next", rule_history=history)
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
