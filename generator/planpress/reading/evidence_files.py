"""The evidence beside a table of models: read, and held against the values that the table has."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import replace
from typing import TYPE_CHECKING

from planpress.model.evidence import Evidence, MetricEvidence, ModelEvidence, evidence_path
from planpress.model.findings import Finding
from planpress.model.sources import Place
from planpress.model.tables import ModelTable, RawTable, Spread, TableCell
from planpress.model.wording import counted, few, number, quoted
from planpress.reading import kinds
from planpress.reading.decoding import decode
from planpress.reading.evidence_curves import agreed_curves
from planpress.reading.table_heads import columns_of
from planpress.reading.tree import Tree
from planpress.reading.typed_json import read_noun

if TYPE_CHECKING:
    from planpress.model.metrics import Metric

SET_ASIDE = "its evidence is of another value"
_DIGITS = re.compile(r"[-+]?\d{0,40}(?:[.,](\d{1,40}))?(?:[eE]([-+]?\d{1,3}))?[ \u00a0]?(%?)")


def read_evidence(tree: Tree, table: str, findings: list[Finding]) -> Evidence | None:
    """The evidence for the table at a path; None where there is none, or where it could not be read."""
    file = tree.file(evidence_path(table))
    if file is None:
        return None
    text, found = decode(file)
    findings += found
    if text is None:
        return None
    evidence = read_noun(text, Evidence)
    if evidence is None:
        from planpress.reading.validation import read_document

        evidence, _, more = read_document(text, file.path, Evidence)
        findings += more
    return evidence


def with_evidence(
    table: ModelTable, raw: RawTable, evidence: Evidence, metrics: Mapping[str, Metric], findings: list[Finding]
) -> ModelTable:
    """The table with what its evidence says of how sure its values are.

    The table's value is the one that rules use. Evidence of a value that differs by more than the table's rounding is
    set aside, with a finding; how sure such a value is, is not known.
    """
    named = [one.index for one in columns_of(raw.head, metrics, []) if one.name in evidence.metrics]
    beside = _BesideTable(table, [row[at] for row in raw.rows for at in named if at < len(row)])
    kept = {}
    for name, found in evidence.metrics.items():
        if name in metrics:
            kept[name] = beside.agreed(name, found, findings)
        else:
            message = f"the evidence is of {quoted(name)}, which is no metric; declare it, or run planpress refresh"
            findings.append(kinds.EVIDENCE_OF_NOTHING.at(Place(beside.path), message))
    curves = agreed_curves(replace(evidence, metrics=kept), {*beside.spreads}, evidence_path(table.path), findings)
    findings += beside.differing()
    models, aside = (
        tuple(replace(one, spreads=beside.spreads[one.name]) for one in some) for some in (table.models, table.aside)
    )
    return replace(table, models=models, aside=aside, evidence=replace(evidence, metrics=kept, curves=curves))


class _BesideTable:
    """The rows of a table, what is known of how sure their values are, and the values that differ from the evidence."""

    def __init__(self, table: ModelTable, cells: Iterable[TableCell]) -> None:
        self.path = evidence_path(table.path)
        self._texts = {cell.place: cell.text for cell in cells}
        self._rows = {one.name: one for one in (*table.models, *table.aside)}
        self.spreads = {name: dict(one.spreads) for name, one in self._rows.items()}
        self._apart: list[tuple[Place, str]] = []

    def agreed(self, name: str, found: MetricEvidence, findings: list[Finding]) -> MetricEvidence:
        """The evidence of a metric, for the models whose values are those of the table."""
        gone = [one for one in found.models if one not in self._rows or name not in self._rows[one].values]
        if gone:
            of = f"the evidence for {quoted(name)} is of {few([*map(quoted, gone)])}"
            message = f"{of}, which the table does not have"
            findings.append(kinds.EVIDENCE_OF_NOTHING.at(Place(self.path), f"{message}; run planpress refresh"))
        there = {model: one for model, one in found.models.items() if model not in gone}
        return _of_models(found, {model: one for model, one in there.items() if self._agrees(name, model, one)})

    def _agrees(self, name: str, model: str, one: ModelEvidence) -> bool:
        row = self._rows[model]
        place, value = row.cells.get(name, row.place), row.values[name]
        if abs(one.value - value) <= _rounding(self._texts.get(place, ""), value):
            spread = _spread(one)
            if spread is not None:  # else the table may know
                self.spreads[model][name] = spread
            return True
        self.spreads[model][name] = Spread(why=SET_ASIDE)
        said = f"{quoted(model)} has {number(value)} here and {number(one.value)} in its evidence ({name})"
        self._apart.append((place, said))
        return False

    def differing(self) -> Iterator[Finding]:
        if self._apart:
            place, first = self._apart[0]
            more = f", and {counted(len(self._apart) - 1, 'value')} more" if len(self._apart) > 1 else ""
            way_out = f"run planpress refresh, or delete {self.path}"
            yield kinds.EVIDENCE_DIFFERS.at(place, f"{first}{more}, so that the evidence is set aside; {way_out}")


def _of_models(found: MetricEvidence, models: Mapping[str, ModelEvidence]) -> MetricEvidence:
    """The evidence of one metric as far as it is about these models."""
    slices = {
        parted: {part: {name: one for name, one in values.items() if name in models} for part, values in parts.items()}
        for parted, parts in found.slices.items()
    }
    return replace(
        found,
        models=models,
        pairs=tuple(one for one in found.pairs if one.a in models and one.b in models),
        covariances={name: one for name, one in found.covariances.items() if name in models},
        slices=slices,
    )


def _spread(one: ModelEvidence) -> Spread | None:
    """What the evidence says of how sure a value is; None where that is nothing."""
    if one.se is None and one.method is None and one.n is not None and one.n > 1:
        return Spread(cases=one.n)  # a count out of n, where the metric is one
    if one.se is None:
        return None
    if one.method == "stated" or (one.folds is None and one.clusters is None and one.n is None):
        return Spread(se=one.se, count=one.n)
    if one.folds is not None:
        return Spread(se=one.se, units=one.folds, of="folds", count=one.folds)
    if one.clusters:
        drawn = one.method == "bootstrap"
        return Spread(se=one.se, units=one.clusters, of="redrawn clusters" if drawn else "clusters", count=one.n)
    return Spread(se=one.se, units=one.n, of="examples", count=one.n)


def _rounding(text: str, value: float) -> float:
    """How far from a value in a cell what it was rounded from may be: half of its last digit. Nobody rounds a share to
    0 or 1."""
    match = _DIGITS.match(text.strip())
    least = 1e-9 * abs(value)
    if match is None or (match[1] is None and not match[3] and abs(value) <= 1):
        return least
    digits = len(match[1] or "") - int(match[2] or 0)
    share = 2 if match[3] and abs(value) <= 1 else 0
    return float(0.5 * 10.0 ** -(digits + share)) * (1 + 1e-9) + least
