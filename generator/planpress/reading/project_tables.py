"""Finds the table of a project's models: in its folder, in plan.md, or inline; never outside the project's folder."""

from __future__ import annotations

import posixpath
from collections.abc import Mapping
from difflib import get_close_matches

from planpress.model.findings import Finding
from planpress.model.metrics import Metric
from planpress.model.project import Narrative
from planpress.model.sources import Place, Places
from planpress.model.tables import ModelTable
from planpress.model.wording import quoted
from planpress.reading import kinds, sources
from planpress.reading.decoding import decode
from planpress.reading.documents import ProjectDocument
from planpress.reading.sources.formats import TableReading, TableReference
from planpress.reading.sources.rows import read_rows
from planpress.reading.table_files import numeric_columns, read_models
from planpress.reading.tree import Tree
from planpress.reading.yaml_text import ComposedYaml

Read = tuple[ModelTable | None, tuple[Finding, ...]]


def read_project_table(
    tree: Tree,
    name: str,
    document: ProjectDocument,
    composed: ComposedYaml,
    narrative: Narrative | None,
    metrics: Mapping[str, Metric],
) -> Read:
    """The models of the project in the folder `name`; None where it has none, or where they could not be read."""
    models = document.models
    if models is None:
        return None, ()
    places = Places(tree.location.project(name), composed.mark)
    if models.table is None:
        mark = composed.mark.children["models"].children["rows"] if composed.mark else None
        found = read_rows(models.rows, mark, places.path)
    else:
        found = table_of_file(tree, name, models.table, narrative, places.of("models", "table"))
    if found.table is None:
        return None, found.findings
    table, findings = read_models(
        found.table,
        key=models.key,
        metrics=metrics,
        numeric=numeric_columns(models.uncertainty, metrics),
        key_place=places.of("models", "key"),
    )
    broken = any(finding.level == "error" for finding in found.findings)
    return (None if broken else table), (*found.findings, *findings)


def table_of_file(tree: Tree, name: str, written: str, narrative: Narrative | None, place: Place) -> TableReading:
    """The cells of the table that `models.table` names, as it is `written` at `place`."""
    folder = tree.location.project(name, "").rstrip("/")
    reference = sources.refer(written, place)
    file = (written.partition("#")[0] if isinstance(reference, Finding) else reference.file).replace("\\", "/")
    if not _is_inside(file):
        message = f"{quoted(written)} leaves the project's folder; put the table beside project.yml"
        return TableReading(None, (kinds.OUTSIDE.at(place, message),))
    if isinstance(reference, Finding):
        return TableReading(None, (_cut_short(tree, folder, written, reference) or reference,))
    straight = posixpath.normpath(file)
    if straight != reference.file:
        message = f"{quoted(written)} goes a roundabout way; write {quoted(straight)}"
        return TableReading(None, (kinds.OUTSIDE.at(place, message),))
    path = tree.location.project(name, reference.file)
    if narrative is not None and path == narrative.path:
        return sources.read_source(reference, narrative.text, path)
    return _from_path(tree, path, written, reference)


def _from_path(tree: Tree, path: str, written: str, reference: TableReference) -> TableReading:
    file = tree.file(path)
    if file is None:
        message = f"there is no file {quoted(written)} in the project's folder{_there_is(tree, path)}"
        return TableReading(None, (kinds.NO_FILE.at(reference.place, message),))
    text, findings = decode(file)
    if text is None:
        return TableReading(None, findings)
    read = sources.read_source(reference, text, path)
    return TableReading(read.table, (*findings, *read.findings))


def _cut_short(tree: Tree, folder: str, written: str, reference: Finding) -> Finding | None:
    """What to say where the rest of a name with a `#` in it was taken for a remark, as YAML does after a blank."""
    start = f"{folder}/{written} #"
    whole = next((path.removeprefix(f"{folder}/") for path in tree.listing().paths if path.startswith(start)), None)
    if whole is None:
        return None
    message = f"{quoted(written)} is cut short, as YAML takes what follows a # as a comment; quote it: {quoted(whole)}"
    return kinds.NO_FILE.at(reference.place, message)


def _there_is(tree: Tree, path: str) -> str:
    """What is there that may have been meant."""
    folder, _, name = path.rpartition("/")
    beside = [one.removeprefix(f"{folder}/") for one in tree.listing().paths if one.startswith(f"{folder}/")]
    if f"{name}.dvc" in beside:
        return f", but there is {quoted(f'{name}.dvc')}; dvc pull"
    near = get_close_matches(name.lower(), [one.lower() for one in beside], n=1)
    return next((f" (did you mean {quoted(one)}?)" for one in beside if near and one.lower() == near[0]), "")


def _is_inside(file: str) -> bool:
    """Whether a written path stays in its folder: relative, without `..` or a drive."""
    return not ("\0" in file or ":" in file.partition("/")[0] or posixpath.isabs(file) or ".." in file.split("/"))
