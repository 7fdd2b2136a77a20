"""What git knows about a plan's files: the day of the last commit, revisions, and the files of a revision.

Git is asked for objects only. Nothing that a repository's own settings name is run: no hooks, filters, pagers, external
diffs, signature checks, file watchers or transports.
"""

from __future__ import annotations

import os
import subprocess
from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date
from pathlib import Path

from planpress.model.errors import PlanpressError
from planpress.model.sources import SourceFile
from planpress.model.wording import quoted, visible
from planpress.reading.tree import CONTENT, MEETINGS, PLAN, PROJECTS, Algorithm, belongs, is_meeting, oversize

# A repository's own settings must not run programs: neither a signature check, nor a file watcher, nor what would fetch
# the commits that a partial clone left out.
_QUIET = ("-c", "log.showSignature=false", "-c", "core.fsmonitor=false", "-c", "core.hooksPath=/dev/null", "--no-pager")
_ALONE = {
    "GIT_ALLOW_PROTOCOL": "none",
    "GIT_CONFIG_NOSYSTEM": "1",
    "GIT_NO_LAZY_FETCH": "1",
    "GIT_NO_REPLACE_OBJECTS": "1",
    "GIT_LITERAL_PATHSPECS": "1",
    "GIT_OPTIONAL_LOCKS": "0",
    "GIT_TERMINAL_PROMPT": "0",
    "LC_ALL": "C",
}
_DEFAULTS = ("refs/remotes/origin/main", "refs/remotes/origin/master", "refs/heads/main", "refs/heads/master")
_PIECE = 65_536
_LINK, _SUBMODULE = "120000", "160000"


class GitError(PlanpressError):
    """Git does not have what was asked of it. The message names the command that mends it."""


def last_commit_day(root: Path, revision: str | None = None) -> date | None:
    """The day, in its committer's time zone, of the last commit that touched content/; None without git or a commit.

    Of the commit `revision`, an id, and those before it; of HEAD where none is named.
    """
    try:
        done = _git(root, "log", "-1", "--format=%cs", *([revision] if revision else []), "--", CONTENT)
        return date.fromisoformat(done.strip())
    except (GitError, ValueError):
        return None


def revision_words(root: Path) -> str:
    """The last commit that touched content/, and whether content/ was edited since; empty without git or a commit."""
    try:
        commit = _git(root, "log", "-1", "--format=%H", "--", CONTENT).strip()[:7]
        edited = bool(_git(root, "status", "--porcelain", "--", CONTENT).strip())
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
        prefix, shallow, folder = _git(root, "rev-parse", *asked).split("\n")[:3]
        return cls(root, prefix, shallow == "true", root / folder)

    def commit(self, name: str) -> str:
        """The id of the commit that a revision names. Raises GitError where it names none, saying how to get it."""
        if not name or name.startswith("-") or not name.isprintable():
            raise GitError(f"{quoted(name)} is not a revision; name a branch, a tag or a commit")
        try:
            return _git(self.root, "rev-parse", "--verify", "--quiet", f"{name}^{{commit}}").strip()
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
            return date.fromisoformat(_git(self.root, "log", "-1", "--format=%cs", commit).strip())
        except (GitError, ValueError):
            return None

    def merge_base(self, one: str, other: str) -> str:
        """The commit at which two commits, named by id, parted. Raises GitError where there is none."""
        try:
            return _git(self.root, "merge-base", one, other).split("\n")[0]
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
                return _git(self.root, "rev-parse", "--verify", "--quiet", f"{name}^{{commit}}").strip()
            except GitError:
                continue
        self.commit("HEAD")
        raise GitError(
            "no default branch is known here: neither origin/HEAD nor main nor master;"
            " git remote set-head origin --auto, or name the base: planpress diff BASE"
        )

    def tree(self, commit: str) -> GitTree:
        """The plan at a commit, named by id: in this folder, else in the only other one that had it then."""
        entries = self._entries(commit, self.prefix + CONTENT)
        if PLAN in entries:
            return GitTree(self.root, entries)
        moved = [path for path in self._paths(commit) if f"/{path}".endswith(f"/{PLAN}")]
        if len(moved) == 1:
            prefix = moved[0].removesuffix(PLAN)
            return GitTree(self.root, self._entries(commit, prefix + CONTENT, prefix), prefix)
        known = f"; it has {len(moved)} others" if moved else ""
        raise GitError(
            f"there is no {self.prefix}{PLAN} at {commit[:7]}{known};"
            f" name a base that has it: git log --oneline -- {PLAN}"
        )

    def files(self, commit: str, below: str) -> GitTree:
        """Everything that a commit, named by id, has at or below a path; paths are from the top of the repository."""
        return GitTree(self.root, self._entries(commit, below, ""))

    def _entries(self, commit: str, below: str, prefix: str | None = None) -> dict[str, Entry]:
        """The files at or below a path by their path from the plan's root."""
        prefix = self.prefix if prefix is None else prefix
        listed = _git(self.root, "ls-tree", "-r", "-z", "--full-tree", commit, "--", below)
        entries = {}
        for line in listed.split("\0"):
            if line:
                head, _, path = line.partition("\t")
                mode, _, name = head.split()
                entries[path.removeprefix(prefix)] = Entry(mode, name)
        return entries

    def _paths(self, commit: str) -> list[str]:
        return _git(self.root, "ls-tree", "-r", "-z", "--name-only", "--full-tree", commit).split("\0")


@dataclass(frozen=True, slots=True)
class Entry:
    """What a revision has at a path: its mode and the id of its content. Sizes would be read from every object."""

    mode: str
    id: str


@dataclass(slots=True)
class GitTree:
    """The plan at one commit. Contents come from one `git cat-file` that runs until `close`.

    `moved_from` is the folder, from the top of the repository, where the plan was then if it was not where it is now.
    """

    root: Path
    entries: Mapping[str, Entry]
    moved_from: str | None = None
    _reader: subprocess.Popen[bytes] | None = field(default=None, repr=False)

    def folders(self) -> tuple[str, ...]:
        start = PROJECTS + "/"
        below = (path[len(start) :].split("/") for path in self.entries if path.startswith(start))
        return tuple(sorted({parts[0] for parts in below if self._is_folder(parts) and not parts[0].startswith(".")}))

    def strays(self) -> tuple[str, ...]:
        start = PROJECTS + "/"
        below = (path for path in self.entries if path.startswith(start) and not path[len(start) :].startswith("."))
        return tuple(sorted(path for path in below if not self._is_folder(path[len(start) :].split("/"))))

    def pages(self) -> tuple[str, ...]:
        shown = (path for path in self.entries if path.endswith(".md") and "/." not in path)
        return tuple(sorted(path for path in shown if path.startswith(CONTENT + "/")))

    def meetings(self) -> tuple[str, ...]:
        return tuple(sorted(path for path in self.entries if path == MEETINGS or is_meeting(path)))

    def file(self, path: str) -> SourceFile | None:
        parts = path.split("/")
        for end in range(1, len(parts) + 1):
            entry = self.entries.get("/".join(parts[:end]))
            if entry is None:
                continue
            if entry.mode == _LINK:
                return SourceFile(path, b"", "is a link, which is not followed in a revision; put the file itself here")
            if entry.mode == _SUBMODULE:
                message = "is in a submodule, which this repository does not hold; compare two folders instead"
                return SourceFile(path, b"", message)
            return self._content(path, entry.id) if end == len(parts) else None
        return None

    def ids(self, algorithm: Algorithm) -> dict[str, str]:
        """Git's own ids, whatever the algorithm; links and submodules have one that no file has."""
        return {
            path: entry.id if entry.mode.startswith("100") else f"{entry.mode} {entry.id}"
            for path, entry in self.entries.items()
            if belongs(path)
        }

    @property
    def algorithm(self) -> Algorithm:
        """How this repository makes its ids."""
        return "sha256" if any(len(entry.id) == 64 for entry in self.entries.values()) else "sha1"

    def close(self) -> None:
        """Let git go."""
        if self._reader is not None:
            self._reader.communicate()
            self._reader = None

    def _is_folder(self, parts: list[str]) -> bool:
        """Whether the first part is a folder, or stands in the place of one, so that it is read and refused."""
        return len(parts) > 1 or self.entries[f"{PROJECTS}/{parts[0]}"].mode in (_LINK, _SUBMODULE)

    def _content(self, path: str, name: str) -> SourceFile:
        if self._reader is None:
            command = ["git", *_QUIET, "-C", str(self.root), "cat-file", "--batch"]
            self._reader = subprocess.Popen(
                command, stdin=subprocess.PIPE, stdout=subprocess.PIPE, stderr=subprocess.DEVNULL, env=_environment()
            )
        assert self._reader.stdin is not None
        assert self._reader.stdout is not None
        self._reader.stdin.write(f"{name}\n".encode())
        self._reader.stdin.flush()
        head = self._reader.stdout.readline().split()
        if len(head) != 3 or head[1] != b"blob":
            raise GitError(f"the object {name[:7]} is not in this clone; get it: git fetch --refetch")
        size = int(head[2])
        refused = oversize(path, size)
        if refused is None:
            return SourceFile(path, self._reader.stdout.read(size + 1)[:-1])
        left = size + 1
        while left > 0:
            left -= len(self._reader.stdout.read(min(left, _PIECE))) or left
        return refused


def _git(root: Path, *arguments: str) -> str:
    """What a command of git says. Raises GitError where it fails, with what git says itself."""
    command = ["git", *_QUIET, "-C", str(root), *arguments]
    try:
        done = subprocess.run(command, capture_output=True, check=False, env=_environment(), timeout=60)
    except FileNotFoundError:
        raise GitError("there is no git on this machine; install it, or compare two folders") from None
    except (OSError, subprocess.TimeoutExpired) as problem:
        raise GitError(f"git {arguments[0]} does not answer: {problem}") from None
    if done.returncode != 0:
        raise GitError(_said(done.stderr.decode("utf-8", "replace"), root))
    return done.stdout.decode("utf-8", "surrogateescape")


def _said(message: str, root: Path) -> str:
    if "not a git repository" in message:
        return f'"{root}" is in no git repository; git init, or compare two folders: planpress diff OLD NEW'
    if "dubious ownership" in message:
        return f'the repository of "{root}" belongs to somebody else; git config --global --add safe.directory "{root}"'
    first = next(iter(message.strip().splitlines()), "") or "it fails without a word"
    return f"git says: {visible(first)}"


def _environment() -> dict[str, str]:
    return {name: value for name, value in os.environ.items() if not name.startswith("GIT_")} | _ALONE
