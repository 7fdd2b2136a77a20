"""Whether the metric drives the outcome, over a table of what was seen."""

from typing import Any

import pytest
import yaml

from tests.case_files import cases
from tests.planning import AXES, judged

TABLES = cases(__file__)
METRICS = """\
metrics:
  val_error: {label: Validation error, better: lower, unit: "%"}
  recall: {better: higher, range: [0, 1]}
"""


@pytest.mark.parametrize("case", TABLES["cases"], ids=lambda case: case["title"])
def test_a_hint_where_the_metric_got_better_and_the_outcome_did_not(case: dict[str, Any]) -> None:
    keys = {**TABLES["project"], **{key: value for key, value in case.items() if key not in ("title", "hint")}}
    written = yaml.safe_dump({key: value for key, value in keys.items() if value is not None and key != "stage"})
    report = judged(AXES + METRICS, {"p": written}, stage=keys["stage"])
    found = [item for item in report.open if item.answer == "wrong-metric"]
    assert [item.text for item in found] == ([case["hint"]] if "hint" in case else [])
