"""pandas frames of a judged plan, for notebooks. pandas is imported when a frame is asked for, and nowhere else."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from typing import TYPE_CHECKING, Any

from planpress.deciding import loads
from planpress.formats.json_values import dumped
from planpress.formats.plan_json import projects_json
from planpress.formats.plan_json_types import FindingJson
from planpress.model.errors import PlanpressError, needing
from planpress.model.report import Report
from planpress.model.settles import value_words
from planpress.model.tables import Spread
from planpress.model.wording import did_you_mean, quoted

if TYPE_CHECKING:
    import pandas

Row = Mapping[str, object]

RANKING = (
    "id", "title", "rank", "priority", "priority_low", "priority_high", "impact", "impact_low", "impact_high",
    "feasibility", "feasibility_low", "feasibility_high", "quadrant", "rank_low", "rank_high", "within_capacity",
    "line", "stage", "owner", "chosen", "screened_out", "status", "in_use", "decided",
)  # fmt: skip
MODELS = ("project", "model", "rule", "decides", "status", "score", "rank", "because")
VALUES = ("project", "model", "metric", "value", "unit", "se", "low", "high", "runs")
BASELINES = ("project", "baseline", "kind", "role", "model", "metric", "gain", "relative")
OPEN = ("kind", "project", "text", "when", "again", "meeting", "number", "answer")
TEAMS = ("team", "weeks", "asked", "carried")
FINDINGS = ("code", "level", "path", "line", "column", "message")

_WHOLE = frozenset({"rank", "rank_low", "rank_high", "column", "number", "runs"})
_NUMBERS = frozenset({
    "priority", "priority_low", "priority_high", "impact", "impact_low", "impact_high",
    "feasibility", "feasibility_low", "feasibility_high", "within_capacity", "score", "value", "gain", "relative",
    "weeks", "asked", "carried", "se", "low", "high",
})  # fmt: skip
"""Columns of whole numbers, and of others; the rest are texts, but for `decides`."""


def ranking(report: Report) -> pandas.DataFrame:
    """One row a project, in rank order, then those without a score, then those left out. Utilities are 0 to 1."""
    return _frame((_ranking_row(project, report) for project in projects_json(report)), RANKING)


def models(report: Report) -> pandas.DataFrame:
    """One row for each project, rule and model: its score in the rule's unit, or why it has none."""
    rows = (
        {**rule, **model, "project": project["id"], "rule": rule["id"], "because": "; ".join(model["because"])}
        for project in _in_order(report)
        for rule in project["rules"]
        for model in rule["models"]
    )
    return _frame(rows, MODELS).astype({"decides": bool})


def values(report: Report) -> pandas.DataFrame:
    """One row for each project, model and metric that has a value: as written, in the metric's unit. Beside it its
    standard error, the ends of its interval and how many runs it is the mean of, where the table says so in its cell
    or by `repeats`."""
    rows = (
        {"project": project.id, "model": model.name, "metric": name, "value": value,
         "unit": metrics[name].unit if name in metrics else None, **_spread(model.spreads.get(name))}
        for project in report.plan.projects
        for metrics in (report.plan.metrics_of(project),)
        for model in (project.table.models if project.table else ())
        for name, value in model.values.items()
    )  # fmt: skip
    return _frame(rows, VALUES)


def _spread(spread: Spread | None) -> Row:
    low, high = spread.ends if spread and spread.ends else (None, None)
    return {"se": spread and spread.se, "low": low, "high": high, "runs": spread and spread.runs}


def table(report: Report, project: str) -> pandas.DataFrame:
    """The table of a project's models: one row a model, one column a metric, in the author's order; blank is NaN.

    Raises PlanpressError for a project that the plan does not have.
    """
    if project not in report.evaluations:
        near = did_you_mean(project, list(report.evaluations))
        raise PlanpressError(f"there is no project {quoted(project)}{near}")
    written = report.evaluations[project].project.table
    models = written.models if written else ()
    frame: pandas.DataFrame = _pandas().DataFrame(
        [dict(model.values) for model in models],
        index=[model.name for model in models],
        columns=list(written.columns if written else ()),
        dtype="float64",
    )
    return frame.rename_axis("model").rename_axis("metric", axis="columns")


def baselines(report: Report) -> pandas.DataFrame:
    """One row for each project, baseline, model and metric: the gain in the metric's unit, positive where better."""
    rows = (
        {"project": project["id"], "baseline": baseline["id"], "kind": baseline["kind"], "role": baseline["role"],
         "model": model, "metric": metric, "gain": gain["absolute"], "relative": gain["relative"]}
        for project in _in_order(report)
        for baseline in project["baselines"]
        for model, gains in baseline["gains"].items()
        for metric, gain in gains.items()
    )  # fmt: skip
    return _frame(rows, BASELINES)


def open_items(report: Report) -> pandas.DataFrame:
    """One row for each thing that is open and each project that it is about, as `report.open` has them; a question
    about no project has one row. `when` is a day as a text."""
    rows = (
        {"kind": item.kind, "project": project, "text": item.text, "when": item.when and item.when.isoformat(),
         "again": item.again or None, "meeting": item.meeting, "number": item.number,
         "answer": None if item.answer is None else value_words(item.answer)}
        for item in report.open
        for project in item.projects or (None,)
    )  # fmt: skip
    return _frame(rows, OPEN)


def teams(report: Report) -> pandas.DataFrame:
    """One row a team: person-weeks that there are, those that all projects ask for, and those within capacity."""
    rows = ({"team": one.id, "weeks": one.weeks, "asked": one.asked, "carried": one.carried} for one in loads(report))
    return _frame(rows, TEAMS)


def findings(report: Report) -> pandas.DataFrame:
    """One row a finding, in file order; a finding about a whole file has no line."""
    return _frame(dumped(FindingJson, report.findings), FINDINGS).astype({"line": "Int64"})


def _in_order(report: Report) -> list[dict[str, Any]]:
    """The projects of plan.json, as the plan has them."""
    projects = {project["id"]: project for project in projects_json(report)}
    return [projects[name] for name in report.evaluations]


def _ranking_row(project: Mapping[str, Any], report: Report) -> Row:
    row: dict[str, object] = {**project, **(project["priority"] or {})}
    for name in ("priority", "impact", "feasibility"):
        found = project[name] or {}
        row[name] = found.get("score" if name == "priority" else "value")
        row |= {f"{name}_low": found.get("low"), f"{name}_high": found.get("high")}
    decided = project["decided"] or {}
    return row | {"chosen": report.evaluations[project["id"]].chosen, "decided": decided.get("model")}


def _frame(rows: Iterable[Row], columns: Sequence[str]) -> pandas.DataFrame:
    """A frame with these columns in this order; a missing text is None, and whole numbers stay whole."""
    empty = dict.fromkeys(columns)
    # As objects: pandas 3 would make texts of its own kind of them, with NaN for a missing one.
    whole = [{**empty, **row} for row in rows]
    frame: pandas.DataFrame = _pandas().DataFrame(whole, columns=list(columns), dtype=object)
    kinds = {**dict.fromkeys(_NUMBERS, "float64"), **dict.fromkeys(_WHOLE, "Int64")}
    return frame.astype({name: kind for name, kind in kinds.items() if name in columns})


def _pandas() -> Any:
    with needing("a frame", "frames"):
        import pandas
    return pandas
