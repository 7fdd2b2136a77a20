"""The histories that a forge makes: a repository of a team, a pull request, and what a pipeline checks out of them."""

import shutil
from collections.abc import Mapping
from dataclasses import dataclass, field
from pathlib import Path

from tests import strangers
from tests.comparing.building import BASE, CALLS, POSE
from tests.repositories import commit, git, start, write

FILES = {**BASE, "mkdocs.yml": strangers.SETTINGS.replace(", custom_dir: overrides", "").replace("hooks: [hooks.py]\n", "")
         .replace("extra_css: [extra.css]\n", ""), "content/old.md": "# An old page\n"}  # fmt: skip
EASIER = {CALLS: BASE[CALLS].replace("ease: 2", "ease: 5")}
"""The change: a project that rises."""
THRESHOLD = {POSE: BASE[POSE].replace("recall > 0.60", "recall > 0.75")}
"""Somebody else's, which moves what is chosen."""


@dataclass
class Team:
    """A repository with a plan in each of `folders`, and the bare one that the forge has, with a pull request 7.

    `begun` is what the event names as the base's commit: main, when the pull request was last pushed to.
    """

    place: Path
    folders: tuple[str, ...] = (".",)
    begun: str = field(default="", init=False)

    def __post_init__(self) -> None:
        self.work, self.origin = self.place / "team", self.place / "origin.git"
        start(self.work, {"README.md": "Ours.\n"})
        git(self.place, "clone", "-q", "--bare", str(self.work), str(self.origin))
        git(self.work, "remote", "add", "origin", str(self.origin))
        git(self.work, "fetch", "-q", "origin")

    def plans(self, files: Mapping[str, str] = FILES) -> None:
        for folder in self.folders:
            write(self.work / folder, files)

    def proposes(self, files: Mapping[str, str] = EASIER) -> str:
        """Main gets the plans, and the pull request an edit of each; its head."""
        self.plans()
        self.push_main("plans")
        self.branch()
        self.plans(files)
        return self.push_topic()

    def push_main(self, message: str) -> str:
        """What stands in the work tree becomes a commit of main at the forge."""
        made = commit(self.work, message)
        git(self.work, "push", "-q", "origin", "HEAD:main")
        return made

    def push_topic(self, message: str = "change") -> str:
        """The same as the pull request's head, forced where it was pushed before."""
        made = commit(self.work, message)
        git(self.work, "push", "-q", "--force", "origin", "HEAD:refs/pull/7/head")
        self.begun = git(self.work, "rev-parse", "origin/main")
        return made

    def branch(self, start: str = "origin/main") -> None:
        git(self.work, "fetch", "-q", "origin")
        git(self.work, "checkout", "-q", "-B", "topic", start)

    def others(self) -> None:
        """Main has somebody else's threshold since; the event's base.sha has not."""
        git(self.work, "fetch", "-q", "origin")
        git(self.work, "checkout", "-q", "-B", "main", "origin/main")
        self.plans(THRESHOLD)
        self.push_main("a threshold of somebody else's")

    def merged(self, base: str = "refs/heads/main") -> Path:
        """A fresh clone with the forge's merge of the change into a base checked out, which no branch has."""
        at = self.place / "checkout"
        shutil.rmtree(at, ignore_errors=True)
        git(self.place, "clone", "-q", str(self.origin), str(at))
        git(at, "fetch", "-q", "origin", f"+{base}:refs/forge/base", "+refs/pull/7/head:refs/forge/change")
        git(at, "checkout", "-q", "--detach", "refs/forge/base")
        git(at, "merge", "-q", "--no-ff", "-m", "Merge", "refs/forge/change")
        return at
