"""What the portfolio says first: what to do, what is too close to call, stuck, undecided, and what changed of late."""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass

from planpress.deciding import about
from planpress.document.blocks import Bullets, Line, Paragraph, Section
from planpress.document.labels import stage_label
from planpress.model.report import Report
from planpress.model.site_pages import project_page
from planpress.model.text import Name, Number, Styled, Text
from planpress.model.wording import fixed, shortened, whole_day
from planpress.sections.plan.record import AttentionItem, changed, since
from planpress.sections.section import Subject
from planpress.sections.verdict import short_verdict

UNSURE = (0.1, 0.9)
"""A project is too close to call where it can be carried in more than 10 and in fewer than 90 of 100 draws."""

LINES = 4
"""At most this many lines of a group stand on the portfolio and in a summary; the last one says how many more."""

LONGEST_TITLE, LONGEST_TEXT = 56, 140
"""How much of a title, and of what is said, a line has room for."""


@dataclass(frozen=True, slots=True)
class Group:
    """The items of one kind, those that matter most first. `scored` shows the priority with each, `note` stands below
    the label, and `nothing` is said where there is no item."""

    key: str
    label: str
    items: tuple[AttentionItem, ...]
    note: str = ""
    nothing: str = ""
    scored: bool = False

    @property
    def shown(self) -> tuple[AttentionItem, ...]:
        """The items that have a line of their own where there is little room."""
        return self.items if len(self.items) <= LINES else self.items[: LINES - 1]


def groups(report: Report) -> list[Group]:
    """What the portfolio says first, group by group; nothing without a project."""
    if not report.plan.projects:
        return []
    early = whole_day(since(report.plan)).removesuffix(f" {report.plan.as_of.year}")
    found = [
        Group("first", "Do first", tuple(first(report)), scored=True),
        Group("too-close-to-call", "Too close to call", tuple(too_close(report)), scored=True),
        Group("stuck", "Stuck", tuple(stuck(report))),
        Group("decide", "Decide", tuple(decide(report))),
        Group("changed", "Changed", tuple(changed(report)), f"since {early}", f"Nothing is recorded since {early}."),
    ]
    return [group for group in found if group.items or group.nothing]


def long_attention(report: Report) -> Iterator[Section]:
    """The groups of which `short_attention` leaves items out, whole; what is to be done first is in the table."""
    for group in groups(report):
        if group.key != "first" and len(group.items) > len(group.shown):
            lines = tuple(_line(item, report) for item in group.items)
            note = f", {group.note}" if group.note else ""
            every = Bullets(lines, look="attention", folded=f"All {len(lines)}{note}")
            yield Section(group.key, group.label, (every,))


def short_attention(report: Report) -> Iterator[Section]:
    """Each group in at most four lines, one of a title and a text that are cut where they are long."""
    for group in groups(report):
        lines = [_line(item, report, short=True, scored=group.scored) for item in group.shown]
        more = len(group.items) - len(group.shown)
        if more:
            page = f"#{group.key}" if group.key != "first" else "#ranking"
            lines.append(Line(Text(Name(f"and {more} more", page)), state="more"))
        if not group.items:
            lines.append(Line(group.nothing, state="more"))
        note = [Paragraph(group.note, quiet=True)] if group.note and group.items else []
        yield Section(group.key, group.label, (*note, Bullets(tuple(lines))))


def _line(item: AttentionItem, report: Report, *, short: bool = False, scored: bool = False) -> Line:
    entry = report.ranking.of(item.project)
    rank = Text(Styled(f"{entry.priority.rank}", "rank"), " ") if entry and entry.priority.rank else Text()
    score = Text()
    if scored and entry and entry.priority.score is not None:
        score = Text(Number(fixed(entry.priority.score), f"{item.project}.priority"), " · ")
    title, text = item.about or report.names()[item.project], item.text
    if short:
        title, text = shortened(title, LONGEST_TITLE), shortened(text, LONGEST_TEXT)
    when = f"{report.plan.near(item.when)} · " if item.when else ""
    named = Name(title, project_page(item.project) if item.project else "")
    return Line(Text(score, when, text), lead=Text(rank, named))


def first(report: Report) -> Iterator[AttentionItem]:
    """The projects that can be carried, in order; without a capacity, the first three ranks."""
    for entry in report.ranking.ordered:
        rank = entry.priority.rank or 0
        if entry.line == "in" or (report.plan.capacity is None and rank <= 3):
            evaluation = report.evaluations[entry.id]
            stage = stage_label(evaluation.project.current_stage)
            yield AttentionItem(entry.id, f"{stage} · {short_verdict(Subject(entry.id, report))}")


def too_close(report: Report) -> Iterator[AttentionItem]:
    """The projects that a small change of weights or ratings would take in or leave out, the least sure first: those
    on the line, which tie across it, and those on either side of it in many of the draws."""
    shares = [(entry, entry.within_capacity or 0.0) for entry in report.ranking.ordered]
    near = [one for one in shares if one[0].line == "on-the-line" or UNSURE[0] < one[1] < UNSURE[1]]
    for entry, share in sorted(near, key=lambda one: abs(one[1] - 0.5)):
        place, draws = (entry.line or "out").replace("-", " "), f"{round(100 * share)} of 100 draws"
        yield AttentionItem(entry.id, f"{place} now; carried in {draws} of weights and ratings")


def stuck(report: Report) -> Iterator[AttentionItem]:
    """What holds a project up: a way back, a project it waits for, infrastructure that is missing, a pause."""
    return _by_project((one.project, one.text) for one in report.obstacles)


def decide(report: Report) -> Iterator[AttentionItem]:
    """What waits for a decision: what has a day by itself, with that day; the rest project by project."""
    for item in report.open:
        if item.when is not None:
            alone = item.projects[0] if len(item.projects) == 1 else ""
            yield AttentionItem(alone, item.words, item.when, "" if alone else about(item, report))
    yield from _by_project((item.projects[0], item.words) for item in report.open if item.when is None)


def _by_project(found: Iterable[tuple[str, str]]) -> Iterator[AttentionItem]:
    reasons: dict[str, list[str]] = {}
    for name, text in found:
        reasons.setdefault(name, []).append(text)
    return (AttentionItem(name, "; ".join(texts)) for name, texts in reasons.items())
