"""Reads a whole plan: every file of it, and everything that is wrong with their form, in one run."""

from collections.abc import Callable, Mapping
from dataclasses import dataclass, replace
from datetime import date

from planpress.model.decision import MeetingRecord, recorded
from planpress.model.errors import concerning
from planpress.model.evidence import AskedSource
from planpress.model.fields import as_written, read_id
from planpress.model.findings import Finding
from planpress.model.location import Location
from planpress.model.metrics import Bound, Metric
from planpress.model.plan import Plan
from planpress.model.project import Narrative, Project
from planpress.model.project_parts import Baseline, Requirement
from planpress.model.sources import Place, Places
from planpress.model.tables import ModelTable
from planpress.model.wording import quoted
from planpress.reading import kinds
from planpress.reading.decoding import decode, read_text
from planpress.reading.documents import LIMITS, PlanDocument, ProjectDocument, RequirementDocument
from planpress.reading.meetings import read_records
from planpress.reading.plan_files import misplaced
from planpress.reading.project_tables import read_project_table
from planpress.reading.tree import Tree
from planpress.reading.validation import read_document
from planpress.rules.derived import derivable, with_derived
from planpress.rules.formula import names_in


@dataclass(frozen=True, slots=True)
class ReadProject:
    """A project, None where it could not be read, and what was found in it."""

    project: Project | None
    findings: tuple[Finding, ...]


@dataclass(frozen=True, slots=True)
class Reading:
    """The plan as far as it could be read, None where plan.yml has errors; and everything that was found.

    `projects` are those that were looked at, by their ids, without what meetings decided about them; that is in
    `records`.
    """

    plan: Plan | None
    findings: tuple[Finding, ...]
    projects: Mapping[str, ReadProject]
    records: tuple[MeetingRecord, ...]


def read_plan(
    tree: Tree,
    default_as_of: Callable[[], date],
    known: Callable[[Mapping[str, Metric]], Mapping[str, ReadProject]] = lambda metrics: {},
) -> Reading:
    """Read all files of a plan. Never raises for bad content; `default_as_of` is asked where plan.yml names no day.

    Projects that are `known` under the metrics of plan.yml are taken as they are, and their files not read.
    """
    records, wrong = read_records(tree)
    findings = [*misplaced(tree), *wrong]
    document, places = _plan_document(tree, findings)
    metrics = document.metrics if document else {}
    read = dict(known(metrics))
    read = {name: read.get(name) or _looked_at(tree, name, metrics) for name in sorted(tree.listing().folders)}
    findings += (finding for one in read.values() for finding in one.findings)
    if document is None:
        return Reading(None, tuple(findings), read, records)
    day = document.as_of or default_as_of()
    decided = recorded(records)
    whole = [one.project for one in read.values() if one.project is not None]
    projects = tuple(replace(one, recorded=decided[one.id]) if one.id in decided else one for one in whole)
    unreadable = tuple(name for name, one in read.items() if one.project is None)
    plan = assembled_plan(document, day, projects, unreadable, places, tree.location)
    return Reading(replace(plan, records=records), tuple(findings), read, records)


def assembled_plan(
    document: PlanDocument,
    as_of: date,
    projects: tuple[Project, ...],
    unreadable: tuple[str, ...],
    places: Places,
    location: Location,
) -> Plan:
    """The plan that a valid plan.yml and its projects make."""
    written = as_written(Plan, document, "as_of")
    return Plan(as_of=as_of, projects=projects, unreadable=unreadable, places=places, location=location, **written)


def assembled(
    name: str, document: ProjectDocument, places: Places, table: ModelTable | None, narrative: Narrative | None,
    metrics: Mapping[str, Metric],
) -> Project:  # fmt: skip
    """The project that a valid project.yml, its table and its narrative make; `metrics` are its own and the plan's."""
    written = as_written(Project, document, "effort", "requirements", "baselines")
    models = document.models
    return Project(
        id=name,
        path=places.path,
        effort=document.effort.person_weeks if document.effort else None,
        requirements=tuple(map(_requirement, document.requirements)),
        baselines=tuple(_with_derived(_of_row(baseline, table, metrics), metrics) for baseline in document.baselines),
        table=table,
        uncertainty=models.uncertainty if models else {},
        repeats=models.repeats if models else None,
        cost=models.cost if models else None,
        sources=tuple(AskedSource(one.source, tuple(one.metrics)) for one in models.sources) if models else (),
        narrative=narrative,
        places=places,
        **written,
    )


def _plan_document(tree: Tree, findings: list[Finding]) -> tuple[PlanDocument | None, Places]:
    path = tree.location.plan
    file = tree.file(path)
    if file is None:
        findings.append(kinds.EMPTY.at(Place(path), "is not there; write it, or start one: planpress init DIR"))
        return None, Places(path)
    text, found = decode(file)
    findings += found
    if text is None:
        return None, Places(path)
    document, composed, found = read_document(text, path, PlanDocument)
    findings += found
    return document, Places(path, composed.mark)


def _looked_at(tree: Tree, name: str, metrics: Mapping[str, Metric]) -> ReadProject:
    findings: list[Finding] = []
    with concerning(f"{tree.location.projects}/{name}"):
        project = _read_project(tree, name, metrics, findings)
    return ReadProject(project, tuple(findings))


def _read_project(tree: Tree, name: str, shared: Mapping[str, Metric], findings: list[Finding]) -> Project | None:
    path, folder = tree.location.project(name), f"{tree.location.projects}/{name}"
    try:
        read_id(name)
    except ValueError as problem:
        findings.append(kinds.BAD_ID.at(Place(folder), f"{quoted(name)} {problem}"))
        return None
    text = read_text(tree, path, findings)
    if text is None:
        return None
    document, composed, found = read_document(text, path, ProjectDocument)
    findings += found
    words = read_text(tree, tree.location.project(name, "plan.md"), findings)
    if document is None:
        return None
    narrative = None if words is None else Narrative(tree.location.project(name, "plan.md"), words)
    metrics = {**shared, **document.metrics}
    table = read_project_table(tree, name, document, composed, narrative, metrics, findings)
    if table is None and document.models is not None:
        return None
    return assembled(name, document, Places(path, composed.mark), table, narrative, metrics)


def _of_row(baseline: Baseline, table: ModelTable | None, metrics: Mapping[str, Metric]) -> Baseline:
    """A baseline with the values of the row that it names."""
    found = next((one for one in (table.aside if table else ()) if one.name == baseline.row), None)
    if found is None:
        return baseline
    measured = {*metrics, *(name for one in metrics.values() if one.formula for name in names_in(one.formula))}
    return replace(baseline, values={name: value for name, value in found.values.items() if name in measured})


def _with_derived(baseline: Baseline, metrics: Mapping[str, Metric]) -> Baseline:
    derived = derivable(metrics, baseline.values)
    return replace(baseline, values=with_derived(baseline.values, metrics, derived)) if derived else baseline


def _requirement(document: RequirementDocument) -> Requirement:
    # Its validation counted that there is one.
    limit, operator = next((limit, LIMITS[key]) for key in LIMITS if (limit := getattr(document, key)) is not None)
    return Requirement(Bound(document.metric, operator, limit), document.why)
