"""What every section knows of itself."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass

from planpress.document.blocks import Block, Section
from planpress.model.evaluation import Evaluation
from planpress.model.metrics import Metric
from planpress.model.project import Project
from planpress.model.ranking import RankedProject
from planpress.model.report import Report


@dataclass(frozen=True, slots=True)
class Subject:
    """A project of a judged plan."""

    id: str
    report: Report

    @property
    def evaluation(self) -> Evaluation:
        return self.report.evaluations[self.id]

    @property
    def project(self) -> Project:
        return self.evaluation.project

    @property
    def entry(self) -> RankedProject | None:
        """Its place in the order; None where it is screened out."""
        return self.report.ranking.of(self.id)

    @property
    def metrics(self) -> Mapping[str, Metric]:
        return self.report.plan.metrics_of(self.project)

    def of(self, *names: str) -> str:
        """The subject of a number of it, as `planpress explain` calls it: `pose.requirements.recall`."""
        return ".".join((self.id, *names))


@dataclass(frozen=True, slots=True)
class SectionKind:
    """One section of a project.

    `margin` is its number behind the point in a packet's margin, which is never given to another section. `edits` are
    the keys of project.yml, and `conclusions` the kinds of them, of which a change marks it. `blocks` gives what it
    says; a section without any is left out.
    """

    id: str
    title: Callable[[Subject], str]
    margin: int
    edits: frozenset[str]
    conclusions: frozenset[str]
    blocks: Callable[[Subject], Iterator[Block]]

    def of(self, subject: Subject) -> Section | None:
        """The section about one project; None where there is nothing to say."""
        blocks = tuple(self.blocks(subject))
        return Section(self.id, self.title(subject), blocks) if blocks else None
