"""Reads what is written in a plan without understanding it, and makes projects of it: of both sides of a comparison,
and of what neither side is, a base with some of the edits."""

from collections.abc import Mapping, Sequence
from dataclasses import replace
from typing import Any

from pydantic import ValidationError

from planpress.model.decision import MeetingDecision, MeetingRecord
from planpress.model.evidence import Evidence, MetricEvidence
from planpress.model.location import Location
from planpress.model.metrics import Metric, written_bound
from planpress.model.plan import Plan
from planpress.model.project import Narrative, Project
from planpress.model.sources import Place, Places
from planpress.model.tables import RawTable, TableCell
from planpress.model.written_values import (
    EVIDENCE,
    NARRATIVE,
    RECORDED,
    ROWS,
    WrittenFile,
    WrittenProject,
    WrittenTable,
    entry_of,
)
from planpress.reading.decoding import read_text
from planpress.reading.documents import PlanDocument, ProjectDocument
from planpress.reading.evidence_files import read_evidence, with_evidence
from planpress.reading.models_document import ModelsDocument
from planpress.reading.plans import assembled, assembled_plan
from planpress.reading.project_tables import read_cells
from planpress.reading.table_files import read_models
from planpress.reading.table_names import first_key, named_here
from planpress.reading.table_shapes import text_at
from planpress.reading.tree import Tree
from planpress.reading.typed_json import noun_text, read_noun
from planpress.reading.validation import validated
from planpress.reading.yaml_text import ComposedYaml, compose


def read_written_plan(tree: Tree) -> WrittenFile:
    """What is written in plan.yml, which must be free of errors."""
    composed = _composed(tree, tree.location.plan)
    data = composed.data if isinstance(composed.data, dict) else {}
    return WrittenFile(data, Places(tree.location.plan, composed.mark))


def read_written_project(tree: Tree, name: str, records: Sequence[MeetingRecord] = ()) -> WrittenProject | None:
    """What is written in one project; None where there is none, or where it is no mapping."""
    path = tree.location.project(name)
    composed = _composed(tree, path)
    if not isinstance(composed.data, dict):
        return None
    text = read_text(tree, tree.location.project(name, NARRATIVE), [])
    narrative = None if text is None else Narrative(tree.location.project(name, NARRATIVE), text)
    written, models = _with_thresholds(composed.data), composed.data.get("models")
    recorded = tuple(
        (decision, record.places.of("decisions", at))
        for record in records
        for at, decision in enumerate(record.decisions)
        if name in (decision.projects or ())
    )
    table, evidence = None, None
    if isinstance(models, dict):
        table = _table(tree, name, models, composed, narrative)
        rows = {} if table is None else {ROWS[1]: table.rows}
        written = {**written, "models": {**{k: v for k, v in models.items() if k != ROWS[1]}, **rows}}
        evidence = read_evidence(tree, table.path, []) if table is not None and table.path != path else None
    texts = {metric: noun_text(one) for metric, one in evidence.metrics.items()} if evidence else {}
    return WrittenProject(name, WrittenFile(written, Places(path, composed.mark)), table, narrative, recorded, texts)


def read_written_meeting(tree: Tree, path: str, record: MeetingRecord | None) -> WrittenFile:
    """What is written about one meeting, with what it decided on no project: the rest are edits of projects."""
    composed = _composed(tree, path)
    data = composed.data if isinstance(composed.data, dict) else {}
    decided = [entry_of(one) for one in (record.decisions if record else ()) if not one.projects]
    return WrittenFile({**data, **({"decisions": decided} if decided else {})}, Places(path, composed.mark))


def _with_thresholds(data: Mapping[Any, Any]) -> Mapping[Any, Any]:
    """A definition with the thresholds of its rules in place of their texts: `recall > 0.6` is `recall>0.60`."""
    rules = dict(data["rules"]) if isinstance(data.get("rules"), dict) else {}
    for name, rule in rules.items():
        if isinstance(rule, dict) and isinstance(limits := rule.get("subject_to"), list):
            read = [(isinstance(limit, str) and written_bound(limit)) or limit for limit in limits]
            rules[name] = {**rule, "subject_to": read}
    return {**data, "rules": rules} if rules else data


def project_of(name: str, value: Mapping[str, Any], shared: Mapping[str, Metric], location: Location) -> Project | None:
    """The project that a value of `WrittenProject.value()` describes; None where it has an error of form."""
    data = dict(value["project.yml"])
    models, rows = data.get("models"), None
    if isinstance(models, dict):
        rows = models.get(ROWS[1])
        inline: dict[str, list[object]] = {"rows": []} if models.get("table") is None else {}
        data["models"] = {**{k: v for k, v in models.items() if k != ROWS[1]}, **inline}
    try:
        document = validated(data, ProjectDocument)
    except ValidationError:
        return None
    text = value.get(NARRATIVE)
    path = location.project(name)
    narrative = None if text is None else Narrative(location.project(name, NARRATIVE), text)
    table, metrics = None, {**shared, **document.metrics}
    if document.models is not None:
        raw, models = _raw_table(path, rows or {}, document.models), document.models
        if not _is_named_twice(models):
            models = replace(models, key=(raw.head[0].text,))
        table, _ = read_models(raw, models, metrics, Places(path), document.baselines)
        if table is None:
            return None
        known = {metric: read_noun(text, MetricEvidence) for metric, text in value.get(EVIDENCE, {}).items()}
        if known:
            evidence = Evidence(metrics={metric: one for metric, one in known.items() if one is not None})
            table = with_evidence(table, raw, evidence, metrics, [])
    recorded = tuple(validated(one, MeetingDecision) for one in value.get(RECORDED, {}).get("decisions", ()))
    return replace(assembled(name, document, Places(path), table, narrative, metrics), recorded=recorded)


def plan_of(data: Mapping[Any, Any], as_of: Plan, projects: tuple[Project, ...]) -> Plan | None:
    """The plan that a plan.yml describes, with these projects; None where it has an error of form.

    Where it names no day it speaks of the day of `as_of`.
    """
    try:
        document = validated(dict(data), PlanDocument)
    except ValidationError:
        return None
    return assembled_plan(
        document, document.as_of or as_of.as_of, projects, (), Places(as_of.location.plan), as_of.location
    )


def _composed(tree: Tree, path: str) -> ComposedYaml:
    text = read_text(tree, path, [])
    return ComposedYaml(None, None, ()) if text is None else compose(text)


def _table(
    tree: Tree, name: str, models: Mapping[Any, Any], composed: ComposedYaml, narrative: Narrative | None
) -> WrittenTable | None:
    shape = _shape(models)
    raw, _ = read_cells(tree, name, shape, composed, narrative)
    if raw is None:
        return None
    head = [cell.text.strip() for cell in raw.head]
    key = _key(shape, head, [[text_at(row, at) for row in raw.rows] for at in range(len(head))])
    run = None if shape.repeats is None else named_here(shape.repeats, head)
    telling = key if run is None else [*key, run]
    rows: dict[str, dict[str, str]] = {}
    cells: dict[tuple[str, str | None], Place] = {}
    for row in raw.rows:
        if key[0] >= len(row):
            continue
        model = " ".join(filter(None, (text_at(row, at) for at in telling)))
        rows[model] = {}
        for index, (column, cell) in enumerate(zip(head, row, strict=False)):
            is_name = [index] == telling
            if is_name or column:
                cells[model, None if is_name else column] = cell.place
            if not is_name and column:
                rows[model][column] = cell.text.strip()
        cells.setdefault((model, None), row[key[0]].place)
    return WrittenTable(raw.path, head[key[0]] if head else "", rows, cells)


def _shape(models: Mapping[Any, Any]) -> ModelsDocument:
    """How a table is read; where that has errors, as if nothing were said of it."""
    try:
        return validated(dict(models), ModelsDocument)
    except ValidationError:
        named = models["table"] if isinstance(models.get("table"), str) else None
        return ModelsDocument(table=named, rows=models.get("rows"))


def _key(shape: ModelsDocument, head: Sequence[str], texts: Sequence[Sequence[str]]) -> list[int]:
    """The columns that name models, by their index."""
    declared = [named_here(name, head) for name in shape.key or ()]
    known = [at for at in declared if at is not None]
    apart = {head.index(shape.repeats)} if shape.repeats in head else set()
    return known or [first_key(head, texts, apart)[0] if texts else 0]


def _is_named_twice(models: ModelsDocument) -> bool:
    """Whether the columns that name a row stand among its cells, as several do."""
    return models.repeats is not None or len(models.key or ()) > 1


def _raw_table(path: str, rows: Mapping[str, Mapping[str, str]], models: ModelsDocument) -> RawTable:
    """The table whose cells these are, with a column in front that names the models where no others do."""
    columns = list(dict.fromkeys(column for row in rows.values() for column in row))
    key = "model"
    while key in columns:
        key += "_"
    front = [] if _is_named_twice(models) else [key]
    head = tuple(TableCell(column, Place(path, 1, 1)) for column in (*front, *columns))
    texts = ([*(name for _ in front), *(row.get(column, "") for column in columns)] for name, row in rows.items())
    lines = tuple(
        tuple(TableCell(text, Place(path, line, at)) for at, text in enumerate(row, start=1))
        for line, row in enumerate(texts, start=2)
    )
    return RawTable(path, head, lines, decimal_commas=True)
