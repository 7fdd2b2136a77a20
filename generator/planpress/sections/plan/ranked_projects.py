"""The tables that list projects: on the home page and in a packet."""

import json
from collections.abc import Callable, Collection, Iterable, Iterator, Mapping, Sequence
from dataclasses import replace
from functools import partial

from planpress.document.blocks import Bar, Cell, Column, Mark, Row, Table
from planpress.document.labels import owner_label, stage_label
from planpress.model.plan import GROUPS, Group
from planpress.model.ranking import LINE_LABELS, Line, Priority
from planpress.model.report import Report
from planpress.model.site_pages import project_page
from planpress.model.stages import STAGES
from planpress.model.text import Name, Styled, Text, Words, joined
from planpress.model.wording import at_start, fixed, number
from planpress.sections.checklists import steps_done
from planpress.sections.plan import attention
from planpress.sections.section import Subject
from planpress.sections.standing import floor_text, floor_words
from planpress.sections.verdict import next_words, short_verdict

_SIGNS: Mapping[Line, str] = {"in": "●", "on-the-line": "◇", "out": "○"}
"""How a row says on its own whether its project can be carried, in whatever order the rows stand."""

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

SCORES = ("priority", "impact", "feasibility")
PORTFOLIO = ("rank", "project", "stage", "priority", "range", "impact", "feasibility", "people", "next")
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
        cell = _score(name, subject) if name in SCORES else _COLUMNS[name][1](subject)
        yield Cell(cell.text, "" if short else notes.get(name, cell.note))


def _row(subject: Subject, states: Sequence[str], *, ruled: bool) -> Row:
    out, project = subject.project.left_out, subject.project
    names = PORTFOLIO if out is None else PORTFOLIO[:2]
    cells = [_COLUMNS[name][1](subject) for name in names]
    said = " · ".join(STATES[state].lower() for state in states if state in _SHOWN)
    named = [Styled(said, "states")] if said else []
    cells[1] = replace(cells[1], note=joined((_owner_words(subject), *named), " · "))
    if out is not None:
        cells.append(Cell(out.words, span=len(PORTFOLIO) - 2))
    data = {
        "stage": project.current_stage or "",
        "owner": project.owner or "",
        "owner-words": owner_label(project.owner, subject.plan) if project.owner else "",
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
    said = Text("–") if rank is None else subject.number(f"{rank}", "rank")
    if line is None:
        return Cell(said, sort="" if rank is None else rank, key="" if rank else subject.of("rank"))
    heard = Styled(f", {LINE_LABELS[line]}", "heard")
    return Cell(Text(Styled(_SIGNS[line], "mark"), " ", said, heard), sort=rank or "")


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


def _owner_words(subject: Subject) -> str:
    """`Perception · 6 wk`: who does it, and how much work it is."""
    owner, effort = owner_label(subject.project.owner, subject.plan), subject.project.effort
    weeks = f"{number(effort.central)} wk" if effort and subject.project.left_out is None else ""
    return " · ".join(filter(None, (owner, weeks)))


def _range(subject: Subject) -> Cell:
    """Which ranks it may have, among all that have one."""
    entry, ranked = subject.entry, len(subject.report.ranking.ordered)
    if entry is None or entry.priority.rank is None or entry.rank_low is None or entry.rank_high is None:
        return Cell("–", sort="")
    low, at, high = ((one - 1) / max(1, ranked - 1) for one in (entry.rank_low, entry.priority.rank, entry.rank_high))
    said = f"{entry.rank_low} to {entry.rank_high}" if low != high else f"{entry.rank_low}"
    return Cell(said, sort=entry.rank_low, key=subject.of("range"), bar=Bar(low, high, at))


def _group(name: Group, subject: Subject) -> Cell:
    """Impact or feasibility as a bar, with its ends."""
    entry = subject.entry
    if entry is None or entry.group(name).value is None:
        return Cell("–", sort="", key=subject.of(name))
    given = entry.group(name)
    bar = Bar(given.low, given.high, given.value, filled=True)
    return Cell(subject.number(fixed(given.value or 0.0), name), sort=given.value, key=subject.of(name), bar=bar)


def _people(subject: Subject) -> Cell:
    """The leading model between the best baseline without people and human level, with what it needs said."""
    evaluation = subject.evaluation
    standing, note = evaluation.standing, chosen_words(subject)
    if standing is None or standing.measure is None or evaluation.deciding is None:
        return Cell(Text(note), beside(subject), sort="", key=subject.of("against"))
    sides: tuple[tuple[Mark, float | None], ...]
    sides = (("floor", evaluation.measure_of(evaluation.floor)), ("people", evaluation.measure_of(evaluation.ceiling)))
    known = [(value, role) for role, value in sides if value is not None]
    ends = [standing.measure, *(value for value, _ in known)]
    low, high = sorted((min(ends), max(ends)), reverse=evaluation.deciding.better == "lower")
    size = (high - low) or 1.0
    marks = tuple(((value - low) / size, role) for value, role in known)
    at = (standing.measure - low) / size
    bar = Bar(0.0, 0.0, at, marks=marks) if known else None
    words = floor_words(subject)
    named = f"{note} ≠ rule" if evaluation.differs else note
    return Cell(words, named, sort=standing.gap_closed if standing.gap_closed is not None else "",
                key=subject.of("against"), bar=bar)  # fmt: skip


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
    "priority": (Column("Priority", number=True, id="priority", best="descending"), partial(_score, "priority")),
    **{one: (Column(at_start(one), id=one, sorts="number", best="descending", look="drawn"), partial(_group, one))
       for one in GROUPS},
    "stage": (Column("Stage", id="stage", sorts="place"), _stage),
    "owner": (Column("Owner", id="owner"),
              lambda one: Cell(owner_label(one.project.owner, one.plan), sort=None if one.project.owner else "")),
    "chosen": (Column("Chosen model"),
               lambda one: Cell(chosen_words(one), beside(one), key=one.of("chosen"))),
    "floor": (Column("Against the floor", id="floor", sorts="number", best="descending", look="some",
                     by="the share of the gap closed"), _floor),
    "range": (Column("Rank range", id="range", sorts="number", look="drawn"), _range),
    "people": (Column("Model against people", id="people", sorts="number", best="descending", look="some",
                      by="the share of the gap closed"), _people),
    "next": (Column("Next", look="some"), lambda one: Cell(next_words(one.evaluation, one.plan), key=one.of("next"))),
}  # fmt: skip
"""The columns by name, each with what makes its cells."""
