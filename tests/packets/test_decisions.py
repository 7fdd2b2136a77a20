"""What a meeting is asked, and what it is told."""

from datetime import date
from typing import Any

import pytest

from planpress.document.blocks import Line
from planpress.model.decision import MeetingDecision
from planpress.model.meeting import AgendaItem, Meeting
from planpress.model.report import Report
from planpress.packets.decision_pages import CHOICES, IN_WORDS, of_project
from planpress.packets.nouns import Choice, Packet, Source
from planpress.packets.packet_contents import compose
from tests.case_files import cases
from tests.planning import AXES, judged

CASES = cases(__file__)

METRICS = "metrics: {score: {better: higher}, loss: {better: lower}}\ncapacity: 1\n"
RATED = "impact: {worth: 0.9}\nfeasibility: {ease: 0.9}\n"
LOW = "impact: {worth: 0.1}\nfeasibility: {ease: 0.1}\n"
TAKEN = "decisions: [{{date: 2019-05-02, decision: As it is, model: {}}}]\n"
RULE = "decide_by: r\nrules: {r: {rule: threshold, optimise: score, subject_to: ['loss < 5']}}\n"


def models(*rows: tuple[str, float, float]) -> str:
    said = ", ".join(f"{{model: {name}, score: {score}, loss: {loss}}}" for name, score, loss in rows)
    return f"models: {{rows: [{said}]}}\n"


PROJECTS = {
    "none": RATED,
    "low": LOW,
    "won": LOW + models(("a", 2, 1), ("b", 1, 1)) + RULE,
    "tied": LOW + models(("a", 2, 1), ("b", 2, 1)) + RULE,
    "missed": LOW + models(("a", 2, 6), ("b", 2, 9)) + RULE,
    "open": LOW + models(("a", 2, 6)),
    "decided": LOW + models(("a", 2, 1), ("b", 1, 1)) + RULE + TAKEN.format("b"),
    "without": LOW + models(("a", 2, 1), ("b", 1, 1)) + RULE + TAKEN.format("none"),
    "out": LOW + "screens: [{name: privacy, passed: false}]\n",
}


@pytest.fixture(scope="module")
def report() -> Report:
    return judged(AXES + METRICS, PROJECTS)


@pytest.mark.parametrize(("project", "asked", "boxes"), CASES["test_the_question_and_the_boxes_that_answer_it"])
def test_the_question_and_the_boxes_that_answer_it(project: str, asked: str, boxes: str, report: Report) -> None:
    """Each can be put off; what is answered otherwise has a line of its own."""
    page = of_project(AgendaItem(1, project=project), report, ())
    other = [] if project in ("missed", "open") else ["other:"]
    assert page.question == asked
    assert [one.words for one in page.choices] == [*(one.replace("_", " ") for one in boxes.split()), "later, until", *other]


@pytest.mark.parametrize(
    ("boxes", "asked"),
    [(CHOICES, ("Ship a?", "Orders first?", "Whole plan on one page?")),  # "or" and "who" as parts of words
     (IN_WORDS, ("Go on without a model, or stop?", "Which of the two gets the weeks?", " who labels in July?"))],
)  # fmt: skip
def test_yes_and_no_stand_only_below_what_they_answer(boxes: tuple[Choice, ...], asked: tuple[str, ...], report: Report) -> None:
    assert {of_project(AgendaItem(1, project="won", question=one), report, ()).choices for one in asked} == {boxes}


def test_what_the_meeting_wrote_wins(report: Report) -> None:
    item = AgendaItem(1, project="won", question="Ship a?", recommendation="Yes.", alternatives=("wait",))
    page = of_project(item, report, ("rank 3 → 2",))
    assert (page.question, page.recommendation) == ("Ship a?", "Yes.")
    assert page.because.startswith("Choose a. It has the highest score")
    assert [one.text for one in page.alternatives] == ["wait"]
    assert page.since == ("rank 3 → 2",)


def composed(report: Report, *items: AgendaItem, **more: Any) -> Packet:
    meeting = Meeting("m", "", "Meeting", date(2019, 6, 3), items, **{"appendix": "none", **more})
    return compose(report, meeting, None, lambda path: None, Source(site="https://x.org/p/"))


def test_times_add_up_where_every_item_has_one(report: Report) -> None:
    timed = composed(report, AgendaItem(4, project="won", minutes=50), AgendaItem(9, text="Rest", minutes=15.5))
    assert [(one.starts, one.minutes) for one in timed.items] == [("0:00", "50 min"), ("0:50", "15.5 min")]
    assert timed.ends == "1:05"
    items = AgendaItem(4, project="won", minutes=50), AgendaItem(9, text="Rest", minutes=15.5)
    clocked = composed(report, *items, start="23:30")
    assert ([one.starts for one in clocked.items], clocked.ends) == (["23:30", "00:20"], "00:35")
    assert (timed.begins, clocked.begins) == ("Begins after", "Begins")
    some = composed(report, AgendaItem(4, project="won", minutes=50), AgendaItem(9, text="Rest"))
    assert [(one.starts, one.minutes) for one in some.items] == [("", "50 min"), ("", "")] and some.ends == ""


@pytest.mark.parametrize("case", CASES["test_items_of_every_kind"], ids=lambda case: f"{case['item']}")
def test_items_of_every_kind(case: dict[str, Any], report: Report) -> None:
    """Several compared have a box for each; a page and a text have a decision page only where something is asked. A text
    that is a question is what is asked, one that is its title is not said twice, and what is gone is said to be."""
    (item,) = composed(report, AgendaItem(1, **case["item"])).items
    found: dict[str, Any] = {"title": item.title, "status": item.status, "url": item.url, "question": None}
    found["evidence"] = sum(len(one.blocks) for one in item.evidence)
    if page := item.decision:
        boxes, points = "; ".join(one.words for one in page.choices), [one.text for one in page.points]
        found |= {"question": page.question, "recommendation": page.recommendation, "boxes": boxes, "points": points}
    assert {name: found[name] for name in case["says"]} == case["says"]


def test_what_an_earlier_meeting_decided_stands_on_the_page(report: Report) -> None:
    taken = MeetingDecision(1, "later", until=date(2019, 8, 1), by=("Ada",), because="no data")
    (item,) = composed(report, AgendaItem(1, project="gone", question="Stop it?"), chair="Ada", decisions=(taken,)).items
    assert item.decision is not None and item.decision.signs == "Ada"
    assert item.decision.before == (Line("later until 1 Aug 2019 (Ada)", "3 Jun 2019", "no data"),)


def test_parts_have_the_numbers_of_the_margin(report: Report) -> None:
    """Those that notes are typed back by; a section that is no such part has none. The next models are the alternatives."""
    (item,) = composed(report, AgendaItem(4173, project="won")).items
    assert item.number == "4173" and item.decision is not None and item.decision.margins.question == "4173.1"
    assert [f"{one.lead}: {one.text}" for one in item.decision.alternatives] == ["b: 1 is below the 2 of a, behind by 1"]
    found = {one.id: one.margin for one in item.evidence}
    assert (found["factors"], found["models"], found["sources"]) == ("4173.6", "4173.8", "4173.20")


@pytest.mark.parametrize("project", ["decided", "without"])
def test_the_rules_choice_is_the_first_alternative_to_a_decision(report: Report, project: str) -> None:
    first, *_ = of_project(AgendaItem(1, project=project), report, ()).alternatives
    assert f"{first.lead}: {first.text}" == "a: the rule's choice"


def test_open_questions_are_those_that_the_agenda_does_not_have(report: Report) -> None:
    packet = composed(report, AgendaItem(1, project="missed"))
    (found,) = (one for one in packet.findings if one.id == "open")
    assert {line.lead for block in found.blocks for line in block.lines} == {"tied", "open"}


@pytest.mark.parametrize(
    ("depth", "sections"), [("none", []), ("short", ["method", "glossary"]), ("full", ["method", "tables", "glossary"])]
)
def test_how_much_of_an_appendix(depth: str, sections: list[str], report: Report) -> None:
    assert [one.id for one in composed(report, appendix=depth).appendix] == sections
