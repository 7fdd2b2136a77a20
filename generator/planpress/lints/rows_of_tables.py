"""Rows of a table that are compared as models and are called otherwise: baselines, and metrics."""

import math
import re
from statistics import fmean, median

from planpress.baselines import BY_ID
from planpress.lints.lint import Found, project_lint, report_lint
from planpress.model.evaluation import Evaluation
from planpress.model.metrics import same
from planpress.model.plan import Plan
from planpress.model.project import Project
from planpress.model.project_parts import Baseline
from planpress.model.report import Report
from planpress.model.tables import Model
from planpress.model.wording import few, quoted

_PEOPLE = frozenset({"human", "humans", "people", "annotator", "annotators", "inspectors", "clinicians"})
_CHANCE = frozenset({"random", "chance", "majority"})
_BESIDE = frozenset({
    "performance", "baseline", "baselines", "level", "average", "avg", "expert", "experts", "non", "score", "upper",
    "bound", "estimate", "guess", "guessing", "class", "label", "always", "most", "frequent", "the", "of", "by",
})  # fmt: skip
_METRICS = frozenset({
    "accuracy", "acc", "precision", "recall", "f1", "f1-score", "auc", "auroc", "map", "mae", "mse", "rmse", "r2",
    "bleu", "rouge", "wer", "cer", "iou", "miou", "perplexity", "loss", "latency", "throughput", "params", "parameters",
    "flops", "sensitivity", "specificity", "error", "top-1", "top-5", "top1", "top5", "ndcg", "mrr", "kappa", "mcc",
    "brier", "ece",
})  # fmt: skip
_HEADS = frozenset({"metric", "metrics", "measure", "measures", "criterion", "score", "kpi", "model", ""})


@project_lint("PP247")
def baseline_among_models(plan: Plan, project: Project) -> Found:
    for model in project.table.models if project.table else ():
        words = frozenset(re.findall(r"[^\W_]+", model.name.casefold()))
        for baseline in project.baselines:
            if _is_called(model, baseline) and baseline.row is None and BY_ID[baseline.kind].role != "target":
                what = f"{quoted(model.name)} is compared as a model, and is a baseline by its name"
                row = f"`row: {_written(model.name)}`"
                yield model.place, f"{what}; write {row} in {quoted(baseline.id)} in the place of its values"
                break
        else:
            kind = next((kind for kind, said in (("human", _PEOPLE), ("mean-prediction", _CHANCE)) if words & said), "")
            if kind and words <= _PEOPLE | _CHANCE | _BESIDE:
                what = f"{quoted(model.name)} is compared as a model, and is a baseline by its name"
                row = f"{{id: {kind}, kind: {kind}, row: {_written(model.name)}}}"
                yield model.place, f"{what}; write it below baselines: `{row}`"


def _is_called(model: Model, baseline: Baseline) -> bool:
    return model.name.casefold() in (baseline.id.casefold(), (baseline.label or "").casefold())


def _written(name: str) -> str:
    return name if re.fullmatch(r"[^\W\d]\w*(?:[ -]\w+)*", name) else quoted(name)


@project_lint("PP248")
def metrics_as_rows(plan: Plan, project: Project) -> Found:
    table = project.table
    if table is None or table.key.casefold() not in _HEADS:
        return
    rows = {one.name.casefold() for one in table.models}
    if any(name.casefold() in rows and name not in table.columns for name in plan.metrics_of(project)):
        return  # said of the metric
    called = [one for one in table.models if one.name.casefold().split(" (")[0].strip(" %↑↓") in _METRICS]
    if len(called) > 1 and 2 * len(called) > len(table.models):
        names = few([quoted(one.name) for one in called])
        what = f"{names} are compared as models, and are metrics by their names"
        yield called[0].place, f"{what}; where the columns are the models, write `orientation: columns` below models"


_SUMMARIES = frozenset({"mean", "average", "avg", "total", "sum", "overall", "median"})
_NEARLY = 0.01
"""How far from what it sums up a rounded value may be, in parts of it."""


_FEWEST = 3
"""A third may well have the mean of two."""


@project_lint("PP249")
def summary_among_models(plan: Plan, project: Project) -> Found:
    models = project.table.models if project.table else ()
    named = [one.name.casefold().strip(" .:") in _SUMMARIES for one in models]
    rest = [one for one, summary in zip(models, named, strict=True) if not summary]
    for model, summary in zip(models, named, strict=True):
        if summary and len(rest) >= _FEWEST and model.values:
            columns = [(value, [one.values[name] for one in rest if name in one.values])
                       for name, value in model.values.items()]  # fmt: skip
            for summed_up in (fmean, median, math.fsum):
                if all(values and math.isclose(value, summed_up(values), rel_tol=_NEARLY) for value, values in columns):
                    said = f"{quoted(model.name)} is compared as a model, and has what the other rows come to"
                    yield model.place, f"{said}; take it out of the table"
                    break


def _may_be_chosen(project: Project) -> bool:
    """Whether a model has every value of a baseline that is no target."""
    held = [one.values for one in project.baselines if one.values and BY_ID[one.kind].role != "target"]
    return project.left_out is None and any(
        all(name in model.values and same(model.values[name], value) for name, value in values.items())
        for values in held
        for model in (project.table.models if project.table else ())
    )


@report_lint("PP244", about=_may_be_chosen)
def chosen_baseline(report: Report, evaluation: Evaluation) -> Found:
    project = evaluation.project
    chosen = next((rule.winners for rule in evaluation.rules if rule.decides), ())
    models = {one.name: one for one in project.table.models} if project.table else {}
    for name in chosen:
        held = next((one.baseline for one in evaluation.baselines if name in one.identical), None)
        if held is not None and not _is_called(models[name], held):
            what = f"{quoted(name)} is chosen and has the values of the baseline {quoted(held.id)}"
            yield models[name].place, f"{what}; if they are one, write `row: {name}` there in the place of its values"
