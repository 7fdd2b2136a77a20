"""Lines of lists and cells of tables, as pages and the printed packet have them."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from datetime import date

from planpress.explanations.against import gain_words
from planpress.model.evaluation import BaselineResult, Diagnosis, PastRule, RuleResult, StageStay
from planpress.model.metrics import Metric
from planpress.model.plan import Plan
from planpress.model.project import Baseline, Milestone, Project
from planpress.model.stages import STAGE_LABELS
from planpress.model.wording import counted, day, listed, number, percent, with_unit


def rule_words(rule: RuleResult) -> str:
    """What a rule does and what it chooses, after its label."""
    if rule.winners:
        chosen = f"{listed(rule.winners)} {'wins' if len(rule.winners) == 1 else 'tie'}."
    elif rule.nearest:
        chosen = f"No model qualifies; the nearest is {rule.nearest}."
    else:
        chosen = "No model can be judged."
    return f"{rule.words}. {chosen}"


def earlier_words(item: PastRule, label: str) -> str:
    """From when to when a rule decided, why, and what it would choose today."""
    until = f"to {day(item.until)}" if item.until else "until now"
    because = f" ({item.change.because})" if item.change.because else ""
    if item.winners:
        chosen = f"{'chooses' if len(item.winners) == 1 else 'leaves a tie of'} {listed(item.winners)}"
        chosen += ", as the deciding rule does" if item.agrees else ""
    else:
        chosen = "chooses nothing"
    return f"{day(item.change.since)} {until}: {label}{because}. Today it {chosen}."


def stay_words(stay: StageStay) -> str:
    """When a stage began, and why where the way led back."""
    because = f", {stay.because}" if stay.because else ""
    return f"{day(stay.since)}: {'back to ' if stay.back else ''}{STAGE_LABELS[stay.stage]}{because}"


def milestone_state(milestone: Milestone, as_of: date) -> str:
    """Whether a milestone is reached, overdue or due."""
    return "reached" if milestone.done else "overdue" if milestone.date < as_of else "due"


def column_title(name: str, metric: Metric | None) -> str:
    """The head of a column of measured values: the metric's label and unit."""
    label = metric.label if metric and metric.label else name.replace("_", " ")
    return f"{label} ({metric.unit})" if metric and metric.unit else label


def value_words(baseline: Baseline, metrics: Mapping[str, Metric]) -> list[str]:
    """The measured values of a baseline, one line a metric."""
    return [
        f"{metrics[name].label or name.replace('_', ' ')} {with_unit(value, metrics[name].unit)}"
        for name, value in baseline.values.items()
    ]


def rung_words(baseline: Baseline) -> str:
    """Who the people of a human baseline are, and how many."""
    if not baseline.rung:
        return ""
    people = f", {counted(baseline.people, 'person', 'people')}" if baseline.people else ""
    return f"{baseline.rung.replace('-', ' ')}{people}"


def gains(result: BaselineResult, model: str, metrics: Mapping[str, Metric]) -> Iterator[tuple[str, str, str]]:
    """What a model gains over a baseline: of each metric its id, the amount in words, and the rest of the line."""
    for name, gain in (result.gains.get(model) or {}).items():
        relative = f" ({percent(abs(gain.relative))})" if gain.absolute != 0 and gain.relative is not None else ""
        metric = (metrics[name].label or name).lower().replace("_", " ")
        yield name, gain_words(gain.absolute, metrics[name].unit), f"{relative} in {metric}"


def diagnosis_lines(found: Diagnosis, metrics: Mapping[str, Metric]) -> Iterator[str]:
    """The three values that a diagnosis compares."""
    unit = metrics[found.metric].unit
    if found.reference and found.reference_value is not None:
        yield f"Reference: {found.reference.name}, {with_unit(found.reference_value, unit)}"
    yield f"Training: {'–' if found.train is None else with_unit(found.train, unit)}"
    yield f"Validation: {'–' if found.validation is None else with_unit(found.validation, unit)}"


def need_lines(project: Project, plan: Plan) -> Iterator[str]:
    """The teams and the infrastructure that a project uses."""
    for name in project.uses.teams:
        team = plan.teams[name]
        people = f", {number(team.people)} people" if team.people is not None else ""
        yield f"{team.label or name}{people}"
    for name in project.uses.infrastructure:
        tool = plan.infrastructure[name]
        yield f"{tool.label or name}: {tool.state}"
