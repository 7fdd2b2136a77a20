"""Every number in a title, an alternative text or a tip is computed again here, from the nouns, by other code."""

from __future__ import annotations

import math
import re
from collections import Counter
from collections.abc import Iterable, Iterator
from dataclasses import replace
from datetime import date

import pytest

from planpress.charts.engine.text_metrics import shorten
from planpress.charts.matrix import CHART as MATRIX
from planpress.model.evaluation import Evaluation
from planpress.model.figure import Figure
from planpress.model.plan import Plan
from planpress.model.ranking import Ranking
from planpress.model.wording import day, fixed, number
from tests.charts import samples
from tests.charts.figures import ANGLE, EVERY, LATENCY, OWN, PLAN, RECALL, STRICT, TWO, made

NUMBER = re.compile(r"(?<![\w.])-?\d[\d,]*(?:\.\d+)?(?:e[+-]?\d+)?")


def said(figure: Figure, names: Iterable[str] = ()) -> set[str]:
    """The numbers of a figure's words; those that are part of a name or a date are not among them."""
    text = " | ".join([figure.title, figure.alternative, *tips(figure)])
    for name in sorted(names, key=len, reverse=True):
        text = text.replace(shorten(name), "·")
    return {found.replace(",", "") for found in NUMBER.findall(text)}


def tips(figure: Figure) -> list[str]:
    """What the marks of a figure say of themselves."""
    return [str(row["tip"]) for rows in figure.datasets.values() for row in rows if "tip" in row]


def scores(values: Iterable[float | None]) -> set[str]:
    return {fixed(value) for value in values if value is not None}


def counts(items: Iterable[object]) -> set[str]:
    return {str(count) for count in Counter(items).values()} | {"0"}


def check(figure: Figure, expected: set[str], names: Iterable[str] = ()) -> None:
    assert said(figure, names) <= expected, said(figure, names) - expected


@pytest.mark.parametrize("count", [1, 2, 12, 40, 200])
def test_matrix(count):
    """The matrix tells counts of projects, the score of the first and the ends of both axes."""
    plan, ranking = samples.portfolio(count, seed=count)
    figure = MATRIX.figure(plan, ranking)
    assert figure is not None
    entries = ranking.ordered
    names = [project.title for project in plan.projects]
    expected = counts(entry.quadrant for entry in entries) | counts(entry.line for entry in entries) | {str(count)}
    expected |= scores(entry.priority.score for entry in entries) | {str(entry.priority.rank) for entry in entries}
    for group in ("impact", "feasibility"):
        values = [entry.group(group).value for entry in entries]
        # How many tie at each end.
        expected |= {str(sum(math.isclose(value, end) for value in values)) for end in (max(values), min(values))}
        expected |= scores(end for entry in entries for end in (entry.group(group).low, entry.group(group).high))
        expected |= scores(values)
    # How many share a dot, and how many of those are not named.
    shared = [len(str(row["id"]).split()) for row in figure.datasets["points"]]
    expected |= {str(size - left) for size in shared for left in (0, 3)}
    check(figure, expected, names)
    assert (
        f"{sum(one.impact.value >= 0.5 <= one.feasibility.value for one in entries) or 'None'} of" in figure.title
        or (count == 1)
    )


@pytest.mark.parametrize("name", ["ranked", "ranked of one", "ranked of ties", "ranked of 1000"])
def test_ranked(name):
    """The chart of ranks tells scores as the table has them, ranks and counts."""
    figure = made(name)
    rows = figure.table.rows
    assert figure.table.head[:4] == ("rank", "project", "impact", "feasibility")
    expected = {str(len(rows)), str(len(rows) - 10)} | {str(row[0]) for row in rows}
    expected |= {str(len(rows) - len({row[0] for row in rows}))}
    for row in rows:
        expected |= scores([row[2], row[3], math.sqrt(row[2] * row[3]), *row[4:]])
    # At most, a factor adds its share of the weights.
    for weights in (samples.IMPACT, samples.FEASIBILITY):
        expected |= scores(weight / sum(weights.values()) for weight in weights.values())
    check(figure, expected, [row[1] for row in rows])


def test_contributions():
    """Parts of a group are weight x utility / sum of the weights of the rated factors, and add up to its value."""
    figure = made("contributions")
    impact, feasibility = {"u": [0.75, 1.0, 0.68], "w": [1, 1, 1]}, {"u": [0.625, 0.75], "w": [3, 2]}
    expected: set[str] = set()
    for group in (impact, feasibility):
        shares = [weight / sum(group["w"]) for weight in group["w"]]
        parts = [share * utility for share, utility in zip(shares, group["u"], strict=True)]
        expected |= scores([*shares, *parts, sum(parts)])
    # Unrated: difficulty, of weight 1 in 6, from none to all of it; availability from 0.5 to 0.75.
    expected |= scores([(3 * 0.5 + 2 * 0.75) / 6, (3 * 0.75 + 2 * 0.75 + 1) / 6, 1 / 6])
    check(figure, expected)
    assert figure.title == "Impact 0.81 and feasibility 0.68: data availability holds it back most, adding 0.38 of 0.60"
    for group, value in (("Impact", 0.81), ("Feasibility", 0.675)):
        parts = [row[4] for row in figure.table.rows if row[0] == group and row[4] is not None]
        assert sum(parts) == pytest.approx(value)


def _measures(evaluation: Evaluation, metric: str) -> list[float]:
    return [model.values[metric] for model in evaluation.project.table.models if metric in model.values]


TRADEOFFS = {
    "tradeoffs": (samples.pose(), "position_error", "angular_error", 1.0),
    "tradeoffs of the lecture": (samples.lecture(), "recall", "precision", 0.6),
    "tradeoffs that no threshold keeps": (samples.judged(samples.LECTURE, STRICT), "recall", "precision", 0.95),
    "tradeoffs that two thresholds do not keep": (samples.judged(samples.POSE, TWO), "latency", "angular_error", 100.0),
    "tradeoffs with missing values": (
        samples.judged({**samples.LECTURE, "blank": {}, "half": {"recall": 0.9}}, RECALL),
        "recall",
        "precision",
        0.6,
    ),
    "tradeoffs of equal models": (
        samples.judged({f"m{i}": {"precision": 0.5, "recall": 0.7} for i in range(5)}, RECALL),
        "recall",
        "precision",
        0.6,
    ),
}


@pytest.mark.parametrize("name", TRADEOFFS)
def test_tradeoffs(name):
    """The chart of models under a threshold tells values of models, the limits, by how much they are missed, ranks and counts."""
    evaluation, across, up, limit = TRADEOFFS[name]
    result = evaluation.deciding
    models = evaluation.project.table.models
    expected = {number(value) for value in (*_measures(evaluation, across), *_measures(evaluation, up))}
    for bound in evaluation.project.rules["main"].bounds():
        expected |= {number(bound.limit)}
        expected |= {number(abs(value - bound.limit)) for value in _measures(evaluation, bound.metric)}
        failing = sum(bound.metric in one.values and not bound.holds(one.values[bound.metric]) for one in models)
        expected |= {str(failing)}
    placed = sum(across in one.values and up in one.values for one in models)
    expected |= {str(len(models)), str(placed), str(len(models) - placed)}
    assert ("Pareto front: " in made(name).alternative) == any(one.rank for one in result.verdicts)
    expected |= {str(sum(one.rank is not None for one in result.verdicts)), "2"}
    expected |= {str(one.rank) for one in result.verdicts if one.rank}
    check(made(name), expected, [one.name for one in models])
    assert number(limit) in said(made(name))


SCORES = {
    "scores": samples.judged(samples.POSE, LATENCY),
    "scores with rejected models": samples.judged(samples.LECTURE, OWN),
    "scores with an outlier": samples.judged({f"m{i}": {"latency": v} for i, v in enumerate((1, 2, 3, 1e12))}, LATENCY),
    "scores of equal negatives": samples.judged({f"m{i}": {"latency": -5} for i in range(4)}, LATENCY),
    "scores of 200 models": samples.judged({f"m{i}": {"latency": i} for i in range(200)}, LATENCY),
}


@pytest.mark.parametrize("name", SCORES)
def test_scores(name):
    """The chart of scores tells values of models, the lead of the first, ranks and counts."""
    evaluation = SCORES[name]
    metric = evaluation.project.rules["main"].needs()[0]
    values = sorted(_measures(evaluation, metric), reverse=evaluation.deciding.better == "higher")
    expected = {number(value) for value in values} | {number(abs(values[0] - value)) for value in values}
    expected |= {str(len(values)), str(len(values) - 8)} | counts(one.status for one in evaluation.deciding.verdicts)
    expected |= {str(one.rank) for one in evaluation.deciding.verdicts if one.rank}
    for bound in evaluation.project.rules["main"].bounds():
        expected |= {number(bound.limit), *(number(abs(value - bound.limit)) for value in values)}
    check(made(name), expected, [model.name for model in evaluation.project.table.models])


LADDERS = {
    "ladder": (samples.POSE, samples.BASELINES, "paper", "experts"),
    "ladder without models": ({}, samples.BASELINES, "paper", "experts"),
    "ladder without a ceiling": (samples.POSE, samples.BASELINES[:1], "opencv", None),
    "ladder without a floor": (samples.POSE, samples.BASELINES[3:], None, "experts"),
    "ladder below the floor": (
        {"bad": {"angular_error": 300.0, "position_error": 0.2}},
        samples.BASELINES,
        "paper",
        "experts",
    ),
    "ladder above the ceiling": (
        {"leak": {"angular_error": 0.1, "position_error": 0.2}},
        samples.BASELINES,
        "paper",
        "experts",
    ),
}


@pytest.mark.parametrize("name", LADDERS)
def test_ladder(name):
    """The ladder tells measures, differences from the floor, the share of the gap that is closed, and counts."""
    rows, baselines, floor, ceiling = LADDERS[name]
    bases = {one.id: one.values["angular_error"] for one in baselines}
    kept = {model: row["angular_error"] for model, row in rows.items() if row["position_error"] < 1}
    expected = {number(value) for value in (*bases.values(), *kept.values())}
    expected |= {number(abs(value - base)) for value in kept.values() for base in bases.values()}
    expected |= {str(len(kept)), str(len(bases)), str(len(rows) - len(kept))}
    expected |= {str(rank) for rank in range(1, len(kept) + 1)}
    if floor and ceiling:
        gap = bases[ceiling] - bases[floor]
        expected |= {f"{100 * (value - bases[floor]) / gap:.0f}" for value in kept.values()}
    check(made(name), expected, [*rows, *(one.name for one in baselines)])


def test_ladder_of_the_lecture():
    """net-2 stands between PoseCNN (14 degrees) and domain experts (6.2): (14 - 9.5) / (14 - 6.2) is 58 %."""
    assert made("ladder").title.startswith("net-2 closes 58 % of the gap between PoseCNN as published (14 degrees)")
    assert made("ladder below the floor").title == "bad is 286 degrees worse than PoseCNN as published (14 degrees)"


def _days(evaluation: Evaluation, end: date) -> Iterator[int]:
    spent: Counter[str] = Counter()
    for stay in evaluation.sojourns:
        spent[stay.stage] += ((stay.until or end) - stay.since).days
    yield from spent.values()
    yield (end - evaluation.sojourns[0].since).days
    yield len(evaluation.sojourns)


def test_lifecycle():
    """The lifecycle tells dates of its steps, days in a stage, and how often it was sent back."""
    evaluation = samples.lived(*samples.SENT_BACK)
    figure = made("lifecycle")
    dates = [*(stay.since for stay in evaluation.sojourns), samples.AS_OF]
    shown = [text for when in dates for text in (day(when), day(when, year=False))]
    stays = {str(((stay.until or samples.AS_OF) - stay.since).days) for stay in evaluation.sojourns}
    check(figure, {str(count) for count in _days(evaluation, samples.AS_OF)} | stays, shown)
    assert "sent back twice: labels unreliable (12 Mar) and training and deployment data differ (2 May)" in figure.title
    assert "Longest in data: 59 of 145 days." in figure.alternative


@pytest.mark.parametrize("name", [name for name in EVERY if name.startswith("history")])
def test_history(name):
    """The history tells ranks, of how many, scores with their units, dates and ids, each as its own moment has it."""
    figure = made(name)
    known: set[str] = set()
    names: set[str] = set()
    for when, commit, rank, of, model, score, _ in figure.table.rows:
        known |= {str(rank), str(of)} | ({number(score), number(float(f"{score:.4g}"))} if score is not None else set())
        names |= {str(when), str(commit), *filter(None, [model])}
    for row in figure.table.rows:
        names |= {shorten(str(row[6]).rpartition(", ")[0] or str(row[6])), str(row[6])} if row[6] else set()
    names |= {shorten(text) for text in samples.HOSTILE} | {text.lower() for text in names}
    check(figure, known | {str(len(figure.table.rows) - count) for count in range(20)}, names)


def test_the_history_says_what_it_should():
    """From the first rank to the last, by the measure of now alone; breaks say why."""
    figure = made("history")
    assert figure.title == (
        "From rank 7 to 2 since 14 Jan 2019; angular error from 60 to 9.5 degrees since 8 Apr 2019"
    )
    assert figure.alternative == (
        "Rank: 7 from 14 Jan 2019, 5 from 11 Feb 2019, out of the order: machine safety review from 6 May 2019,"
        " 6 from 10 May 2019, 2 from 21 May 2019. Best 2, worst 7."
        " Deciding score: score by Average 0.75 from 14 Jan 2019, angular error 60 degrees from 8 Apr 2019,"
        " no model from 24 Apr 2019, angular error 60 degrees from 2 May 2019,"
        " angular error 57.25 degrees from 10 May 2019, angular error 9.5 degrees from 21 May 2019."
    )
    bands = [row["tip"] for row in figure.datasets["bands"]]
    assert bands == [
        "6 May 2019, 0000005: out of the order: machine safety review",
        "14 Jan 2019, 0000000: by score by Average 0.75",
        "24 Apr 2019, 0000003: no model",
    ]
    assert [row["tip"] for row in figure.datasets["points"]][-1] == (
        "21 May 2019, 0000007: net-c, angular error 9.5 degrees"
    )


def test_better_is_up_in_the_history():
    """The best rank and the best score, whichever way it counts, are the highest points of their panels."""
    from planpress.charts import HISTORY
    from tests.charts import courses

    for name, best in (("history", (2, 9.5)), ("history of an hour", (1, 0.7))):
        points = made(name).datasets["points"]
        for at, value in enumerate(best):
            panel = [row for row in points if (float(row["y"]) > 100) == bool(at)]
            highest = min(panel, key=lambda row: float(row["y"]))
            assert f" {number(value)}" in str(highest["tip"]), (name, highest["tip"])
    assert HISTORY.figure(courses.course(courses.POSE[0])) is None
    assert HISTORY.figure(courses.course(*courses.POSE[7:])) is None, "nothing changed"


def _milestones(plan: Plan) -> list[tuple[date, bool]]:
    return [(one.date, one.done) for project in plan.projects for one in project.milestones]


@pytest.mark.parametrize(("count", "seed"), [(8, 2), (1, 3), (300, 4)])
def test_milestones(count, seed):
    """The chart of milestones tells counts of reached, due and overdue ones, and dates."""
    from planpress.charts.milestones import CHART

    plan = samples.dated(count, seed)
    figure = CHART.figure(plan)
    every = _milestones(plan)
    late = sum(not done and when < samples.AS_OF for when, done in every)
    done = sum(done for _, done in every)
    expected = {str(len(every)), str(count), str(late), str(done), str(len(every) - late - done)}
    expected |= {str((samples.AS_OF - when).days) for when, reached in every if not reached and when < samples.AS_OF}
    names = [text for project in plan.projects for text in (project.title, *(m.title for m in project.milestones))]
    check(figure, expected, [*names, *(day(when) for when, _ in every), day(samples.AS_OF)])
    assert (f"{late} of {len(every)}" in figure.title) == (late > 0)


def test_accuracy_cost():
    """A multiple is ((1 - p) / (1 - q)) ^ k with k = log10(10) = 1; what is saved is a share of the full cost."""
    figure = made("accuracy cost")
    accuracies = {"now": 0.9, "required": 0.999, "confirm": 0.95, "show": 0.99}
    multiples = {name: 0.1 / (1 - accuracy) for name, accuracy in accuracies.items()}
    expected = {f"{100 * accuracy:.10g}" for accuracy in accuracies.values()}
    expected |= {number(round(multiple, 6)) for multiple in multiples.values()} | {"10"}
    expected |= {f"{100 * (1 - multiples[name] / multiples['required']):.0f}" for name in ("confirm", "show")}
    check(figure, expected)
    assert figure.title == (
        "Going from 90 % (now) to the required 99.9 % costs 100 times as much; "
        "confirm a suggested tag (95 %) saves 98 % of it"
    )


def test_the_check_can_fail():
    """A wrong number in a sentence is found."""
    figure = made("ladder")
    wrong = replace(figure, title=figure.title.replace("58 %", "59 %"))
    with pytest.raises(AssertionError, match="59"):
        check(wrong, said(figure))


def test_titles_of_the_lecture():
    """The lecture's three models under precision at recall above 0.6: model 2 wins of the two that keep it."""
    title = "Model 2 has the highest precision, 0.8, among the 2 of 3 models with recall above 0.6"
    assert made("tradeoffs of the lecture").title == title
    assert made("tradeoffs that no threshold keeps").title == (
        "No model has recall above 0.95; Model 3 is nearest, short by 0.05"
    )


@pytest.mark.parametrize("name", EVERY)
def test_names_are_cut_in_drawings_and_whole_in_tables(name):
    """No text of a drawing or a title holds a name of 200 characters; the table does."""
    figure = made(name)
    texts = [str(row["text"]) for rows in figure.datasets.values() for row in rows if "text" in row]
    assert all(len(text) <= 90 for text in texts)
    assert "x" * 60 not in figure.title + figure.alternative
    if "hostile" in name:
        assert any("x" * 200 in str(cell) for row in figure.table.rows for cell in row)


def test_empty_plans_have_no_figures():
    """Where there is nothing to draw, there is no figure."""
    from planpress import charts

    empty = samples.plan([])
    nothing = Evaluation(samples.project())
    assert MATRIX.figure(empty, Ranking((), (), ())) is None
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


def test_tradeoffs_and_scores():
    """Two metrics make trade-offs; a rule without a threshold on another metric has its scores drawn as well."""
    from planpress import charts

    assert charts.TRADEOFFS.figure(PLAN, samples.pose()) is not None
    assert charts.SCORES.figure(PLAN, samples.pose()) is None
    assert charts.TRADEOFFS.figure(PLAN, samples.judged(samples.LECTURE, OWN)) is not None
    assert charts.SCORES.figure(PLAN, samples.judged(samples.LECTURE, OWN)) is not None
    one = samples.judged({"a": {"latency": 1.0}, "b": {"latency": 2.0}}, LATENCY)
    assert charts.TRADEOFFS.figure(PLAN, one) is None
    assert charts.SCORES.figure(PLAN, one) is not None
