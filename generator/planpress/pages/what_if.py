"""What a page carries for its sliders: the ratings of a plan, or the models of a rule, as numbers for a script.

The script computes priorities and choices anew from them, by the same formulas (templates/theme/assets/planpress/
scoring.js); tests hold it against priorities/ and rules/.
"""

import math
from collections.abc import Iterable, Mapping, Sequence
from typing import Any

from planpress.charts import ALL
from planpress.charts.candidates import MOST_DRAWN
from planpress.document.blocks import Chart, Section
from planpress.document.labels import label
from planpress.model.evaluation import Evaluation
from planpress.model.plan import GROUPS, Plan
from planpress.model.ranking import LINES, line_words
from planpress.model.report import Report
from planpress.model.rule import Setting
from planpress.model.tables import ModelTable
from planpress.model.units import of_one

STEPS = 200
"""About how many steps a slider has from one end to the other."""
MOST = 1e12
"""The greatest number that may be typed beside a slider of a rule."""


def plan_data(report: Report) -> Mapping[str, Any] | None:
    """The plan for sliders of its weights: utilities as [low, central, high]. None where nothing is ranked."""
    plan, ranking = report.plan, report.ranking
    if not ranking.ordered:
        return None
    names = report.names()
    by_team = plan.capacity is not None and plan.capacity.teams
    asks = {project.id: plan.asks(project) for project in plan.projects} if by_team else {}
    weeks = {project.id: project.effort.central if project.effort else None for project in plan.projects}
    return {
        "method": plan.priority.method,
        "share": plan.priority.impact_share,
        "cut": {"impact": plan.priority.cut.impact, "feasibility": plan.priority.cut.feasibility},
        "capacity": _capacity(plan),
        "factors": {
            group: [
                {"id": name, "label": label(name, factor), "weight": factor.weight}
                for name, factor in plan.factors(group).items()
            ]
            for group in GROUPS
        },
        "projects": [
            {
                "id": entry.id, "title": names[entry.id], "weeks": weeks[entry.id],
                **({"asks": asks[entry.id]} if by_team else {}),
                **{group: [[one.low, one.utility, one.high] for one in entry.group(group).factors] for group in GROUPS},
            }
            for entry in (*ranking.ordered, *ranking.unscored)
        ],
    }  # fmt: skip


def _capacity(plan: Plan) -> Mapping[str, Any] | None:
    """A number of projects, weeks of all, or those of each team that has any; None where nobody said how much."""
    if plan.capacity is None:
        return None
    weeks = {name: team.weeks for name, team in plan.teams.items() if team.weeks is not None}
    teams = {"teams": weeks} if plan.capacity.teams else {}
    said = {line: line_words(line, plan.capacity) for line in LINES}
    return {"projects": plan.capacity.projects, "weeks": plan.capacity.person_weeks, **teams, "words": said}


def rule_data(evaluation: Evaluation, plan: Plan) -> Mapping[str, Any] | None:
    """The deciding rule and its models, for sliders of thresholds or of weights, and what people decided, which leads
    wherever these stand; None where it has none to move, or where charts do not draw every model.
    """
    result, project = evaluation.deciding, evaluation.project
    if result is None or project.table is None or len(project.table.models) > MOST_DRAWN:
        return None
    moved = project.rules[result.id].what_if(plan.metrics_of(project))
    if moved is None:
        return None
    models = [{"name": model.name, "values": dict(model.values)} for model in project.table.models]
    about: dict[str, Any] = {"id": result.id, "label": result.label, "better": result.better, **_unit(result.unit)}
    sliders = [_slider(setting, project.table) for setting in moved.settings]
    if evaluation.decided:
        about["decided"] = {"model": evaluation.chosen, "name": evaluation.name_of(evaluation.chosen)}
    return {**about, "models": models, "moves": moved.moves, "scoring": moved.scoring, "settings": sliders}


def slid_chart(sliders: str, sections: Iterable[Section]) -> str | None:
    """The chart in these sections that sliders of the plan, or of the rule, move: of several the last in ALL."""
    drawn = {block.figure.kind for section in sections for block in section.blocks if isinstance(block, Chart)}
    return next((kind.name for kind in reversed(ALL) if kind.sliders == sliders and kind.name in drawn), None)


def _slider(setting: Setting, table: ModelTable) -> Mapping[str, Any]:
    """A setting with the ends and the step of its slider, and the least number that may be typed."""
    about = {"name": setting.name, "label": setting.label, "metric": setting.metric, "value": setting.value}
    if setting.highest is not None:
        ends = {"low": 0, "high": setting.highest, "step": setting.highest / STEPS, "least": 0}
    else:
        values = [model.values[setting.metric] for model in table.models if setting.metric in model.values]
        low, high, step = _span([*values, setting.value])
        ends = {"low": low, "high": high, "step": step, "least": -MOST}
    return {**about, **setting.data, **_unit(setting.data.get("unit")), **ends, "most": MOST}


def _unit(unit: str | None) -> Mapping[str, str]:
    """A unit, and as it is written behind 1."""
    return {"unit": unit, "one": of_one(unit)} if unit else {}


def _span(values: Sequence[float]) -> tuple[float, float, float]:
    """The ends of a slider over all values with some room, on a grid of round steps."""
    low, high = min(values), max(values)
    room = (high - low) * 0.1 or abs(high) * 0.5 or 1.0
    rough = (high - low + 2 * room) / STEPS
    power = 10.0 ** math.floor(math.log10(rough))
    step = next(times * power for times in (1, 2, 5, 10) if times * power >= rough)
    ends = math.floor((low - room) / step) * step, math.ceil((high + room) / step) * step
    return float(f"{ends[0]:.12g}"), float(f"{ends[1]:.12g}"), float(f"{step:.12g}")
