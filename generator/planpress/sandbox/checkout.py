"""A stranger's change made ready to build: settings, theme and templates of the base, of the head the content alone."""

import posixpath
from collections.abc import Mapping
from contextlib import closing
from dataclasses import dataclass, replace
from datetime import date
from pathlib import Path, PurePosixPath

from planpress.model.errors import PlanpressError
from planpress.model.findings import Finding, in_file_order
from planpress.model.location import Location
from planpress.model.sources import SourceFile
from planpress.reading.disk import DiskTree
from planpress.reading.git.base_files import BaseFiles
from planpress.reading.git.repository import NoPlanThenError, Repository
from planpress.reading.locations import SETTINGS, inherited, located, located_by, read_settings
from planpress.reading.tree import InterceptedTree
from planpress.sandbox.admission_gate import AdmissionGate, At, write_file
from planpress.scaffold.new_plan import settings_to_start_from
from planpress.workflows.check_plan import Checked, DefaultDay, check_conclusions, check_written

TEMPLATES = "templates"


@dataclass(frozen=True, slots=True)
class UntrustedCheckout:
    """A change in a private folder `root`, its plan at `location`. `added` are the pages that it wrote, by their path,
    each with the lines that its front matter has more there; `place` is where it came from, and where its site goes.
    `ids` are those of the base's own files, by path."""

    place: Path
    root: Path
    location: Location
    base: str
    added: Mapping[str, int]
    findings: tuple[Finding, ...]
    ids: Mapping[str, str]

    def wrote(self, published: str) -> bool:
        """Whether the change wrote the page at this path in the site."""
        return f"{self.location.docs}/{published}" in self.added


def seal(place: Path, folder: Path, base: str | None, at: At) -> UntrustedCheckout:
    """Fill an empty `folder` from the change in the working tree at `place`, whose base is a revision.

    Without a base it is where the working tree and the default branch parted. A base without a plan and without an
    mkdocs.yml counts as one with the mkdocs.yml of `planpress init`. Raises GitError where git does not have the base,
    and PlanpressError where it has a plan and no mkdocs.yml, or one that cannot be read.
    """
    repository = Repository.of(place)
    if base is None:
        commit = repository.merge_base(repository.default_branch(), repository.commit("HEAD"))
    else:
        commit = repository.commit(base)
    prefix, first = _root_at(repository, commit)
    _take_settings(repository, commit, prefix, folder, first)
    root = folder / prefix
    location = _location(root, place)
    _inside(prefix, location.docs, "docs_dir")
    with (
        closing(repository.docs(commit, prefix, location)) as tree,
        closing(BaseFiles(place, tree, repository.prefix)) as own,
    ):
        gate = AdmissionGate(place, root, tree, own, at)
        gate.run()
    findings = in_file_order(gate.findings)
    return UntrustedCheckout(place, root, location, commit[:7], gate.added, findings, gate.ids)


def check_sealed(sealed: UntrustedCheckout, environment: Mapping[str, str], at: At) -> Checked:
    """`check` for a sealed change: what sealing found is among the findings."""

    tree = DiskTree(sealed.root, location=sealed.location)

    def read(path: str) -> SourceFile | None:
        at(path)
        return tree.file(path)

    default = DefaultDay(sealed.place, environment, location=sealed.location)

    def day() -> date:
        at(sealed.location.folder)
        return default()

    checked = check_written(InterceptedTree(tree, read), day)
    at(sealed.location.folder)  # judging is no file's
    checked = check_conclusions(checked)
    placed = tuple(_as_written(finding, sealed.added.get(finding.place.path, 0)) for finding in checked.findings)
    checked = replace(checked, findings=placed)
    return checked.with_findings([*default.findings(), *sealed.findings])


def _as_written(finding: Finding, added: int) -> Finding:
    """A finding at the line that it has in the file that the change brings."""
    place = finding.place
    return replace(finding, place=replace(place, line=max(1, place.line - added))) if place.line and added else finding


def _root_at(repository: Repository, commit: str) -> tuple[str, bool]:
    """The folder of mkdocs.yml at a commit, from the top of the repository and with a slash, and whether there was no
    plan yet: that of today, else the nearest one above the plan that was moved."""
    if repository.has(commit, repository.prefix + SETTINGS):
        return repository.prefix, False
    try:
        folder = repository.tree(commit).moved_from or repository.place
    except NoPlanThenError:
        return repository.prefix, True
    prefixes = [*(f"{above}/" for above in PurePosixPath(folder).parents if above.name), ""]
    return next((one for one in prefixes if repository.has(commit, one + SETTINGS)), repository.prefix), False


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
    with closing(repository.files(commit, path)) as tree:
        for name in tree.entries:
            file = tree.file(name)
            if file is not None and file.refusal is None:
                write_file(folder / name, file.data)
    return (folder / path).exists()


def _location(root: Path, place: Path) -> Location:
    """Where the base's settings have the plan; the first one of a site is where the change has it, in the docs."""
    settings = read_settings(root)
    if located_by(root, settings) is None:
        found = located_by(root, read_settings(place), settings.get("docs_dir", "docs"))
        if found is not None:
            return found
    return located(root)
