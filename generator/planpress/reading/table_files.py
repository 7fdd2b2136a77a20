"""Raw tables to tables of models: which column is the name, which are numbers, and what is wrong with them."""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import replace

from planpress.model.findings import Finding, in_file_order
from planpress.model.metrics import Metric
from planpress.model.notations import decimal_sign
from planpress.model.project_parts import Baseline
from planpress.model.sources import Place, Places
from planpress.model.tables import ModelTable, RawTable
from planpress.model.uncertainty import INLINE, Uncertainty
from planpress.model.wording import counted, did_you_mean, quoted
from planpress.reading import kinds
from planpress.reading.models_document import ModelsDocument
from planpress.reading.numbers import is_missing, plain_number, plain_numbers
from planpress.reading.sources.formats import Row, showable
from planpress.reading.table_columns import ColumnRule, ReadColumn, ambiguous_groups, read_column
from planpress.reading.table_heads import TableColumn, columns_of, key_of
from planpress.reading.table_models import Columns
from planpress.reading.table_names import same_form
from planpress.reading.table_rows import TableRows
from planpress.reading.table_shapes import text_at
from planpress.reading.table_spreads import with_spreads
from planpress.rules.derived import derivable, with_derived
from planpress.rules.formula import names_in

# What makes too many cells of a row.
_SPLIT = {
    ".csv": "quote a cell that holds a comma, and write 0.85, not 0,85",
    ".tsv": "quote a cell that holds a tab",
    ".md": r"write \| for a | inside a cell",
}


def read_models(
    raw: RawTable,
    models: ModelsDocument,
    metrics: Mapping[str, Metric],
    places: Places,
    baselines: Sequence[Baseline] = (),
) -> tuple[ModelTable | None, tuple[Finding, ...]]:
    """The models of a table with a row for each, or for each of their runs; and everything that is wrong with it. No
    models where there is an error.

    The columns of the key, else the first, name the model. Columns that `metrics` declares or is worked out from, or
    that `uncertainty` names, hold numbers; another column does if its cells are plain numbers or missing, else its
    texts are notes. Rows that are `baselines` are no candidates.
    """
    rules, findings = _rules(models, metrics, raw), list[Finding]()
    columns = columns_of(raw.head, metrics, findings)
    valued = {at for at, column in enumerate(columns) if column.name in rules}
    named = [column.index for column in columns if column.name in rules or column.index == 0]
    head, *rows = showable([raw.head, *raw.rows], named, findings)
    full = list(full_rows(raw.path, head, rows, findings))
    if not rows:
        place = head[0].place if head else Place(raw.path)
        findings.append(kinds.EMPTY_TABLE.at(place, "the table has no rows; write one row a model"))
    texts = [[row[column.index].text.strip() for row in full] for column in columns]
    key = key_of(columns, texts, models, metrics, valued, raw.path, places, findings)
    if key is None or not full:
        return None, in_file_order(findings)
    lines = TableRows(models, places, columns, texts, key, valued, full, frozenset(metrics))
    groups = lines.groups(findings)
    run = models.repeats and same_form(models.repeats.strip())
    others = [column for at, column in enumerate(columns) if at not in key and same_form(column.head) != run]
    by_name = {column.name: texts[at] for at, column in enumerate(columns)}
    numbers = _numbers(others, rules, full, raw, by_name, findings)
    notes = {one.name: by_name[one.name] for one in others if one.name not in numbers}
    read = Columns(columns[key[0]], others, numbers, notes)
    made = [read.model(name, same, full, metrics) for name, same in groups.items()]
    aside = _rows_aside([one.name for one in made], baselines, places, findings)
    derived = derivable(metrics, numbers)
    if derived:
        made = [replace(one, values=with_derived(one.values, metrics, derived)) for one in made]
    made = with_spreads(made, models.uncertainty, metrics, findings)
    if any(finding.level == "error" for finding in findings):
        return None, in_file_order(findings)
    table = ModelTable(
        path=raw.path,
        key=" ".join(columns[at].head for at in key),
        columns=(*numbers, *derived),
        models=tuple(one for one in made if one.name not in aside),
        heads=tuple(column.head for column in columns),
        shares=frozenset(name for name, column in numbers.items() if column.is_share),
        aside=tuple(one for one in made if one.name in aside),
    )
    return table, in_file_order(findings)


def numeric_columns(uncertainty: Mapping[str, Uncertainty], metrics: Mapping[str, Metric]) -> dict[str, str | None]:
    """The columns of numbers that `uncertainty` names, with their unit.

    A standard error and the ends of an interval are in their metric's unit, a count has none. The column of repeated
    runs is free text.
    """
    columns: dict[str, str | None] = {}
    for metric, given in uncertainty.items():
        unit = metrics[metric].unit if metric in metrics else None
        names = (name for name in (given.se, *(given.ci or ())) if name is not None and name != INLINE)
        columns.update(dict.fromkeys(names, unit))
        if given.n is not None:
            columns[given.n] = None
    return columns


def _rules(models: ModelsDocument, metrics: Mapping[str, Metric], raw: RawTable) -> dict[str, ColumnRule]:
    """How each column that something names is read."""
    in_formulas = dict.fromkeys(name for one in metrics.values() if one.formula for name in names_in(one.formula))
    units = {**in_formulas, **numeric_columns(models.uncertainty, metrics)}
    rule = ColumnRule("", missing=models.missing, decimal_commas=raw.decimal_commas)
    every = {name: replace(rule, name=name, unit=unit) for name, unit in units.items()}
    for name, one in metrics.items():
        given = models.uncertainty.get(name)
        inline = given.inline if given else None
        every[name] = replace(rule, name=name, unit=one.unit, range=one.range, inline=inline, asks=given is None)
    return every


def full_rows(path: str, head: Row, rows: Sequence[Row], findings: list[Finding]) -> Iterator[Row]:
    """The rows that have a cell for each column and no more, but for blanks at their end."""
    for row in rows:
        width = len(row)
        while width > len(head) and not text_at(row, width - 1):
            width -= 1
        if width == len(head):
            yield row
            continue
        sizes = f"{counted(width, 'cell')} where the head has {len(head)}"
        if width < len(head):
            message = f"{sizes}; where nothing was measured, leave the cell blank and keep its separator"
            findings.append(kinds.RAGGED.at(row[0].place, message))
        else:
            way_out = _SPLIT.get(path[path.rfind(".") :].lower(), "take out what is too much")
            findings.append(kinds.RAGGED.at(row[len(head)].place, f"{sizes}; {way_out}"))


def _numbers(
    columns: Sequence[TableColumn], rules: Mapping[str, ColumnRule], rows: Sequence[Row], raw: RawTable,
    texts: Mapping[str, Sequence[str]], findings: list[Finding],
) -> dict[str, ReadColumn]:  # fmt: skip
    """The columns of numbers by their names. One that nobody declared is one where all of its cells are plain numbers
    or missing."""
    numbers: dict[str, ReadColumn] = {}
    declared = {one.name: [row[one.index] for row in rows] for one in columns if one.name in rules}
    commas = raw.decimal_commas and any(
        decimal_sign(cell.text) == "," for cells in declared.values() for cell in cells if "," in cell.text
    )
    for column in columns:
        if column.name in declared:
            cells = declared[column.name]
            numbers[column.name] = read_column(cells, rules[column.name])
            findings += numbers[column.name].findings
            findings += ambiguous_groups(cells) if commas else ()
        elif (values := _plain(texts[column.name])) is not None:
            numbers[column.name] = ReadColumn(values, {}, False, ())
    return numbers


def _plain(texts: Sequence[str]) -> list[float | None] | None:
    """The values of a column that nobody declared; None where it is one of notes."""
    values: list[float | None] | None = plain_numbers(texts)
    if values is not None:
        return values
    values = []
    for text in texts:
        value = plain_number(text)
        if value is None and not is_missing(text):
            return None
        values.append(value)
    return values if values.count(None) < len(values) else None


def _rows_aside(
    names: Sequence[str], baselines: Sequence[Baseline], places: Places, findings: list[Finding]
) -> frozenset[str]:
    """The names of the rows that are baselines and no candidates."""
    for index, one in enumerate(baselines):
        if one.row is not None and one.row not in names:
            message = f"no row of the table is called {quoted(one.row)}{did_you_mean(one.row, names)}"
            findings.append(kinds.BAD_SHAPE.at(places.of("baselines", index, "row"), message))
    return frozenset(one.row for one in baselines if one.row is not None)
