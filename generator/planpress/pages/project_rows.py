"""What a project's page and its printed packet show alike: rows, words and charts."""

from __future__ import annotations

import math
from collections.abc import Iterator, Mapping
from dataclasses import dataclass

from planpress.charts import (
    accuracy_cost,
    contributions,
    gaps,
    ladder,
    lifecycle,
    rules,
    scores,
    threshold_sweep,
    tradeoffs,
    weight_sweep,
)
from planpress.explanations.gap_working import multiple_words
from planpress.model.evaluation import Evaluation, RuleResult, Verdict
from planpress.model.figure import Figure
from planpress.model.plan import Factor, Plan
from planpress.model.ranking import FactorScore, RankedProject
from planpress.model.scales import Estimate
from planpress.model.tables import Model
from planpress.model.wording import number, percent, share
from planpress.pages import site_paths
from planpress.pages.spoken import Number, reason


@dataclass(frozen=True, slots=True)
class FactorRow:
    """One factor of a project as its page shows it."""

    label: str
    question: str | None
    score: FactorScore
    rating: str
    level: str | None
    why: str | None
    share: float | None
    place: str


@dataclass(frozen=True, slots=True)
class ModelRow:
    """One model: its values, its verdicts under every rule, whether it is chosen, and why, with the numbers of that."""

    model: Model
    verdicts: tuple[Verdict, ...]
    chosen: bool
    because: str
    rank: int | None
    numbers: tuple[Number, ...] = ()


def charts(evaluation: Evaluation, entry: RankedProject | None, plan: Plan) -> Mapping[str, Figure | None]:
    """The charts of a project by their places on the page; None where there is nothing to draw."""
    return {
        "contributions": contributions.figure(plan, entry) if entry else None,
        "accuracy_cost": accuracy_cost.figure(plan, evaluation),
        "models": tradeoffs.figure(plan, evaluation),
        "scores": scores.figure(plan, evaluation),
        "sweep": threshold_sweep.figure(plan, evaluation) or weight_sweep.figure(plan, evaluation),
        "rules": rules.figure(plan, evaluation),
        "ladder": ladder.figure(plan, evaluation),
        "gaps": gaps.figure(plan, evaluation),
        "lifecycle": lifecycle.figure(plan, evaluation),
    }


def factor_rows(evaluation: Evaluation, entry: RankedProject, plan: Plan, group: str) -> list[FactorRow]:
    score = entry.impact if group == "impact" else entry.feasibility
    factors = plan.impact if group == "impact" else plan.feasibility
    known = math.fsum(factor.weight for factor in score.factors if factor.utility is not None)
    return [_factor_row(evaluation, factors[factor.factor], factor, plan, group, known) for factor in score.factors]


def _factor_row(
    evaluation: Evaluation, factor: Factor, score: FactorScore, plan: Plan, group: str, known: float
) -> FactorRow:
    scale = plan.scales[factor.scale]
    rating = score.rating
    level = scale.levels.get(rating.central) if rating else None
    share = score.weight * score.utility / known if score.utility is not None and known else None
    return FactorRow(
        label=site_paths.factor_label(score.factor, factor),
        question=factor.question,
        score=score,
        rating=rating_words(rating) if rating else "not rated",
        level=level,
        why=rating.why if rating else None,
        share=share,
        place=str(evaluation.project.places.of(group, score.factor)),
    )


def rating_words(rating: Estimate) -> str:
    """A rating as it was given: `4`, `3 to 5, likely 4`, `lead 4, reviewer 3`."""
    if rating.form == "raters":
        return ", ".join(f"{rater} {number(value)}" for rater, value in rating.raters.items())
    if rating.form == "interval":
        return f"{number(rating.low)} to {number(rating.high)}"
    if rating.form == "triple":
        return f"{number(rating.low)} to {number(rating.high)}, likely {number(rating.central)}"
    return number(rating.central)


def model_rows(evaluation: Evaluation) -> Iterator[ModelRow]:
    table = evaluation.project.table
    if table is None:
        return
    deciding = evaluation.deciding
    for model in table.models:
        verdicts = tuple(rule.verdict(model.name) for rule in evaluation.rules)
        chosen = deciding is not None and model.name in deciding.winners
        rank = deciding.verdict(model.name).rank if deciding else None
        numbers = tuple(reason(deciding, model.name))
        yield ModelRow(model, verdicts, chosen, _why(deciding, model.name), rank, numbers)


def _why(deciding: RuleResult | None, model: str) -> str:
    if deciding is None:
        return ""
    given = deciding.verdict(model)
    prefix = {"rejected": "rejected: ", "not-evaluated": "not evaluated: ", "ranked": ""}[given.status]
    if not given.because:
        return "chosen"
    return prefix + "; ".join(given.because)


def cost_words(evaluation: Evaluation) -> list[str]:
    """What the required accuracy costs, and what each design saves."""
    costs = evaluation.costs
    if not costs:
        return []
    start, full, *designs = costs
    begun = f"{_accuracy(start.accuracy)} {'now' if start.label == 'now' else '(a coin’s toss)'}"
    required = _accuracy(full.accuracy)
    if full.multiple <= 1:
        return [f"The required {required} is reached: it is {_accuracy(start.accuracy)} now."]
    words = [f"From {begun} to the required {required} costs about {multiple_words(full.multiple)} times as much."]
    for design in designs:
        saving = f"{percent(design.saves or 0)} less" if (design.saves or 0) > 0 else "no less"
        change = f"{design.label[:1].upper()}{design.label[1:]}"
        words.append(f"{change}: {_accuracy(design.accuracy)} is enough, which costs {saving}.")
    return words


def _accuracy(accuracy: float) -> str:
    return f"{share(accuracy, 100, 10)} %"


def sources(evaluation: Evaluation, plan: Plan) -> list[str]:
    project = evaluation.project
    paths = [project.path]
    if project.table is not None:
        paths.append(project.table.path)
    if project.narrative is not None:
        paths.append(project.narrative.path)
    return list(dict.fromkeys([*paths, plan.location.plan]))
