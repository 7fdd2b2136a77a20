"""ROOM: the kinds of baselines, one per file. To add one: a file, a line in ALL, a case in tests/baselines."""

from planpress.baselines.baseline_kind import BaselineKind
from planpress.baselines.human import HUMAN
from planpress.baselines.mean_prediction import MEAN_PREDICTION
from planpress.baselines.published import PUBLISHED
from planpress.baselines.requirement import REQUIREMENT
from planpress.baselines.scripted import SCRIPTED
from planpress.baselines.simple_ml import SIMPLE_ML

ALL: tuple[BaselineKind, ...] = (REQUIREMENT, PUBLISHED, SCRIPTED, SIMPLE_ML, MEAN_PREDICTION, HUMAN)

BY_ID = {kind.id: kind for kind in ALL}

BY_PEOPLE = tuple(kind.id for kind in ALL if kind.by_people)
"""The kinds that people set."""
