"""Models out of the rows of a table: each out of its row, or the means of those of its runs."""

import math
from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from planpress.model.metrics import Metric
from planpress.model.tables import Model, Spread
from planpress.reading.sources.formats import Row
from planpress.reading.table_columns import ReadColumn
from planpress.reading.table_heads import Column


@dataclass(frozen=True, slots=True)
class Columns:
    """The columns of a table as they were read: numbers and texts by their names, row by row."""

    key: Column
    others: Sequence[Column]
    numbers: Mapping[str, ReadColumn]
    notes: Mapping[str, Sequence[str]]

    def model(self, name: str, rows: Sequence[int], full: Sequence[Row], metrics: Mapping[str, Metric]) -> Model:
        """One model out of these of the rows: the mean of each value with its standard error, and the notes that all
        of them share."""
        first, *more = rows
        values: dict[str, float] = {}
        spreads: dict[str, Spread] = {}
        for column, read in self.numbers.items():
            known = [value for at in rows if (value := read.values[at]) is not None]
            if known:
                values[column] = known[0] if not more else math.fsum(known) / len(known)
            if more and known and column in metrics:
                spreads[column] = spread_of(known)
            elif first in read.spreads:
                spreads[column] = read.spreads[first]
        notes = {
            column: text
            for column, texts in self.notes.items()
            if (text := texts[first]) and all(texts[at] == text for at in more)
        }
        cells = {column.name: full[first][column.index].place for column in self.others}
        return Model(name, values, notes, full[first][self.key.index].place, cells, spreads)


def spread_of(values: Sequence[float]) -> Spread:
    """The standard error of a mean over runs: the sample's standard deviation over the root of their number."""
    count = len(values)
    if count < 2:
        return Spread(runs=count)
    mean = math.fsum(values) / count
    return Spread(se=math.sqrt(math.fsum((value - mean) ** 2 for value in values) / (count - 1) / count), runs=count)
