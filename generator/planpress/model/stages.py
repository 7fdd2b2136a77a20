"""The lifecycle of a machine-learning project: four stages, and six ways back with their reasons.

Source: Full Stack Deep Learning, "Setting up machine learning projects" (2019), the lifecycle slides.
"""

from typing import Literal

Stage = Literal["planning", "data", "training", "deploying"]

STAGES: tuple[Stage, ...] = ("planning", "data", "training", "deploying")

STAGE_LABELS: dict[Stage, str] = {
    "planning": "Planning & project setup",
    "data": "Data collection & labelling",
    "training": "Training & debugging",
    "deploying": "Deploying & testing",
}

STAGE_NOUNS: dict[Stage, str] = {
    "planning": "planning",
    "data": "data collection",
    "training": "training",
    "deploying": "deployment",
}
"""What a sentence calls them."""

WAYS_BACK: dict[tuple[Stage, Stage], dict[str, str]] = {
    ("data", "planning"): {
        "data-too-hard": "data too hard to get",
        "easier-task": "a different task is easier to label",
    },
    ("training", "data"): {"more-data": "collect more data", "labels-unreliable": "labels unreliable"},
    ("training", "planning"): {
        "task-too-hard": "task too hard",
        "requirements-trade-off": "requirements conflict: set their order again",
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


def is_forward(old: Stage, new: Stage) -> bool:
    """Whether the move goes to the next stage: the only way forward."""
    return STAGES.index(new) == STAGES.index(old) + 1


def is_back(old: Stage, new: Stage) -> bool:
    """Whether the move is one of the six ways back."""
    return (old, new) in WAYS_BACK
