"""Tables of candidate models: one row a model, one column a metric."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Literal, NamedTuple

from planpress.model.evidence import Evidence
from planpress.model.sources import Place


class TableCell(NamedTuple):
    """One cell as it was written. `form` says that its text stands for a list or a mapping, or was struck out.

    A tuple, as a table has up to a million, and a dataclass takes twice as long to make.
    """

    text: str
    place: Place
    form: Literal["text", "list", "mapping", "struck"] = "text"


@dataclass(frozen=True, slots=True)
class RawTable:
    """A table before its numbers are read: a head and rows of cells. `path` is the file it stands in; where no commas
    stand between its cells, they may be `decimal_commas`."""

    path: str
    head: tuple[TableCell, ...]
    rows: tuple[tuple[TableCell, ...], ...]
    decimal_commas: bool = False


@dataclass(frozen=True, slots=True)
class Spread:
    """What is written of how sure a value is, in the metric's unit: its standard error, the ends of its interval at a
    `level`, or the `cases` that it is a share of; of a mean over `runs` how many these are, and that `mean`.

    Of evidence the error was estimated `of` so many `units`, which are `count` examples in all, or `why` says what is
    wrong with it.
    """

    se: float | None = None
    ends: tuple[float, float] | None = None
    level: float = 0.95
    runs: int | None = None
    cases: float | None = None
    mean: float | None = None
    of: Literal["examples", "clusters", "redrawn clusters", "folds"] | None = None
    units: int | None = None
    count: int | None = None
    why: str = ""


@dataclass(frozen=True, slots=True)
class Model:
    """A candidate: its name, its measured values by column, and the texts of the columns that are no metric.

    `spreads` are of values with their error in their cell, and of means over repeated runs.
    """

    name: str
    values: Mapping[str, float]
    notes: Mapping[str, str] = field(default_factory=dict)
    place: Place = Place("")
    cells: Mapping[str, Place] = field(default_factory=dict)
    spreads: Mapping[str, Spread] = field(default_factory=dict)


@dataclass(frozen=True, slots=True)
class ModelTable:
    """The candidates of one project in the author's order. `columns` are those that hold numbers, the key left out.

    `heads` are all heads as they are written, `shares` the columns whose percentages were read as shares, and `aside`
    the rows that are baselines and no candidates. Of `evidence` there is what agrees with the values.
    """

    path: str
    key: str
    columns: tuple[str, ...]
    models: tuple[Model, ...]
    heads: tuple[str, ...] = ()
    shares: frozenset[str] = frozenset()
    aside: tuple[Model, ...] = ()
    evidence: Evidence | None = None

    def names(self) -> tuple[str, ...]:
        return tuple(model.name for model in self.models)
