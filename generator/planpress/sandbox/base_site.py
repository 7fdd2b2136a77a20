"""The site that a stranger's change is shown in: the base's settings, theme and templates, from git's objects."""

from __future__ import annotations

import posixpath
from pathlib import Path

from planpress.model.errors import PlanpressError
from planpress.model.location import Location
from planpress.reading.git.repository import NoPlanThenError, Repository
from planpress.reading.locations import located, located_by
from planpress.reading.plan_settings_file import SETTINGS, inherited, read_settings
from planpress.scaffold.new_plan import settings_to_start_from

TEMPLATES = "templates"


def take_base_site(repository: Repository, commit: str, place: Path, folder: Path) -> tuple[str, Location]:
    """Write what the site at `place` had at a commit, but for its docs, into `folder`. The way from there to the site's
    root, with a slash at its end, and where the plan lies below that."""
    prefix, first = _root_at(repository, commit)
    _take_settings(repository, commit, prefix, folder, first)
    location = _location(folder / prefix, place)
    _inside(prefix, location.docs, "docs_dir")
    return prefix, location


def _root_at(repository: Repository, commit: str) -> tuple[str, bool]:
    """The folder of mkdocs.yml at a commit, from the top of the repository and with a slash, and whether there was no
    plan yet: that of today, else the nearest one above the plan that was moved."""
    if repository.has(commit, repository.prefix + SETTINGS):
        return repository.prefix, False
    try:
        folder = repository.tree(commit).moved_from or repository.place
    except NoPlanThenError:
        return repository.prefix, True
    while folder:
        folder = posixpath.dirname(folder)
        prefix = f"{folder}/" if folder else ""
        if repository.has(commit, prefix + SETTINGS):
            return prefix, False
    return repository.prefix, False


def _take_settings(repository: Repository, commit: str, prefix: str, folder: Path, first: bool) -> None:
    """mkdocs.yml and what it inherits from, the folder of the theme's changes, and the templates."""
    path = prefix + SETTINGS
    for _ in range(20):
        if not _take(repository, commit, path, folder):
            if first and path == prefix + SETTINGS:
                write_file(folder / path, settings_to_start_from(posixpath.basename(prefix.rstrip("/"))).encode())
                return
            missing = f"there is no {path} at {commit[:7]}, which the site of an untrusted change is built with"
            raise PlanpressError(f"{missing}; name a base that has it: git log --oneline -- {path}")
        parent = inherited(folder / path)
        if parent is None:
            break
        path = _inside(posixpath.dirname(path), parent, "INHERIT")
    theme = read_settings(folder / prefix).get("theme")
    own = theme.get("custom_dir") if isinstance(theme, dict) else None
    if own is not None:
        _take(repository, commit, _inside(prefix, str(own), "theme.custom_dir"), folder)
    _take(repository, commit, prefix + TEMPLATES, folder)


def _inside(start: str, path: str, setting: str) -> str:
    full = posixpath.normpath(posixpath.join(start, path))
    if full.startswith(("..", "/")):
        raise PlanpressError(f"{SETTINGS}: {setting} leads out of the repository, which --untrusted does not follow")
    return full


def _take(repository: Repository, commit: str, path: str, folder: Path) -> bool:
    """Write what a commit has at or below a path into `folder`; whether there was anything. Links are left out."""
    tree = repository.files(commit, path)
    try:
        for name in tree.entries:
            file = tree.file(name)
            if file is not None and file.refusal is None:
                write_file(folder / name, file.data)
    finally:
        tree.close()
    return (folder / path).exists()


def write_file(path: Path, data: bytes) -> None:
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_bytes(data)


def _location(root: Path, place: Path) -> Location:
    """Where the base's settings have the plan; the first one of a site is where the change has it, in the docs."""
    settings = read_settings(root)
    if located_by(root, settings) is None:
        found = located_by(root, read_settings(place), settings.get("docs_dir", "docs"))
        if found is not None:
            return found
    return located(root)
