"""The chart of demand: counts and person-weeks as the projects declare them."""

from __future__ import annotations

from dataclasses import replace

import pytest

from planpress.charts import DEMAND
from planpress.model.plan import Infrastructure, Plan, Team
from planpress.model.project import Uses
from planpress.model.ranking import Ranking, ScreenedOut
from planpress.model.scales import estimate
from tests.charts import samples


def asked(plan: Plan, ranking: Ranking) -> dict[str, tuple[list[str], list[str]]]:
    """By team or tool: the projects that ask for it, those within capacity and all."""
    within = {one.id for one in ranking.ordered if one.line == "in"}
    found = {}
    for name in (*plan.teams, *plan.infrastructure):
        every = [
            one.id
            for one in plan.projects
            if name in (one.owner, *one.uses.teams, *one.uses.infrastructure) and ranking.of(one.id) is not None
        ]
        found[name] = ([one for one in every if one in within], every)
    return found


@pytest.mark.parametrize(("count", "limited"), [(6, True), (1, True), (40, True), (9, False)])
def test_the_table(count, limited):
    """Counts of projects and people, and the sums of declared efforts."""
    plan, ranking = samples.staffed(count, limited)
    figure = DEMAND.figure(plan, ranking)
    assert figure is not None
    efforts = {one.id: one.effort for one in plan.projects}
    for (name, (within, every)), row in zip(asked(plan, ranking).items(), figure.table.rows, strict=True):
        team = plan.teams.get(name)
        known = [efforts[one] for one in every if efforts[one] is not None]
        sums = [sum(getattr(one, end) for one in known) for end in ("low", "central", "high")] if known else [None] * 3
        inside = [efforts[one].central for one in within if efforts[one] is not None]
        people = (team.people, team.hiring) if team else (None, None)
        likely = sum(inside) if inside else None
        assert row[2:] == (*people, len(every), len(within), *sums, likely, len(every) - len(known))
    assert ("capacity" in figure.title) == limited


def small(
    state: str = "missing", lines: tuple[str | None, ...] = ("in", "out"), **changes: object
) -> tuple[Plan, Ranking]:
    """Two projects that both ask for one team and one tool."""
    plan, ranking = samples.portfolio(2)
    uses = Uses(("eyes",), ("rig",))
    projects = [replace(one, uses=uses, effort=estimate([2, 3, 7])) for one in plan.projects]
    entries = tuple(replace(one, line=line) for one, line in zip(ranking.ordered, lines, strict=True))
    given = {"teams": {"eyes": Team("Eyes", 6, 1)}, "infrastructure": {"rig": Infrastructure(state, "Rig")}}
    return samples.plan(projects, **{**given, **changes}), Ranking(entries, (), ())


@pytest.mark.parametrize(
    ("given", "title"),
    [
        (small(), "The 6 people of Eyes are asked for by 2 projects, 1 of them within capacity; "
         "Rig is missing and 1 project within capacity needs it"),
        (small("building", ("in", "in")), "The 6 people of Eyes are asked for by 2 projects, 2 of them within capacity; "
         "Rig is building and 2 projects within capacity need it"),
        (small(lines=("out", "out")), "The 6 people of Eyes are asked for by 2 projects, none of them within capacity; "
         "Rig is missing and 2 projects beyond capacity need it"),
        (small("ready"), "The 6 people of Eyes are asked for by 2 projects, 1 of them within capacity; "
         "all infrastructure that is needed is ready"),
        (small(lines=(None, None), capacity=None), "The 6 people of Eyes are asked for by 2 projects; "
         "Rig is missing and 2 projects need it"),
        (small(teams={"eyes": Team("Eyes")}, infrastructure={}), "Eyes is asked for by 2 projects, 1 of them within "
         "capacity"),
    ],
)  # fmt: skip
def test_titles(given, title):
    """What is asked of the busiest team, and the infrastructure that is waited for."""
    figure = DEMAND.figure(*given)
    assert figure is not None and figure.title == title


def test_tips():
    """A bar says the sums of its row, the efforts in full."""
    figure = DEMAND.figure(*small())
    assert figure is not None
    assert {row["tip"] for row in figure.datasets["bars"]} == {
        "Eyes: 6 people, 1 being hired",
        "Eyes: 2 projects, 1 within capacity, 6 person-weeks (4 to 14)",
        "Rig is missing: 2 projects, 1 within capacity",
    }


def test_the_screened_out_ask_for_nothing():
    """A project that is out of the order is not counted, and the alternative text says so."""
    plan, ranking = small()
    kept = Ranking(ranking.ordered[:1], (), (ScreenedOut(ranking.ordered[1].id, "privacy"),))
    figure = DEMAND.figure(plan, kept)
    assert figure is not None and "asked for by 1 project, 1 of them" in figure.title
    assert figure.alternative.endswith("Screened out and not counted: 1.")
