"""What git knows about a plan's files: the day of the last commit, revisions, and the files of a revision."""

from __future__ import annotations

import posixpath
import shlex
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from datetime import date
from functools import lru_cache
from pathlib import Path

from planpress.model.wording import few, quoted, visible
from planpress.reading import git_names
from planpress.reading.git_index import SUBMODULE
from planpress.reading.git_links import LINK, followed
from planpress.reading.git_process import GitError, NoSuchNameError, git
from planpress.reading.git_tree import Entry, GitTree, Objects
from planpress.reading.tree import CONTENT, PLAN

_DEFAULTS = ("refs/remotes/origin/main", "refs/remotes/origin/master", "refs/heads/main", "refs/heads/master")


def below_top(root: Path) -> str:
    """The way from the top of a repository to a folder in it, with a slash at its end; empty at the top, and in none.

    Git is not asked: a forge names files from there, whether or not there is a git on this machine.
    """
    root = root.resolve()
    top = next((folder for folder in (root, *root.parents) if (folder / ".git").exists()), root)
    return "" if top == root else f"{root.relative_to(top).as_posix()}/"


class NoPlanThenError(GitError):
    """A revision has no plan, neither in its folder nor in one from which it was moved."""


@dataclass(frozen=True, slots=True)
class Repository:
    """The repository that a plan's folder is in. `prefix` is where that is below its top, with a slash, `folder` where
    git keeps its own files."""

    root: Path
    prefix: str
    shallow: bool
    folder: Path

    @classmethod
    def of(cls, root: Path) -> Repository:
        """The repository of a folder, which may be gone by now. Raises GitError where there is none, or no git."""
        there = root if root.is_dir() else next(folder for folder in root.absolute().parents if folder.is_dir())
        asked = ("--show-prefix", "--is-shallow-repository", "--git-common-dir")
        prefix, shallow, folder = git(there, "rev-parse", *asked).split("\n")[:3]
        gone = "" if there == root else f"{root.absolute().relative_to(there).as_posix()}/"
        return cls(there, prefix + gone, shallow == "true", there / folder)

    def commit(self, name: str) -> str:
        """The id of the commit that a revision names. Raises GitError where it names none, saying how to get it."""
        if not name or name.startswith("-") or not name.isprintable():
            raise GitError(f"{quoted(name)} is not a revision; name a branch, a tag or a commit")
        try:
            return git(self.root, "rev-parse", "--verify", "--quiet", f"{name}^{{commit}}").strip()
        except NoSuchNameError:
            pass
        if name == "HEAD":
            raise GitError('HEAD has no commit yet; commit the plan first: git add content && git commit -m "Plan"')
        raise GitError(git_names.missing(self.root, name, shallow=self.shallow))

    def day(self, commit: str) -> date | None:
        """The day of a commit, named by id, in its committer's time zone; None where git does not say."""
        try:
            return date.fromisoformat(git(self.root, "log", "-1", "--format=%cs", commit).strip())
        except (GitError, ValueError):
            return None

    def merge_base(self, one: str, other: str) -> str:
        """The commit at which two commits, named by id, parted. Raises GitError where there is none."""
        try:
            return git(self.root, "merge-base", one, other).split("\n")[0]
        except NoSuchNameError:
            pass
        names = f"{one[:7]} and {other[:7]}"
        if self.shallow:
            raise GitError(f"this clone is shallow and ends before {names} parted; {git_names.deepen(self.root)}")
        raise GitError(f"{names} have no commit in common; name the base: planpress diff {one[:7]} {other[:7]}")

    def default_branch(self) -> str:
        """The id of the tip of the default branch: origin's HEAD, else main or master. Raises GitError without one."""
        for name in ("refs/remotes/origin/HEAD", *_DEFAULTS):
            try:
                return git(self.root, "rev-parse", "--verify", "--quiet", f"{name}^{{commit}}").strip()
            except NoSuchNameError:
                continue
        self.commit("HEAD")
        raise GitError(git_names.no_default_branch(self.root))

    def tree(self, commit: str, after: GitTree | None = None) -> GitTree:
        """The plan at a commit, named by id: in the folder where `after` has it, the tree of a later commit, or where
        the working tree has it; else in the folder from which it was moved, the only one that lost a plan since.

        Raises NoPlanThenError where there was none.
        """
        prefix = self.prefix if after is None or after.moved_from is None else after.moved_from
        entries = self.entries(commit, prefix)
        if PLAN not in entries:
            self.refuse_link(commit, prefix)
            gone = self._gone(self.plans(commit), after)
            if len(gone) != 1:
                raise self._no_plan(commit, gone)
            (prefix,) = gone
            entries = self.entries(commit, prefix)
        return self._grown(commit, prefix, entries)

    def refuse_link(self, commit: str, prefix: str) -> None:
        """Raise GitError where the plan's folder is a link at a commit: there are no files behind it in a revision."""
        link = self.entries(commit, prefix).get(CONTENT)
        if link is None or link.mode != LINK:
            return
        said = f"{prefix}{CONTENT} is a link at {commit[:7]}, and a revision has no files behind it"
        here = self.root / CONTENT
        if not here.is_symlink():
            raise GitError(f"{said}; name a base that has the folder itself: git log --oneline -- {PLAN}")
        target = posixpath.normpath(here.readlink().as_posix())
        if target.startswith(("/", "..")):
            raise GitError(f"{said}; put the folder itself there, and commit it")
        move = f"git rm -q --cached {CONTENT} && rm {CONTENT} && git mv {visible(shlex.quote(target))} {CONTENT}"
        raise GitError(f'{said}; put the folder itself there: {move} && git commit -m "The plan itself"')

    def _gone(self, plans: list[str], after: GitTree | None) -> list[str]:
        """Those of the folders of plans that have none afterwards: other plans stand beside this one, now as then."""
        if after is not None:
            still = set(self.plans(after.commit))
            return [plan for plan in plans if plan not in still]
        top = self.root.resolve()
        for _ in Path(git(self.root, "rev-parse", "--show-prefix").strip()).parts:
            top = top.parent
        missing = [plan for plan in plans if not (top / plan / PLAN).is_file()]
        if not missing:
            return []
        # A sparse checkout leaves plans out that are there all the same; git marks them with an S.
        listed = git(top, "ls-files", "-t", "-z", "--", *(plan + PLAN for plan in missing)).split("\0")
        return [plan for plan in missing if f"S {plan}{PLAN}" not in listed]

    def _no_plan(self, commit: str, gone: list[str]) -> GitError:
        missing = f"there is no {self.prefix}{PLAN} at {commit[:7]}"
        if not gone:
            return NoPlanThenError(f"{missing}; name a base that has it: git log --oneline -- {PLAN}")
        places = few([visible(plan.rstrip("/")) or "the top" for plan in gone])
        return GitError(f"{missing}, and it may have come from {places}; compare two folders: planpress diff OLD NEW")

    def content(self, commit: str) -> GitTree:
        """What content/ of this folder holds at a commit, named by id, whether or not that is a plan."""
        return self._grown(commit, self.prefix, self.entries(commit, self.prefix))

    def files(self, commit: str, below: str) -> GitTree:
        """Everything that a commit, named by id, has at or below a path; paths are from the top of the repository."""
        return GitTree(Objects(self.root), self._listed(commit, below, ""))

    def plans(self, commit: str) -> list[str]:
        """The folders, from the top of the repository and with a slash, that have a plan at a commit."""
        paths = git(self.root, "ls-tree", "-r", "-z", "--name-only", "--full-tree", commit).split("\0")
        return [path.removesuffix(PLAN) for path in paths if f"/{path}".endswith(f"/{PLAN}")]

    def entries(self, commit: str, prefix: str) -> dict[str, Entry]:
        """The files of content/ in a folder of the repository, by their path from there."""
        return self._listed(commit, prefix + CONTENT, prefix)

    def grown(self, tree: GitTree, prefix: str) -> GitTree:
        """The same tree with the files of submodules that are here, and with what its links lead to beside content/."""
        entries = dict(tree.entries)
        for path, entry in tree.entries.items():
            inner = _inside(self.root, path, entry.id) if entry.mode == SUBMODULE else None
            if inner is not None:
                del entries[path]
                entries |= inner
        tree.entries = entries
        try:
            for real in sorted(_beside(tree.links())):
                entries |= self._listed(tree.commit, prefix + real, prefix)
        except GitError:
            tree.close()
            raise
        return tree

    def _grown(self, commit: str, prefix: str, entries: dict[str, Entry]) -> GitTree:
        moved_from = None if prefix == self.prefix else prefix
        return self.grown(GitTree(Objects(self.root), entries, moved_from, commit), prefix)

    def _listed(self, commit: str, below: str, prefix: str) -> dict[str, Entry]:
        listed = git(self.root, "ls-tree", "-r", "-z", "--full-tree", commit, "--", below)
        return {path.removeprefix(prefix): Entry(mode, name) for mode, name, path in _entries(listed)}

    def since(self, commit: str, head: str) -> frozenset[str]:
        """The ids of the commits on the first-parent way to `head` that `commit` does not hold."""
        return frozenset(git(self.root, "rev-list", "--first-parent", f"{commit}..{head}").split())

    def is_cut(self, commit: str) -> bool:
        """Whether a commit without parents here has some that a shallow clone left out."""
        header = git(self.root, "cat-file", "-p", commit).partition("\n\n")[0]
        return self.shallow and any(line.startswith("parent ") for line in header.split("\n"))


def _beside(links: Mapping[str, str]) -> set[str]:
    """What links lead to that is not in content/."""
    ends = (followed(path, links) for path in links)
    return {end for end in ends if end and not f"{end}/".startswith(f"{CONTENT}/")}


def _entries(listed: str) -> Iterator[tuple[str, str, str]]:
    """Mode, id and path of what `git ls-tree -z` lists."""
    for line in listed.split("\0"):
        if line:
            head, _, path = line.partition("\t")
            mode, _, name = head.split()
            yield mode, name, path


def _inside(root: Path, folder: str, commit: str) -> dict[str, Entry] | None:
    """The files of a submodule in a folder, as of a commit of its own; None where its repository is not here, or does
    not have the commit."""
    if not (root / folder / ".git").exists():
        return None
    try:
        listed = _of_submodule(root / folder, commit)
    except GitError:
        return None
    found: dict[str, Entry] = {}
    for mode, name, below in _entries(listed):
        path = f"{folder}/{below}"
        inner = _inside(root, path, name) if mode == SUBMODULE else None
        found |= {path: Entry(mode, name, folder)} if inner is None else inner
    return found


@lru_cache(maxsize=256)
def _of_submodule(root: Path, commit: str) -> str:
    """What a commit of a submodule lists; it never changes."""
    return git(root, "ls-tree", "-r", "-z", "--full-tree", commit)
