"""What the portfolio says first: what to do, what is too close to call, stuck, undecided, and what changed of late."""

from collections.abc import Callable, Iterator
from dataclasses import dataclass
from datetime import date

from planpress.document.blocks import Bullets, Line, Paragraph, Section
from planpress.document.labels import stage_label
from planpress.model.evaluation import Evaluation
from planpress.model.plan import Plan
from planpress.model.report import Report
from planpress.model.site_pages import project_page
from planpress.model.text import Name, Number, Styled, Text
from planpress.model.wording import counted, day, few, fixed, shortened, whole_day
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
    title, text = report.names()[item.project], item.text
    if short:
        title, text = shortened(title, LONGEST_TITLE), shortened(text, LONGEST_TEXT)
    when = f"{_day(item.when, report.plan)} · " if item.when else ""
    return Line(Text(score, when, text), lead=Text(rank, Name(title, project_page(item.project))))


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
    """What holds a project up: a way back, a project it waits for, infrastructure that is missing."""
    return _with_reasons(report, _sent_back, _waits, _lacks)


def decide(report: Report) -> Iterator[AttentionItem]:
    """What a meeting must settle: no model that qualifies, ties, a model below the floor, a review gone by."""
    return _with_reasons(report, _no_choice, _doubtful, _overdue)


def _with_reasons(report: Report, *find: Callable[[Evaluation, Report], Iterator[str]]) -> Iterator[AttentionItem]:
    """The projects for which there are such reasons, those in the order first."""
    for entry in (*report.ranking.ordered, *report.ranking.unscored):
        reasons = "; ".join(reason for each in find for reason in each(report.evaluations[entry.id], report))
        if reasons:
            yield AttentionItem(entry.id, reasons)


def _sent_back(evaluation: Evaluation, report: Report) -> Iterator[str]:
    """The ways back of a project whose last move led back; one that has gone forward since is not held up by them."""
    back = [stay for stay in evaluation.sojourns if stay.back]
    if not back or not evaluation.sojourns[-1].back:
        return
    if len(back) == 1:
        yield f"sent back to {back[0].stage} on {_day(back[0].since, report.plan)}: {back[0].because}"
        return
    times = "twice" if len(back) == 2 else counted(len(back), "time")
    yield f"sent back {times}: {', '.join(f'{stay.because} ({_day(stay.since, report.plan)})' for stay in back)}"


def _day(when: date, plan: Plan) -> str:
    return day(when, year=when.year != plan.as_of.year)


def _waits(evaluation: Evaluation, report: Report) -> Iterator[str]:
    screened, names = {out.id for out in report.ranking.screened_out}, report.names()
    waits = (other for other in evaluation.project.depends_on if other in screened)
    yield from (f"waits for {names[other]}, which is screened out" for other in waits)


def _lacks(evaluation: Evaluation, report: Report) -> Iterator[str]:
    tools = report.plan.infrastructure
    missing = [tools[name].label or name for name in evaluation.project.uses.infrastructure
               if tools[name].state == "missing"]  # fmt: skip
    if missing:
        yield f"{few(missing)} {'is' if len(missing) == 1 else 'are'} missing"


def _no_choice(evaluation: Evaluation, _: Report) -> Iterator[str]:
    rule = evaluation.deciding
    if evaluation.project.table is None or (rule is not None and len(rule.winners) == 1):
        return
    if rule is None:
        yield "no rule decides between its models"
    elif rule.winners:
        yield f"{few(rule.winners)} tie"
    elif rule.nearest is not None:
        yield f"no model keeps every threshold; nearest is {rule.nearest}: {rule.verdict(rule.nearest).reasons}"
    else:
        yield "no model can be judged by the deciding rule"


def _doubtful(evaluation: Evaluation, _: Report) -> Iterator[str]:
    model = evaluation.chosen
    if model is None:
        return
    standing = evaluation.standings[model]
    floor, ceiling = evaluation.baseline(evaluation.floor), evaluation.baseline(evaluation.ceiling)
    if standing.below_floor and floor is not None:
        yield f"{model} is worse than {floor.baseline.name}, the floor"
    if standing.above_ceiling and ceiling is not None:
        yield f"{model} is better than {ceiling.baseline.name}, the ceiling: check for leakage"
    same = [result.baseline.name for result in evaluation.baselines if model in result.identical]
    if same:
        yield f"{model} is identical to {few(same)}"


def _overdue(evaluation: Evaluation, report: Report) -> Iterator[str]:
    due, today = evaluation.project.review_by, report.plan.as_of
    if due is not None and due < today:
        yield f"review due on {_day(due, report.plan)}, {counted((today - due).days, 'day')} ago"
