"""Asks for decisions in a terminal, item by item or in the order in which the notes lie on the desk."""

from collections.abc import Callable, Iterator
from dataclasses import dataclass
from datetime import date

from planpress.model.decision import LATER, MeetingDecision, plain_decision
from planpress.model.meeting import AgendaItem, Meeting
from planpress.model.numbering import is_sound, read_margin
from planpress.model.plan import Plan
from planpress.model.wording import counted, listed, number, visible, whole_day
from planpress.workflows.decision_notes import unknown_number, unknown_project

Ask = Callable[[str, str], str]
"""Asks a question, with what stands for an answer of nothing; gives what was typed."""

DONE = "done"


def ask_for_decisions(
    plan: Plan, meeting: Meeting, ask: Ask, say: Callable[[str], None]
) -> tuple[MeetingDecision, ...]:
    """The decisions that somebody types, in the order of typing; items that are decided already are not asked for."""
    return tuple(_Conversation(plan, meeting, ask, say).decisions())


def read_until(written: str) -> tuple[str, date | None] | None:
    """A decision of `later`, `later 2019-07-01` or `later until 2019-07-01` with its day; None for anything else.

    Raises ValueError where something stands behind `later` that is no day.
    """
    words = written.split()
    if not words or plain_decision(words[0]) != LATER:
        return None
    rest = words[2:] if words[1:2] in (["until"], ["till"]) else words[1:]
    return LATER, date.fromisoformat(" ".join(rest)) if rest else None


@dataclass(frozen=True, slots=True)
class _Conversation:
    plan: Plan
    meeting: Meeting
    ask_once: Ask
    say: Callable[[str], None]

    def ask(self, question: str, otherwise: str = "") -> str:
        """Asks again where what was typed cannot stand in a file: an arrow key leaves a control character."""
        while not (typed := self.ask_once(question, otherwise)).isprintable():
            self.say("that holds a control character; type it anew")
        return typed

    def decisions(self) -> Iterator[MeetingDecision]:
        meeting, say = self.meeting, self.say
        waiting = [item for item in meeting.agenda if meeting.decided(item.number) is None]
        are = "is" if len(waiting) == 1 else "are"
        items = f"{len(waiting)} of {counted(len(meeting.agenda), 'item')} {are} open"
        say(visible(f"{meeting.title}, {whole_day(meeting.date)}: {items if waiting else 'every item is decided'}"))
        if waiting:
            say("a decision is yes, no, later, later 2019-07-01, or any other words; Enter alone leaves the item open")
            say(f"instead of a margin number, {DONE} ends the questions")
        while waiting and (item := self._item(waiting)) is not None:
            waiting.remove(item)
            for line in self._lines(item):
                say(visible(line.replace("\n", " ")))
            if (decided := self._decided()) is not None:
                yield self._about(item, *decided)

    def _item(self, waiting: list[AgendaItem]) -> AgendaItem | None:
        """The item whose number is typed, the next one for nothing; None where there is an end of it."""
        while (typed := self.ask("margin number", str(waiting[0].number)).strip()).lower() != DONE:
            read = read_margin(typed)
            if read is None:
                self.say(f'"{visible(typed)}" is no margin number; type one as it stands in the margin, or {DONE}')
                continue
            if (found := next((item for item in waiting if item.number == read), None)) is not None:
                return found
            unknown, earlier = unknown_number(read, self.meeting), self.meeting.decided(read)
            if unknown is not None:
                self.say(f"{unknown}{'' if is_sound(read) else '; its last digit does not fit the others'}")
            else:
                self.say(f"item {read} has been decided" + (f": {visible(earlier.decision)}" if earlier else ""))
        return None

    def _lines(self, item: AgendaItem) -> Iterator[str]:
        """What the item is about, as far as whoever reads a note needs it."""
        titles = {project.id: project.title for project in self.plan.projects}
        about = listed(titles.get(name, name) for name in item.projects) or item.page or item.text or ""
        minutes = f" ({number(item.minutes)} min)" if item.minutes is not None else ""
        yield f"{item.number}  {item.title or about}{minutes}"
        if item.question:
            yield f"      {item.question}"
        if item.recommendation:
            yield f"      recommended: {item.recommendation}"

    def _about(self, item: AgendaItem, decision: str, until: date | None) -> MeetingDecision:
        by = tuple(filter(None, (name.strip() for name in self.ask("by", self.meeting.chair or "").split(","))))
        because, overrides = (" ".join(self.ask(name).split()) or None for name in ("because", "overrides"))
        projects = self._projects(item) if item.compare else None
        return MeetingDecision(
            item.number, decision, projects, until=until, by=by, because=because, overrides=overrides
        )

    def _decided(self) -> tuple[str, date | None] | None:
        while typed := self.ask("decision").strip():
            try:
                later = read_until(typed)
            except ValueError:
                self.say(f"after {LATER} comes a day, as in {LATER} 2019-07-01; put any other text in other words")
                continue
            if later is None:
                return plain_decision(typed), None
            if later[1] is None or later[1] > self.meeting.date:
                return later
            self.say(f"{later[1]} is not after the meeting ({self.meeting.date})")
        return None

    def _projects(self, item: AgendaItem) -> tuple[str, ...]:
        """To which projects of a comparison the decision is written."""
        while True:
            typed = self.ask("write to projects", ", ".join(dict.fromkeys(item.compare)))
            names = [name.strip() for name in typed.split(",") if name.strip()]
            wrong = [unknown for name in names if (unknown := unknown_project(name, self.plan)) is not None]
            if not wrong:
                return tuple(names)
            for unknown in wrong:
                self.say(unknown)
