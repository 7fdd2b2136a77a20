"""The story of a decision in one screen: answers -> entries -> every file as it will be -> checked -> written."""

from __future__ import annotations

import os
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from difflib import unified_diff
from pathlib import Path

from planpress.deciding.answers import Answer, read_answers
from planpress.deciding.insertion import with_entry
from planpress.deciding.planning import KEY, Conflict, planned
from planpress.files.replacing import Replacement, replace_files
from planpress.model.errors import PlanpressError
from planpress.model.findings import Finding, in_file_order
from planpress.model.meeting import Meeting
from planpress.model.sources import SourceFile
from planpress.model.wording import counted, listed
from planpress.reading.disk import DiskTree
from planpress.reading.tree import LARGEST_DEFINITION, InterceptedTree, Tree
from planpress.workflows.check_plan import Checked, DefaultDay, InvalidPlanError, check


class DecidedOtherwiseError(PlanpressError):
    """Items were decided otherwise before. Nothing is written; `conflicts` are all of them."""

    def __init__(self, conflicts: tuple[Conflict, ...]) -> None:
        said = "\n".join(f"{conflict}" for conflict in conflicts)
        super().__init__(f"{said}\nnothing was written; change the earlier decision where it stands, or leave it")
        self.conflicts = conflicts


@dataclass(frozen=True, slots=True)
class FileChange:
    """A file of the plan, by its path from the root, as it is and as it will be."""

    path: str
    old: bytes
    new: bytes


@dataclass(frozen=True, slots=True)
class Decided:
    """What answers change: nothing is written yet. `known` are the items of which everything is there already, and
    `findings` what `planpress check` will find that it does not find now."""

    changes: tuple[FileChange, ...]
    entries: int
    known: tuple[int, ...]
    findings: tuple[Finding, ...]


def from_file(source: Path, checked: Checked, meeting: Meeting) -> tuple[Answer, ...]:
    """The answers in a file. Raises InvalidPlanError where it has errors, each at its line."""
    assert checked.plan is not None
    data = source.read_bytes()
    file = SourceFile(str(source), data)
    if len(data) > LARGEST_DEFINITION:
        said = f"has {len(data) / 1e6:.1f} MB; decisions are written by hand"
        file = SourceFile(str(source), b"", said, oversize=True)
    answers, found = read_answers(file, checked.plan, meeting)
    if any(finding.level == "error" for finding in found):
        raise InvalidPlanError(in_file_order(list(found)), checked.projects)
    return answers


def summary(decided: Decided) -> str:
    """What is about to be written, what was there already, and what `planpress check` will say."""
    lines = []
    if decided.known:
        numbers = listed(str(number) for number in decided.known)
        lines.append(f"item {numbers}: there already" if len(decided.known) == 1 else f"items {numbers}: there already")
    if decided.changes:
        lines.append(f"{counted(decided.entries, 'entry', 'entries')} for {counted(len(decided.changes), 'file')}")
    else:
        lines.append("nothing to write")
    lines += [f"planpress check will say: {finding}" for finding in decided.findings]
    return "\n".join(lines)


def decide(root: Path, checked: Checked, meeting: Meeting, answers: Sequence[Answer]) -> Decided:
    """The files of the plan at `root` as answers change them.

    Raises DecidedOtherwiseError, and PlanpressError where a file cannot take an entry, or the plan would have an error
    with it.
    """
    if checked.plan is None:
        raise PlanpressError("the plan has errors; planpress check names them")
    made = planned(checked.plan, meeting, answers)
    if made.conflicts:
        raise DecidedOtherwiseError(made.conflicts)
    tree = DiskTree(root, location=checked.plan.location)
    old: dict[str, bytes] = {}
    new: dict[str, bytes] = {}
    for addition in made.additions:
        if addition.path not in old:
            old[addition.path] = _bytes(tree, addition.path)
        new[addition.path] = with_entry(new.get(addition.path, old[addition.path]), addition.path, KEY, addition.entry)
    changes = tuple(FileChange(path, old[path], new[path]) for path in sorted(new))
    day = DefaultDay(root, os.environ, location=tree.location)
    after = check(_with(tree, new), day) if new else checked
    errors = [finding for finding in after.findings if finding.level == "error"]
    if errors:
        said = "\n".join(f"  {finding}" for finding in errors[:5])
        raise PlanpressError(f"with these decisions the plan would have {counted(len(errors), 'error')}:\n{said}")
    known = {_key(finding) for finding in checked.findings}
    found = tuple(finding for finding in after.findings if _key(finding) not in known)
    return Decided(changes, len(made.additions), made.known, found)


def write(root: Path, decided: Decided) -> None:
    """Write every changed file, or none. Raises PlanpressError."""
    replace_files(root, [Replacement(root / change.path, change.old, change.new) for change in decided.changes])


def as_diff(changes: Sequence[FileChange]) -> str:
    """The changes as a unified diff that `git apply` takes."""
    return "".join(line for change in changes for line in _diff(change))


def _diff(change: FileChange) -> Iterator[str]:
    before, after = _lines(change.old), _lines(change.new)
    for line in unified_diff(before, after, f"a/{change.path}", f"b/{change.path}"):
        yield line if line.endswith("\n") else f"{line}\n\\ No newline at end of file\n"


def _lines(data: bytes) -> list[str]:
    *whole, last = data.decode("utf-8").split("\n")
    return [*(f"{line}\n" for line in whole), *([last] if last else [])]


def _bytes(tree: DiskTree, path: str) -> bytes:
    file = tree.file(path)
    if file is None or file.refusal is not None:
        raise PlanpressError(f"{path} cannot be read any more; nothing was written, try again")
    return file.data


def _with(tree: DiskTree, new: Mapping[str, bytes]) -> Tree:
    """A tree in which some files have other bytes."""
    return InterceptedTree(tree, lambda path: SourceFile(path, new[path]) if path in new else tree.file(path))


def _key(finding: Finding) -> tuple[str, str, str]:
    """A finding without its line: an entry above moves it."""
    return finding.code, finding.place.path, finding.message
