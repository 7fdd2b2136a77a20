"""plan.json: plain values, full precision, the same bytes; its schema is held in tests/test_schemas.py."""

import json

import pytest

import planpress
from planpress.formats.plan_json import finding_json, render
from planpress.model.findings import Finding
from planpress.model.report import Report
from planpress.model.sources import Place
from tests.conftest import ROOT

pytestmark = pytest.mark.process


@pytest.fixture(scope="module")
def report() -> Report:
    """The demonstration plan, judged."""
    return planpress.load(ROOT)


def test_the_same_report_gives_the_same_bytes(report: Report) -> None:
    """Rendered twice, and after reading the plan again, the text is the same and ends with one newline."""
    text = render(report)
    assert text == render(report) == render(planpress.load(ROOT))
    assert text.endswith("}\n") and not text.endswith("\n\n")


def test_there_are_no_numbers_that_json_has_not(report: Report) -> None:
    """NaN and infinities never come in: a missing number is null."""

    def refuse(word: str) -> None:
        raise AssertionError(word)

    json.loads(render(report), parse_constant=refuse)


def test_projects_come_in_the_order_of_the_ranking(report: Report) -> None:
    """Ranked projects first, by rank; then those without a score; then those screened out, each once."""
    projects = json.loads(render(report))["projects"]
    assert [project["id"] for project in projects] == list(report.order())
    assert sorted(project["id"] for project in projects) == sorted(project.id for project in report.plan.projects)
    ranks = [project["priority"]["rank"] for project in projects if project["priority"] and project["priority"]["rank"]]
    assert ranks == sorted(ranks)
    assert [project["screened_out"] is None for project in projects] == sorted(
        (project["screened_out"] is None for project in projects), reverse=True
    )


def test_one_rule_decides(report: Report) -> None:
    """Exactly one rule of a project decides, and its winners are among its ranked models."""
    for project in json.loads(render(report))["projects"]:
        assert len([rule for rule in project["rules"] if rule["decides"]]) == (1 if project["rules"] else 0)
        for rule in project["rules"]:
            ranked = {verdict["model"] for verdict in rule["models"] if verdict["status"] == "ranked"}
            assert set(rule["winners"]) <= ranked
            assert all(verdict["because"] for verdict in rule["models"] if verdict["status"] != "ranked")


@pytest.mark.parametrize(
    ("place", "line", "column"), [(Place("x", 3, 4), 3, 4), (Place("x", 3), 3, None), (Place("x"), None, None)]
)
def test_findings_say_where_or_null(place: Place, line: int | None, column: int | None) -> None:
    """A finding about a whole file has no line, and one about a line no column."""
    assert finding_json(Finding("PP1", "error", place, "so")) == {
        "code": "PP1", "level": "error", "path": "x", "line": line, "column": column, "message": "so",
    }  # fmt: skip
