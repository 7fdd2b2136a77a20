"""The decision page of an item: what is asked, what the plan recommends and why, and what would turn it."""

import re
from collections.abc import Iterator, Sequence

from planpress.deciding import unasked
from planpress.document.blocks import Line
from planpress.model.evaluation import Evaluation
from planpress.model.meeting import AgendaItem
from planpress.model.ranking import line_words
from planpress.model.report import Report
from planpress.model.wording import at_start, counted, few, listed, percent
from planpress.packets.nouns import Choice, DecisionPage
from planpress.sections import Subject
from planpress.sections.model_table import why
from planpress.sections.planning import ON_DECISION_PAGE, decision_lines
from planpress.sections.rating_notes import to_rate
from planpress.sections.verdict import ProjectVerdict, verdict

ALTERNATIVES = 3
"""The most models that are named as alternatives."""

MOST_BOXES = 6
"""The most models that tie with a box for each."""

LATER, OTHER = Choice("later, until", blank=True), Choice("other:", blank=True)
CHOICES = (Choice("yes"), Choice("no"), LATER, OTHER)
IN_WORDS = (Choice("decided:", blank=True), LATER)
"""The boxes of a question that yes and no are no answer to."""

_OPEN = re.compile(r"(who|whom|whose|what|which|when|where|why|how)\b|.*\bor\b", re.IGNORECASE | re.DOTALL)


def of_project(item: AgendaItem, report: Report, since: Sequence[str]) -> DecisionPage:
    """The decision page about one project."""
    assert item.project is not None
    evaluation, subject = report.evaluations[item.project], Subject(item.project, report, paper=True)
    said = verdict(subject)
    asked, choices = question(evaluation, report)
    return DecisionPage(
        question=item.question or asked,
        recommendation=item.recommendation or said.headline,
        because=f"{said.headline} {said.reason}".strip() if item.recommendation else said.reason,
        points=tuple(_points(said, item.project, report)),
        alternatives=tuple(map(Line, item.alternatives)) or tuple(alternatives(subject)),
        turns_if=said.turns_if,
        since=tuple(since),
        before=tuple(_before(subject)),
        choices=boxes(item.question) if item.question else choices,
    )


def of_several(item: AgendaItem, report: Report, since: Sequence[str]) -> DecisionPage:
    """The decision page about several projects: which comes first, as the plan ranks them."""
    order = [name for name in report.order() if name in item.compare]
    names = report.names()
    first, *others = order
    entry = report.ranking.of(first)
    placed = entry is not None and entry.priority.rank is not None
    reason = verdict(Subject(first, report, paper=True))
    return DecisionPage(
        question=item.question or f"Which comes first: {listed([names[name] for name in item.compare], 'or')}?",
        recommendation=item.recommendation or (f"{names[first]} first." if placed else "The plan does not rank them."),
        because=f"{_standing(first, report)}. {reason.headline} {reason.reason}",
        alternatives=tuple(map(Line, item.alternatives))
        or tuple(Line(_standing(name, report), names[name]) for name in others),
        since=tuple(since),
        choices=(*(Choice(names[name]) for name in order), LATER, OTHER),
    )


def of_words(item: AgendaItem) -> DecisionPage | None:
    """The decision page of a page or a text of its own, with the text; None where nothing is asked.

    A text that is a question is what is asked.
    """
    said = paragraphs(item.text)
    asks = len(said) == 1 and said[0].endswith("?") and item.question is None
    asked = said.pop() if asks else item.question
    if asked is None:
        return None
    about = tuple(Line(part, "" if at else "About") for at, part in enumerate(said))
    others = tuple(map(Line, item.alternatives))
    return DecisionPage(asked, item.recommendation or "", points=about, alternatives=others, choices=boxes(asked))


def boxes(asked: str) -> tuple[Choice, ...]:
    """The boxes to tick below a question that somebody wrote."""
    return IN_WORDS if _OPEN.match(asked.strip()) else CHOICES


def paragraphs(text: str | None) -> list[str]:
    """The paragraphs of a text, which blank lines part."""
    return [part.strip() for part in re.split(r"\n\s*\n", text or "") if part.strip()]


def question(evaluation: Evaluation, report: Report) -> tuple[str, tuple[Choice, ...]]:
    """What a meeting has to decide about a project, where nobody wrote a question, and the boxes of the answers."""
    rule, project = evaluation.deciding, evaluation.project
    if not project.active:
        return "Take it up again?", CHOICES
    if project.screened_out is not None:
        return "Keep it out of the ranking?", CHOICES
    if project.table is not None and rule is None:
        rules = tuple(Choice(one.label) for one in evaluation.rules)
        return "Which rule decides between its models?", (*rules, LATER) if rules else IN_WORDS
    if evaluation.decided is not None:
        led = evaluation.chosen
        return f"Continue with {evaluation.name_of(led)}?" if led else "Continue without a model?", CHOICES
    if rule is not None and len(rule.winners) > 1:
        tied = (Choice(name) for name in rule.winners[:MOST_BOXES])
        return f"Which of {few(rule.winners)}, which tie?", (*tied, LATER, OTHER)
    if rule is not None and rule.winners:
        return f"Continue with {rule.winners[0]}?", CHOICES
    if rule is not None and rule.nearest is not None:
        asked = f"Accept {rule.nearest}, which misses a limit, or continue without a model?"
        return asked, (Choice(f"accept {rule.nearest}"), Choice("continue without a model"), LATER)
    entry = report.ranking.of(project.id)
    return _ROOM[entry.line] if entry is not None and entry.line is not None else "Continue with it?", CHOICES


_ROOM = {"in": "Start it now?", "on-the-line": "Start it now, tied at the cut-off as it is?", "out": "Postpone it?"}


def alternatives(subject: Subject) -> Iterator[Line]:
    """The models that come next by the deciding rule, with why they do not win, then what other rules would choose; the
    rule's own choice first where people decided for another."""
    rule = subject.evaluation.deciding
    if rule is None:
        return
    led = {subject.evaluation.chosen} if subject.evaluation.decided else {*rule.winners}
    others = [verdict for verdict in rule.verdicts if verdict.rank is not None and verdict.model not in led]
    for one in sorted(others, key=lambda verdict: verdict.rank or 0)[:ALTERNATIVES]:
        yield Line(why(subject, one.model), one.model)
    named = {*rule.winners}
    for other in subject.evaluation.rules:
        if not other.decides and other.winners and not named >= set(other.winners):
            verb = "wins" if len(other.winners) == 1 else "tie"
            yield Line(f"{few(other.winners)} {verb}, by {other.words}", f"By the rule {other.label}")


def _points(said: ProjectVerdict, project: str, report: Report) -> Iterator[Line]:
    """What the site says beside the verdict, and what makes a meeting look at it."""
    yield from said.points
    place = _capacity(project, report)
    if place:
        yield Line(f"{at_start(place)}.", "Capacity")
    settle = (one.line for one in unasked(report) if project in one.projects)
    stuck = (one.text for one in report.obstacles if one.project == project)
    for texts, lead in ((settle, "To settle"), (stuck, "Stuck")):
        yield from (Line(f"{text}.", "" if at else lead) for at, text in enumerate(texts))
    yield from to_rate(Subject(project, report, paper=True))


def _standing(project: str, report: Report) -> str:
    """Rank and capacity of a project: `Rank 2 of 13, within capacity, and so in 98 of 100 draws`."""
    entry = report.ranking.of(project)
    if entry is None:
        out = report.evaluations[project].project.left_out
        return at_start(out.words) if out else "Not ranked"
    if entry.priority.rank is None:
        return "Not ranked"
    capacity = _capacity(project, report)
    return f"Rank {entry.priority.rank} of {len(report.ranking.ordered)}{f', {capacity}' if capacity else ''}"


def _capacity(project: str, report: Report) -> str:
    """Whether there is capacity for a project, and how sure that is; empty where nobody said how much there is."""
    entry = report.ranking.of(project)
    if entry is None or entry.line is None:
        return ""
    said, capacity = line_words(entry.line, report.plan.capacity), report.plan.capacity
    if entry.within_capacity is None or capacity is None:
        return said
    share = "every simulation" if entry.within_capacity == 1 else f"{percent(entry.within_capacity)} of simulations"
    return f"{said}, in {share}" if entry.line == "in" else f"{said}; {capacity.within} in {share}"


def _before(subject: Subject) -> Iterator[Line]:
    """The latest decisions."""
    lines = decision_lines(subject)
    yield from lines[:ON_DECISION_PAGE]
    if len(lines) > ON_DECISION_PAGE:
        yield Line(f"{counted(len(lines) - ON_DECISION_PAGE, 'earlier decision')} among the evidence.")
