"""plan.json: plain values, full precision, the same bytes; its schema is held in tests/test_schemas.py."""

import json
from typing import Any

import pytest

import planpress
from planpress.formats.plan_json import render
from planpress.model.report import Report
from tests.conftest import ROOT

pytestmark = pytest.mark.process


@pytest.fixture(scope="module")
def report() -> Report:
    """The demonstration plan, judged."""
    return planpress.load(ROOT)


@pytest.fixture(scope="module")
def projects(report: Report) -> list[dict[str, Any]]:
    return list(json.loads(render(report))["projects"])


def test_the_same_report_gives_the_same_bytes(report: Report) -> None:
    """Rendered twice, and after reading the plan again; it ends with one newline, and a missing number is null, not NaN."""
    text = render(report)
    assert text == render(report) == render(planpress.load(ROOT))
    assert text.endswith("}\n") and not text.endswith("\n\n")
    refused: list[str] = []
    json.loads(text, parse_constant=refused.append)
    assert refused == []


def test_projects_come_in_the_order_of_the_ranking(report: Report, projects: list[dict[str, Any]]) -> None:
    """Ranked projects first, by rank; then those without a score; then those screened out, each once."""
    assert [project["id"] for project in projects] == list(report.order())
    assert {project["id"] for project in projects} == {project.id for project in report.plan.projects}
    places = [(one["priority"] is None, (one["priority"] or {}).get("rank") or len(projects)) for one in projects]
    assert places == sorted(places) and len(projects) == len(report.plan.projects)


def test_one_rule_decides(projects: list[dict[str, Any]]) -> None:
    """Exactly one rule of a project decides, and its winners are among its ranked models."""
    for project in projects:
        assert sum(rule["decides"] for rule in project["rules"]) == bool(project["rules"])
        for rule in project["rules"]:
            assert set(rule["winners"]) <= {one["model"] for one in rule["models"] if one["status"] == "ranked"}
            assert all(verdict["because"] for verdict in rule["models"] if verdict["status"] != "ranked")
