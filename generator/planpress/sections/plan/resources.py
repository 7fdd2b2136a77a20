"""Teams and infrastructure: what there is, which projects ask for it, and how much."""

import math
from collections.abc import Iterator, Sequence

from planpress.deciding import loads
from planpress.document.blocks import Block, Cell, Column, Paragraph, Row, Table
from planpress.model.metrics import Estimate, estimate
from planpress.model.open_item import TeamLoad
from planpress.model.plan import Team
from planpress.model.project import Project
from planpress.model.report import Report
from planpress.model.site_pages import project_page
from planpress.model.text import Name, Text, joined
from planpress.model.wording import number, rounded
from planpress.sections.plan.ranked_projects import key_of_marks, ranked_subjects, sign_of
from planpress.sections.section import Subject

_COLUMNS = (
    Column("Team or infrastructure", id="resource", names=True, look="name"),
    Column("What there is", id="there"),
    Column("Projects", number=True, id="asking", best="descending"),
    Column("Person-weeks", number=True, id="weeks", best="descending"),
    Column("Who asks", look="words"),
)


def resources(report: Report) -> Iterator[Block]:
    """A row for each team and each piece of infrastructure, in the plan's order. The screened out ask for nothing."""
    plan, asking = report.plan, [one for one in ranked_subjects(report) if one.entry is not None]
    loaded, rows = {load.id: load for load in loads(report)}, []
    for name, team in plan.teams.items():
        here = [one for one in asking if name in (one.project.owner, *one.project.uses.teams)]
        load = loaded[name]
        weeks = _weeks(name, here) if load.weeks is None else _load(load)
        rows.append(_row(name, team.label, _people(team), here, weeks))
    for name, tool in plan.infrastructure.items():
        here = [one for one in asking if name in one.project.uses.infrastructure]
        rows.append(_row(name, tool.label, tool.state, here, Cell("–", sort="")))
    if not rows:
        yield Paragraph("This plan has neither teams nor infrastructure.")
        return
    key = key_of_marks(asking)
    yield Table(Text("What projects ask for", ": " if key else "", key), _COLUMNS, tuple(rows), id="resources")
    if any(team.weeks is None for team in plan.teams.values()):
        yield Paragraph("An effort that is not divided counts in full for each team that is asked.", quiet=True)
    if report.ranking.left_out:
        yield Paragraph(f"Left out of the order and not counted: {len(report.ranking.left_out)}.", quiet=True)


def _row(name: str, label: str | None, there: str, asking: Sequence[Subject], weeks: Cell) -> Row:
    within = [one.entry is not None and one.entry.line == "in" for one in asking].count(True)
    capacity = next((one.plan.capacity for one in asking), None)
    names = (Text(sign_of(one), Name(one.project.title, project_page(one.id))) for one in asking)
    count = Cell(str(len(asking)), f"{within} {capacity.within}" if capacity else "", sort=len(asking))
    return Row((Cell(label or name), Cell(there), count, weeks, Cell(joined(names, ", ") if asking else "–")), id=name)


def _people(team: Team) -> str:
    noun = "person" if team.people == 1 else "people"
    known = "size unknown" if team.people is None else f"{number(team.people)} {noun}"
    return f"{known}, {number(team.hiring)} being hired" if team.hiring else known


def _load(load: TeamLoad) -> Cell:
    """What is asked of a team, against its weeks."""
    assert load.weeks is not None
    notes = ["more than there are"] if load.asked > load.weeks else []
    notes += [f"{number(load.carried)} of them for those that fit"] if load.carried is not None else []
    return Cell(f"{number(load.asked)} of {number(load.weeks)}", ", ".join(notes), sort=load.asked)


def _weeks(team: str, asking: Sequence[Subject]) -> Cell:
    """What projects ask of a team, their whole efforts where nobody divided them: what is likely, and below it the ends
    and how many have none."""
    efforts = (_asked(one.project, team) for one in asking)
    known = [effort for effort in efforts if effort is not None]
    if not known:
        return Cell("no effort given" if asking else "–", sort="")
    low, likely, high = (math.fsum(getattr(one, end) for one in known) for end in ("low", "central", "high"))
    notes = [f"{rounded(low)} to {rounded(high)}"] if low != high else []
    notes += [f"{len(asking) - len(known)} without an effort"] if len(known) < len(asking) else []
    return Cell(rounded(likely), ", ".join(notes), sort=likely)


def _asked(project: Project, team: str) -> Estimate | None:
    divided = any(weeks is not None for weeks in project.uses.teams.values())
    return estimate(project.uses.teams.get(team) or 0.0) if divided else project.effort
