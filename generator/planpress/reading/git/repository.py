"""What git knows about a plan's files: the day of the last commit, revisions, and the files of a revision."""

from __future__ import annotations

import posixpath
import re
import shlex
from collections.abc import Mapping
from dataclasses import dataclass, replace
from datetime import date
from pathlib import Path

from planpress.model.location import Location
from planpress.model.wording import few, quoted, visible
from planpress.reading.git import revision_names
from planpress.reading.git.listing import grown, list_tree
from planpress.reading.git.process import GitError, NoSuchNameError, git
from planpress.reading.git.top_folder import top_of
from planpress.reading.git.tree_files import GitTree, Objects, TreeEntry
from planpress.reading.tree import LINK, SUBMODULE

_DEFAULTS = tuple(f"refs/{name}" for name in (
    "remotes/origin/HEAD", "remotes/origin/main", "remotes/origin/master", "heads/main", "heads/master"
))  # fmt: skip
_OF_PROJECT = re.compile(r"(.+)/projects/[^/]+/project\.yml", re.DOTALL)


class NoPlanThenError(GitError):
    """A revision has no plan, neither in its folder nor in one from which it was moved."""


@dataclass(frozen=True, slots=True)
class Repository:
    """The repository that the plan at `location` below `root` is in. `prefix` is where the root is below the top of the
    repository, with a slash, `folder` where git keeps its own files."""

    root: Path
    prefix: str
    shallow: bool
    folder: Path
    location: Location = Location()

    @classmethod
    def of(cls, root: Path, location: Location = Location()) -> Repository:
        """The repository of a folder, which may be gone by now. Raises GitError where there is none, or no git."""
        there = root if root.is_dir() else next(folder for folder in root.absolute().parents if folder.is_dir())
        asked = ("--show-prefix", "--is-shallow-repository", "--git-common-dir")
        prefix, shallow, folder = git(there, "rev-parse", *asked).split("\n")[:3]
        gone = "" if there == root else f"{root.absolute().relative_to(there).as_posix()}/"
        return cls(there, prefix + gone, shallow == "true", there / folder, location)

    @property
    def place(self) -> str:
        """The plan's folder from the top of the repository."""
        return posixpath.normpath(self.prefix + self.location.folder)

    def parted(self, folder: str) -> tuple[str, Location]:
        """A plan's folder, from the top of the repository, as the way to its root, with a slash, and from there on."""
        if folder == self.place:
            return self.prefix, self.location
        if f"/{folder}".endswith(f"/{self.location.folder}"):
            return folder.removesuffix(self.location.folder), self.location
        return "", replace(self.location, folder=folder, docs=folder)

    def commit(self, name: str) -> str:
        """The id of the commit that a revision names. Raises GitError where it names none, saying how to get it."""
        if not name or name.startswith("-") or not name.isprintable():
            raise GitError(f"{quoted(name)} is not a revision; name a branch, a tag or a commit")
        if (found := self._commit(name)) is not None:
            return found
        if name == "HEAD":
            add = f"git add {self.location.folder}"
            raise GitError(f'HEAD has no commit yet; commit the plan first: {add} && git commit -m "Plan"')
        raise GitError(revision_names.missing(self.root, name, shallow=self.shallow))

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
            raise GitError(f"this clone is shallow and ends before {names} parted; {revision_names.deepen(self.root)}")
        raise GitError(f"{names} have no commit in common; name the base: planpress diff {one[:7]} {other[:7]}")

    def default_branch(self) -> str:
        """The id of the tip of the default branch: origin's HEAD, else main or master. Raises GitError without one."""
        for name in _DEFAULTS:
            if (found := self._commit(name)) is not None:
                return found
        self.commit("HEAD")
        raise GitError(revision_names.no_default_branch(self.root))

    def _commit(self, name: str) -> str | None:
        try:
            return git(self.root, "rev-parse", "--verify", "--quiet", f"{name}^{{commit}}").strip()
        except NoSuchNameError:
            return None

    def tree(self, commit: str, after: GitTree | None = None) -> GitTree:
        """The plan at a commit, named by id: in the folder where `after` has it, the tree of a later commit, or where
        the working tree has it; else in the folder from which it was moved, the only one that lost a plan since.

        Raises NoPlanThenError where there was none.
        """
        folder = self.place if after is None or after.moved_from is None else after.moved_from
        plans = self.plans(commit)
        if folder not in plans:
            if self.is_submodule(commit, folder):
                return self._in_submodule(commit, folder)
            self.refuse_link(commit, folder)
            gone = self._gone(plans, after)
            if len(gone) != 1:
                raise self._no_plan(commit, gone)
            (folder,) = gone
        return self.planned(commit, folder)

    def refuse_link(self, commit: str, folder: str) -> None:
        """Raise GitError where the plan's folder is a link at a commit: there are no files behind it in a revision."""
        if self._mode(commit, folder) != LINK:
            return
        said = f"{folder} is a link at {commit[:7]}, and a revision has no files behind it"
        own = self.location.folder
        here = self.root / own
        if not here.is_symlink():
            raise GitError(f"{said}; name a base that has the folder itself: git log --oneline -- {self.location.plan}")
        target = posixpath.normpath(here.readlink().as_posix())
        if target.startswith(("/", "..")):
            raise GitError(f"{said}; put the folder itself there, and commit it")
        move = f"git rm -q --cached {own} && rm {own} && git mv {visible(shlex.quote(target))} {own}"
        raise GitError(f'{said}; put the folder itself there: {move} && git commit -m "The plan itself"')

    def is_submodule(self, commit: str, folder: str) -> bool:
        """Whether a folder, from the top of the repository, is a submodule at a commit."""
        return self._mode(commit, folder) == SUBMODULE

    def planned(
        self, commit: str, folder: str, entries: Mapping[str, TreeEntry] | None = None, objects: Objects | None = None
    ) -> GitTree:
        """What a folder, from the top of the repository, holds at a commit, named by id, whether or not that is a plan.

        The `entries` may be known already, and `objects` be used for several.
        """
        prefix, location = self.parted(folder)
        entries = self.entries(commit, folder) if entries is None else entries
        moved_from = None if folder == self.place else folder
        tree = GitTree(objects or Objects(self.root), entries, location, moved_from, commit)
        return grown(self.root, tree, prefix, location.folder)

    def docs(self, commit: str, prefix: str, location: Location) -> GitTree:
        """All files of the docs of a site at a commit, named by id. `prefix` leads to the plan's root, with a slash."""
        entries = self._entries(commit, posixpath.normpath(prefix + location.docs), location.docs)
        return grown(self.root, GitTree(Objects(self.root), entries, location, None, commit), prefix, location.docs)

    def has(self, commit: str, path: str) -> bool:
        """Whether a commit, named by id, has a file at a path from the top of the repository."""
        return self._mode(commit, path) is not None

    def folder_at(self, commit: str, place: str | None = None) -> str | None:
        """The folder of the plan at a commit, from the top of the repository: `place`, else the only other one."""
        place, known = place or self.place, self.plans(commit)
        return place if place in known else known[0] if len(known) == 1 else None

    def files(self, commit: str, below: str) -> GitTree:
        """Everything that a commit, named by id, has at or below a path; paths are from the top of the repository."""
        return GitTree(Objects(self.root), list_tree(self.root, commit, below, ""))

    def plans(self, commit: str) -> list[str]:
        """The folders, from the top of the repository, with a plan at a commit: with projects, or called as here."""
        paths = git(self.root, "ls-tree", "-r", "-z", "--name-only", "--full-tree", commit).split("\0")
        with_projects = {found[1] for path in paths if (found := _OF_PROJECT.fullmatch(path))}
        folders = (path.removesuffix("/plan.yml") for path in paths if path.endswith("/plan.yml"))
        names = {posixpath.basename(folder) for folder in (self.place, Location().folder)}
        return [one for one in folders if one in with_projects or posixpath.basename(one) in names]

    def entries(self, commit: str, folder: str) -> dict[str, TreeEntry]:
        """The files of a plan's folder, named from the top of the repository, by their paths from the plan's root."""
        return self._entries(commit, folder, self.parted(folder)[1].folder)

    def _entries(self, commit: str, folder: str, start: str) -> dict[str, TreeEntry]:
        """What is in a folder, named from the top of the repository, as if it were called `start`."""
        listed = list_tree(self.root, commit, folder, "")
        return {start + path[len(folder) :]: entry for path, entry in listed.items()}

    def since(self, commit: str, head: str) -> frozenset[str]:
        """The ids of the commits on the first-parent way to `head` that `commit` does not hold."""
        return frozenset(git(self.root, "rev-list", "--first-parent", f"{commit}..{head}").split())

    def is_cut(self, commit: str) -> bool:
        """Whether a commit without parents here has some that a shallow clone left out."""
        header = git(self.root, "cat-file", "-p", commit).partition("\n\n")[0]
        return self.shallow and any(line.startswith("parent ") for line in header.split("\n"))

    def _mode(self, commit: str, path: str) -> str | None:
        entry = list_tree(self.root, commit, path, "").get(path)
        return None if entry is None else entry.mode

    def _in_submodule(self, commit: str, folder: str) -> GitTree:
        """The plan at a commit of a repository in which all of its folder is a submodule."""
        tree = self.planned(commit, folder)
        if self.location.plan in tree.entries:
            return tree
        tree.close()
        own = visible(shlex.quote(self.location.folder))
        there = (self.root / self.location.folder / ".git").exists()
        fetch = f"git -C {own} fetch" if there else f"git submodule update --init -- {own}"
        raise GitError(f"{folder} is a submodule whose commit is not here; {fetch}")

    def _gone(self, plans: list[str], after: GitTree | None) -> list[str]:
        """Those of the folders of plans that have none afterwards: other plans stand beside this one, now as then."""
        if after is not None:
            still = set(self.plans(after.commit))
            return [plan for plan in plans if plan not in still]
        top = top_of(self.root) or self.root
        missing = [plan for plan in plans if not (top / plan / "plan.yml").is_file()]
        if not missing:
            return []
        # A sparse checkout leaves plans out that are there all the same; git marks them with an S.
        listed = git(top, "ls-files", "-t", "-z", "--", *(f"{plan}/plan.yml" for plan in missing)).split("\0")
        return [plan for plan in missing if f"S {plan}/plan.yml" not in listed]

    def _no_plan(self, commit: str, gone: list[str]) -> GitError:
        missing = f"there is no {self.place}/plan.yml at {commit[:7]}"
        if not gone:
            return NoPlanThenError(f"{missing}; name a base that has it: git log --oneline -- {self.location.plan}")
        tops = (plan.removesuffix(self.location.folder).rstrip("/") for plan in gone)
        places = few([visible(top) or "the top" for top in tops])
        return GitError(f"{missing}, and it may have come from {places}; compare two folders: planpress diff OLD NEW")
