"""What the frozen values answer about themselves, and the lists of fixed words that they hold."""

from dataclasses import replace
from itertools import product
from pathlib import Path
from typing import get_args

import pytest
import yaml

from planpress.model.project import ARCHETYPE_QUESTIONS
from planpress.model.project_parts import LifecycleStep, Rung, Screen
from planpress.model.ranking import QUADRANT_LABELS
from planpress.model.stages import STAGE_LABELS, STAGES, WAYS_BACK, Stage, is_back, is_forward
from planpress.model.steps import STEPS, step_label
from planpress.rules.metric import MetricRule
from tests.lints.building import AS_OF, project

PRECISE = MetricRule("metric", "precision")
LECTURE = yaml.safe_load((Path(__file__).parent / "lecture.yml").read_text("utf-8"))


def test_fixed_words_are_those_of_the_lecture() -> None:
    """The rungs and the stages in its order; and with the ways back their reasons."""
    assert list(get_args(Rung)) == LECTURE["rungs"]
    assert {name: list(questions.values()) for name, questions in ARCHETYPE_QUESTIONS.items()} == LECTURE["archetypes"]
    assert LECTURE["quadrants"] == QUADRANT_LABELS
    assert [(stage, STAGE_LABELS[stage]) for stage in STAGES] == list(LECTURE["stages"].items())
    assert {stage: list(map(step_label, steps)) for stage, steps in STEPS.items()} == LECTURE["sub_steps"]
    assert {" ".join(way): reasons for way, reasons in WAYS_BACK.items()} == LECTURE["back"]


@pytest.mark.parametrize(("old", "new"), list(product(STAGES, repeat=2)))
def test_each_move(old: Stage, new: Stage) -> None:
    """Forward leads only to the next stage, back only along the six ways; to stay, or to skip a stage, is neither."""
    assert is_forward(old, new) == (f"{old} {new}" in LECTURE["forward"])
    assert is_back(old, new) == (f"{old} {new}" in LECTURE["back"])


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
