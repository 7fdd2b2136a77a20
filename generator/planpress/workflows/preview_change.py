"""From a judged plan and the name of a base to a preview: what the working tree changes of that base."""

from __future__ import annotations

import os
from collections.abc import Mapping
from dataclasses import replace
from pathlib import Path

from planpress.model.change import Comparison
from planpress.model.errors import PlanpressError
from planpress.model.evaluation import Evaluation
from planpress.model.preview import Preview, Side
from planpress.model.project import Project
from planpress.model.report import Report
from planpress.model.wording import quoted, visible
from planpress.priorities import rank
from planpress.reading.disk import DiskTree
from planpress.reading.git.repository import NoPlanThenError, Repository
from planpress.reading.git.revision_names import ambiguities
from planpress.reading.git.work_tree import WorkTree
from planpress.reading.tree import InterceptedTree, as_at
from planpress.workflows.compare_plans import compare_with_base
from planpress.workflows.comparison_sources import revisions


def preview(
    report: Report, root: Path, against: str, place: Path | None = None, known: Mapping[str, str] | None = None
) -> Preview:
    """What the plan at `root`, judged as `report`, changes of the revision `against`.

    `place` is the folder of the plan in its repository, where `root` is a copy of it, of some of whose files the ids
    are `known`. `main...` names the commit at which the working tree and main parted. Of what a sparse checkout leaves
    out the preview says nothing. Raises PlanpressError, as a comparison does.
    """
    place = place or root
    location = report.plan.location
    tree = DiskTree(root, location=location)
    copy = None if place == root else InterceptedTree(tree, tree.file, known or {})
    repository = Repository.of(place, location)
    start = base_commit(place, against)
    with revisions(place, start, None, os.environ, copy, location=location, whole=False) as sides:
        comparison, base = compare_with_base(sides)
    name = against.partition("...")[0]
    comparison = replace(comparison, notes=(*ambiguities(place, name), *comparison.notes))
    shown = "" if start.startswith(name) else name
    return Preview(
        base=Side(shown, start[:7], repository.day(start)),
        head=_head(repository, DiskTree(place, location=location)),
        comparison=comparison,
        before=_whole(base, report, comparison),
    )


def base_commit(place: Path, against: str) -> str:
    """The id of the commit that `against` names in the repository of the plan at `place`."""
    repository = Repository.of(place)
    name, dots, head = against.partition("...")
    if dots and head not in ("", "HEAD"):
        said = f"a preview is of the working tree, and {quoted(against)} ends at {quoted(head)}"
        raise PlanpressError(f"{said}; git checkout {visible(head)}, then --against {name or 'BASE'}...")
    start = repository.commit(name)
    return repository.merge_base(start, repository.commit("HEAD")) if dots else start


def _head(repository: Repository, working: DiskTree) -> Side:
    """The working tree: by the commit that is checked out, and whether the plan differs from that."""
    name = "the working tree"
    try:
        commit = repository.commit("HEAD")
        tree = repository.tree(commit)
    except NoPlanThenError:
        return Side(name, uncommitted=True)
    work = WorkTree.of(working)
    try:
        uncommitted = as_at(tree, working.location).ids(tree.algorithm) != work.ids(tree.algorithm)
    finally:
        tree.close()
        work.close()
    return Side(name, commit[:7], repository.day(commit), uncommitted)


def _whole(base: Report, head: Report, comparison: Comparison) -> Report:
    """The base with every project judged: of what is the same on both sides, the head's own evaluation."""
    renamed = comparison.renamed
    names = {renamed.get(project.id, project.id) for project in base.plan.projects}
    evaluations = {}
    for project in base.plan.projects:
        name = renamed.get(project.id, project.id)
        judged = base.evaluations.get(project.id) or head.evaluations[project.id]
        evaluations[name] = _named(judged, name, comparison, names)
    plan = replace(base.plan, projects=tuple(one.project for one in evaluations.values()))
    return Report(plan, evaluations, rank(plan), base.findings)


def _named(judged: Evaluation, name: str, comparison: Comparison, known: set[str]) -> Evaluation:
    """An evaluation under the id of the head, waiting for projects by their ids there; those set aside are left out."""
    project: Project = judged.project
    others = (comparison.renamed.get(other, other) for other in project.depends_on)
    depends_on = tuple(other for other in others if other in known)
    if project.id == name and project.depends_on == depends_on:
        return judged
    return replace(judged, project=replace(project, id=name, depends_on=depends_on))
