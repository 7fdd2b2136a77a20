"""What git lists at a commit, with the files of submodules that are here and those to which links lead; and what it has
in its index, which is read without running what would filter files.

Git itself looks at a file that may have changed through the filters that the repository's settings name, which are
programs. So it is never asked whether a file changed: its index says what content and which stamp each file had."""

from __future__ import annotations

import os
import re
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from functools import lru_cache
from pathlib import Path

from planpress.reading.git.process import GitError, NoSuchNameError, git
from planpress.reading.git.tree_files import GitTree, TreeEntry
from planpress.reading.tree import SUBMODULE, followed


def list_tree(root: Path, commit: str, below: str, prefix: str) -> dict[str, TreeEntry]:
    """Everything that a commit, named by id, has at or below a path from the top of the repository that `root` is in;
    by paths from `prefix` on. Raises GitError where the clone does not have it."""
    said = git(root, "ls-tree", "-r", "-z", "--full-tree", commit, "--", below)
    return {path.removeprefix(prefix): TreeEntry(mode, name) for mode, name, path in _entries(said)}


def grown(root: Path, tree: GitTree, prefix: str, start: str) -> GitTree:
    """The same tree with the files of submodules that are here, and with what its links lead to beside `start`."""
    entries = dict(tree.entries)
    for path, entry in tree.entries.items():
        inner = _inside(root, path, entry.id) if entry.mode == SUBMODULE else None
        if inner is not None:
            del entries[path]
            entries |= inner
    tree.entries = entries
    ends = {followed(path, tree.links()) for path in tree.links()} - {None}
    try:
        for real in sorted(end for end in ends if end and not f"{end}/".startswith(f"{start}/")):
            entries |= list_tree(root, tree.commit, prefix + real, prefix)
    except GitError:
        tree.close()
        raise
    return tree


def _entries(said: str) -> Iterator[tuple[str, str, str]]:
    """Mode, id and path of what `git ls-tree -z` lists."""
    for line in said.split("\0"):
        if line:
            head, _, path = line.partition("\t")
            mode, _, name = head.split()
            yield mode, name, path


def _inside(root: Path, folder: str, commit: str) -> dict[str, TreeEntry] | None:
    """The files of a submodule in a folder, as of a commit of its own; None where its repository is not here, or does
    not have the commit."""
    if not (root / folder / ".git").exists():
        return None
    try:
        said = _of_submodule(root / folder, commit)
    except GitError:
        return None
    found: dict[str, TreeEntry] = {}
    for mode, name, below in _entries(said):
        path = f"{folder}/{below}"
        inner = _inside(root, path, name) if mode == SUBMODULE else None
        found |= {path: TreeEntry(mode, name, folder)} if inner is None else inner
    return found


@lru_cache(maxsize=256)
def _of_submodule(root: Path, commit: str) -> str:
    """What a commit of a submodule lists; it never changes."""
    return git(root, "ls-tree", "-r", "-z", "--full-tree", commit)


_STAMP = (
    r"  ctime: (\d+):(\d+)\n  mtime: (\d+):(\d+)\n  dev: \d+\tino: (\d+)\n"
    r"  uid: (\d+)\tgid: (\d+)\n  size: (\d+)\tflags: [0-9a-f]+\n"
)
_LISTED = r"(\S) ([0-7]{6}) ([0-9a-f]{40,64}) ([0-3])\t([^\0]+)\0"
_WITH_STAMP, _WITHOUT = re.compile(_LISTED + _STAMP), re.compile(_LISTED)
_CONVERSIONS = ("filter", "ident", "working-tree-encoding", "text", "eol", "crlf")
_SETTINGS = r"^(core\.(trustctime|checkstat)|filter\..*\.(clean|smudge|process))$"
_WORD = 0xFFFFFFFF


@dataclass(frozen=True, slots=True)
class Stamp:
    """What a file's entry in its folder was when git last knew its content: times in nanoseconds, size in bytes, each
    as far as the index keeps it. `written` is when the index was."""

    changed: int
    modified: int
    inode: int
    owner: int
    group: int
    size: int
    written: int


@dataclass(frozen=True, slots=True)
class Tracked(TreeEntry):
    """A file in the index. `left_out` and `assumed` say that git does not look at the file itself: as it is not in a
    sparse checkout, or as somebody said that it does not change."""

    left_out: bool = False
    assumed: bool = False
    stamp: Stamp | None = None


def read_index(root: Path, folder: str, owner: str = "") -> dict[str, Tracked]:
    """The files below a folder that git has in its index, by their paths from `root`; those of submodules that are
    here in their places. What has a conflict is left out.

    Raises GitError where git does not answer.
    """
    found: dict[str, Tracked] = {}
    for below, tracked in _listed(root / owner, folder, owner):
        path = f"{owner}/{below}" if owner else below
        if tracked.mode == SUBMODULE and (root / path / ".git").exists():
            found |= read_index(root, ".", path)
        else:
            found[path] = tracked
    return found


def _listed(root: Path, folder: str, owner: str) -> Iterable[tuple[str, Tracked]]:
    # Should the index be written anew in between, its earlier time makes files look younger than it, which is safe.
    index = root / git(root, "rev-parse", "--git-path", "index").removesuffix("\n")
    written = index.stat().st_mtime_ns if index.exists() else 0
    text = git(root, "ls-files", "-z", "-s", "-v", "--debug", "--", folder)
    lines = list(_WITH_STAMP.finditer(text))
    if sum(len(line[0]) for line in lines) != len(text):
        # Git may write its stamps in another way some day: then contents alone are compared.
        lines = list(_WITHOUT.finditer(git(root, "ls-files", "-z", "-s", "-v", "--", folder)))
    for line in lines:
        tag, mode, name, stage, path, *numbers = line.groups()
        if stage == "0":
            stamp = _stamp([int(number) for number in numbers], written) if numbers else None
            yield path, Tracked(mode, name, owner, tag in "sS", tag.islower(), stamp)


def _stamp(numbers: list[int], written: int) -> Stamp:
    changed, changed_rest, modified, modified_rest, inode, owner, group, size = numbers
    return Stamp(changed * 10**9 + changed_rest, modified * 10**9 + modified_rest, inode, owner, group, size, written)


@dataclass(frozen=True, slots=True)
class GitSettings:
    """What a repository's settings say of telling whether a file was edited: which parts of a stamp count, the filters
    that convert a file on its way into the working tree, and those that are asked on its way back."""

    changed: bool = True
    minimal: bool = False
    filters: frozenset[str] = frozenset()
    cleaning: frozenset[str] = frozenset()

    @classmethod
    def of(cls, root: Path) -> GitSettings:
        """Those of a repository. Raises GitError where git does not answer."""
        try:
            said = git(root, "config", "-z", "--get-regexp", _SETTINGS)
        except NoSuchNameError:
            return cls()
        known = dict(line.partition("\n")[::2] for line in said.split("\0") if line)
        named = [name.removeprefix("filter.").rpartition(".") for name, value in known.items() if value]
        return cls(
            known.get("core.trustctime", "true").lower() not in ("false", "no", "off", "0"),
            known.get("core.checkstat", "").lower() == "minimal",
            frozenset(name for name, _, key in named if key in ("clean", "smudge", "process")),
            frozenset(name for name, _, key in named if key in ("clean", "process")),
        )

    def is_fresh(self, stamp: Stamp | None, found: os.stat_result) -> bool:
        """Whether a file was not written since git knew its content.

        One that is as young as the index may have been written after it, unless the time of its last change, which
        nobody can set, says otherwise as well.
        """
        if stamp is None or stamp.size != found.st_size & _WORD or not _at(stamp.modified, found.st_mtime_ns):
            return False
        unchanged = self.changed and not self.minimal and _at(stamp.changed, found.st_ctime_ns)
        if found.st_mtime_ns > stamp.written or (found.st_mtime_ns == stamp.written and not unchanged):
            return False
        if self.minimal:
            return True
        same = (stamp.inode, stamp.owner, stamp.group) == (found.st_ino & _WORD, found.st_uid, found.st_gid)
        return same and (unchanged or not self.changed)


def _at(kept: int, found: int) -> bool:
    """Whether two times are one. Some gits keep whole seconds, of which the index has 32 bits."""
    if kept % 10**9 == 0:
        found -= found % 10**9
    return kept == found % (2**32 * 10**9)


def conversions(root: Path, paths: Sequence[str]) -> Mapping[str, Mapping[str, str]]:
    """The attributes by which git would convert files on their way into the working tree, by path; most have none."""
    lines = "".join(f"{path}\0" for path in paths).encode("utf-8", "surrogateescape")
    said = git(root, "check-attr", "-z", "--stdin", *_CONVERSIONS, given=lines).split("\0")
    found: dict[str, dict[str, str]] = {path: {} for path in paths}
    for path, name, value in zip(said[0::3], said[1::3], said[2::3], strict=False):
        if value not in ("unspecified", "unset"):
            found[path][name] = value
    return found


def ignored(root: Path, folder: str) -> frozenset[str]:
    """The files below a folder that git is told to ignore, by their paths from `root`."""
    said = git(root, "ls-files", "-z", "--others", "--ignored", "--exclude-standard", "--", folder)
    return frozenset(said.split("\0")) - {""}
