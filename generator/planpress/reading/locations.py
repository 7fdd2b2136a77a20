"""Where the plan of a site lies, by what its mkdocs.yml says; and which plan a folder or a file belongs to."""

from __future__ import annotations

import os
import posixpath
from collections.abc import Iterable, Mapping
from functools import cache
from itertools import islice
from pathlib import Path
from typing import Any

from planpress.model.errors import PlanpressError
from planpress.model.location import Location, own_settings
from planpress.model.wording import quoted
from planpress.reading.disk import DiskTree
from planpress.reading.git.plan_state import left_out_plan
from planpress.reading.plan_settings_file import SETTINGS, read_settings, settings_file

USUAL = Location()
"""Where a plan lies that no mkdocs.yml places."""


def has_plan(root: Path) -> bool:
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


class NoPlanError(PlanpressError):
    """There is no plan where one was looked for."""


def find_root(start: Path) -> Path:
    """The nearest folder upward from `start` that has a plan: content/plan.yml, or one that its mkdocs.yml places.

    Raises NoPlanError where none has, and PlanpressError for an mkdocs.yml on the way that cannot be understood.
    """
    folder = start.resolve()
    for candidate in (folder, *folder.parents):
        if (candidate / USUAL.plan).is_file() or has_plan(candidate):
            return candidate
        place = located(candidate)
        if place != USUAL:
            if left_out_plan(candidate, place.plan) is not None:
                raise left_out(place.plan, candidate)
            raise NoPlanError(
                f'there is no {place.plan} in "{candidate}", where its {SETTINGS} has the plan;'
                " write it, or name the plan's folder below planpress, as in plan: docs/ml"
            )
    if (sparse := left_out_plan(folder, USUAL.plan)) is not None:
        raise left_out(USUAL.plan, sparse)
    sites = (candidate for candidate in (folder, *folder.parents) if settings_file(candidate).is_file())
    if (site := next(sites, None)) is not None and own_settings(read_settings(site)) is None:
        raise NoPlanError(
            f'the {settings_file(site).name} in "{site}" does not list the plugin planpress; where the site has a plan,'
            " add below plugins, with its folder: - planpress: {plan: docs/plan}; to start one: planpress init DIR"
        )
    raise NoPlanError(
        f'no {USUAL.plan} in "{start}" or above; go to the plan\'s folder, name it with --root,'
        " or start one: planpress init DIR"
    )


def left_out(plan: str, root: Path) -> NoPlanError:
    """What to raise where a sparse checkout leaves out the plan.yml at the path `plan` from `root`."""
    return NoPlanError(f'a sparse checkout leaves out {plan} in "{root}"; git sparse-checkout disable')


def roots_of(files: Iterable[Path]) -> tuple[Path, ...]:
    """The folders of the plans that files belong to, each once, sorted; a file in no plan's folder belongs to none.

    The files need not exist any more.
    """
    # Not resolved: a link in a plan is a file of that plan, wherever it leads.
    folders = {Path(os.path.abspath(file)).parent for file in files}
    plan = cache(_plan_folder)  # settings are read once, however many files are below them
    owners = set[Path]()
    for folder in folders:
        holding = (root for root in folder.parents if (own := plan(root)) is not None and folder.is_relative_to(own))
        owners.update(islice(holding, 1))  # the nearest
    return tuple(sorted(owners))


def _plan_folder(root: Path) -> Path | None:
    """The folder with the plan of the site at `root`; None where there is none, or none that can be found."""
    try:
        location = located(root)
    except PlanpressError:
        location = USUAL  # what is wrong with the settings is said where the plan is read
    return Path(os.path.abspath(root / location.folder)) if (root / location.plan).is_file() else None


def plan_at(root: Path) -> DiskTree:
    """The plan of the folder `root`, where the site's settings have it."""
    return DiskTree(root, location=located(root))
