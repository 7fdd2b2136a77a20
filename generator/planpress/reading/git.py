"""What git knows about a plan's files: the day of the last commit, revisions, and the files of a revision."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from pathlib import Path

from planpress.model.wording import quoted, visible
from planpress.reading.git_process import GitError, git
from planpress.reading.git_tree import Entry, GitTree, Objects
from planpress.reading.tree import CONTENT, PLAN

_DEFAULTS = ("refs/remotes/origin/main", "refs/remotes/origin/master", "refs/heads/main", "refs/heads/master")


def last_commit_day(root: Path, revision: str | None = None) -> date | None:
    """The day, in its committer's time zone, of the last commit that touched content/; None without git or a commit.

    Of the commit `revision`, an id, and those before it; of HEAD where none is named.
    """
    try:
        done = git(root, "log", "-1", "--format=%cs", *([revision] if revision else []), "--", CONTENT)
        return date.fromisoformat(done.strip())
    except (GitError, ValueError):
        return None


def revision_words(root: Path) -> str:
    """The last commit that touched content/, and whether content/ was edited since; empty without git or a commit."""
    try:
        commit = git(root, "log", "-1", "--format=%H", "--", CONTENT).strip()[:7]
        edited = bool(git(root, "status", "--porcelain", "--", CONTENT).strip())
    except GitError:
        return ""
    return f"{commit} with edits" if commit and edited else commit


def below_top(root: Path) -> str:
    """The way from the top of a repository to a folder in it, with a slash at its end; empty at the top, and in none.

    Git is not asked: a forge names files from there, whether or not there is a git on this machine.
    """
    root = root.resolve()
    top = next((folder for folder in (root, *root.parents) if (folder / ".git").exists()), root)
    return "" if top == root else f"{root.relative_to(top).as_posix()}/"


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
        """The repository of a folder. Raises GitError where there is none, or no git."""
        asked = ("--show-prefix", "--is-shallow-repository", "--git-common-dir")
        prefix, shallow, folder = git(root, "rev-parse", *asked).split("\n")[:3]
        return cls(root, prefix, shallow == "true", root / folder)

    def commit(self, name: str) -> str:
        """The id of the commit that a revision names. Raises GitError where it names none, saying how to get it."""
        if not name or name.startswith("-") or not name.isprintable():
            raise GitError(f"{quoted(name)} is not a revision; name a branch, a tag or a commit")
        try:
            return git(self.root, "rev-parse", "--verify", "--quiet", f"{name}^{{commit}}").strip()
        except GitError:
            pass
        if name == "HEAD":
            raise GitError('HEAD has no commit yet; commit the plan first: git add content && git commit -m "Plan"')
        remote, _, branch = name.partition("/")
        fetch = f"git fetch {remote} {branch}" if branch else f"git fetch origin {name}"
        deepen = ", or git fetch --unshallow, as this clone is shallow" if self.shallow else ""
        raise GitError(f"there is no revision {quoted(name)} here; get it: {visible(fetch)}{deepen}")

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
        except GitError:
            pass
        names = f"{one[:7]} and {other[:7]}"
        if self.shallow:
            raise GitError(
                f"this clone is shallow and ends before {names} parted; fetch the rest: git fetch --unshallow"
            )
        raise GitError(f"{names} have no commit in common; name the base: planpress diff {one[:7]} {other[:7]}")

    def default_branch(self) -> str:
        """The id of the tip of the default branch: origin's HEAD, else main or master. Raises GitError without one."""
        for name in ("refs/remotes/origin/HEAD", *_DEFAULTS):
            try:
                return git(self.root, "rev-parse", "--verify", "--quiet", f"{name}^{{commit}}").strip()
            except GitError:
                continue
        self.commit("HEAD")
        raise GitError(
            "no default branch is known here: neither origin/HEAD nor main nor master;"
            " git remote set-head origin --auto, or name the base: planpress diff BASE"
        )

    def tree(self, commit: str) -> GitTree:
        """The plan at a commit, named by id: in this folder, else in the only other one that had it then."""
        entries = self.entries(commit, self.prefix)
        if PLAN in entries:
            return GitTree(Objects(self.root), entries)
        moved = self.plans(commit)
        if len(moved) == 1:
            return GitTree(Objects(self.root), self.entries(commit, moved[0]), moved[0])
        known = f"; it has {len(moved)} others" if moved else ""
        raise GitError(
            f"there is no {self.prefix}{PLAN} at {commit[:7]}{known};"
            f" name a base that has it: git log --oneline -- {PLAN}"
        )

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

    def _listed(self, commit: str, below: str, prefix: str) -> dict[str, Entry]:
        listed = git(self.root, "ls-tree", "-r", "-z", "--full-tree", commit, "--", below)
        entries = {}
        for line in listed.split("\0"):
            if line:
                head, _, path = line.partition("\t")
                mode, _, name = head.split()
                entries[path.removeprefix(prefix)] = Entry(mode, name)
        return entries

    def since(self, commit: str, head: str) -> frozenset[str]:
        """The ids of the commits on the first-parent way to `head` that `commit` does not hold."""
        return frozenset(git(self.root, "rev-list", "--first-parent", f"{commit}..{head}").split())

    def is_cut(self, commit: str) -> bool:
        """Whether a commit without parents here has some that a shallow clone left out."""
        header = git(self.root, "cat-file", "-p", commit).partition("\n\n")[0]
        return self.shallow and any(line.startswith("parent ") for line in header.split("\n"))
