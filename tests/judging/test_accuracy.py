"""What accuracy costs, from what the leading model reaches, over a table of projects."""

from typing import Any

import pytest
import yaml

from planpress.explanations import explain
from planpress.model.wording import number
from tests.case_files import cases
from tests.planning import AXES, judged

TABLES: Any = cases(__file__)
METRICS = """\
metrics:
  val_error: {label: Validation error, better: lower, unit: "%", range: [0, 100]}
  hits: {better: higher}
  blank: {better: higher, range: [0, 1]}
"""


def written(case: dict[str, Any]) -> str:
    keys = {**TABLES["project"], **{key: value for key, value in case.items() if key not in ("title", "costs")}}
    return yaml.safe_dump({key: value for key, value in keys.items() if value is not None}, sort_keys=False)


@pytest.mark.parametrize("case", TABLES["cases"], ids=lambda case: case["title"])
def test_costs(case: dict[str, Any]) -> None:
    report = judged(AXES + METRICS, {"p": written(case)})
    costs = [f"{one.label} {number(one.accuracy)} {number(float(f'{one.multiple:.6g}'))}" for one in report.evaluations["p"].costs]
    assert costs == case["costs"]


def test_what_is_reached_is_explained_by_its_cell() -> None:
    """With the value that it is made of; a baseline that people decided for is named likewise."""
    for case in TABLES["cases"][:4]:
        report = judged(AXES + METRICS, {"p": written(case)})
        topics = {topic.title: topic.explanations for topic in explain(report, "p")}
        now = topics["What accuracy costs"][0].inputs[0]
        leading, metric = report.evaluations["p"].leading, case["accuracy"]["metric"]
        value = report.evaluations["p"].project.values_of(leading)[metric]
        said = f"(Validation error {number(value)} % with {leading})" if metric == "val_error" else f"(hits {number(value)} with {leading})"
        assert (now.name, now.words) == ("now", said)
        assert now.place is not None and now.place.line
