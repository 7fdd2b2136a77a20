"""What is asked of a project before it begins, and its steps: on its page, on paper, in lists and for the terminal."""

from pathlib import Path
from typing import Any

import pytest
import yaml

from planpress.document.blocks import Bullets, Heading
from planpress.formats.output_options import uncoloured
from planpress.formats.status_text import as_text
from planpress.sections import Subject
from planpress.sections.checklists import other_steps, present_steps
from planpress.sections.plan.ranked_projects import ranking_table
from planpress.sections.seven_questions import SECTION
from tests.planning import judged
from tests.sections.test_verdict import PLAN

CASES = yaml.safe_load(Path(__file__).with_name("seven_questions.yml").read_text("utf-8"))
DEBUGGING = "steps: {debug: 2019-05-02, look: {skip: no sets}}\n"


@pytest.mark.parametrize("case", CASES, ids=lambda case: case["title"])
def test_the_questions(case: dict[str, Any]) -> None:
    """Each answer is exactly this; what nothing answers says what to write."""
    section = SECTION.of(Subject("p", judged(PLAN, {"p": case["project"]}, case.get("stage", "planning"))))
    lines = [line for block in section.blocks for line in block.lines] if section else []  # type: ignore[union-attr]
    found = {number: str(line.text) for number, line in enumerate(lines, start=1)}
    assert len(found) == (7 if case["says"] else 0)
    assert {number: found[number] for number in case["says"]} == case["says"]
    assert all((text == "not said") == bool(line.note) for text, line in zip(found.values(), lines, strict=True))


def test_the_present_stage_stands_first_and_alone_on_paper() -> None:
    """A page has the other stages folded; each step says in words how it stands, and what to write if it is open."""
    report = judged(PLAN, {"p": DEBUGGING}, "training")
    (present,) = present_steps(Subject("p", report))
    assert isinstance(present, Bullets)
    (stage,) = present.lines
    assert (stage.lead, stage.text) == ("Training & debugging", "2 of 5 steps")
    said = [": ".join(filter(None, (str(line.lead), str(line.text), str(line.note)))) for line in stage.lines]
    assert said == [
        "simplest model: open: Write a baseline of kind simple-ml or mean-prediction",
        "implement: open: Write models",
        "debug: done on 2 May",
        "look at train, validation and test: skipped: no sets",
        "prioritise improvements: open: Write diagnosis with validation, and a reference for it",
    ]
    assert [(line.lead, line.text) for line in other_steps(Subject("p", report))] == [
        ("Planning & project setup", "0 of 4 steps"),
        ("Data collection & labelling", "0 of 3 steps"),
        ("Deploying & testing", "0 of 4 steps"),
    ]
    paper = Subject("p", report, paper=True)
    heading, steps = present_steps(paper)
    assert isinstance(heading, Heading) and str(heading.text) == "Training & debugging: 2 of 5 steps"
    assert isinstance(steps, Bullets) and steps.lines == stage.lines


@pytest.mark.parametrize(
    ("stage", "written"), [("null", ""), ("training", f"{DEBUGGING}status: {{state: paused, since: 2019-05-03}}\n")]
)
def test_no_steps_are_asked(stage: str, written: str) -> None:
    """A project without a stage has no present one; one that does not go on is asked nothing."""
    report = judged(PLAN, {"p": written}, stage)
    assert [*present_steps(Subject("p", report)), *other_steps(Subject("p", report))] == []
    assert "Steps" not in as_text(report, uncoloured)
    assert "steps" not in str(ranking_table(report).rows)


def test_lists_of_projects_say_what_is_done() -> None:
    """The home page counts, and the terminal names what is open."""
    report = judged(PLAN, {"p": DEBUGGING}, "training")
    assert "2 of 5 steps" in {str(cell.note) for cell in ranking_table(report).rows[0].cells}
    said = as_text(report, uncoloured)
    assert "Steps (1)\n  p, training: 2 of 5 steps; open: simplest model; implement; prioritise improvements\n" in said


def test_nothing_is_open_where_all_is_done() -> None:
    """A stage without an open step is no line of the terminal."""
    done = "steps: {strategy: 2019-05-01, ingest: 2019-05-02, labelling: {skip: no labels}}\n"
    assert "Steps" not in as_text(judged(PLAN, {"p": done}, "data"), uncoloured)
