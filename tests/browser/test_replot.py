"""A chart of models under other limits or weights is the chart that the package would draw of such a rule."""

from collections.abc import Iterator, Sequence
from dataclasses import replace
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from playwright.sync_api import Browser, Page

from planpress.charts.engine.interactive import data_of
from planpress.charts.tradeoff_words import tradeoff
from planpress.charts.tradeoffs import CHART as TRADEOFFS
from planpress.model.decision import Decision
from planpress.model.figure import Figure, Row
from planpress.model.rule import Rule
from planpress.pages.what_if import rule_data
from planpress.rules.threshold import ThresholdRule
from tests.browser.conftest import THEME, opened, watched
from tests.charts import samples
from tests.charts.figures import ANGLE, BOTH, MEAN, OWN, PLAN, RECALL, TILT, TWO
from tests.charts.test_places import COSTS
from tests.pages.test_scoring_script import with_setting

pytestmark = pytest.mark.browser

ERRORS = {name: {"angular_error": index, "tilt": 9 - index * index} for index, name in enumerate("abcd")}
FAR = {**samples.POSE, "far": {"position_error": 1e9, "angular_error": -4e7}}
MOVE = "([rule, to, drawn]) => planpressModels(planpressScoring.judge(rule, to), rule, to, drawn)"


@pytest.fixture(scope="module")
def script(browser: Browser) -> Iterator[Page]:
    """A page that has the two scripts and nothing else."""
    with watched(browser) as seen, opened(seen) as page:
        for name in ("scoring.js", "sliders.js", "replot.js"):
            page.add_script_tag(path=THEME / name)
        yield page


def drawn(rows: samples.Rows, rule: Rule, decided: Decision | None = None) -> Figure:
    figure = TRADEOFFS.figure(PLAN, replace(samples.judged(rows, rule), decided=decided))
    assert figure is not None
    return figure


def pair_of(rows: samples.Rows, rule: Rule) -> tuple[str, str]:
    """The two metrics that the package draws."""
    found = tradeoff(PLAN, samples.judged(rows, rule))
    assert found is not None
    return found.across, found.up


def marks(rows: Sequence[Row]) -> dict[str, tuple[object, ...]]:
    return {str(row["id"]): (row["role"], row.get("off"), row["tip"]) for row in rows}


def steps(rows: Sequence[Row]) -> set[tuple[object, ...]]:
    return {tuple(row[end] for end in ("x", "y", "x2", "y2")) for row in rows}


@pytest.mark.parametrize(
    ("rows", "rule", "spans"),
    [
        (samples.LECTURE, RECALL, [(0.5, 0.9)]),
        (samples.LECTURE, BOTH, [(0.5, 0.9), (0.7, 0.9)]),
        (samples.POSE, ANGLE, [(0.75, 1.25)]),
        (samples.POSE, TWO, [(0.75, 1.25), (100, 310)]),
        (samples.LECTURE, MEAN, [(0.1, 3), (0.1, 3)]),
        (ERRORS, TILT, [(0.1, 3), (0.1, 3)]),
        (FAR, ANGLE, [(0.75, 1.25)]),
        (COSTS, TILT, [(0.1, 3), (0.1, 3)]),
    ],
    ids=["one limit", "limits on both", "errors under a limit", "another limit", "weights", "weights of errors",
         "a model off both axes", "a front off an axis"],
)
@settings(max_examples=40, deadline=None)
@given(data=st.data())
def test_the_choice_the_front_and_the_limits(
    script: Page, rows: samples.Rows, rule: Any, spans: list[tuple[float, float]], data: Any
) -> None:
    """Roles, what marks say, the line of the front and the shaded sides; what people decided leads wherever these are."""
    model = data.draw(st.sampled_from([None, "none", *rows]))
    decided = Decision(PLAN.as_of, "Take it", model) if model else None
    evaluation = replace(samples.judged(rows, rule), decided=decided)
    to = [low + (high - low) * data.draw(st.integers(0, 20)) / 20 for low, high in spans]
    said = script.evaluate(MOVE, [rule_data(evaluation, PLAN), to, data_of(drawn(rows, rule, decided))])
    expected = drawn(rows, with_setting(rule, to), decided)
    if pair_of(rows, with_setting(rule, to)) != pair_of(rows, rule):
        return  # another limit rejects most, so that the package would draw another pair of metrics
    assert marks(said["points"]) == marks(expected.datasets["points"])
    assert steps(said["front"]) == steps(expected.datasets["front"])
    for name, end in (("bands", "x2"), ("floors", "y2"), ("rules", "x"), ("levels", "y")):
        assert [row[end] for row in said[name]] == [row[end] for row in expected.datasets[name]]
    told = {row["text"] for row in said["notes"] if "bound" in row} - {"rejected"}
    assert told <= {row["text"] for row in expected.datasets["notes"]}


@pytest.mark.parametrize(("rule", "to", "line", "words"), [
    (ANGLE, [40.0], "rules", "Position error below 40 cm ◁"),
    (ANGLE, [-40.0], "rules", "Position error below -40 cm ▷"),
    (ANGLE, [1.0], None, "Position error below 1 cm"),
    (OWN, [4.0], "levels", "Precision at least 4 △"),
])  # fmt: skip
def test_a_limit_beyond_an_axis_has_an_arrow_and_no_line(
    script: Page, rule: ThresholdRule, to: list[float], line: str | None, words: str
) -> None:
    """The axes stay as they were drawn; the words say where the limit is now."""
    rows = samples.POSE if rule is ANGLE else samples.LECTURE
    said = script.evaluate(MOVE, [rule_data(samples.judged(rows, rule), PLAN), to, data_of(drawn(rows, rule))])
    assert words in [row["text"] for row in said["notes"]]
    assert [name for name in ("rules", "levels") if drawn(rows, rule).datasets[name] and not said[name]] == [line] * bool(line)
