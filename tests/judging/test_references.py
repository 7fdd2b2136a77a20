"""METHOD 6.3: a diagnosis against every reference, the turn, and when better people are asked for."""

from collections.abc import Mapping
from datetime import date
from pathlib import Path
from typing import Any

import pytest
import yaml
from hypothesis import assume, given
from hypothesis import strategies as st

from planpress.deciding.next_rung_hint import next_rung
from planpress.model.evaluation import Evaluation
from planpress.model.metrics import Metric
from planpress.model.project_parts import Baseline, DiagnosisRequest, Screen, Status
from planpress.reading.disk import DiskTree
from planpress.rules.metric import MetricRule
from planpress.workflows.check_plan import check, conclude
from tests.conftest import ROOT
from tests.judging.building import judged
from tests.lints.building import plan

CASES = yaml.safe_load((Path(__file__).parent / "references.yml").read_text("utf-8"))


def evaluation_of(case: Mapping[str, Any]) -> Evaluation:
    """A case, judged: with a diagnosis, or with a rule that decides."""
    train, validation = case["errors"]
    row = {name: value for name, value in (("error", train), ("validation", validation)) if value is not None}
    metric = "error" if "rule" in case else "validation"
    people = [Baseline(name, "human", {metric: float(value)}, rung=rung)
              for name, (rung, value) in case.get("people", {}).items()]  # fmt: skip
    others = [Baseline(name, kind, {metric: float(value)}) for name, (kind, value) in case.get("others", {}).items()]
    measured = Metric(case.get("better", "lower"), unit="%", range=case.get("range"))
    changes: dict[str, Any] = {"metrics": {"error": measured, "validation": measured}}
    if "rule" in case:
        changes["best"] = MetricRule("metric", "error")
    else:
        changes["diagnosis"] = DiagnosisRequest("net", "error", "validation", case.get("against"))
    if "status" in case:
        changes["status"] = Status(case["status"], date(2019, 5, 1))
    if "screen" in case:
        changes["screens"] = (Screen(case["screen"], False),)
    return judged({"net": row}, baselines=(*others, *people), **changes)


@pytest.mark.parametrize("case", CASES, ids=lambda case: case["title"])
def test_what_each_reference_makes_of_it(case: Mapping[str, Any]) -> None:
    """The avoidable bias against each baseline, what comes first, and the reference that turns it."""
    found = evaluation_of(case).diagnosis
    if "rule" in case:
        assert found is None
        return
    assert found is not None
    made = {one.baseline.id: [one.reference_gap, one.first] for one in found.references}
    assert list(made.items()) == list(case["gaps"].items())
    assert found.turn == case.get("turn")


@pytest.mark.parametrize("case", CASES, ids=lambda case: case["title"])
def test_when_better_people_are_asked_for(case: Mapping[str, Any]) -> None:
    """Why, the sentence, and the hint that says it; nothing where nobody was measured or the project does not go on."""
    found = evaluation_of(case)
    rung = found.next_rung
    if "highest" in case:
        assert rung is None
    else:
        assert rung is not None
        assert rung.because == case.get("because")
        assert (f"{rung.reason}; {rung.ask}" if rung.ask else None) == case.get("asks")
    if not (found.standing and found.standing.above_ceiling):
        assert list(next_rung(found, plan())) == ([case["asks"]] if "asks" in case else [])


def test_beside_an_open_leak_the_hint_only_adds_the_rung() -> None:
    """That the chosen model is better than people is an open item of its own."""
    case = {"rule": "error", "errors": [9, None], "people": {"experts": ["domain-experts", 10]}}
    assert list(next_rung(evaluation_of(case), plan())) == ["if nothing leaks, measure senior experts next"]


def test_the_demonstration_plan() -> None:
    """36 and 41 turn at 31, between two references; the photos have no reference that turns them; the defects ask for
    better people."""
    found = conclude(check(DiskTree(ROOT), lambda: date(2019, 6, 1))).evaluations
    commands, photos, defects = (found[name] for name in ("floor-commands", "damage-photos", "defects"))
    assert commands.diagnosis and photos.diagnosis and photos.next_rung and defects.next_rung
    first = {one.baseline.id: one.first for one in commands.diagnosis.references}
    assert (commands.diagnosis.turn, first["office"], first["pickers"]) == (31, "overfitting", "underfitting")
    assert photos.diagnosis.turn == pytest.approx(-1.7)
    assert {one.first for one in photos.diagnosis.references} == {"overfitting"} and photos.next_rung.because is None
    assert (defects.next_rung.because, defects.next_rung.rung) == ("gap-closed", "deep-domain-experts")


errors = st.integers(0, 1000).map(lambda tenths: tenths / 10)


@given(errors, errors, errors, st.sampled_from(["lower", "higher"]))
def test_a_reference_on_the_good_side_of_the_turn_makes_underfitting_first(
    train: float, validation: float, human: float, better: str
) -> None:
    """And one on the other side does not, in either direction."""
    case = {"errors": [train, validation], "better": better, "people": {"people": ["domain-experts", human]}}
    found = evaluation_of(case).diagnosis
    assert found is not None and found.turn is not None
    assume(abs(human - found.turn) > 1e-6)
    good = human < found.turn if better == "lower" else human > found.turn
    assert (found.first == "underfitting") == good
