"""Tables of candidate models: one row a model, one column a metric."""

from collections.abc import Mapping
from dataclasses import dataclass, field

from planpress.model.sources import Place


@dataclass(frozen=True, slots=True)
class TableCell:
    """One cell as it was written."""

    text: str
    place: Place


@dataclass(frozen=True, slots=True)
class RawTable:
    """A table before its numbers are read: a head and rows of cells. `path` is the file it stands in."""

    path: str
    head: tuple[TableCell, ...]
    rows: tuple[tuple[TableCell, ...], ...]


@dataclass(frozen=True, slots=True)
class Model:
    """A candidate: its name, its measured values by column, and the texts of the columns that are no metric."""

    name: str
    values: Mapping[str, float]
    notes: Mapping[str, str] = field(default_factory=dict)
    place: Place = Place("")
    cells: Mapping[str, Place] = field(default_factory=dict)


@dataclass(frozen=True, slots=True)
class ModelTable:
    """The candidates of one project in the author's order. `columns` are those that hold numbers, the key left out."""

    path: str
    key: str
    columns: tuple[str, ...]
    models: tuple[Model, ...]

    def names(self) -> tuple[str, ...]:
        return tuple(model.name for model in self.models)
