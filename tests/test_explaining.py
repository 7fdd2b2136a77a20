"""`planpress explain`: every code has its page, and every number its inputs with where they are written."""

from __future__ import annotations

from pathlib import Path

import pytest

import planpress
from planpress.explaining import NUMBERS, all_kinds, explain_code, explain_number, is_code
from planpress.model.errors import PlanpressError
from planpress.model.findings import FindingKind
from planpress.model.report import Report
from tests.test_bad_input import PLAN, PROJECT, P, Q, write


def report(root: Path, project: str = PROJECT, plan: str = PLAN) -> Report:
    return planpress.load(write(root, {P: plan, Q: project}))


@pytest.mark.parametrize("kind", all_kinds(), ids=lambda kind: kind.code)
def test_every_code_is_explained(kind: FindingKind) -> None:
    """A code, in capitals or not, gives its title, its level and its three sections."""
    text = explain_code(kind.code.lower())
    assert text == explain_code(kind.code)
    assert text.startswith(f"{kind.code} ")
    assert f"({kind.level})\n" in text
    assert [line for line in text.splitlines() if line.startswith("## ")] == [
        "## What it means",
        "## Why it matters",
        "## What to do",
    ]


def test_all_kinds_come_by_their_code() -> None:
    """No code is there twice, and they are sorted."""
    codes = [kind.code for kind in all_kinds()]
    assert codes == sorted(set(codes))


@pytest.mark.parametrize(
    ("subject", "code"), [("PP203", True), ("pp1", True), ("PP", False), ("PP2x", False), ("pose.priority", False)]
)
def test_what_is_a_code(subject: str, code: bool) -> None:
    """A code is PP and digits; everything else is a number of a project."""
    assert is_code(subject) == code


def test_an_unknown_code_names_one_that_is_near() -> None:
    """A code that does not exist is an error with the nearest one."""
    with pytest.raises(PlanpressError) as problem:
        explain_code("pp1010")
    assert str(problem.value) == 'there is no finding "pp1010" (did you mean "PP110"?)'


def test_a_priority_says_how_it_was_made(tmp_path: Path) -> None:
    """The number with its formula, its factors with their scales and reasons, and the place of each rating."""
    project = PROJECT.replace("worth: 4", 'worth: {value: 4, why: "so"}').replace("data: 3", "data: [2, 4]")
    plan = PLAN + "priority: {impact_share: 0.5}\n"
    assert explain_number("p.priority", report(tmp_path, project, plan)).splitlines() == [
        "p.priority = 0.61   rank 1 of 1",
        f"{'  = impact ^ 0.5 x feasibility ^ 0.5 = 0.75 ^ 0.5 x 0.50 ^ 0.5':<90}  content/plan.yml:13:11",
        "  impact 0.75 = (1 x 0.75) / 1",
        f"{'    worth  4 of 1..5 -> 0.75   ' + chr(34) + 'so' + chr(34):<90}  content/projects/p/project.yml:6:17",
        "  feasibility 0.50 = (1 x 0.50) / 1",
        f"{'    data  3 of 1..5 -> 0.50':<90}  content/projects/p/project.yml:7:21",
    ]


@pytest.mark.parametrize("number", NUMBERS)
@pytest.mark.parametrize("method", ["geometric", "weighted-sum", "topsis"])
def test_every_number_is_explained_by_every_method(number: str, method: str, tmp_path: Path) -> None:
    """Each number has an explanation, whatever method ranks, that begins with the number."""
    text = explain_number(f"p.{number}", report(tmp_path, plan=f"{PLAN}priority: {{method: {method}}}\n"))
    assert text.startswith("p.priority = 0." if number == "priority" else f"{number} 0.")


def test_a_factor_without_a_rating_is_said(tmp_path: Path) -> None:
    """What is not rated counts as anywhere from 0 to 1, and the number says that it is unknown."""
    project = PROJECT.replace("impact: {worth: 4}\n", "")
    assert explain_number("p.impact", report(tmp_path, project)).splitlines() == [
        "impact unknown",
        f"{'  worth  not rated: anywhere from 0 to 1':<90}".rstrip(),
    ]


def test_a_screened_out_project_says_why(tmp_path: Path) -> None:
    """A project that is out of the order has no number, but a reason."""
    project = PROJECT + 'screens: [{name: privacy review, passed: false, because: "no\\nconsent"}]\n'
    with pytest.raises(PlanpressError) as problem:
        explain_number("p.priority", report(tmp_path, project))
    assert str(problem.value) == "p is out of the order: privacy review: no consent"


@pytest.mark.parametrize(
    ("subject", "said"),
    [
        ("pp.priority", 'there is no project "pp" (did you mean "p"?)'),
        ("p.prio", '"prio" of p is not explained (did you mean "priority"?)'),
        ("p.impact.worth", '"impact.worth" of p is not explained (did you mean "impact"?)'),
        ("", 'there is no project ""; known here: p'),
    ],
)
def test_what_is_not_there_names_what_is(subject: str, said: str, tmp_path: Path) -> None:
    """A project or a number that is not there is an error with what is near."""
    with pytest.raises(PlanpressError) as problem:
        explain_number(subject, report(tmp_path))
    assert str(problem.value) == said


def test_a_project_alone_stands_for_its_priority(tmp_path: Path) -> None:
    """`planpress explain pose` answers what most ask of a project."""
    read = report(tmp_path)
    assert explain_number("p", read) == explain_number("p.priority", read)


def test_a_reason_can_not_forge_a_line(tmp_path: Path) -> None:
    """A reason of several lines and with direction overrides stays on its line, spelt out."""
    project = PROJECT.replace("worth: 4", 'worth: {value: 4, why: "a\\nrank 1\\u202e"}')
    text = explain_number("p.impact", report(tmp_path, project))
    assert '"a rank 1\\u202e"' in text
    assert [c for c in text if c != "\n" and not c.isprintable()] == []
