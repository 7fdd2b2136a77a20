"""Models out of the rows of a table: each out of its row, or the means of those of its runs."""

import math
from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from planpress.model.metrics import Metric
from planpress.model.tables import Model, Spread
from planpress.reading.sources.formats import Row
from planpress.reading.table_columns import ReadColumn
from planpress.reading.table_heads import TableColumn
from planpress.statistics.differences import error_of_mean


@dataclass(frozen=True, slots=True)
class Columns:
    """The columns of a table as they were read: numbers and texts by their names, row by row."""

    key: TableColumn
    others: Sequence[TableColumn]
    numbers: Mapping[str, ReadColumn]
    notes: Mapping[str, Sequence[str]]

    def model(self, name: str, rows: Sequence[int], full: Sequence[Row], metrics: Mapping[str, Metric]) -> Model:
        """One model out of these of the rows: the mean of each value with its standard error, and the notes that all
        of them share."""
        first, *more = rows
        if not more:
            return self._single(name, first, full)
        values: dict[str, float] = {}
        spreads: dict[str, Spread] = {}
        for column, read in self.numbers.items():
            known = [value for at in rows if (value := read.values[at]) is not None]
            if known:
                values[column] = math.fsum(known) / len(known)
            if known and column in metrics:
                spreads[column] = spread_of(known)
        notes = {
            column: text
            for column, texts in self.notes.items()
            if (text := texts[first]) and all(texts[at] == text for at in more)
        }
        cells = {column.name: full[first][column.index].place for column in self.others}
        return Model(name, values, notes, full[first][self.key.index].place, cells, spreads)

    def _single(self, name: str, at: int, full: Sequence[Row]) -> Model:
        values = {one: value for one, read in self.numbers.items() if (value := read.values[at]) is not None}
        notes = {column: text for column, texts in self.notes.items() if (text := texts[at])}
        row = full[at]
        cells = {column.name: row[column.index].place for column in self.others}
        spreads = {one: read.spreads[at] for one, read in self.numbers.items() if read.spreads and at in read.spreads}
        return Model(name, values, notes, row[self.key.index].place, cells, spreads)


def spread_of(values: Sequence[float]) -> Spread:
    """The standard error of a mean over runs: the sample's standard deviation over the root of their number."""
    count = len(values)
    if count < 2:
        return Spread(runs=count)
    return Spread(se=error_of_mean(values)[0], runs=count, mean=math.fsum(values) / count)
