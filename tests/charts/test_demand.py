"""The chart of demand: counts and person-weeks as the projects declare them."""

from __future__ import annotations

import pytest

from planpress.charts import DEMAND
from planpress.model.plan import Plan
from planpress.model.ranking import Ranking
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
