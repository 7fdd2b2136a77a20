"""A change of files that was killed before its end is finished, or taken back where somebody has edited them since."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path

from planpress.files.journal import NAME, Step, digest, locked, noted
from planpress.files.replacing import change_places, clear
from planpress.model.errors import PlanpressError
from planpress.model.location import Location
from planpress.model.wording import listed


@dataclass(frozen=True, slots=True)
class Recovered:
    """What became of a change that was killed: all of its files are as they were to be, or all as they were before."""

    finished: bool
    paths: tuple[str, ...]

    def __str__(self) -> str:
        what = "finished" if self.finished else "taken back"
        return f"decisions that an earlier planpress decide had begun to write are {what}: {listed(self.paths)}"


def recover(root: Path, location: Location = Location()) -> Recovered | None:
    """Finish what was begun in the plan at `root`, or take it back; None where nothing was.

    Raises PlanpressError where neither can be done without losing what somebody wrote since: then nothing is touched.
    """
    if not (root / NAME).exists():
        return None
    with locked(root) as journal:
        found = [_Found.of(one) for one in noted(root, location, journal.read())]
        if not found:
            return None
        finished = _settled(found)
        clear([one.step for one in found])
    return Recovered(finished, tuple(one.step.path for one in found))


@dataclass(frozen=True, slots=True)
class _Found:
    """A step with the hashes of what is at its three names now; empty where nothing is."""

    step: Step
    target: str
    beside: str
    third: str

    @classmethod
    def of(cls, step: Step) -> _Found:
        return cls(step, *(_digest_at(path) for path in (step.target, step.beside, step.third)))

    @property
    def taken(self) -> bool:
        """Whether the step was taken, whatever was written into the file since: the old file lies elsewhere then."""
        edited = self.target != self.step.old and self.step.old in (self.beside, self.third)
        return self.target == self.step.new or edited

    @property
    def can_be_taken(self) -> bool:
        return self.target == self.step.old and self.beside == self.step.new

    @property
    def can_be_taken_back(self) -> bool:
        return self.target == self.step.new and self.step.old in (self.beside, self.third)


def _settled(found: Sequence[_Found]) -> bool:
    """Bring all files to one side, the new one if that can be: somebody had said yes to it. Whether it was."""
    taken, open_ = [one for one in found if one.taken], [one for one in found if not one.taken]
    if all(one.can_be_taken for one in open_):
        for one in open_:
            one.step.third.unlink(missing_ok=True)  # a second name of the file as it is
            change_places(one.step.target, one.step.beside, one.step.third)
        return True
    if all(one.can_be_taken_back for one in taken):
        for one in taken:
            source = one.step.beside if one.beside == one.step.old else one.step.third
            source.replace(one.step.target)
        return False
    raise PlanpressError(_stuck(taken, open_))


def _stuck(taken: Sequence[_Found], open_: Sequence[_Found]) -> str:
    lines = [f"  {one.step.path} has its new entries" for one in taken]
    lines += [f"  {one.step.path} has not, and was edited since" for one in open_]
    said = "an earlier planpress decide was killed, and its change can be neither finished nor taken back:\n"
    return said + "\n".join(lines) + f"\nmake them agree by hand, then delete {NAME} and the files named .*.planpress-*"


def _digest_at(path: Path) -> str:
    try:
        return digest(path.read_bytes())
    except FileNotFoundError:
        return ""
