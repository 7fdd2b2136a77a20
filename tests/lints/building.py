"""Plans built in memory, as small as a lint allows, and places that say which path of keys a finding points to."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, replace
from datetime import date
from typing import Any

from planpress.model.bounds import Bound
from planpress.model.metrics import Metric
from planpress.model.plan import Factor, Infrastructure, Plan, Team
from planpress.model.project import Baseline, Project
from planpress.model.rule import Rule, RuleProblem
from planpress.model.scales import Scale, estimate
from planpress.model.sources import Place, Places, Step
from planpress.model.tables import Model, ModelTable

AS_OF = date(2019, 6, 1)


@dataclass(frozen=True, slots=True)
class Steps(Places):
    """Places whose path names the steps that were asked for: `pose#a/b` for a value, `pose@a/b` for its key."""

    def of(self, *steps: Step) -> Place:
        return Place(f"{self.path}#{'/'.join(str(step) for step in steps)}")

    def key(self, *steps: Step) -> Place:
        return Place(f"{self.path}@{'/'.join(str(step) for step in steps)}")


@dataclass(frozen=True, slots=True)
class FakeRule(Rule):
    """A rule that needs, bounds and finds fault with what it is told to."""

    metrics: tuple[str, ...] = ()
    thresholds: tuple[Bound, ...] = ()
    faults: tuple[RuleProblem, ...] = ()
    rule: str = "fake"
    label: str | None = None

    def needs(self) -> tuple[str, ...]:
        return self.metrics

    def bounds(self) -> tuple[Bound, ...]:
        return self.thresholds

    def measured(self) -> tuple[str, ...]:
        return self.metrics[:1] if self.thresholds else self.metrics

    def problems(self, metrics: Mapping[str, Metric]) -> Iterator[RuleProblem]:
        yield from self.faults


VALUE = Factor(scale="effort", weight=1)

PLAN = Plan(
    title="Plan",
    as_of=AS_OF,
    scales={"effort": Scale((1, 5), {1: "a year", 5: "days"})},
    impact={"cheap_prediction": VALUE, "product_friction": VALUE},
    feasibility={"data_availability": VALUE},
    metrics={
        "precision": Metric("higher", range=(0, 1)),
        "recall": Metric("higher", range=(0, 1)),
        "latency": Metric("lower", unit="ms", range=(0, 500)),
        "train_error": Metric("lower", unit="%"),
        "val_error": Metric("lower", unit="%"),
        "position_error": Metric("lower", unit="cm"),
    },
    teams={"perception": Team(), "speech": Team()},
    infrastructure={"label-tool": Infrastructure("ready")},
    places=Steps("plan"),
)

EXPERTS = Baseline("experts", "human", {"precision": 0.95, "val_error": 35}, rung="domain-experts")
SCRIPT = Baseline("script", "scripted", {"precision": 0.6})
PRECISE = FakeRule(metrics=("precision",))
QUICK = FakeRule(metrics=("precision",), thresholds=(Bound("latency", "<", 100),))


def project(project_id: str = "pose", **changes: Any) -> Project:
    """A project in planning with every factor rated; nothing is found in it."""
    minimal = Project(
        id=project_id,
        title=project_id.capitalize(),
        path=project_id,
        stage="planning",
        impact={"cheap_prediction": estimate(4), "product_friction": estimate([2, 3])},
        feasibility={"data_availability": estimate([2, 3, 5])},
        places=Steps(project_id),
    )
    return replace(minimal, **changes)


def measured(**changes: Any) -> Project:
    """A project with two models, a rule that decides between them, and a human baseline; nothing is found in it."""
    rows = {"net-1": {"precision": 0.9, "latency": 80}, "net-2": {"precision": 0.8, "latency": 40}}
    models = {"stage": "training", "table": table(rows), "rules": {"precise": PRECISE}, "baselines": (EXPERTS,)}
    return project(**{**models, **changes})


def table(rows: Mapping[str, Mapping[str, float]], notes: Mapping[str, str] | None = None) -> ModelTable:
    """A table of models by name; every cell's place names its model and column."""
    columns = dict.fromkeys(column for values in rows.values() for column in values)
    models = [
        Model(
            name,
            values,
            notes or {},
            Place(f"csv#{name}"),
            {column: Place(f"csv#{name}/{column}") for column in values},
        )
        for name, values in rows.items()
    ]
    return ModelTable("models.csv", "model", tuple(columns), tuple(models))


def plan(*projects: Project, **changes: Any) -> Plan:
    """A plan of these projects; without any change nothing is found in it."""
    return replace(PLAN, projects=projects or (project(),), **changes)
