"""DuckDB as the engine: in this process, in memory with what is too large for it in a folder that goes with it."""

from __future__ import annotations

import math
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
_ADVICE = re.compile(r"\nPossible|[.;]? ?\s?Try (?:setting|auto)")
_PATH = "path of the file"
"""No column of a Parquet file is called so. Many are called `filename`, as DuckDB's function in Python adds it."""
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
        """By their places: DuckDB does not tell names apart by upper and lower case."""
        from duckdb import ColumnExpression

        relation, names = self._relation(table, columns)
        table.check(names, columns)
        kept = NATIVE if len(self._tables) == 1 else ()
        found = {alias: names.index(name) for alias, name in columns.items()}
        made = {alias: _with_nan(relation.columns[at], relation.types[at]) for alias, at in found.items()}
        made["file"] = ColumnExpression(relation.columns[-1])
        return relation.select(*(
            (one if alias in kept else one.cast("VARCHAR")).alias(alias) for alias, one in made.items()
        ))  # fmt: skip

    def _relation(
        self, table: TableFiles, columns: Mapping[str, str]
    ) -> tuple[duckdb.DuckDBPyRelation, Sequence[str]]:
        """The files with all their columns and the path of each as the last, and the names of these columns."""
        from duckdb import ConstantExpression

        it, paths = self._connection, [_exactly(file.path) for file in table.files]
        if table.format == "parquet":
            asked = f"[{', '.join(str(ConstantExpression(path)) for path in paths)}], union_by_name = true"
            found = it.sql(f"FROM read_parquet({asked}, filename = '{_PATH}', hive_partitioning = false)")
            return found, found.columns[:-1]
        if table.format == "jsonl":
            path, shape = "file", dict.fromkeys(columns.values(), "VARCHAR")
            while path in map(str.lower, shape):
                path += "_"
            return it.read_json(
                paths, columns=shape, format="newline_delimited", filename=path, hive_partitioning=False
            ), [*shape]
        places = {f"c{at}": "VARCHAR" for at, _ in enumerate(table.head)}
        return it.read_csv(
            paths, columns=places, header=True, auto_detect=False, comment="",
            delimiter=_DELIMITERS[table.format], quotechar='"', escapechar='"', max_line_size=LONGEST_LINE,
            filename="file", hive_partitioning=False,
        ), table.head  # fmt: skip


def _with_nan(name: str, kind: object) -> duckdb.Expression:
    """A column. Of floats that a NaN may be among DuckDB has to look: it takes the largest value that a Parquet file
    states for the largest there is, and other tools leave NaN out of that."""
    from duckdb import CaseExpression, ColumnExpression, ConstantExpression, FunctionExpression

    column = ColumnExpression(name)
    if str(kind) not in ("FLOAT", "DOUBLE"):
        return column
    nan = ConstantExpression(math.nan).cast(kind)  # type: ignore[arg-type]
    return CaseExpression(FunctionExpression("isnan", column), nan).otherwise(column)


def _said(problem: Exception) -> str:
    """What DuckDB says, without the name of its kind of error, the line itself and what it advises."""
    whole = str(problem)
    if "state machine" in whole:
        return "lines end in more than one way, or something stands behind a closing quote; write it as CSV anew"
    text = _ADVICE.split(whole.partition("Error: ")[2] or whole)[0]
    return "; ".join(
        line.strip() for line in text.splitlines() if line.strip() and not line.startswith("Original Line")
    )
