"""Explains how sure a rule's choice is: the models that could be best, and how the difference of each was measured."""

import math
from collections.abc import Iterator, Sequence

from planpress.model.best_set import SURE_WORDS, Certainty, ModelCertainty
from planpress.model.evaluation import Evaluation
from planpress.model.explanation import Explanation, Input
from planpress.model.measured import Measured, Source
from planpress.model.rule_result import RuleResult
from planpress.model.tables import Model
from planpress.model.units import in_unit
from planpress.model.wording import counted, few, number, percent, rounded, to_error

_METHODS: dict[Source, str] = {
    "cases": "Wilson, {0} cases",
    "stated": "normal, error as written",
    "runs": "Student's t, {0} runs",
    "folds": "Nadeau-Bengio, {0} folds",
    "examples": "Student's t, {0} examples",
    "clusters": "CR1, {0} examples in {1} clusters",
    "redrawn clusters": "bootstrap, {0} examples in {1} clusters",
    "several": "delta method",
}


def measured_words(known: Measured) -> str:
    """The interval of a value, its method, and what it rests on: `0.82 to 0.87, error 0.011 (Wilson, 1,000 cases)`."""
    low, high = (to_error(end, known.se / 10) for end in (known.low, known.high))
    count = "" if known.count is None else f"{known.count:,g}"
    method = _METHODS[known.source].format(count, f"{known.degrees + 1:,g}")
    return f"{low} to {high}, error {rounded(known.se, 2)} ({method})"


def explain_sureness(evaluation: Evaluation, models: Sequence[Model]) -> Iterator[Explanation]:
    """The certainty of every rule that ranks two models or more, with what is known of those of `models` that it
    ranks."""
    for result in evaluation.rules:
        if result.certainty is not None:
            yield _of_rule(evaluation, result, result.certainty, models)


def _of_rule(
    evaluation: Evaluation, result: RuleResult, found: Certainty, models: Sequence[Model]
) -> Explanation:
    project = evaluation.project
    ranked = [model for model in models if model.name in found.models]
    ranked.sort(key=lambda model: result.verdict(model.name).rank or 0)
    return Explanation(
        subject=f"{project.id}.certainty.{result.id}",
        value=SURE_WORDS[found.verdict],
        formula="could be best: no other is ahead by more than c errors of the difference",
        aside=_aside(found),
        place=project.places.key("rules", result.id),
        inputs=tuple(_model(result, found, model) for model in ranked),
    )


def _critical(found: Certainty) -> str:
    """The quantile: `c = z(1 - 0.05 / (2 x 2)) = 2.24`."""
    if found.critical is None:
        return ""
    rivals, alpha = len(found.models) - 1, number(round(1 - found.level, 9))
    if found.exact:
        return f"McNemar's exact test at {alpha} / {rivals}"
    kind, degrees = ("z", "") if math.isinf(found.degrees) else ("t", f"; {rounded(found.degrees)}")
    return f"c = {kind}(1 - {alpha} / (2 x {rivals}){degrees}) = {rounded(found.critical)}"


def _aside(found: Certainty) -> str:
    """At which certainty, over what was compared how, and what it takes to know."""
    if found.could_be_best is None:
        return f"at {percent(found.level)} certainty: not known of {few(tuple(found.unknown))}"
    how = ["paired on the same examples" if found.paired else "unpaired"]
    how += ["errors of the parts added up"] if found.summed else []
    how += [critical] if (critical := _critical(found)) else []
    how += [f"a difference of {number(found.matters)} matters"] if found.matters is not None else []
    return f"{few(found.could_be_best)}, at {percent(found.level)} certainty, {', '.join(how)}"


def _model(result: RuleResult, found: Certainty, model: Model) -> Input:
    known = found.models[model.name]
    score = in_unit(number(result.verdict(model.name).score or 0.0), result.unit)
    words = "; ".join(filter(None, [str(found.unknown.get(model.name, "")), _interval(known), *_behind(known)]))
    return Input(model.name, score, words and f"({words})", place=model.place)


def _interval(known: ModelCertainty) -> str:
    if known.low is None or known.high is None or known.se is None:
        return ""
    return " to ".join(to_error(end, known.se / 10) for end in (known.low, known.high))


def _behind(known: ModelCertainty) -> Iterator[str]:
    """How far a model is behind the leader, and what it takes to tell them apart."""
    if known.behind is None or known.behind_se is None:
        return
    yield f"{to_error(known.behind, known.behind_se / 10)} behind, error {rounded(known.behind_se, 2)}"
    if known.detectable is not None:
        yield f"{rounded(known.detectable, 2)} would show in four of five cases"
    if known.needed_n is not None and math.isfinite(known.needed_n):
        yield f"{counted(known.needed_n, 'case')} would tell"
