"""The sentences that a page begins with, over a table of small projects."""

from __future__ import annotations

from dataclasses import dataclass, field
from datetime import date

import pytest

from planpress.model.report import Report
from planpress.pages.verdicts import floor_words, missing_words, verdict
from planpress.reading.tree import MemoryTree
from planpress.workflows.check_plan import check, conclude

PLAN = """\
schema: 1
title: Plan
as_of: 2019-06-01
capacity: 1
scales: {five: {bounds: [1, 5]}}
impact: {worth: {scale: five}}
feasibility: {ease: {scale: five}}
metrics:
  recall: {better: higher}
  precision: {better: higher}
  error: {label: Error, better: lower, unit: cm}
teams: {vision: {label: Vision}}
infrastructure: {rig: {label: Test rig, state: missing}}
"""
RATED = "impact: {worth: 4}\nfeasibility: {ease: 4}\n"
TABLE = """\
models:
  rows:
    - {model: a, recall: 0.5, precision: 0.9, error: 3}
    - {model: b, recall: 0.7, precision: 0.8, error: 2}
"""
THRESHOLD = "rules: {keep: {rule: threshold, optimise: precision, subject_to: ['recall > 0.6']}}\n"
WEIGHTS = "rules: {both: {rule: mean, of: WEIGHTS}}\n"
ERROR = "rules: {least: {rule: metric, metric: error}}\n"
FLOOR = "baselines:\n  - {id: script, label: the script, kind: scripted, values: {error: 4}}\n"
CEILING = "  - {id: crew, label: the crew, kind: human, values: {error: 1}}\n"
SIDES = (FLOOR + CEILING).replace("error: 4", "recall: 0.3").replace("error: 1", "recall: 0.9")


def report(*projects: str) -> Report:
    """The judged plan of these projects, called p0, p1, ... ."""
    files = [("content/plan.yml", PLAN)]
    for at, text in enumerate(projects):
        files.append(
            (f"content/projects/p{at}/project.yml", f"schema: 1\ntitle: Project {at}\nstage: planning\n{text}")
        )
    return conclude(check(MemoryTree.of(files), lambda: date(2019, 6, 1)))


@dataclass(frozen=True)
class Case:
    """A project, and what its page says first."""

    project: str
    says: str
    points: dict[str, str] = field(default_factory=dict)
    short: str = ""


CASES = {
    "no models": Case(RATED, "No model yet. Nothing has been measured.", short="no model yet"),
    "screened out": Case(
        "screens: [{name: privacy review, passed: false, because: no consent}]\n",
        "Out of the order. It did not pass privacy review: no consent.",
        short="screened out",
    ),
    "no rule": Case(TABLE, "No rule decides. 2 models measured, none chosen.", short="no rule"),
    "threshold": Case(
        TABLE + THRESHOLD,
        "Choose b. It has the highest precision (0.8), and is the only one of 2 models with recall above 0.6.",
        {
            "Against what was there": "There is no floor to hold it against; no human ceiling was measured.",
            "It turns if": "the threshold on recall falls below 0.5 (then a) or rises to 0.7 (then no model).",
        },
        "b keeps every threshold",
    ),
    "weights": Case(
        TABLE + WEIGHTS.replace("WEIGHTS", "{recall: 1, precision: 3}"),
        "Choose a. It has the best weighted mean of recall and precision (0.8) of 2 models.",
        {
            "Against what was there": "There is no floor to hold it against; no human ceiling was measured.",
            "It turns if": "the weight of recall, now 0.25, rises above 0.333 (then b).",
        },
        "a at 0.8",
    ),
    "no weight turns it": Case(
        TABLE.replace("recall: 0.5", "recall: 0.75") + WEIGHTS.replace("WEIGHTS", "{recall: 1, precision: 1}"),
        "Choose a. It has the best mean of recall and precision (0.825) of 2 models.",
        {
            "Against what was there": "There is no floor to hold it against; no human ceiling was measured.",
            "It turns if": "the figures change: no move of one weight does it.",
        },
        "a at 0.825",
    ),
    "two thresholds on one metric": Case(
        TABLE + THRESHOLD.replace("'recall > 0.6'", "'recall > 0.6', 'recall <= 0.9'"),
        "Choose b. It has the highest precision (0.8), and is the only one of 2 models "
        "with recall above 0.6 and recall at most 0.9.",
        {
            "Against what was there": "There is no floor to hold it against; no human ceiling was measured.",
            "It turns if": "the threshold recall above 0.6 falls below 0.5 (then a) or rises to 0.7 (then no model); "
            "the threshold recall at most 0.9 falls below 0.7 (then no model).",
        },
        "b keeps every threshold",
    ),
    "between floor and ceiling": Case(
        TABLE + ERROR + FLOOR + CEILING,
        "Choose b. It has the lowest error (2 cm) of 2 models.",
        {
            "Against what was there": "2 cm better than the script (the floor, 4 cm); closes 67 % of the gap to the crew."
        },
        "b at 2 cm",
    ),
    "a baseline of each side without the value": Case(
        TABLE + THRESHOLD + SIDES,
        "Choose b. It has the highest precision (0.8), and is the only one of 2 models with recall above 0.6.",
        {
            "Against what was there": "the script and the crew have no value for precision, "
            "so there is neither a floor nor a ceiling.",
            "It turns if": "the threshold on recall falls below 0.5 (then a) or rises to 0.7 (then no model).",
        },
        "b keeps every threshold",
    ),
    "a human baseline alone without the value": Case(
        TABLE + THRESHOLD + SIDES.replace("values: {recall: 0.3}", "values: {precision: 0.3}"),
        "Choose b. It has the highest precision (0.8), and is the only one of 2 models with recall above 0.6.",
        {
            "Against what was there": "0.5 better than the script (the floor, 0.3); "
            "the crew has no value for precision, so there is no ceiling.",
            "It turns if": "the threshold on recall falls below 0.5 (then a) or rises to 0.7 (then no model).",
        },
        "b keeps every threshold",
    ),
    "below the floor": Case(
        TABLE + ERROR + FLOOR.replace("4}", "1.5}"),
        "b is the best model, and below the floor. It has the lowest error (2 cm) of 2 models.",
        {
            "Against what was there": "0.5 cm worse than the script (the floor, 1.5 cm): it should not ship; "
            "no human ceiling was measured."
        },
        "b is below the floor",
    ),
    "above the ceiling": Case(
        TABLE + ERROR + FLOOR + CEILING.replace("1}", "2.5}"),
        "Choose b. It has the lowest error (2 cm) of 2 models.",
        {
            "Against what was there": "2 cm better than the script (the floor, 4 cm); "
            "better than the crew (the ceiling): check for leakage."
        },
        "b at 2 cm",
    ),
    "identical to a baseline": Case(
        TABLE + ERROR + FLOOR.replace("4}", "2}"),
        "Choose b. It has the lowest error (2 cm) of 2 models.",
        {
            "Against what was there": "Level with the script (the floor, 2 cm); no human ceiling was measured; "
            "identical to the script: was it compared with itself?"
        },
        "b at 2 cm",
    ),
    "people no better than the floor": Case(
        TABLE + ERROR + FLOOR + CEILING.replace("1}", "4}"),
        "Choose b. It has the lowest error (2 cm) of 2 models.",
        {
            "Against what was there": "2 cm better than the script (the floor, 4 cm); "
            "better than the crew (the ceiling): check for leakage."
        },
        "b at 2 cm",
    ),
    "tie": Case(
        TABLE.replace("error: 3", "error: 2") + ERROR,
        "a and b tie. Each has the lowest error (2 cm) of 2 models.",
        short="a and b tie",
    ),
    "none qualifies": Case(
        TABLE + THRESHOLD.replace("0.6", "0.75"),
        "No model keeps every threshold. The nearest is b: recall 0.7 is not above 0.75, short by 0.05.",
        {
            "Against what was there": "b: there is no floor to hold it against; no human ceiling was measured.",
            "It turns if": "the threshold on recall falls below 0.7 (then b).",
        },
        "no model qualifies",
    ),
    "none evaluated": Case(
        TABLE.replace("recall: 0.5", "recall: ").replace("recall: 0.7", "recall: n/a") + THRESHOLD,
        "No model can be judged. No value for recall.",
        short="not evaluated",
    ),
    "some not evaluated": Case(
        TABLE.replace("error: 3", "error: ") + ERROR,
        "Choose b. It has the lowest error (2 cm), and is the only one left of 2 models; 1 model could not be evaluated.",
        {"Against what was there": "There is no floor to hold it against; no human ceiling was measured."},
        "b at 2 cm",
    ),
    "a milestone": Case(
        RATED
        + "milestones:\n  - {date: 2019-07-12, title: pilot}\n  - {date: 2019-05-01, title: labels, done: true}\n",
        "No model yet. Nothing has been measured.",
        {"Next": "pilot, due 12 Jul 2019."},
        "no model yet",
    ),
    "per cent": Case(
        TABLE + ERROR + FLOOR.replace("values", "source: x, values") + "metrics: {error: {better: lower, unit: '%'}}\n",
        "Choose b. It has the lowest error (2 %) of 2 models.",
        {"Against what was there": "2 points better than the script (the floor, 4 %); no human ceiling was measured."},
        "b at 2 %",
    ),
    "requirements": Case(
        TABLE + ERROR + "requirements:\n  - {metric: error, below: 1.5}\n  - {metric: recall, at_least: 0.7}\n",
        "Choose b. It has the lowest error (2 cm) of 2 models.",
        {
            "Against what was there": "There is no floor to hold it against; no human ceiling was measured.",
            "Requirements": "Meets 1 of 2; missed: error below 1.5 cm (by 0.5 cm).",
        },
        "b at 2 cm, misses 1 of 2 requirements",
    ),
}


@pytest.mark.parametrize("name", CASES)
def test_the_verdict(name: str) -> None:
    """Headline, reason and points are exactly these."""
    case = CASES[name]
    judged = report(case.project)
    said = verdict(judged.evaluations["p0"], judged.plan)
    assert f"{said.headline} {said.reason}" == case.says
    assert dict(said.points) == case.points
    assert said.short == case.short


@pytest.mark.parametrize(
    ("project", "words"),
    [
        (TABLE + ERROR + FLOOR + CEILING, "2 cm better, 67 % of the gap"),
        (TABLE + ERROR + FLOOR, "2 cm better"),
        (TABLE + ERROR + FLOOR.replace("4}", "2}"), "level"),
        (TABLE + ERROR + FLOOR.replace("4}", "1.5}"), "0.5 cm worse"),
        (TABLE + ERROR, "–"),
        (RATED, "–"),
    ],
)
def test_the_floor_in_a_table(project: str, words: str) -> None:
    """A table says the same in a few words."""
    assert floor_words(report(project).evaluations["p0"]) == words


def test_a_missing_kind_says_what_to_ask() -> None:
    """Without a waiver a question, with one its reason, with one that ended both."""
    text = (
        TABLE + ERROR + FLOOR + "waivers:\n"
        "  - {kind: human, because: nobody can see it, until: 2019-12-01}\n"
        "  - {kind: published, because: none yet, until: 2019-05-01}\n"
    )
    said = [missing_words(missing) for missing in report(text).evaluations["p0"].missing]
    assert said == [
        "No requirement baseline: what must it reach to be worth shipping?",
        "No published baseline; its waiver ended: none yet",
        "No simple model baseline: what does a linear model on plain features reach?",
        "No mean prediction baseline: what does the constant answer reach?",
        "No human baseline, waived: nobody can see it",
    ]
