"""The walk through a plan's commits, from the newest back: which of them changed a conclusion, and because of what."""

import json
from collections.abc import Callable, Iterator
from contextlib import closing
from dataclasses import dataclass, field, replace
from datetime import date
from hashlib import sha256
from math import inf
from typing import Any, cast

from planpress.comparing.comparison_text import is_unchanged
from planpress.files.caches import JsonCache
from planpress.formats.logs.log_sentences import is_told
from planpress.history.plan_snapshots import MOST_IN_HISTORY, Ids, PlanSnapshot, PlanSnapshots, folders
from planpress.history.project_timelines import marks
from planpress.history.serialization import deserialize, reduced, serialize
from planpress.model.change import Comparison
from planpress.model.errors import PlanpressError
from planpress.model.timelines import Commit, End, History, Skipped, Snapshot, TimelineStep
from planpress.model.wording import visible
from planpress.reading.commits import revisions
from planpress.reading.git.repository import Repository
from planpress.reading.git.revision_names import moved_words
from planpress.reading.git.tree_files import Objects
from planpress.reading.tree import Tree, as_at

KEPT = "planpress-history.json"
"""Where what was concluded of each commit is kept, in git's own folder: no commit can put a file there."""


@dataclass(frozen=True, slots=True)
class WalkRequest:
    """How far a walk goes: not beyond the commits `after` if any are named, nor before a day; at most so many steps, or
    commits to the plan. A project's walk ends where it was added."""

    project: str | None = None
    after: frozenset[str] | None = None
    since: date | None = None
    steps: int | None = None
    commits: int | None = None
    marks: bool = False


@dataclass(slots=True)
class _Stop:
    """One commit on the way. The plan is read only if nothing is kept of what is asked."""

    commit: Commit
    tree: Tree
    ids: Ids
    key: str
    state: PlanSnapshot | None = None


def walk(repository: Repository, request: WalkRequest, uncommitted: tuple[Commit, Tree, Ids] | None = None) -> History:
    """The history of a plan from HEAD back, or from what is not committed.

    Raises GitError where there is no commit with a plan, or an object is not in this clone.
    """
    notes = JsonCache(repository.folder / KEPT)
    with closing(Objects(repository.root)) as objects:
        try:
            return _Walk(repository, request, notes, objects, request.project).history(uncommitted)
        finally:
            notes.save()


@dataclass(slots=True)
class _Walk:
    repository: Repository
    request: WalkRequest
    notes: JsonCache
    objects: Objects
    name: str | None
    plans: PlanSnapshots = field(default_factory=PlanSnapshots)
    entries: list[TimelineStep | Skipped] = field(default_factory=list)
    sound: list[_Stop] = field(default_factory=list)
    said: list[str] = field(default_factory=list)
    seen: bool = False

    def history(self, uncommitted: tuple[Commit, Tree, Ids] | None) -> History:
        end = self._walked(uncommitted)
        while self.entries and isinstance(last := self.entries[-1], Skipped) and last.first == self._no_plan:
            self.entries.pop()
        return History(
            entries=tuple(self.entries),
            commits=tuple(stop.commit for stop in self.sound),
            end=end,
            notes=tuple(self.said),
            marks=tuple(map(self._marks, self.sound)) if self.request.marks else (),
            project=self.request.project if self.seen else None,
        )

    @property
    def _no_plan(self) -> str:
        return f"there is no {self.repository.location.plan}"

    def _walked(self, uncommitted: tuple[Commit, Tree, Ids] | None) -> End:
        """Go back as far as was asked; why it ended there."""
        pending: list[Skipped] = []
        end: End | None = None
        for stop, cut in self._stops(uncommitted):
            beyond = self._is_beyond(stop.commit)
            skipped = self._skipped(stop)
            if skipped is None:
                # What a commit changed is known at the one before it that has no errors; those between come after it.
                end = self._arrived(stop, beyond, tuple(one.commit for one in pending))
                self.entries += pending
                pending.clear()
            elif not beyond:
                pending.append(skipped)
            if end is not None or cut:
                break
        else:
            end = "beginning"
        self.entries += pending
        return end or "shallow"

    def _arrived(self, stop: _Stop, beyond: bool, across: tuple[Commit, ...]) -> End | None:
        """Hold the commit before against this one, which has no errors; why to end here, if so."""
        if self.sound and not self._step(stop, self.sound[-1], across):
            return "beginning"
        self.seen = self.seen or self.name in folders(stop.ids, self.repository.location)
        self.sound.append(stop)
        return "since" if beyond else "enough" if self._is_enough() else None

    def _step(self, old: _Stop, new: _Stop, across: tuple[Commit, ...]) -> bool:
        """Hold two commits against each other; whether the walk goes on, as the project was there before."""
        comparison = self._compared(old, new)
        if self._matters(comparison):
            self.entries.append(TimelineStep(new.commit, old.commit, comparison, across))
        if self.name is None:
            return True
        self.name = comparison.id_before(self.name)
        return not self.seen or self.name in folders(old.ids, self.repository.location)

    def _matters(self, comparison: Comparison) -> bool:
        told = [one for one in comparison.changes if is_told(one)]
        if self.request.marks:
            return bool(told or comparison.goalposts)
        if self.name is None:
            return not is_unchanged(comparison)
        return self.name in {*(one.project for one in told), *(one.project for one in comparison.goalposts)}

    def _stops(self, uncommitted: tuple[Commit, Tree, Ids] | None) -> Iterator[tuple[_Stop, bool]]:
        if uncommitted is not None:
            commit, tree, ids = uncommitted
            yield _Stop(commit, tree, ids, _key(ids, commit.day)), False
        place = self.repository.place
        for revision in revisions(self.repository, self.repository.commit("HEAD")):
            if revision.place != place:
                then, now = moved_words(revision.place, place)
                moved = f"it was in {then} of the repository, then in {now}"
                self.said.append(f"the plan was moved after {revision.commit.short}: {moved}")
                place = revision.place
            planned = self.repository.planned(revision.commit.id, place, revision.entries, self.objects)
            tree = as_at(planned, self.repository.location)
            ids = tree.ids("sha1")
            yield _Stop(revision.commit, tree, ids, _key(ids, revision.commit.day)), revision.cut

    def _is_beyond(self, commit: Commit) -> bool:
        """Whether a commit is older than what was asked for: it is what the oldest step is held against."""
        if self.request.after is not None and commit.id and commit.id not in self.request.after:
            return True
        return self.request.since is not None and commit.day < self.request.since

    def _is_enough(self) -> bool:
        steps = sum(isinstance(one, TimelineStep) for one in self.entries)
        most = self.request
        return len(self.sound) > (most.commits or inf) or steps >= (most.steps or inf)

    def _skipped(self, stop: _Stop) -> Skipped | None:
        """What stands in the way of judging a commit, if anything does."""
        if self.repository.location.plan not in stop.ids:
            return Skipped(stop.commit, 1, self._no_plan)

        def errors() -> tuple[int, str]:
            found = self.plans.sound(stop.tree, stop.ids, stop.commit.day)
            if isinstance(found, PlanSnapshot):
                stop.state = found
                return 0, ""
            return len(found), visible(str(found[0]))

        count, first = self._kept(f"sound {stop.key}", tuple[int, str], errors)
        return Skipped(stop.commit, count, first) if count else None

    def _compared(self, old: _Stop, new: _Stop) -> Comparison:
        def compared() -> Comparison:
            states = self._state(old), self._state(new)
            return reduced(self.plans.compare(*states, shares=False, most=MOST_IN_HISTORY))

        found: Comparison = self._kept(f"change {old.key} {new.key}", Comparison, compared)
        return replace(found, base=old.commit.short, head=new.commit.short, location=self.repository.location)

    def _marks(self, stop: _Stop) -> dict[str, Snapshot]:
        kept = self._kept(f"marks {stop.key}", dict[str, Snapshot], lambda: marks(self._state(stop).report))
        return cast("dict[str, Snapshot]", kept)

    def _kept(self, key: str, shape: Any, conclude: Callable[[], object]) -> Any:
        """What is kept under a key, a value of that type; else what is concluded now, which is kept."""
        found = deserialize(shape, self.notes.get(key) or "")
        if found is None:
            text = serialize(shape, conclude())
            self.notes.put(key, text)
            # Read back as it is kept, so that what is said does not depend on whether it was.
            found = deserialize(shape, text)
        return found

    def _state(self, stop: _Stop) -> PlanSnapshot:
        if stop.state is None:
            found = self.plans.sound(stop.tree, stop.ids, stop.commit.day)
            if not isinstance(found, PlanSnapshot):
                kept = self.repository.folder / KEPT
                raise PlanpressError(f'"{kept}" says of {stop.commit.short} what is not so; remove that file')
            stop.state = found
        return stop.state


def _key(ids: Ids, day: date) -> str:
    """A name for a plan as of a day: where it is the same, so is everything that is concluded."""
    return sha256(json.dumps([sorted(ids.items()), day.isoformat()]).encode("utf-8", "surrogateescape")).hexdigest()
