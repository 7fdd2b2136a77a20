"""What the script computes for sliders is what the package computes: the same plans and models, any settings."""

from collections.abc import Iterator, Sequence
from dataclasses import replace
from typing import Any

import pytest
from hypothesis import example, given, settings
from hypothesis import strategies as st

from planpress.model.plan import Capacity, Plan, Team
from planpress.model.project_parts import Uses
from planpress.model.report import Report
from planpress.model.rule import Rule
from planpress.model.wording import fixed, number, rounded
from planpress.pages.what_if import plan_data, rule_data
from planpress.priorities import rank
from planpress.rules.mean import MeanRule
from planpress.rules.threshold import ThresholdRule
from tests.judging.building import judged
from tests.lints.building import plan as plan_around
from tests.node import Node, node
from tests.planning import AXES
from tests.planning import judged as judged_plan
from tests.priorities.test_properties import plans
from tests.rules.cases import CASES, METRICS
from tests.rules.test_properties import models

pytestmark = pytest.mark.process

often = settings(deadline=None)
weights = st.sampled_from([0.0, 0.5, 1.0, 3.0]) | st.floats(1e-3, 50)
capacities = (
    st.none() | st.builds(Capacity, projects=st.integers(1, 5)) | st.builds(Capacity, person_weeks=st.just(12.0))
    | st.just(Capacity(teams=True))
)  # fmt: skip
teams = {"a": Team(weeks=5.0), "b": Team(weeks=2.5), "free": Team()}
asks = st.dictionaries(st.sampled_from([*teams]), st.sampled_from([0.0, 0.5, 2.5, 4.0]))


@pytest.fixture(scope="module")
def sliders() -> Iterator[Node]:
    """What panels are made of."""
    with node("sliders.js") as running:
        yield running


@pytest.fixture(scope="module")
def script() -> Iterator[Node]:
    """The formulas and nothing else."""
    with node("scoring.js") as running:
        yield running


def under(plan: Plan, setting: dict[str, Any]) -> Plan:
    """The plan as it would be with a setting of the sliders."""
    groups = {
        group: {
            name: replace(factor, weight=weight)
            for (name, factor), weight in zip(plan.factors(group).items(), setting[group], strict=True)
        }
        for group in ("impact", "feasibility")
    }
    return replace(plan, priority=replace(plan.priority, impact_share=setting["share"]), **groups)


def ends(one: Any) -> tuple[float | None, float, float]:
    value = one.score if hasattr(one, "score") else one.value
    return value, one.low, one.high


def assert_same_numbers(said: dict[str, Any], computed: tuple[float | None, float, float]) -> None:
    """Equal to twelve digits: a power may differ in its last bit between two mathematical libraries."""
    assert (said["value"], said["low"], said["high"]) == tuple(near(number) for number in computed)


def near(number: float | None) -> Any:
    return None if number is None else pytest.approx(number, rel=1e-12, abs=1e-12)


@often
@given(plan=plans, capacity=capacities, data=st.data())
def test_other_weights_rank_as_the_package_does(script: Node, plan: Plan, capacity: Capacity, data: Any) -> None:
    """Scores with their ends, ranks with their ties, the capacity line, quadrants, and what has no score."""
    projects = tuple(replace(one, uses=Uses(teams=data.draw(asks))) for one in plan.projects)
    plan = replace(plan, capacity=capacity, teams=teams, projects=projects)
    drawn = {
        group: data.draw(st.lists(weights, min_size=len(plan.factors(group)), max_size=len(plan.factors(group))))
        for group in ("impact", "feasibility")
    }
    setting = {**drawn, "share": data.draw(st.sampled_from([0.0, 0.25, 0.5, 1.0]) | st.floats(0, 1))}
    given_data = plan_data(Report(plan, {}, rank(plan), ()))
    if given_data is None:
        return
    said = script.evaluate("([plan, setting]) => planpressScoring.rank(plan, setting)", [given_data, setting])
    if not any(setting["impact"]) or not any(setting["feasibility"]):
        assert said is None
        return
    ranking = rank(under(plan, setting))
    assert [one["id"] for one in said["ordered"]] == [entry.id for entry in ranking.ordered]
    assert {one["id"] for one in said["unscored"]} == {entry.id for entry in ranking.unscored}
    for one in (*said["ordered"], *said["unscored"]):
        entry = ranking.of(one["id"])
        assert entry is not None
        assert (one["rank"], one["line"], one["quadrant"]) == (entry.priority.rank, entry.line, entry.quadrant)
        for name in ("impact", "feasibility", "priority"):
            assert_same_numbers(one[name], ends(getattr(entry, name)))


def test_many_ties_under_the_weeks_of_teams(script: Node) -> None:
    """Both know, past the number of ways that are looked at, the same bounds."""
    head = f"{AXES}capacity: {{teams: true}}\nteams: {{a: {{weeks: 9}}, b: {{weeks: 4}}}}\n"
    rated = "impact: {{worth: {}}}\nfeasibility: {{ease: 1}}\neffort: {{person_weeks: 1}}\nuses: {{teams: {{{}}}}}"
    projects = {f"p{at}": rated.format(0.5, f"a: {1 + at / 64}") for at in range(14)}
    projects |= {"other": rated.format(0.5, "b: 3"), "next": rated.format(0.1, "a: 0.5"), "last": rated.format(0, "b: 1")}
    report = judged_plan(head, projects)
    setting = {"impact": [1], "feasibility": [1], "share": 0.5}
    said = script.evaluate("([plan, setting]) => planpressScoring.rank(plan, setting)", [plan_data(report), setting])
    lines = {entry.id: entry.line for entry in report.ranking.ordered}
    assert {one["id"]: one["line"] for one in said["ordered"]} == lines
    assert (lines["p0"], lines["other"], lines["next"], lines["last"]) == ("on-the-line", "in", "on-the-line", "in")


MOVABLE = [case for case in CASES if isinstance(case.rule, ThresholdRule | MeanRule)
           and getattr(case.rule, "beta", None) is None and 0 not in getattr(case.rule, "of", {}).values()]  # fmt: skip


@pytest.mark.parametrize("case", MOVABLE, ids=lambda case: case.name)
@settings(deadline=None)
@given(table=models, data=st.data())
def test_other_limits_and_weights_choose_as_the_rules_do(script: Node, case: Any, table: Any, data: Any) -> None:
    """The status, the score and the rank of every model."""
    evaluation = judged(table, {"rule": case.rule}, metrics=METRICS)
    given_data = rule_data(evaluation, plan_around(evaluation.project))
    assert given_data is not None
    setting = drawn_setting(case.rule, data)
    said = script.evaluate("([rule, setting]) => planpressScoring.judge(rule, setting)", [given_data, setting])
    result = judged(table, {"rule": with_setting(case.rule, setting)}, metrics=METRICS).rules[0]
    for one, verdict in zip(said, result.verdicts, strict=True):
        assert (one["model"], one["status"], one["rank"]) == (verdict.model, verdict.status, verdict.rank)
        assert one["score"] == near(verdict.score)


def drawn_setting(rule: Rule, data: Any) -> list[float]:
    """Limits or weights of a rule, drawn anew."""
    if isinstance(rule, MeanRule):
        return data.draw(st.lists(weights, min_size=len(rule.of), max_size=len(rule.of)).filter(any))  # type: ignore[no-any-return]
    spans = [METRICS[bound.metric].range or (0, 1) for bound in rule.bounds()]
    return [low + (high - low) * data.draw(st.integers(0, 20)) / 20 for low, high in spans]


def with_setting(rule: Rule | None, setting: Sequence[float]) -> Rule:
    """The rule with other limits, or other weights of those metrics that count."""
    if isinstance(rule, ThresholdRule):
        limits = zip(rule.subject_to, setting, strict=True)
        return replace(rule, subject_to=tuple(replace(bound, limit=limit) for bound, limit in limits))
    assert isinstance(rule, MeanRule)
    counted = [metric for metric, weight in rule.of.items() if weight > 0]
    return replace(rule, of={**rule.of, **dict(zip(counted, setting, strict=True))})


WRITTEN = st.one_of(
    st.floats(-1e20, 1e20),
    st.floats(-2, 2),
    st.builds(lambda whole, power: whole / 2**power, st.integers(-(10**7), 10**7), st.integers(0, 20)),
)
"""Numbers of every size, and those that lie exactly between two that are written."""


@often
@given(st.lists(WRITTEN, min_size=1, max_size=20))
@example([0.0, 12.0, -0.1, 0.1 + 0.2, 99_999.96, 123_456.4, 999_999.7, 3_500_000.0, -1_234_567.8, 1e15, 1e20, 1.5e-7])
@example([0.125, 0.375, -0.625, 1.125, 12.25, 2.5, 1234.5, 1235.5, 100_000.5, 0.0625, 1.0000005])
def test_numbers_are_written_alike(sliders: Node, values: list[float]) -> None:
    """By a script and by the site, to the digit: what lies between two becomes the even one."""
    found = sliders.evaluate("""(all) => {
        const { number, rounded, fixed } = window.planpressSliders
        return all.map((one) => [number(one), rounded(one), Math.abs(one) < 1e15 ? fixed(one) : ""])
    }""", values)
    assert found == [[number(one), rounded(one), fixed(one) if abs(one) < 1e15 else ""] for one in values]
