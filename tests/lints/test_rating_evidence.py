"""What a project itself says beside a rating, and which of it is against an easy one."""

from pathlib import Path
from typing import Any

import pytest
import yaml
from hypothesis import given
from hypothesis import strategies as st

from planpress.deciding import concluded_findings
from planpress.judging import judge
from planpress.judging.accuracy_costs import reached
from planpress.lints.rating_evidence import Fact, evidence
from planpress.model.plan import Plan
from tests.lints.building import BASES, written_plan, written_project

CASES = yaml.safe_load((Path(__file__).parent / "evidence.yml").read_text("utf-8"))


def _plan(driver: str | None, keys: dict[str, Any]) -> Plan:
    factor = {"scale": "effort", **({"driver": driver} if driver else {})}
    project = written_project("pose", {**BASES["project"], "effort": {"person_weeks": 10}, "feasibility": None, **keys})
    return written_plan({"feasibility": {"factor": factor}}, project)


def _facts(driver: str | None, keys: dict[str, Any]) -> tuple[Fact, ...]:
    plan = _plan(driver, keys)
    (project,) = plan.projects
    return evidence(plan, project, "factor", reached(judge(project, plan), plan.metrics_of(project)))


def _warned(driver: str | None, keys: dict[str, Any]) -> bool:
    plan = _plan(driver, keys)
    return "PP435" in {one.code for one in concluded_findings(plan, {one.id: judge(one, plan) for one in plan.projects})}


@pytest.mark.parametrize("case", CASES, ids=lambda case: case["title"])
def test_facts(case: dict[str, Any]) -> None:
    """Each fact as it reads, in order; the finding fires for a good rating where one is against it, and only there."""
    keys = case.get("project", {})
    facts = _facts(case["driver"], keys)
    assert [str(fact.text) for fact in facts] == case["known"]
    assert [str(fact.text) for fact in facts if fact.against] == case.get("against", [])
    written = keys.get("feasibility", {}).get("factor", {})
    for value, easy in ((5, True), (3.6, False)):
        rated = {**keys, "feasibility": {"factor": {**written, "value": value}}}
        assert _warned(case["driver"], rated) == (easy and "against" in case)


@given(st.floats(0, 1e6), st.floats(0, 1e6), st.floats(0.1, 1e4))
def test_more_data_is_never_against_a_rating_that_less_was_not(have: float, more: float, per_week: float) -> None:
    """What takes longer than the effort takes longer still with less data."""
    facts = [
        _facts("data", {"data": {"have": amount, "needed": 5e5, "per_week": per_week}}) for amount in (have, have + more)
    ]
    less, most = (any(fact.against for fact in found) for found in facts)
    assert less >= most
