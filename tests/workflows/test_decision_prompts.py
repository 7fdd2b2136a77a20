"""What `planpress decide` asks in a terminal, and what it makes of what is typed."""

from dataclasses import replace
from datetime import date

import pytest

from planpress.model.decision import MeetingDecision
from planpress.model.meeting import AgendaItem, Meeting
from planpress.workflows.decision_prompts import ask_for_decisions, read_until
from tests.lints.building import plan, project

DAY = date(2019, 6, 3)
SHIP = AgendaItem(9326, project="pose", question="Ship net-2?", recommendation="Yes: it keeps its limits.", minutes=15)
FIRST = AgendaItem(4, compare=("pose", "calls"), title="Which first")
WORDS = AgendaItem(5, text="Who labels in July?")
MEETING = Meeting("june", "content/meetings/june.yml", "Planning, June", DAY, (SHIP, FIRST, WORDS), chair="Ada")
PLAN = plan(project(title="Pose estimation"), project("calls"))


def test_later_until() -> None:
    """`later` with a day, with `until`, alone; what is no day is refused."""
    assert read_until("later") == read_until("L") == ("later", None)
    assert read_until("later 2019-07-01") == read_until("Later until 2019-07-01") == ("later", date(2019, 7, 1))
    assert read_until("yes") is None
    with pytest.raises(ValueError, match="Invalid isoformat"):
        read_until("later in July")


def talk(*typed: str, meeting: Meeting = MEETING) -> tuple[tuple[MeetingDecision, ...], list[str]]:
    """What is decided by typing this, and all that is said and asked."""
    waiting, said = list(typed), []

    def ask(question: str, otherwise: str) -> str:
        said.append(f"{question} [{otherwise}]")
        return waiting.pop(0) or otherwise

    decisions = ask_for_decisions(PLAN, meeting, ask, said.append)
    assert waiting == []
    return decisions, said


def test_what_is_asked() -> None:
    """Item by item, with the chair as who decides, and nothing for leaving it open."""
    decisions, said = talk("", "y", "", "it pays", "", "", "", "5", "Ben", "Ada, Ben", "", "priority", meeting=MEETING)
    assert decisions == (
        MeetingDecision(9326, "yes", by=("Ada",), because="it pays"),
        MeetingDecision(5, "Ben", by=("Ada", "Ben"), overrides="priority"),
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
    decisions, said = talk(
        "9236", "x", "4", "9326.8", "later in July", "later 2019-06-01", "\x1b[A", "later 2019-07-01", "", "", "", "Done", meeting=decided
    )  # fmt: skip
    assert decisions == (MeetingDecision(9326, "later", until=date(2019, 7, 1), by=("Ada",)),)
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
    decisions, said = talk("4", "pose first", "", "", "", "posse", "pose", "done")
    assert decisions == (MeetingDecision(4, "pose first", by=("Ada",), projects=("pose",)),)
    assert 'unknown project "posse" (did you mean "pose"?)' in said


def test_nothing_is_open() -> None:
    """Where every item is decided, nothing is asked."""
    every = tuple(MeetingDecision(item.number, "yes") for item in MEETING.agenda)
    assert talk(meeting=replace(MEETING, decisions=every)) == (
        (),
        ["Planning, June, 3 June 2019: every item is decided"],
    )
