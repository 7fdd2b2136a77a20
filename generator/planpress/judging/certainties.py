"""How sure the values of a project's models and baselines are, what its rules choose, and what it is held against."""

from collections.abc import Mapping
from dataclasses import replace
from functools import lru_cache

from planpress import baselines as room
from planpress.model.best_set import Certainty, LimitCertainty, WorstSlice
from planpress.model.evaluation import BaselineResult, Evaluation, Gain
from planpress.model.measured import Measured, MeasuredDifference, Unsure
from planpress.model.metrics import Bound, Direction, Values, gain
from planpress.model.plan import Plan
from planpress.model.project_parts import Baseline
from planpress.model.rule import Rule
from planpress.model.rule_result import RuleResult, Verdict
from planpress.model.tables import Spread
from planpress.model.wording import apart_to_error, listed
from planpress.rules.metric import MetricRule
from planpress.statistics.best_sets import choice_certainty
from planpress.statistics.intervals import measured, scale_of
from planpress.statistics.limits import against, exact, keeps
from planpress.statistics.paired_scores import Differences, paired_scores
from planpress.statistics.scores import Covariances, all_known, score_of
from planpress.statistics.slices import worst_slice

Known = Mapping[str, Measured | Unsure]
"""How sure the values of a model or of a baseline are, by metric."""


def with_certainty(evaluation: Evaluation, plan: Plan) -> Evaluation:
    """The evaluation with how sure each of its rules, gains, limits and requirements is."""
    return _Certainties(evaluation, plan).evaluation()


class _Certainties:
    def __init__(self, evaluation: Evaluation, plan: Plan) -> None:
        self._found, self._project = evaluation, evaluation.project
        self._level, self._metrics = plan.certainty, plan.metrics_of(evaluation.project)
        self._scale = lru_cache(None)(lambda name: scale_of(name, self._metrics[name]))
        self._table = {one.name: one for one in self._project.table.models} if self._project.table else {}
        evidence = self._project.table.evidence if self._project.table else None
        self._evidence = evidence.metrics if evidence else {}
        rows = (*self._project.table.models, *self._project.table.aside) if self._project.table else ()
        self._values = {one.name: one.values for one in rows}
        self._models = {name: self._known(one.values, one.spreads) for name, one in self._table.items()}
        # Its choice asks for a rule's score of a model, and so does each baseline.
        self._score = lru_cache(None)(self._scored)
        self._pairs_by = lru_cache(None)(lambda rule: self._paired(self._project.rules[rule]))
        self._pairs_in = lru_cache(None)(lambda metric: self._paired(MetricRule("metric", metric)))

    def evaluation(self) -> Evaluation:
        found, project = self._found, self._project
        rules = tuple(_said(replace(one, certainty=self._choice(one))) for one in found.rules)
        if not any(self._models.values()):
            return replace(found, rules=rules)
        baselines = {one.id: self._of_baseline(one) for one in project.baselines}
        every = {**baselines, **self._models}
        bounds = found.rule.bounds() if found.rule else ()
        worst, parts = self._worst()
        kept = {name: [self._keeps(bound, known) for bound in bounds] for name, known in self._models.items()}
        return replace(
            found,
            rules=rules,
            baselines=tuple(self._compared(one, baselines[one.baseline.id]) for one in found.baselines),
            requirements=tuple(
                replace(one, kept=self._keeps(one.bound, every.get(one.model or "", {}))) for one in found.requirements
            ),
            measured={name: sure for name, known in every.items() if (sure := _sure(known))},
            worst_slice=worst,
            slices=parts,
            limits={name: known for name, one in kept.items() if (known := tuple(filter(None, one)))},
        )

    def _worst(self) -> tuple[WorstSlice | None, int]:
        """The worst part of the examples for the leading model, in what the rule in force needs."""
        rule, leading = self._found.rule, self._found.leading
        if rule is None or leading is None or not self._evidence:
            return None, 0
        names = tuple(dict.fromkeys((*rule.measured(), *(bound.metric for bound in rule.bounds()))))
        return worst_slice(leading, names, self._evidence, self._metrics, self._level)

    def _known(self, values: Values, spreads: Mapping[str, Spread]) -> Known:
        return {
            name: measured(values[name], spread, self._scale(name), self._level)
            for name, spread in spreads.items()
            if name in values and name in self._metrics
        }

    def _of_baseline(self, baseline: Baseline) -> Known:
        if room.BY_ID[baseline.kind].role == "target":
            return {name: exact(value) for name, value in baseline.values.items()}
        return self._known(baseline.values, self._project.spreads_of(baseline))

    def _choice(self, result: RuleResult) -> Certainty | None:
        rule = self._project.rules[result.id]
        ranked = {one.model: one.rank for one in result.verdicts if one.rank is not None}
        if len(ranked) < 2:
            return None
        names = sorted(ranked, key=ranked.__getitem__)
        return choice_certainty(
            {name: self._score(result.id, name) for name in names},
            result.winners,
            result.better,
            self._level,
            matters=rule.least_that_counts(self._metrics),
            costs=self._costs(),
            pairs={pair: one for pair, one in self._pairs_by(result.id).items() if ranked.keys() >= {*pair}},
            summed=rule.computed and not all(all_known(rule, self._covariances(name)) for name in names),
        )

    def _scored(self, rule_id: str, model: str) -> Measured | Unsure:
        rule, values = self._project.rules[rule_id], self._table[model].values
        return score_of(rule, values, self._models[model], self._metrics, self._level, self._covariances(model))

    def _paired(self, rule: Rule) -> Differences:
        """How far the rows of the table are apart under a rule, where that is known from the same examples."""
        return paired_scores(rule, [*self._values], self._values, self._evidence, self._metrics)

    def _covariances(self, model: str) -> Covariances:
        return {name: found.covariances.get(model, {}) for name, found in self._evidence.items()}

    def _costs(self) -> Mapping[str, float]:
        cost = self._project.cost
        if cost is None or cost not in self._metrics:
            return {}
        better = self._metrics[cost].better
        return {name: gain(0.0, one.values[cost], better) for name, one in self._table.items() if cost in one.values}

    def _compared(self, result: BaselineResult, known: Known) -> BaselineResult:
        """The gains over a baseline with how sure they are."""
        rule, deciding, values = self._found.rule, self._found.deciding, result.baseline.values
        row = result.baseline.row or ""
        gains = {
            model: {name: self._gain(one, self._models[model].get(name), known.get(name), self._metrics[name].better,
                                     _between(self._pairs_in(name), model, row))
                    for name, one in by_metric.items()}
            for model, by_metric in result.gains.items()
        }  # fmt: skip
        if rule is None or deciding is None or not result.deciding_gains or not known:
            return replace(result, gains=gains)
        measure, better = score_of(rule, values, known, self._metrics, self._level), rule.direction(self._metrics)
        by_rule = self._pairs_by(deciding.id)
        of_rule = {
            model: self._gain(one, self._score(deciding.id, model), measure, better, _between(by_rule, model, row))
            for model, one in result.deciding_gains.items()
        }
        return replace(result, gains=gains, deciding_gains=of_rule)

    def _gain(
        self, found: Gain, model: Measured | Unsure | None, baseline: Measured | Unsure | None, better: Direction,
        pair: MeasuredDifference | None,
    ) -> Gain:  # fmt: skip
        if not isinstance(model, Measured) or not isinstance(baseline, Measured):
            return found
        compared, se = against(model, baseline, better, self._level, pair)
        return replace(found, compared=compared, se=se or None)

    def _keeps(self, bound: Bound, known: Known) -> LimitCertainty | None:
        value = known.get(bound.metric)
        if not isinstance(value, Measured):
            return None
        return keeps(bound, value, self._scale(bound.metric))


def _between(pairs: Differences, model: str, row: str) -> MeasuredDifference | None:
    """A model less a baseline that is a row of the table; None where the two have no examples in common."""
    turned = pairs.get((row, model))
    return turned.turned() if turned else pairs.get((model, row))


def _said(result: RuleResult) -> RuleResult:
    """The verdicts of a rule in the words of its certainty: who could be best too, and no difference finer than its
    error."""
    found, best = result.certainty, result.score
    if found is None or found.could_be_best is None or best is None:
        return result
    return replace(result, verdicts=tuple(_beside_best(one, result, found, best) for one in result.verdicts))


def _beside_best(one: Verdict, result: RuleResult, found: Certainty, best: float) -> Verdict:
    error = found.models[one.model].behind_se if one.model in found.models else None
    if one.score is None or error is None or one.model in result.winners:
        return one
    apart = abs(best - one.score)
    worse = f"{apart_to_error(apart, error, result.unit)} worse than {listed(result.winners)}"
    if one.model in (found.could_be_best or ()):
        worse = f"could be best too: {worse}" if apart >= error else "could be best too"
    return replace(one, because=(worse,))


def _sure(known: Known) -> dict[str, Measured]:
    return {name: value for name, value in known.items() if isinstance(value, Measured) and value.se > 0}
