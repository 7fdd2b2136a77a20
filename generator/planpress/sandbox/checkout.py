"""A stranger's change made ready to build: settings, theme and templates of the base, of the head the content alone.

Everything comes together in a private folder. The base's files are taken from git's objects; of the head's only those
in content/ are read, no link is followed, and what could run code or change other pages is left out.
"""

from __future__ import annotations

from collections.abc import Mapping
from contextlib import closing
from dataclasses import dataclass, field, replace
from datetime import date
from pathlib import Path

from planpress.model.findings import Finding, in_file_order
from planpress.model.location import Location
from planpress.model.sources import SourceFile
from planpress.reading.disk import DiskTree
from planpress.reading.git.merge_base import BaseFiles
from planpress.reading.git.repository import Repository
from planpress.reading.tree import InterceptedTree
from planpress.sandbox.admission_gate import AdmissionGate, At
from planpress.sandbox.base_site import take_base_site
from planpress.workflows.check_plan import Checked, DefaultDay, check


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
    prefix, location = take_base_site(repository, commit, place, folder)
    root = folder / prefix
    with (
        closing(repository.docs(commit, prefix, location)) as tree,
        closing(BaseFiles(place, tree, repository.prefix)) as own,
    ):
        gate = AdmissionGate(place, root, tree, own, at)
        gate.run()
    findings = in_file_order(gate.findings)
    return UntrustedCheckout(place, root, location, commit[:7], gate.added, findings, gate.files, gate.ids)


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
