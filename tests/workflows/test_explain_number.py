"""`planpress explain`: every code has its page, and every number its inputs with where they are written."""

from __future__ import annotations

from pathlib import Path

import pytest

import planpress
from planpress.model.errors import PlanpressError
from planpress.model.findings import FindingKind
from planpress.model.report import Report
from planpress.workflows.explain_number import SCORES, all_kinds, explain_code, explain_number, is_code
from tests.small_plan import CSV, MODELS, PLAN, PROJECT, P, Q, T, write


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
        f"{'  = impact ^ 0.5 x feasibility ^ 0.5 = 0.75 ^ 0.5 x 0.50 ^ 0.5':<90}  content/plan.yml:13",
        f"{'  impact 0.75 = (1 x 0.75) / 1':<90}  content/plan.yml:6",
        f"{'    worth  4 of 1..5 -> 0.75   ' + chr(34) + 'so' + chr(34):<90}  content/projects/p/project.yml:6",
        f"{'  feasibility 0.50 = (1 x 0.50) / 1':<90}  content/plan.yml:8",
        f"{'    data  3 of 1..5 -> 0.50':<90}  content/projects/p/project.yml:7",
        "  low 0.43 = 0.75 ^ 0.5 x 0.25 ^ 0.5   every factor at its low end",
        "  high 0.75 = 0.75 ^ 0.5 x 0.75 ^ 0.5   every factor at its high end",
    ]


@pytest.mark.parametrize("number", SCORES)
@pytest.mark.parametrize("method", ["geometric", "weighted-sum", "topsis"])
def test_every_number_is_explained_by_every_method(number: str, method: str, tmp_path: Path) -> None:
    """Each number has an explanation, whatever method ranks, that begins with the number."""
    plan = f"{PLAN}capacity: 1\npriority: {{method: {method}}}\n"
    value = {"rank": "1", "rank_interval": "1 to 1", "within_capacity": "100 of 100 draws"}.get(number, "0.")
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
        assert "rank 1 of 1 by this method, which does not decide\n" in text


def test_a_factor_says_what_its_rating_means(tmp_path: Path) -> None:
    """The utility with its formula, the rating with its reason, the scale and the weight, each with its place."""
    project = PROJECT.replace("worth: 4", 'worth: {value: [2, 4], why: "so"}')
    plan = PLAN.replace("{bounds: [1, 5]}", '{bounds: [1, 5], better: lower, levels: {3: "some"}}')
    assert explain_number("p.impact.worth", report(tmp_path, project, plan)).splitlines() == [
        "p.impact.worth = 0.50",
        "  = 1 - (rating - lowest) / (highest - lowest) = 1 - (3 - 1) / (5 - 1)",
        f"{'  rating  3 the middle of 2 to 4   ' + chr(34) + 'so' + chr(34):<90}  content/projects/p/project.yml:6",
        f"{'  means   ' + chr(34) + 'some' + chr(34):<90}  content/plan.yml:5",
        f"{'  scale  effort 1..5, lower is better':<90}  content/plan.yml:5",
        f"{'  weight  1':<90}  content/plan.yml:7",
        "  low 0.25 = 1 - (4 - 1) / (5 - 1)",
        "  high 0.75 = 1 - (2 - 1) / (5 - 1)",
    ]


RULED = MODELS.replace(
    "rules: {best: {rule: metric, metric: precision}}",
    'rules: {best: {rule: threshold, optimise: precision, subject_to: ["recall > 0.75"]}}',
)


def judged(root: Path) -> Report:
    return planpress.load(write(root, {P: PLAN, Q: RULED, T: CSV}))


def test_a_rejected_model_says_why_and_where(tmp_path: Path) -> None:
    """No score, the reason, the rule, and the row of the table that each value stands in."""
    assert explain_number("p.rules.best.net-1", judged(tmp_path)).splitlines() == [
        "p.rules.best.net-1 = rejected   recall 0.7 is not above 0.75, short by 0.05",
        f"{'  = the highest precision with recall above 0.75':<90}  content/projects/p/project.yml:9",
        f"{'  precision  0.8':<90}  content/projects/p/models.csv:2",
        f"{'  recall  0.7 (recall above 0.75: failed by 0.05)':<90}  content/projects/p/models.csv:2",
    ]


@pytest.mark.parametrize(
    ("subject", "begins"),
    [
        ("p.rules.best.net-2", "p.rules.best.net-2 = 0.7   rank 1 of 1 model\n  = precision = 0.7 "),
        ("p.floor", "p.floor = 0.5   script\n"),
        ("p.ceiling", "p.ceiling = 0.9   people\n"),
        ("p.gap_closed.net-2", "p.gap_closed.net-2 = 50 %   of the gap between floor and ceiling\n"
         "  = (model - floor) / (ceiling - floor) = (0.7 - 0.5) / (0.9 - 0.5)\n"),
        ("p.gains.script.net-1", "p.gains.script.net-1 = 0.3 better   by the rule that decides, 60 % of 0.5\n"),
        ("p.gains.people.net-2.precision", "p.gains.people.net-2.precision = 0.2 worse   in precision, 22 % of 0.9\n"
         "  = model - baseline = 0.7 - 0.9\n"),
    ],
)  # fmt: skip
def test_models_and_baselines_are_explained(subject: str, begins: str, tmp_path: Path) -> None:
    """Scores, floor, ceiling, the share of the gap, and gains: by the deciding measure and by metric."""
    assert explain_number(subject, judged(tmp_path)).startswith(begins)


def test_requirements_diagnosis_and_cost_are_explained(tmp_path: Path) -> None:
    """The margin of a requirement, both gaps of the diagnosis, and what accuracy costs."""
    project = RULED + (
        "requirements: [{metric: recall, at_least: 0.9, why: 'they notice'}, {metric: recall, below: 1}]\n"
        "diagnosis: {model: net-2, train: recall, validation: precision, against: people}\n"
        "accuracy: {now: 0.9, required: 0.99, design: [{change: 'ask first', required: 0.95}]}\n"
    )
    read = planpress.load(write(tmp_path, {P: PLAN, Q: project, T: CSV}))
    said = {name: explain_number(f"p.{name}", read).splitlines()[:2] for name in (
        "requirements.recall", "requirements.recall.2", "diagnosis.reference_gap", "diagnosis.generalisation_gap",
        "cost", "cost.design.1",
    )}  # fmt: skip
    assert {name: [line.split("   ")[0].strip() for line in lines] for name, lines in said.items()} == {
        "requirements.recall": ["p.requirements.recall = 0.1 missing", "= value - limit = 0.8 - 0.9"],
        "requirements.recall.2": ["p.requirements.recall.2 = 0.2 to spare", "= limit - value = 1 - 0.8"],
        "diagnosis.reference_gap": ["p.diagnosis.reference_gap = 0.1", "= reference - training = 0.9 - 0.8"],
        "diagnosis.generalisation_gap": ["p.diagnosis.generalisation_gap = 0.1", "= training - validation = 0.8 - 0.7"],
        "cost": ["p.cost = 10 times", "= ((1 - now) / (1 - required)) ^ k = ((1 - 0.9) / (1 - 0.99)) ^ 1"],
        "cost.design.1": [
            "p.cost.design.1 = 80 %",
            "= 1 - ((1 - required) / (1 - enough)) ^ k = 1 - ((1 - 0.99) / (1 - 0.95)) ^ 1",
        ],
    }


def test_a_factor_without_a_rating_is_said(tmp_path: Path) -> None:
    """What is not rated counts as anywhere from 0 to 1, and the number says that it is unknown."""
    project = PROJECT.replace("impact: {worth: 4}\n", "")
    assert explain_number("p.impact", report(tmp_path, project)).splitlines() == [
        "p.impact = unknown",
        f"{'  = sum of weight x utility / sum of weights':<90}  content/plan.yml:6",
        f"{'  worth  not rated: anywhere from 0 to 1':<90}  content/projects/p/project.yml:1",
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
        ("p.impact.wort", '"impact.wort" of p is not explained (did you mean "impact.worth"?)'),
        ("p.rank.1", '"rank.1" of p is not explained (did you mean "rank"?)'),
        ("", 'there is no project ""; known here: p'),
    ],
)
def test_what_is_not_there_names_what_is(subject: str, said: str, tmp_path: Path) -> None:
    """A project or a number that is not there is an error with what is near."""
    with pytest.raises(PlanpressError) as problem:
        explain_number(subject, report(tmp_path))
    assert str(problem.value) == said


def test_a_project_alone_stands_for_its_priority(tmp_path: Path) -> None:
    """`planpress explain pose` answers what most ask of a project, and says what else can be asked."""
    read = judged(tmp_path)
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
    read = planpress.load(write(tmp_path, {P: PLAN, Q: RULED, T: f"model,precision,recall\n{rows}"}))
    listed = next(line for line in explain_number("p", read).splitlines() if line.startswith("  Models: "))
    assert listed.endswith(", rules.best.m-12 and 88 others")
    assert explain_number("p.rules.best.m-100", read).startswith("p.rules.best.m-100 = 0.1   rank 1 of 100 models\n")


def test_a_reason_cannot_forge_a_line(tmp_path: Path) -> None:
    """A reason of several lines and with direction overrides stays on its line, spelt out."""
    project = PROJECT.replace("worth: 4", 'worth: {value: 4, why: "a\\nrank 1\\u202e"}')
    text = explain_number("p.impact", report(tmp_path, project))
    assert '"a rank 1\\u202e"' in text
    assert [c for c in text if c != "\n" and not c.isprintable()] == []
