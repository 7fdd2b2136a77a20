"""Results in model cards (`model-index` in the front matter of a README.md) and in `.eval_results/*.yaml`.

Formats: https://huggingface.co/docs/hub/model-cards and https://huggingface.co/docs/hub/eval-results.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator, Mapping, Sequence
from typing import Annotated, Literal

from pydantic import Field

from planpress.model.evidence import MetricEvidence, ModelEvidence, Passport
from planpress.model.fields import Names, Text, written
from planpress.model.metrics import Metric
from planpress.model.wording import few, quoted
from planpress.sources.hub_files import HubResult, results_in
from planpress.sources.source import Brought, EvidenceFile, Offer, PassportKeys, SourceError, names_of
from planpress.sources.stated import agreed
from planpress.sources.stated_numbers import before_spread, stated_number

_OWN = ("task", "dataset", "config", "metric", "notes")
_TOLD = ("dataset", "config", "split", "variant", "metric", "notes")
"""What an offer calls a result by."""
_SHARED = ("split", "variant")
"""Keys that choose a result which says them, and stand in the passport of one that does not."""


@written
class HubMetric(PassportKeys):
    """Which result is meant, by what it says of itself; what is left out may be anything."""

    task: Annotated[Text | None, Field(description="The type or name of its task.")] = None
    dataset: Annotated[Text | None, Field(description="The type, name or id of its data set.")] = None
    config: Annotated[Text | None, Field(description="The configuration, or the task, of its data set.")] = None
    metric: Annotated[Text | None, Field(description="The type or name of its metric.")] = None
    notes: Annotated[Text | None, Field(description="Its notes, where these alone tell two results apart.")] = None

    def chooses(self, one: HubResult) -> bool:
        """Whether a result may be the one that is meant."""
        asked = ((key, getattr(self, key)) for key in _OWN)
        if not all(wanted is None or wanted in one.says[key] for key, wanted in asked):
            return False
        shared = ((getattr(self, key), getattr(one.passport, key)) for key in _SHARED)
        return all(wanted is None or own in (None, wanted) for wanted, own in shared)


@written
class HuggingFaceSource:
    """Model cards, and results in .eval_results, of the Hugging Face Hub."""

    source: Literal["hugging-face"]
    files: Annotated[Names, Field(description="README.md and .eval_results/*.yaml: paths or patterns.")]
    metrics: Annotated[Mapping[str, HubMetric], Field(min_length=1, description="What to bring, by metric.")]
    name: Annotated[
        Literal["card", "folder"],
        Field(description="What names a model: its card, where this is one of several, or the repository's folder."),
    ] = "card"

    def patterns(self) -> tuple[str, ...]:
        return self.files

    @staticmethod
    def offer(file: EvidenceFile) -> Offer | None:
        if not file.name.lower().endswith((".md", ".yaml", ".yml")):
            return None
        results = results_in(file, by_folder=False) or []
        alike = Counter((one.model, *_brief(one).values()) for one in results)
        asked = {}
        for one in results:
            keys = _brief(one) if alike[one.model, *_brief(one).values()] == 1 else _full(one)
            asked[" ".join(keys[key] for key in _TOLD if key in keys)] = keys
        return Offer({"source": "hugging-face"}, asked) if asked else None

    def read(self, files: Sequence[EvidenceFile], metrics: Mapping[str, Metric]) -> Brought:
        results, remarks = list[HubResult](), list[str]()
        for file in files:
            found = results_in(file, by_folder=self.name == "folder")
            if found is None:
                remarks.append(f"{file} has no results")
            results += found or ()
        models, brought = dict.fromkeys(one.model for one in results), {}
        for name, asked in self.metrics.items():
            known, passports, chosen = dict[str, ModelEvidence](), dict[str, Passport](), list[HubResult]()
            for model in models:
                for one in self._chosen(name, asked, model, results):
                    chosen.append(one)
                    value = _value(name, one, remarks)
                    if value is not None:
                        known[model], passports[model] = ModelEvidence(value), asked.passport(one.passport)
            if not known:
                raise SourceError(_nothing(name, files, results, chosen))
            lacking = [quoted(model) for model in models if model not in known]
            remarks += [f"{name}: no value of {few(lacking)}"] if lacking else []
            passport, differs = agreed(passports)
            brought[name] = MetricEvidence(passport, {
                model: ModelEvidence(one.value, differs=differs.get(model, {})) for model, one in known.items()
            })  # fmt: skip
        return Brought(brought, rows=len(results), remarks=tuple(dict.fromkeys(remarks)))

    def _chosen(
        self, name: str, asked: HubMetric, model: str, results: Sequence[HubResult]
    ) -> Iterator[HubResult]:
        found = [one for one in results if one.model == model and asked.chooses(one)]
        if len(found) > 1:
            several = "; ".join(dict.fromkeys(f"{one} in {one.file}" for one in found[:8]))
            way_out = "say more of it: task, dataset, config, metric, split, variant or notes"
            raise SourceError(f"{name}: {len(found)} results of {quoted(model)} are meant: {several}; {way_out}")
        yield from found


def _brief(one: HubResult) -> dict[str, str]:
    """What a result is asked for with, where that is of no other one."""
    return {key: one.says[key][0] for key in ("task", "dataset", "metric", "notes") if one.says[key]}


def _full(one: HubResult) -> dict[str, str]:
    """All that tells a result from others: its configuration, split and variant too, and its metric by name."""
    named = {key: one.says[key][-1 if key == "metric" else 0] for key in _OWN if one.says[key]}
    shared = {key: found for key in _SHARED if (found := getattr(one.passport, key)) and found not in named.values()}
    return {**named, **shared}


def _value(name: str, one: HubResult, remarks: list[str]) -> float | None:
    """The value of a result; of a text with ± what stands before it, with a remark."""
    written = one.value
    value = before_spread(written)
    if value is not None:
        rest = "what follows ± is not read, as nothing says what it is"
        remarks.append(f"{name}: {quoted(written)} of {quoted(one.model)} is read as {value}; {rest}")
    try:
        return stated_number(written if value is None else value)
    except ValueError as problem:
        way_out = "a metric is one number; write it alone in the file, its parts as metrics of their own"
        raise one.file.wrong(f"{one}: {problem}; {way_out}") from None


def _nothing(
    name: str, files: Sequence[EvidenceFile], results: Sequence[HubResult], chosen: Sequence[HubResult]
) -> str:
    if chosen:
        return f"{name}: {chosen[0]} in {chosen[0].file} holds no number"
    there = few([*dict.fromkeys(map(str, results))], 8)
    named = names_of(files)
    return f"{name}: no result of {named} is the one that is meant; there is {there or 'none'}"
