"""What a file has to offer: of which kinds it is, and which of its metrics are those of a project."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from typing import Any

from planpress import sources
from planpress.model.errors import PlanpressError
from planpress.model.metrics import Metric
from planpress.model.wording import listed, quoted
from planpress.reading.table_names import same_form
from planpress.sources.source import EvidenceFile, Offer, SourceError


@dataclass(frozen=True, slots=True)
class OfferedMetrics:
    """The metrics of a project that a file has: what each is `asked` with, by its id, and those for which it has
    several, by their names there."""

    asked: Mapping[str, Any]
    several: Mapping[str, tuple[str, ...]]


def recognised(file: EvidenceFile, name: str | None = None) -> tuple[Any, Offer]:
    """The kind of source that reads a file, and what it offers there; of several the one of this `name`.

    Raises PlanpressError where none reads it, or several do and none is named, and where it holds no metric.
    """
    shape, offer = _recognised(file, name)
    if not offer.metrics:
        is_read = f"{file} is read by source: {offer.keys['source']}"
        raise PlanpressError(f"{is_read}, and holds no metric; name another file")
    return shape, offer


def _recognised(file: EvidenceFile, name: str | None) -> tuple[Any, Offer]:
    kinds = {each: sources.kind(each) for each in sources.KINDS}
    if name is not None and name not in kinds:
        raise PlanpressError(f"there is no source {quoted(name)}; there are {listed(kinds)}")
    if name is not None:
        offer = kinds[name].offer(file)
        if offer is None:
            what = f"{file} is nothing that source: {name} reads"
            raise PlanpressError(f"{what}; docs/evidence.md shows what is")
        return kinds[name], offer
    problems = dict[str, None]()
    found = _offers(kinds, file, problems)
    if len(found) > 1:
        raise PlanpressError(f"{file} can be read as {listed(found, 'or')}; say which with --source")
    for each, offer in found.items():
        return kinds[each], offer
    if len(problems) == 1:
        raise PlanpressError(*problems)
    way_out = "write its from by hand, as docs/evidence.md shows"
    raise PlanpressError(f"{file} is of no kind that is recognised, of {listed(kinds)}; {way_out}")


def _offers(kinds: Mapping[str, Any], file: EvidenceFile, problems: dict[str, None]) -> dict[str, Offer]:
    """What a file offers as each kind that reads it; `files`, which reads nearly any, is for what is of no other. Where
    it cannot be read so, `problems` has why."""
    found = {each: offer for each, kind in kinds.items() if (offer := _offer(kind, file, problems)) is not None}
    return {each: offer for each, offer in found.items() if each != "files" or len(found) == 1}


def _offer(kind: Any, file: EvidenceFile, problems: dict[str, None]) -> Offer | None:
    """What a file offers as one of a kind; a file that cannot be read so is of another kind."""
    file.open().close()
    try:
        offer: Offer | None = kind.offer(file)
    except SourceError as problem:
        problems[str(problem)] = None
        return None
    return offer


def offered_to(metrics: Mapping[str, Metric], offer: Offer) -> OfferedMetrics:
    """Which of a project's metrics are offered: by id, label or column, in any case; where none is called so as a
    whole, by the last part of a name, as acc of val/acc, eval.acc, "acc,none" and "arc acc"."""
    asked, several = {}, {}
    for name, metric in metrics.items():
        if metric.formula is not None:
            continue
        own = {_form(one) for one in (name, metric.label, metric.column) if one}
        whole = [one for one in offer.metrics if _form(one) in own]
        found = whole or [one for one in offer.metrics if own & {*_last_parts(one)}]
        if len(found) == 1:
            asked[name] = offer.metrics[found[0]]
        elif found:
            several[name] = tuple(found)
    return OfferedMetrics(asked, several)


def _form(name: str) -> str:
    return same_form(name.strip()).casefold()


def _last_parts(name: str) -> Iterator[str]:
    yield _form(re.split("[/. ]", name)[-1])
    yield _form(re.split("[/. ]", name.rpartition(",")[0] or name)[-1])
