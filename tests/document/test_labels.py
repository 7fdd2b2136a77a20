"""Labels are spelt as they are written, with one rule of capitals."""

import pytest

from planpress.document.labels import metric_label
from planpress.model.metrics import Metric
from planpress.model.wording import at_start, in_sentence

TABLE = [
    # as written, in a sentence, where one begins
    ("AUC", "AUC", "AUC"),
    ("mAP", "mAP", "mAP"),
    ("PR-AUC", "PR-AUC", "PR-AUC"),
    ("IoU", "IoU", "IoU"),
    ("F1", "F1", "F1"),
    ("p95 latency", "p95 latency", "p95 latency"),
    ("position error", "position error", "Position error"),
    ("Position error", "position error", "Position error"),
    ("Macro F1", "macro F1", "Macro F1"),
    ("straße", "straße", "Straße"),
    ("재현율", "재현율", "재현율"),
    ("I", "I", "I"),
    ("", "", ""),
]


@pytest.mark.parametrize(("written", "inside", "start"), TABLE)
def test_one_rule_of_capitals(written: str, inside: str, start: str) -> None:
    """Only an ordinary word changes its first letter."""
    assert (in_sentence(written), at_start(written)) == (inside, start)


def test_a_metric_without_a_label_is_its_id() -> None:
    """As it is written, but for underscores."""
    metrics = {"val_AUC": Metric("higher"), "ap": Metric("higher", "Average precision")}
    assert [metric_label(name, metrics) for name in ("val_AUC", "ap", "mAP_50")] == ["val AUC", "Average precision", "mAP 50"]
