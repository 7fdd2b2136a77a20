"""What result files state of models: values with their errors, and scores of examples that have to agree with them."""

from __future__ import annotations

from collections import Counter
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field, fields, replace
from typing import Any, TypeGuard

from planpress.model.evidence import MetricEvidence, ModelEvidence, Passport
from planpress.model.fields import LARGEST
from planpress.model.metrics import Direction, Metric, same
from planpress.model.wording import few, near_name, on_one_line, quoted, shortened
from planpress.sources.examples import Examples, ids_hash, of_examples
from planpress.sources.source import EvidenceFile, SourceError

_LONGEST_PART = 200


@dataclass(frozen=True, slots=True)
class Stated:
    """What a file says of one model in one metric, in the unit of the file. `scores` are those of its examples by id,
    of which `value` is the mean; `means` is how a message calls the file and what was read of it."""

    value: float
    means: str
    passport: Passport = field(default_factory=Passport)
    se: float | None = None
    n: int | None = None
    better: Direction | None = None
    scores: Mapping[str, float] = field(default_factory=dict)


def of_stated(
    stated: Mapping[str, Mapping[str, Stated]], metrics: Mapping[str, Metric], clusters: Mapping[str, str], way_out: str
) -> tuple[dict[str, MetricEvidence], list[str]]:
    """The evidence for each metric, of what is stated by metric and model, and remarks on what contradicts the project.

    Where there are scores of examples, errors, pairs and covariances are worked out from them, over `clusters` by the
    id of the example; values are the stated ones. Raises SourceError, with the way out, where the mean of the scores is
    another value.
    """
    passports, differs, remarks = dict[str, Passport](), dict[str, Mapping[str, Mapping[str, str]]](), list[str]()
    for metric, models in stated.items():
        passports[metric], differs[metric] = agreed(_passports(models))
        remarks += _contradicted(metric, metrics[metric].better, models)
    scored = _scores(stated)
    better = {name: one.better for name, one in metrics.items()}
    measured = of_examples(Examples(scored, clusters), passports, better) if scored else {}
    found = {}
    for metric, models in stated.items():
        whole = measured.get(metric, MetricEvidence(passports[metric]))
        known = dict[str, ModelEvidence]()
        for name, one in models.items():
            measured_here = whole.models.get(name)
            other = measured_here and _other(one, measured_here)
            if other:
                raise SourceError(f"{metric} of {quoted(name)}: {one.means} {other}; {way_out}")
            known[name] = replace(_model(one, measured_here), differs=differs[metric].get(name, {}))
        found[metric] = replace(whole, models=known)
    return found, remarks


def agreed(passports: Mapping[str, Passport]) -> tuple[Passport, dict[str, dict[str, str]]]:
    """The passport of most models, the first of several, and for each other model the parts that differ from it."""
    most = Counter(passports.values()).most_common(1)[0][0] if passports else Passport()
    usual = dict(most.items())
    differs = {}
    for name, one in passports.items():
        own = dict(one.items())
        parts = [part for part in {**usual, **own} if own.get(part) != usual.get(part)]
        if parts:
            differs[name] = {part: own.get(part, "not stated") for part in parts}
    return most, differs


def add_clusters(clusters: dict[str, str], more: Mapping[str, str], file: EvidenceFile, key: str) -> None:
    """Add the clusters of a file's samples, by id. Raises SourceError where another file has a sample in another."""
    for one, cluster in more.items():
        first = clusters.setdefault(one, cluster)
        if first != cluster:
            what = f"the {key} of the sample {quoted(one)} is {quoted(cluster)} here"
            raise file.wrong(f"{what}, and {quoted(first)} in another file")


def model_names(named: Sequence[tuple[EvidenceFile, str | None]], name: str | None) -> list[str]:
    """How the model of each file is called: by `name` where that is written, else as the file names it. Raises
    SourceError where a file names none, or `name` would call several models the same."""
    own = {model for _, model in named} - {None}
    if name is not None and len(own) > 1:
        message = f"they are of {few(sorted(quoted(one) for one in own))}"
        raise SourceError(f"name calls all files {quoted(name)}, and {message}; leave name out")
    found = list[str]()
    for file, model in named:
        if name is None and not model:
            raise file.wrong("does not name its model; write name: and how it is called")
        found.append(name or model or "")
    return found


def unknown(what: str, written: str, known: Sequence[str]) -> str:
    """What a message says of a name that is none: a near one, and what there is."""
    near = near_name(written, known)
    there = f"there {'is' if len(known) == 1 else 'are'} {few([*map(quoted, known)], 8) or 'none'}"
    return f"there is no {what} {quoted(written)}{f' (did you mean {quoted(near)}?)' if near else ''}; {there}"


def _passports(models: Mapping[str, Stated]) -> dict[str, Passport]:
    """The passports, with the hash of the examples where all are known."""
    own = {name: _shown(one.passport) for name, one in models.items()}
    if all(one.scores for one in models.values()):
        hashes = {name: ids_hash([*one.scores]) for name, one in models.items()}
        data = {name: f"{one.data}, {hashes[name][:19]}" if one.data else hashes[name] for name, one in own.items()}
        return {name: replace(one, data=data[name]) for name, one in own.items()}
    return own


def _shown(passport: Passport) -> Passport:
    """The passport with texts of files as a page can show them."""
    parts: dict[str, Any] = {one.name: getattr(passport, one.name) for one in fields(passport)}
    for name, part in parts.items():
        if isinstance(part, str):
            parts[name] = shortened(on_one_line(part), _LONGEST_PART)
    return Passport(**parts)


def _contradicted(metric: str, better: Direction, models: Mapping[str, Stated]) -> list[str]:
    others = [one for one in models.values() if one.better not in (None, better)]
    if not others:
        return []
    return [f"{metric}: {others[0].means} says that {others[0].better} is better, and project.yml that {better} is"]


def _scores(stated: Mapping[str, Mapping[str, Stated]]) -> dict[str, dict[str, Mapping[str, float]]]:
    scored = {}
    for metric, models in stated.items():
        own = {name: one.scores for name, one in models.items() if one.scores}
        if own:
            scored[metric] = own
    return scored


def _other(stated: Stated, measured: ModelEvidence) -> str:
    """What is stated otherwise than it is by the scores of the examples; empty where nothing is."""
    count = len(stated.scores)
    if stated.n not in (None, count):
        return f"says that there are {stated.n:,} samples, and {count:,} have a score"
    if not same(measured.value, stated.value):
        return f"says {stated.value!r}, and the mean of its {count:,} samples is {measured.value!r}"
    return ""


def _model(stated: Stated, measured: ModelEvidence | None) -> ModelEvidence:
    if measured is None:
        return ModelEvidence(stated.value, stated.n, se=stated.se, method=None if stated.se is None else "stated")
    # Of two results that are equal but for rounding, the one that people find in the file.
    alike = stated.se is not None and measured.se is not None and same(stated.se, measured.se)
    return replace(measured, value=stated.value, se=stated.se if alike else measured.se)


def finite(value: object) -> TypeGuard[float]:
    """Whether a value of a file is a number that can be computed with: none that is NaN, infinite or too large."""
    return isinstance(value, int | float) and not isinstance(value, bool) and abs(value) <= LARGEST
