"""What figures say: each title, alternative text and tip as a person read it, tips of their marks alone, the Pareto front
found again by trying every model, and when there is a figure at all."""

import re
from dataclasses import replace

import pytest

from planpress import charts
from planpress.charts.engine.text_metrics import shorten
from planpress.model.evaluation import Evaluation
from planpress.model.figure import Figure
from planpress.model.ranking import Ranking, line_words
from planpress.model.rule import Rule
from planpress.model.wording import fixed, number
from tests.charts import courses, samples
from tests.charts.figures import ANGLE, BEATEN, BOTH, EVERY, LATENCY, MEAN, MISSING, OWN, PLAN, RECALL, made, ways
from tests.charts.test_every_chart import drawing_of, drawn
from tests.charts.words import SAID, words, written

WRITTEN = written()
NUMBER = re.compile(r"(?<![\w.])-?\d[\d,]*(?:\.\d+)?(?:e[+-]?\d+)?")


def test_every_figure_has_its_words() -> None:
    """The file has a section for each figure, and for nothing else."""
    assert tuple(WRITTEN) == SAID


@pytest.mark.parametrize("name", EVERY)
def test_words(name: str) -> None:
    """A figure says what is written in words.md, to the digit, on a phone the same. No text of a drawing or a title holds
    a name of 200 characters."""
    figure = made(name)
    assert words(figure) == WRITTEN[name.removesuffix(" on a phone")]
    assert all(len(str(row.get("text", ""))) <= 90 for rows in figure.datasets.values() for row in rows)
    assert "x" * 60 not in figure.title + figure.alternative


@pytest.mark.parametrize(
    ("name", "fact"),
    [
        # METHOD of the lecture (Full Stack Deep Learning, 2019): (14 - 9.5) / (14 - 6.2) is 58 %.
        ("ladder", "net-2 comes 58 % of the way from PoseCNN as published (14 degrees)"),
        ("tradeoffs of the lecture", "Model 2 has the highest Precision, 0.8, among the 2 of 3 models"),
    ],
)
def test_facts(name: str, fact: str) -> None:
    """Published figures, and those of the method's formulas."""
    assert made(name).title.startswith(fact)


def silent(figure: Figure) -> Figure:
    """The figure without what is there for scripts alone."""
    datasets = {
        name: tuple({key: row[key] for key in row if key not in ("tip", "values", "id")} for row in rows)
        for name, rows in figure.datasets.items()
    }
    return replace(figure, datasets=datasets)


@pytest.mark.parametrize("name", EVERY)
def test_tips(name: str) -> None:
    """Points and bars say in one short sentence, without a full stop, what they stand for; no drawing depends on it."""
    figure = made(name)
    assert drawn(name) == drawing_of(silent(figure))
    marks = [row for key in ("points", "bars") for row in figure.datasets.get(key, ())]
    assert marks
    for row in marks:
        tip = str(row["tip"])
        assert tip and not tip.endswith(".") and "\n" not in tip and "  " not in tip
        assert len(tip) < 300 and "x" * 60 not in tip
        assert not re.search(r"\bNone\b|nan|inf\b", tip)


def test_a_drawing_does_depend_on_other_data() -> None:
    """The comparison above is not blind."""
    figure = made("ladder")
    moved = tuple({**row, "y": 0} for row in figure.datasets["points"])
    assert drawn("ladder") != drawing_of(replace(figure, datasets={**figure.datasets, "points": moved}))


def numbers(text: str, name: str) -> list[str]:
    """The numbers of a tip about the subject of that name."""
    return [found.replace(",", "") for found in NUMBER.findall(text.replace(shorten(name), "·"))]


@pytest.mark.parametrize("count", [2, 12, 40, 300])
def test_tips_of_the_matrix(count: int) -> None:
    """Each point tells the values, the ends where they differ, the rank and the score of its own project."""
    plan, ranking = samples.portfolio(count, seed=count)
    figure = charts.MATRIX.figure(plan, ranking)
    assert figure is not None
    titles = {project.id: project.title for project in plan.projects}
    entries, seen = {one.id: one for one in ranking.ordered}, 0
    for point in figure.datasets["points"]:
        ids, tip = str(point["id"]).split(), str(point["tip"])
        seen += len(ids)
        if len(ids) > 1:
            assert tip.startswith(f"{len(ids)} projects close together: {titles[ids[0]]}")
            continue
        entry, expected = entries[ids[0]], list[str]()
        for group in (entry.impact, entry.feasibility):
            value, *ends = [fixed(one or 0.0) for one in (group.value, group.low, group.high)]
            expected += [value, *(ends if ends[0] != ends[1] else [])]
        rank, score = str(entry.priority.rank), fixed(entry.priority.score or 0.0)
        room = re.findall(r"\d+", line_words(entry.line, plan.capacity)) if entry.line else []
        assert numbers(tip, titles[ids[0]]) == [*expected, rank, score, *room]
    assert seen == count


def test_better_is_up_in_the_history() -> None:
    """The best rank and the best score, whichever way it counts, are the highest points of their panels."""
    for name, best in (("history", (2, 9.5)), ("history of an hour", (1, 0.7))):
        points = made(name).datasets["points"]
        for at, value in enumerate(best):
            panel = [row for row in points if (float(row["y"]) > 100) == bool(at)]
            highest = min(panel, key=lambda row: float(row["y"]))
            assert f" {number(value)}" in str(highest["tip"]), (name, highest["tip"])


@pytest.mark.parametrize(
    ("name", "rows", "rule", "pair"),
    [
        ("tradeoffs", samples.POSE, ANGLE, ("position_error", "angular_error")),
        ("tradeoffs of the lecture", samples.LECTURE, RECALL, ("recall", "precision")),
        ("tradeoffs of a mean", samples.LECTURE, MEAN, ("recall", "precision")),
        ("tradeoffs with missing values", MISSING, RECALL, ("recall", "precision")),
        ("tradeoffs of a choice that is beaten", BEATEN, LATENCY, ("precision", "latency")),
        ("tradeoffs under thresholds on both metrics", samples.LECTURE, BOTH, ("recall", "precision")),
    ],
)
def test_the_front(name: str, rows: samples.Rows, rule: Rule, pair: tuple[str, str]) -> None:
    """The models that no other beats in both metrics are named and joined."""
    signs = [1 if samples.METRICS[metric].better == "higher" else -1 for metric in pair]
    scored = [model for model, row in rows.items() if rule.judge(row, samples.METRICS).score is not None]
    places = {model: [sign * rows[model][metric] for sign, metric in zip(signs, pair, strict=True)] for model in scored}
    beaten = {
        model
        for model, place in places.items()
        for other in places.values()
        if other != place and other[0] >= place[0] and other[1] >= place[1]
    }
    figure = made(name)
    front = set(scored) - beaten
    told = figure.alternative.split("Pareto front: ")[1].split(".")[0]
    assert set(told.replace(" and ", ", ").split(", ")) == front
    assert ("Dominated: " in figure.alternative) == bool(beaten)
    roles = {row["id"]: row["role"] for row in figure.datasets["points"]}
    result = samples.judged(rows, rule).deciding
    assert result and {model for model, role in roles.items() if role == "dominated"} == beaten - set(result.winners)
    ends = {(row[x], row[y]) for row in figure.datasets["front"] for x, y in (("x", "y"), ("x2", "y2"))}
    if len({tuple(places[model]) for model in front}) > 1:
        assert {(rows[model][pair[0]], rows[model][pair[1]]) for model in front} <= ends


def test_both_thresholds_shade_the_side_that_they_reject() -> None:
    """A limit on either metric has its band and its line."""
    datasets = made("tradeoffs under thresholds on both metrics").datasets
    (band,), (floor,) = datasets["bands"], datasets["floors"]
    assert band["x2"] == 0.6 and band["x"] < 0.6 and floor["y2"] == 0.75 and floor["y"] < 0.75
    assert [row["x"] for row in datasets["rules"]] == [0.6] and [row["y"] for row in datasets["levels"]] == [0.75]


def test_what_is_below_the_best_baseline_is_hollow() -> None:
    """On the ladder and among trade-offs, and the title says so; above it the circle is full."""
    rows = {"bad": {"angular_error": 80.0, "position_error": 0.2}, "worse": {"angular_error": 90.0, "position_error": 0.1}}
    for bad, role in ((80.0, "below"), (8.0, "chosen")):
        rows["bad"]["angular_error"] = bad
        found = samples.judged(rows, ANGLE, samples.BASELINES)
        for kind in (charts.LADDER, charts.TRADEOFFS):
            figure = kind.figure(PLAN, found)
            assert figure and {row["id"]: row["role"] for row in figure.datasets["points"]}["bad"] == role
        ladder = charts.LADDER.figure(PLAN, found)
        assert ladder and ("bad, best of 2, is 66 degrees worse than" in ladder.title) == (role == "below")


def test_what_is_required_has_a_line() -> None:
    """On its own row too, but where a baseline says the same."""
    asked = made("ladder with requirements").datasets
    assert [row["x"] for row in asked["needs"]] == [5.0, 8.0, 9.0]
    names = [row["text"] for row in asked["notes"]]
    assert "Required: below 9" in names and "Required: at most 8" in names
    assert [row["x"] for row in made("ladder").datasets["needs"]] == [5.0], "the one of the target alone"


def test_when_there_is_a_figure() -> None:
    """None where there is nothing to draw: two metrics make trade-offs, two rungs a ladder, a change a history."""
    empty, nothing = samples.plan([]), Evaluation(samples.project())
    assert charts.MATRIX.figure(*samples.portfolio(1)) is None, "one mark says nothing"
    assert charts.LIFECYCLE.figure(PLAN, samples.lived(("2019-05-31", "planning", None))) is None, "nor does one bar"
    assert charts.MATRIX.figure(empty, Ranking((), (), ())) is None
    assert charts.HISTORY.figure(courses.course(courses.POSE[0])) is None
    assert charts.CYCLE.figure(*ways()) is None, "nobody went back"
    assert charts.HISTORY.figure(courses.course(*courses.POSE[7:])) is None, "nothing changed"
    assert all(kind.figure(empty, nothing) is None for kind in (charts.TRADEOFFS, charts.LADDER, charts.LIFECYCLE))
    there = [
        (samples.judged({"a": {}, "b": {}}, ANGLE), False, False),
        (samples.judged(samples.LECTURE, OWN), True, True),
        (samples.judged({"a": {"latency": 1.0}, "b": {"latency": 2.0}}, LATENCY), False, True),
        (samples.judged({"a": {"latency": 1.0}}, LATENCY), False, False),
    ]
    for evaluation, *drawn_too in there:
        assert [kind.figure(PLAN, evaluation) is not None for kind in (charts.TRADEOFFS, charts.LADDER)] == drawn_too
