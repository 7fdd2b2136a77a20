"""Plans built in memory, as small as a lint allows, and places that say which path of keys a finding points to."""

from collections.abc import Mapping
from dataclasses import dataclass, replace
from datetime import date
from pathlib import Path
from typing import Any

import yaml

from planpress.model.evidence import Evidence
from planpress.model.metrics import Metric
from planpress.model.plan import Plan
from planpress.model.project import Project
from planpress.model.sources import Place, Places, Step
from planpress.model.tables import Model, ModelTable
from planpress.reading.documents import PlanDocument, ProjectDocument
from planpress.reading.plans import assembled, assembled_plan
from planpress.reading.table_spreads import with_spreads
from planpress.reading.validation import validated
from planpress.rules.derived import derivable, with_derived

AS_OF = date(2019, 6, 1)
BASES: Mapping[str, Any] = yaml.safe_load((Path(__file__).parent / "cases" / "_bases.yml").read_text("utf-8"))


@dataclass(frozen=True, slots=True)
class Steps(Places):
    """Places whose path names the steps that were asked for: `pose#a/b` for a value, `pose@a/b` for its key."""

    def of(self, *steps: Step) -> Place:
        return Place(f"{self.path}#{'/'.join(str(step) for step in steps)}")

    def key(self, *steps: Step) -> Place:
        return Place(f"{self.path}@{'/'.join(str(step) for step in steps)}")


def written_project(name: str, written: Mapping[str, Any]) -> Project:
    """A project of the keys of its file, but for `table`: the values of its models by name, texts among them; for
    `shares`, its columns that had percentages; and for `evidence`, the values of its models by metric and model."""
    keys = {key: value for key, value in written.items() if value is not None and key not in ("table", "shares", "evidence")}
    document = validated({"schema": 1, "title": name.capitalize(), **keys}, ProjectDocument)
    models: Mapping[str, Mapping[str, Any]] = written.get("table") or {}
    rows = {model: {k: v for k, v in row.items() if not isinstance(v, str)} for model, row in models.items()}
    notes = {k: v for row in models.values() for k, v in row.items() if isinstance(v, str)}
    metrics = {**validated(BASES["plan"], PlanDocument).metrics, **document.metrics}
    found = with_formulas(table(rows, notes), metrics) if models else None
    if found and document.models:
        found = replace(found, models=tuple(with_spreads(found.models, document.models.uncertainty, metrics, [])))
    found = found and replace(found, shares=frozenset(written.get("shares", ())))
    if found and "evidence" in written:
        found = replace(found, evidence=validated({"metrics": written["evidence"]}, Evidence))
    return assembled(name, document, Steps(name), found, None, metrics)


def with_formulas(found: ModelTable, metrics: Mapping[str, Metric]) -> ModelTable:
    """A table with the columns that are worked out from its own, as reading has them."""
    derived = derivable(metrics, found.columns)
    models = (replace(one, values=with_derived(one.values, metrics, derived)) for one in found.models)
    return replace(found, columns=(*found.columns, *derived), models=tuple(models))


def written_plan(written: Mapping[str, Any], *projects: Project, unreadable: tuple[str, ...] = ()) -> Plan:
    """The plan of the cases with other keys."""
    document = validated({**BASES["plan"], **written}, PlanDocument)
    return assembled_plan(document, AS_OF, projects, unreadable, Steps("plan"), Plan("", AS_OF, {}, {}, {}).location)


def table(rows: Mapping[str, Mapping[str, float]], notes: Mapping[str, str] | None = None) -> ModelTable:
    """A table of models by name; every cell's place names its model and column."""
    columns = dict.fromkeys(column for values in rows.values() for column in values)
    models = [
        Model(name, values, notes or {}, Place(f"csv#{name}"), {column: Place(f"csv#{name}/{column}") for column in values})
        for name, values in rows.items()
    ]
    return ModelTable("models.csv", "model", tuple(columns), tuple(models))


PLAN = written_plan({})
POSE = written_project("pose", BASES["project"])


def project(project_id: str = "pose", **changes: Any) -> Project:
    """A project in planning with every factor rated; nothing is found in it."""
    own = {"id": project_id, "title": project_id.capitalize(), "path": project_id, "places": Steps(project_id)}
    return replace(POSE, **{**own, **changes})


def plan(*projects: Project, **changes: Any) -> Plan:
    """A plan of these projects; without any change nothing is found in it."""
    return replace(PLAN, projects=projects or (project(),), **changes)
