"""The stacked bars of what each factor adds to impact and to feasibility: weight x utility / sum of the weights of the
rated factors, so that the parts of a group add up to its value."""

from __future__ import annotations

from collections.abc import Iterator

from planpress.charts.engine.text_metrics import shorten
from planpress.document import labels
from planpress.model.figure import Row
from planpress.model.plan import Group, Plan
from planpress.model.ranking import FactorScore, GroupScore
from planpress.model.wording import fixed

GROUP_LABELS: dict[Group, str] = {"impact": "Impact", "feasibility": "Feasibility"}

_SHADES = (1.0, 0.7, 0.45)


def factor_label(plan: Plan, group: Group, factor: str) -> str:
    """The name of a factor that readers see."""
    return labels.factor_label(factor, plan.factors(group)[factor])


def stack(plan: Plan, group: GroupScore, y: float, half: float, begin: float = 0.0) -> Iterator[Row]:
    """The stacked bars of a group's contributions at the row `y`, from `begin` on, one a factor."""
    for index, factor in enumerate(group.factors):
        added = group.added_by(factor)
        if added:
            box = {"x": begin, "x2": begin + added, "y": y - half, "y2": y + half}
            of = {"id": factor.factor, "tip": tip(plan, group, factor)}
            yield {**box, "group": group.group, "shade": shade(index), **of}
            begin += added


def tip(plan: Plan, group: GroupScore, factor: FactorScore) -> str:
    """What a factor's bar stands for: `Data availability adds 0.38 of 0.60 to feasibility 0.68`."""
    name, most = factor_label(plan, group.group, factor.factor), group.most_of(factor)
    added = group.added_by(factor)
    value = "" if group.value is None else f" {fixed(group.value)}"
    if added is None:
        return f"{shorten(name)} is not rated; it could add up to {fixed(most)} to {group.group}"
    return f"{shorten(name)} adds {fixed(added)} of {fixed(most)} to {group.group}{value}"


def shade(index: int) -> float:
    """The opacity of a group's factor: neighbours differ, and keep their order in every bar."""
    return _SHADES[index % len(_SHADES)]
