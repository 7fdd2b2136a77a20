"""The project as an undertaking: its stages and milestones, what it needs, and what was decided."""

from collections.abc import Iterable, Iterator, Mapping
from datetime import date
from functools import partial

from planpress.charts import lifecycle
from planpress.document.blocks import Block, Bullets, Line, Paragraph, chart
from planpress.document.labels import metric_label
from planpress.model.decision import NO_MODEL, Decision
from planpress.model.evaluation import StageStay
from planpress.model.open_item import OpenItem
from planpress.model.plan import STATE_WORDS
from planpress.model.settles import value_words
from planpress.model.site_pages import TEAMS, project_page
from planpress.model.stages import STAGE_LABELS
from planpress.model.text import Name, Styled, Text, Words
from planpress.model.wording import day, listed, number
from planpress.sections.checklists import other_steps, present_steps
from planpress.sections.data_needs import data_text
from planpress.sections.section import SectionKind, Subject
from planpress.sections.stage_days import stage_days


def decision_lines(subject: Subject) -> tuple[Line, ...]:
    """Every decision with who took it, what it overrides, and why."""
    lines = []
    for one in subject.project.all_decisions():
        by = f" ({listed(one.by)})" if one.by else ""
        overrides = f"; overrides {one.overrides}" if one.overrides else ""
        then = "; ".join(_then(one, subject))
        name = subject.evaluation.name_of(one.model) if one.model else ""
        named = "" if name in one.decision or one.model in (None, NO_MODEL) else f"Model: {name}"
        note = ". ".join(filter(None, (one.because, named, then and f"Then: {then}")))
        lines.append(Line(f"{one.decision}{by}{overrides}", lead=day(one.date), note=note))
    return tuple(lines)


def _then(decision: Decision, subject: Subject) -> Iterator[str]:
    """What was true when something was settled, as it was written down."""
    settles = decision.settles if isinstance(decision.settles, Mapping) else {}
    for name, value in settles.items():
        if isinstance(value, Mapping):
            yield from (f"{metric_label(metric, subject.metrics)} was {number(then)}" for metric, then in value.items())
        elif isinstance(value, date):
            yield f"the review was put off until {day(value)}"
        else:
            yield f"{_THEN[name]} {value_words(value)}"


_THEN = {
    "winner": "the rule picked",
    "no-model": "no model met the limits; the closest was",
    "below-floor": "worse than the best baseline without people, with",
    "above-ceiling": "better than people at their best, with",
    "hint": "answered",
}


def unsaid(items: Iterable[OpenItem], project: str) -> Iterator[OpenItem]:
    """What is open about a project beside what its verdict and its requirements say, unless that is open again."""
    for one in items:
        if project in one.projects and (one.again or one.kind not in ("missed-requirement", "below-floor", "no-model")):
            yield one


def _open_lines(subject: Subject) -> tuple[Line, ...]:
    """What waits for a decision about it. What its numbers suggest comes with the key of a decision that answers it."""
    return tuple(map(partial(_open_line, subject), unsaid(subject.report.open, subject.id)))


def _open_line(subject: Subject, item: OpenItem) -> Line:
    if item.kind == "hint":
        answer = Text("Answer: ", Styled(item.key, "code"))
        return Line(item.words, "Open", answer, key=subject.of("decisions", str(item.answer)))
    return Line(item.words, f"Open, {day(item.when)}" if item.when else "Open")


def _decisions(subject: Subject) -> Iterator[Block]:
    lines = decision_lines(subject)
    if not subject.paper:
        lines = (*_open_lines(subject), *lines)  # on paper they have pages of their own
    if lines:
        yield Bullets(lines)


DECISIONS = SectionKind(
    "decisions", "Decisions", 13, _decisions,
    edits=("decisions", "status", "in_use"), conclusions=("decision", "status", "open"),
)  # fmt: skip


def _stay(stay: StageStay) -> Line:
    because = f", {stay.because}" if stay.because else ""
    said = f"{day(stay.since)}: {'back to ' if stay.back else ''}{STAGE_LABELS[stay.stage]}{because}"
    return Line(said, note=stay.note or "", state="back" if stay.back else "")


def _lifecycle(subject: Subject) -> Iterator[Block]:
    stays, milestones = subject.evaluation.sojourns, subject.project.milestones
    if stays:
        if said := stage_days(subject):
            yield Paragraph(said, key=subject.of("lifecycle", "days"))
        yield from chart(partial(lifecycle.figure, subject.plan, subject.evaluation))
    yield from present_steps(subject)
    states = ((one, lifecycle.milestone_state(one, subject.plan, subject.project)) for one in milestones)
    due = tuple(Line(f"{day(one.date)}: {one.title} ({state})") for one, state in states)
    if subject.paper:
        yield from (Bullets(lines) for lines in (tuple(map(_stay, stays)), due) if lines)
        return
    told = (("Stages", tuple(map(_stay, stays))), ("Milestones", due), ("Steps of other stages", other_steps(subject)))
    lines = tuple(Line("", lead, lines=below) for lead, below in told if below)
    if lines:
        yield Bullets(lines, look="lifecycle", folded=listed([str(line.lead).lower() for line in lines]).capitalize())


LIFECYCLE = SectionKind("lifecycle", "Lifecycle", 12, _lifecycle, edits=("lifecycle", "stage", "milestones", "steps"))


def _needed(subject: Subject) -> Iterator[Words]:
    plan, project = subject.plan, subject.project
    asked = plan.asks(project)
    for name in project.uses.teams:
        weeks = f" ({number(asked[name])} person-weeks)" if name in asked else ""
        yield f"{plan.teams[name].label or name}{weeks}"
    for name in project.uses.infrastructure:
        tool = plan.infrastructure[name]
        yield f"{tool.label or name} ({STATE_WORDS[tool.state]})"
    names = subject.report.names()
    waits = "Depends on " if project.active else "Depended on "
    yield from (Text(waits, Name(names[other], project_page(other))) for other in project.depends_on)


def _needs(subject: Subject) -> Iterator[Block]:
    used, data = tuple(map(Line, _needed(subject))), data_text(subject)
    if used or data:
        yield Bullets((*([Line(data, "Data")] if data else []), *used))
    if used and not subject.paper:
        yield Paragraph(Text(Name("Teams and tools", TEAMS)))


NEEDS = SectionKind("needs", "What it needs", 18, _needs, edits=("uses", "depends_on", "data"), folded=True)
