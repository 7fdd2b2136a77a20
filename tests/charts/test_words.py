"""What figures say: each title, alternative text and tip as a person read it, and when there is a figure at all."""

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
        ("tradeoffs of the lecture", "Model 2 has the highest Precision, 0.8, among the 2 of 3 models"),
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
    of_models = (charts.TRADEOFFS, charts.LADDER)
    for kind in (*of_models, charts.LIFECYCLE):
        assert kind.figure(empty, nothing) is None
    unmeasured = samples.judged({"a": {}, "b": {}}, ANGLE)
    assert all(kind.figure(PLAN, unmeasured) is None for kind in of_models)


def test_tradeoffs_and_ladder() -> None:
    """Two metrics make trade-offs; a ladder needs two rungs."""
    assert charts.TRADEOFFS.figure(PLAN, samples.judged(samples.LECTURE, OWN)) is not None
    one = samples.judged({"a": {"latency": 1.0}, "b": {"latency": 2.0}}, LATENCY)
    assert charts.TRADEOFFS.figure(PLAN, one) is None
    assert charts.LADDER.figure(PLAN, one) is not None
    assert charts.LADDER.figure(PLAN, samples.judged({"a": {"latency": 1.0}}, LATENCY)) is None
