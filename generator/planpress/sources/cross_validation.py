"""Cross-validation as scikit-learn's searches leave it: `cv_results_`, a candidate a row and a fold a column."""

from __future__ import annotations

import math
import re
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field, replace
from itertools import combinations
from typing import Annotated, Any, Literal

from pydantic import Field

from planpress.model.evidence import MOST_PAIRED, MetricEvidence, ModelEvidence, PairEvidence, Passport
from planpress.model.fields import Names, Number, Text, Wanted, written
from planpress.model.measured import Unsure
from planpress.model.metrics import Direction, Metric, gain
from planpress.model.wording import few, listed, quoted
from planpress.sources.records import Record, is_table, records_in, table_records, text_of
from planpress.sources.source import Brought, EvidenceFile, Offer, PassportKeys, SourceError, holds, names_of
from planpress.sources.stated import agreed
from planpress.statistics.differences import covariance_over_folds, over_folds
from planpress.statistics.distributions import both_sides

_WRITE = "write it by pandas.DataFrame(search.cv_results_).to_csv()"
_FOLD = re.compile(r"split([0-9]{1,6})_(.+)", re.DOTALL)


@written
class FoldMetric(PassportKeys):
    """A metric that was measured on each fold."""

    test: Annotated[Text, Field(description="What the columns of its folds end in: test_score of split0_test_score.")]
    train_share: Annotated[
        Number | None,
        Field(gt=0, lt=1, description="The part of the data that a model of one fold is trained on: 0.9 of 10."),
    ] = None


@written
class CrossValidationSource:
    """scikit-learn's cv_results_, as CSV, JSON or JSON Lines."""

    source: Literal["cross-validation"]
    files: Annotated[Names, Field(description="The files: paths or patterns, from the project's folder.")]
    metrics: Annotated[Mapping[str, FoldMetric], Field(min_length=1, description="What to bring, by metric.")]
    name: Annotated[Text, Field(description="The column that names the models: params, or param_NAME.")] = "params"
    where: Annotated[Mapping[str, Wanted], Field(description="The rows to take: values by column.")] = field(
        default_factory=dict
    )

    def patterns(self) -> tuple[str, ...]:
        return self.files

    @staticmethod
    def offer(file: EvidenceFile) -> Offer | None:
        if not is_table(file) and not file.name.lower().endswith(".json"):
            return None
        try:
            row = next(_rows(file, ()), None)
        except SourceError:
            return None
        tests = _tests(row.data) if row else {}
        if row is None or "params" not in row.data or not tests:
            return None
        return Offer(
            {"source": "cross-validation"},
            {test.removeprefix("test_"): {"test": test} for test, columns in tests.items()
             if test.startswith("test_") and len(columns) > 1},
        )  # fmt: skip

    def read(self, files: Sequence[EvidenceFile], metrics: Mapping[str, Metric]) -> Brought:
        if len({one.train_share for one in self.metrics.values()}) > 1:
            raise SourceError("train_share: metrics of the same folds have the same one; write one in each")
        candidates, rows = dict[str, _Candidate](), 0
        for file in files:
            for row in _rows(file, (self.name, *self.where)):
                rows += 1
                if all(holds(row.at(column), wanted) for column, wanted in self.where.items()):
                    self._add(candidates, row)
        brought, remarks, named = {}, list[str](), names_of(files)
        if not candidates:
            raise SourceError(f"{named}: {'no row is as where says' if rows else 'no rows'}")
        for name, one in self.metrics.items():
            known = {model: found for model, found in candidates.items() if name in found.folds}
            failed = [quoted(model) for model in candidates if model not in known]
            if not known:
                raise SourceError(f"{name}: no row of {named} has all of its folds")
            if failed:
                remarks.append(f"{name}: no value of {few(failed)}, as folds have no score")
            brought[name] = _evidence(name, one, known, metrics[name].better)
        share = next(one.train_share for one in self.metrics.values())
        if share is None:
            remarks += map(_unsure, sorted({found.file[1] for found in candidates.values()}))
        elif len({found.file for found in candidates.values()}) > 1:
            remarks.append("models of different files are not paired: nothing says that their folds are the same")
        return Brought(brought, rows=rows, remarks=tuple(remarks))

    def _add(self, candidates: dict[str, _Candidate], row: Record) -> None:
        tests, folds = _tests(row.data), {}
        for metric, one in self.metrics.items():
            if one.test not in tests:
                raise row.wrong(_no_folds(row, one.test, tests))
            columns = tests[one.test]
            if len(columns) < 2 or columns[-1] != f"split{len(columns) - 1}_{one.test}":
                raise row.wrong(f"{quoted(one.test)} has no folds from split0 on, but for {few(columns, 8)}")
            scores = [row.number(column) for column in columns]
            if None not in scores:
                folds[metric] = tuple(score for score in scores if score is not None)
        counts = sorted({len(tests[one.test]) for one in self.metrics.values()})
        if len(counts) > 1:
            raise row.wrong(f"metrics have {few([*map(str, counts)])} folds; those of one row have the same")
        name = self._name(row)
        if name in candidates:
            raise row.wrong(f"a second row of {quoted(name)}; choose one with where, as in where: {{iter: 2}}")
        candidates[name] = _Candidate((row.file.name, counts[0]), folds)

    def _name(self, row: Record) -> str:
        found = row.data.get(self.name)
        name = text_of(str(found) if isinstance(found, dict) else found)
        if name is None:
            blank = "nothing is written there" if self.name in row.data else f"there are {row.there()}"
            raise row.wrong(f"no name of a model in {quoted(self.name)}; {blank}")
        return name


@dataclass(frozen=True, slots=True)
class _Candidate:
    """The file that a candidate is of, with the number of its folds, and its scores on these by metric."""

    file: tuple[str, int]
    folds: Mapping[str, tuple[float, ...]]


def _evidence(
    name: str, asked: FoldMetric, candidates: Mapping[str, _Candidate], better: Direction
) -> MetricEvidence:
    share = None if asked.train_share is None else (1 - asked.train_share) / asked.train_share
    models = {model: _model(one.folds[name], share) for model, one in candidates.items()}
    passports = {model: Passport(metric=asked.test, split=f"{one.file[1]} folds") for model, one in candidates.items()}
    passport, differs = agreed({model: asked.passport(one) for model, one in passports.items()})
    known = {model: replace(one, differs=differs.get(model, {})) for model, one in models.items()}
    if share is None:
        return MetricEvidence(passport, known)
    best = sorted(models, key=lambda one: gain(0, models[one].value, better))[:MOST_PAIRED]
    pairs = combinations(sorted(best), 2)
    alike = [(a, b) for a, b in pairs if candidates[a].file == candidates[b].file]
    return MetricEvidence(
        passport,
        known,
        pairs=tuple(_pair(name, a, b, candidates, share) for a, b in alike),
        covariances={model: others for model in sorted(best) if (others := {
            other: covariance_over_folds(candidates[model].folds[name], scores, share)
            for other, scores in candidates[model].folds.items() if other != name
        })},
    )  # fmt: skip


def _model(scores: Sequence[float], share: float | None) -> ModelEvidence:
    folds = len(scores)
    if share is None or isinstance(found := over_folds(scores, share), Unsure):
        return ModelEvidence(math.fsum(scores) / folds, folds=folds)
    half = both_sides(0.05, found.degrees) * found.se
    value = found.size
    return ModelEvidence(value, None, None, folds, found.se, "Nadeau-Bengio", value - half, value + half)


def _pair(name: str, a: str, b: str, candidates: Mapping[str, _Candidate], share: float) -> PairEvidence:
    one, other = candidates[a].folds, candidates[b].folds
    both = [metric for metric in one if metric in other]
    apart = {metric: [x - y for x, y in zip(one[metric], other[metric], strict=True)] for metric in both}
    found, folds = over_folds(apart[name], share), len(apart[name])
    size, se = (math.fsum(apart[name]) / folds, 0.0) if isinstance(found, Unsure) else (found.size, found.se)
    others = {metric: covariance_over_folds(apart[name], apart[metric], share) for metric in both
              if metric != name}  # fmt: skip
    return PairEvidence(a, b, size, se, folds, folds=folds, covariances=others)


def _unsure(folds: int) -> str:
    """What to say where nothing says how the folds were made: each way in which there are so many of them."""
    ways = [f"{1 - 1 / parts:.4g} of {parts} folds" + (f", {folds // parts} times over" if parts < folds else "")
            for parts in range(folds, 1, -1) if folds % parts == 0]  # fmt: skip
    what = f"{folds} folds do not say what part of the data each model was trained on, so that no error is known"
    return f"{what}; write train_share: {listed(ways[:4], 'or')}"


def _tests(row: Mapping[str, Any]) -> dict[str, list[str]]:
    """The columns of the folds in their order, by what they end in."""
    found: dict[str, dict[int, str]] = {}
    for column in row:
        if match := _FOLD.fullmatch(column):
            found.setdefault(match[2], {})[int(match[1])] = column
    return {test: [columns[at] for at in sorted(columns)] for test, columns in found.items()}


def _no_folds(row: Record, test: str, tests: Mapping[str, Any]) -> str:
    if not tests and test in row.data:
        way_out = f"write a model a row, with split0_{test} and so on"
        return f"{quoted(test)} has one fold a row, as cross_validate writes it; {way_out}"
    ends = f"those of {few([quoted(one) for one in tests], 8)}" if tests else "no folds"
    return f"there is no column {quoted(f'split0_{test}')}; there are {ends}"


def _rows(file: EvidenceFile, asked: Sequence[str]) -> Iterator[Record]:
    """The rows of a table, or of what pandas or the json module makes of cv_results_."""
    if is_table(file):
        yield from table_records(file, asked)
        return
    data = file.json()
    if not isinstance(data, dict):
        yield from records_in(file, data, None)
        return
    if data and all(isinstance(one, dict) and "params" in one for one in data.values()):
        yield from records_in(file, data, ".")  # as pandas writes it with orient="index"
        return
    columns = {name: column for name, column in data.items() if isinstance(column, list | dict)}
    if not columns or len(columns) < len(data) or len({_labels(one) for one in columns.values()}) > 1:
        what = "is no table: neither a list of rows, nor a mapping of columns that are of one length"
        raise file.wrong(f"{what}; {_WRITE}")
    for label in _labels(next(iter(columns.values()))):
        yield Record(file, f"row {label}", {name: column[label] for name, column in columns.items()})


def _labels(column: list[Any] | dict[str, Any]) -> tuple[Any, ...]:
    return tuple(column) if isinstance(column, dict) else tuple(range(len(column)))
