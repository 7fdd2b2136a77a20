"""The room of sections: numbers, edits and conclusions have one place each, and a site can set a section anew."""

from collections import Counter
from dataclasses import replace
from datetime import date
from functools import cache
from pathlib import Path

import pytest

from planpress import sections
from planpress.comparing import ALL as CONCLUSIONS
from planpress.document.blocks import Paragraph, Table
from planpress.files.bundled_templates import bundled_templates
from planpress.model.plan import Capacity
from planpress.model.report import Report
from planpress.pages.templates import Composer
from planpress.reading.disk import DiskTree
from planpress.sections.plan.method import method
from planpress.workflows.check_plan import check, conclude
from tests.conftest import ROOT
from tests.golden.renew import composed

OWN = """\
<aside>{{ subject.project.title }} & {{ section.blocks | length }} blocks</aside>
{% for block in section.blocks %}{{ html.block(block) }}{% endfor %}
"""


@cache
def judged() -> Report:
    """The demonstration plan, without a repository."""
    return conclude(check(DiskTree(ROOT), lambda: date(2019, 6, 1)))


def test_each_thing_has_one_section() -> None:
    """Ids and margin numbers are given once; a conclusion or an edit marks one section."""
    for given in (
        [kind.id for kind in sections.ALL],
        [kind.margin for kind in sections.ALL if kind.margin is not None],
        [key for kind in sections.ALL for key in kind.edits],
        [name for kind in sections.ALL for name in kind.conclusions],
    ):
        assert [one for one, count in Counter(given).items() if count > 1] == []
    known = {kind.id for kind in CONCLUSIONS}
    assert {name for kind in sections.ALL for name in kind.conclusions} <= known


@pytest.mark.parametrize("paper", [False, True])
def test_a_section_without_blocks_is_left_out(paper: bool) -> None:
    """None is empty, in the order of ALL; on paper there are only those with a margin number."""
    report = judged()
    order = [kind.id for kind in sections.ALL if kind.margin is not None or not paper]
    for name in report.evaluations:
        found = list(sections.sections_of(sections.Subject(name, report, paper)))
        assert all(section.blocks for section in found)
        assert [section.id for section in found] == [one for one in order if one in {each.id for each in found}]


def test_a_site_sets_one_section_anew(tmp_path: Path) -> None:
    """Its template has the subject, the blocks and what sets them, charts too; its heading and other sections stay."""
    report = judged()
    own = tmp_path / "sections" / "models.html.j2"
    own.parent.mkdir()
    own.write_text(OWN, encoding="utf-8")
    as_it_was, anew = (
        composed(report, Composer([*folders, str(bundled_templates())]))["projects/pose/index.md"]
        for folders in ([], [str(tmp_path)])
    )
    title = report.evaluations["pose"].project.title
    assert "<aside>" not in as_it_was and f"<aside>{title} & " in anew
    assert anew.count("[chart]") == as_it_was.count("[chart]") == 6  # two widths each
    assert anew.index("## Models") < anew.index("<aside>") < anew.index('data-table="models"') < anew.index("## Lifecycle")


@pytest.mark.parametrize(
    ("capacity", "says"),
    [
        (Capacity(3), "is not scored. There is room for 3 projects at once."),
        (Capacity(person_weeks=60), "is not scored. There is room for 60 person-weeks at once: projects are taken in order until one does not fit."),
        (None, "is not scored."),
    ],
)  # fmt: skip
def test_what_is_said_of_capacity(capacity: Capacity | None, says: str) -> None:
    """Without one there is nothing that could be too close to call either."""
    report = judged()
    made = {one.title: one for one in method(replace(report, plan=replace(report.plan, capacity=capacity)))}
    texts = [str(block.text) for block in made["Priority"].blocks if isinstance(block, Paragraph)]
    assert texts[-1].endswith(says)
    assert len(made["Uncertainty"].blocks) == (1 if capacity is None else 2)


def test_it_has_the_plans_own_numbers() -> None:
    """Each factor with its weight, each level of each scale, each project under each method."""
    report = judged()
    made = {one.title: [block for block in one.blocks if isinstance(block, Table)] for one in method(report)}
    (factors,), (orders,) = made["Impact"], made["Ranking under each method"]
    assert [float(str(row.cells[2].text)) for row in factors.rows] == [one.weight for one in report.plan.impact.values()]
    assert len(made["Scales"]) == sum(bool(scale.levels) for scale in report.plan.scales.values())
    assert [row.id for row in orders.rows] == [one.id for one in report.ranking.ordered]
    for row, entry in zip(orders.rows, report.ranking.ordered, strict=True):
        assert [str(cell.text) for cell in row.cells[1:]] == [str(one.rank) for one in entry.by_method.values()]
        assert [cell.look for cell in row.cells[1:]] == [
            "differs" if one.rank != entry.priority.rank else "" for one in entry.by_method.values()
        ]
