"""Where the finished site goes: into a folder beside that of the earlier one, whose place it takes at the end."""

from __future__ import annotations

import logging
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING

from mkdocs.exceptions import PluginError
from mkdocs.utils import CountHandler

from planpress.model.errors import PlanpressError
from planpress.writing.policy import FILE, Policy
from planpress.writing.staging import Staging

if TYPE_CHECKING:
    from mkdocs.config.defaults import MkDocsConfig


@dataclass
class Redirected:
    """A build that writes beside the site's place. Whoever started it finds its own `site_dir` again when it has ended,
    well or not."""

    config: MkDocsConfig
    given: str
    staging: Staging

    @classmethod
    def begin(cls, config: MkDocsConfig) -> Redirected:
        """From here on MkDocs writes into the new folder. Raises PluginError where the earlier one is no site."""
        try:
            staging = Staging.begin(Path(config.site_dir), recognised=is_a_site)
        except PlanpressError as problem:
            raise PluginError(str(problem)) from None
        redirected = cls(config, config.site_dir, staging)
        config.site_dir = str(staging.folder)
        return redirected

    def finish(self) -> None:
        """The new folder takes the place of the earlier one. Raises PluginError."""
        self.config.site_dir = self.given
        try:
            self.staging.commit()
        except PlanpressError as problem:
            raise PluginError(str(problem)) from None

    def abandon(self) -> None:
        """The earlier site stays."""
        self.config.site_dir = self.given
        self.staging.abandon()


def warned() -> bool:
    """Whether MkDocs aborts right after this because of its strict mode, and the earlier site stays."""
    counting = [handler for handler in logging.getLogger("mkdocs").handlers if isinstance(handler, CountHandler)]
    return any(handler.get_counts() for handler in counting)


def write_policy(folder: Path, ours: Policy) -> None:
    """The header under which a finished site works, whoever wrote its pages, unless its author publishes such a file.

    `ours` is what planpress made of a plan's texts, which has nothing inline: should a text ever become a script, the
    policy forbids it.
    """
    if (folder / FILE).exists():
        return
    policy = Policy()
    for path in sorted(folder.rglob("*")):
        if path.suffix in (".html", ".htm") and path.is_file():
            policy.look_at(path.read_text(encoding="utf-8", errors="replace"))
    policy.forget(ours)
    (folder / FILE).write_text(f"{policy.header()}\n", encoding="utf-8", newline="\n")


def is_a_site(folder: Path) -> bool:
    """Whether a folder holds a site that may be replaced: one with MkDocs' own files, and nothing hidden."""
    names = {entry.name for entry in folder.iterdir()}
    hidden = {name for name in names if name.startswith(".")} - {".nojekyll"}
    return {"404.html", "search", "assets"} <= names and not hidden
