"""ROOM: the kinds of baselines. To add one: here or in a file of its own, a line in ALL, a case in tests/baselines."""

from planpress.baselines.baseline_kind import (
    HUMAN,
    MEAN_PREDICTION,
    PUBLISHED,
    REQUIREMENT,
    SCRIPTED,
    SIMPLE_ML,
    BaselineKind,
)

ALL: tuple[BaselineKind, ...] = (REQUIREMENT, PUBLISHED, SCRIPTED, SIMPLE_ML, MEAN_PREDICTION, HUMAN)

BY_ID = {kind.id: kind for kind in ALL}

BY_PEOPLE = tuple(kind.id for kind in ALL if kind.by_people)
"""The kinds that people set."""
