"""Logs of Inspect as files: an .eval, which is a ZIP of JSON, or one JSON file; what is unpacked of them is bounded."""

from __future__ import annotations

import json
from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from dataclasses import dataclass
from importlib import import_module
from typing import Any

from planpress.model.errors import PlanpressError
from planpress.model.wording import quoted
from planpress.sources.source import LARGEST_DOCUMENT, MOST_ROWS, EvidenceFile

MOST_UNPACKED = 4_000_000_000
"""Bytes that are unpacked of the samples of one log, one after the other."""
_STORED, _DEFLATED, _ZSTANDARD = 0, 8, 93
_HEADER = "header.json"


@dataclass(frozen=True, slots=True)
class LogFile:
    """A log: its `header` is all but its samples; None where it was cut short before it had one."""

    file: EvidenceFile
    header: Mapping[str, Any] | None

    def reductions(self) -> list[Any]:
        """The scores of samples, their epochs reduced to one, by scorer; empty where none were logged."""
        if not _is_archive(self.file):
            return _list(self.file.json().get("reductions"))
        with _members(self.file) as members:
            return _list(members.json("reductions.json")) if "reductions.json" in members.names else []

    def samples(self) -> Iterator[Mapping[str, Any]]:
        """The samples, one after the other."""
        if not _is_archive(self.file):
            yield from (one for one in _list(self.file.json().get("samples")) if isinstance(one, dict))
            return
        with _members(self.file) as members:
            for name in members.names:
                if name.startswith("samples/") and name.endswith(".json"):
                    sample = members.json(name)
                    if isinstance(sample, dict):
                        yield sample


def is_log(file: EvidenceFile) -> bool:
    """Whether a file is called as Inspect calls its logs."""
    return file.name.lower().endswith((".eval", ".json"))


def log_of(file: EvidenceFile) -> LogFile:
    """A log. Raises SourceError for what is none, is cut off, or unpacks to more than is read."""
    if _is_archive(file):
        with _members(file) as members:
            if _HEADER not in members.names and "_journal/start.json" in members.names:
                return LogFile(file, None)
            header = members.json(_HEADER) if _HEADER in members.names else None
    else:
        header = file.json()
    if not isinstance(header, dict) or not isinstance(header.get("eval"), dict) or "status" not in header:
        raise file.wrong("is no log of Inspect, with status and eval; name .eval files, or logs as .json")
    return LogFile(file, {key: value for key, value in header.items() if key not in ("samples", "reductions")})


def _is_archive(file: EvidenceFile) -> bool:
    return file.name.lower().endswith(".eval")


def _list(value: object) -> list[Any]:
    return value if isinstance(value, list) else []


class _Members:
    """The members of an archive by name: of several of one name the last, which replaced the others."""

    def __init__(self, file: EvidenceFile, archive: Any) -> None:
        self._file, self._archive = file, archive
        self.names = {one.filename: one for one in archive.infolist()}
        self._unpacked = 0
        if len(self.names) > MOST_ROWS:
            raise file.wrong(f"holds more than {MOST_ROWS:,} members")

    def json(self, name: str) -> Any:
        info = self.names[name]
        if info.compress_type not in (_STORED, _DEFLATED, _ZSTANDARD):
            raise self._file.wrong(f"{quoted(name)} is compressed by a method that no log has, {info.compress_type}")
        with self._archive.open(info) as member:
            data = member.read(LARGEST_DOCUMENT + 1)
        self._unpacked += len(data)
        if len(data) > LARGEST_DOCUMENT:
            raise self._file.wrong(f"{quoted(name)} unpacks to more than {LARGEST_DOCUMENT / 1e6:.0f} MB")
        if self._unpacked > MOST_UNPACKED:
            raise self._file.wrong(f"unpacks to more than {MOST_UNPACKED / 1e9:.0f} GB; leave cluster out")
        try:
            return json.loads(data)
        except (ValueError, RecursionError):
            raise self._file.wrong(f"{quoted(name)} in it is not JSON") from None


@contextmanager
def _members(file: EvidenceFile) -> Iterator[_Members]:
    zipfile = _zipfile()
    try:
        with file.open() as opened, zipfile.ZipFile(opened) as archive:
            yield _Members(file, archive)
    except PlanpressError:
        raise
    except NotImplementedError:
        install = 'pip install "planpress[evidence]"'
        way_out = f"{install}, or make it JSON: inspect log convert --to json"
        raise file.wrong(f"is compressed by Zstandard, which this Python cannot read; {way_out}") from None
    except Exception as problem:
        # A damaged archive raises errors of a dozen kinds.
        raise file.wrong(f"is no ZIP file, or a damaged one: {str(problem) or type(problem).__name__}") from None


def _zipfile() -> Any:
    """The module that reads ZIP files, with Zstandard where there is any: in Python itself from 3.14 on."""
    own = import_module("zipfile")
    if hasattr(own, "ZIP_ZSTANDARD"):
        return own
    try:
        return import_module("backports.zstd.zipfile")
    except ModuleNotFoundError:
        return own
