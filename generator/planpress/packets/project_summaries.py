"""What a packet says of a project in a few lines, and of several side by side."""

from collections.abc import Callable, Iterator, Sequence

from planpress.deciding import unasked
from planpress.document.blocks import Column, Line, Table, row
from planpress.document.keyed_texts import ended
from planpress.document.labels import stage_label
from planpress.model.feasibility import effort_words
from planpress.model.ranking import line_words
from planpress.model.report import Report
from planpress.model.text import Words
from planpress.model.wording import at_start, percent
from planpress.sections import Subject
from planpress.sections.how_sure import sure_label
from planpress.sections.plan.project_cells import chosen_words
from planpress.sections.planning import decision_lines, unsaid
from planpress.sections.rating_notes import to_rate
from planpress.sections.standing import met_text
from planpress.sections.verdict import next_words, verdict


def says(subject: Subject) -> Iterator[Line]:
    """What the plan says of a project: the verdict, a missed requirement before all, then what makes a meeting look at
    it."""
    said, report = verdict(subject), subject.report
    misses = any(one.status == "missed" for one in subject.evaluation.requirements)
    asked = open_points(subject.id, report)
    points = [one for one in said.points if not any(text in str(one.text) for text in asked)]
    first = [one for one in points if misses and one.key == subject.of("verdict", "requirements")]
    yield from (*first, Line(said.reason, said.headline), *(one for one in points if one not in first))
    if place := _capacity(subject):
        yield Line(f"{at_start(place)}.", "Capacity")
    yield from (Line(f"{text}{ended(text, '.')}", "Open point") for text in asked)
    yield from (Line(f"{at_start(one.text)}.", "Stuck") for one in report.obstacles if one.project == subject.id)
    yield from to_rate(subject)


def open_points(project: str, report: Report) -> list[str]:
    """What waits for a decision about a project, beside what its verdict says and what the next meeting asks."""
    return [one.words for one in unsaid(unasked(report), project)]


def side_by_side(every: Sequence[Subject]) -> Table:
    """What decides between projects, a column for each."""
    lines: Sequence[tuple[str, Callable[[Subject], Words]]] = (
        ("Stage", lambda one: stage_label(one.project.current_stage)),
        ("Effort", effort),
        ("Leading model", lambda one: ", ".join(filter(None, [chosen_words(one), sure_label(one.evaluation)]))),
        ("Requirements", lambda one: met_text(one) or "–"),
        ("Next milestone", lambda one: next_words(one.evaluation, one.plan)),
        ("Decisions", lambda one: "\n".join(f"{line.lead}: {line.text}" for line in decision_lines(one)) or "–"),
        ("Open points", lambda one: "\n".join(map(at_start, open_points(one.id, one.report))) or "–"),
    )
    heads = (Column(""), *(Column(one.project.title) for one in every))
    return Table("Side by side", heads, tuple(row(label, *map(of, every)) for label, of in lines))


def in_one_line(subject: Subject) -> Line:
    """A project that nobody has to decide on: rank, stage, model and what comes next."""
    if subject.project.left_out is not None:
        return Line(f"{standing(subject)}.", subject.project.title)
    rank = subject.entry and subject.entry.priority.rank
    said = [f"#{rank}" if rank else "not ranked", stage_label(subject.project.current_stage), chosen_words(subject)]
    coming = next_words(subject.evaluation, subject.plan)
    return Line(f"{', '.join(said)}.", subject.project.title, "" if coming == "–" else f"Next: {coming}")


def standing(subject: Subject) -> str:
    """Rank of a project, and whether there is room: `Rank 2 of 13, among the first 3, in 98 % of simulations`."""
    out, entry = subject.project.left_out, subject.entry
    if out is not None or entry is None or entry.priority.rank is None:
        return at_start(out.words) if out else "Not ranked"
    capacity = _capacity(subject)
    placed = f"Rank {entry.priority.rank} of {len(subject.report.ranking.ordered)}"
    return f"{placed}, {capacity}" if capacity else placed


def effort(subject: Subject) -> str:
    """`6 person-weeks (4 to 10)`; a dash where nobody said."""
    given = subject.project.effort
    if given is None:
        return "–"
    return f"{effort_words(given.central)}{f' ({given.ends})' if given.ends else ''}"


def _capacity(subject: Subject) -> str:
    """Whether there is room for a project, and how sure that is; empty where nobody said how much there is."""
    entry, capacity = subject.entry, subject.plan.capacity
    if entry is None or entry.line is None or capacity is None:
        return ""
    said, share = line_words(entry.line, capacity), entry.within_capacity
    if share is None:
        return said
    if not share:
        return f"{said} in any simulation"
    often = {0: "hardly any simulation", 100: "nearly every simulation" if share < 1 else "every simulation"}
    shares = often.get(round(100 * share), f"{percent(share)} of simulations")
    return f"{said}, in {shares}" if entry.line == "in" else f"{said}; {capacity.within} in {shares}"
