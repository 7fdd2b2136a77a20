"""The story of an import in one screen: a file -> what it offers a project -> table, evidence and `from`."""

from __future__ import annotations

import os
import re
from collections.abc import Iterator, Mapping
from contextlib import suppress
from dataclasses import dataclass, replace
from pathlib import Path
from typing import Any

from planpress.formats.yaml_output import as_yaml
from planpress.model.errors import PlanpressError
from planpress.model.wording import few, listed, quoted, quoted_path
from planpress.reading.validation import validated
from planpress.sources.source import EvidenceFile, EvidenceSource, Offer
from planpress.workflows.evidence_asked import SETTINGS, AskingProject, Where, project_named
from planpress.workflows.joined_sources import WrittenSource, joins, with_imported, written_sources
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
    allowed = replace(where, allowed=(*where.allowed, Path(file.path).parent))
    joined = joins(file, offer.keys["source"], found.asked, project, allowed)
    others = [one for one in written_sources(project) if one != joined]
    brought = {metric: one for one in others for metric in one.read.metrics}
    asked = {metric: keys for metric, keys in found.asked.items() if metric not in brought}
    remarks = tuple(_remarks(project, file, offer, found, brought, allowed))
    named = {"files" if "files" in shape.__dataclass_fields__ else "store": file.name}
    entry = {"source": offer.keys["source"], **named, **offer.keys}
    entry["metrics"] = asked or {_id(each): how for each, how in offer.metrics.items()}
    if joined is not None:
        entry = joined.with_file(file, asked)
    outside, missing = _outside(file, where), {} if joined else offer.missing
    text = _kept(project, entry, where, joined)
    if not asked or missing:
        more = "" if asked else _to_fill_in(project)
        keep = "" if found.asked and not asked else f"{more}{_to_say(missing, entry)}{outside}{text}"
        return EvidenceImport(entry["source"], (), None, None, keep, remarks)
    try:
        whole, made = _read(project, shape, entry, allowed)
    except PlanpressError as problem:
        way_out = f"where more has to be said of it, write this, and run planpress refresh:\n{outside}{text}".rstrip()
        raise PlanpressError(f"{problem}\n{_apart(file, asked) if joined else way_out}") from None
    text = _kept(project, whole, where, joined)
    plan = made if _has_models(project) else _with_models(made, project, where, text)
    return EvidenceImport(entry["source"], (*asked,), made, plan, f"{outside}{text}", (*remarks, *made.remarks))


def _read(
    project: AskingProject, shape: Any, entry: Mapping[str, Any], where: Where
) -> tuple[Mapping[str, Any], Refreshed]:
    """What a source brings; with the files that were imported before it, where these can be read together."""
    earlier = None if project.models.sources else with_imported(entry, project, where)
    if earlier is not None:
        with suppress(PlanpressError):
            return earlier, refreshed(_asking(project, validated(earlier, shape), earlier), where, adding=True)
    return entry, refreshed(_asking(project, validated(entry, shape), entry), where, adding=True)


def _apart(file: EvidenceFile, metrics: Mapping[str, Any]) -> str:
    """The way out where a file cannot be read with the others of a source."""
    both = f"{file} was read with the files of the source that brings {few([*map(quoted, metrics)])}"
    return f"{both}; take the metric out there to have it from this file alone"


def _file(path: Path, folder: Path) -> EvidenceFile:
    """A file by its path from the project's folder, links on the way to it apart."""
    real = Path(os.path.realpath(path.parent)) / path.name
    name = Path(os.path.relpath(real, os.path.realpath(folder))).as_posix()
    return EvidenceFile(name, os.path.realpath(real))


def _asking(project: AskingProject, source: EvidenceSource, entry: Mapping[str, Any]) -> AskingProject:
    """The project as if it asked for this source alone."""
    data = project.composed.data if isinstance(project.composed.data, dict) else {}
    composed = replace(project.composed, data={**data, "models": {"from": entry}})
    table = project.table if project.models.rows is None else None
    return replace(project, models=replace(project.models, sources=(source,), table=table), composed=composed)


def _remarks(
    project: AskingProject, file: EvidenceFile, offer: Offer, found: OfferedMetrics,
    brought: Mapping[str, WrittenSource], where: Where,
) -> Iterator[str]:  # fmt: skip
    yield from offer.remarks
    for metric in found.asked:
        if metric in brought:
            source = brought[metric].read
            by = f"source: {source.source}, {few([*map(quoted_path, source.patterns())])}"
            is_read = brought[metric].reads(file, project, where)
            way_out = "run planpress refresh" if is_read else "take it out there to have it from this file"
            yield f"{quoted(metric)} is brought by another source already ({by}); {way_out}"
    for metric, names in found.several.items():
        asked = as_yaml({metric: offer.metrics[names[0]]}, flow=True).strip()[1:-1]
        may = f"{quoted(metric)} may be {listed(map(quoted, names), 'or')}, so that it is left out"
        yield f"{may}; add the one that is meant below metrics, as {asked}"
    if not found.asked:
        offers = few([*map(quoted, offer.metrics)], 20) or "no metric"
        has = few([*map(quoted, project.metrics)], 20) or "none"
        yield f"{file} offers {offers}; the metrics of {project.id} are {has}"


def _id(name: str) -> str:
    """A name that a file has as an id that a project may give its metric."""
    return re.sub(r"[\W_]+", "_", name)[:64].strip("_") or "metric"


def _to_fill_in(project: AskingProject) -> str:
    has = few([*project.metrics], 20) if project.metrics else "it has none"
    ids = "# Below metrics, take out what is not wanted, and call the rest as the project does"
    new = "# A metric that it does not have is declared in it, as metrics: {ID: {better: higher}}"
    return f"{ids}: {has}\n{new}\n"


def _to_say(missing: Mapping[str, str], entry: Mapping[str, Any]) -> str:
    return "".join(f"# {key}: in the place of {entry[key]}, {what}\n" for key, what in missing.items())


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


def _kept(project: AskingProject, entry: Mapping[str, Any], where: Where, joined: WrittenSource | None) -> str:
    """What project.yml says of the source: a `from` with those that are there, in the place of the one that it joined,
    or the whole of `models`."""
    path = where.tree.location.project(project.id)
    if not _has_models(project):
        return f"# in {path}\n{as_yaml({'models': {'table': project.table, 'from': entry}}, flow=None)}"
    there = written_sources(project)
    sources = [entry if one == joined else one.written for one in there] + ([] if joined else [entry])
    written = {"from": sources if len(sources) > 1 else sources[0]}
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
