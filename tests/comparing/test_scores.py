"""Scores of two rules, or of metrics that were declared anew, are not subtracted from each other."""

import json

import pytest

from planpress.comparing.comparison_text import score_lines
from planpress.document.plain import plain
from planpress.formats.diffs import FORMATS
from planpress.formats.output_options import OutputOptions
from tests.comparing.building import BASE, PLAN, POSE, TABLE, Edits, compared, edited

RULE = "the rule in force changed: scores are not comparable"
METRIC = "the unit or the direction of a metric changed: scores are not comparable"
FORMULA = '  formula: {rule: formula, formula: "100 * precision - latency", better: higher}\n'


@pytest.mark.parametrize(
    ("edits", "note"),
    [
        ({POSE: (("rules:\n", f"rules:\n{FORMULA}"), ("decide_by: threshold", "decide_by: formula"))}, RULE),
        ({POSE: (("optimise: precision", "optimise: recall"),)}, RULE),
        ({POSE: (("{rule: mean, of: {precision: 1, recall: 1}}", "{rule: metric, metric: recall}"),
                 ("decide_by: threshold", "decide_by: average"))}, RULE),
        ({PLAN: (("precision: {better: higher", "precision: {unit: share, better: higher"),), TABLE: (("0.80", "0.85"),)}, METRIC),
        ({PLAN: (("precision: {better: higher", "precision: {better: lower"),),
          POSE: (("  average: {rule: mean, of: {precision: 1, recall: 1}}\n", ""),)}, METRIC),
        ({PLAN: (("precision: {better: higher", "precision: {label: Share, better: higher"),), TABLE: (("0.80", "0.85"),)}, ""),
        ({POSE: (("recall > 0.60", "recall > 0.75"),)}, ""),
    ],
    ids=["another rule", "another metric", "a metric for a threshold", "a unit", "a direction", "a label", "a threshold"],
)  # fmt: skip
def test_what_is_subtracted(edits: Edits, note: str) -> None:
    """In words, in JSON, and in no share of an edit."""
    comparison = compared(BASE, edited(edits))
    (change,) = [one for one in comparison.at("score") if one.kind == "score"]
    assert change.note == note and (change.amount is None) == bool(note) == (change.contributions == ())
    line = next(line for line in map(plain, score_lines(comparison)) if "deciding score" in line)
    assert line.endswith(f"; {note}") if note else "comparable" not in line
    written = json.loads(FORMATS["json"](comparison, OutputOptions()))
    (found,) = [one for one in written["changes"] if one["kind"] == "score"]
    assert (found["amount"], found["note"]) == (change.amount, note)


def test_many_edits_share_a_number_model_by_model() -> None:
    """Nine cells of a table are more than can be told apart: each model's have one share, and all add up."""
    table = "model,precision,recall,latency\nnet-1,0.91,0.51,81\nnet-2,0.84,0.71,91\nnet-3,0.71,0.91,121\n"
    (change,) = [one for one in compared(BASE, edited({TABLE: table})).at("score") if one.kind == "score"]
    shares = {tuple(edit.names[2] for edit in one.edits): one.value for one in change.contributions}
    assert shares == {("net-1",) * 3: 0, ("net-2",) * 3: pytest.approx(0.04), ("net-3",) * 3: 0}
