"""How much of a large table of models is written: on a page what a reader can choose from, on paper what fits one."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from planpress.document.blocks import Paragraph
from planpress.model.text import Name, Text
from planpress.model.wording import counted
from planpress.sections.section import Subject

FIRST_ROWS = 20
"""The rows that are shown at first, and on paper; the style sheet counts as many."""
FIRST_COLUMNS = 7
"""The columns of values that are shown at first, and on paper: a page has room for these beside names and notes."""
MOST_COLUMNS = 28
"""The columns of values that a page has; the style sheet knows of as many, with a name, a score and a note."""
MOST_CELLS = 16_000
"""About the values that a page has: with them it weighs some 100 kB more, gzipped."""


@dataclass(frozen=True, slots=True)
class TableExtent:
    """What is written of a table: its columns of values, those that something names first where they are many; which
    of them are shown `at_first`; and how many of its models, the best."""

    columns: tuple[str, ...]
    at_first: frozenset[str]
    rows: int
    models: int
    of_columns: int

    @property
    def every(self) -> str:
        """The words of the control that shows every row; none where that makes no difference."""
        if self.rows <= FIRST_ROWS:
            return ""
        which = "all" if self.rows == self.models else "the first"
        return f"Show {which} {self.rows:,} models"


def extent_of(subject: Subject, columns: Sequence[str], models: int) -> TableExtent:
    """What is written of a table with these columns of values and so many models. Columns of errors are not shown at
    first: intervals stand below the values."""
    wide, ordered = len(columns) > FIRST_COLUMNS, tuple(columns)
    if wide:
        named = _named(subject)
        ordered = tuple(sorted(columns, key=lambda name: named.get(name, len(named))))
    errors = {name for one in subject.project.uncertainty.values() for name in one.columns()} - subject.metrics.keys()
    first = tuple(name for name in ordered if name not in errors)[:FIRST_COLUMNS]
    # What nothing names is shown at first where there is room for all, or nothing else to show.
    at_first = (wide and tuple(name for name in first if name in subject.metrics)) or first
    written = at_first if subject.paper else ordered[:MOST_COLUMNS]
    rows = FIRST_ROWS if subject.paper else max(FIRST_ROWS, MOST_CELLS // max(1, len(written)))
    return TableExtent(written, frozenset(at_first), min(rows, models), models, len(columns))


def left_out(subject: Subject, extent: TableExtent) -> Iterator[Paragraph]:
    """What is not written of the table of models, and where all of it is."""
    said = []
    if extent.rows < extent.models:
        said.append(f"the first {extent.rows:,} of {counted(extent.models, 'model')}")
    if len(extent.columns) < extent.of_columns:
        said.append(f"{len(extent.columns)} of {counted(extent.of_columns, 'column')} of values")
    table = subject.project.table
    if said and table is not None:
        file, location = table.path.rpartition("/")[2], subject.plan.location
        published = location.published(table.path)
        page = location.link(published) if published and table.path != subject.project.path else ""
        yield Paragraph(Text(f"Here are {' and '.join(said)}; all are in ", Name(file, page), "."), quiet=True)


def _named(subject: Subject) -> dict[str, int]:
    """The columns that something names, those first that the rule in force and requirements ask for."""
    evaluation, project = subject.evaluation, subject.project
    asked = [one.bound.metric for one in project.requirements]
    of_rule = evaluation.rule.needs() if evaluation.rule else ()
    return {name: at for at, name in enumerate(dict.fromkeys([*of_rule, *asked, *project.metrics, *subject.metrics]))}
