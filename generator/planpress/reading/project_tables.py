"""Finds the table of a project's models: in its folder, in plan.md, or inline; never outside the project's folder."""

import posixpath
from collections.abc import Mapping
from dataclasses import replace
from difflib import get_close_matches

from planpress.model.findings import Finding
from planpress.model.metrics import Metric
from planpress.model.project import Narrative
from planpress.model.sources import PAGE_ENDINGS, Place, Places
from planpress.model.tables import ModelTable, RawTable
from planpress.model.wording import quoted
from planpress.reading import kinds, sources
from planpress.reading.decoding import decode
from planpress.reading.documents import ProjectDocument
from planpress.reading.evidence_files import read_evidence, with_evidence
from planpress.reading.models_document import ModelsDocument
from planpress.reading.sources.formats import Refused, TableReference
from planpress.reading.sources.rows import table_of_rows
from planpress.reading.table_files import read_models
from planpress.reading.table_shapes import shaped
from planpress.reading.tree import Tree
from planpress.reading.yaml_text import ComposedYaml


def read_project_table(
    tree: Tree,
    name: str,
    document: ProjectDocument,
    composed: ComposedYaml,
    narrative: Narrative | None,
    metrics: Mapping[str, Metric],
    findings: list[Finding],
) -> ModelTable | None:
    """The models of the project in the folder `name`; None where it has none, or where they could not be read.

    What is found goes to the findings. What other readers of YAML make of a name or a note is none, as these are texts.
    """
    models = document.models
    if models is None:
        return None
    raw, found = read_cells(tree, name, models, composed, narrative)
    findings += found
    if raw is None:
        return None
    places = Places(tree.location.project(name), composed.mark)
    table, more = read_models(raw, models, metrics, places, document.baselines)
    findings += more
    if table is not None and models.table is not None and not raw.path.endswith(PAGE_ENDINGS):
        wrong: list[Finding] = []
        evidence = read_evidence(tree, raw.path, wrong)
        findings += wrong
        if evidence is not None:
            table = with_evidence(table, raw, evidence, metrics, findings)
        elif any(finding.level == "error" for finding in wrong):
            return None
    traps = {finding.place for finding in findings if finding.code == kinds.TRAP.code}
    if table is not None and traps:
        numbers = {one.cells.get(column) for one in (*table.models, *table.aside) for column in table.columns}
        texts = traps & {cell.place for row in raw.rows for cell in row} - numbers
        findings[:] = [one for one in findings if one.code != kinds.TRAP.code or one.place not in texts]
    return None if any(finding.level == "error" for finding in found) else table


def read_cells(
    tree: Tree, name: str, models: ModelsDocument, composed: ComposedYaml, narrative: Narrative | None
) -> tuple[RawTable | None, tuple[Finding, ...]]:
    """The cells of a project's models, from the table that is named, else from the rows that are inline, with a row for
    each model or for each of its runs; and what was found. With an error, they serve only to find more."""
    places = Places(tree.location.project(name), composed.mark)
    findings: list[Finding] = []
    raw = None
    try:
        if models.table is not None:
            raw = _of_file(tree, name, models, narrative, places, findings)
        else:
            raw = table_of_rows(models.rows, Places(places.path, places.mark("models", "rows")), findings)
        if raw is not None:
            raw = shaped(raw, models, places)
    except Refused as problem:
        return None, (*findings, problem.finding)
    return raw, tuple(findings)


def _of_file(
    tree: Tree, name: str, models: ModelsDocument, narrative: Narrative | None, places: Places, findings: list[Finding]
) -> RawTable | None:
    written, place = models.table or "", places.of("models", "table")
    reference = replace(_reference(tree, name, written, place), head=models.head, path=models.path)
    for key, value, has in (
        ("head", models.head, reference.format.has_lines), ("path", models.path, reference.format.has_paths),
    ):  # fmt: skip
        if value is not None and not has:
            message = f"{key} means nothing in {reference.format.label}; take it out"
            raise Refused(kinds.BAD_SHAPE, places.key("models", key), message)
        if value is not None:
            reference = replace(reference, place=places.of("models", key))
    path = tree.location.project(name, reference.file)
    if narrative is not None and path == narrative.path:
        return sources.read_source(reference, narrative.text, path, findings)
    file = tree.file(path)
    if file is None:
        way_out = "; planpress refresh makes it" if models.sources else _there_is(tree, path)
        message = f"there is no file {quoted(written)} in the project's folder{way_out}"
        raise Refused(kinds.NO_FILE, place, message)
    text, found = decode(file)
    findings += found
    return None if text is None else sources.read_source(reference, text, path, findings)


def _reference(tree: Tree, name: str, written: str, place: Place) -> TableReference:
    """What `models.table` names. Raises Refused for what is no table in the project's folder."""
    try:
        reference = sources.refer(written, place)
    except Refused:
        _refuse_outside(written.partition("#")[0], written, place)
        _refuse_cut_short(tree, name, written, place)
        raise
    _refuse_outside(reference.file, written, place)
    straight = posixpath.normpath(reference.file.replace("\\", "/"))
    if straight != reference.file:
        raise Refused(kinds.OUTSIDE, place, f"{quoted(written)} goes a roundabout way; write {quoted(straight)}")
    return reference


def _refuse_outside(file: str, written: str, place: Place) -> None:
    file = file.replace("\\", "/")
    if "\0" in file or ":" in file.partition("/")[0] or posixpath.isabs(file) or ".." in file.split("/"):
        message = f"{quoted(written)} leaves the project's folder; put the table beside project.yml"
        raise Refused(kinds.OUTSIDE, place, message)


def _refuse_cut_short(tree: Tree, name: str, written: str, place: Place) -> None:
    """Raise Refused where the rest of a name with a `#` in it was taken for a remark, as YAML does after a blank."""
    folder = tree.location.project(name, "")
    whole = next((path for path in tree.listing().paths if path.startswith(f"{folder}{written} #")), None)
    if whole is not None:
        quote = quoted(whole.removeprefix(folder))
        message = f"{quoted(written)} is cut short, as YAML takes what follows a # as a comment; quote it: {quote}"
        raise Refused(kinds.NO_FILE, place, message)


def _there_is(tree: Tree, path: str) -> str:
    """What is there that may have been meant."""
    folder, _, name = path.rpartition("/")
    beside = [one.removeprefix(f"{folder}/") for one in tree.listing().paths if one.startswith(f"{folder}/")]
    if f"{name}.dvc" in beside:
        return f", but there is {quoted(f'{name}.dvc')}; dvc pull"
    near = get_close_matches(name.lower(), [one.lower() for one in beside], n=1)
    return next((f" (did you mean {quoted(one)}?)" for one in beside if near and one.lower() == near[0]), "")
