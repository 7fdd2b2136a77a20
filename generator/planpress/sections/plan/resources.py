"""Teams and tools: the weeks asked of each team against those that it has, and which project needs what."""

import math
from collections.abc import Iterable, Iterator, Mapping, Sequence

from planpress.deciding import loads
from planpress.document.blocks import Block, Cell, Column, Paragraph, Row, Section, Table
from planpress.model.metrics import Estimate, estimate
from planpress.model.open_item import TeamLoad
from planpress.model.plan import STATE_WORDS, State, Team
from planpress.model.project import Project
from planpress.model.report import Report
from planpress.model.site_pages import project_page
from planpress.model.text import Name, Styled, Text
from planpress.model.wording import few, number, rounded
from planpress.sections.plan.project_cells import COLUMNS
from planpress.sections.plan.ranked_projects import key_of_marks, ranked_subjects
from planpress.sections.section import Subject

_TEAM = Column("Team", id="resource", names=True, look="name")
_WEEKS = Column("Weeks asked", number=True, id="weeks", best="descending")
_FIT = Column("By those that fit", number=True, id="fit", best="descending")
_THERE = Column("Weeks there are", number=True, id="there", best="descending")
_ASKING = Column("Projects", number=True, id="asking", best="descending")
_PEOPLE = Column("People", look="some")

_SIGNS = {"ready": "●", "building": "◐", "missing": "✗"}
"""How a cell says that a project needs a tool, by the state of that."""


def resources(report: Report) -> Iterator[Section]:
    """A table of the load of each team, and one with a row for each project in the order."""
    asking = [one for one in ranked_subjects(report) if one.entry is not None]
    load, needs = tuple(_load(report, asking)), tuple(_needs(report, asking))
    if load:
        yield Section("resources", "Weeks asked of each team", load)
    if needs:
        yield Section("resources", "Who needs what", needs)
    if not load and not needs:
        yield Section("resources", "", (Paragraph("This plan has neither teams nor tools."),))


def _load(report: Report, asking: Sequence[Subject]) -> Iterator[Block]:
    plan, loaded = report.plan, {load.id: load for load in loads(report)}
    rows = tuple(_row(name, team, loaded[name], _of_team(name, asking)) for name, team in plan.teams.items())
    if not rows:
        return
    heads = (_TEAM, _WEEKS, *((_FIT,) if plan.capacity else ()), _THERE, _ASKING, _PEOPLE)
    yield Table("Weeks asked of each team", heads, rows, id="resources", untitled=True)
    if any(team.weeks is None for team in plan.teams.values()):
        yield Paragraph("Effort that is not split counts in full for each team.", quiet=True)
    if report.ranking.left_out:
        yield Paragraph(f"Projects that are not ranked ask for nothing: {len(report.ranking.left_out)}.", quiet=True)


def _of_team(name: str, asking: Sequence[Subject]) -> list[Subject]:
    return [one for one in asking if name in (one.project.owner, *one.project.uses.teams)]


def _row(name: str, team: Team, load: TeamLoad, asking: Sequence[Subject]) -> Row:
    there = Cell("not known", sort="") if load.weeks is None else Cell(number(load.weeks), sort=load.weeks)
    weeks = _weeks(name, asking) if load.weeks is None else _asked_of(load)
    fit = [] if load.carried is None else [Cell(number(load.carried), sort=load.carried)]
    count = Cell(f"{len(asking)}", sort=len(asking))
    return Row((Cell(team.label or name), weeks, *fit, there, count, Cell(_people(team))), id=name)


def _people(team: Team) -> str:
    known = "not known" if team.people is None else number(team.people)
    return f"{known} ({number(team.hiring)} more being hired)" if team.hiring else known


def _asked_of(load: TeamLoad) -> Cell:
    """What is asked of a team that has so many weeks."""
    assert load.weeks is not None
    over = load.asked - load.weeks
    note = f"{rounded(over)} too many" if over > 0 else ""
    return Cell(number(load.asked), note, sort=load.asked, state="missed" if over > 0 else "")


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


def _needs(report: Report, asking: Sequence[Subject]) -> Iterator[Block]:
    """Projects in rank order against the teams and tools that any of them needs; the others are named below."""
    plan = report.plan
    teams = {name: team.label or name for name, team in plan.teams.items() if _of_team(name, asking)}
    needed = {name for one in asking for name in one.project.uses.infrastructure}
    tools = {name: tool for name, tool in plan.infrastructure.items() if name in needed}
    if teams or tools:
        heads = [Column("Rank", number=True, look="at"), Column("Project", look="name", names=True)]
        heads += [Column(Text(label, " ", Styled("weeks", "note")), number=True) for label in teams.values()]
        heads += [Column(Text(tool.label or name, " ", Styled(STATE_WORDS[tool.state], "note")), look="need")
                  for name, tool in tools.items()]  # fmt: skip
        rows = tuple(_needs_of(one, teams, {name: tool.state for name, tool in tools.items()}) for one in asking)
        key = key_of_marks(asking)
        caption = Text("Weeks of each team, and tools", ": " if key else "", key)
        yield Table(caption, tuple(heads), rows, id="needs")
    idle = [tool.label or name for name, tool in plan.infrastructure.items() if name not in needed]
    if idle:
        yield Paragraph(f"No ranked project needs {few(idle)}.", quiet=True)


def _needs_of(subject: Subject, teams: Iterable[str], tools: Mapping[str, State]) -> Row:
    project = subject.project
    cells = [COLUMNS["rank"][1](subject), Cell(Text(Name(project.title, project_page(subject.id))))]
    for name in teams:
        asked = name in (project.owner, *project.uses.teams)
        effort = _asked(project, name) if asked else None
        cells.append(Cell(rounded(effort.central) if effort and effort.central else "asked" if asked else ""))
    for name, state in tools.items():
        needed = name in project.uses.infrastructure
        said = Text(Styled(_SIGNS[state], "mark"), Styled(f"needed, {STATE_WORDS[state]}", "heard"))
        cells.append(Cell(said if needed else "", state="missed" if needed and state == "missing" else ""))
    return Row(tuple(cells), id=subject.id)
