"""The head of a table of models: its columns by the names that the plan has for them, and which of them name models."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from planpress.model.findings import Finding
from planpress.model.metrics import Metric
from planpress.model.sources import Places
from planpress.model.tables import TableCell
from planpress.model.wording import did_you_mean, quoted
from planpress.reading import kinds
from planpress.reading.models_document import ModelsDocument
from planpress.reading.sources.formats import Row
from planpress.reading.table_names import first_key, named_here, same_form, unique_name, written_names


@dataclass(frozen=True, slots=True)
class TableColumn:
    """A column: what the plan calls it, what its head says, and where it is."""

    name: str
    head: str
    index: int
    cell: TableCell


def columns_of(head: Row, metrics: Mapping[str, Metric], findings: list[Finding]) -> list[TableColumn]:
    """The columns that have a name of their own; that of a metric is its id. What is wrong goes to the findings."""
    by_head: dict[str, str] = {}
    cells = {same_form(cell.text.strip()): cell for cell in head}
    for name, one in metrics.items():
        form = same_form((one.column or "").strip())
        other = by_head.setdefault(form, name) if form else name
        if other != name and form in cells:
            message = f"{quoted(one.column)} is the column of two metrics, {quoted(other)} and {quoted(name)}"
            findings.append(kinds.DUPLICATE_COLUMN.at(cells[form].place, f"{message}; take one of them out"))
    columns: dict[str, TableColumn] = {}
    for index, cell in enumerate(head):
        text = cell.text.strip()
        name = by_head.get(same_form(text), text)
        elsewhere = metrics[text].column if text in metrics and name == text else None
        if elsewhere is not None and same_form(elsewhere.strip()) != same_form(text):
            message = f"{quoted(text)} is a metric that is read from {quoted(elsewhere)}; call the metric otherwise"
            findings.append(kinds.DUPLICATE_COLUMN.at(cell.place, message))
            continue
        same = columns.setdefault(same_form(name), TableColumn(name, text, index, cell))
        if not text:
            message = f"column {index + 1} has no name in the head; name it, or take it out"
            findings.append(kinds.UNNAMED_COLUMN.at(cell.place, message))
        elif same.index != index:
            message = f"{quoted(text)} is column {same.index + 1} already; rename one, or take it out"
            findings.append(kinds.DUPLICATE_COLUMN.at(cell.place, message))
    return [column for column in columns.values() if column.head]


def key_of(
    columns: Sequence[TableColumn], texts: Sequence[Sequence[str]], models: ModelsDocument,
    metrics: Mapping[str, Metric], valued: set[int], path: str, places: Places, findings: list[Finding],
) -> list[int] | None:  # fmt: skip
    """Which of the columns name the models; None where none do. Those `valued` hold numbers that something names."""
    heads = [column.head for column in columns]
    if models.key is not None:
        found = [named_here(name, heads) for name in models.key]
        for name, at in zip(models.key, found, strict=True):
            if at is None:
                message = f"no column {quoted(name)} in {path.rpartition('/')[2]}{did_you_mean(name, heads)}"
                findings.append(kinds.NO_KEY.at(places.of("models", "key"), message))
        return [at for at in found if at is not None] if None not in found else None
    if not columns or columns[0].index:
        return None
    apart = {heads.index(models.repeats)} if models.repeats in heads else set()
    at, instead = first_key(heads, texts, apart)
    place = columns[0].cell.place
    if instead:
        line = f"`key: {written_names([heads[at]])}`"
        message = f"the first column, {quoted(heads[0])}, {instead}, so {quoted(heads[at])} names the models"
        findings.append(kinds.KEY_GUESSED.at(place, f"{message}; write {line}"))
    elif columns[at].name in metrics:
        other = unique_name(heads, texts, valued) or "model"
        message = f"the first column, {quoted(heads[at])}, is a metric; say which column names the model"
        findings.append(kinds.NO_KEY.at(columns[at].cell.place, f"{message}: `key: {written_names([other])}`"))
        return None
    return [at]
