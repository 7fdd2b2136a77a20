"""Runs of an MLflow tracking store, read from its SQLite file without writing anything beside it."""

from __future__ import annotations

import math
import os
from collections.abc import Iterator, Mapping, Sequence
from contextlib import closing, contextmanager
from typing import TYPE_CHECKING, Any
from urllib.parse import quote

from planpress.model.wording import few, listed, quoted
from planpress.sources.mlflow_runs import RUN_NAME, AskedRuns, Run, Runs
from planpress.sources.source import MOST_ROWS, EvidenceFile
from planpress.sources.stated import unknown

if TYPE_CHECKING:
    from sqlite3 import Connection, Error

PATIENCE = 5.0
"""Seconds for which the end of somebody else's write is waited for."""
_MOST_KEYS = 10_000
_LONGEST_TEXT = 1_000_000
_MAGIC = b"SQLite format 3\0"
_TABLES = {
    "experiments": ("experiment_id", "name", "lifecycle_stage"),
    "runs": ("run_uuid", "experiment_id", "status", "lifecycle_stage"),
    "latest_metrics": ("run_uuid", "key", "value", "is_nan"),
    "params": ("run_uuid", "key", "value"),
    "tags": ("run_uuid", "key", "value"),
}
"""The columns that are read. MLflow 1.30 to 3.17 have them; what else a store has is not looked at."""
_VERSIONS = "stores of MLflow 1.30 to 3 are read"
_RUN = "coalesce(CAST(runs.run_uuid AS TEXT), '')"
_LIVE = "runs.experiment_id = ? AND runs.lifecycle_stage = 'active'"
_DAMAGED = "is a damaged SQLite file, cut off or overwritten; copy it again"
_COPY = 'stop what writes to it, or read a copy: sqlite3 mlflow.db ".backup copy.db"'


def is_database(file: EvidenceFile) -> bool:
    """Whether a file begins as every SQLite file does."""
    return _head(file).startswith(_MAGIC)


def runs_of_database(file: EvidenceFile, asked: AskedRuns) -> Runs:
    """The live runs of a live experiment. Raises SourceError for a store that is locked, damaged or foreign, or lacks
    the experiment."""
    with _opened(file) as store:
        return _Store(file, store).runs(asked)


def _head(file: EvidenceFile) -> bytes:
    with file.open() as opened:
        return opened.read(20)


def busiest_experiments(file: EvidenceFile) -> list[tuple[str, str]]:
    """The ids and names of the experiments that have runs, the one with the most first. Raises SourceError as reading
    does."""
    text = """SELECT experiment_id, experiments.name FROM runs JOIN experiments USING (experiment_id)
        WHERE runs.lifecycle_stage = 'active' AND experiments.lifecycle_stage = 'active'
        GROUP BY experiment_id ORDER BY count(*) DESC, 1"""
    with _opened(file) as store:
        return [(str(at), str(name)) for at, name in store.execute(text)]


@contextmanager
def _opened(file: EvidenceFile) -> Iterator[Connection]:
    import sqlite3

    address = f"file:{quote(file.path)}?mode=ro"
    if _head(file)[18:19] == b"\2":
        # In this mode, WAL, readers too write a file beside the store, unless the store is said to be at rest.
        if os.path.exists(f"{file.path}-wal") and os.path.getsize(f"{file.path}-wal"):
            raise file.wrong(f"its last changes are in {quoted(f'{file.name}-wal')} alone; {_COPY}")
        address += "&immutable=1"
    try:
        with closing(sqlite3.connect(address, uri=True, timeout=PATIENCE, isolation_level=None)) as store:
            store.setlimit(sqlite3.SQLITE_LIMIT_LENGTH, _LONGEST_TEXT)
            store.execute("BEGIN")
            _refuse_foreign(file, store)
            yield store
    except UnicodeDecodeError:
        raise file.wrong(_DAMAGED) from None
    except sqlite3.Error as problem:
        raise file.wrong(_what(problem)) from None


def _what(problem: Error) -> str:
    code = getattr(problem, "sqlite_errorname", "")
    if code.startswith(("SQLITE_BUSY", "SQLITE_LOCKED")):
        return f"is locked by a program that writes to it; {_COPY}"
    if code.startswith(("SQLITE_READONLY", "SQLITE_CANTOPEN")):
        return "was left in the middle of a write; open it once with MLflow, which mends it"
    if code.startswith(("SQLITE_CORRUPT", "SQLITE_NOTADB")):
        return _DAMAGED
    return f"cannot be read by SQLite: {problem}"


def _refuse_foreign(file: EvidenceFile, store: Connection) -> None:
    # A view or a virtual table could compute anything: they have no page of their own, and do not count as tables.
    there = {name for (name,) in store.execute("SELECT name FROM sqlite_master WHERE type = 'table' AND rootpage > 0")}
    tables = [quoted(name) for name in _TABLES if name not in there]
    if tables:
        lacks = f"{'the table' if len(tables) == 1 else 'the tables'} {listed(tables)}"
        raise file.wrong(f"is no tracking store of MLflow, which has {lacks}; {_VERSIONS}")
    for table, columns in _TABLES.items():
        names = [quoted(f"{table}.{name}") for name in columns if name not in _columns(store, table)]
        if names:
            lacks = f"{'the column' if len(names) == 1 else 'the columns'} {listed(names)}"
            raise file.wrong(f"is a tracking store of another version, without {lacks}; {_VERSIONS}")


def _columns(store: Connection, table: str) -> list[str]:
    return [str(row[1]) for row in store.execute(f"PRAGMA table_info({table})")]


class _Store:
    def __init__(self, file: EvidenceFile, store: Connection) -> None:
        self._file, self._store = file, store

    def runs(self, asked: AskedRuns) -> Runs:
        at, name = self._experiment(asked.experiment)
        title = "name" if "name" in _columns(self._store, "runs") else "NULL"
        runs = {
            key: Run({"run_id": key, "status": str(status), **({"run_name": str(named)} if named else {})})
            for key, status, named in self._rows(f"SELECT {_RUN}, status, {title} FROM runs WHERE {_LIVE}", at)
        }
        for run, key, text in self._entries("tags", "value", at, [RUN_NAME]):
            self._known(runs, run).texts.setdefault("run_name", self._text(text, key))
        for group in ("params", "tags"):
            start = f"{group}."
            own = [one.removeprefix(start) for one in asked.fields or () if one.startswith(start)]
            for run, key, text in self._entries(group, "value", at, None if asked.fields is None else own):
                self._known(runs, run).texts[f"{group}.{key}"] = self._text(text, key)
        for run, key, value, is_nan in self._entries("latest_metrics", "value, is_nan", at, asked.metrics):
            self._known(runs, run).values[str(key)] = math.nan if is_nan else self._number(value, key)
        fields = (*(f"params.{key}" for key in self._keys("params", at)),
                  *(f"tags.{key}" for key in self._keys("tags", at)))  # fmt: skip
        return Runs(name, tuple(one for _, one in sorted(runs.items())), self._keys("latest_metrics", at), fields)

    def _experiment(self, asked: str | int | None) -> tuple[int, str]:
        rows = self._rows("SELECT experiment_id, name, lifecycle_stage FROM experiments ORDER BY experiment_id")
        known = [(at, str(name), stage) for at, name, stage in rows]
        live = [(at, name) for at, name, stage in known if stage == "active"]
        if asked is None:
            used = self._rows("SELECT DISTINCT experiment_id FROM runs WHERE lifecycle_stage = 'active'")
            ids = {at for (at,) in used}
            same = [one for one in live if one[0] in ids]
            if len(same) != 1:
                there = few([quoted(name) for _, name in same], 8)
                raise self._file.wrong(f"write experiment: runs are in {there}" if same else "holds no run")
        else:
            same = [one for one in live if one[1] == asked] or [one for one in live if str(one[0]) == str(asked)]
        if not same and any(str(asked) in (str(at), name) for at, name, _ in known):
            way_out = "mlflow experiments restore brings it back"
            raise self._file.wrong(f"the experiment {quoted(asked)} is deleted; {way_out}")
        if not same:
            raise self._file.wrong(unknown("experiment", str(asked), [name for _, name in live]))
        if len(same) > 1:
            way_out = f"write the id of one: {listed((str(at) for at, _ in same), 'or')}"
            raise self._file.wrong(f"{len(same)} experiments are called {quoted(asked)}; {way_out}")
        return same[0]

    def _known(self, runs: Mapping[str, Run], key: str) -> Run:
        # An index of a damaged file can find a run that its table does not have.
        if key not in runs:
            raise self._file.wrong(_DAMAGED)
        return runs[key]

    def _keys(self, table: str, experiment: int) -> tuple[str, ...]:
        text = f"SELECT DISTINCT key FROM {table} JOIN runs USING (run_uuid) WHERE {_LIVE}"
        return tuple(str(key) for (key,) in self._rows(f"{text} ORDER BY key LIMIT {_MOST_KEYS}", experiment))

    def _entries(self, table: str, columns: str, experiment: int, keys: Sequence[str] | None) -> Iterator[Any]:
        named = ", ".join(f"{table}.{name}" for name in ("key", *columns.split(", ")))
        text = f"SELECT {_RUN}, {named} FROM {table} JOIN runs USING (run_uuid) WHERE {_LIVE}"
        if keys is not None:
            text += f" AND {table}.key IN ({', '.join('?' * len(keys))})"
        return self._rows(text, experiment, *(keys or ()))

    def _rows(self, text: str, *values: object) -> Iterator[Any]:
        for at, row in enumerate(self._store.execute(text, values)):
            if at == MOST_ROWS:
                way_out = "export the runs that count, by mlflow experiments csv"
                raise self._file.wrong(f"more than {MOST_ROWS:,} rows of one experiment; {way_out}")
            yield row

    def _number(self, value: object, key: str) -> float:
        if not isinstance(value, int | float):
            raise self._file.wrong(f"the metric {quoted(key)} holds {quoted(value)}, which is not a number")
        return float(value)

    def _text(self, value: object, key: str) -> str:
        if isinstance(value, bytes):
            raise self._file.wrong(f"{quoted(key)} holds bytes where a text is expected")
        return "" if value is None else str(value)
