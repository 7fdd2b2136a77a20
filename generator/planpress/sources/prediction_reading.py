"""Predictions as an engine reads them: which models there are, what is wrong with rows, and what they add up to."""

from __future__ import annotations

import hashlib
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import astuple, dataclass
from typing import Any, Protocol

from planpress.model.wording import quoted
from planpress.sources import checks_sql as checks
from planpress.sources import predictions_sql as sql
from planpress.sources.engine import Engine, Session
from planpress.sources.predicted_values import Found, NoValue, Sizes, Value
from planpress.sources.prediction_metrics import PredictionMetric
from planpress.sources.source import EvidenceFile, SourceError, names_of

BATCH = 3_000_000
"""Models are taken together up to so many rows, so that memory is bounded however many there are."""
MOST_MODELS = 10_000
MOST_CLASSES, MOST_COUNTS = 10_000, sql.MOST_COUNTS
"""Classes of a model, and of all models or parts that are read together: the counts of each come back."""

_KEY = "threshold"
_SAID: Mapping[str, str] = {
    "label is no number": "; write a number",
    "label is not finite": "; write a number of at most 1e50",
    "label is not 0 or 1": ", not 0 or 1; write positive: and the label that counts as positive",
    "label is none of two classes": ", not 0 or 1; write positive: and the label that counts as positive, or average:"
    " macro, micro or weighted for several classes",
    "score is no number": "; write a number",
    "score is not finite": "; write a number of at most 1e50",
    "score is not 0 or 1": f", not 0 or 1; write {_KEY}: for scores, positive: or average: for classes",
    "label is NaN": "; write a number",
    "score is NaN": "; write a number",
    "label is no class": ", which is no class; write a whole number or a name",
    "score is no class": f", which is no class; write {_KEY}: for scores",
    "score is no probability": ", which is no probability; write one from 0 to 1",
}


class PredictionColumns(Protocol):
    """The columns of predictions, and what is asked of them."""

    @property
    def id(self) -> str: ...
    @property
    def model(self) -> str: ...
    @property
    def label(self) -> str: ...
    @property
    def score(self) -> str: ...
    @property
    def cluster(self) -> str | None: ...
    @property
    def metrics(self) -> Mapping[str, PredictionMetric]: ...


@dataclass(frozen=True, slots=True)
class PredictedModel:
    """A model: its name, how many examples it has, a fingerprint of their ids with their labels, and the sizes of its
    numbers. Models with the same fingerprint and as many examples have the same ones."""

    name: str
    n: int
    fingerprint: int
    sizes: Sizes

    @property
    def examples(self) -> tuple[int, int]:
        """What models with the same examples have in common."""
        return self.fingerprint, self.n


@dataclass(frozen=True, slots=True)
class PredictionReading:
    """A session in which predictions are read; `files` are those on this machine, by their paths."""

    source: PredictionColumns
    engine: Engine
    session: Session
    files: Mapping[str, EvidenceFile]

    def models(self) -> list[PredictedModel]:
        """The models, by their names. Raises SourceError for a row that cannot be used, and where there is none."""
        wanted = {name for one in self.source.metrics.values() for name in one.problems}
        always = {"no id", "no model", "no label", "no score", *(["no cluster"] if self.source.cluster else [])}
        problems = [name for name in sql.PROBLEMS if name in wanted | always]
        rows = self.session.rows(sql.look(problems, self.engine.functions["hash"]), {})
        if not rows:
            raise SourceError(f"{self._names()}: no rows; write one row a prediction")
        for at, problem in enumerate(problems):
            if many := sum(row[7 + at] for row in rows):
                raise self._wrong(problem, many)
        if len(rows) > MOST_MODELS:
            raise SourceError(f"{quoted(self.source.model)} names over {MOST_MODELS:,} models; name their column")
        return [
            PredictedModel(name, n, int(fingerprint), Sizes(*(one or 0.0 for one in sizes[:4])))
            for name, n, fingerprint, *sizes in sorted(rows)
        ]

    def _wrong(self, problem: str, many: int) -> SourceError:
        path, example, model, label, score = self.session.rows(sql.example(problem), {})[0]
        asked = problem.split()[0 if problem in _SAID else 1]
        column = quoted(getattr(self.source, asked))
        where = f"model {quoted(model or '')}, id {quoted(example or '')}"
        text = quoted(label if asked == "label" else score)
        said = f"{column} is {text} of {where}{_SAID[problem]}" if problem in _SAID else f"{column} is blank of {where}"
        return self.files[path].wrong(f"{said}{f' ({many:,} such rows)' if many > 1 else ''}")

    def _names(self) -> str:
        return names_of(self.files.values())

    def data(self, models: Sequence[PredictedModel]) -> dict[str, str]:
        """The hash of each model's ids. Those with the same examples have it worked out once. Raises SourceError where
        a model has two rows of an example."""
        text = sql.ids_of(self.engine.functions["md5_start"])
        hashes = {}
        for one in different(models):
            alone, total = map(int, self.session.rows(text, {"model": one.name})[0])
            twice = self.session.rows(checks.TWICE, {"model": one.name}) if alone < one.n else ()
            for (example,) in twice:
                what = f"{quoted(one.name)} has a second row of {quoted(example)}"
                raise SourceError(f"{self._names()}: {what}; write one row an example and model")
            hashes[one.examples] = f"sha256:{hashlib.sha256(f'{one.n} ids {total}'.encode()).hexdigest()}"
        return {one.name: hashes[one.examples] for one in models}

    def refuse_other_labels(self, models: Sequence[PredictedModel]) -> None:
        """Raise SourceError where an example has one label for one model and another for another. Of models with the
        same examples and labels one is looked at."""
        apart = different(models)
        if len(apart) < 2:
            return
        self.session.put("apart", ("grp",), [(one.name,) for one in apart])
        for (example,) in self.session.rows(checks.UNLIKE, {}):
            (a, first, here), *_, (b, path, there) = self.session.rows(checks.LABELS_OF, {"id": example})
            where = "" if first == path else f" in {self.files[first]}"
            said = f"{quoted(here)} of model {quoted(a)}{where}; write one label an example"
            what = f"{quoted(self.source.label)} of id {quoted(example)} is {quoted(there)} of model {quoted(b)}"
            raise self.files[path].wrong(f"{what}, and {said}")

    def refuse_many_classes(self) -> None:
        """Raise SourceError where classes are counted and a model has too many, as where labels are ids."""
        asked = sql.Asked()
        for metric in self.source.metrics.values():
            metric.asks(asked, Sizes())
        if sql.CLASSES in asked.queries:
            for model, many in self.session.rows(checks.MANY_CLASSES, {"most": MOST_CLASSES}):
                columns = f"{quoted(self.source.label)} and {quoted(self.source.score)}"
                what = f"{columns} of {quoted(model)} have {many:,} classes, over {MOST_CLASSES:,}"
                raise SourceError(f"{self._names()}: {what}; name the columns of classes as label: and score:")

    def found(self, asked: sql.Asked, samples: str, bound: Mapping[str, object]) -> dict[str, Found]:
        """What is found of the groups of some samples."""
        bound = {**asked.values, **bound}
        sums = self.session.rows(asked.sums().replace(sql.SAMPLES, samples), bound)
        rows: dict[str, dict[int, list[Sequence[Any]]]] = {group: {} for group, *_ in sums}
        for text, at in asked.queries.items():
            found = self.session.rows(sql.of(samples, text, len(sums)), bound)
            if text == sql.CLASSES and len(found) > MOST_COUNTS:
                what = f"models, or parts of slices, have over {MOST_COUNTS:,} classes in all"
                raise SourceError(f"{self._names()}: {what}; ask for slices of fewer parts, or for fewer models")
            for group, *row in found:
                rows[group].setdefault(at, []).append(row)
        return {group: Found(row, rows[group]) for group, *row in sums}

    def asking(self, models: Sequence[PredictedModel]) -> tuple[sql.Asked, Sizes, dict[str, Value]]:
        """What is asked of some models, their number of examples first; the largest sizes of their numbers; and what
        makes the value of each metric of what is found."""
        asked = sql.Asked()
        asked.count("TRUE")
        sizes = Sizes(*map(max, zip(*(astuple(one.sizes) for one in models), strict=True)))
        return asked, sizes, {name: one.asks(asked, sizes) for name, one in self.source.metrics.items()}

    def values(self, models: Sequence[PredictedModel]) -> dict[tuple[str, str], float | NoValue]:
        """The value of each metric and model."""
        made: dict[tuple[str, str], float | NoValue] = {}
        for batch in batches(models):
            asked, _, values = self.asking(batch)
            found = self.found(asked, sql.MODELS, {"first": batch[0].name, "last": batch[-1].name})
            made |= {(name, group): value(sums) for name, value in values.items() for group, sums in found.items()}
        return made


def different(models: Sequence[PredictedModel]) -> list[PredictedModel]:
    """One model of each set of examples."""
    return [*{one.examples: one for one in reversed(models)}.values()]


def batches(models: Sequence[PredictedModel]) -> Iterator[Sequence[PredictedModel]]:
    """Models that are read together: few enough rows, and numbers of like sizes."""
    batch, rows = list[PredictedModel](), 0
    for one in models:
        if batch and (rows + one.n > BATCH or not one.sizes.is_near(batch[0].sizes)):
            yield batch
            batch, rows = [], 0
        batch.append(one)
        rows += one.n
    yield batch
