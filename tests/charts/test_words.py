"""What figures say: each title, alternative text and tip as a person read it, and when there is a figure at all."""

from __future__ import annotations

import pytest

from planpress import charts
from planpress.model.evaluation import Evaluation
from planpress.model.ranking import Ranking
from planpress.model.wording import number
from tests.charts import courses, samples
from tests.charts.figures import ANGLE, EVERY, LATENCY, OWN, PLAN, made
from tests.charts.words import SAID, words, written

WRITTEN = written()


def test_every_figure_has_its_words() -> None:
    """The file has a section for each figure, and for nothing else."""
    assert tuple(WRITTEN) == SAID


@pytest.mark.parametrize("name", EVERY)
def test_words(name: str) -> None:
    """A figure says what is written in words.md, to the digit; on a phone it says the same."""
    assert words(made(name)) == WRITTEN[name.removesuffix(" on a phone")]


@pytest.mark.parametrize(
    ("name", "fact"),
    [
        # METHOD of the lecture (Full Stack Deep Learning, 2019): (14 - 9.5) / (14 - 6.2) is 58 %.
        ("ladder", "net-2 closes 58 % of the gap between PoseCNN as published (14 degrees)"),
        ("tradeoffs of the lecture", "Model 2 has the highest precision, 0.8, among the 2 of 3 models"),
        ("rules of the lecture", "Three rules, three winners: Model 3 by mean of precision and recall, Model 2 by"),
        ("threshold sweep of the lecture", "Model 2 wins only because recall must be above 0.6: without that Model 1"),
        # The means of the three models meet at 2/3, at 0.7667.
        ("weight sweep of the lecture", "Model 3 wins up to a weight of 0.667 on precision, Model 1 from there"),
        # ((1 - 0.9) / (1 - 0.999)) ^ log10(10) is 100.
        ("accuracy cost", "Going from 90 % (now) to the required 99.9 % costs 100 times as much"),
        # 0.625 x 3/5 is 0.38 of 0.60.
        ("contributions", "Impact 0.81 and feasibility 0.68: data availability holds it back most, adding 0.38 of 0.60"),
    ],
)
def test_facts(name: str, fact: str) -> None:
    """Published figures, and those of the method's formulas."""
    assert made(name).title.startswith(fact)


def test_better_is_up_in_the_history() -> None:
    """The best rank and the best score, whichever way it counts, are the highest points of their panels."""
    for name, best in (("history", (2, 9.5)), ("history of an hour", (1, 0.7))):
        points = made(name).datasets["points"]
        for at, value in enumerate(best):
            panel = [row for row in points if (float(row["y"]) > 100) == bool(at)]
            highest = min(panel, key=lambda row: float(row["y"]))
            assert f" {number(value)}" in str(highest["tip"]), (name, highest["tip"])
    assert charts.HISTORY.figure(courses.course(courses.POSE[0])) is None
    assert charts.HISTORY.figure(courses.course(*courses.POSE[7:])) is None, "nothing changed"


@pytest.mark.parametrize("name", EVERY)
def test_names_are_cut_in_drawings_and_whole_in_tables(name: str) -> None:
    """No text of a drawing or a title holds a name of 200 characters; the table does."""
    figure = made(name)
    texts = [str(row["text"]) for rows in figure.datasets.values() for row in rows if "text" in row]
    assert all(len(text) <= 90 for text in texts)
    assert "x" * 60 not in figure.title + figure.alternative
    if "hostile" in name:
        assert any("x" * 200 in str(cell) for row in figure.table.rows for cell in row)


def test_empty_plans_have_no_figures() -> None:
    """Where there is nothing to draw, there is no figure."""
    empty = samples.plan([])
    nothing = Evaluation(samples.project())
    assert charts.MATRIX.figure(empty, Ranking((), (), ())) is None
    assert charts.RANKED.figure(empty, Ranking((), (), ())) is None
    assert charts.MILESTONES.figure(empty) is None
    assert charts.DEMAND.figure(empty, Ranking((), (), ())) is None
    assert charts.CONTRIBUTIONS.figure(empty, samples.entry("p", {}, {}, None, None)) is None
    of_models = (charts.TRADEOFFS, charts.SCORES, charts.THRESHOLD_SWEEP, charts.WEIGHT_SWEEP, charts.LADDER)
    others = (charts.RULES, charts.GAPS, charts.LIFECYCLE, charts.ACCURACY_COST)
    for kind in (*of_models, *others):
        assert kind.figure(empty, nothing) is None
    unmeasured = samples.judged({"a": {}, "b": {}}, ANGLE)
    assert all(kind.figure(PLAN, unmeasured) is None for kind in of_models)
    assert charts.RULES.figure(PLAN, samples.pose()) is None, "one rule is no table"
    assert charts.GAPS.figure(PLAN, samples.diagnosed(10, None, None)) is None
    assert charts.GAPS.figure(PLAN, samples.diagnosed(None, 12, 10)) is None, "the gap has no name"


def test_tradeoffs_and_scores() -> None:
    """Two metrics make trade-offs; a rule without a threshold on another metric has its scores drawn as well."""
    assert charts.TRADEOFFS.figure(PLAN, samples.pose()) is not None
    assert charts.SCORES.figure(PLAN, samples.pose()) is None
    assert charts.TRADEOFFS.figure(PLAN, samples.judged(samples.LECTURE, OWN)) is not None
    assert charts.SCORES.figure(PLAN, samples.judged(samples.LECTURE, OWN)) is not None
    one = samples.judged({"a": {"latency": 1.0}, "b": {"latency": 2.0}}, LATENCY)
    assert charts.TRADEOFFS.figure(PLAN, one) is None
    assert charts.SCORES.figure(PLAN, one) is not None
