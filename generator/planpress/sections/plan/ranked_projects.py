"""The tables that list projects: on the home page and in a packet."""

import json
from collections.abc import Callable, Collection, Iterable, Iterator, Mapping, Sequence
from dataclasses import replace
from functools import partial

from planpress.document.blocks import Cell, Column, Row, Table
from planpress.document.labels import owner_label, stage_label
from planpress.model.ranking import LINE_LABELS, Line, Priority
from planpress.model.report import Report
from planpress.model.site_pages import project_page
from planpress.model.stages import STAGES
from planpress.model.text import Name, Styled, Text, Words, joined
from planpress.model.wording import at_start, fixed
from planpress.sections.checklists import steps_done
from planpress.sections.plan import attention
from planpress.sections.section import Subject
from planpress.sections.standing import floor_text
from planpress.sections.verdict import next_words, short_verdict

_SIGNS: Mapping[Line, str] = {"in": "●", "on-the-line": "◇", "out": "○"}
"""How a row says on its own whether its project can be carried, in whatever order the rows stand."""

STATES: Mapping[str, str] = {
    "in": "In",
    "too-close": "Too close",
    "stuck": "Stuck",
    "decide": "Decide",
    "overdue": "Overdue",
    "misses": "Misses a requirement",
    "no-model": "No model",
}
"""What a project can be filtered by on the home page, and what each state is called, in the order of showing."""

SCORES = ("priority", "impact", "feasibility")
PORTFOLIO = ("rank", "project", *SCORES, "stage", "owner", "chosen", "floor", "next")
PAPER = ("rank", "project", *SCORES, "stage", "chosen")


def ranked_subjects(report: Report) -> list[Subject]:
    """Every project: in rank order, then those without a score, then those left out."""
    return [Subject(name, report) for name in report.order()]


def ranking_table(report: Report) -> Table:
    """The table of all projects, for the home page, with the states that it can be filtered by."""
    subjects, states = ranked_subjects(report), states_of(report)
    lined = report.plan.capacity is not None and not report.plan.capacity.teams
    beyond = next((one.id for one in subjects if lined and _line(one) == "out"), None)
    rows = (_row(one, states.get(one.id, ()), ruled=one.id == beyond) for one in subjects)
    heads, caption = tuple(_COLUMNS[name][0] for name in PORTFOLIO), ranking_caption(subjects, subjects)
    return Table(caption, heads, tuple(rows), id="projects", lined=lined, filters=tuple(STATES.items()))


def states_of(report: Report) -> Mapping[str, tuple[str, ...]]:
    """The states of each project that is not screened out, in their order."""
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
    return found


def paper_ranking(subjects: Sequence[Subject], caption: Words, changed: Collection[str], *, short: bool) -> Table:
    """The same on paper; a `short` one has one line a project. Rows of `changed` projects have a bar in the margin."""
    columns = [_COLUMNS[name][0] for name in PAPER[:-1]]
    columns.append(Column("Chosen model" if short else "Chosen model, against the floor"))
    lined = any(one.plan.capacity and not one.plan.capacity.teams for one in subjects)
    beyond = next((one.id for one in subjects if lined and _line(one) == "out"), None)
    rows = (
        Row(tuple(_paper_cells(one, short=short)), ruled=one.id == beyond, changed=one.id in changed)
        for one in subjects
    )
    return Table(caption, tuple(columns), tuple(rows), whole=not short)


def key_of_marks(subjects: Iterable[Subject]) -> Text:
    """What the marks before the ranks of these projects mean: `● within capacity, ○ beyond capacity`."""
    lines = dict.fromkeys(line for line in map(_line, subjects) if line is not None)
    return joined((Text(Styled(f"{_SIGNS[line]} ", "mark"), LINE_LABELS[line]) for line in lines), ", ")


def sign_of(subject: Subject) -> Text:
    """The mark before the name of a project, for the eye and for those who listen; nothing without a capacity."""
    line = _line(subject)
    return Text(Styled(f"{_SIGNS[line]} ", "mark")) if line is not None else Text()


def ranking_caption(subjects: Sequence[Subject], shown: Sequence[Subject], whole: str = "All projects") -> Text:
    """What a table in rank order shows, and what its marks mean; on a page as long as it is in that order."""
    said = Text(whole, Styled(" by priority", "in-order"))
    if len(shown) < len(subjects):
        said = Text(f"The first {len(shown)} of {len(subjects)} projects")
    key = key_of_marks(shown)
    by_teams = any(one.plan.capacity and one.plan.capacity.teams for one in subjects)
    line = "" if by_teams else Styled("; the line is where capacity ends", "in-order")
    return Text(said, ": ", key, line) if key else said


def _paper_cells(subject: Subject, *, short: bool) -> Iterator[Cell]:
    out, owner = subject.project.left_out, owner_label(subject.project.owner, subject.plan)
    against = "" if str(floor_text(subject)) == "–" else str(floor_text(subject))
    notes = {"project": owner if out is None else f"{owner}; {out.words}",
             "chosen": "; ".join(filter(None, (beside(subject), against if out is None else "")))}  # fmt: skip
    for name in PAPER:
        cell = _COLUMNS[name][1](subject)
        yield Cell(cell.text, "" if short else notes.get(name, cell.note))


def _row(subject: Subject, states: Sequence[str], *, ruled: bool) -> Row:
    out, project = subject.project.left_out, subject.project
    names = [name for name in PORTFOLIO if out is None or name not in SCORES]
    cells = [_COLUMNS[name][1](subject) for name in names]
    cells[1] = replace(cells[1], note=" · ".join(STATES[state] for state in states if state != "in"))
    if out is not None:
        cells.insert(2, Cell(f"{out.words}", span=len(SCORES)))
    data = {
        "stage": project.current_stage or "",
        "owner": project.owner or "",
        "tags": json.dumps(list(project.tags), ensure_ascii=False),
        "states": json.dumps(list(states)),
    }
    line = _line(subject)
    data |= {"screened-out": ""} if out is not None else {"line": line} if line else {}
    look = "out" if out is not None else ""
    return Row(tuple(cells), ruled=ruled, id=subject.id, look=look, data=tuple(data.items()))


def _line(subject: Subject) -> Line | None:
    return subject.entry.line if subject.entry else None


def _rank(subject: Subject) -> Cell:
    entry, line = subject.entry, _line(subject)
    rank = entry.priority.rank if entry else None
    ends = f"{entry.rank_low} to {entry.rank_high}" if entry and entry.rank_low != entry.rank_high else ""
    said = Text("–") if rank is None else subject.number(f"{rank}", "rank")
    if line is None:
        return Cell(said, sort="" if rank is None else rank, key="" if rank else subject.of("rank"))
    heard = Styled(f", {LINE_LABELS[line]}", "heard")
    return Cell(Text(Styled(_SIGNS[line], "mark"), " ", said, heard), ends, sort=rank or "")


def _score(name: str, subject: Subject) -> Cell:
    entry = subject.entry
    if entry is None:
        return Cell("–", sort="", key=subject.of(name))
    given = entry.priority if name == "priority" else entry.impact if name == "impact" else entry.feasibility
    value = given.score if isinstance(given, Priority) else given.value
    if value is None:
        return Cell("–", sort="", key=subject.of(name))
    ends = f"{fixed(given.low)} to {fixed(given.high)}" if given.low != given.high else ""
    return Cell(subject.number(fixed(value), name), ends, sort=value, key=subject.of(name))


def _stage(subject: Subject) -> Cell:
    stage = subject.project.current_stage
    steps = steps_done(subject, stage) if stage and subject.project.left_out is None else ""
    return Cell(stage_label(stage), steps, sort=STAGES.index(stage) if stage else "", key=subject.of("stage"))


def chosen_words(subject: Subject) -> str:
    """The model or the baseline that is chosen, else the verdict in a few words."""
    chosen = subject.evaluation.chosen
    return subject.evaluation.name_of(chosen) if chosen else short_verdict(subject)


def beside(subject: Subject) -> str:
    """What else runs, was decided or is picked by the rule beside a chosen model; a cell without one says it itself."""
    return subject.evaluation.side_by_side if subject.evaluation.chosen else ""


def _floor(subject: Subject) -> Cell:
    standing = subject.evaluation.standing
    closed = standing.gap_closed if standing else None
    return Cell(floor_text(subject), sort="" if closed is None else closed, key=subject.of("against"))


_COLUMNS: Mapping[str, tuple[Column, Callable[[Subject], Cell]]] = {
    "rank": (Column("Rank", number=True, id="rank", look="at"), _rank),
    "project": (Column("Project", id="project", look="name", names=True),
                lambda one: Cell(Text(Name(one.project.title, project_page(one.id))), sort=one.project.title)),
    **{one: (Column(at_start(one), number=True, id=one, best="descending"), partial(_score, one)) for one in SCORES},
    "stage": (Column("Stage", id="stage", sorts="place"), _stage),
    "owner": (Column("Owner", id="owner"),
              lambda one: Cell(owner_label(one.project.owner, one.plan), sort=None if one.project.owner else "")),
    "chosen": (Column("Chosen model"),
               lambda one: Cell(chosen_words(one), beside(one), key=one.of("chosen"))),
    "floor": (Column("Against the floor", id="floor", sorts="number", best="descending", look="some",
                     by="the share of the gap closed"), _floor),
    "next": (Column("Next", look="some"), lambda one: Cell(next_words(one.evaluation), key=one.of("next"))),
}  # fmt: skip
"""The columns by name, each with what makes its cells."""
