"""What a source of evidence is: what project.yml says of it, the files it reads, and what it brings."""

from __future__ import annotations

import hashlib
import json
import os
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field, replace
from io import BufferedReader
from typing import Annotated, Any, Protocol

from pydantic import Field

from planpress.model.curves import CurveEvidence
from planpress.model.errors import PlanpressError, reason
from planpress.model.evidence import MetricEvidence, Passport
from planpress.model.fields import Number
from planpress.model.metrics import Metric
from planpress.model.notations import PLAIN
from planpress.model.wording import few, on_one_line, quoted, quoted_path

MOST_ROWS = 1_000_000
"""Rows of examples that are held at once. With more, an engine has to read them."""
LONGEST_LINE = 1_000_000
LARGEST_DOCUMENT = 64_000_000
"""Bytes of a file that is read as a whole."""


class SourceError(PlanpressError):
    """A source cannot be read. The message says which file, what it holds, and the way out."""


@dataclass(frozen=True, slots=True)
class EvidenceFile:
    """A file that a source reads: its `name`, the path from the project's folder, and its `path` on this machine."""

    name: str
    path: str

    def __str__(self) -> str:
        """The file as a message names it."""
        return quoted_path(self.name)

    def open(self) -> BufferedReader:
        try:
            return open(self.path, "rb")
        except OSError as problem:
            raise self.wrong(f"cannot be read: {reason(problem)}") from None

    def document(self, most: int = LARGEST_DOCUMENT) -> bytes:
        """All that it holds. Raises SourceError where that is more than `most` bytes."""
        with self.open() as file:
            data = file.read(most + 1)
        if len(data) > most:
            raise self.wrong(f"has more than {most / 1e6:.0f} MB, and is read as a whole")
        return data

    def text(self, most: int = LARGEST_DOCUMENT) -> str:
        try:
            return self.document(most).decode("utf-8-sig")
        except UnicodeDecodeError as problem:
            raise self.wrong(f"is not UTF-8: byte {problem.start:,}; save it as UTF-8") from None

    def json(self, most: int = LARGEST_DOCUMENT) -> Any:
        """The JSON that it holds; NaN and infinities are read as Python writes them. A key that is written twice in one
        object is an error."""
        try:
            return json.loads(self.text(most), object_pairs_hook=self._object)
        except json.JSONDecodeError as problem:
            raise self.wrong(f"is not JSON: {said(problem.msg)}", problem.lineno) from None
        except ValueError:
            raise self.wrong("is not JSON that can be read: a number of more than 4,300 digits") from None
        except RecursionError:
            raise self.wrong("is nested too deeply") from None

    def _object(self, pairs: Sequence[tuple[str, Any]]) -> dict[str, Any]:
        found = dict(pairs)
        if len(found) < len(pairs):
            names = [name for name, _ in pairs]
            twice = next(name for name in names if names.count(name) > 1)
            raise self.wrong(f"{quoted(twice)} is written twice in one object; keep one")
        return found

    def lines(self) -> Iterator[tuple[int, str]]:
        """Its lines with their numbers, one after the other: of a file of any size one line is held at a time."""
        with self.open() as file:
            for at in range(1, 1 << 62):
                line = file.readline(LONGEST_LINE + 1)
                if not line:
                    return
                if len(line) > LONGEST_LINE:
                    raise self.wrong(f"a line of more than {LONGEST_LINE:,} bytes", at)
                try:
                    yield at, line.decode("utf-8-sig" if at == 1 else "utf-8").rstrip("\r\n")
                except UnicodeDecodeError:
                    raise self.wrong("is not UTF-8; save it as UTF-8", at) from None

    def objects(self) -> Iterator[tuple[int, dict[str, Any]]]:
        """The objects of JSON Lines with the line of each, one after the other."""
        for at, line in self.lines():
            if not line.strip():
                continue
            try:
                row = json.loads(line)
            except (ValueError, RecursionError):
                raise self.wrong("is not JSON; write one object a line", at) from None
            if not isinstance(row, dict):
                raise self.wrong("is no object; write {...} with a key for each column", at)
            yield at, row

    def sha256(self) -> str:
        """The hash of its content, of however much."""
        with self.open() as file:
            return f"sha256:{hashlib.file_digest(file, 'sha256').hexdigest()}"

    def wrong(self, what: str, line: int = 0) -> SourceError:
        return SourceError(f"{self}{f', line {line:,}' if line else ''}: {what}")


def names_of(files: Iterable[EvidenceFile]) -> str:
    """Files as a message names them."""
    return few([*map(str, files)])


@dataclass(frozen=True, slots=True)
class Brought:
    """What a source brings: evidence by metric, texts by column and model, how many rows it read, what it passed over,
    as sentences, the engine that worked it out, with its version, and what scores give at other thresholds."""

    metrics: Mapping[str, MetricEvidence]
    notes: Mapping[str, Mapping[str, str]] = field(default_factory=dict)
    rows: int = 0
    remarks: tuple[str, ...] = ()
    engine: str | None = None
    curves: tuple[CurveEvidence, ...] = ()


@dataclass(frozen=True, slots=True)
class Offer:
    """What a file of this kind has to offer: the `keys` of a `from` that reads it, `files` and `metrics` left out, and
    what each of its metrics is asked for with, by a name that a project may give it. `missing` are those of the keys
    that the file does not say, each with what somebody has to write there; `remarks` say what was chosen of several."""

    keys: Mapping[str, Any]
    metrics: Mapping[str, Any]
    missing: Mapping[str, str] = field(default_factory=dict)
    remarks: tuple[str, ...] = ()


def samples_beside(file: EvidenceFile, names: Iterable[str | None]) -> tuple[str, ...]:
    """What to say of samples that a tool wrote beside a file of results, by the names that it gives them."""
    folder = os.path.dirname(file.path)
    there = next((one for one in names if one and os.path.isfile(os.path.join(folder, os.path.basename(one)))), None)
    if there is None:
        return ()
    return (f"samples are beside {file}; to compare models on them, add samples: {quoted_path(there)}, or a pattern",)


@dataclass(frozen=True, slots=True, kw_only=True)
class PassportKeys:
    """What project.yml adds of a metric that its files do not say."""

    __pydantic_config__ = {"extra": "forbid"}

    split: Annotated[str | None, Field(description="Which part of the data: train, validation, test.")] = None
    data: Annotated[str | None, Field(description="Which data.")] = None
    variant: Annotated[str | None, Field(description="Which of its definitions.")] = None
    judge: Annotated[str | None, Field(description="Who says what is right, where that is a model or a person.")] = None
    times: Annotated[Number, Field(description="What values and errors are multiplied with: 100, or -1.")] = 1.0

    def passport(self, found: Passport) -> Passport:
        """What was found in the files, with what is written here."""
        own = {name: value for name in ("split", "data", "variant", "judge") if (value := getattr(self, name))}
        return replace(found, **own)


class EvidenceSource(Protocol):
    """A source as project.yml has it below `from`."""

    @property
    def source(self) -> str: ...

    @property
    def metrics(self) -> Mapping[str, Any]:
        """What is asked for, by the id of the metric."""

    def patterns(self) -> tuple[str, ...]:
        """The files that it reads, from the project's folder: paths, of which parts may be patterns as in *.json."""

    def read(self, files: Sequence[EvidenceFile], metrics: Mapping[str, Metric]) -> Brought:
        """What the files bring; `metrics` are the project's. Raises SourceError where one cannot be read."""

    @staticmethod
    def offer(file: EvidenceFile) -> Offer | None:
        """What a file that somebody names has to offer; None of one that is of another kind, by its content."""


def holds(found: object, wanted: Sequence[str]) -> bool:
    """Whether what a cell holds is a wanted value: the same text, or the same number; of true and false in any case."""
    if isinstance(found, bool) or (isinstance(found, str) and found.lower() in ("true", "false")):
        return str(found).lower() in wanted
    text = str(found).strip()
    return text in wanted or any(_number(text) == _number(one) is not None for one in wanted)


def _number(text: str) -> float | None:
    return float(text) if PLAIN.fullmatch(text) else None


def said(problem: object) -> str:
    """What a library says, as the end of a sentence of ours."""
    text = on_one_line(str(problem)).rstrip(".")
    return text[:1].lower() + text[1:]


def asked_hash(written: object) -> str:
    """The hash of what project.yml says of a source."""
    text = json.dumps(written, sort_keys=True, ensure_ascii=False, default=str)
    return f"sha256:{hashlib.sha256(text.encode()).hexdigest()}"
