"""A stranger's change made ready to build: settings, theme and templates of the base, of the head the content alone.

Everything comes together in a private folder. The base's files are taken from git's objects; of the head's only those
in content/ are read, no link is followed, and what could run code or change other pages is left out.
"""

from __future__ import annotations

import os
import posixpath
from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass, field, replace
from datetime import date
from pathlib import Path

from planpress.model.errors import PlanpressError
from planpress.model.findings import Finding, in_file_order
from planpress.model.location import Location
from planpress.model.sources import Place, SourceFile
from planpress.reading import admission, kinds
from planpress.reading.disk import DiskTree
from planpress.reading.git.merge_base import BaseFiles
from planpress.reading.git.repository import NoPlanThenError, Repository
from planpress.reading.git.tree_files import GitTree, id_of
from planpress.reading.locations import located, located_by
from planpress.reading.plan_settings_file import SETTINGS, inherited, read_settings
from planpress.reading.tree import InterceptedTree, oversize
from planpress.scaffold.new_plan import settings_to_start_from
from planpress.workflows.check_plan import Checked, DefaultDay, InvalidPlanError, check

At = Callable[[str], None]
"""Told the path of each file when the work comes to it."""

TEMPLATES = "templates"
_MOST_LEVELS = 12


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
    files: int
    ids: Mapping[str, str] = field(default_factory=dict)

    def wrote(self, published: str) -> bool:
        """Whether the change wrote the page at this path in the site."""
        return f"{self.location.docs}/{published}" in self.added

    @property
    def changed(self) -> frozenset[str]:
        """The pages that the change wrote, by their path in the site."""
        return frozenset(self.location.published(path) or path for path in self.added)


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
    lies = _location(root, place)
    _inside(prefix, lies.docs, "docs_dir")
    tree = repository.docs(commit, prefix, lies)
    try:
        gate = _Gate(place, root, tree, repository.prefix, at)
        try:
            gate.run()
        finally:
            gate.own.close()
    finally:
        tree.close()
    findings = in_file_order(gate.findings)
    return UntrustedCheckout(place, root, lies, commit[:7], gate.added, findings, gate.files, gate.ids)


def _location(root: Path, place: Path) -> Location:
    """Where the base's settings have the plan; the first one of a site is where the change has it, in the docs."""
    settings = read_settings(root)
    if located_by(root, settings) is None:
        found = located_by(root, read_settings(place), settings.get("docs_dir", "docs"))
        if found is not None:
            return found
    return located(root)


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

    checked = check(InterceptedTree(tree, read), day)
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
                _write(folder / path, settings_to_start_from(posixpath.basename(prefix.rstrip("/"))).encode())
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
                _write(folder / name, file.data)
    finally:
        tree.close()
    return (folder / path).exists()


def _write(path: Path, data: bytes) -> None:
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_bytes(data)


class _Gate:
    """Takes the files of the site's docs one by one."""

    def __init__(self, place: Path, root: Path, base: GitTree, prefix: str, at: At) -> None:
        self.place, self.root, self.base, self.at = place, root, base, at
        self.known = base.behind()
        self.own = BaseFiles(place, base, prefix)
        self.findings: list[Finding] = []
        self.added: dict[str, int] = {}
        self.ids: dict[str, str] = {}
        self.files = self.bytes = 0

    def run(self) -> None:
        content = self.place / self.base.location.docs
        if content.is_symlink() or not content.is_dir():
            raise PlanpressError(f'"{content}" is no folder, and a link is not followed; put the folder itself there')
        for path, real, entry in self._walk(content, self.base.location.docs, self.base.location.docs, 0):
            self.at(path)
            self.files += 1
            self._admit(path, real, entry)
            pages = len(self.added)
            if self.files > admission.MOST_FILES or self.bytes > admission.MOST_BYTES or pages > admission.MOST_PAGES:
                most = f"{admission.MOST_FILES:,} files, {admission.MOST_PAGES:,} pages"
                most += f" and {admission.MOST_BYTES / 1e6:.0f} MB"
                message = f"{self.base.location.docs}/ has more than a change may bring: at most {most}"
                # What else is found in a part of the files is not true of all of them.
                raise InvalidPlanError((kinds.LEADS_OUT.at(Place(path), message),), 0)

    def _walk(self, folder: Path, path: str, real: str, level: int) -> Iterator[tuple[str, str, os.DirEntry[str]]]:
        """The files below a folder, by their paths and, where the base's own links lead there, by those in the end."""
        with os.scandir(folder) as listed:
            entries = sorted(listed, key=lambda entry: entry.name)
        if level and any(entry.name == ".git" for entry in entries) and not self.own.is_submodule(real):
            self._say(path, "is a repository of its own, or a submodule, which is not followed; put its files here")
            return
        for entry in entries:
            below, there = f"{path}/{entry.name}", f"{real}/{entry.name}"
            if entry.is_symlink():
                yield from self._follow(below, there, level)
            elif entry.is_dir(follow_symlinks=False):
                if level >= _MOST_LEVELS:
                    self._say(below, f"folders inside folders, more than {_MOST_LEVELS} deep; keep them flat")
                elif entry.name != ".git":
                    yield from self._walk(Path(entry.path), below, there, level + 1)
            elif not entry.is_file(follow_symlinks=False):
                self._say(below, "is no plain file; take it out")
            elif entry.name != ".git":
                yield below, there, entry

    def _follow(self, path: str, real: str, level: int) -> Iterator[tuple[str, str, os.DirEntry[str]]]:
        """What a link leads to that the base has too: what the change made of that, where it is in content/."""
        if not self.own.has_link(real):
            self._say(path, "is a link, which is not followed in a change; put the file itself here")
            return
        aim = self.own.aim_of(real)
        if aim is None:
            if path in self.known:
                self.ids[path] = id_of(self.known[path])
        elif not aim.startswith(f"{self.base.location.docs}/"):
            self._take_behind(path)
        elif (self.place / aim).is_dir():
            if level < _MOST_LEVELS:
                yield from self._walk(self.place / aim, path, aim, level + 1)
        else:
            with os.scandir((self.place / aim).parent) as listed:
                yield from ((path, aim, entry) for entry in listed if entry.name == posixpath.basename(aim))

    def _take_behind(self, path: str) -> None:
        """Take the base's own files of what its link leads to beside content/."""
        for name in self.known:
            if name == path or name.startswith(f"{path}/"):
                file = self.base.file(name)
                if file is not None and file.refusal is None:
                    self._keep(name, file.data)

    def _keep(self, path: str, data: bytes) -> None:
        """Take a file that is the base's own."""
        _write(self.root / path, data)
        self.ids[path] = id_of(self.known[path])

    def _say(self, path: str, message: str) -> None:
        self.findings.append(kinds.LEADS_OUT.at(Place(path), message))

    def _admit(self, path: str, real: str, entry: os.DirEntry[str]) -> None:
        size = entry.stat(follow_symlinks=False).st_size
        known = self.known.get(path)
        data = b"" if known is None and oversize(path, size) else _read(entry.path, size)
        self.bytes += size
        if known is not None and self.base.links().get(real) == os.fsdecode(data):
            self._take_behind(path)  # git writes a link as a text where the file system has none
            self.ids.setdefault(path, id_of(known))
            return
        own = None if known is None else self.own.data(path, real, known, data)
        if own is not None:
            self._keep(path, own)
            return
        if (large := oversize(path, size)) is not None and self.base.location.belongs(path):
            self.findings.append(kinds.TOO_LARGE.at(Place(path), f"{large.refusal}"))
            return
        refused = _too_large(path, large) or admission.refusal(path, data, self.base.location)
        if refused is None:
            _write(self.root / path, self._page(path, data) if admission.is_page(path, self.base.location) else data)
            return
        there = self.base.file(path) if known is not None else None
        if there is not None and there.refusal is None:
            message = f"{refused.message}; the site shows the base's"
            refused = kinds.NOT_TAKEN.at(refused.place, message)
            _write(self.root / path, there.data)
        self.findings.append(refused)

    def _page(self, path: str, data: bytes) -> bytes:
        written = data.decode("utf-8").removeprefix("\ufeff").replace("\r\n", "\n")
        text, findings = admission.page(path, written)
        self.findings += findings
        self.added[path] = text.count("\n") - written.count("\n")
        return text.encode()


def _too_large(path: str, file: SourceFile | None) -> Finding | None:
    return None if file is None else kinds.NOT_TAKEN.at(Place(path), f"{file.refusal}")


def _read(path: str, size: int) -> bytes:
    # Should it have become a link or a pipe just now, it is not followed and not waited for.
    with open(os.open(path, os.O_RDONLY | os.O_CLOEXEC | os.O_NONBLOCK | os.O_NOFOLLOW), "rb") as file:
        return file.read(size)
