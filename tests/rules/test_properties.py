"""What holds of every rule, whatever the models: over all the cases, which declare what holds of them."""

from collections.abc import Mapping
from dataclasses import replace

import pytest
from hypothesis import assume, given, settings
from hypothesis import strategies as st

from planpress import rules
from planpress.model.metrics import Metric, gain, same
from planpress.model.rule import Rule
from planpress.model.rule_result import RuleResult
from tests.explanations.evaluating import evaluate
from tests.judging.building import result
from tests.rules.cases import CASES, METRICS, Case, negated, negated_metric, scaled, scaled_metric

Row = Mapping[str, float]
STATUSES = ("rejected", "not-evaluated", "ranked")


def _values(metric: Metric) -> st.SearchStrategy[float]:
    """Values within the range: round ones, so that there are ties and limits are met exactly, and any others."""
    assert metric.range is not None
    low, high = metric.range
    return st.integers(0, 20).map(lambda step: low + (high - low) * step / 20) | st.integers(0, 1000).map(
        lambda step: low + (high - low) * step / 1000
    )


rows = st.fixed_dictionaries({}, optional={name: _values(metric) for name, metric in METRICS.items()})
full_rows = st.fixed_dictionaries({name: _values(metric) for name, metric in METRICS.items()})
models = st.lists(full_rows | rows, min_size=1, max_size=6).map(
    lambda drawn: {f"net-{at}": row for at, row in enumerate(drawn)}
)
each_case = pytest.mark.parametrize("case", CASES, ids=lambda case: case.name)
quick = settings(deadline=None)


def judge(table: Mapping[str, Row], rule: Rule, metrics: Mapping[str, Metric] = METRICS) -> RuleResult:
    return result(table, rule, metrics=metrics)


def test_every_kind_of_rule_has_a_monotone_and_a_negatable_case() -> None:
    """A kind of rule without a case would have no properties; none is left out of the general tests."""
    assert {type(case.rule) for case in CASES if case.monotone} == set(rules.ALL)
    assert {type(case.rule) for case in CASES if case.negatable} == set(rules.ALL)


def test_the_properties_can_fail() -> None:
    """The cases that are declared to break a property do break it: the declarations say something."""
    for case in CASES:
        if not case.monotone:
            assert any(_is_worse(case, *step) for step in _steps()), case.name


@each_case
@quick
@given(table=models, data=st.data())
def test_row_order_never_matters(case: Case, table: dict[str, Row], data: st.DataObject) -> None:
    """The same models in another order have the same scores, ranks, winners and nearest miss."""
    shuffled = dict(data.draw(st.permutations(list(table.items()))))
    one, other = judge(table, case.rule), judge(shuffled, case.rule)
    for verdict in one.verdicts:
        again = other.verdict(verdict.model)
        assert (verdict.status, verdict.score, verdict.rank) == (again.status, again.score, again.rank)
        assert len(one.winners) > 1 or verdict.because == again.because
    assert set(one.winners) == set(other.winners)
    assert one.nearest == other.nearest


@pytest.mark.parametrize("case", [case for case in CASES if case.monotone], ids=lambda case: case.name)
@quick
@given(table=models, data=st.data())
def test_a_better_value_never_lowers_a_model(case: Case, table: dict[str, Row], data: st.DataObject) -> None:
    """A better value of one metric takes a model to no worse status, score or rank."""
    name = data.draw(st.sampled_from(sorted(table)))
    assume(table[name])
    metric = data.draw(st.sampled_from(sorted(table[name])))
    value = data.draw(_values(METRICS[metric]))
    assume(gain(value, table[name][metric], METRICS[metric].better) > 0)
    better = {**table, name: {**table[name], metric: value}}
    before, after = judge(table, case.rule).verdict(name), judge(better, case.rule).verdict(name)
    assert STATUSES.index(after.status) >= STATUSES.index(before.status)
    if before.score is not None and after.score is not None:
        assert gain(after.score, before.score, case.rule.direction(METRICS)) >= -1e-12
        assert (after.rank or 0) <= (before.rank or 0)


@each_case
@quick
@given(table=models, added=rows)
def test_another_model_changes_no_score(case: Case, table: dict[str, Row], added: Row) -> None:
    """What is said of a model's own values does not depend on which other models there are."""
    before, after = judge(table, case.rule), judge({**table, "added": added}, case.rule)
    for verdict in before.verdicts:
        again = after.verdict(verdict.model)
        assert (verdict.status, verdict.score) == (again.status, again.score)


@pytest.mark.parametrize("case", [case for case in CASES if case.monotone], ids=lambda case: case.name)
@quick
@given(table=models)
def test_the_worst_of_models_takes_no_win(case: Case, table: dict[str, Row]) -> None:
    """A model that is as bad as can be in everything may tie, and never takes the place of a winner."""
    worst = {name: metric.range[metric.better == "lower"] for name, metric in METRICS.items() if metric.range}
    before = judge(table, case.rule)
    assume(before.winners)
    after = judge({**table, "worst": worst}, case.rule)
    assert [name for name in after.winners if name != "worst"] == list(before.winners)


@pytest.mark.parametrize("case", [case for case in CASES if case.negatable], ids=lambda case: case.name)
@quick
@given(table=models)
def test_directions_hold(case: Case, table: dict[str, Row]) -> None:
    """Negating every metric and turning its direction round chooses the same models."""
    turned = {name: {metric: -value for metric, value in row.items()} for name, row in table.items()}
    metrics = {name: negated_metric(metric) for name, metric in METRICS.items()}
    assert _outcome(judge(turned, negated(case.rule), metrics)) == _outcome(judge(table, case.rule))


@each_case
@quick
@given(table=models)
def test_units_hold(case: Case, table: dict[str, Row]) -> None:
    """Measuring in a tenth of the unit, limits and ranges with it, chooses the same models."""
    scaled_rows = {name: {metric: 10 * value for metric, value in row.items()} for name, row in table.items()}
    metrics = {name: scaled_metric(metric) for name, metric in METRICS.items()}
    assert _outcome(judge(scaled_rows, scaled(case.rule), metrics)) == _outcome(judge(table, case.rule))


@each_case
@quick
@given(table=models)
def test_ranks_agree_with_scores(case: Case, table: dict[str, Row]) -> None:
    """A better rank is a better score, equal scores share a rank (1, 2, 2, 4), and the winners are those at rank 1."""
    found = judge(table, case.rule)
    ranked = [verdict for verdict in found.verdicts if verdict.status == "ranked"]
    for one in ranked:
        assert one.score is not None and one.rank is not None
        ahead = [other for other in ranked if (other.rank or 0) < one.rank]
        assert one.rank == 1 + len(ahead)
        for other in ranked:
            assert other.score is not None
            assert (one.rank == other.rank) or not same(one.score, other.score)
            assert (other in ahead) == (gain(other.score, one.score, found.better) > 0 and one.rank != other.rank)
    assert list(found.winners) == [verdict.model for verdict in ranked if verdict.rank == 1]
    assert all(verdict.score is None and verdict.rank is None for verdict in found.verdicts if verdict not in ranked)


@each_case
@quick
@given(table=models)
def test_every_loser_has_a_sentence(case: Case, table: dict[str, Row]) -> None:
    """A model that does not win alone is told why; a lone winner needs no excuse."""
    found = judge(table, case.rule)
    for verdict in found.verdicts:
        assert bool(verdict.because) == ((verdict.model,) != found.winners)


@pytest.mark.parametrize("case", [case for case in CASES if case.unit_score], ids=lambda case: case.name)
@quick
@given(row=full_rows)
def test_scores_of_shares_are_shares(case: Case, row: Row) -> None:
    """Where all that counts is between 0 and 1, or is brought there, so is the score."""
    score = case.rule.judge(row, METRICS).score
    assert score is None or 0 <= score <= 1


@each_case
@quick
@given(row=rows)
def test_judge_and_measure_agree(case: Case, row: Row) -> None:
    """The measure is the score where there is one: thresholds set aside, nothing else changes."""
    judgement = case.rule.judge(row, METRICS)
    assert judgement.status != "ranked" or case.rule.measure(row, METRICS) == judgement.score
    assert (judgement.score is None) == bool(judgement.because)


@each_case
def test_blank_is_not_zero(case: Case) -> None:
    """A model without a value that the rule needs is not evaluated, whichever it is, and has no score."""
    row = {"precision": 0.9, "recall": 0.8, "latency": 100.0, "error": 10.0, "loss": 10.0}
    counted = [name for name in case.rule.needs() if name != "latency" or case.name != "mean with a weight of 0"]
    for metric in counted:
        judgement = case.rule.judge({name: value for name, value in row.items() if name != metric}, METRICS)
        assert (judgement.status, judgement.score) == ("not-evaluated", None)
        assert judgement.because == (f"no value for {metric}",)


@each_case
def test_no_case_has_a_problem(case: Case) -> None:
    """The cases are rules that may be written."""
    assert list(case.rule.problems(METRICS)) == []
    assert set(case.rule.needs()) <= set(METRICS)


def _outcome(found: RuleResult) -> tuple[tuple[str, ...], list[tuple[str, int | None]], str | None]:
    return found.winners, [(verdict.status, verdict.rank) for verdict in found.verdicts], found.nearest


def _steps() -> list[tuple[Row, Row]]:
    """Two models that differ in one metric by one step for the better."""
    start = {"precision": 0.5, "recall": 0.4, "latency": 100.0, "error": 10.0, "loss": 10.0}
    return [
        (start, {**start, "precision": 0.9}),
        (start, {**start, "recall": 0.95}),
        (start, {**start, "recall": 0.45}),
    ]


def _is_worse(case: Case, before: Row, after: Row) -> bool:
    one, other = case.rule.judge(before, METRICS), case.rule.judge(after, METRICS)
    if one.score is None or other.score is None:
        return STATUSES.index(other.status) < STATUSES.index(one.status)
    return gain(other.score, one.score, case.rule.direction(METRICS)) < 0


@pytest.mark.parametrize("case", [case for case in CASES if not case.negatable], ids=lambda case: case.name)
def test_what_is_not_negatable_says_so(case: Case) -> None:
    """A harmonic or geometric mean of negative values has no score, and its reason names them."""
    negative = {name: replace(metric, range=(-100, 0)) for name, metric in METRICS.items()}
    judgement = case.rule.judge(dict.fromkeys(METRICS, -0.5), negative)
    assert judgement.status == "not-evaluated"
    assert "mean is not defined for a negative " in judgement.because[0]


@each_case
@quick
@given(row=full_rows | rows)
def test_the_working_gives_the_measure(case: Case, row: dict[str, float]) -> None:
    """The formula with a model's values in it, worked out as it is written, is the measure."""
    measure = case.rule.measure(row, METRICS)
    if measure is not None:
        symbols, numbers = case.rule.working(row, METRICS)
        assert symbols
        assert evaluate(numbers) == pytest.approx(measure, rel=1e-4, abs=1e-6)
