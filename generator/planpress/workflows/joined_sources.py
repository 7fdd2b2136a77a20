"""A file that joins others of its kind: one source of a project's that reads them all, in the place of a second one."""

import os
from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

from planpress.model.errors import PlanpressError
from planpress.reading.evidence_files import read_evidence
from planpress.sources.source import EvidenceFile, EvidenceSource, asked_hash
from planpress.workflows.evidence_asked import AskingProject, Where
from planpress.workflows.source_paths import source_files


@dataclass(frozen=True, slots=True)
class WrittenSource:
    """A source of a project's: as it is read, and as project.yml has it."""

    read: EvidenceSource
    written: Mapping[str, Any]

    def reads(self, file: EvidenceFile, project: AskingProject, where: Where) -> bool:
        """Whether the file is one of its files."""
        try:
            files = source_files(where.folder(project), self.read.patterns(), where.bounds, where.allowed)
        except PlanpressError:
            return False
        return any(one.path == file.path for one in files)

    def with_file(self, file: EvidenceFile, metrics: Mapping[str, Any]) -> dict[str, Any]:
        """What project.yml would have with one more file, and with metrics that it does not bring yet."""
        files = self.written["files"]
        both = [*(files if isinstance(files, list) else [files]), file.name]
        more = {name: how for name, how in metrics.items() if name not in self.read.metrics}
        return {**self.written, "files": both, "metrics": {**self.written["metrics"], **more}}


def written_sources(project: AskingProject) -> tuple[WrittenSource, ...]:
    """The sources of a project, in their order."""
    data: Any = project.composed.data
    there = (data["models"].get("from") or []) if project.models.sources else []
    return tuple(map(WrittenSource, project.models.sources, there if isinstance(there, list) else [there]))


def joins(
    file: EvidenceFile, kind: str, metrics: Mapping[str, Any], project: AskingProject, where: Where
) -> WrittenSource | None:
    """The first source of this kind that brings one of the metrics from other files."""
    return next((
        one for one in written_sources(project)
        if one.read.source == kind and "files" in one.written and metrics.keys() & one.read.metrics.keys()
        and not one.reads(file, project, where)
    ), None)  # fmt: skip


def with_imported(entry: Mapping[str, Any], project: AskingProject, where: Where) -> dict[str, Any] | None:
    """What project.yml would have of this source with the files that were imported before and asked for alike; None
    where there are none, or they are gone."""
    evidence = read_evidence(where.tree, where.tree.location.project(project.id, project.table), [])
    if "files" not in entry or evidence is None:
        return None
    for one in evidence.sources:
        alike = {**entry, "files": one.files[0] if len(one.files) == 1 else [*one.files]}
        there = all(os.path.isfile(where.folder(project) / name) for name in one.files)
        if one.asked == asked_hash(alike) and entry["files"] not in one.files and there:
            return {**entry, "files": sorted((*one.files, entry["files"]), key=lambda name: name.split("/"))}
    return None
