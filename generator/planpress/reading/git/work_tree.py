"""The working tree as git sees it: what git says is unmodified has the content that git's index has for it.

No filter of the repository's is run for that. A file whose bytes are not those of the index is unmodified all the same
if only its line ends differ, if it is what the index's pointer of Git LFS names, if git was told not to look at it, or
if git would convert it and its stamp says that it was not written since git did. What is left, git alone could say, by
running a filter: then people are asked to let it.
"""

from __future__ import annotations

import os
import shlex
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field, replace
from enum import Enum, auto
from pathlib import Path

from planpress.model.sources import SourceFile
from planpress.model.wording import few, visible
from planpress.reading.disk import DiskTree, Identified
from planpress.reading.git.conversions import codec, points_to_file, unconverted
from planpress.reading.git.listing import GitSettings, Tracked, conversions, ignored, read_index
from planpress.reading.git.process import GitError
from planpress.reading.git.tree_files import GitTree, Objects
from planpress.reading.tree import (
    LARGEST_DATA,
    LINK,
    SUBMODULE,
    Algorithm,
    InterceptedTree,
    MemoryTree,
    Overlaid,
    Tree,
    content_id,
    followed,
)


class Sameness(Enum):
    """How a file is that of the index, if it is."""

    BYTES = auto()
    TEXT = auto()
    """By its content, once line ends and what git writes into it are taken back."""
    POINTED = auto()
    """It is what a pointer of Git LFS names, by its hash."""
    UNTOUCHED = auto()
    """Git converted it, and it was not written since."""
    UNSEEN = auto()
    """Git was told not to look at it."""
    EDITED = auto()


@dataclass(slots=True)
class Index:
    """What git's index has of a plan at `root`; files are compared with it one by one."""

    root: Path
    folder: str
    files: Mapping[str, Tracked]
    objects: Objects
    _settings: dict[str, GitSettings] = field(default_factory=dict, repr=False)
    _attributes: dict[str, Mapping[str, str]] = field(default_factory=dict, repr=False)
    _links: dict[str, str] | None = field(default=None, repr=False)

    @classmethod
    def of(cls, root: Path, folder: str) -> Index:
        """What the index of the repository has in a folder of the plan's root. Raises GitError where there is none."""
        return cls(root, folder, read_index(root, folder), Objects(root))

    def absent(self) -> frozenset[str]:
        """The files that git has and does not miss, although they are not in the working tree."""
        quiet = (path for path, tracked in self.files.items() if tracked.left_out or tracked.assumed)
        return frozenset(path for path in quiet if not os.path.lexists(self.root / path))

    def look_up(self, paths: Sequence[str]) -> None:
        """Ask for the attributes of many files at once; of others they are asked one by one."""
        if paths:
            self._attributes |= conversions(self.root, paths)

    def filters(self, paths: Sequence[str]) -> dict[str, str]:
        """The filters between git and these files, by path; most have none."""
        self.look_up(paths)
        named = {path: self._attributes[path].get("filter", "") for path in paths}
        return {path: name for path, name in named.items() if name and name in self._settings_of(path).filters}

    def sameness(self, path: str, name: str, algorithm: Algorithm) -> Sameness:
        """How the file at a path, whose content has the id `name`, is that of the index.

        Raises GitError where only a filter could say.
        """
        tracked = self.files[path]
        if name == tracked.id:
            return Sameness.BYTES
        if tracked.mode in (LINK, SUBMODULE):
            return Sameness.EDITED
        file = self.root / path
        try:
            found = file.stat()
            text = file.read_bytes() if found.st_size <= LARGEST_DATA else None
        except OSError:
            return Sameness.EDITED
        if text is not None and content_id(text.replace(b"\r\n", b"\n"), algorithm) == tracked.id:
            return Sameness.TEXT
        if tracked.left_out or tracked.assumed:
            return Sameness.UNSEEN
        if path not in self._attributes:
            self.look_up([path])
        attributes = self._attributes[path]
        if not attributes:
            return Sameness.EDITED
        if text is not None and content_id(unconverted(text, attributes), algorithm) == tracked.id:
            return Sameness.TEXT
        if "filter" in attributes:
            pointer = self.objects.pointer(tracked.id, tracked.owner)
            if pointer is not None:
                return Sameness.POINTED if points_to_file(pointer, file) else Sameness.EDITED
        return self._by_stamp(path, tracked, found, attributes)

    def behind(self, path: str, name: str) -> str:
        """The id that a file at a path, whose own is `name`, has in a revision: that of the file to which it leads,
        where git wrote a link as a text because the file system has none (core.symlinks). Else its own."""
        tracked = self.files[path]
        if tracked.mode != LINK or tracked.id != name or os.path.islink(self.root / path):
            return name
        if self._links is None:
            self._links = self.objects.links(self.files)
        end = followed(path, self._links)
        there = None if end is None else self.files.get(end)
        return f"{LINK} {name}" if there is None else there.id

    def _by_stamp(self, path: str, tracked: Tracked, found: os.stat_result, attributes: Mapping[str, str]) -> Sameness:
        """What the stamp says of a file that git may have converted."""
        settings = self._settings_of(path)
        filter = attributes.get("filter", "")
        if attributes.keys() == {"filter"} and filter not in settings.filters:
            return Sameness.EDITED
        if settings.is_fresh(tracked.stamp, found):
            return Sameness.UNTOUCHED
        encoding = attributes.get("working-tree-encoding", "UTF-8")
        if filter not in settings.cleaning and codec(encoding) is not None:
            return Sameness.EDITED
        if tracked.stamp is not None and tracked.stamp.size not in (0, found.st_size):
            return Sameness.EDITED
        who = f"the filter {visible(filter)}" if filter in settings.cleaning else f"git, from {visible(encoding)},"
        where = f" -C {shlex.quote(tracked.owner)}" if tracked.owner else ""
        below = path.removeprefix(f"{tracked.owner}/") if tracked.owner else path
        raise GitError(
            f"{path} was written since git looked at it, and whether it was edited only {who}"
            f" could say, which is not run here; let git look: git{where} add {visible(shlex.quote(below))}"
        )

    def _settings_of(self, path: str) -> GitSettings:
        owner = self.files[path].owner
        if owner not in self._settings:
            self._settings[owner] = GitSettings.of(self.root / owner)
        return self._settings[owner]


@dataclass(slots=True)
class WorkTree(Overlaid):
    """The plan in a working tree: its files on disk, and from git's objects those that git does not miss there."""

    index: Index
    ignored: frozenset[str] = frozenset()
    """What git ignores, once the ids are known: it is a part of every revision as it is now."""
    notes: tuple[str, ...] = ()
    """What has to be said of it, once the ids are known."""
    _ids: dict[str, str] | None = field(default=None, repr=False)

    @classmethod
    def of(cls, disk: DiskTree, *, whole: bool = True) -> WorkTree:
        """The working tree that a plan on disk is in; unless it is `whole`, with what is on disk alone.

        Raises GitError where it is in none.
        """
        index = Index.of(disk.root, disk.location.folder)
        entries = {path: index.files[path] for path in index.absent()} if whole else {}
        return cls(disk, GitTree(index.objects, entries, disk.location), index)

    def left_out(self) -> frozenset[str]:
        """The files that are neither on disk nor read from git's objects."""
        assert isinstance(self.more, GitTree)
        return self.index.absent() - self.more.entries.keys()

    def without_what_is_missing(self) -> WorkTree:
        """The same, or what is on disk alone where a partial clone has not fetched what is left out."""
        assert isinstance(self.more, GitTree)
        entries = self.more.entries
        if all(self.index.objects.object(one.id, one.owner) is not None for one in entries.values()):
            return self
        said = f"neither side has {few([visible(path) for path in sorted(entries)])}, which this sparse clone lacks"
        note = f"{said}; git sparse-checkout disable"
        return WorkTree(self.tree, replace(self.more, entries={}), self.index, notes=(note,))

    def ids(self, algorithm: Algorithm) -> Mapping[str, str]:
        """What git says is unmodified has the id of the index. Raises GitError where only a filter could say."""
        if self._ids is None:
            assert isinstance(self.tree, DiskTree) and isinstance(self.more, GitTree)
            found = self.tree.identified(algorithm)
            self._ids = dict(self.more.ids(algorithm))
            self.ignored = self._ignored(found)
            odd = [one for one in found if one.real in self.index.files and one.id != self.index.files[one.real].id]
            self.index.look_up(sorted({one.real for one in odd}))
            same = {one.real: self.index.sameness(one.real, one.id, algorithm) for one in odd}
            for one in found:
                is_same = same.get(one.real, Sameness.EDITED) is not Sameness.EDITED
                if one.real not in self.ignored:
                    tracked = self.index.files.get(one.real)
                    name = tracked.id if tracked is not None and is_same else one.id
                    self._ids[one.path] = name if tracked is None else self.index.behind(one.real, name)
            unseen = sorted(path for path, how in same.items() if how is Sameness.UNSEEN)
            self.notes += (_unseen(unseen, self.index),) if unseen else ()
        return self._ids

    def under(self, base: Tree) -> Tree:
        """A revision, and what git ignores here: that is no edit."""
        if not self.ignored or not isinstance(self.tree, DiskTree):
            return base
        files = {path: SourceFile(path, b"") for path in self.ignored}
        return Overlaid(base, InterceptedTree(MemoryTree(files, self.location), self.tree.file))

    def close(self) -> None:
        self.index.objects.close()

    def _ignored(self, found: Sequence[Identified]) -> frozenset[str]:
        files = self.index.files
        new = {one.path for one in found if one.path == one.real and one.path not in files}
        if not new:
            return frozenset()
        names = set(ignored(self.index.root, self.index.folder))
        for owner in {one.owner for one in files.values()} - {""}:
            names |= {f"{owner}/{path}" for path in ignored(self.index.root / owner, ".")}
        return frozenset(new & names)


def _unseen(paths: Sequence[str], index: Index) -> str:
    """What to say of files that git was told not to look at, and that are not as it has them."""
    path = paths[0]
    flag = "assume-unchanged" if index.files[path].assumed else "skip-worktree"
    others = f" and {len(paths) - 1} more are" if len(paths) > 1 else " is"
    return (
        f"{path}{others} not as in git, which was told not to look (--{flag}), so that this counts as no edit;"
        f" git update-index --no-{flag} {visible(shlex.quote(path))}"
    )
