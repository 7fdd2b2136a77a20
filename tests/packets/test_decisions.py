"""What a meeting is asked, and what it is told."""

from collections.abc import Sequence
from datetime import date
from typing import Any

import pytest

from planpress.model.decision import MeetingDecision
from planpress.model.meeting import AgendaItem, Meeting
from planpress.model.report import Report
from planpress.packets.decision_pages import CHOICES, IN_WORDS, of_project
from planpress.packets.nouns import Choice, Item, Packet, Source
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
    "short": LOW + models(("a", 2, 1)) + RULE + "requirements: [{metric: loss, below: 0.5}]\n",
    "out": LOW + "screens: [{name: privacy, passed: false}]\n",
}


@pytest.fixture(scope="module")
def report() -> Report:
    return judged(AXES + METRICS, PROJECTS)


def page_of(report: Report, item: AgendaItem, since: Sequence[str] = ()) -> Item:
    return of_project(item, report, since, ())


def said(item: Item, label: str) -> list[str]:
    """What a part of an item says, line by line; nothing where it has no such part."""
    lines = [line for part in item.parts if part.label == label for line in part.lines]
    return [": ".join(str(one) for one in (line.lead, line.text, line.note) if one) for line in lines]


@pytest.mark.parametrize(("project", "asked", "boxes"), CASES["test_the_question_and_the_boxes_that_answer_it"])
def test_the_question_and_the_boxes_that_answer_it(project: str, asked: str, boxes: str, report: Report) -> None:
    """Each can be put off; what is answered otherwise has a line of its own."""
    page = page_of(report, AgendaItem(1, project=project))
    assert said(page, "Question") == [asked]
    assert [one.words for one in page.choices] == [*boxes.split("; "), "Postpone to"]


@pytest.mark.parametrize(
    ("boxes", "asked"),
    [(CHOICES, ("Ship a?", "Orders first?", "Whole plan on one page?")),  # "or" and "who" as parts of words
     (IN_WORDS, ("Go on without a model, or stop?", "Which of the two gets the weeks?", " who labels in July?"))],
)  # fmt: skip
def test_yes_and_no_stand_only_below_what_they_answer(boxes: tuple[Choice, ...], asked: tuple[str, ...], report: Report) -> None:
    assert {page_of(report, AgendaItem(1, project="won", question=one)).choices for one in asked} == {boxes}


def test_what_the_meeting_wrote_wins(report: Report) -> None:
    item = AgendaItem(1, project="won", question="Ship a?", recommendation="Yes.", alternatives=("wait",))
    page = page_of(report, item, ("rank 3 → 2",))
    assert (said(page, "Question"), said(page, "Recommendation")) == (["Ship a?"], ["Yes."])
    assert (said(page, "Options"), said(page, "Since last time")) == (["wait"], ["rank 3 → 2"])
    assert [part.margin for part in page.parts] == ["1.1", "1.2", "", "1.3", "1.4", "1.5"]


@pytest.mark.parametrize("question", [None, "Ship it?"])
def test_what_the_plan_says_is_no_recommendation(question: str | None, report: Report) -> None:
    """It stands under its own name, a missed requirement before all."""
    page = page_of(report, AgendaItem(1, project="short", question=question))
    first, second, *_ = said(page, "What the plan says")
    assert "loss" in first and "a" in second
    assert said(page, "Recommendation") == []


def composed(report: Report, *items: AgendaItem, **more: Any) -> Packet:
    meeting = Meeting("m", "", "Meeting", date(2019, 6, 3), items, **more)
    return compose(report, meeting, None, lambda path: None, Source(site="https://x.org/p/"))


def test_times_add_up_where_every_item_has_one(report: Report) -> None:
    items = AgendaItem(4, project="won", minutes=50), AgendaItem(9, text="Rest", minutes=15.5)
    timed = composed(report, *items)
    assert [(one.place, one.time, one.minutes) for one in timed.items] == [("1", "0:00", "50 min"), ("2", "0:50", "15.5 min")]
    assert timed.ends == "1:05"
    clocked = composed(report, *items, start="23:30")
    assert ([one.time for one in clocked.items], clocked.ends) == (["23:30 to 00:20", "00:20 to 00:35"], "00:35")
    assert (timed.times, clocked.times) == ("Starts", "Time")
    some = composed(report, AgendaItem(4, project="won", minutes=50), AgendaItem(9, text="Rest"), start="10:00")
    assert [(one.time, one.minutes) for one in some.items] == [("", "50 min"), ("", "")] and some.ends == ""


@pytest.mark.parametrize("case", CASES["test_items_of_every_kind"], ids=lambda case: f"{case['item']}")
def test_items_of_every_kind(case: dict[str, Any], report: Report) -> None:
    """Several compared have a box for each; a page and a text have boxes only where something is asked. A text that is a
    question is what is asked, one that is its title is not said twice, and what is gone is said to be."""
    (item,) = composed(report, AgendaItem(1, **case["item"])).items
    found = {"title": item.title, "status": item.status, "url": item.url, "brief": item.brief,
             "boxes": "; ".join(one.words for one in item.choices),
             **{label: said(item, label) for label in ("Question", "About", "What the plan says")}}  # fmt: skip
    assert {name: found[name] for name in case["says"]} == case["says"]


def test_what_an_earlier_meeting_decided_stands_on_the_page(report: Report) -> None:
    taken = MeetingDecision(1, "later", until=date(2019, 8, 1), by=("Ada",), because="no data")
    (item,) = composed(report, AgendaItem(1, project="gone", question="Stop it?"), chair="Ada", decisions=(taken,)).items
    assert item.signs == "Ada"
    assert said(item, "Earlier decisions") == ["3 Jun 2019: later until 1 Aug 2019 (Ada): no data"]


def test_parts_have_the_numbers_of_the_margin(report: Report) -> None:
    """Those that notes are typed back by; a section that is no such part has none. The next models are the options."""
    packet = composed(report, AgendaItem(4173, project="won"), appendix="full")
    (item,), (dossier,) = packet.items, packet.dossiers
    assert item.number == "4173" and item.parts[0].margin == "4173.1"
    assert [one.partition(":")[0] for one in said(item, "Options")] == ["b"]
    found = {one.id: one.margin for one in dossier.sections}
    assert (found["verdict"], found["factors"], found["models"]) == ("", "4173.6", "4173.8")


@pytest.mark.parametrize("project", ["decided", "without"])
def test_the_rules_choice_is_the_first_option_beside_a_decision(report: Report, project: str) -> None:
    assert said(page_of(report, AgendaItem(1, project=project)), "Options")[0] == "a: picked by the rule"


def test_the_rest_of_the_plan_is_what_the_agenda_does_not_have(report: Report) -> None:
    """A line for each other project, and the open questions about them."""
    projects, questions = composed(report, AgendaItem(1, project="missed")).others
    assert (projects.title, questions.title) == ("Other projects", "Other open questions")
    assert {line.lead for block in projects.blocks for line in block.lines} == {*PROJECTS} - {"missed"}
    assert {line.lead for block in questions.blocks for line in block.lines} == {"tied", "open", "short"}


@pytest.mark.parametrize(("depth", "dossiers"), [("none", 0), ("short", 2), ("full", 2)])
def test_how_much_evidence(depth: str, dossiers: int, report: Report) -> None:
    """Dossiers of all that the agenda is about, each once, in the packet's order; the short ones have no narrative."""
    items = AgendaItem(1, compare=("won", "gone", "tied")), AgendaItem(2, project="won")
    made = composed(report, *items, appendix=depth).dossiers
    assert [one.title for one in made] == ["won", "tied"][:dossiers]


def test_the_words_are_those_that_are_used(report: Report) -> None:
    """And where the plan is online, a code leads to its method."""
    meeting = Meeting("m", "", "Meeting", date(2019, 6, 3), ())
    made = compose(report, meeting, None, lambda path: None, Source(method="https://x.org/p/scoring.html"))
    assert (made.method.url, made.method.code) == ("https://x.org/p/scoring.html", "method.svg")
    assert "Margin number" in {str(line.lead) for line in made.method.words}
    assert "Human level" not in {str(line.lead) for line in made.method.words}
    assert composed(report).method.code == ""
