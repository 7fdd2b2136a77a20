"""The order of the projects, or the models of one, as CSV that a spreadsheet opens: one row each, numbers in full."""

import re
from collections.abc import Iterable, Iterator, Sequence

from planpress.model.evaluation import Evaluation
from planpress.model.report import Report

Row = Sequence[str | float | None]

_ORDER = ("project", "title", "rank", "score", "impact", "feasibility", "status", "stage", "owner", "model", "rule",
          "value", "unit", "certainty")  # fmt: skip
_NONE: Row = (None,) * 4
_FORMULA = re.compile(r"[=+\-@\t\r]")
_NUMBER = re.compile(r"[-+]?(\d{1,400}(\.\d{0,400})?|\.\d{1,400})([eE][-+]?\d{1,4})?", re.ASCII)


def as_csv(report: Report, project: str | None) -> str:
    """The order, or with a `project` its models. A text that a spreadsheet would take for a formula has an apostrophe
    before it, which a spreadsheet does not show."""
    import csv
    import io

    rows = _order(report) if project is None else _models(report.evaluations[project])
    text = io.StringIO()
    csv.writer(text, lineterminator="\n").writerows([*map(_cell, row)] for row in rows)
    return text.getvalue()


def _cell(value: str | float | None) -> str | float:
    if isinstance(value, str):
        return f"'{value}" if _FORMULA.match(value) and not _NUMBER.fullmatch(value) else value
    return "" if value is None else value


def _order(report: Report) -> Iterator[Row]:
    """Projects in rank order, then those without a score, then those left out, with what leads and how sure that is."""
    yield _ORDER
    for name in report.order():
        one, entry = report.evaluations[name], report.ranking.of(name)
        project, rule = one.project, one.deciding
        out, placed, chosen = project.left_out, _NONE, _NONE
        if entry is not None:
            placed = (entry.priority.rank, entry.priority.score, entry.impact.value, entry.feasibility.value)
        if rule is not None:
            sure = rule.certainty.verdict if rule.certainty else None
            chosen = (rule.id, one.measure_of(one.leading), rule.unit, sure)
        state = out.state if out else "active"
        yield (name, project.title, *placed, state, project.current_stage, project.owner, one.leading, *chosen)


def _models(one: Evaluation) -> Iterator[Row]:
    """The models in the order of their table, as the rule in force ranks them: which of them could be best, and each
    value with its standard error and the ends of its interval where these are known."""
    table, rule = one.project.table, one.deciding
    columns = table.columns if table else ()
    sure = {metric for known in one.measured.values() for metric in known}
    heads = ([name, *(f"{name}.{part}" for part in ("se", "low", "high") if name in sure)] for name in columns)
    yield ("model", "rank", "score", "verdict", "because", "could_be_best", *_flat(heads))
    certainty = rule.certainty if rule else None
    best = certainty.could_be_best if certainty else None
    for model in table.models if table else ():
        verdict = rule.verdict(model.name) if rule else None
        judged = _NONE
        if verdict is not None:
            judged = (verdict.rank, verdict.score, verdict.status, "; ".join(map(str, verdict.because)))
        values = []
        for name in columns:
            known = one.measured.get(model.name, {}).get(name)
            ends = (known.se, known.low, known.high) if known else (None,) * 3
            values.append((model.values.get(name), *(ends if name in sure else ())))
        could = None if best is None else "yes" if model.name in best else "no"
        yield (model.name, *judged, could, *_flat(values))


def _flat(rows: Iterable[Row]) -> list[str | float | None]:
    return [cell for row in rows for cell in row]
