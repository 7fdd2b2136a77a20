"""What stands in the columns of the tables that list projects, of each project a cell."""

from collections.abc import Callable, Mapping
from functools import partial

from planpress.document.blocks import Bar, Cell, Column, Mark
from planpress.document.labels import owner_label, stage_label
from planpress.model.plan import GROUPS, Group
from planpress.model.ranking import Line, Priority, line_words
from planpress.model.site_pages import project_page
from planpress.model.stages import STAGES
from planpress.model.text import Name, Styled, Text
from planpress.model.wording import at_start, fixed, number
from planpress.sections.checklists import steps_done
from planpress.sections.how_sure import sure_label
from planpress.sections.section import Subject
from planpress.sections.standing import floor_words
from planpress.sections.verdict import next_words, short_verdict

SIGNS: Mapping[Line, str] = {"in": "●", "on-the-line": "◇", "out": "○"}
"""How a row says on its own whether there is room for its project, in whatever order the rows stand."""

SCORES = ("priority", "impact", "feasibility")


def line_of(subject: Subject) -> Line | None:
    """Where it is against the capacity."""
    return subject.entry.line if subject.entry else None


def _rank(subject: Subject) -> Cell:
    entry, line = subject.entry, line_of(subject)
    rank = entry.priority.rank if entry else None
    said = Text("–") if rank is None else subject.number(f"{rank}", "rank")
    if line is None:
        return Cell(said, sort="" if rank is None else rank, key="" if rank else subject.of("rank"))
    heard = Styled(f", {line_words(line, subject.plan.capacity)}", "heard")
    return Cell(Text(Styled(SIGNS[line], "mark"), " ", said, heard), sort=rank or "")


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


def owner_words(subject: Subject) -> str:
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
    """Impact or feasibility as a bar, with its ends, which are said to who listens and to who points at it."""
    entry = subject.entry
    if entry is None or entry.group(name).value is None:
        return Cell("–", sort="", key=subject.of(name))
    given = entry.group(name)
    guess = any(one.rating is None and one.weight > 0 for one in given.factors)
    bar = Bar(given.low, given.high, given.value, filled=True, guess=guess)
    ends = f"{fixed(given.low)} to {fixed(given.high)}" if given.low != given.high else ""
    heard = [Styled(f" ({ends})", "heard")] if ends else []
    said = Text(subject.number(fixed(given.value or 0.0), name), *heard)
    note = "a guess" if guess else ""
    return Cell(said, note, sort=given.value, key=subject.of(name), bar=bar, hint=ends)


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
    named = ", ".join(filter(None, [f"{note} ≠ rule" if evaluation.differs else note, sure_label(evaluation)]))
    return Cell(words, named, sort=standing.gap_closed if standing.gap_closed is not None else "",
                key=subject.of("against"), bar=bar)  # fmt: skip


def chosen_words(subject: Subject) -> str:
    """The model or the baseline that is chosen, else the verdict in a few words."""
    chosen = subject.evaluation.chosen
    return subject.evaluation.name_of(chosen) if chosen else short_verdict(subject)


def beside(subject: Subject) -> str:
    """What else runs, was decided or is picked by the rule beside a chosen model; a cell without one says it itself."""
    return subject.evaluation.side_by_side if subject.evaluation.chosen else ""


COLUMNS: Mapping[str, tuple[Column, Callable[[Subject], Cell]]] = {
    "rank": (Column("Rank", number=True, id="rank", look="at"), _rank),
    "project": (Column("Project", id="project", look="name", names=True),
                lambda one: Cell(Text(Name(one.project.title, project_page(one.id))), sort=one.project.title)),
    **{one: (Column(at_start(one), number=True, id=one, best="descending"), partial(_score, one)) for one in SCORES},
    **{f"{one} drawn": (Column(at_start(one), id=one, sorts="number", best="descending", look="drawn"),
                        partial(_group, one)) for one in GROUPS},
    "stage": (Column("Stage", id="stage", sorts="place"), _stage),
    "chosen": (Column("Chosen model"),
               lambda one: Cell(chosen_words(one), beside(one), key=one.of("chosen"))),
    "range": (Column("Rank range", id="range", sorts="number", look="drawn"), _range),
    "people": (Column("Model against people", id="people", sorts="number", best="descending", look="some",
                      by="how far it has come to human level"), _people),
    "next": (Column("Next", look="some"), lambda one: Cell(next_words(one.evaluation, one.plan), key=one.of("next"))),
}  # fmt: skip
"""The columns by name, each with what makes its cells."""
