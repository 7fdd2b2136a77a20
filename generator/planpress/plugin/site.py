"""Where the finished site goes: into a folder beside that of the earlier one, whose place it takes at the end."""

from __future__ import annotations

import logging
from pathlib import Path
from typing import TYPE_CHECKING

from mkdocs.exceptions import PluginError
from mkdocs.utils import CountHandler

from planpress.model.errors import PlanpressError
from planpress.writing.policy import FILE, Policy
from planpress.writing.staging import Staging

if TYPE_CHECKING:
    from mkdocs.config.defaults import MkDocsConfig
    from mkdocs.structure.files import Files


def begin(config: MkDocsConfig) -> Staging:
    """From here on MkDocs writes into the new folder. Raises PluginError where the earlier one is no site."""
    try:
        staging = Staging.begin(Path(config.site_dir), recognised=is_a_site)
    except PlanpressError as problem:
        raise PluginError(str(problem)) from None
    config.site_dir = str(staging.folder)
    return staging


def finish(staging: Staging, config: MkDocsConfig) -> None:
    """The new folder takes the place of the earlier one. Raises PluginError."""
    config.site_dir = str(staging.site)
    try:
        staging.commit()
    except PlanpressError as problem:
        raise PluginError(str(problem)) from None


def warned() -> bool:
    """Whether MkDocs aborts right after this because of its strict mode, and the earlier site stays."""
    counting = [handler for handler in logging.getLogger("mkdocs").handlers if isinstance(handler, CountHandler)]
    return any(handler.get_counts() for handler in counting)


def write_policy(policy: Policy, files: Files, folder: Path) -> None:
    """The header under which the site works, unless its author publishes a file of that name."""
    for file in files:
        if file.src_uri.endswith((".html", ".htm")):  # published as it is
            policy.look_at(file.content_bytes.decode(errors="replace"))
    if files.get_file_from_path(FILE) is None:
        (folder / FILE).write_text(f"{policy.header()}\n", encoding="utf-8", newline="\n")


def is_a_site(folder: Path) -> bool:
    """Whether a folder holds a site that may be replaced: one with MkDocs' own files, and nothing hidden."""
    names = {entry.name for entry in folder.iterdir()}
    hidden = {name for name in names if name.startswith(".")} - {".nojekyll"}
    return {"404.html", "search", "assets"} <= names and not hidden
