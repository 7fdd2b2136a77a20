"""Asks for decisions in a terminal, item by item or in the order in which the notes lie on the desk."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from datetime import date

from planpress.model.decision import LATER, MeetingDecision, plain_decision
from planpress.model.meeting import AgendaItem, Meeting
from planpress.model.numbering import is_sound, read_margin
from planpress.model.plan import Plan
from planpress.model.wording import counted, listed, number, visible, whole_day
from planpress.workflows.record_decisions import unknown_number, unknown_project

Ask = Callable[[str, str], str]
"""Asks a question, with what stands for an answer of nothing; gives what was typed."""

Say = Callable[[str], None]

DONE = "done"


def ask_for_decisions(plan: Plan, meeting: Meeting, ask: Ask, say: Say) -> tuple[MeetingDecision, ...]:
    """The decisions that somebody types, in the order of typing; items that are decided already are not asked for."""
    ask = _only_printable(ask, say)
    waiting = [item for item in meeting.agenda if meeting.decided(item.number) is None]
    say(visible(f"{meeting.title}, {whole_day(meeting.date)}: {_open(len(waiting), len(meeting.agenda))}"))
    if not waiting:
        return ()
    say("a decision is yes, no, later, later 2019-07-01, or any other words; Enter alone leaves the item open")
    say(f"instead of a margin number, {DONE} ends the questions")
    decisions: list[MeetingDecision] = []
    while waiting:
        item = _item(meeting, waiting, ask, say)
        if item is None:
            break
        for line in _lines(plan, item):
            say(line)
        decision = _about(plan, meeting, item, ask, say)
        waiting.remove(item)
        if decision is not None:
            decisions.append(decision)
    return tuple(decisions)


def _only_printable(ask: Ask, say: Say) -> Ask:
    """Asks again where what was typed cannot stand in a file: an arrow key leaves a control character."""

    def again(question: str, otherwise: str) -> str:
        while not (typed := ask(question, otherwise)).isprintable():
            say("that holds a control character; type it anew")
        return typed

    return again


def _open(count: int, of: int) -> str:
    if not count:
        return "every item is decided"
    return f"{count} of {counted(of, 'item')} {'is' if count == 1 else 'are'} open"


def _item(meeting: Meeting, waiting: list[AgendaItem], ask: Ask, say: Say) -> AgendaItem | None:
    """The item whose number is typed, the next one for nothing; None where there is an end of it."""
    while True:
        typed = ask("margin number", str(waiting[0].number)).strip()
        if typed.lower() == DONE:
            return None
        read = read_margin(typed)
        if read is None:
            say(f'"{visible(typed)}" is no margin number; type one as it stands in the margin, or {DONE}')
            continue
        found = next((item for item in waiting if item.number == read), None)
        if found is not None:
            return found
        said = unknown_number(read, meeting)
        if said is None:
            decided = meeting.decided(read)
            say(f"item {read} has been decided" + (f": {visible(decided.decision)}" if decided else ""))
            continue
        slip = "" if is_sound(read) else "; its last digit does not fit the others"
        say(f"{said}{slip}")


def _lines(plan: Plan, item: AgendaItem) -> Iterator[str]:
    """What the item is about, as far as whoever reads a note needs it."""
    titles = {project.id: project.title for project in plan.projects}
    about = listed(titles.get(name, name) for name in item.projects) or item.page or item.text or ""
    minutes = f" ({number(item.minutes)} min)" if item.minutes is not None else ""
    yield _on_a_line(f"{item.number}  {item.title or about}{minutes}")
    for words in (item.question, f"recommended: {item.recommendation}" if item.recommendation else None):
        if words:
            yield _on_a_line(f"      {words}")


def _about(plan: Plan, meeting: Meeting, item: AgendaItem, ask: Ask, say: Say) -> MeetingDecision | None:
    decided = _decision(meeting, ask, say)
    if decided is None:
        return None
    decision, until = decided
    by = [name.strip() for name in ask("by", meeting.chair or "").split(",")]
    because = " ".join(ask("because", "").split())
    overrides = " ".join(ask("overrides", "").split())
    projects = _projects(plan, item, ask, say) if item.compare else None
    return MeetingDecision(
        item.number,
        decision,
        projects,
        until=until,
        by=tuple(name for name in by if name),
        because=because or None,
        overrides=overrides or None,
    )


def _decision(meeting: Meeting, ask: Ask, say: Say) -> tuple[str, date | None] | None:
    while True:
        typed = ask("decision", "").strip()
        if not typed:
            return None
        try:
            later = read_until(typed)
        except ValueError:
            say(f"after {LATER} comes a day, as in {LATER} 2019-07-01; put any other text in other words")
            continue
        if later is None:
            return plain_decision(typed), None
        if later[1] is None or later[1] > meeting.date:
            return later
        say(f"{later[1]} is not after the meeting ({meeting.date})")


def _projects(plan: Plan, item: AgendaItem, ask: Ask, say: Say) -> tuple[str, ...]:
    """To which projects of a comparison the decision is written."""
    while True:
        typed = ask("write to projects", ", ".join(dict.fromkeys(item.compare)))
        names = [name.strip() for name in typed.split(",") if name.strip()]
        wrong = [said for name in names if (said := unknown_project(name, plan)) is not None]
        if not wrong:
            return tuple(names)
        for said in wrong:
            say(said)


def _on_a_line(text: str) -> str:
    return visible(text.replace("\n", " "))


def read_until(written: str) -> tuple[str, date | None] | None:
    """A decision of `later`, `later 2019-07-01` or `later until 2019-07-01` with its day; None for anything else.

    Raises ValueError where something stands behind `later` that is no day.
    """
    words = written.split()
    if not words or plain_decision(words[0]) != LATER:
        return None
    rest = words[2:] if words[1:2] in (["until"], ["till"]) else words[1:]
    if not rest:
        return LATER, None
    return LATER, date.fromisoformat(" ".join(rest))
