"""Results in the form of Every Eval Ever, one model a file, and their samples."""

from __future__ import annotations

import math
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import replace
from typing import Annotated, Literal

from pydantic import Field

from planpress.model.evidence import MetricEvidence
from planpress.model.fields import Names, Text, written
from planpress.model.metrics import Metric, same
from planpress.model.wording import few, quoted
from planpress.sources.eval_records import EvalResult, EvalSample, eval_results, eval_samples
from planpress.sources.source import MOST_ROWS, Brought, EvidenceFile, Offer, PassportKeys, SourceError, samples_beside
from planpress.sources.stated import Stated, of_stated
from planpress.statistics.differences import error_of_mean
from planpress.statistics.distributions import both_sides

Ends = tuple[float, float]


@written
class EvalMetric(PassportKeys):
    """Which result is meant, by what it says of itself; what is left out may be anything."""

    evaluation: Annotated[Text | None, Field(description="Its evaluation_name.")] = None
    metric: Annotated[Text | None, Field(description="Its metric_id or metric_name.")] = None
    dataset: Annotated[Text | None, Field(description="Its data set: hf_repo or dataset_name.")] = None
    result: Annotated[Text | None, Field(description="Its evaluation_result_id.")] = None

    def chooses(self, one: EvalResult) -> bool:
        """Whether a result may be the one that is meant; split and variant choose between results that say them."""
        asked = ((name, getattr(self, name)) for name in ("evaluation", "metric", "dataset", "result"))
        if not all(wanted is None or wanted in one.says[name] for name, wanted in asked):
            return False
        shared = ((self.split, one.passport.split), (self.variant, one.passport.variant))
        return all(wanted is None or own in (None, wanted) for wanted, own in shared)


@written
class EveryEvalEverSource:
    """Results in the form of Every Eval Ever, a model a file."""

    source: Literal["every-eval-ever"]
    files: Annotated[Names, Field(description="The files of results: paths or patterns.")]
    metrics: Annotated[Mapping[str, EvalMetric], Field(min_length=1, description="What to bring, by metric.")]
    samples: Annotated[Names, Field(description="The files of samples, as *_samples.jsonl.")] = ()

    def patterns(self) -> tuple[str, ...]:
        return (*self.files, *self.samples)

    @staticmethod
    def offer(file: EvidenceFile) -> Offer | None:
        if not file.name.lower().endswith(".json"):
            return None
        try:
            results = eval_results(file)
        except SourceError:
            return None
        asked = {}
        for one in results:
            keys = {name: one.says[name][0] for name in ("evaluation", "metric", "result") if one.says[name]}
            asked[" ".join(dict.fromkeys(keys.values()))] = keys
        beside = samples_beside(file, [f"{file.name[: -len('.json')]}_samples.jsonl"])
        return Offer({"source": "every-eval-ever"}, asked, remarks=beside) if asked else None

    def read(self, files: Sequence[EvidenceFile], metrics: Mapping[str, Metric]) -> Brought:
        rows = [file for file in files if file.name.lower().endswith(".jsonl")]
        results = [one for file in files if file not in rows for one in eval_results(file)]
        if not results:
            raise SourceError(f"{few([*map(quoted, self.files)])}: no file of results among them; name the .json files")
        chosen = {name: [*self._chosen(name, asked, results)] for name, asked in self.metrics.items()}
        remarks = dict[str, None]()
        samples = _samples(rows, {(one.model, one.key) for some in chosen.values() for one in some}, remarks)
        stated = dict[str, dict[str, Stated]]()
        for name, asked in self.metrics.items():
            stated[name] = {
                one.model: found for one in chosen[name]
                if (found := _stated(name, asked, one, samples.get((one.model, one.key)), remarks)) is not None
            }  # fmt: skip
            lacking = [quoted(one) for one in dict.fromkeys(one.model for one in results) if one not in stated[name]]
            if not stated[name]:
                raise SourceError(f"{name}: no result that is meant has a number")
            remarks |= {f"{name}: no value of {few(lacking)}": None} if lacking else {}
        brought, more = of_stated(stated, metrics, {}, "leave samples out")
        for name, some in chosen.items():
            ends = {one.model: _ends(one, {}) for one in some if _level(one) == 0.95}
            brought[name] = _with_ends(brought[name], ends)
        return Brought(brought, rows=len(results), remarks=(*remarks, *more))

    def _chosen(self, name: str, asked: EvalMetric, results: Sequence[EvalResult]) -> Iterator[EvalResult]:
        found = [one for one in results if asked.chooses(one)]
        if not found:
            there = few([*dict.fromkeys(map(str, results))], 8)
            raise SourceError(f"{name}: no result is the one that is meant; there is {there}")
        for model in dict.fromkeys(one.model for one in found):
            own = [one for one in found if one.model == model]
            if len(own) > 1:
                several = few([f"{one} of {one.score} in {one.file}" for one in own], 8)
                way_out = "say more of it: evaluation, metric, dataset, result, split or variant; or name fewer files"
                raise SourceError(f"{name}: {len(own)} results of {quoted(model)} are meant: {several}; {way_out}")
            yield own[0]


def _samples(
    files: Sequence[EvidenceFile], wanted: set[tuple[str, str]], remarks: dict[str, None]
) -> dict[tuple[str, str], list[EvalSample]]:
    """The samples of results that are asked for, by their model and what they name the result by."""
    found, rows = dict[tuple[str, str], list[EvalSample]](), 0
    for file in files:
        for one in eval_samples(file):
            rows += 1
            if rows > MOST_ROWS:
                raise file.wrong(f"with these there are more than {MOST_ROWS:,} samples; name fewer files")
            if (one.model, one.key) in wanted:
                found.setdefault((one.model, one.key), []).append(one)
    if files:
        remarks |= {f"no samples of {quoted(key)} of {quoted(model)}": None for model, key in sorted(wanted - {*found})}
    return found


def _stated(
    name: str, asked: EvalMetric, one: EvalResult, samples: Sequence[EvalSample] | None, remarks: dict[str, None]
) -> Stated | None:
    value = one.score
    if value is None:
        return None
    count, se = one.number("uncertainty", "num_samples"), one.number("uncertainty", "standard_error", "value")
    n = int(count) if count is not None and count >= 0 and count.is_integer() else None
    ends = _ends(one, remarks)
    if se is None and ends is not None:
        se = (ends[1] - ends[0]) / 2 / both_sides(1 - _level(one))
    if se is not None and se < 0:
        raise one.file.wrong(f"{one}: {se:g} is no standard error, which is 0 or more")
    scores, why = _scores(one, value, n, samples) if samples is not None else ({}, "")
    if why:
        remarks[f"{name}: samples of {quoted(one.model)} are left out, as {why}"] = None
    elif len(scores) > 1 and se is not None:
        own, _ = error_of_mean([*scores.values()])
        if not math.isclose(own, se, rel_tol=0.01):
            rest = f"{own:.4g} of independent samples, which is taken"
            remarks[f"{name}: the error of {quoted(one.model)} is stated as {se:.4g}, and is {rest}"] = None
    return Stated(value, str(one.file), asked.passport(one.passport), se, n, one.better, scores)


def _scores(
    one: EvalResult, value: float, n: int | None, samples: Sequence[EvalSample]
) -> tuple[dict[str, float], str]:
    """The scores of a result's samples by id, or why they are not those of its value."""
    of = one.passport.data or one.key
    scores = {f"{of}:{sample.id}": sample.score for sample in samples if sample.score is not None}
    if len({sample.id for sample in samples}) < len(samples):
        return {}, "one is there more than once"
    if n is not None and len(scores) != n:
        return {}, f"there are {len(scores):,}, and the value is of {n:,}"
    mean = math.fsum(scores.values()) / len(scores) if scores else math.nan
    return (scores, "") if same(mean, value) else ({}, f"their mean is {mean:g}, and the value {value:g}")


def _level(one: EvalResult) -> float:
    level = one.number("uncertainty", "confidence_interval", "confidence_level")
    return level if level is not None and 0 < level < 1 else 0.95


def _ends(one: EvalResult, remarks: dict[str, None]) -> Ends | None:
    """The ends of its interval; None of what is none, and of a width that has two meanings, with a remark."""
    for steps in (("uncertainty", "confidence_interval"), ("confidence_interval",)):
        low, high, value = one.number(*steps, "lower"), one.number(*steps, "upper"), one.number("score")
        if low is not None and high is not None and value is not None and low <= value <= high:
            return low, high
    if "confidence_interval" in one.details:
        remarks[f"confidence_interval of {one} is one number, which may be all of it or half: it is not read"] = None
    return None


def _with_ends(found: MetricEvidence, ends: Mapping[str, Ends | None]) -> MetricEvidence:
    """Stated intervals stay as they are where errors are not worked out from samples."""
    return replace(found, models={
        name: replace(one, low=own[0], high=own[1]) if one.method == "stated" and (own := ends.get(name)) else one
        for name, one in found.models.items()
    })  # fmt: skip
