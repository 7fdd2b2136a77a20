"""What the frozen values answer about themselves, and the lists of fixed words that they hold."""

from __future__ import annotations

from dataclasses import replace
from typing import get_args

import pytest

from planpress.model.findings import Finding, in_file_order
from planpress.model.project import ARCHETYPE_QUESTIONS, LifecycleStep, Rung, Screen
from planpress.model.ranking import QUADRANT_LABELS
from planpress.model.sources import Place
from planpress.rules.metric import MetricRule
from tests.judging.building import judged
from tests.lints.building import AS_OF, project

PRECISE = MetricRule("metric", "precision")


def test_the_rungs_of_the_human_ladder() -> None:
    """METHOD section 3: quality rises, and ease of collection falls, from random people to a mixture of experts."""
    assert get_args(Rung) == (
        "random-people",
        "ensemble-of-random-people",
        "domain-experts",
        "deep-domain-experts",
        "mixture-of-experts",
    )


def test_the_questions_of_the_archetypes() -> None:
    """METHOD section 1: what the lecture asks of each archetype."""
    assert ARCHETYPE_QUESTIONS == {
        "software-2.0": (
            "Does it truly improve performance?",
            "Does that create business value?",
            "Does it start a data flywheel?",
        ),
        "human-in-the-loop": ("How good must it be to be useful?", "Is there enough data to make it that good?"),
        "autonomous": (
            "What failure rate is acceptable?",
            "How is it guaranteed?",
            "How cheaply can data from the system be labelled?",
        ),
    }


def test_the_names_of_the_quadrants() -> None:
    """METHOD section 1: the name on the slide, and planpress's own for the other three."""
    assert QUADRANT_LABELS == {
        "high-priority": "High priority",
        "cheaper-first": "Make it cheaper first",
        "easy": "Easy, but is it worth it?",
        "leave": "Leave",
    }


@pytest.mark.parametrize(
    ("screens", "reason"),
    [
        ((), None),
        ((Screen("privacy review", passed=True),), None),
        ((Screen("privacy review", passed=False),), "privacy review"),
        (
            (
                Screen("privacy review", passed=False, because="no consent"),
                Screen("safety", passed=True, because="tested"),
                Screen("export licence", passed=False),
            ),
            "privacy review: no consent; export licence",
        ),
    ],
)
def test_why_a_project_is_screened_out(screens: tuple[Screen, ...], reason: str | None) -> None:
    """Every screen that was not passed is named, with its reason; those that were passed are not."""
    assert project(screens=screens).screened_out == reason


def test_the_current_stage() -> None:
    """What a project says itself, else the last entry of its lifecycle, else nothing."""
    in_training = project(lifecycle=(LifecycleStep(AS_OF, "training"),))
    assert in_training.current_stage == "planning"
    assert replace(in_training, stage=None).current_stage == "training"
    assert project(stage=None).current_stage is None


def test_findings_in_file_order_each_said_once() -> None:
    """Sorted by file, line and column as numbers, and without repetition."""
    late, early, other = (
        Finding("PP203", "error", Place(path, line), "unknown")
        for path, line in (("b.yml", 10), ("b.yml", 9), ("a.yml", 99))
    )
    assert in_file_order([late, early, other, late]) == (other, early, late)


def test_a_verdict_by_the_name_of_its_model() -> None:
    """A verdict is found by name; a name that the table does not have is a mistake of the caller."""
    rule = judged({"a": {"precision": 0.9}, "b": {"precision": 0.8}}, r=PRECISE).rules[0]
    assert rule.verdict("b").score == 0.8
    with pytest.raises(KeyError, match="c"):
        rule.verdict("c")


def test_the_chosen_model_is_the_only_winner() -> None:
    """Where two models tie none is chosen, and without a rule there is nothing to choose by."""
    rows = {"a": {"precision": 0.9}, "b": {"precision": 0.8}}
    assert judged(rows, r=PRECISE).chosen == "a"
    assert judged({**rows, "b": rows["a"]}, r=PRECISE).chosen is None
    assert judged(rows).chosen is None
