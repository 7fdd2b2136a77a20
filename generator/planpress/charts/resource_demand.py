"""Teams and infrastructure with the projects that ask for them, in words, as the chart of demand has them."""

from __future__ import annotations

import math
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from typing import Any, Literal

from planpress.charts.engine.text_metrics import clean, shorten
from planpress.model.figure import Cell, Table
from planpress.model.metrics import Estimate
from planpress.model.plan import Plan, State
from planpress.model.project import Project
from planpress.model.ranking import Ranking
from planpress.model.wording import counted, listed, number, rounded

Kind = Literal["team", "infrastructure"]


@dataclass(frozen=True, slots=True)
class ResourceDemand:
    """A team or a piece of infrastructure, and the projects that ask for it: those within capacity, and the others.

    `people` and `hiring` are a team's alone, `state` infrastructure's. Without a capacity no project is within.
    """

    id: str
    name: str
    kind: Kind
    within: tuple[Project, ...]
    beyond: tuple[Project, ...]
    people: float | None = None
    hiring: float = 0.0
    state: State | None = None
    limited: bool = True

    @property
    def projects(self) -> tuple[Project, ...]:
        """All projects that ask for it."""
        return (*self.within, *self.beyond)


def resource_demands(plan: Plan, ranking: Ranking) -> list[ResourceDemand]:
    """The teams of a plan, then its infrastructure, each with the ranked and the unscored projects that ask for it."""
    found = []
    for name, team in plan.teams.items():
        asks = [one for one in plan.projects if one.owner == name or name in one.uses.teams]
        staff = {"people": team.people, "hiring": team.hiring}
        found.append(_resource_demand(plan, ranking, (name, team.label), "team", asks, **staff))
    for name, tool in plan.infrastructure.items():
        asks = [one for one in plan.projects if name in one.uses.infrastructure]
        found.append(_resource_demand(plan, ranking, (name, tool.label), "infrastructure", asks, state=tool.state))
    return found


def effort(projects: Sequence[Project]) -> Estimate | None:
    """The efforts of projects together, in person-weeks: low, likely and high summed; None where none has one."""
    known = [project.effort for project in projects if project.effort is not None]
    if not known:
        return None
    low, central, high = (math.fsum(getattr(one, end) for one in known) for end in ("low", "central", "high"))
    return Estimate(low, central, high)


def title(every: Sequence[ResourceDemand]) -> str:
    """The team that most projects within capacity ask for, and the infrastructure that most of them wait for."""
    wanted = [one for one in every if one.projects]
    if not wanted:
        return "No project asks for a team or for infrastructure"
    teams = [one for one in wanted if one.kind == "team"]
    waited = [one for one in wanted if one.kind == "infrastructure" and one.state != "ready"]
    parts = []
    if teams:
        parts.append(_of_team(max(teams, key=_pressure)))
    if waited:
        worst = max(waited, key=lambda one: (len(one.within), one.state == "missing", len(one.beyond)))
        parts.append(_of_tool(worst))
    elif len(teams) < len(wanted):
        parts.append(f"{'all' if parts else 'All'} infrastructure that is needed is ready")
    return "; ".join(parts)


def alternative(every: Sequence[ResourceDemand], shown: Sequence[ResourceDemand], ranking: Ranking) -> str:
    """Each team and each piece of infrastructure that is drawn, with what is asked of it."""
    teams = [f"{shorten(one.name)} ({_staff(one)}): {_demand(one)}" for one in shown if one.kind == "team"]
    tools = [f"{shorten(one.name)} ({one.state}): {_asking(one)}" for one in shown if one.kind != "team"]
    sentences = [f"What the projects ask of {_counts(every)}."]
    sentences += [f"{'; '.join(told)}." for told in (teams, tools) if told]
    if len(shown) < len(every):
        sentences.append(f"The other {len(every) - len(shown)} are in the table.")
    if teams:
        sentences.append("An effort counts in full for each team that its project asks for.")
    if ranking.screened_out:
        sentences.append(f"Screened out and not counted: {len(ranking.screened_out)}.")
    return " ".join(sentences)


def table(every: Sequence[ResourceDemand]) -> Table:
    """The same as numbers, of all teams and all infrastructure."""
    weeks = ("person-weeks, low", "person-weeks, likely", "person-weeks, high", "likely, within capacity")
    counts = ("people", "being hired", "projects", "within capacity")
    head = ("team or infrastructure", "state", *counts, *weeks, "without an effort")
    return Table(head, tuple(map(_cells, every)))


def amount(value: float) -> str:
    """A number of people or of weeks, short even where it is enormous."""
    return rounded(value) if value < 1e5 else number(float(f"{value:.3g}"))


def ranged(found: Estimate) -> str:
    """The ends of an effort: `16 to 40`."""
    return f"{amount(found.low)} to {amount(found.high)}"


def tip(one: ResourceDemand, role: str) -> str:
    """What a bar stands for: the people of a team, the projects that ask for it, or their person-weeks."""
    name = shorten(one.name)
    if role in ("people", "hiring"):
        return f"{name}: {_staff(one)}"
    if one.kind == "infrastructure":
        return f"{name} is {one.state}: {_asking(one)}"
    return f"{name}: {_demand(one)}"


def _resource_demand(
    plan: Plan, ranking: Ranking, ids: tuple[str, str | None], kind: Kind, asks: Iterable[Project], **known: Any
) -> ResourceDemand:
    """The projects within capacity and the others, in rank order; the screened out ask for nothing."""
    by_id = {project.id: project for project in asks}
    entries = [entry for entry in (*ranking.ordered, *ranking.unscored) if entry.id in by_id]
    within = tuple(by_id[entry.id] for entry in entries if entry.line == "in")
    beyond = tuple(by_id[entry.id] for entry in entries if entry.line != "in")
    name, label = ids
    return ResourceDemand(
        name, clean(label or name), kind, within, beyond, limited=plan.capacity is not None, **known
    )


def _of_team(one: ResourceDemand) -> str:
    if one.people is None:
        head = f"{shorten(one.name)} is"
    else:
        verb = "is" if one.people == 1 else "are"
        head = f"The {_with_noun(one.people, 'person', 'people')} of {shorten(one.name)} {verb}"
    within = f", {len(one.within) or 'none'} of them within capacity" if one.limited else ""
    return f"{head} asked for by {counted(len(one.projects), 'project')}{within}"


def _pressure(one: ResourceDemand) -> tuple[int, float, int]:
    """How much is asked of a team: projects within capacity, then their person-weeks, then all projects."""
    found = effort(one.within)
    return len(one.within), found.central if found else 0.0, len(one.projects)


def _of_tool(one: ResourceDemand) -> str:
    projects = one.within or one.beyond
    where = "" if not one.limited else " within capacity" if one.within else " beyond capacity"
    verb = "needs" if len(projects) == 1 else "need"
    return f"{shorten(one.name)} is {one.state} and {counted(len(projects), 'project')}{where} {verb} it"


def _counts(every: Sequence[ResourceDemand]) -> str:
    teams = sum(one.kind == "team" for one in every)
    tools = len(every) - teams
    pieces = counted(tools, "piece of infrastructure", "pieces of infrastructure")
    return listed([*[counted(teams, "team")] * bool(teams), *[pieces] * bool(tools)])


def _cells(one: ResourceDemand) -> tuple[Cell, ...]:
    found, within = effort(one.projects), effort(one.within)
    return (
        one.name,
        one.state,
        one.people,
        one.hiring if one.kind == "team" else None,
        len(one.projects),
        len(one.within),
        *((found.low, found.central, found.high) if found else (None, None, None)),
        within.central if within else None,
        sum(project.effort is None for project in one.projects),
    )


def _staff(one: ResourceDemand) -> str:
    known = "size unknown" if one.people is None else _with_noun(one.people, "person", "people")
    return f"{known}, {amount(one.hiring)} being hired" if one.hiring else known


def _with_noun(value: float, noun: str, plural: str) -> str:
    """A number that may be a fraction with its noun: 1 person, 2.5 people."""
    return f"{amount(value)} {noun if value == 1 else plural}"


def _asking(one: ResourceDemand) -> str:
    count = counted(len(one.projects), "project")
    return f"{count}, {len(one.within)} within capacity" if one.limited and one.projects else count


def _demand(one: ResourceDemand) -> str:
    return f"{_asking(one)}, {_weeks(one.projects)}" if one.projects else _asking(one)


def _weeks(projects: Sequence[Project]) -> str:
    """The person-weeks of projects, and how many of them say nothing of theirs."""
    found, unknown = effort(projects), sum(project.effort is None for project in projects)
    if found is None:
        return "no effort given"
    ends = "" if found.certain else f" ({ranged(found)})"
    missing = f" and {unknown} without an effort" if unknown else ""
    return f"{_with_noun(found.central, 'person-week', 'person-weeks')}{ends}{missing}"
