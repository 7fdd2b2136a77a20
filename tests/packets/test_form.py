"""The form of a packet: how long it is, what stands on the page of a question, and what is not printed."""

import re
from dataclasses import dataclass

import pytest

from planpress.deciding import unasked
from planpress.packets.meeting_lookup import whole_plan
from planpress.workflows.print_packet import packet
from tests.conftest import run_planpress
from tests.packets.conftest import Printed
from tests.packets.paper_items import PaperItem, dossiers, flow, items, tables
from tests.packets.reading import HEAD_BELOW, flat, needs_poppler, pages_of, pages_with_places, text_of
from tests.packets.tagged import document

pytestmark = pytest.mark.process

JUNE = {
    "Pose estimation for grasping": "10:00 to 10:15",
    "What the language team does next": "10:15 to 10:30",
    "Routing Korean service calls": "10:30 to 10:40",
    "How this plan is kept": "10:40 to 10:45",
    "Who labels while the perception team is at the fair?": "10:45 to 10:50",
}
"""The items of the demonstration's meeting, each with its times."""


@dataclass(frozen=True)
class Paper:
    """A packet, its items, and the text of each page."""

    pdf: bytes
    items: list[PaperItem]
    pages: list[str]


def read(pdf: bytes) -> Paper:
    return Paper(pdf, items(document(pdf)), pages_of(pdf))


@pytest.fixture(scope="module")
def june(printed: Printed) -> Paper:
    done = run_planpress("packet", "june", "-o", "june.pdf", cwd=printed.root)
    assert done.returncode == 0, done.stderr
    return read((printed.root / "june.pdf").read_bytes())


@pytest.fixture(scope="module")
def whole(printed: Printed) -> Paper:
    return read(packet(printed.report, whole_plan(printed.report), printed.root).pdf)


@needs_poppler
def test_a_meeting_of_five_questions_has_eight_pages_and_the_plan_fourteen(june: Paper, whole: Paper) -> None:
    assert len(june.items) == 5 and len(june.pages) <= 8
    assert len(whole.pages) <= 14
    for paper in (june, whole):
        assert "Agenda" in paper.pages[0] and "The plan on one page" in paper.pages[1]
        assert [sorted(item.pages) for item in paper.items] == [[at] for at in range(3, len(paper.items) + 3)]
        assert [item.place for item in paper.items] == [str(at) for at in range(1, len(paper.items) + 1)]


@needs_poppler
@pytest.mark.parametrize("name", ["june", "whole"])
def test_the_page_of_a_question_has_its_evidence_and_room_for_the_answer(name: str, request: pytest.FixtureRequest) -> None:
    paper: Paper = request.getfixturevalue(name)
    for item in paper.items:
        (page,) = item.pages
        drawn = [tag for each in item.rest for tag in ([each] if each.kind == "Figure" else each.all("Figure"))]
        measured = "No model yet" not in item.parts.get("What the plan says", "No model yet")
        assert bool(drawn) == measured and len(drawn) <= 2
        assert flat("Postpone to") in flat(paper.pages[page - 1]) and "Reason" in paper.pages[page - 1]
        if "Rank" in item.status:
            assert item.parts.keys() >= {"Question", "What the plan says"}


@needs_poppler
def test_a_project_with_nothing_to_decide_has_a_line(whole: Paper, printed: Printed) -> None:
    """And each with something that waits has its page, in the words of the next meeting where that asks."""
    titles, open_ones = printed.report.names(), {one.projects[0] for one in unasked(printed.report)}
    compared = "What the language team does next"
    assert {item.title for item in whole.items} == {titles[name] for name in open_ones} | {compared}
    asked = {item.title: item.parts["Question"] for item in whole.items}
    assert asked["Pose estimation for grasping"] == "Take net-b to the second cell?"
    assert asked["Spare-part search"] == "Continue with siamese-2?"
    rest = flat(whole.pages[-1])
    for line in ("Spare-part demand forecast: Done on 31 May 2019", "Caller mood from the voice: Stopped on 17 Apr 2019"):
        assert flat(line) in rest
    assert flat("Other open questions") in rest and flat("Does it stay with one owner a project?") in rest


def test_times_of_day(june: Paper) -> None:
    found = {item.title: item.status.partition(" (")[0] for item in june.items}
    assert found == JUNE


def test_the_plan_recommends_nothing_that_was_not_asked(june: Paper) -> None:
    """What it says stands under its own name; a recommendation is that of the agenda."""
    assert not any("Recommendation" in item.parts for item in june.items)
    pose, _, calls, *_ = june.items
    assert pose.parts["What the plan says"].startswith("Requirements: Misses 2 of 3")
    assert "net-b" in pose.parts["What the plan says"]
    assert calls.parts["Earlier decisions"].startswith("20 May 2019: Keep the threshold at 0.90")


def test_several_projects_stand_side_by_side(june: Paper) -> None:
    (table,) = tables(june.items[1].rest)
    assert table.columns == ["", "Invoice fields", "Duplicate service tickets"]
    said = {row[0].text: [cell.text for cell in row[1:]] for row in table.rows}
    assert said["Effort"] == ["7 person-weeks (6 to 8)", "2 person-weeks (1 to 4)"]
    assert said["Next milestone"] == ["24 Jun: Ten suppliers", "1 Jul: Side panel for all desks"]
    assert [text[:11] for text in said["Decisions"]] == ["28 Mar 2019", "31 May 2019"]


@needs_poppler
@pytest.mark.parametrize("name", ["june", "whole", "complete"])
def test_every_page_is_a_third_full(name: str, request: pytest.FixtureRequest) -> None:
    """The last one of a dossier, too."""
    made = request.getfixturevalue(name)
    for page in pages_with_places(made if isinstance(made, bytes) else made.pdf):
        lowest = max(word.bottom for word in page.words if word.bottom < page.height - HEAD_BELOW)
        assert lowest - HEAD_BELOW > (page.height - 2 * HEAD_BELOW) / 3


@needs_poppler
def test_no_path_and_no_code_of_a_finding(june: Paper, whole: Paper, complete: bytes) -> None:
    for said in ("".join(june.pages), "".join(whole.pages), text_of(complete)):
        assert re.findall(r"content/\S*|\bPP\d{3}\b|settles:", said) == []


def test_evidence_is_appended_where_it_is_asked_for(june: Paper, whole: Paper, printed: Printed) -> None:
    """By the command, and by the meeting; by default there is none."""
    assert dossiers(document(june.pdf)) == dossiers(document(whole.pdf)) == []
    done = run_planpress("packet", "june", "--evidence", "-o", "evidence.pdf", cwd=printed.root)
    assert done.returncode == 0, done.stderr
    found = dossiers(document((printed.root / "evidence.pdf").read_bytes()))
    assert {one.title for one in found} == {
        "Pose estimation for grasping", "Invoice fields", "Duplicate service tickets", "Routing Korean service calls",
    }  # fmt: skip
    assert all(one.sections.keys() >= {"In short", "Models and baselines", "Lifecycle", "Narrative"} for one in found)


def test_a_table_of_up_to_eight_rows_stays_together(complete: bytes) -> None:
    every = [table for tag in flow(document(complete)) for table in tables([tag]) if len(table.rows) <= 8]
    assert len(every) > 30
    assert [len({page for row in table.rows for cell in row for page in cell.pages}) for table in every if table.rows] == [1] * len(every)
