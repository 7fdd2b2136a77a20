"""The steps of a project's stages: what its own keys show to be done, and what somebody wrote."""

from collections.abc import Mapping
from pathlib import Path
from typing import Any

import pytest
import yaml

from planpress.judging import judge
from planpress.model.steps import STEPS, StepResult
from tests.lints.building import BASES, plan, written_project

CASES = yaml.safe_load(Path(__file__).with_name("steps.yml").read_text("utf-8"))


@pytest.mark.parametrize("case", CASES, ids=lambda case: case["title"])
def test_steps(case: Mapping[str, Any]) -> None:
    """Each step as the case has it; it has every one of them where there are no others."""
    written = dict(case.get("project", {}))
    base = {**BASES["project"], **(BASES["measured"] if written.pop("measured", False) else {})}
    made = written_project("pose", {**base, "steps": None, **written})
    found = {one.id: _said(one) for one in judge(made, plan(made)).steps}
    if case.get("only"):
        assert found == case["steps"]
    assert {step: found[step] for step in case["steps"]} == case["steps"]


def test_every_step_is_there_in_the_order_of_the_stages() -> None:
    """Each of the sixteen once, with its stage."""
    made = written_project("pose", {**BASES["project"], "steps": None})
    found = judge(made, plan(made)).steps
    assert [(one.stage, one.id) for one in found] == [(stage, step) for stage, steps in STEPS.items() for step in steps]
    assert len(found) == 16


def _said(one: StepResult) -> str:
    return ": ".join(filter(None, (one.state, str(one.date) if one.date else None, one.why)))
