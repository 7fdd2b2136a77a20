"""Files of the Hugging Face Hub that hold results of models: cards, and `.eval_results`."""

from __future__ import annotations

import os
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from typing import Any

from planpress.model.evidence import Passport
from planpress.model.wording import on_one_line, quoted
from planpress.sources.plain_yaml import read_yaml
from planpress.sources.source import EvidenceFile

_FOLDER = ".eval_results"
_REVISION = 12
"""Characters of a revision that tell it from others."""


@dataclass(frozen=True, slots=True)
class HubResult:
    """One value of a model; `says` are the names by which it may be meant, by what they are names of."""

    file: EvidenceFile
    model: str
    says: Mapping[str, tuple[str, ...]]
    value: Any
    passport: Passport

    def __str__(self) -> str:
        firsts = [self.says[key][0] for key in ("dataset", "config") if self.says[key]]
        named = [*firsts, *self.says["metric"], *self.says["notes"]]
        named += filter(None, (self.passport.split, self.passport.variant))
        return quoted(", ".join(dict.fromkeys(named)))


def results_in(file: EvidenceFile, *, by_folder: bool) -> list[HubResult] | None:
    """The results in a file, named `by_folder` or as the card names its models; None of a file
    without any. Raises
    SourceError for a file of another kind."""
    if file.name.lower().endswith(".md"):
        head = front_matter(file)
        if head is None or head.get("model-index") is None:
            return None
        return [*_of_index(file, head["model-index"], by_folder)]
    data = read_yaml(file, file.text())
    if isinstance(data, dict) and "model-index" in data:
        return [*_of_index(file, data["model-index"], by_folder)]
    if data is None:  # a file whose entries are comments that wait for what is not known
        return None
    if not isinstance(data, list):
        raise file.wrong("holds no results of a model; name README.md and .eval_results/*.yaml alone")
    return [_of_entry(file, at, one) for at, one in enumerate(data, 1)]


def front_matter(file: EvidenceFile) -> Mapping[str, Any] | None:
    """The mapping between the first two lines `---` of a text; None where it does not begin with one."""
    lines = file.text().split("\n")
    if lines[0].rstrip() != "---":
        return None
    end = next((at for at, line in enumerate(lines) if at and line.rstrip() == "---"), None)
    if end is None:
        raise file.wrong("its front matter has no end; write --- below it", 1)
    head = read_yaml(file, "\n".join(lines[1:end]), 2)
    if head is not None and not isinstance(head, dict):
        raise file.wrong("its front matter is no mapping", 2)
    return head


def _of_index(file: EvidenceFile, index: Any, by_folder: bool) -> Iterator[HubResult]:
    for at, model in enumerate(_list(file, index, "model-index"), 1):
        where = f"model-index, {at}"
        one = _mapping(file, model, where)
        name = None if by_folder else _text(one.get("name"))
        for place, result in enumerate(_list(file, one.get("results") or [], f"{where}, results"), 1):
            whole = _mapping(file, result, f"{where}, results, {place}")
            task, dataset = (_mapping(file, whole.get(key) or {}, f"{where}, {key}") for key in ("task", "dataset"))
            for metric in _list(file, whole.get("metrics") or [], f"{where}, metrics"):
                measure = _mapping(file, metric, f"{where}, metrics")
                yield HubResult(
                    file, name or _repository(file), {
                        "task": _texts(task, "type", "name"), "dataset": _texts(dataset, "type", "name"),
                        "config": _texts(dataset, "config"), "metric": _texts(measure, "type", "name"),
                        "notes": (),
                    },
                    measure.get("value"), _passport(dataset, _text(measure.get("type")), _shots(dataset)),
                )  # fmt: skip


def _of_entry(file: EvidenceFile, at: int, entry: Any) -> HubResult:
    whole = _mapping(file, entry, f"entry {at}")
    if isinstance(whole.get("data"), dict):  # as the Hub's interface wraps it
        whole = whole["data"]
    dataset = whole.get("dataset")
    if not isinstance(dataset, dict) or not _text(dataset.get("id")) or "value" not in whole:
        raise file.wrong(f"entry {at} is no result; it has no dataset with an id, or no value")
    notes, config = _texts(whole, "notes"), _texts(dataset, "task_id", "config")
    return HubResult(
        file, _repository(file), {
            "task": _texts(dataset, "task_id"), "dataset": _texts(dataset, "id"), "config": config, "metric": (),
            "notes": notes,
        },
        whole["value"], _passport(dataset, None, notes[0] if notes else None),
    )  # fmt: skip


def _passport(dataset: Mapping[str, Any], metric: str | None, variant: str | None) -> Passport:
    name, split = _texts(dataset, "id", "type", "name"), _text(dataset.get("split"))
    revision = _text(dataset.get("revision"))
    parts = [*name[:1], *_texts(dataset, "task_id", "config")[:1]]
    parts += [f"revision {revision[:_REVISION]}"] if revision else []
    return Passport(metric=metric, variant=variant, split=split, data=", ".join(parts) or None)


def _shots(dataset: Mapping[str, Any]) -> str | None:
    """How many examples a model was shown, where the data set's arguments say so."""
    args = dataset.get("args")
    shots = _text(args.get("num_few_shot")) if isinstance(args, dict) else None
    return f"{shots}-shot" if shots else None


def _repository(file: EvidenceFile) -> str:
    """The folder that a card, or .eval_results, stands in; of a path that has none that on this machine."""
    for path in (file.name, file.path):
        folder = os.path.dirname(path)
        if os.path.basename(folder) == _FOLDER:
            folder = os.path.dirname(folder)
        name = os.path.basename(folder)
        if name not in ("", ".", ".."):
            return name
    raise file.wrong("stands in no folder that could name its model")


def _texts(mapping: Mapping[str, Any], *keys: str) -> tuple[str, ...]:
    return tuple(dict.fromkeys(text for key in keys if (text := _text(mapping.get(key)))))


def _text(found: Any) -> str | None:
    return on_one_line(found) or None if isinstance(found, str) else None


def _mapping(file: EvidenceFile, found: Any, where: str) -> Mapping[str, Any]:
    if not isinstance(found, dict):
        raise file.wrong(f"{where} is no mapping")
    return found


def _list(file: EvidenceFile, found: Any, where: str) -> list[Any]:
    if not isinstance(found, list):
        raise file.wrong(f"{where} is no list")
    return found
