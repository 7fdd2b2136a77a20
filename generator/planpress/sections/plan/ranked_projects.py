"""The tables that list projects: on the home page and in a packet."""

import json
from collections.abc import Collection, Iterable, Mapping, Sequence
from dataclasses import replace

from planpress.document.blocks import Cell, Row, Table
from planpress.document.labels import owner_label, stage_label
from planpress.model.plan import Plan
from planpress.model.ranking import line_words
from planpress.model.report import Report
from planpress.model.text import Styled, Text, Words, joined
from planpress.sections.plan import attention
from planpress.sections.plan.project_cells import COLUMNS, SCORES, SIGNS, line_of, owner_words
from planpress.sections.section import Subject

STATES: Mapping[str, str] = {
    "in": "In",
    "too-close": "Too close",
    "stuck": "Stuck",
    "decide": "Decide",
    "overdue": "Overdue",
    "misses": "Misses a limit",
    "no-model": "No model",
}
"""What a project can be filtered by on the home page, and what each state is called, in the order of showing."""

_SHOWN = ("stuck", "overdue", "misses")
"""The states that a row names: the others are seen in its columns."""

PORTFOLIO = ("rank", "project", "stage", "priority", "range", "impact drawn", "feasibility drawn", "people", "next")
PAPER = ("rank", "project", *SCORES, "stage", "chosen")


def ranked_subjects(report: Report) -> list[Subject]:
    """Every project: in rank order, then those without a score, then those left out."""
    return [Subject(name, report) for name in report.order()]


def ranking_table(report: Report) -> Table:
    """The table of all projects, for the home page, with the states that it can be filtered by."""
    subjects, states = ranked_subjects(report), states_of(report)
    beyond = first_beyond(subjects)
    rows = (_row(one, states.get(one.id, ()), ruled=one.id == beyond) for one in subjects)
    heads, caption = tuple(COLUMNS[name][0] for name in PORTFOLIO), ranking_caption(subjects, subjects)
    return Table(caption, heads, tuple(rows), id="projects", lined=_lined(report.plan), filters=tuple(STATES.items()))


def first_beyond(subjects: Iterable[Subject]) -> str | None:
    """The first of these projects for which there is no room, above which a list has its line; None without one."""
    return next((one.id for one in subjects if _lined(one.plan) and line_of(one) == "out"), None)


def _lined(plan: Plan) -> bool:
    """Whether the capacity is a line in the order: that of teams lets later projects in."""
    return plan.capacity is not None and not plan.capacity.teams


def states_of(report: Report) -> Mapping[str, tuple[str, ...]]:
    """The states of each project in the order, in theirs; of one that is left out at most that it is stuck."""
    finders = {"too-close": attention.too_close, "stuck": attention.stuck, "decide": attention.decide}
    listed = {state: {item.project for item in find(report)} for state, find in finders.items()}
    found = {}
    for entry in (*report.ranking.ordered, *report.ranking.unscored):
        evaluation = report.evaluations[entry.id]
        due = [one.date for one in evaluation.project.milestones if not one.done]
        due += [evaluation.project.review_by] if evaluation.project.review_by else []
        holds = {
            "in": entry.line == "in",
            **{state: entry.id in projects for state, projects in listed.items()},
            "overdue": any(day < report.plan.as_of for day in due),
            "misses": any(result.status == "missed" for result in evaluation.requirements),
            "no-model": evaluation.chosen is None,
        }
        found[entry.id] = tuple(state for state in STATES if holds[state])
    return {**found, **{out.id: ("stuck",) for out in report.ranking.left_out if out.id in listed["stuck"]}}


def paper_ranking(subjects: Sequence[Subject], caption: Words, changed: Collection[str]) -> Table:
    """The same on paper, a line a project. Rows of `changed` projects have a bar in the margin."""
    columns = tuple(COLUMNS[name][0] for name in PAPER)
    beyond = first_beyond(subjects)
    texts = ((one.id, (Cell(COLUMNS[name][1](one).text) for name in PAPER)) for one in subjects)
    rows = (Row(tuple(cells), ruled=name == beyond, changed=name in changed) for name, cells in texts)
    return Table(caption, columns, tuple(rows))


def key_of_marks(subjects: Iterable[Subject]) -> Text:
    """What the marks before the ranks of these projects mean: `● among the first 3, ○ not`."""
    lines = {line: one.plan.capacity for one in subjects if (line := line_of(one)) is not None}
    said = {line: line_words(line, capacity) for line, capacity in lines.items()}
    if "in" in said and said.get("out") == f"not {said['in']}":
        said["out"] = "not"
    return joined((Text(Styled(f"{SIGNS[line]} ", "mark"), words) for line, words in said.items()), ", ")


def ranking_caption(subjects: Sequence[Subject], shown: Sequence[Subject]) -> Text:
    """What a table in rank order shows, and what its marks mean; on a page as long as it is in that order."""
    said = Text("All projects", Styled(" by priority", "in-order"))
    if len(shown) < len(subjects):
        said = Text(f"The first {len(shown)} of {len(subjects)} projects")
    key = key_of_marks(shown)
    by_teams = any(one.plan.capacity and one.plan.capacity.teams for one in subjects)
    line = "" if by_teams else Styled("; the rule marks the cut-off", "in-order")
    return Text(said, ": ", key, line) if key else said


def _row(subject: Subject, states: Sequence[str], *, ruled: bool) -> Row:
    out, project = subject.project.left_out, subject.project
    names = PORTFOLIO if out is None else PORTFOLIO[:2]
    cells = [COLUMNS[name][1](subject) for name in names]
    said = " · ".join(STATES[state].lower() for state in states if state in _SHOWN)
    named = [Styled(said, "states")] if said else []
    cells[1] = replace(cells[1], note=joined((owner_words(subject), *named), " · "))
    if out is not None:
        cells.append(Cell(out.words, span=len(PORTFOLIO) - 2))
    data = {
        "stage": project.current_stage or "",
        "stage-words": stage_label(project.current_stage) if project.current_stage else "",
        "owner": project.owner or "",
        "owner-words": owner_label(project.owner, subject.plan) if project.owner else "",
        "tags": json.dumps(list(project.tags), ensure_ascii=False),
        "states": json.dumps(list(states)),
    }
    line = line_of(subject)
    data |= {"screened-out": ""} if out is not None else {"line": line} if line else {}
    look = "out" if out is not None else ""
    return Row(tuple(cells), ruled=ruled, id=subject.id, look=look, data=tuple(data.items()))
