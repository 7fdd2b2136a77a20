"""What the project is for: the outcome, how far it is from its target, and what was seen of it with which model."""

from collections.abc import Iterator

from planpress.deciding.wrong_metric import measure_name
from planpress.document.blocks import Block, Cell, Column, Paragraph, Row, table
from planpress.model.goal import Goal, Seen
from planpress.model.text import Text, Words
from planpress.model.wording import about, day, number, with_unit
from planpress.sections.section import SectionKind, Subject


def _blocks(subject: Subject) -> Iterator[Block]:
    goal = subject.project.goal
    if goal is None:
        return
    yield Paragraph(_today(subject, goal), lead=goal.outcome, key=subject.of("goal"))
    rows = (_row(subject, goal, at, one) for at, one in enumerate(goal.by_date, start=1))
    yield from table("What was seen of it", list(_columns(subject, goal)), rows)


def _today(subject: Subject, goal: Goal) -> Text:
    """`310 now, the target is 400: 90 to go.`"""
    now = f"{with_unit(goal.today, goal.unit)} now" if goal.today is not None else "not measured"
    if goal.target is None:
        return Text(f"{now}; no target is written.")
    to_go = _to_go(subject, goal, goal.today, "goal")
    said = Text(f"{now}, the target is {with_unit(goal.target, goal.unit)}")
    return Text(said, ": ", to_go, ".") if to_go else Text(said, ".")


def _to_go(subject: Subject, goal: Goal, value: float | None, *names: str) -> Text:
    """How far a value is from the target; nothing where one of the two is not known."""
    missing = goal.missing(value)
    if missing is None:
        return Text()
    return subject.number(goal.to_go_words(missing), *names, value=missing)


def _columns(subject: Subject, goal: Goal) -> Iterator[Column]:
    yield Column("Measured")
    yield Column("In use then")
    yield Column(f"It was ({goal.unit})" if goal.unit else "It was", number=True)
    if goal.target is not None:
        yield Column("To the target", number=True)
    if subject.evaluation.rule is not None:
        yield Column(measure_name(subject.evaluation.rule, subject.metrics), number=True)


def _row(subject: Subject, goal: Goal, at: int, seen: Seen) -> Row:
    evaluation = subject.evaluation
    measure, deciding = evaluation.measure_of(seen.model), evaluation.deciding
    in_use: Words = evaluation.name_of(seen.model) if seen.model else "–"
    cells = [Cell(day(seen.date), sort=str(seen.date)), Cell(in_use), Cell(number(seen.value), sort=seen.value)]
    if goal.target is not None:
        cells.append(Cell(_to_go(subject, goal, seen.value, "goal", str(at)), sort=goal.missing(seen.value)))
    if deciding is not None:
        cells.append(Cell("–" if measure is None else about(measure, deciding.unit), sort=measure or ""))
    return Row(tuple(cells), key=subject.of("goal", str(at)))


SECTION = SectionKind("outcome", "The outcome", 26, _blocks, edits=("goal",))
