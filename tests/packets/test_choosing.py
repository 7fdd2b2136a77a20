"""Which projects a packet is about: a selection, what changed, and which meeting is meant by a name."""

from dataclasses import replace
from datetime import date
from functools import cache
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from planpress.model.errors import PlanpressError
from planpress.model.meeting import Meeting
from planpress.model.report import Report
from planpress.packets.meeting_lookup import changed, find_meeting, selection, whole_plan
from planpress.packets.selection import FIELDS, selected
from planpress.reading.tree import MemoryTree
from planpress.workflows.check_plan import check, conclude
from tests.case_files import cases
from tests.comparing.building import BASE, INVOICES, compared, edited
from tests.planning import AXES, judged

CASES = cases(__file__)
PROJECTS = {
    "calls": "impact: {worth: 0.9}\nfeasibility: {ease: 0.2}\ntags: [speech, call centre]\nowner: speech\n"
    "milestones: [{date: 2019-07-01, title: Change the flow?, decide: true}]\n",
    "invoices": "impact: {worth: 0.4}\nfeasibility: {ease: 0.8}\ntags: [documents]\narchetype: software-2.0\n",
    "pose": "impact: {worth: 0.8}\nfeasibility: {ease: 0.7}\ntags: [robotics]\nowner: Kim Lee\nrequirements:\n"
    "  - {metric: error, below: 1}\nreview_by: 2019-05-20\n",
    "voices": "impact: {worth: 0.8}\nfeasibility: {ease: 0.7}\nscreens: [{name: privacy, passed: false}]\n",
}
PLAN = (
    f"{AXES}capacity: 1\nmetrics: {{error: {{better: lower}}}}\nteams: {{speech: {{label: Speech team}}}}\n"
)


@cache
def report() -> Report:
    return judged(PLAN, PROJECTS)


@pytest.mark.parametrize("case", CASES["selects"], ids=lambda case: case["expression"])
def test_selects(case: dict[str, str]) -> None:
    """An expression selects these projects, in rank order."""
    assert " ".join(selected(report(), case["expression"])) == case["names"]


NAMES = "id, title, stage, status, owner, tag, archetype, quadrant, line, requirement, screened_out, rank, priority, impact, feasibility and within_capacity"
LONG = [
    {"expression": "not " * 60 + "rank=1", "message": "nested deeper than 50 levels; write it flatter", "mark": 50, "shown": ("not " * 60)[146:226]},
    {"expression": "rank=1 or " * 300 + "rank=1", "mark": None,
     "message": "the selection is longer than 2,000 characters; name the projects in a meeting"},
    {"expression": "tag=\x1b[31m", "mark": 4, "shown": "tag=\\u001b[31m",  # as a terminal can show it
     "message": '"\\u001b" means nothing here; put a text with signs into quotes'},
]  # fmt: skip


@pytest.mark.parametrize("case", [*CASES["refused"], *LONG], ids=lambda case: case["expression"][:30])
def test_says_what_is_wrong(case: dict[str, Any]) -> None:
    """An expression that cannot be read is quoted, with a mark below the place and the way out."""
    with pytest.raises(PlanpressError) as problem:
        selected(report(), case["expression"])
    first, *rest = str(problem.value).split("\n")
    assert first.removeprefix("--select: ") == case["message"].replace("NAMES", NAMES)
    if case["mark"] is not None:
        assert rest == [f"  {case.get('shown', case['expression'])}", f"  {' ' * case['mark']}^"]


WORDS = st.sampled_from([*FIELDS, "and", "or", "not", "=", "!=", "<", "(", ")", "'", "data", "1", "x;", "\x1b", "\n"])


@given(st.lists(WORDS, max_size=12).map(" ".join) | st.text(max_size=30))
def test_any_text_is_read_or_refused(expression: str) -> None:
    """Whatever is written, it selects projects of the plan or is refused in words that a terminal can show."""
    try:
        assert set(selected(report(), expression)) <= set(PROJECTS)
    except PlanpressError as problem:
        assert all(line.isprintable() for line in str(problem).split("\n"))


@given(st.sampled_from(["rank<=2", "tag=robotics", "impact>0.5", "screened_out=no"]), st.sampled_from(["rank=1", "stage=planning", "owner!=speech"]))  # fmt: skip
def test_and_or_not_are_those_of_sets(one: str, other: str) -> None:
    """`and` is the intersection, `or` the union, `not` the rest."""
    first, second, every = set(selected(report(), one)), set(selected(report(), other)), set(PROJECTS)
    assert set(selected(report(), f"{one} and {other}")) == first & second
    assert set(selected(report(), f"{one} or {other}")) == first | second
    assert set(selected(report(), f"not ({one})")) == every - first
    assert set(selected(report(), f"not {one} or {other}")) == (every - first) | second


def test_the_meetings_that_a_plan_and_a_selection_stand_for() -> None:
    """They have the plan's title and day, and items about what is open, with the numbers that they have in a file."""
    whole, some = whole_plan(report()), selection(report(), "rank<=2")
    assert whole.projects == ("pose", "invoices", "calls", "voices")
    assert (whole.title, whole.date, whole.path) == ("Plan", date(2019, 6, 1), "")
    assert [(item.project, item.number) for item in whole.agenda] == [("pose", 9326), ("calls", 9087)]
    assert (some.projects, some.agenda) == (("pose", "invoices"), whole.agenda[:1])
    with pytest.raises(PlanpressError, match='--select: no project of 4 is selected by "rank > 9"'):
        selection(report(), "rank > 9")


@pytest.mark.parametrize(
    ("was", "now", "projects"), [("worth: 3", "worth: 5", ["invoices", "pose"]), ("stage:", "summary: Read.\nstage:", ["invoices"])]
)
def test_what_changed_since_a_revision(was: str, now: str, projects: list[str]) -> None:
    """A project is in it for an edit of its own, and for what follows from another's; in rank order."""
    files = edited({INVOICES: ((was, now),)})
    plan = conclude(check(MemoryTree.of(files.items()), lambda: date(2019, 6, 1)))
    assert [*changed(plan, compared(BASE, files)).projects] == projects
    with pytest.raises(PlanpressError, match="no project changed since base; name an earlier revision"):
        changed(plan, compared(files, files))


MEETINGS = tuple(
    Meeting(name, f"content/meetings/{name}.yml", title, date.fromisoformat(name[:10]), ())
    for name, title in (("2019-05-06-planning", "Planning, May"), ("2019-06-03-planning", "Planning, June"), ("2019-06-10-budget", "Money"))
)


@pytest.mark.parametrize(("named", "found"), CASES["found"])
def test_a_meeting_is_found(named: str, found: str) -> None:
    """By its id, by a part of its name or title that no other has, and by its path."""
    assert find_meeting(MEETINGS, named).id == found


@pytest.mark.parametrize(("named", "message"), CASES["lost"])
def test_a_meeting_is_not_found(named: str, message: str) -> None:
    """None, or several, are listed."""
    with pytest.raises(PlanpressError) as problem:
        find_meeting(MEETINGS, named)
    assert str(problem.value) == message


def test_no_meetings_at_all() -> None:
    """Where there is none the message says where one goes; of many the latest are listed."""
    with pytest.raises(PlanpressError, match=r"write content/meetings/2019-06-01-name\.yml"):
        find_meeting((), "x")
    many = [replace(MEETINGS[0], id=f"2019-05-{day:02}-a", title="A") for day in range(1, 15)]
    with pytest.raises(PlanpressError, match=r"2019-05-14-a, .* and 6 more"):
        find_meeting(many, "zzz")
