"""Files of Every Eval Ever, of schema 0.0.1 to 0.3.0: results of a model, and one sample a row beside them."""

from __future__ import annotations

import json
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from typing import Any

from planpress.model.evidence import Passport
from planpress.model.metrics import Direction
from planpress.model.wording import on_one_line, quoted, shortened
from planpress.sources.source import MOST_ROWS, EvidenceFile
from planpress.sources.stated_numbers import stated_number

_SETTINGS = ("temperature", "top_p", "top_k", "max_tokens", "reasoning", "prompt_template", "max_attempts")
_LONGEST = 60
"""Characters of one setting: a whole prompt is not shown."""


@dataclass(frozen=True, slots=True)
class EvalResult:
    """One result of a model; `says` are the names by which it may be meant, by what they are names of."""

    file: EvidenceFile
    model: str
    says: Mapping[str, tuple[str, ...]]
    data: Mapping[str, Any]
    passport: Passport

    @property
    def better(self) -> Direction | None:
        lower = _part(self.data, "metric_config").get("lower_is_better")
        return None if not isinstance(lower, bool) else "lower" if lower else "higher"

    @property
    def score(self) -> float | None:
        """Its value; None where nothing was measured, -1 of a metric with an unknown level among it."""
        value = self.number("score")
        return None if value == -1 and _part(self.data, "metric_config").get("has_unknown_level") is True else value

    @property
    def details(self) -> Mapping[str, Any]:
        """What else is said of its score."""
        return _part(_part(self.data, "score_details"), "details")

    @property
    def key(self) -> str:
        """By what its samples name it."""
        return next(iter(self.says["result"] or self.says["evaluation"]), "")

    def number(self, *steps: str) -> float | None:
        """A number of its score's details. Raises SourceError for a text that is none."""
        found: Any = _part(self.data, "score_details")
        for step in steps:
            found = found.get(step) if isinstance(found, dict) else None
        try:
            return stated_number(found)
        except ValueError as problem:
            raise self.file.wrong(f"{self}: {'.'.join(steps)}: {problem}") from None

    def __str__(self) -> str:
        named = (self.says[key][0] for key in ("evaluation", "metric", "result") if self.says[key])
        return quoted(", ".join(dict.fromkeys([*named, *filter(None, (self.passport.split, self.passport.variant))])))


@dataclass(frozen=True, slots=True)
class EvalSample:
    """The score of one sample; `id` tells it apart from those of other evaluations, and of other texts."""

    model: str
    key: str
    id: str
    score: float | None


def eval_results(file: EvidenceFile) -> list[EvalResult]:
    """The results that a file holds. Raises SourceError for a file of another kind."""
    data = file.json()
    results = data.get("evaluation_results") if isinstance(data, dict) else None
    if not isinstance(results, list) or not isinstance(data.get("model_info"), dict):
        raise file.wrong("is no file of Every Eval Ever; it has no model_info, or no list of evaluation_results")
    model = _texts(data["model_info"], "id", "name")
    if not model:
        raise file.wrong("model_info has no id, and no name")
    found = []
    for at, one in enumerate(results, 1):
        if not isinstance(one, dict):
            raise file.wrong(f"evaluation_results, {at} is no object")
        config, source = _part(one, "metric_config"), _part(one, "source_data")
        says = {
            "evaluation": _texts(one, "evaluation_name"), "metric": _texts(config, "metric_id", "metric_name"),
            "dataset": _texts(source, "hf_repo", "dataset_name"), "result": _texts(one, "evaluation_result_id"),
        }  # fmt: skip
        measured = next(iter(says["metric"] or _texts(config, "evaluation_description")), None)
        passport = Passport(
            metric=measured, variant=_settings(one), split=next(iter(_texts(source, "hf_split")), None),
            data=next(iter(says["dataset"]), None), judge=_judges(config),
        )  # fmt: skip
        found.append(EvalResult(file, model[0], says, one, passport))
    return found


def eval_samples(file: EvidenceFile) -> Iterator[EvalSample]:
    """The samples in a file, row by row. Raises SourceError for a row of another kind."""
    for count, (at, line) in enumerate(file.lines(), 1):
        if count > MOST_ROWS:
            raise file.wrong(f"has more than {MOST_ROWS:,} samples; name fewer files")
        if not line.strip():
            continue
        try:
            row = json.loads(line)
        except (ValueError, RecursionError):
            raise file.wrong("is not JSON; write one object a line", at) from None
        if not isinstance(row, dict) or not isinstance(row.get("evaluation"), dict):
            raise file.wrong("is no sample of Every Eval Ever; it has no evaluation", at)
        try:
            score = stated_number(row["evaluation"].get("score"))
        except ValueError as problem:
            raise file.wrong(f"evaluation.score: {problem}", at) from None
        key = _texts(row, "evaluation_result_id", "evaluation_name")
        if "evaluation_result_id" in row and row["evaluation_result_id"] is None:
            key = ()  # a row of a tool's that belongs to no result, which is no score of any
        names = (str(row.get(name)) for name in ("sample_id", "sample_hash") if row.get(name) is not None)
        yield EvalSample(str(row.get("model_id")), key[0] if key else "", ":".join(names), score)


def _settings(result: Mapping[str, Any]) -> str | None:
    """How the model was asked: shots first, then what was set, each by its name."""
    config = _part(result, "generation_config")
    given, more = _part(config, "generation_args"), _part(config, "additional_details")
    shots = more.get("num_fewshot", more.get("num_few_shot"))
    named = [f"{shots}-shot"] if isinstance(shots, str | int) else []
    settings = {name: given.get(name) for name in _SETTINGS} | {
        name: value for name, value in more.items() if name not in ("num_fewshot", "num_few_shot")
    }
    for name, value in settings.items():
        if value is True or (isinstance(value, str | int | float) and value not in (False, "", "false")):
            named.append(name if value is True else f"{name} {shortened(on_one_line(str(value)), _LONGEST)}")
    return ", ".join(named) or None


def _judges(config: Mapping[str, Any]) -> str | None:
    judges = _part(config, "llm_scoring").get("judges")
    infos = [_part(one, "model_info") for one in judges if isinstance(one, dict)] if isinstance(judges, list) else []
    return ", ".join(text for one in infos for text in _texts(one, "id", "name")[:1]) or None


def _part(data: Mapping[str, Any], key: str) -> Mapping[str, Any]:
    found = data.get(key)
    return found if isinstance(found, dict) else {}


def _texts(mapping: Mapping[str, Any], *keys: str) -> tuple[str, ...]:
    found = (on_one_line(value) for key in keys if isinstance(value := mapping.get(key), str))
    return tuple(dict.fromkeys(filter(None, found)))
