"""Where the plan of a site lies, by what its mkdocs.yml says."""

from __future__ import annotations

import os
import posixpath
from collections.abc import Mapping
from pathlib import Path
from typing import Any

from planpress.model.errors import PlanpressError
from planpress.model.location import Location
from planpress.model.plan_settings import own_settings
from planpress.model.wording import quoted
from planpress.reading.plan_settings_file import SETTINGS, read_settings, settings_file

USUAL = Location()
"""Where a plan lies that no mkdocs.yml places."""


def has_plan(root: Path) -> bool:
    """Whether a folder has a plan of its own."""
    return (root / located(root).plan).is_file()


def located(root: Path) -> Location:
    """Where the plan of the folder `root` lies: where its mkdocs.yml has it, else in content/.

    Raises PlanpressError for an mkdocs.yml that cannot be understood.
    """
    found = located_by(root, read_settings(root) if settings_file(root).is_file() else {})
    if found is None:
        return USUAL
    # A content/ that no mkdocs.yml speaks of is a plan too.
    return found if (root / found.plan).is_file() or not (root / USUAL.plan).is_file() else USUAL


def located_by(root: Path, settings: Mapping[str, Any], docs: Any = None) -> Location | None:
    """Where settings have the plan, in the docs_dir `docs` or else in theirs; None where they name no plugin."""
    own = own_settings(settings)
    if own is None:
        return None
    return location(root, docs or settings.get("docs_dir", "docs"), own.get("plan"), own.get("pages"))


def location(root: Path, docs: Any, plan: Any = None, pages: Any = None) -> Location:
    """The location below `root` that settings mean: `docs_dir`, and below planpress `plan` and `pages`.

    Raises PlanpressError for what is no path, for a plan outside docs_dir and for pages outside the site.
    """
    docs = _path("docs_dir", docs)
    docs = Path(os.path.relpath(docs, root)).as_posix() if os.path.isabs(docs) else docs
    folder = docs if plan is None else _path("plan", plan)
    if folder != docs and not folder.startswith(f"{docs}/"):
        raise PlanpressError(
            f"{SETTINGS}: plan is {quoted(folder)}, which is not in docs_dir {quoted(docs)}; what is published with"
            f" the plan must lie there, as in plan: {docs}/ml"
        )
    below = folder[len(docs) + 1 :] if pages is None else _path("pages", pages)
    if below.startswith(("/", "..")):
        raise PlanpressError(f"{SETTINGS}: pages is {quoted(below)}; name a folder of the site, as in pages: ml")
    return Location(folder, docs, "" if below == "." else below)


def _path(name: str, written: Any) -> str:
    if not isinstance(written, str) or not written:
        example = {"docs_dir": "docs", "pages": "ml"}.get(name, "docs/ml")
        way_out = f"write it as a path, as in {name}: {example}"
        raise PlanpressError(f"{SETTINGS}: {name} is {quoted(str(written))}; {way_out}")
    return posixpath.normpath(written.replace("\\", "/"))
