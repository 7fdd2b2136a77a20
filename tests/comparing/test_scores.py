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
