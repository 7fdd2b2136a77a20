"""DuckDB as the engine: in this process, in memory with what is too large for it in a folder that goes with it."""

from __future__ import annotations

import os
import re
from collections.abc import Iterator, Mapping, Sequence
from contextlib import contextmanager
from tempfile import TemporaryDirectory
from typing import TYPE_CHECKING, Any

from planpress.model.errors import needing
from planpress.sources.engine import NATIVE, TableFiles, unreadable
from planpress.sources.source import LONGEST_LINE, EvidenceFile, SourceError, names_of

if TYPE_CHECKING:
    import duckdb

MEMORY = "700 MB"
MOST_THREADS = 4
_VALUE = re.compile(r":([a-z]\w{0,60})")
_PATTERN = re.compile(r"[\[*?]")
_DELIMITERS = {"csv": ",", "tsv": "\t"}


class DuckDb:
    """DuckDB, without a network or extensions: it may open the files that are asked for, and no others."""

    functions: Mapping[str, str] = {
        "hash": "hash({0})", "md5_start": "CAST(concat('0x', substr(md5(id), 1, 15)) AS BIGINT)",
    }  # fmt: skip

    @contextmanager
    def reading(self, tables: Sequence[TableFiles], columns: Mapping[str, str]) -> Iterator[_Session]:
        with _opened(tables) as it:
            session = _Session(it, tables)
            session.see(columns)
            yield session


@contextmanager
def _opened(tables: Sequence[TableFiles]) -> Iterator[duckdb.DuckDBPyConnection]:
    """A connection that may open these files alone. Raises SourceError for what DuckDB says of them."""
    with needing("source: predictions", "engine"):
        import duckdb
    with TemporaryDirectory(prefix="planpress-") as folder, duckdb.connect(config=_settings(folder)) as it:
        paths = [file.path for table in tables for file in table.files]
        it.execute("SET allowed_paths = $1", [[*paths, *map(_exactly, paths)]])
        it.execute("SET enable_external_access = false")
        it.execute("SET lock_configuration = true")
        try:
            yield it
        except duckdb.OutOfMemoryException:
            way_out = "write errors: false, ask for fewer metrics at a time, or refresh with --engine spark"
            names = names_of(file for table in tables for file in table.files)
            raise SourceError(f"{names}: {MEMORY} of memory are too few to work this out; {way_out}") from None
        except duckdb.Error as problem:
            raise unreadable(tables, _said(problem)) from None


def _settings(folder: str) -> dict[str, Any]:
    return {
        "memory_limit": MEMORY, "threads": min(MOST_THREADS, os.cpu_count() or 1), "temp_directory": folder,
        "autoinstall_known_extensions": False, "autoload_known_extensions": False, "preserve_insertion_order": False,
    }  # fmt: skip


def parquet_columns(file: EvidenceFile) -> list[str]:
    """The columns of a Parquet file. Raises SourceError for one that is none, MissingExtraError without the engine."""
    with _opened([TableFiles("parquet", (file,))]) as it:
        return it.read_parquet(_exactly(file.path)).columns


def _exactly(path: str) -> str:
    """The pattern of one path: what DuckDB takes as a pattern in it stands for itself."""
    return _PATTERN.sub(r"[\g<0>]", path)


class _Session:
    def __init__(self, connection: duckdb.DuckDBPyConnection, tables: Sequence[TableFiles]) -> None:
        self._connection, self._tables = connection, tables

    @property
    def engine(self) -> str:
        import duckdb

        return f"duckdb {duckdb.__version__}"

    def rows(self, text: str, values: Mapping[str, Any]) -> list[tuple[Any, ...]]:
        names = {*_VALUE.findall(text)}
        given = {name: value for name, value in values.items() if name in names}
        return self._connection.execute(_VALUE.sub(r"$\1", text), given).fetchall()

    def put(self, name: str, columns: Sequence[str], rows: Sequence[Sequence[Any]]) -> None:
        lists = {f"v{at}": list(column) for at, column in enumerate(zip(*rows, strict=True))}
        named = ", ".join(f"unnest(:v{at}) AS {column}" for at, column in enumerate(columns))
        self.keep(name, f"SELECT {named}", lists)

    def keep(self, name: str, text: str, values: Mapping[str, Any]) -> None:
        self.rows(f"CREATE OR REPLACE TEMP TABLE {name} AS {text}", values)

    def see(self, columns: Mapping[str, str]) -> None:
        seen = [self._columns(table, columns) for table in self._tables]
        whole = seen[0]
        for other in seen[1:]:
            whole = whole.union(other)
        whole.create_view("given")

    def _columns(self, table: TableFiles, columns: Mapping[str, str]) -> duckdb.DuckDBPyRelation:
        from duckdb import ColumnExpression

        relation = self._relation(table, columns)
        path = relation.columns[-1]
        table.check([name for name in relation.columns if name != path], columns)
        kept = NATIVE if len(self._tables) == 1 else ()
        return relation.select(*(
            (ColumnExpression(name) if alias in kept else ColumnExpression(name).cast("VARCHAR")).alias(alias)
            for alias, name in (*columns.items(), ("file", path))
        ))  # fmt: skip

    def _relation(self, table: TableFiles, columns: Mapping[str, str]) -> duckdb.DuckDBPyRelation:
        """The files with all their columns, and the path of each as the last."""
        it, paths = self._connection, [_exactly(file.path) for file in table.files]
        path = "file"
        while path in (*table.head, *columns.values()):
            path += "_"
        if table.format == "parquet":
            return it.read_parquet(paths, union_by_name=True, filename=path, hive_partitioning=False)  # type: ignore[arg-type]
        if table.format == "jsonl":
            shape = dict.fromkeys(columns.values(), "VARCHAR")
            return it.read_json(
                paths, columns=shape, format="newline_delimited", filename=path, hive_partitioning=False
            )
        return it.read_csv(
            paths, columns=dict.fromkeys(table.head, "VARCHAR"), header=True, auto_detect=False, comment="",
            delimiter=_DELIMITERS[table.format], quotechar='"', escapechar='"', max_line_size=LONGEST_LINE,
            filename=path, hive_partitioning=False,
        )  # fmt: skip


def _said(problem: Exception) -> str:
    """What DuckDB says, without the name of its kind of error, the line itself and what it advises."""
    lines = str(problem).partition("Error: ")[2].partition("\nPossible")[0].strip().splitlines()
    return "; ".join(line.strip() for line in lines if line.strip() and not line.startswith("Original Line"))
