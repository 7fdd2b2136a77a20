"""pandas frames of a judged plan, for notebooks. pandas is imported when a frame is asked for, and nowhere else."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from typing import TYPE_CHECKING, Any

from planpress.baselines import BY_ID
from planpress.formats.plan_json import finding_json
from planpress.model.errors import MissingExtraError, PlanpressError
from planpress.model.evaluation import Evaluation
from planpress.model.report import Report
from planpress.model.wording import did_you_mean, quoted

if TYPE_CHECKING:
    import pandas

Row = Mapping[str, object]

RANKING = (
    "id", "title", "rank", "priority", "priority_low", "priority_high", "impact", "impact_low", "impact_high",
    "feasibility", "feasibility_low", "feasibility_high", "quadrant", "rank_low", "rank_high", "within_capacity",
    "line", "stage", "owner", "chosen", "screened_out",
)  # fmt: skip
MODELS = ("project", "model", "rule", "decides", "status", "score", "rank", "because")
VALUES = ("project", "model", "metric", "value", "unit")
BASELINES = ("project", "baseline", "kind", "role", "model", "metric", "gain", "relative")
FINDINGS = ("code", "level", "path", "line", "column", "message")

_WHOLE = frozenset({"rank", "rank_low", "rank_high", "column"})
_NUMBERS = frozenset({
    "priority", "priority_low", "priority_high", "impact", "impact_low", "impact_high",
    "feasibility", "feasibility_low", "feasibility_high", "within_capacity", "score", "value", "gain", "relative",
})  # fmt: skip
"""Columns of whole numbers, and of others; the rest are texts, but for `decides`."""


def ranking(report: Report) -> pandas.DataFrame:
    """One row a project, in rank order, then those without a score, then the screened out. Utilities are 0 to 1."""
    return _frame((_ranking_row(name, report) for name in report.order()), RANKING)


def models(report: Report) -> pandas.DataFrame:
    """One row for each project, rule and model: its score in the rule's unit, or why it has none."""
    rows = (
        {
            "project": project,
            "model": verdict.model,
            "rule": rule.id,
            "decides": rule.decides,
            "status": verdict.status,
            "score": verdict.score,
            "rank": verdict.rank,
            "because": "; ".join(verdict.because),
        }
        for project, evaluation in report.evaluations.items()
        for rule in evaluation.rules
        for verdict in rule.verdicts
    )
    return _frame(rows, MODELS).astype({"decides": bool})


def values(report: Report) -> pandas.DataFrame:
    """One row for each project, model and metric that has a value: as written, in the metric's unit."""
    rows = (
        {"project": project.id, "model": model.name, "metric": metric, "value": value, "unit": units.get(metric)}
        for project in report.plan.projects
        for units in ({name: metric.unit for name, metric in report.plan.metrics_of(project).items()},)
        for model in (project.table.models if project.table else ())
        for metric, value in model.values.items()
    )
    return _frame(rows, VALUES)


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
    rows = (row for project, evaluation in report.evaluations.items() for row in _gains(project, evaluation))
    return _frame(rows, BASELINES)


def findings(report: Report) -> pandas.DataFrame:
    """One row a finding, in file order; a finding about a whole file has no line."""
    return _frame(map(finding_json, report.findings), FINDINGS).astype({"line": "Int64"})


def _ranking_row(name: str, report: Report) -> Row:
    evaluation = report.evaluations[name]
    project, entry = evaluation.project, report.ranking.of(name)
    row: dict[str, object] = {
        "id": name,
        "title": project.title,
        "stage": project.current_stage,
        "owner": project.owner,
        "chosen": evaluation.chosen,
        "screened_out": project.screened_out,
    }
    if entry is None:
        return row
    priority = entry.priority
    row |= {"rank": priority.rank, "priority": priority.score}
    row |= {"priority_low": priority.low, "priority_high": priority.high}
    for group in (entry.impact, entry.feasibility):
        row |= {group.group: group.value, f"{group.group}_low": group.low, f"{group.group}_high": group.high}
    row |= {"quadrant": entry.quadrant, "line": entry.line, "within_capacity": entry.within_capacity}
    return row | {"rank_low": entry.rank_low, "rank_high": entry.rank_high}


def _gains(project: str, evaluation: Evaluation) -> Iterable[Row]:
    for result in evaluation.baselines:
        baseline = result.baseline
        for model, gains in result.gains.items():
            for metric, gain in gains.items():
                yield {
                    "project": project,
                    "baseline": baseline.id,
                    "kind": baseline.kind,
                    "role": BY_ID[baseline.kind].role,
                    "model": model,
                    "metric": metric,
                    "gain": gain.absolute,
                    "relative": gain.relative,
                }


def _frame(rows: Iterable[Row], columns: Sequence[str]) -> pandas.DataFrame:
    """A frame with these columns in this order; a missing text is None, and whole numbers stay whole."""
    empty = dict.fromkeys(columns)
    # As objects: pandas 3 would make texts of its own kind of them, with NaN for a missing one.
    whole = [{**empty, **row} for row in rows]
    frame: pandas.DataFrame = _pandas().DataFrame(whole, columns=list(columns), dtype=object)
    kinds = {**dict.fromkeys(_NUMBERS, "float64"), **dict.fromkeys(_WHOLE, "Int64")}
    return frame.astype({name: kind for name, kind in kinds.items() if name in columns})


def _pandas() -> Any:
    try:
        import pandas
    except ModuleNotFoundError as problem:
        raise MissingExtraError("a frame", problem.name, "frames") from None
    return pandas
