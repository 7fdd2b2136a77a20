"""The commits that touched a plan, from the newest back: with each the files of the plan as they were after it.

Of a merge the first parent counts: what a branch did to the plan is one step, at the merge. One `git log` says which
files changed; the files of an older commit are those of the newer one with these changes taken back.
"""

from collections.abc import Generator, Iterator, Mapping
from dataclasses import dataclass
from datetime import UTC, datetime

from planpress.model.timelines import Commit
from planpress.reading.git.process import GitError, fields_of
from planpress.reading.git.repository import Repository
from planpress.reading.git.tree_files import TreeEntry

_NEVER = datetime(1970, 1, 1, tzinfo=UTC)
_LOG = (
    *("log", "--first-parent", "--diff-merges=first-parent", "--raw", "-z", "--no-renames", "--no-abbrev"),
    *("--no-relative", "--no-color", "--no-notes", "--no-decorate", "--encoding=UTF-8"),
    "--format=%H%x00%P%x00%cI%x00%s",
)
_SETTINGS = ("-c", "log.follow=false", "-c", "log.showRoot=true", "-c", "diff.orderFile=/dev/null")


@dataclass(frozen=True, slots=True)
class Revision:
    """A commit and the files of the plan after it. `place` is the folder that it was in, from the repository's top;
    `cut` says that a shallow clone left its parents out."""

    commit: Commit
    entries: Mapping[str, TreeEntry]
    place: str
    cut: bool


def revisions(repository: Repository, head: str) -> Iterator[Revision]:
    """The commits at or before `head`, an id, that touched the plan, the newest first; a folder that moved is followed.

    Where a commit has no plan, and none is found elsewhere in it, the files are those of its folder all the same.
    Raises GitError where `head` has none.
    """
    place = repository.folder_at(head)
    if place != repository.place:
        if repository.is_submodule(head, repository.place):
            raise GitError(f"{repository.place} is a submodule, and the commits to the plan are in that")
        repository.refuse_link(head, repository.place)
    if place is None:
        location = repository.location
        raise GitError(f"no commit here has a {location.plan} yet; git add {location.folder} && git commit -m Plan")
    start: tuple[str, str] | None = head, place
    while start is not None:
        start = yield from _from(repository, *start)


def _from(repository: Repository, head: str, place: str) -> Generator[Revision, None, tuple[str, str] | None]:
    """The commits that touched the plan in one folder; returns the commit and the folder from which to go on."""
    _, location = repository.parted(place)
    entries = repository.entries(head, place)
    for commit, parents, changes in _records(repository, head, place):
        parent = parents.split(" ")[0] or None
        yield Revision(commit, entries, place, cut=parent is None and repository.is_cut(commit.id))
        before = entries | {location.folder + path[len(place) :]: entry for path, entry in changes.items()}
        entries = {path: entry for path, entry in before.items() if entry is not None}
        if parent is not None and location.plan not in entries:
            moved_from = repository.folder_at(parent, place)
            if moved_from is not None:
                return parent, moved_from
    return None


FileChanges = dict[str, TreeEntry | None]
"""What was there before at each path, from the repository's top, that a commit changed."""


def _records(repository: Repository, head: str, place: str) -> Iterator[tuple[Commit, str, FileChanges]]:
    """The commits with the changes of each, as git log writes them field by field: no message can look like a field."""
    below = "../" * repository.prefix.count("/") + place
    fields = fields_of(repository.root, *_SETTINGS, *_LOG, head, "--", below)
    name = next(fields, "")
    while name:
        parents, when, subject = next(fields, ""), next(fields, ""), next(fields, "")
        changes: FileChanges = {}
        field = next(fields, "")
        while field.lstrip("\n").startswith(":"):
            before, _, old, *_ = field.lstrip("\n:").split(" ")
            changes[next(fields, "")] = TreeEntry(before, old) if before.strip("0") else None
            field = next(fields, "")
        yield Commit(name, _moment(when), subject), parents, changes
        name = field


def _moment(written: str) -> datetime:
    """When a commit was made; what is no date, as a forged commit may have, is long ago."""
    try:
        return datetime.fromisoformat(written)
    except ValueError:
        return _NEVER
