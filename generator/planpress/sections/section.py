"""What every section knows of itself."""

from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass

from planpress.document.blocks import Block, Section
from planpress.model.evaluation import Evaluation
from planpress.model.metrics import Metric
from planpress.model.plan import Plan
from planpress.model.project import Project
from planpress.model.ranking import RankedProject
from planpress.model.report import Report
from planpress.model.text import Number, Text


@dataclass(frozen=True, slots=True)
class Subject:
    """A project of a judged plan: for a page, or for `paper`, where it has a decision page as well."""

    id: str
    report: Report
    paper: bool = False

    @property
    def evaluation(self) -> Evaluation:
        return self.report.evaluations[self.id]

    @property
    def project(self) -> Project:
        return self.evaluation.project

    @property
    def plan(self) -> Plan:
        return self.report.plan

    @property
    def entry(self) -> RankedProject | None:
        """Its place in the order; None where it is screened out."""
        return self.report.ranking.of(self.id)

    @property
    def metrics(self) -> Mapping[str, Metric]:
        return self.plan.metrics_of(self.project)

    def of(self, *names: str) -> str:
        """The subject of a number of it, as `planpress explain` calls it: `pose.requirements.recall`."""
        return ".".join((self.id, *names))

    def number(self, text: str, *names: str, value: float | None = None) -> Text:
        """A number of it, as it reads, with the names of its subject."""
        return Text(Number(text, self.of(*names), value))


@dataclass(frozen=True, slots=True)
class SectionKind:
    """One section of a project.

    `margin` is its number behind the point in a packet's margin, which is never given to another section; a section
    without one is on pages alone. `blocks` gives what it says; a section without any is left out. `edits` are the keys
    of project.yml, and `conclusions` the kinds of them, of which a change marks it. A `folded` one is closed on a
    page until somebody opens it.
    """

    id: str
    title: str
    margin: int | None
    blocks: Callable[[Subject], Iterator[Block]]
    edits: tuple[str, ...] = ()
    conclusions: tuple[str, ...] = ()
    folded: bool = False

    def of(self, subject: Subject) -> Section | None:
        """The section about one project; None where there is nothing to say."""
        if subject.paper and self.margin is None:
            return None
        blocks = tuple(self.blocks(subject))
        return Section(self.id, self.title, blocks, folded=self.folded) if blocks else None
