"""What git lists at a commit, with the files of submodules that are here and those to which links lead."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from functools import lru_cache
from pathlib import Path

from planpress.reading.git.index import SUBMODULE
from planpress.reading.git.process import GitError, git
from planpress.reading.git.symbolic_links import followed
from planpress.reading.git.tree_files import GitTree, TreeEntry


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
    try:
        for real in sorted(_beside(tree.links(), start)):
            entries |= list_tree(root, tree.commit, prefix + real, prefix)
    except GitError:
        tree.close()
        raise
    return tree


def _beside(links: Mapping[str, str], start: str) -> set[str]:
    """What links lead to that is not in the folder `start`."""
    ends = (followed(path, links) for path in links)
    return {end for end in ends if end and not f"{end}/".startswith(f"{start}/")}


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
