"""What becomes of answers: which files get which entry, what is there already, and what contradicts it."""

from __future__ import annotations

from dataclasses import replace
from datetime import date
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from planpress.deciding.answers import Answer, plain_decision, read_answers, read_until
from planpress.deciding.planning import planned, worded
from planpress.deciding.prompts import ask_for_answers
from planpress.model.meeting import AgendaItem, Meeting, MeetingDecision
from planpress.model.plan import Plan
from planpress.model.project import Decision
from planpress.model.sources import Places, SourceFile
from tests.lints.building import plan, project

DAY = date(2019, 6, 3)
SHIP = AgendaItem(9326, project="pose", question="Ship net-2?", recommendation="Yes: it keeps its limits.", minutes=15)
FIRST = AgendaItem(4, compare=("pose", "calls"), title="Which first")
WORDS = AgendaItem(5, text="Who labels in July?")
MEETING = Meeting(
    "june",
    "content/meetings/june.yml",
    "Planning, June",
    DAY,
    (SHIP, FIRST, WORDS),
    chair="Ada",
    places=Places("content/meetings/june.yml"),
)
PLAN = plan(
    project(path="content/projects/pose/project.yml", title="Pose estimation"),
    project("calls", path="content/projects/calls/project.yml"),
)


def added(*answers: Answer, plan: Plan = PLAN, meeting: Meeting = MEETING) -> list[tuple[str, Any]]:
    made = planned(plan, meeting, answers)
    assert made.conflicts == ()
    return [(one.path.split("/")[-2], dict(one.entry)) for one in made.additions]


def test_an_item_about_a_project() -> None:
    """Its meeting keeps the word, its project what it means to whoever reads it there."""
    assert added(Answer(9326, "Yes.", by=("Ada", "Ben"), because="it pays", overrides="priority")) == [
        ("meetings", {"number": 9326, "decision": "yes", "by": ("Ada", "Ben"), "because": "it pays", "overrides": "priority"}),
        ("pose", {"date": "2019-06-03", "decision": "Ship net-2? Yes", "by": ("Ada", "Ben"), "because": "it pays", "overrides": "priority"}),
    ]  # fmt: skip


def test_an_item_that_compares() -> None:
    """Each of the projects gets it, or those that are named; a project twice gets it once."""
    both = added(Answer(4, "pose first"))
    assert [name for name, _ in both] == ["meetings", "pose", "calls"]
    assert both[1][1] == both[2][1] == {"date": "2019-06-03", "decision": "pose first"}
    assert [name for name, _ in added(Answer(4, "pose first", projects=("pose", "pose")))] == ["meetings", "pose"]
    assert [name for name, _ in added(Answer(4, "neither", projects=()))] == ["meetings"]


def test_an_item_in_words() -> None:
    """A page or a text is kept by the meeting alone, unless a project is named."""
    assert added(Answer(5, "Ben")) == [("meetings", {"number": 5, "decision": "Ben"})]
    assert [name for name, _ in added(Answer(5, "Ben", projects=("calls",)))] == ["meetings", "calls"]


@pytest.mark.parametrize(
    ("item", "answer", "text"),
    [
        (SHIP, Answer(1, "Y"), "Ship net-2? Yes"),
        (SHIP, Answer(1, "NO"), "Ship net-2? No"),
        (SHIP, Answer(1, "later", date(2019, 7, 1)), "Ship net-2? Later, until 2019-07-01"),
        (SHIP, Answer(1, "only to  one\n cell"), "Ship net-2? only to one cell"),
        (replace(SHIP, question=None), Answer(1, "only to one cell"), "only to one cell"),
        (replace(SHIP, question=None), Answer(1, "no"), "Yes: it keeps its limits: no"),
        (replace(SHIP, question=None, recommendation=None), Answer(1, "yes"), "Yes, to what the packet of Planning, June recommends"),
        (FIRST, Answer(4, "later"), "Which first: later"),
    ],
)  # fmt: skip
def test_what_a_project_says(item: AgendaItem, answer: Answer, text: str) -> None:
    """With the question there is one; without, yes and no say to what, and any other text stands for itself."""
    assert worded(MEETING, item, answer) == text


def test_what_is_there_is_not_added_again() -> None:
    """Deciding the same again changes nothing, also where the project has it in other words by now."""
    answer = Answer(9326, "yes", by=("Ada",))
    had = MeetingDecision(9326, "yes", by=("Ada",))
    reworded = replace(
        PLAN, projects=(replace(PLAN.projects[0], decisions=(Decision(DAY, "We ship it"),)), PLAN.projects[1])
    )
    made = planned(reworded, replace(MEETING, decisions=(had,)), [answer])
    assert (made.additions, made.known) == ((), (9326,))
    # A decision that somebody wrote into the meeting's file by hand still goes to the project.
    assert [name for name, _ in added(answer, meeting=replace(MEETING, decisions=(had,)))] == ["pose"]
    same = replace(PLAN, projects=(replace(PLAN.projects[0], decisions=(Decision(DAY, "Ship net-2? Yes", ("Ada",)),)),))
    assert [name for name, _ in added(answer, plan=same)] == ["meetings"]


def test_what_was_decided_otherwise_is_never_changed() -> None:
    """The earlier decision is shown with its place, and nothing is added for the item."""
    had = MeetingDecision(9326, "no", by=("Ben",), because="a \x1b[31m bug")
    made = planned(
        PLAN, replace(MEETING, decisions=(had,)), [Answer(9326, "later", date(2019, 7, 1)), Answer(5, "Ben")]
    )
    assert [str(one) for one in made.conflicts] == [
        'content/meetings/june.yml: item 9326 was decided "no" by Ben, because "a \\u001b[31m bug"; now "later" until 2019-07-01'
    ]
    assert [one.path for one in made.additions] == ["content/meetings/june.yml"]
    twice = planned(PLAN, MEETING, [Answer(5, "Ben"), Answer(5, "Ada")])
    assert [str(one) for one in twice.conflicts] == ['this run: item 5 was decided "Ben"; now "Ada"']
    assert planned(PLAN, MEETING, [Answer(5, "Ben"), Answer(5, "Ben")]).conflicts == ()


@given(st.text(max_size=12))
def test_yes_no_and_later_however_typed(text: str) -> None:
    """Any text is one of the three or itself on one line, and reading it again changes nothing."""
    plain = plain_decision(text)
    assert plain_decision(plain) == plain
    assert plain in ("yes", "no", "later") or plain == " ".join(text.split())


def test_later_until() -> None:
    """`later` with a day, with `until`, alone; what is no day is refused."""
    assert read_until("later") == read_until("L") == ("later", None)
    assert read_until("later 2019-07-01") == read_until("Later until 2019-07-01") == ("later", date(2019, 7, 1))
    assert read_until("yes") is None
    with pytest.raises(ValueError, match="Invalid isoformat"):
        read_until("later in July")


@pytest.mark.parametrize(
    ("text", "found"),
    [
        ("", ["n.yml: error PP101 is empty; write schema: 1 and a title"]),
        ("schema: 1\n", ['n.yml:1:1: error PP111 the key "decisions" is missing']),
        (
            "schema: 1\ndecisions:\n  - {number: 9326, decision: 'no', until: 2019-07-01}\n",
            ['n.yml:3:5: error PP112 "{number: 9326, decision: no, until: 2019-07-01}" has an until, which belongs to a decision of later'],
        ),
        (
            "schema: 1\ndecisions:\n  - {number: 9236, decision: yes, projects: [posse]}\n"
            "  - {number: 8, decision: later, until: 2019-06-03}\n",
            [
                'n.yml:3:30: warning PP106 yes is a text here and true to other readers; write true, or "yes"',
                "n.yml:3:14: error PP608 no item has the margin number 9236 (did you mean 9326?)",
                'n.yml:3:46: error PP604 unknown project "posse" (did you mean "pose"?)',
                "n.yml:4:14: error PP608 no item has the margin number 8; there are 9326, 4 and 5",
                "n.yml:4:41: error PP112 until: 2019-06-03 is not after the meeting (2019-06-03)",
            ],
        ),
        (
            "schema: 1\nfoo: 1\ndecisions: [{number: 4, decision: '', foo: 1}]\n",
            [
                'n.yml:2:1: error PP110 unknown key "foo"; known here: schema and decisions',
                'n.yml:3:35: error PP112 decision: "" is empty; write a text',
                'n.yml:3:39: error PP110 unknown key "foo"; known here: number, decision, until, by, because, overrides and projects',
            ],
        ),
    ],
)  # fmt: skip
def test_files_of_answers(text: str, found: list[str]) -> None:
    """Everything that is wrong with a file is said at its line."""
    _, wrong = read_answers(SourceFile("n.yml", text.encode()), PLAN, MEETING)
    assert sorted(str(one) for one in wrong) == sorted(found)


def talk(*typed: str, meeting: Meeting = MEETING) -> tuple[tuple[Answer, ...], list[str]]:
    """What is answered by typing this, and all that is said and asked."""
    waiting, said = list(typed), []

    def ask(question: str, otherwise: str) -> str:
        said.append(f"{question} [{otherwise}]")
        return waiting.pop(0) or otherwise

    answers = ask_for_answers(PLAN, meeting, ask, said.append)
    assert waiting == []
    return answers, said


def test_what_is_asked() -> None:
    """Item by item, with the chair as who decides, and nothing for leaving it open."""
    answers, said = talk("", "y", "", "it pays", "", "", "", "5", "Ben", "Ada, Ben", "", "priority", meeting=MEETING)
    assert answers == (
        Answer(9326, "yes", None, ("Ada",), "it pays"),
        Answer(5, "Ben", None, ("Ada", "Ben"), None, "priority"),
    )
    assert said == [
        "Planning, June, 3 June 2019: 3 of 3 items are open",
        "a decision is yes, no, later, later 2019-07-01, or any other words; Enter alone leaves the item open",
        "instead of a margin number, done ends the questions",
        "margin number [9326]",
        "9326  Pose estimation (15 min)",
        "      Ship net-2?",
        "      recommended: Yes: it keeps its limits.",
        "decision []", "by [Ada]", "because []", "overrides []",
        "margin number [4]",
        "4  Which first",
        "decision []",
        "margin number [5]",
        "5  Who labels in July?",
        "decision []", "by [Ada]", "because []", "overrides []",
    ]  # fmt: skip


def test_notes_in_any_order() -> None:
    """A number goes to its item; slips of the pen and what has been decided are said; `done` ends."""
    decided = replace(MEETING, decisions=(MeetingDecision(4, "pose first"),))
    answers, said = talk(
        "9236", "x", "4", "9326.8", "later in July", "later 2019-06-01", "\x1b[A", "later 2019-07-01", "", "", "", "Done", meeting=decided
    )  # fmt: skip
    assert answers == (Answer(9326, "later", date(2019, 7, 1), ("Ada",)),)
    for line in (
        "Planning, June, 3 June 2019: 2 of 3 items are open",
        "no item has the margin number 9236 (did you mean 9326?); its last digit does not fit the others",
        '"x" is no margin number; type one as it stands in the margin, or done',
        "item 4 has been decided: pose first",
        "after later comes a day, as in later 2019-07-01; put any other text in other words",
        "2019-06-01 is not after the meeting (2019-06-03)",
        "that holds a control character; type it anew",
    ):
        assert line in said


def test_a_comparison_asks_for_projects() -> None:
    """Those that it compares, or some of them."""
    answers, said = talk("4", "pose first", "", "", "", "posse", "pose", "done")
    assert answers == (Answer(4, "pose first", None, ("Ada",), projects=("pose",)),)
    assert 'unknown project "posse" (did you mean "pose"?)' in said


def test_nothing_is_open() -> None:
    """Where every item is decided, nothing is asked."""
    every = tuple(MeetingDecision(item.number, "yes") for item in MEETING.agenda)
    assert talk(meeting=replace(MEETING, decisions=every)) == (
        (),
        ["Planning, June, 3 June 2019: every item is decided"],
    )
