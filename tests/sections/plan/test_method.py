"""How a plan is scored, in words that follow its settings."""

from dataclasses import replace

import pytest

from planpress.document.blocks import Paragraph, Table
from planpress.model.plan import Capacity
from planpress.model.report import Report
from planpress.model.text import Styled, Text
from planpress.sections.plan.method import method
from tests.sections.test_room import judged


@pytest.fixture(scope="module")
def report() -> Report:
    return judged()


@pytest.mark.parametrize(
    ("capacity", "says"),
    [
        (Capacity(3), "any scoring. 3 projects can be carried."),
        (Capacity(person_weeks=60), "any scoring. 60 person-weeks can be carried: projects are taken in order until one does not fit."),
        (None, "any scoring."),
    ],
)  # fmt: skip
def test_what_is_said_of_capacity(capacity: Capacity | None, says: str, report: Report) -> None:
    """Without one there is nothing that could be too close to call either."""
    sections = {one.title: one for one in method(replace(report, plan=replace(report.plan, capacity=capacity)))}
    texts = [str(block.text) for block in sections["Priority"].blocks if isinstance(block, Paragraph)]
    assert texts[-1].endswith(says)
    assert len(sections["Uncertainty"].blocks) == (1 if capacity is None else 2)


def test_it_has_the_plans_own_numbers(report: Report) -> None:
    """Each factor with its weight, each level of each scale, each project under each method."""
    sections = {one.title: [block for block in one.blocks if isinstance(block, Table)] for one in method(report)}
    (factors,), (orders,) = sections["Impact"], sections["Orders under each method"]
    assert [float(str(row.cells[2].text)) for row in factors.rows] == [one.weight for one in report.plan.impact.values()]
    assert len(sections["Scales"]) == sum(bool(scale.levels) for scale in report.plan.scales.values())
    assert [row.id for row in orders.rows] == [one.id for one in report.ranking.ordered]
    for row, entry in zip(orders.rows, report.ranking.ordered, strict=True):
        assert [str(cell.text) for cell in row.cells[1:]] == [str(one.rank) for one in entry.by_method.values()]
        assert [cell.look for cell in row.cells[1:]] == [
            "differs" if one.rank != entry.priority.rank else "" for one in entry.by_method.values()
        ]


def test_titles_of_works_are_stressed(report: Report) -> None:
    *_, sources = method(report)
    (paragraph,) = sources.blocks
    assert isinstance(paragraph, Paragraph)
    stressed = [one.text for one in Text(paragraph.text) if isinstance(one, Styled)]
    assert stressed == ["Setting up machine learning projects", "Machine Learning Yearning", "SMAA-2"]
