"""What the page on scores says of finding projects and of hard problems, and the home page of factors without a project."""

from planpress.document.blocks import Bullets, Paragraph, Table
from planpress.model.feasibility import HARD_LABELS
from planpress.sections.plan.choosing import find_projects, hard_problems, nothing_high
from planpress.sections.plan.method import method
from tests.planning import judged

PLAN = """\
scales: {unit: {bounds: [0, 1]}, cost: {bounds: [0, 1], better: lower}}
impact: {worth: {scale: unit}, use: {scale: unit}, load: {scale: cost}}
feasibility: {ease: {scale: unit, driver: data, question: How hard?, ask: [How dear?]}}
"""


def _said(**ratings: str) -> list[str]:
    report = judged(PLAN, {name: f"impact: {{{impact}}}\nfeasibility: {{ease: 1}}\n" for name, impact in ratings.items()})
    return [str(block.text) for block in nothing_high(report) if isinstance(block, Paragraph)]


def test_factors_that_no_project_rates_high_are_named() -> None:
    """From 0.75 on a project rates high, whoever it is; what is not rated does not."""
    assert _said(a="worth: 0.75, use: 0.2", b="use: 0.8, load: 0.25") == []
    how = "No project rates high (0.75 and more of 1) on "
    assert _said(a="worth: 0.74, use: 0.75, load: 0.2") == [f"{how}worth: how to find projects."]
    assert _said(a="use: 0.5", b="worth: [0.5, 1], use: 0.7") == [f"{how}use or load: how to find projects."]


def test_projects_that_have_ended_do_not_count() -> None:
    """A plan in which nothing goes on says nothing."""
    ended = "impact: {worth: 1, use: 1, load: 0}\nstatus: {state: done, since: 2019-05-01}\n"
    ongoing = "impact: {worth: 0.1, use: 0.1, load: 0.1}\nfeasibility: {ease: 1}\n"
    assert list(nothing_high(judged(PLAN, {"a": ended}))) == []
    (said,) = nothing_high(judged(PLAN, {"a": ended, "b": ongoing}))
    assert isinstance(said, Paragraph) and "worth or use:" in str(said.text)


def test_the_page_asks_four_questions_and_has_the_three_kinds() -> None:
    """Each question with an example; each kind with the word that is written for it."""
    (lines,) = (block.lines for block in find_projects() if isinstance(block, Bullets))
    assert [str(line.text).partition("? As in ")[1] for line in lines] == ["? As in "] * 4
    rule, table = hard_problems()
    assert isinstance(rule, Paragraph) and "disputes" in str(rule.text) and "(Andrew Ng, 2016)" in str(rule.text)
    assert isinstance(table, Table)
    assert [row.cells[0].note for row in table.rows] == [f"hard: [{kind}]" for kind in HARD_LABELS]


def test_the_questions_of_a_factor_stand_in_its_row() -> None:
    """With its driver, which is that of feasibility alone."""
    sections = {one.title: one for one in method(judged(PLAN, {}))}
    (table,) = (block for block in sections["Feasibility"].blocks if isinstance(block, Table))
    (row,) = table.rows
    assert [(str(cell.text), cell.note) for cell in row.cells[:2]] == [("ease", "cost driver: data"), ("How hard?\nHow dear?", "")]
