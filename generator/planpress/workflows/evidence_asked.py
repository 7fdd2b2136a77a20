"""What a refresh begins with: the projects that ask sources for evidence, and where files may be read."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from pathlib import Path
from typing import TypeVar

from planpress.model.errors import PlanpressError
from planpress.model.findings import Finding
from planpress.model.metrics import Metric
from planpress.model.wording import few, listed, quoted
from planpress.reading.decoding import read_text
from planpress.reading.disk import DiskTree
from planpress.reading.documents import PlanDocument, ProjectDocument
from planpress.reading.git.top_folder import top_of
from planpress.reading.locations import plan_at
from planpress.reading.models_document import ModelsDocument
from planpress.reading.validation import read_document
from planpress.reading.yaml_text import ComposedYaml
from planpress.sources.engine import Engine
from planpress.sources.source import asked_hash

Document = TypeVar("Document")

SETTINGS = "planpress.toml"


@dataclass(frozen=True, slots=True)
class AskingProject:
    """A project that asks sources for evidence: what it says of its models, and the metrics that it knows."""

    id: str
    models: ModelsDocument
    composed: ComposedYaml
    metrics: Mapping[str, Metric]

    @property
    def table(self) -> str:
        """The table, from the project's folder."""
        return self.models.table or "models.csv"

    def asked(self) -> tuple[str, ...]:
        """The hash of what is said of each source."""
        data = self.composed.data
        written = data["models"]["from"] if isinstance(data, dict) else []
        return tuple(map(asked_hash, written if isinstance(written, list) else [written]))


@dataclass(frozen=True, slots=True)
class Where:
    """The plan that is refreshed, on which day and by which version, which folders outside its repository may be read,
    and the engine of sources that are read by one, if that is not their own."""

    tree: DiskTree
    today: date
    version: str
    allowed: tuple[Path, ...] = ()
    engine: Engine | None = None

    @property
    def bounds(self) -> Path:
        """The repository, else the plan's root."""
        return top_of(self.tree.root) or self.tree.root

    def folder(self, project: AskingProject) -> Path:
        """From which paths of sources lead."""
        return self.tree.root / self.tree.location.projects / project.id


def project_named(tree: DiskTree, name: str) -> AskingProject:
    """The project of this name, whether it asks for evidence or not. Raises PlanpressError where there is none, and
    for definitions with errors."""
    _refuse_unknown(tree.listing().folders, [name])
    findings: list[Finding] = []
    shared = _shared_metrics(tree, findings)
    read = _document(tree, tree.location.project(name), ProjectDocument, findings)
    _refuse(findings)
    assert read is not None
    document, composed = read
    return AskingProject(name, document.models or ModelsDocument(), composed, {**shared, **document.metrics})


def asking_projects(tree: DiskTree, names: Sequence[str] = ()) -> tuple[AskingProject, ...]:
    """The projects that have sources, or those of these names. Raises PlanpressError for a name that is none, for a
    project that asks for nothing, and for definitions with errors, all of them."""
    folders = tree.listing().folders
    _refuse_unknown(folders, names)
    findings: list[Finding] = []
    shared = _shared_metrics(tree, findings)
    found = []
    for name in names or folders:
        read = _document(tree, tree.location.project(name), ProjectDocument, findings)
        if read is None:
            continue
        document, composed = read
        if document.models is not None and document.models.sources:
            found.append(AskingProject(name, document.models, composed, {**shared, **document.metrics}))
        elif names:
            path = tree.location.project(name)
            raise PlanpressError(f"{path} asks for no evidence; write models.from, as docs/evidence.md shows")
    _refuse(findings)
    return tuple(found)


def _refuse_unknown(folders: Sequence[str], names: Sequence[str]) -> None:
    unknown = [name for name in names if name not in folders]
    if unknown:
        raise PlanpressError(f"there is no project {listed(map(quoted, unknown))}; there are {few(folders, 20)}")


def _refuse(findings: Sequence[Finding]) -> None:
    wrong = [one for one in findings if one.level == "error"]
    if wrong:
        raise PlanpressError("\n".join(map(str, wrong)))


def _shared_metrics(tree: DiskTree, findings: list[Finding]) -> Mapping[str, Metric]:
    plan = _document(tree, tree.location.plan, PlanDocument, findings)
    return plan[0].metrics if plan else {}


def _document(
    tree: DiskTree, path: str, shape: type[Document], findings: list[Finding]
) -> tuple[Document, ComposedYaml] | None:
    text = read_text(tree, path, findings)
    if text is None:
        return None
    document, composed, found = read_document(text, path, shape)
    findings += found
    return None if document is None else (document, composed)


def where_to(root: Path, version: str, allowed: Sequence[Path] = ()) -> Where:
    """The plan at `root`, and the folders outside its repository that may be read: `allowed`, and those that
    planpress.toml names beside it. Raises PlanpressError where that is no TOML."""
    import tomllib

    try:
        settings = tomllib.loads((root / SETTINGS).read_text(encoding="utf-8"))
    except FileNotFoundError:
        settings = {}
    except (OSError, ValueError) as problem:
        raise PlanpressError(f"{SETTINGS} cannot be read: {problem}") from None
    refresh = settings.get("refresh", {})
    named = refresh.get("allow", []) if isinstance(refresh, dict) else None
    if not isinstance(named, list) or not all(isinstance(one, str) for one in named):
        raise PlanpressError(f'{SETTINGS}: write [refresh] and below it allow = ["../runs"]')
    return Where(plan_at(root), date.today(), version, (*allowed, *(root / one for one in named)))
