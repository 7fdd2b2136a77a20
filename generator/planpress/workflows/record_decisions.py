"""The story of a decision in one screen: notes -> the file of decisions as it will be -> checked -> written."""

import os
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from difflib import unified_diff
from operator import attrgetter
from pathlib import Path

from planpress.deciding.settled_values import settled_values
from planpress.files.replacing import replace_file
from planpress.formats.decision_file import as_file
from planpress.model.decision import MeetingDecision, MeetingRecord
from planpress.model.errors import PlanpressError
from planpress.model.findings import Finding
from planpress.model.meeting import Meeting
from planpress.model.plan import Plan
from planpress.model.settles import settled_words, value_words
from planpress.model.sources import Place, SourceFile
from planpress.model.wording import counted, listed, quoted, visible
from planpress.reading.disk import DiskTree
from planpress.reading.meeting_documents import read_record
from planpress.reading.tree import MemoryTree, Overlaid
from planpress.workflows.check_plan import Checked, DefaultDay, check
from planpress.workflows.decision_notes import complete

_COMPARED = ("decision", "model", "settles", "until", "by", "because", "overrides")


class DecidedOtherwiseError(PlanpressError):
    """Items were decided otherwise before. Nothing is written; the message has all of them."""

    def __init__(self, conflicts: Sequence[str]) -> None:
        lines = "\n".join(conflicts)
        super().__init__(f"{lines}\nnothing was written; change the earlier decision where it stands, or leave it")


@dataclass(frozen=True, slots=True)
class Decided:
    """The meeting's file of decisions as it is and as it will be: nothing is written yet.

    `added` counts the decisions that are new there, `known` are the items that were decided so already, `left_out` says
    what notes settle and nothing asks for, and `findings` what `planpress check` will find that it does not find now.
    """

    path: str
    old: bytes | None
    new: bytes | None
    added: int
    known: tuple[int, ...]
    findings: tuple[Finding, ...]
    left_out: tuple[str, ...] = ()

    @property
    def is_changed(self) -> bool:
        """Whether there is anything to write."""
        return self.new != self.old


def summary(decided: Decided) -> str:
    """What is about to be written, what was there already, and what `planpress check` will say."""
    items = f"item{'s' if len(decided.known) > 1 else ''} {listed(map(str, decided.known))}"
    known = [f"{items}: there already"] if decided.known else []
    more = f"{counted(decided.added, 'decision')} more in {decided.path}" if decided.is_changed else "nothing to write"
    said = (f"planpress check will say: {finding}" for finding in decided.findings)
    return "\n".join([*known, *decided.left_out, more, *said])


def decide(root: Path, checked: Checked, meeting: Meeting, notes: Sequence[MeetingDecision]) -> Decided:
    """The file of decisions of a meeting of the plan at `root`, as notes change it.

    Raises DecidedOtherwiseError, and PlanpressError where the file cannot be read any more, the plan would have an
    error with it, or what a decision settles differs from one of its projects to another.
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
    left_out: list[str] = []
    valued = [_with_values(note, now, checked.plan, left_out) for note in notes] if sound else notes
    added, known = _added(earlier, valued, now)
    decisions = (*earlier, *added)
    old = file.data if file else None
    new = as_file(decisions) if len(decisions) > len(record.decisions) else old
    findings = _new_findings(tree, path, new, checked) if new is not None and new != old else ()
    return Decided(path, old, new, len(decisions) - len(record.decisions), known, findings, tuple(left_out))


def write(root: Path, decided: Decided) -> None:
    """Write the file, if there is anything to write. Raises PlanpressError."""
    if decided.new is not None and decided.is_changed:
        replace_file(root / decided.path, decided.old, decided.new)


def _with_values(note: MeetingDecision, meeting: Meeting, plan: Plan, left_out: list[str]) -> MeetingDecision:
    """A decision that says what was true; noted again, what was true then was written down then.

    What nothing asks for is left out, and said. Raises PlanpressError where projects differ in what is true.
    """
    before = meeting.decided(note.number)
    if not isinstance(note.settles, tuple) or (before is not None and before.settles == note.settles):
        return note
    about = complete(note, meeting).projects or ()
    projects = [one for one in plan.projects if one.id in about]
    then = before.settles if before is not None and isinstance(before.settles, Mapping) else {}
    values = {}
    for name, found in settled_values(note, projects, plan).items():
        if name in then:
            values[name] = then[name]
        elif not found:
            way_out = "write until when" if name == "review" and note.until is None else "it is left out"
            left_out.append(f"item {note.number} settles {name}, which has no value today; {way_out}")
        elif len(found) < len(projects) or any(value != next(iter(found.values())) for value in found.values()):
            has = listed(f"{of}: {value_words(found[of]) if of in found else 'nothing'}" for of in about)
            message = f"item {note.number} settles {name}, which differs ({has}); nothing was written"
            raise PlanpressError(f"{message}: take it out, and settle it in each project's own decisions")
        else:
            values[name] = next(iter(found.values()))
    return replace(note, settles=values or None)


def as_diff(decided: Decided) -> str:
    """What changes as a unified diff that `git apply` takes."""
    before = "/dev/null" if decided.old is None else f"a/{decided.path}"
    old, new = ((data or b"").decode("utf-8").splitlines(keepends=True) for data in (decided.old, decided.new))
    lines = unified_diff(old, new, before, f"b/{decided.path}")
    return "".join(line if line.endswith("\n") else f"{line}\n\\ No newline at end of file\n" for line in lines)


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
    model = f", model {quoted(decision.model)}" if decision.model else ""
    settles = visible(f", settles {settled_words(decision.settles)}") if decision.settles else ""
    return f"{quoted(decision.decision)}{until}{visible(by)}{because}{over}{model}{settles}"
