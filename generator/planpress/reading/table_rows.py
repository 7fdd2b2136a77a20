"""The rows of a table by the models that they are of; and what to say where a row is no model by itself."""

from collections.abc import Sequence
from dataclasses import dataclass

from planpress.model.findings import Finding
from planpress.model.sources import Place, Places, is_text
from planpress.model.wording import counted, did_you_mean, quoted
from planpress.reading import kinds
from planpress.reading.models_document import ModelsDocument
from planpress.reading.numbers import is_missing
from planpress.reading.sources.formats import Row
from planpress.reading.table_heads import TableColumn
from planpress.reading.table_names import (
    alike,
    are_runs,
    is_measured,
    is_of_models,
    is_of_repeats,
    named_here,
    runs_by_name,
    same_form,
    unique_name,
    unique_together,
    written_names,
)


@dataclass(frozen=True, slots=True)
class TableRows:
    """The rows of a table: their texts by column, the columns that name models (`key`) and those that hold values."""

    models: ModelsDocument
    places: Places
    columns: Sequence[TableColumn]
    texts: Sequence[Sequence[str]]
    key: Sequence[int]
    valued: set[int]
    rows: Sequence[Row]
    metrics: frozenset[str] = frozenset()

    @property
    def heads(self) -> list[str]:
        return [column.head for column in self.columns]

    def groups(self, findings: list[Finding]) -> dict[str, list[int]]:
        """The rows of each model by its name; what is wrong with them goes to the findings."""
        names = [" ".join(filter(None, (self.texts[at][row] for at in self.key))) for row in range(len(self.rows))]
        blank = [row for row, name in enumerate(names) if not name]
        if blank:
            findings.append(self._unnamed(blank))
        forms: dict[str, str] = {}
        groups: dict[str, list[int]] = {}
        for row, name in enumerate(names):
            if row not in blank:
                groups.setdefault(forms.setdefault(same_form(name), name), []).append(row)
        several = [same for same in groups.values() if len(same) > 1]
        if self.models.repeats is not None:
            findings.extend(self._odd_runs(self.models.repeats, groups))
        elif several and not blank:
            findings.append(self._twice(groups, several))
        elif not blank and (repeated := are_runs(self.heads, self.texts, self.key)):
            findings.append(self._runs(repeated))
        elif not blank and (of := runs_by_name(groups))[1]:
            findings.append(self._runs_by_name(*of, groups))
        findings.extend(self._struck(groups))
        return groups

    def _place(self, row: int) -> Place:
        return self.rows[row][self.columns[self.key[0]].index].place

    def _unnamed(self, blank: Sequence[int]) -> Finding:
        message = "this row has values and no model; name it"
        other = unique_name(self.heads, self.texts, self.valued)
        if other is not None:
            message = f"this row has values and no model; name it, or write `key: {written_names([other])}`"
        more = f" ({counted(len(blank) - 1, 'more row')} alike)" if len(blank) > 1 else ""
        return kinds.UNNAMED_MODEL.at(self._place(blank[0]), message + more)

    def _twice(self, groups: dict[str, list[int]], several: Sequence[Sequence[int]]) -> Finding:
        name = next(name for name, same in groups.items() if len(same) > 1)
        first, second, *_ = groups[name]
        way_out = " or ".join(self._ways_out()) or "rename one of the two"
        more = sum(len(same) - 1 for same in several) - 1
        name = " ".join(self.texts[at][second] for at in self.key)
        said = f"the model {quoted(name)} is in line {self._place(first).line} already"
        said += f", and {counted(more, 'more row')} alike" if more else ""
        return kinds.DUPLICATE_MODEL.at(self._place(second), f"{said}; {way_out}")

    def _ways_out(self) -> list[str]:
        """What to write where several rows have one name."""
        together = unique_together(self.heads, self.texts, self.key, self.valued)
        more = [at for at in together if at not in self.key]
        for at, texts in enumerate(self.texts):
            if at in self.key or self.metrics.isdisjoint(texts):
                continue
            others = [one for one in range(len(self.texts)) if one not in (*self.key, at)]
            values = [one for one in others if is_measured(self.texts[one])]
            if values:
                pair = f"metric: {written_names([self.heads[at]])}, value: {written_names([self.heads[values[0]]])}"
                return [f"write `long: {{{pair}}}` for a column of each metric"]
        ways = []
        if len(more) == 1 and is_of_repeats(self.heads[more[0]]):
            ways.append(f"write `repeats: {written_names([self.heads[more[0]]])}` for the mean of its runs,")
        if together:
            names = written_names([self.heads[at] for at in together])
            ways.append(f"write `key: {names}`" if not ways else f"`key: {names}` for each by itself")
        return ways

    def _runs(self, repeated: Sequence[int]) -> Finding:
        """What to say where rows are runs or data sets: the columns of texts that repeat, and the ways out."""
        heads = self.heads
        key = next((at for at in repeated if is_of_models(heads[at])), repeated[0])
        others = [at for at in repeated if at != key]
        runs = [at for at in range(len(heads)) if at != key and is_of_repeats(heads[at])]
        run = heads[min(runs, key=lambda at: (at in self.key, at), default=self.key[0])]
        name, ways = written_names([heads[key]]), []
        for at in others:
            rows = [row for row in range(len(self.rows)) if self.texts[at][row] == self.texts[at][0]]
            names = [self.texts[key][row] for row in rows]
            if 1 < len({*names}) == len(names):
                where = f"{written_names([heads[at]])}: {written_names([self.texts[at][0]])}"
                ways.append(f"`key: {name}` and `where: {{{where}}}`")
                break
        ways.append(f"`key: {name}` and `repeats: {written_names([run])}` where these are runs of the same")
        verb = "repeats" if len(repeated) == 1 else "repeat"
        said = f"rows are compared here, not models, and {alike([heads[at] for at in repeated])} {verb}"
        return kinds.ROWS_ARE_RUNS.at(self._place(0), f"{said}; write {', or '.join(ways)}")

    def _runs_by_name(self, name: str, runs: Sequence[str], groups: dict[str, list[int]]) -> Finding:
        said = f"rows are compared here, not models: {alike(runs[:2])} are called as runs of {quoted(name)} are"
        way_out = "give models and runs a column each, and write key and repeats"
        return kinds.ROWS_ARE_RUNS.at(self._place(groups[runs[0]][0]), f"{said}; {way_out}")

    def _odd_runs(self, name: str, groups: dict[str, list[int]]) -> list[Finding]:
        at = named_here(name, self.heads)
        place = self.places.of("models", "repeats")
        if at is None:
            return [kinds.NO_KEY.at(place, f"no column {quoted(name)} in the table{did_you_mean(name, self.heads)}")]
        for model, same in groups.items():
            seen: dict[str, int] = {}
            for row in same:
                text = self.texts[at][row]
                if not is_missing(text) and text in seen:
                    said = f"{quoted(name)} {text} of {quoted(model)} is in line {self._place(seen[text]).line} already"
                    way_out = "say with where which rows are meant, or add to key what tells them apart"
                    return [kinds.BAD_SHAPE.at(self._place(row), f"{said}; {way_out}")]
                seen[text] = row
        if all(len(same) == 1 for same in groups.values()):
            head = next((self.heads[one] for one in are_runs(self.heads, self.texts, self.key)), "model")
            said = f"every model has one row, so {quoted(name)} tells no runs apart"
            line = f"`key: {written_names([head])}`"
            return [kinds.ROWS_ARE_RUNS.at(place, f"{said}; say which column names the models: {line}")]
        return []

    def _struck(self, groups: dict[str, list[int]]) -> list[Finding]:
        if not self.rows or not is_text(self.rows[0][0].place.path):
            return []  # only Markdown has strokes
        struck = [
            name for name, same in groups.items() if any(cell.form == "struck" for at in same for cell in self.rows[at])
        ]
        if not struck:
            return []
        verb = "is" if len(struck) == 1 else "are"
        said = f"{alike(struck)} {verb} struck out and {verb} compared all the same; take the row out, or the strokes"
        return [kinds.STRUCK.at(self._place(groups[struck[0]][0]), said)]
