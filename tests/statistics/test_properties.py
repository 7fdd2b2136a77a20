"""What holds of every set of models that could be best, whatever the numbers."""

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Literal

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from planpress.formats.plan_json import projects_json
from planpress.model.best_set import Certainty
from planpress.model.measured import Measured, MeasuredDifference
from planpress.model.metrics import Direction, winners
from planpress.statistics.best_sets import choice_certainty
from planpress.statistics.differences import right_or_wrong
from planpress.statistics.distributions import both_sides
from planpress.statistics.intervals import of_cases, of_error, of_runs
from tests.planning import AXES, judged


@dataclass(frozen=True)
class Model:
    """A value and what is known of it: its error, its runs or its cases."""

    kind: Literal["se", "runs", "cases"]
    value: float
    error: float
    many: int

    def measured(self, scale: float = 1.0, turned: int = 1) -> Measured:
        value, error = turned * self.value * scale, self.error * scale
        if self.kind == "se":
            found = of_error(value, error, 0.95)
        elif self.kind == "runs":
            found = of_runs(value, error, self.many, 0.95)
        else:
            found = of_cases(self.value * scale, self.many, scale, 0.95)
        assert isinstance(found, Measured)
        return found


VALUES = st.integers(0, 1000).map(lambda at: at / 1000)
ERRORS = st.integers(1, 200).map(lambda at: at / 1000)


def models(*kinds: Literal["se", "runs", "cases"]) -> st.SearchStrategy[list[Model]]:
    return st.lists(
        st.builds(Model, st.sampled_from(kinds), VALUES, ERRORS, st.integers(2, 40)), min_size=2, max_size=9
    )


def said(found: Sequence[Measured], better: Direction = "higher", **more: object) -> Certainty:
    """What is said of models in this order, as a rule gives it: ranked, ties in their order."""
    scores = {f"m{at}": one for at, one in enumerate(found)}
    values = {name: one.value for name, one in scores.items()}
    sign = -1 if better == "higher" else 1
    ordered = dict(sorted(scores.items(), key=lambda one: sign * one[1].value))
    certainty = choice_certainty(ordered, winners(values, better), better, 0.95, **more)  # type: ignore[arg-type]
    assert certainty is not None
    return certainty


def members(found: Certainty) -> frozenset[str]:
    assert found.could_be_best is not None
    return frozenset(found.could_be_best)


def verdict(found: Certainty) -> tuple[object, ...]:
    return found.verdict, members(found), found.suggested


@given(models("se", "runs", "cases"), st.randoms(use_true_random=False))
def test_the_order_of_rows_does_not_matter(found: list[Model], random: object) -> None:
    names = [f"m{at}" for at in range(len(found))]
    scores = {name: one.measured() for name, one in zip(names, found, strict=True)}
    random.shuffle(names)  # type: ignore[attr-defined]
    verdicts = set()
    for order in (names, [*scores]):
        ordered = sorted(order, key=lambda name: -scores[name].value)
        best = [name for name in order if scores[name].value == scores[ordered[0]].value]
        certainty = choice_certainty({name: scores[name] for name in ordered}, best, "higher", 0.95)
        assert certainty is not None
        verdicts.add(verdict(certainty))
    assert len(verdicts) == 1


@given(models("se", "runs", "cases"), ERRORS)
def test_shares_and_percentages_have_one_verdict(found: list[Model], matters: float) -> None:
    as_shares = said([one.measured() for one in found], matters=matters * 0.997)
    as_percentages = said([one.measured(100.0) for one in found], matters=matters * 99.7)
    assert verdict(as_shares) == verdict(as_percentages)
    needed = [[one.needed_times or 0 for one in said.models.values()] for said in (as_shares, as_percentages)]
    assert needed[0] == pytest.approx(needed[1], rel=1e-6)


@given(models("se", "runs"), ERRORS)
def test_turning_what_is_better_with_the_values_changes_nothing(found: list[Model], matters: float) -> None:
    straight = said([one.measured() for one in found], matters=matters)
    turned = said([one.measured(turned=-1) for one in found], "lower", matters=matters)
    assert verdict(straight) == verdict(turned)
    assert {name: one.behind for name, one in straight.models.items()} == {
        name: one.behind for name, one in turned.models.items()
    }


COUNTS = st.tuples(st.integers(0, 60), st.integers(1, 60)).map(lambda one: (min(one), max(one)))


@given(st.lists(COUNTS, min_size=2, max_size=9), ERRORS)
def test_what_is_wrong_is_as_sure_as_what_is_right(counts: list[tuple[int, int]], matters: float) -> None:
    right, wrong = (
        [one for x, n in counts if isinstance(one := of_cases(x / n, n, 1.0, 0.95), Measured)],
        [one for x, n in counts if isinstance(one := of_cases((n - x) / n, n, 1.0, 0.95), Measured)],
    )
    assert verdict(said(right, matters=matters)) == verdict(said(wrong, "lower", matters=matters))


@given(models("se", "cases"), st.integers(1, 5))
def test_models_far_behind_put_nobody_in_but_by_their_number(found: list[Model], more: int) -> None:
    measured = [one.measured() for one in found]
    far = [of_error(-1000.0 - at, 0.01, 0.95) for at in range(more)]
    before = said(measured)
    after = said([*measured, *(one for one in far if isinstance(one, Measured))])
    assert members(before) <= members(after) <= {f"m{at}" for at in range(len(measured))}
    factor = both_sides(0.05 / (len(measured) + more - 1)) / both_sides(0.05 / (len(measured) - 1))
    wider = [Measured(one.value, one.centre, one.se * factor, one.low, one.high, one.source) for one in measured]
    assert members(after) == members(said(wider))


@given(models("se"))
def test_with_equal_errors_the_leader_could_be_best(found: list[Model]) -> None:
    certainty = said([Model("se", one.value, 0.03, 2).measured() for one in found])
    assert certainty.leader in members(certainty)


@given(st.integers(0, 60), st.integers(0, 60), st.sampled_from(["higher", "lower"]))
def test_pairs_are_looked_up_both_ways(ahead: int, behind: int, better: Direction) -> None:
    """The difference of a pair stands once, in either order; what both ways say of it is one thing."""
    scores = {"m0": of_error(0.8, 0.02, 0.95), "m1": of_error(0.8, 0.02, 0.95)}
    one, other = right_or_wrong(ahead, behind, 200), right_or_wrong(behind, ahead, 200)
    found = [
        choice_certainty(scores, ["m0", "m1"], better, 0.95, pairs=pairs, matters=0.03)
        for pairs in ({("m0", "m1"): one}, {("m1", "m0"): other})
    ]
    assert found[0] == found[1]
    assert found[0] is not None
    assert found[0].paired


@given(st.integers(-300, 300), st.integers(1, 100))
def test_pairs_of_scores_are_looked_up_both_ways(size: int, error: int) -> None:
    scores = {name: of_error(0.8, 0.02, 0.95) for name in ("m0", "m1")}
    found = [
        choice_certainty(scores, ["m0", "m1"], "higher", 0.95, pairs={pair: MeasuredDifference(sign * size / 1000, error / 1000, 30.0, paired=True)})
        for pair, sign in ((("m0", "m1"), 1), (("m1", "m0"), -1))
    ]  # fmt: skip
    assert found[0] == found[1]


RULE = """\
metrics: {acc: {better: higher, range: [0, 1], matters: 0.02}}
rules: {best: {rule: metric, metric: acc}}
decide_by: best
models:
  key: model
"""


@settings(max_examples=30)
@given(
    st.lists(st.tuples(st.integers(100, 900), st.integers(5, 80)), min_size=2, max_size=5, unique_by=lambda one: one[0])
)
def test_one_error_has_one_verdict_however_it_is_written(rows: list[tuple[int, int]]) -> None:
    """As a standard error, as an interval at two levels, and with its value."""
    z, found = {0.95: 1.959963984540054, 0.8: 1.2815515655446004}, []
    for uncertainty, cell in (
        ("{se: se}", lambda value, se: f"acc: {value}, se: {se}"),
        ("{se: inline}", lambda value, se: f"acc: {value} ± {se}"),
        (
            "{ci: [lo, hi]}",
            lambda value, se: f"acc: {value}, lo: {value - z[0.95] * se!r}, hi: {value + z[0.95] * se!r}",
        ),
        (
            "{ci: [lo, hi], level: 0.8}",
            lambda value, se: f"acc: {value}, lo: {value - z[0.8] * se!r}, hi: {value + z[0.8] * se!r}",
        ),
    ):
        written = ", ".join(f"{{model: m{at}, {cell(value / 1000, se / 1000)}}}" for at, (value, se) in enumerate(rows))
        report = judged(AXES, {"p": f"{RULE}  rows: [{written}]\n  uncertainty: {{acc: {uncertainty}}}\n"})
        certainty = projects_json(report)[0]["rules"][0]["certainty"]
        found.append([certainty[key] for key in ("verdict", "could_be_best", "suggested", "closest")])
    assert all(one == found[0] for one in found)


@pytest.mark.parametrize("k", [2, 3])
def test_counts_have_the_verdict_of_their_errors(k: int) -> None:
    """Where as many are right as wrong the value is the centre: n and the standard error of it say the same."""
    counted = [one for _ in range(k) if isinstance(one := of_cases(0.5, 400, 1.0, 0.95), Measured)]
    written = [found for one in counted if isinstance(found := of_error(0.5, one.se, 0.95), Measured)]
    assert verdict(said(counted)) == verdict(said(written)) == ("undecided", {f"m{at}" for at in range(k)}, None)
