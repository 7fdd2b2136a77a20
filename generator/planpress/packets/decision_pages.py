"""The page of an item: what is asked, what was decided, what the plan says, the evidence, and what would turn it."""

import re
from collections.abc import Iterable, Iterator, Sequence
from functools import partial
from itertools import chain

from planpress.charts import ladder, tradeoffs
from planpress.document.blocks import Line, chart
from planpress.model.evaluation import Evaluation
from planpress.model.meeting import AgendaItem
from planpress.model.numbering import ELEMENTS, margin
from planpress.model.report import Report
from planpress.model.wording import at_start, few, listed, shortened
from planpress.packets.nouns import Choice, Item, Part
from planpress.packets.project_summaries import says, side_by_side, standing
from planpress.sections import Subject
from planpress.sections.factors import status_text
from planpress.sections.model_table import why
from planpress.sections.planning import decision_lines
from planpress.sections.verdict import verdict

ALTERNATIVES, DECISIONS, MOST_BOXES = 2, 3, 6
"""The most models that are named as options, earlier decisions, and models that tie with a box for each."""

LATER = Choice("Postpone to", blank=True)
CHOICES = (Choice("Yes"), Choice("No"), LATER)
IN_WORDS = (Choice("Decided:", blank=True), LATER)
"""The boxes of a question that yes and no are no answer to."""

BRIEF, SHORT = 600, 64
"""The most letters of a text that may share a page, and of the title that an item has from its text."""

_OPEN = re.compile(r"(who|whom|whose|what|which|when|where|why|how)\b|.*\bor\b", re.IGNORECASE | re.DOTALL)


def of_project(item: AgendaItem, report: Report, since: Sequence[str], before: Sequence[Line]) -> Item:
    """The page about one project; `before` is what the meeting decided already, where the project does not have it."""
    assert item.project is not None
    subject = Subject(item.project, report, paper=True)
    asked, choices = question(subject.evaluation, report)
    said, before = verdict(subject), [*before, *decision_lines(subject)]
    drawn = (chart(partial(draw, report.plan, subject.evaluation)) for draw in (ladder.figure, tradeoffs.figure))
    options = tuple(map(Line, item.alternatives)) or tuple(alternatives(subject))
    turns = (Line(at_start(str(said.turns_if))),) if said.turns_if else ()
    return Item(
        title=subject.project.title,
        status=str(status_text(subject)),
        parts=_parts(item, item.question or asked, since, before, says(subject), options, turns),
        charts=tuple(chain.from_iterable(drawn)),
        choices=boxes(item.question) if item.question else choices,
    )


def of_several(item: AgendaItem, report: Report, since: Sequence[str], before: Sequence[Line]) -> Item:
    """The page about several projects, side by side, in the order of their ranks."""
    every = [Subject(name, report, paper=True) for name in report.order() if name in item.compare]
    titles = [one.project.title for one in every]
    said = [Line(f"{standing(one)}.", one.project.title) for one in every]
    drawn = [found for one in every for found in chart(partial(ladder.figure, report.plan, one.evaluation))]
    return Item(
        title=listed(report.names()[name] for name in item.compare),
        status="Comparison",
        parts=_parts(item, item.question or f"Which comes first: {listed(titles, 'or')}?", since, before, said,
                     tuple(map(Line, item.alternatives))),
        blocks=(side_by_side(every),),
        charts=tuple(drawn) if len(drawn) == len(every) == 2 else (),
        choices=(*map(Choice, titles), LATER),
    )  # fmt: skip


def of_words(item: AgendaItem, before: Sequence[Line]) -> Item:
    """The page about a text of its own, or about anything else that somebody has a question about. A text that is a
    question is what is asked; where nothing is asked there is room for notes."""
    said = paragraphs(item.text)
    title = shortened(" ".join(said[0].split()), SHORT) if said else f"Item {item.number}"
    asks = len(said) == 1 and said[0].endswith("?") and item.question is None
    asked = said.pop() if asks else item.question or ""
    about = [] if said == [title] else said  # a short text is the title, and need not follow it
    parts = _parts(item, asked, (), before, (), tuple(map(Line, item.alternatives)))
    if about:
        parts = (*parts[: bool(asked)], Part("About", tuple(map(Line, about))), *parts[bool(asked) :])
    brief = sum(len(str(line.text)) for part in parts for line in part.lines) <= BRIEF
    return Item(title=title, parts=parts, choices=boxes(asked) if asked else (), brief=brief)


def _parts(
    item: AgendaItem,
    asked: str,
    since: Sequence[str],
    before: Sequence[Line],
    says: Iterable[Line],
    options: Sequence[Line],
    turns: Sequence[Line] = (),
) -> tuple[Part, ...]:
    """The parts in which there is something, with their numbers in the margin."""
    advised = (Line(item.recommendation),) if item.recommendation else ()
    found = (
        ("Question", "question", (Line(asked),) if asked else ()),
        ("Earlier decisions", "", before[:DECISIONS]),
        ("Recommendation", "recommendation", advised),
        ("What the plan says", "" if advised else "recommendation", tuple(says)),
        ("Options", "alternatives", options),
        ("Would turn it", "turns", turns),
        ("Since last time", "changes", tuple(map(Line, since))),
    )
    return tuple(
        Part(label, tuple(lines), margin(item.number, ELEMENTS[part]) if part else "", part == "changes")
        for label, part, lines in found
        if lines
    )


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
        return f"Which of {few(rule.winners)}, which tie?", (*tied, LATER)
    if rule is not None and rule.winners:
        return f"Continue with {rule.winners[0]}?", CHOICES
    if rule is not None and rule.nearest is not None:
        asked = f"Accept {rule.nearest}, which misses a limit, or continue without a model?"
        return asked, (Choice(f"Accept {rule.nearest}"), Choice("Continue without a model"), LATER)
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
            verb = "win" if len(other.winners) == 1 else "tie"
            yield Line(f'Under "{other.label}" {few(other.winners)} would {verb}.')
