"""How things are called: metrics, factors, owners, stages and methods, spelt as their authors wrote them.

One rule of capitals for all of them. A label is shown as it was written: AUC, mAP, PR-AUC, F1. Only a word that is
capital for no other reason than that it began its label, as in "Position error", begins small inside a sentence; and
only a word in small letters throughout, as in "position error", begins capital at the start of a sentence or of a cell.
"""

from __future__ import annotations

import re
from collections.abc import Mapping

from planpress.model.metrics import Metric
from planpress.model.plan import Factor, Method, Plan

METHODS: Mapping[Method, str] = {
    "geometric": "geometric mean",
    "weighted-sum": "weighted sum",
    "topsis": "TOPSIS",
}
"""The methods of ranking."""


def at_start(label: str) -> str:
    """A label where a sentence, a line or a cell begins."""
    word = _first_word(label)
    return label[:1].upper() + label[1:] if word.islower() and word.isalpha() else label


def in_sentence(label: str) -> str:
    """A label in the middle of a sentence."""
    word = _first_word(label)
    ordinary = len(word) > 1 and word.isalpha() and word.istitle()
    return label[:1].lower() + label[1:] if ordinary else label


def metric_label(metric: str, metrics: Mapping[str, Metric]) -> str:
    """A metric by its label, else by its id as it is written, its underscores as blanks."""
    known = metrics.get(metric)
    return known.label if known and known.label else metric.replace("_", " ")


def factor_label(name: str, factor: Factor) -> str:
    """A factor by its label, else by its id, its underscores as blanks."""
    return factor.label or name.replace("_", " ")


def owner_label(owner: str | None, plan: Plan) -> str:
    """An owner: a team's label, else what was written."""
    if owner is None:
        return "no owner"
    team = plan.teams.get(owner)
    return team.label if team and team.label else owner


def _first_word(label: str) -> str:
    return re.split(r"[\s]", label.strip(), maxsplit=1)[0] if label.strip() else ""
