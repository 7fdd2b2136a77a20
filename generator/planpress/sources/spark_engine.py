"""Spark as the engine: it reads the files where it runs, and sums alone come back."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping, Sequence
from contextlib import contextmanager
from typing import TYPE_CHECKING, Any
from urllib.parse import unquote

from planpress.model.errors import needing
from planpress.sources.engine import NATIVE, Format, TableFiles, unreadable
from planpress.sources.source import SourceError
from planpress.sources.spark_connect import SparkAddress, connected

if TYPE_CHECKING:
    from pyspark.sql import DataFrame, SparkSession

_URI = re.compile(r"file:/{1,3}([^/\s][^\s]{0,4096})")
_SENTENCE = re.compile(r"\[[A-Z_.]{1,99}\] ([^\n]{1,500})")
_NOT_THERE = ("[PATH_NOT_FOUND]", "[FAILED_READ_FILE.FILE_NOT_EXIST]")
_WHERE = "Spark reads files where it runs, and has to find them there under the same path"
_PATH = r"regexp_replace(url_decode(replace(path, '+', '%2B')), '^file:/+', '/')"
"""The path of a file of which Spark gives the URI."""
_TEXT = f"IF(contains({{0}}, '\\uFFFD'), raise_error(concat({{0}}, ' is not UTF-8, in file ', {_PATH})), {{0}})"
"""A text, unless some of its bytes are no UTF-8, which Spark puts another letter in the place of."""
# A row with too many or too few cells is an error, unless columns are pruned. Cells have no line breaks, so that a
# quote without its end swallows no rows.
_CSV = {
    "mode": "FAILFAST", "header": True, "quote": '"', "escape": '"', "unescapedQuoteHandling": "RAISE_ERROR",
    "columnPruning": False,
}  # fmt: skip
_OPTIONS: Mapping[Format, Mapping[str, Any]] = {
    "csv": {**_CSV, "sep": ","}, "tsv": {**_CSV, "sep": "\t"},
    "jsonl": {"mode": "FAILFAST"}, "parquet": {"mergeSchema": True},
}  # fmt: skip


class Spark:
    """Spark by a session that is there, and goes on afterwards. It has temporary views meanwhile, such as `given`."""

    functions: Mapping[str, str] = {
        "hash": "CAST(xxhash64({0}) AS DECIMAL(20, 0))",
        "md5_start": "CAST(conv(substr(md5(id), 1, 15), 16, 10) AS DECIMAL(20, 0))",
    }

    def __init__(self, session: SparkSession) -> None:
        self._session = session

    @contextmanager
    def reading(self, tables: Sequence[TableFiles], columns: Mapping[str, str]) -> Iterator[_Session]:
        session, is_there = _Session(self._session, tables), True
        try:
            session.see(columns)
            yield session
        except Exception as problem:
            if not type(problem).__module__.startswith(("pyspark.", "py4j.")):
                raise
            is_there = "StatusCode.UNAVAILABLE" not in str(problem)
            gone = SourceError("Spark does not answer any more; look why it ended, and refresh again")
            raise (unreadable(tables, _said(str(problem))) if is_there else gone) from None
        finally:
            if is_there:
                session.clear()


class SparkConnect:
    """Spark at an address of Spark Connect, by a session of its own that ends with the reading."""

    functions = Spark.functions

    def __init__(self, address: SparkAddress) -> None:
        self._address = address

    @contextmanager
    def reading(self, tables: Sequence[TableFiles], columns: Mapping[str, str]) -> Iterator[_Session]:
        with (
            needing("source: predictions by --engine spark", "spark"), connected(self._address) as session,
            Spark(session).reading(tables, columns) as reading,
        ):  # fmt: skip
            yield reading


class _Session:
    def __init__(self, session: SparkSession, tables: Sequence[TableFiles]) -> None:
        self._session, self._tables = session, tables
        self._views = dict[str, None]()
        self.engine = f"spark {session.version}"

    def rows(self, text: str, values: Mapping[str, Any]) -> list[tuple[Any, ...]]:
        return [tuple(row) for row in self._session.sql(text, dict(values)).collect()]

    def put(self, name: str, columns: Sequence[str], rows: Sequence[Sequence[Any]]) -> None:
        self._name(name, self._session.createDataFrame([*map(tuple, rows)], [*columns]))

    def keep(self, name: str, text: str, values: Mapping[str, Any]) -> None:
        self._name(name, self._session.sql(text, dict(values)))
        self._session.catalog.cacheTable(name)

    def see(self, columns: Mapping[str, str]) -> None:
        whole, *others = [self._columns(table, columns) for table in self._tables]
        for other in others:
            whole = whole.unionAll(other)
        self._name("given", whole)

    def clear(self) -> None:
        """Drop the views, and with each what is kept of it."""
        for name in self._views:
            self._session.catalog.dropTempView(name)

    def _name(self, name: str, frame: DataFrame) -> None:
        self._session.catalog.dropTempView(name)
        frame.createTempView(name)
        self._views[name] = None

    def _columns(self, table: TableFiles, columns: Mapping[str, str]) -> DataFrame:
        """By their places: Spark does not tell names apart by upper and lower case."""
        from pyspark.sql.types import BooleanType, NumericType

        frame, names = self._frame(table, columns)
        table.check(names, columns)
        types = {f"c{at}": field.dataType for at, field in enumerate(frame.schema)}
        path = frame.metadataColumn("_metadata").getField("file_path")
        frame = frame.select("*", path).toDF(*types, "path")
        wanted, kept = list[str](), NATIVE if len(self._tables) == 1 else ()
        for alias, name in columns.items():
            place = f"c{names.index(name)}"
            value = f"CAST({place} AS STRING)" if table.format == "parquet" else _TEXT.format(place)
            if alias in kept and isinstance(types[place], (NumericType, BooleanType)):
                value = place
            wanted.append(f"{value} AS {alias}")
        return frame.selectExpr(*wanted, f"{_PATH} AS file")

    def _frame(self, table: TableFiles, columns: Mapping[str, str]) -> tuple[DataFrame, list[str]]:
        """The files with all their columns, and the names of these."""
        from pyspark.sql.types import StringType, StructField, StructType

        for file in table.files:
            if (name := file.path.rpartition("/")[2]).startswith(("_", ".")) or ":" in name:
                raise file.wrong("Spark reads no file of such a name; take : out of it, and . or _ at its beginning")
        # The paths are no patterns.
        reader = self._session.read.options(**_OPTIONS[table.format]).option("__globPaths__", False)
        paths = [f"file://{file.path}" for file in table.files]
        if table.format == "parquet":
            frame = reader.parquet(*paths)
            return frame, frame.columns
        names = [*(table.head or dict.fromkeys(columns.values()))]
        if table.format == "jsonl":
            return reader.json(paths, StructType([StructField(name, StringType()) for name in names])), names
        texts = StructType([StructField(f"c{at}", StringType()) for at in range(len(names))])
        return reader.csv(paths, texts), names


def _said(text: str) -> str:
    """What Spark says went wrong first and at last, without the names of its kinds of errors."""
    found = _SENTENCE.findall(_URI.sub(lambda uri: f"/{unquote(uri[1])}", text))
    said = [*dict.fromkeys(one.partition("SQLSTATE")[0].rstrip(". ") for one in found)]
    told = "; ".join(said[:1] + said[1:][-1:]) if said else text.partition("\n")[0]
    return f"{told}; {_WHERE}" if any(kind in text for kind in _NOT_THERE) else told
