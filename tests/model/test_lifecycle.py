"""METHOD section 4: four stages, forward only to the next, and six ways back with their codes."""

from __future__ import annotations

from itertools import product

import pytest

from planpress.model.stages import STAGE_LABELS, STAGES, SUB_STEPS, WAYS_BACK, Stage, is_back, is_forward

FORWARD = {("planning", "data"), ("data", "training"), ("training", "deploying")}

# from, to, codes and reasons: the lecture's table.
BACK: dict[tuple[Stage, Stage], dict[str, str]] = {
    ("data", "planning"): {
        "data-too-hard": "data too hard to get",
        "easier-task": "a different task is easier to label",
    },
    ("training", "data"): {"more-data": "collect more data", "labels-unreliable": "labels unreliable"},
    ("training", "planning"): {
        "task-too-hard": "task too hard",
        "requirements-trade-off": "requirements trade off, rank them anew",
    },
    ("deploying", "training"): {"fails-in-lab": "does not work in the lab", "more-accuracy": "improve accuracy"},
    ("deploying", "data"): {
        "data-mismatch": "training and deployment data differ",
        "more-data": "more data",
        "hard-cases": "mine hard cases",
    },
    ("deploying", "planning"): {
        "wrong-metric": "the metric does not drive what users do",
        "poor-in-reality": "poor in the real world, revisit requirements",
    },
}


def test_the_four_stages() -> None:
    """Planning, data, training, deploying, in this order and with the lecture's names."""
    assert [STAGE_LABELS[stage] for stage in STAGES] == [
        "Planning & project setup",
        "Data collection & labelling",
        "Training & debugging",
        "Deploying & testing",
    ]


def test_the_sub_steps() -> None:
    """Each stage has the lecture's sub-steps, in order."""
    assert SUB_STEPS == {
        "planning": ("goals", "metrics", "baselines", "codebase"),
        "data": ("strategy", "ingest", "labelling"),
        "training": (
            "simplest model",
            "implement",
            "debug",
            "look at train, validation and test",
            "prioritise improvements",
        ),
        "deploying": ("pilot", "testing", "deployment", "monitoring"),
    }


def test_the_six_ways_back_with_their_reasons() -> None:
    """Six pairs of stages, each with its own codes and reasons, and no more."""
    assert WAYS_BACK == BACK


@pytest.mark.parametrize(("old", "new"), list(product(STAGES, repeat=2)))
def test_each_move(old: Stage, new: Stage) -> None:
    """Forward leads only to the next stage, back only along the six ways; to stay, or to skip a stage, is neither."""
    assert is_forward(old, new) == ((old, new) in FORWARD)
    assert is_back(old, new) == ((old, new) in BACK)
