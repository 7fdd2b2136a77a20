"""Factors that nobody rated and on which the rank depends."""

import math
from collections.abc import Iterator
from dataclasses import replace

from planpress.document.labels import label
from planpress.model.metrics import TIE
from planpress.model.open_item import OpenItem
from planpress.model.plan import GROUPS
from planpress.model.ranking import FactorScore, GroupScore, RankedProject
from planpress.model.report import Report
from planpress.model.wording import listed, percent
from planpress.priorities.score_methods import priority, weighted_mean


def unrated(project: str, report: Report) -> Iterator[OpenItem]:
    """An item where the factors that are not rated decide the rank: at their worst and at their best it is another."""
    entry = report.ranking.of(project)
    if entry is None or not any(_unrated(entry.group(group)) for group in GROUPS):
        return
    worst, best = (_rank(entry, utility, report) for utility in (0.0, 1.0))
    if worst == best and entry.priority.rank is not None:
        return
    groups = [entry.group(group) for group in GROUPS]
    names = [name for group in groups for name in (_missing(group, report),) if name]
    things = sum(1 if group.value is None else len(_unrated(group)) for group in groups)
    rank = "without that it has no rank" if best == worst else f"the rank may be {best} to {worst}"
    text = f"{listed(names)} {'is' if things == 1 else 'are'} not rated; {rank}"
    yield OpenItem("unrated", (project,), text)


def _missing(group: GroupScore, report: Report) -> str:
    """What is not rated of a group, with its share of the weight: `data availability (50 % of feasibility)`; where that
    is all of it, the group."""
    if group.value is None or not (missing := _unrated(group)):
        return group.group if group.value is None else ""
    factors = report.plan.factors(group.group)
    share = math.fsum(one.weight for one in missing) / math.fsum(one.weight for one in group.factors)
    return f"{listed([label(one.factor, factors[one.factor]) for one in missing])} ({percent(share)} of {group.group})"


def _unrated(group: GroupScore) -> list[FactorScore]:
    return [one for one in group.factors if one.utility is None and one.weight > 0]


def _rank(entry: RankedProject, utility: float, report: Report) -> int:
    """The rank of a project with everything that is not rated at one utility, all others as they are."""
    groups = (_filled(entry.impact, utility), _filled(entry.feasibility, utility))
    settings = report.plan.priority
    score = priority(settings.method, *groups, settings.impact_share).score or 0.0
    others = (one.priority.score for one in report.ranking.ordered if one.id != entry.id)
    return 1 + sum(other is not None and other > score + TIE for other in others)


def _filled(group: GroupScore, utility: float) -> GroupScore:
    factors = tuple(replace(one, utility=utility) if one.utility is None else one for one in group.factors)
    value = weighted_mean([(one.weight, one.utility or 0.0) for one in factors])
    return replace(group, value=value, factors=factors)
