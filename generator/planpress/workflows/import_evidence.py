"""The story of an import in one screen: a file -> what it offers a project -> table, evidence and `from`."""

from __future__ import annotations

import os
import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, replace
from fnmatch import fnmatchcase
from pathlib import Path
from typing import Any

from planpress.formats.yaml_output import as_yaml
from planpress.model.errors import PlanpressError
from planpress.model.wording import few, listed, quoted
from planpress.reading.validation import validated
from planpress.sources.source import EvidenceFile, EvidenceSource, Offer
from planpress.workflows.evidence_asked import SETTINGS, AskingProject, Where, project_named
from planpress.workflows.offered_metrics import OfferedMetrics, offered_to, recognised
from planpress.workflows.refresh_evidence import Refreshed, refreshed

_NOTHING = re.compile(r"^models:[ \t]*(#.*)?$", re.MULTILINE)
_IN_BRACES = re.compile(r"^models:[ \t]*\{", re.MULTILINE)


@dataclass(frozen=True, slots=True)
class EvidenceImport:
    """What an import makes: the files of the project, None where none of its metrics was found; `keep`, what to write
    in project.yml so that `planpress refresh` reads the file again; what to say of it. `plan` is what the plan would
    be with both: the files, and project.yml where it has no `models` yet."""

    kind: str
    metrics: tuple[str, ...]
    made: Refreshed | None
    plan: Refreshed | None
    keep: str
    remarks: tuple[str, ...]


def import_evidence(path: Path, name: str, where: Where, kind: str | None = None) -> EvidenceImport:
    """What a file has for the project of this name, read once. Nothing is written.

    Raises PlanpressError for a file that is not recognised, or cannot be read.
    """
    project = project_named(where.tree, name)
    file = _file(path, where.folder(project))
    shape, offer = recognised(file, kind)
    found = offered_to(project.metrics, offer)
    brought = {metric: source for source in project.models.sources for metric in source.metrics}
    asked = {metric: keys for metric, keys in found.asked.items() if metric not in brought}
    remarks = tuple(_remarks(project, file, offer, found, brought))
    keys = {"source": offer.keys["source"], **_files(shape, file), **offer.keys}
    entry = {**keys, "metrics": asked or {_id(each): how for each, how in offer.metrics.items()}}
    outside = _outside(file, where)
    if not asked:
        keep = "" if found.asked else f"{_to_fill_in(project)}{outside}{_kept(project, entry, where)}"
        return EvidenceImport(entry["source"], (), None, None, keep, remarks)
    allowed = replace(where, allowed=(*where.allowed, Path(file.path).parent))
    text = _kept(project, entry, where)
    try:
        made = refreshed(_asking(project, validated(entry, shape), entry), allowed, adding=True)
    except PlanpressError as problem:
        way_out = "where more has to be said of it, write this, and run planpress refresh"
        raise PlanpressError(f"{problem}\n{way_out}:\n{outside}{text}".rstrip()) from None
    plan = made if _has_models(project) else _with_models(made, project, where, text)
    return EvidenceImport(entry["source"], (*asked,), made, plan, f"{outside}{text}", (*remarks, *made.remarks))


def _file(path: Path, folder: Path) -> EvidenceFile:
    """A file by its path from the project's folder, links on the way to it apart."""
    real = Path(os.path.realpath(path.parent)) / path.name
    name = Path(os.path.relpath(real, os.path.realpath(folder))).as_posix()
    return EvidenceFile(name, os.path.realpath(real))


def _files(shape: Any, file: EvidenceFile) -> dict[str, str]:
    """The key that names the file."""
    return {"files" if "files" in shape.__dataclass_fields__ else "store": file.name}


def _asking(project: AskingProject, source: EvidenceSource, entry: Mapping[str, Any]) -> AskingProject:
    """The project as if it asked for this source alone."""
    data = project.composed.data if isinstance(project.composed.data, dict) else {}
    composed = replace(project.composed, data={**data, "models": {"from": entry}})
    table = project.table if project.models.rows is None else None
    return replace(project, models=replace(project.models, sources=(source,), table=table), composed=composed)


def _remarks(
    project: AskingProject, file: EvidenceFile, offer: Offer, found: OfferedMetrics,
    brought: Mapping[str, EvidenceSource],
) -> Iterator[str]:  # fmt: skip
    for metric in found.asked:
        if metric in brought:
            source = brought[metric]
            by = f"source: {source.source}, {few([*map(quoted, source.patterns())])}"
            way_out = "run planpress refresh"
            if not any(fnmatchcase(file.name, pattern) for pattern in source.patterns()):
                way_out = f"add {quoted(file.name)} to its files and {way_out}, or take it out there"
            yield f"{quoted(metric)} is brought by another source already ({by}); {way_out}"
    for metric, names in found.several.items():
        asked = as_yaml({metric: offer.metrics[names[0]]}, flow=True).strip()[1:-1]
        may = f"{quoted(metric)} may be {listed(map(quoted, names), 'or')}, so that it is left out"
        yield f"{may}; add the one that is meant below metrics, as {asked}"
    if not found.asked:
        offers = few([*map(quoted, offer.metrics)], 20) or "no metric"
        has = few([*map(quoted, project.metrics)], 20) or "none"
        yield f"{quoted(file.name)} offers {offers}; the metrics of {project.id} are {has}"


def _id(name: str) -> str:
    """A name that a file has as an id that a project may give its metric."""
    return re.sub(r"[\W_]+", "_", name)[:64].strip("_") or "metric"


def _to_fill_in(project: AskingProject) -> str:
    has = few([*project.metrics], 20) if project.metrics else "it has none"
    ids = "# Below metrics, take out what is not wanted, and call the rest as the project does"
    new = "# A metric that it does not have is declared in it, as metrics: {ID: {better: higher}}"
    return f"{ids}: {has}\n{new}\n"


def _outside(file: EvidenceFile, where: Where) -> str:
    """What a refresh needs to read a file outside the repository, as a comment."""
    roots = [Path(os.path.realpath(one)) for one in (where.bounds, *where.allowed)]
    if any(Path(file.path).is_relative_to(one) for one in roots):
        return ""
    folder = Path(os.path.relpath(Path(file.path).parent, os.path.realpath(where.tree.root))).as_posix()
    needs = f"# planpress refresh reads it with --allow {folder}, or where {SETTINGS} has"
    return f"# The file is outside the repository.\n{needs}\n# [refresh]\n# allow = [{quoted(folder)}]\n"


def _has_models(project: AskingProject) -> bool:
    return isinstance(project.composed.data, dict) and bool(project.composed.data.get("models"))


def _kept(project: AskingProject, entry: Mapping[str, Any], where: Where) -> str:
    """What project.yml says of the source: a `from` with those that are there, or the whole of `models`."""
    path = where.tree.location.project(project.id)
    if not _has_models(project):
        return f"# in {path}\n{as_yaml({'models': {'table': project.table, 'from': entry}}, flow=None)}"
    data: Any = project.composed.data
    there = data["models"].get("from") or []
    sources: Any = [*there, entry] if isinstance(there, list) else [there, entry]
    written = {"from": sources if there else entry}
    file = where.tree.file(path)
    if file is not None and _IN_BRACES.search(file.data.decode("utf-8", "replace")):
        return f"# in the braces of models of {path}\n{as_yaml(written, flow=True).strip()[1:-1]}\n"
    lines = as_yaml(written, flow=None).splitlines()
    what = "in the place of from" if there else "below models"
    return "".join(f"{line}\n" for line in (f"# {what} in {path}", *(f"  {line}" for line in lines)))


def _with_models(made: Refreshed, project: AskingProject, where: Where, text: str) -> Refreshed:
    """The files and a project.yml that has the whole of `models`."""
    path = where.tree.location.project(project.id)
    file = where.tree.file(path)
    assert file is not None
    before = file.data.decode("utf-8-sig")
    after, count = _NOTHING.subn(lambda _: text.rstrip("\n"), before, count=1)
    after = after if count else f"{before}{'' if before.endswith(chr(10)) else chr(10)}{text}"
    return replace(made, new={**made.new, path: after.encode()})
