"""`planpress explain`: every code has its page, and every number its inputs with where they are written."""

from pathlib import Path
from typing import Any

import pytest
import yaml

import planpress
from planpress.model.errors import PlanpressError
from planpress.model.findings import FindingKind
from planpress.model.report import Report
from planpress.workflows.explain_number import SCORES, all_kinds, explain_code, explain_number, is_code
from tests.small_plan import CSV, MODELS, PLAN, PROJECT, P, Q, T, write


def report(root: Path, project: str = PROJECT, plan: str = PLAN, table: str = CSV) -> Report:
    return planpress.load(write(root, {P: plan, Q: project, T: table if "models:" in project else None}))


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


@pytest.mark.parametrize("number", SCORES)
@pytest.mark.parametrize("method", ["geometric", "weighted-sum", "topsis"])
def test_every_number_is_explained_by_every_method(number: str, method: str, tmp_path: Path) -> None:
    """Each number has an explanation, whatever method ranks, that begins with the number."""
    plan = f"{PLAN}capacity: 1\npriority: {{method: {method}}}\n"
    value = {"rank": "1", "rank_interval": "1 to 1", "within_capacity": "100 % of simulations"}.get(number, "0.")
    assert explain_number(f"p.{number}", report(tmp_path, plan=plan)).startswith(f"p.{number} = {value}")


@pytest.mark.parametrize("method", ["geometric", "weighted-sum", "topsis"])
def test_the_priority_by_each_method(method: str, tmp_path: Path) -> None:
    """A method that does not decide says so; the one that does is the priority itself."""
    read = report(tmp_path, plan=f"{PLAN}priority: {{method: weighted-sum}}\n")
    text = explain_number(f"p.priority.{method}", read)
    if method == "weighted-sum":
        assert text == explain_number("p.priority", read)
    else:
        assert text.startswith(f"p.priority.{method} = 0.")
        assert "rank 1 of 1 by this method, for comparison\n" in text


RULED = MODELS.replace(
    "rules: {best: {rule: metric, metric: precision}}",
    'rules: {best: {rule: threshold, optimise: precision, subject_to: ["recall > 0.75"]}}',
)


def test_a_project_alone_stands_for_its_priority(tmp_path: Path) -> None:
    """`planpress explain pose` answers what most ask of a project, and says what else can be asked."""
    read = report(tmp_path, RULED)
    text = explain_number("p", read)
    first = explain_number("p.priority", read)
    assert text.startswith(f"{first}\n\nplanpress explain p.…\n")
    others = dict(line.strip().split(": ") for line in text.removeprefix(first).strip().splitlines()[1:])
    assert others["Rank"] == "rank, quadrant, rank_interval"
    assert others["Models"] == "rules.best.net-1, rules.best.net-2"
    for names in others.values():
        for name in names.split(", "):
            assert explain_number(f"p.{name}", read).startswith(f"p.{name} = ")


def test_a_long_table_is_not_listed_whole(tmp_path: Path) -> None:
    """A project with many models names some of them, and how many more there are."""
    rows = "".join(f"m-{at},0.{at:03},0.8\n" for at in range(1, 101))
    read = report(tmp_path, RULED, table=f"model,precision,recall\n{rows}")
    listed = next(line for line in explain_number("p", read).splitlines() if line.startswith("  Models: "))
    assert listed.endswith(", rules.best.m-12 and 88 others")
    assert explain_number("p.rules.best.m-100", read).startswith("p.rules.best.m-100 = 0.1   rank 1 of 100 models\n")


CASES = yaml.safe_load((Path(__file__).parent / "explained.yml").read_text("utf-8"))


@pytest.mark.parametrize("case", CASES, ids=lambda case: case["is"])
def test_what_is_said_of_a_number(case: dict[str, Any], tmp_path: Path) -> None:
    """Its formula and its inputs with the place of each; what is not there names what is near."""
    project, plan = RULED if case.get("models") else PROJECT, PLAN
    for old, new in case.get("project", ()):
        project = project.replace(old, new)
    for old, new in case.get("plan", ()):
        plan = plan.replace(old, new)
    read = report(tmp_path, project + case.get("more", ""), plan + case.get("plan_more", ""))
    for subject, text in case.get("says", {}).items():
        assert explain_number(subject, read) == text
    for subject, text in case.get("begins", {}).items():
        assert explain_number(subject, read).startswith(f"{text}\n")
    for subject, text in case.get("refused", {}).items():
        with pytest.raises(PlanpressError) as problem:
            explain_number(subject, read)
        assert str(problem.value) == text
