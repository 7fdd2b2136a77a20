"""The leading model of a project as a repository of the Hugging Face Hub has it: its results, a model card to fill in.

Card: huggingface_hub's modelcard_template.md, whose headings and whose words for what is missing are used. Nothing that
is not known is made up: no licence, no data set, no day.
"""

from collections.abc import Iterator, Mapping

from planpress.document.markdown import escaped
from planpress.files.bundled_templates import filled_template
from planpress.formats.exports.hub_results import ModelResult, results_file, results_of
from planpress.formats.yaml_output import as_yaml
from planpress.model.best_set import SURE_WORDS
from planpress.model.errors import PlanpressError
from planpress.model.evaluation import Evaluation
from planpress.model.metrics import Metric
from planpress.model.report import Report
from planpress.model.wording import counted, few, listed, number, quoted, with_unit

MISSING = "[More Information Needed]"
_UNKNOWN = ("license", "language", "library_name", "pipeline_tag", "base_model", "datasets")
"""The card's metadata that no plan has; `datasets` are those that a model is trained on."""


def files(report: Report, project: str) -> dict[str, str]:
    """`.eval_results/PROJECT.yaml` and `README.md` of the project's leading model. Raises PlanpressError where none
    leads, or what does is a baseline."""
    one = report.evaluations[project]
    leading = one.leading
    if leading is None or leading not in one.project.models():
        rule = one.deciding
        why = f"its rule has {rule.picks}" if rule and leading is None and not one.decided else "no model is chosen"
        raise PlanpressError(f"{quoted(project)} has no leading model, of which a card could be: {why}")
    metrics = report.plan.metrics_of(one.project)
    results = results_of(one.project, metrics, leading)
    return {
        f".eval_results/{project}.yaml": results_file(leading, one.project.title, results),
        "README.md": _card(report, one, leading, results),
    }


def _card(report: Report, one: Evaluation, model: str, results: tuple[ModelResult, ...]) -> str:
    project = one.project
    summary = f" {escaped(project.summary)}" if project.summary else ""
    words = {
        "METADATA": _metadata(project.tags, results),
        "MODEL": escaped(model),
        "WRITTEN": f"Made by planpress from a plan as of {report.plan.as_of}. Fill in what is missing.",
        "DESCRIPTION": f"The leading model of the project {escaped(project.title)}.{summary}",
        "OWNER": f"{escaped(project.owner)}, owner of the project" if project.owner else MISSING,
        "LIMITATIONS": "\n".join(_limitations(one, report.plan.metrics_of(project))),
        "DATA": "\n".join(_data(results)) or MISSING,
        "FACTORS": "\n".join(_factors(one)) or MISSING,
        "METRICS": "\n".join(_metrics(results)) or MISSING,
        "RESULTS": "\n".join(_table(results)) if results else MISSING,
        "SUMMARY": _summary(one),
    }
    return filled_template("hub/model_card.md", words)


def _metadata(tags: tuple[str, ...], results: tuple[ModelResult, ...]) -> str:
    known: dict[str, object] = {"metrics": [*dict.fromkeys(one.passport.metric or one.metric for one in results)]}
    known["tags"] = [*tags]
    there = {key: value for key, value in known.items() if value}
    unknown = "".join(f"# {key}: not known\n" for key in _UNKNOWN)
    return f"{unknown}{as_yaml(there)}" if there else unknown


def _limitations(one: Evaluation, metrics: Mapping[str, Metric]) -> Iterator[str]:
    for result in one.requirements:
        if result.status != "met":
            bound = result.bound
            metric = metrics[bound.metric]
            value = "not measured" if result.value is None else with_unit(result.value, metric.unit)
            required = f"{bound.operator} {with_unit(bound.limit, metric.unit)} is required"
            yield f"- {escaped(f'{metric.label or bound.metric}: {value}, {required}')}"
    worst = one.worst_slice
    if worst is not None:
        count = f" ({counted(worst.n, 'example')})" if worst.n else ""
        values = f"{escaped(worst.metric)} {number(worst.value)}, against {number(worst.whole)} on all"
        yield f"- Worst on {escaped(f'{worst.slice} {worst.part}{count}')}: {values}"
    yield f"- Biases and further risks: {MISSING}"


def _data(results: tuple[ModelResult, ...]) -> Iterator[str]:
    for result in results:
        data, split = result.passport.data, result.passport.split
        known = f"{data or 'data not known'}, split {split or 'not known'}"
        yield f"- {escaped(result.label)}: {escaped(known)}"


def _factors(one: Evaluation) -> Iterator[str]:
    evidence = one.project.table.evidence if one.project.table else None
    for name, found in (evidence.metrics if evidence else {}).items():
        for slices, parts in found.slices.items():
            yield f"- {escaped(name)} by {escaped(slices)}: {escaped(few([*parts], 8))}"


def _metrics(results: tuple[ModelResult, ...]) -> Iterator[str]:
    for result in results:
        of = ", ".join(f"{name} {value}" for name, value in result.passport.items() if name not in ("data", "split"))
        yield f"- {escaped(result.label)}, {result.better} is better{f': {escaped(of)}' if of else ''}"


def _table(results: tuple[ModelResult, ...]) -> Iterator[str]:
    yield "| Metric | Value | Standard error | 95 % interval | Examples |"
    yield "|---|---|---|---|---|"
    for one in results:
        known = one.evidence
        se = "not known" if known is None or known.se is None else number(known.se)
        ends = "not known"
        if known is not None and known.low is not None and known.high is not None:
            ends = f"{number(known.low)} to {number(known.high)}"
        count = "not known" if known is None or known.n is None else f"{known.n:,}"
        yield f"| {escaped(one.label)} | {escaped(with_unit(one.value, one.unit))} | {se} | {ends} | {count} |"


def _summary(one: Evaluation) -> str:
    rule, decided = one.deciding, one.decided
    said = []
    if decided is not None:
        by = f" by {listed(decided.by)}" if decided.by else ""
        said.append(f"Decided on {decided.date}{by}.")
    if rule is not None:
        sure = f", {SURE_WORDS[rule.certainty.verdict]}" if rule.certainty else ""
        said.append(f"The rule {rule.label} chooses {rule.picks}{sure}.")
    return escaped(" ".join(said)) if said else MISSING
