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
    missing = [one for one in _factors(entry) if one.utility is None and one.weight > 0] if entry else []
    if entry is None or not missing:
        return
    worst, best = (_rank(entry, utility, report) for utility in (0.0, 1.0))
    if worst == best and entry.priority.rank is not None:
        return
    verb = "is" if len(missing) == 1 else "are"
    names = listed([name for group in GROUPS if (name := _missing(entry.group(group), report))])
    text = f"{names} {verb} not rated; the rank may be {best} to {worst}"
    yield OpenItem("unrated", (project,), text)


def _missing(group: GroupScore, report: Report) -> str:
    """What is not rated of a group, with its share of the weight: `data availability (50 % of feasibility)`."""
    factors = report.plan.factors(group.group)
    missing = [one for one in group.factors if one.utility is None and one.weight > 0]
    share = math.fsum(one.weight for one in missing) / (math.fsum(one.weight for one in group.factors) or 1.0)
    names = listed([label(one.factor, factors[one.factor]) for one in missing])
    return f"{names} ({percent(share)} of {group.group})" if missing else ""


def _factors(entry: RankedProject) -> tuple[FactorScore, ...]:
    return (*entry.impact.factors, *entry.feasibility.factors)


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
