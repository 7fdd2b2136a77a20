"""The story of a decision in one screen: notes -> the file of decisions as it will be -> checked -> written."""

import os
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from difflib import unified_diff
from operator import attrgetter
from pathlib import Path

from planpress.deciding.settled_values import settled_values
from planpress.files.replacing import replace_file
from planpress.formats.decision_file import as_file
from planpress.lints.agendas import decision_without_item, near_or_all, unknown_agenda_project
from planpress.model.decision import LATER, NO, YES, MeetingDecision, MeetingRecord, plain_decision
from planpress.model.errors import PlanpressError
from planpress.model.findings import Finding, in_file_order
from planpress.model.meeting import AgendaItem, Meeting
from planpress.model.plan import Plan
from planpress.model.sources import Place, Places, SourceFile
from planpress.model.wording import counted, did_you_mean, listed, quoted, visible
from planpress.reading import kinds
from planpress.reading.disk import DiskTree
from planpress.reading.meeting_documents import read_decisions, read_record
from planpress.reading.tree import LARGEST_DEFINITION, MemoryTree, Overlaid
from planpress.workflows.check_plan import Checked, DefaultDay, InvalidPlanError, check

_COMPARED = ("decision", "model", "settles", "until", "by", "because", "overrides")


class DecidedOtherwiseError(PlanpressError):
    """Items were decided otherwise before. Nothing is written; the message has all of them."""

    def __init__(self, conflicts: Sequence[str]) -> None:
        lines = "\n".join(conflicts)
        super().__init__(f"{lines}\nnothing was written; change the earlier decision where it stands, or leave it")


@dataclass(frozen=True, slots=True)
class Decided:
    """The meeting's file of decisions as it is and as it will be: nothing is written yet.

    `added` counts the decisions that are new there, `known` are the items that were decided so already, and `findings`
    what `planpress check` will find that it does not find now.
    """

    path: str
    old: bytes | None
    new: bytes | None
    added: int
    known: tuple[int, ...]
    findings: tuple[Finding, ...]

    @property
    def is_changed(self) -> bool:
        """Whether there is anything to write."""
        return self.new != self.old


def from_file(source: Path, checked: Checked, meeting: Meeting) -> tuple[MeetingDecision, ...]:
    """The decisions in a file of notes. Raises InvalidPlanError where it has errors, each at its line."""
    assert checked.plan is not None
    data = source.read_bytes()
    file = SourceFile(str(source), data)
    if len(data) > LARGEST_DEFINITION:
        size = f"has {len(data) / 1e6:.1f} MB; decisions are written by hand"
        file = SourceFile(str(source), b"", size, oversize=True)
    notes, findings = read_notes(file, checked.plan, meeting)
    if any(finding.level == "error" for finding in findings):
        raise InvalidPlanError(in_file_order(list(findings)), checked.projects)
    return notes


def read_notes(
    file: SourceFile, plan: Plan, meeting: Meeting
) -> tuple[tuple[MeetingDecision, ...], tuple[Finding, ...]]:
    """The decisions that a file of notes holds, and all that is wrong with it: as a whole, or against the meeting."""
    notes, places, findings = read_decisions(file)
    unfit = (finding for at, note in enumerate(notes) for finding in _unfit(at, note, plan, meeting, places))
    return notes, (*findings, *unfit)


def summary(decided: Decided) -> str:
    """What is about to be written, what was there already, and what `planpress check` will say."""
    items = f"item{'s' if len(decided.known) > 1 else ''} {listed(map(str, decided.known))}"
    known = [f"{items}: there already"] if decided.known else []
    more = f"{counted(decided.added, 'decision')} more in {decided.path}" if decided.is_changed else "nothing to write"
    return "\n".join([*known, more, *(f"planpress check will say: {finding}" for finding in decided.findings)])


def decide(root: Path, checked: Checked, meeting: Meeting, notes: Sequence[MeetingDecision]) -> Decided:
    """The file of decisions of a meeting of the plan at `root`, as notes change it.

    Raises DecidedOtherwiseError, and PlanpressError where the file cannot be read any more or the plan would have an
    error with it.
    """
    if checked.plan is None:
        raise PlanpressError("the plan has errors; planpress check names them")
    tree = DiskTree(root, location=checked.plan.location)
    path = tree.location.record(meeting.id)
    file = tree.file(path)
    record = _record(file, meeting, path)
    there = {decision.number for decision in record.decisions}
    # What the agenda's file holds, where an earlier planpress wrote it, and the file of decisions does not.
    copied = (complete(decision, meeting) for decision in meeting.decisions if decision.number not in there)
    earlier = [*record.decisions, *copied]
    now = replace(meeting, record=record)
    sound = not any(finding.level == "error" for finding in checked.findings)  # else nothing is written below
    valued = [_with_values(note, now, checked.plan) for note in notes] if sound else notes
    added, known = _added(earlier, valued, now)
    decisions = (*earlier, *added)
    old = file.data if file else None
    new = as_file(decisions) if len(decisions) > len(record.decisions) else old
    findings = _new_findings(tree, path, new, checked) if new is not None and new != old else ()
    return Decided(path, old, new, len(decisions) - len(record.decisions), known, findings)


def write(root: Path, decided: Decided) -> None:
    """Write the file, if there is anything to write. Raises PlanpressError."""
    if decided.new is not None and decided.is_changed:
        replace_file(root / decided.path, decided.old, decided.new)


def _with_values(note: MeetingDecision, meeting: Meeting, plan: Plan) -> MeetingDecision:
    """A decision that says what was true; noted again, what was true then was written down then."""
    projects = [one for one in plan.projects if one.id in (complete(note, meeting).projects or ())]
    before = meeting.decided(note.number)
    if before and isinstance(before.settles, Mapping) and before.settles.keys() == {*(note.settles or ())}:
        return replace(note, settles=before.settles) if isinstance(note.settles, tuple) else note
    return replace(note, settles=settled_values(note, projects[0], plan)) if len(projects) == 1 else note


def complete(note: MeetingDecision, meeting: Meeting) -> MeetingDecision:
    """A decision that stands by itself: with its day, its projects, and what was asked."""
    item = next((item for item in meeting.agenda if item.number == note.number), None)
    projects = tuple(dict.fromkeys(note.projects if note.projects is not None else item.projects if item else ()))
    question = note.question or (_question(item, note, meeting) if item else None)
    plain = plain_decision(note.decision)
    return replace(note, decision=plain, projects=projects, date=note.date or meeting.date, question=question)


def as_diff(decided: Decided) -> str:
    """What changes as a unified diff that `git apply` takes."""
    before = "/dev/null" if decided.old is None else f"a/{decided.path}"
    old, new = ((data or b"").decode("utf-8").splitlines(keepends=True) for data in (decided.old, decided.new))
    lines = unified_diff(old, new, before, f"b/{decided.path}")
    return "".join(line if line.endswith("\n") else f"{line}\n\\ No newline at end of file\n" for line in lines)


def unknown_number(number: int, meeting: Meeting) -> str | None:
    """What to say of a number that no item has; None where one has it."""
    known = [item.number for item in meeting.agenda]
    return None if number in known else f"no item has the margin number {number}{near_or_all(number, known)}"


def unknown_project(name: str, plan: Plan) -> str | None:
    """What to say of a project that is not there; None where it is."""
    known = [project.id for project in plan.projects]
    return None if name in known else f"unknown project {quoted(name)}{did_you_mean(name, known)}"


def _unfit(at: int, note: MeetingDecision, plan: Plan, meeting: Meeting, places: Places) -> Iterator[Finding]:
    """What does not fit the meeting or the plan, or is not what it is for."""
    problem = unknown_number(note.number, meeting)
    if problem is not None:
        yield decision_without_item.kind.at(places.of("decisions", at, "number"), problem)
    for index, name in enumerate(note.projects or ()):
        problem = unknown_project(name, plan)
        if problem is not None:
            yield unknown_agenda_project.kind.at(places.of("decisions", at, "projects", index), problem)
    if note.until is not None and note.until <= meeting.date:
        message = f"until: {note.until} is not after the meeting ({meeting.date})"
        yield kinds.WRONG_VALUE.at(places.of("decisions", at, "until"), message)


def _record(file: SourceFile | None, meeting: Meeting, path: str) -> MeetingRecord:
    """What the file holds now: it may have been written since the plan was checked."""
    if file is None:
        return MeetingRecord(meeting.id, path, ())
    record, findings = read_record(file, meeting.id, meeting.date)
    if record is None or any(finding.level == "error" for finding in findings):
        raise PlanpressError(f"{path} has an error by now; nothing was written: planpress check names it")
    return record


def _added(
    earlier: Sequence[MeetingDecision], notes: Sequence[MeetingDecision], meeting: Meeting
) -> tuple[list[MeetingDecision], tuple[int, ...]]:
    """What notes add, and the numbers of the items that were decided so already. Raises DecidedOtherwiseError."""
    taken = {decision.number: (decision, _place(meeting, decision.number)) for decision in reversed(earlier)}
    added, known, conflicts = [], [], []
    for note in notes:
        decision = complete(note, meeting)
        before, place = taken.get(note.number, (None, Place("")))
        if before is None:
            added.append(decision)
            taken[note.number] = decision, Place("this run")
        elif _is_same(before, decision, note.projects):
            known += [] if note.number in known else [note.number]
        else:
            conflicts.append(f"{place}: item {note.number} was decided {_said(before)}; now {_said(decision)}")
    if conflicts:
        raise DecidedOtherwiseError(conflicts)
    return added, tuple(known)


def _place(meeting: Meeting, number: int) -> Place:
    """Where the decision on an item stands."""
    holders = (meeting.record, meeting) if meeting.record else (meeting,)
    stands = ((one.places, at) for one in holders for at, its in enumerate(one.decisions) if its.number == number)
    places, at = next(stands)
    return places.of("decisions", at)


def _is_same(before: MeetingDecision, now: MeetingDecision, projects: Sequence[str] | None) -> bool:
    """Whether two say the same; of which projects only where the notes say that."""
    same = all(getattr(before, key) == getattr(now, key) for key in _COMPARED)
    return same and (projects is None or before.projects == now.projects)


def _question(item: AgendaItem, note: MeetingDecision, meeting: Meeting) -> str | None:
    """What was asked. A text that answers no question stands for itself; yes, no and later do not."""
    text = item.text and " ".join(item.text.split())
    if item.question or (text and text.endswith("?")):
        return item.question or text
    if plain_decision(note.decision) not in (YES, NO, LATER):
        return None
    return item.recommendation or item.title or text or f"What the packet of {meeting.title} recommends"


def _new_findings(tree: DiskTree, path: str, new: bytes, checked: Checked) -> tuple[Finding, ...]:
    """What `check` will find with the new file that it does not find now. Raises PlanpressError for an error."""
    day = DefaultDay(tree.root, os.environ, location=tree.location)
    after = check(Overlaid(MemoryTree.of([(path, new)], tree.location), tree), day)
    errors = [finding for finding in after.findings if finding.level == "error"]
    if errors:
        lines = "\n".join(f"  {finding}" for finding in errors[:5])
        raise PlanpressError(f"with these decisions the plan would have {counted(len(errors), 'error')}:\n{lines}")
    key = attrgetter("code", "place.path", "message")  # without its line: a decision above moves it
    known = {*map(key, checked.findings)}
    return tuple(finding for finding in after.findings if key(finding) not in known)


def _said(decision: MeetingDecision) -> str:
    by = f" by {listed(decision.by)}" if decision.by else ""
    until = f" until {decision.until}" if decision.until else ""
    because = f", because {quoted(decision.because)}" if decision.because else ""
    over = f", over {quoted(decision.overrides)}" if decision.overrides else ""
    return f"{quoted(decision.decision)}{until}{visible(by)}{because}{over}"
