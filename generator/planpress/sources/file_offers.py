"""What a file of any tool has to offer: which of its columns or paths hold numbers, and what names its models."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from itertools import islice
from typing import Any

from planpress.sources.records import Record, document, is_document, is_table, records_in, table_records, text_of
from planpress.sources.source import EvidenceFile, Offer
from planpress.sources.stated_numbers import stated_number

_LOOKED_AT = 1_000
_NAMES = ("model", "Model", "model_name", "name", "Name", "run", "Run", "number")
_DONE = {"state": "COMPLETE", "State": "finished", "status": "FINISHED"}
"""What runs that came to their end are marked with, by Optuna, W&B and MLflow."""


def offer_of(file: EvidenceFile) -> Offer | None:
    """The numbers of a table that has a column of names, or of a document; None of what is neither. Raises SourceError
    where it cannot be read."""
    if is_table(file):
        return _of_rows([*islice(table_records(file, None), _LOOKED_AT)])
    if not is_document(file):
        return None
    data = document(file)
    if isinstance(data, list):
        return _of_rows([*islice(records_in(file, data, None), _LOOKED_AT)])
    if not isinstance(data, dict):
        return None
    kinds = {tuple(sorted(one)) if isinstance(one, dict) else None for one in data.values()}
    if len(data) > 1 and len(kinds) == 1 and None not in kinds:
        rows = [*islice(records_in(file, data, "."), _LOOKED_AT)]
        metrics = {name: {"path": name} for name in rows[0].names() if _are_numbers(rows, name)}
        return _offer({"name": {"part": "key"}, "rows": "."}, metrics)
    [whole] = records_in(file, data, None)
    named = {"part": "folder" if "/" in file.name.lstrip("./") else "file"}
    return _offer({"name": named}, {name: {"path": name} for name in whole.names() if _are_numbers([whole], name)})


def _of_rows(rows: Sequence[Record]) -> Offer | None:
    if not rows:
        return None
    heads = [name for name in rows[0].data if name and name not in rows[0].twice]
    ended = {name: mark for name, mark in _DONE.items() if any(row.data.get(name) == mark for row in rows)}
    done = next(iter(ended), None)
    kept = [row for row in rows if done is None or row.data.get(done) == _DONE[done]]
    names = [name for name in _NAMES if name in heads and all(text_of(row.data.get(name)) for row in kept)]
    unlike = [name for name in names if len({text_of(row.data.get(name)) for row in kept}) == len(kept)]
    if not names:
        return None
    name = (unlike or names)[0]
    metrics = {one: {"column": one} for one in heads if one != name and _are_numbers(kept, one)}
    return _offer({"name": {"column": name}, **({"where": {done: _DONE[done]}} if done else {})}, metrics)


def _offer(keys: Mapping[str, Any], metrics: Mapping[str, Any]) -> Offer | None:
    return Offer({"source": "files", **keys}, metrics) if metrics else None


def _are_numbers(rows: Sequence[Record], place: str) -> bool:
    """Whether there are numbers at a place, and nothing else but blanks."""
    try:
        return {stated_number(row.data[place] if place in row.data else row.at(place)) for row in rows} != {None}
    except ValueError:
        return False
