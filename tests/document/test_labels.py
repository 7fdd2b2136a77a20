"""No letter of a label is changed, nor of an id that stands for one; the program's own words begin as sentences do."""

import pytest

from planpress.document.labels import label, metric_label
from planpress.model.metrics import Metric
from planpress.model.plan import Factor
from planpress.model.text import Name, Text
from planpress.model.wording import at_start
from planpress.rules.common import best_of

NAMES = ("AUC", "auc", "mAP", "PR-AUC", "IoU", "F1", "p95 latency", "position error", "Position error", "Brier score", "재현율")


@pytest.mark.parametrize("written", NAMES)
def test_labels_are_as_they_are_written(written: str) -> None:
    """By themselves, inside a sentence and where one begins; of an id the underscores are blanks."""
    labelled, named = {"m": Metric("higher", written)}, {written.replace(" ", "_"): Metric("higher")}
    assert best_of("m", labelled) == ("the highest", written)
    assert [metric_label(metric, metrics) for metrics in (labelled, named) for metric in metrics] == [written] * 2
    assert [label(written, factor) for factor in (None, Factor("s"), Factor("s", label=written))] == [written] * 3
    assert Text(Name(written), " has no value").capital() == Text(Name(written), " has no value")


@pytest.mark.parametrize(
    ("words", "begun"), [("no value for auc", "No value for auc"), ("F1", "F1"), ("net-2 ties", "net-2 ties"), ("", "")]
)
def test_words_of_the_program_begin_a_sentence(words: str, begun: str) -> None:
    """A first word in small letters throughout, if it is a word."""
    assert at_start(words) == begun
    assert Text(words).capital() == Text(begun)
