"""Rows of Parquet files and of sheets of XLSX workbooks, by pyarrow and openpyxl, which the extra `evidence` brings."""

from __future__ import annotations

import warnings
import zipfile
from collections import Counter
from collections.abc import Collection, Iterable, Iterator, Mapping
from typing import Any

from planpress.model.errors import needing
from planpress.model.wording import few, quoted
from planpress.sources.source import LARGEST_DOCUMENT, MOST_ROWS, EvidenceFile, SourceError, said

EXTRA = "evidence"
MOST_CELLS = 2_000_000
"""Cells of a sheet, those without anything in them included: a sheet may say that it begins anywhere."""

NumberedRow = tuple[int, Mapping[str, Any], Collection[str]]
"""The number of a row, its cells by column, and the names that are those of two columns."""


def parquet_rows(file: EvidenceFile, asked: Collection[str] | None) -> Iterator[NumberedRow]:
    """The rows of a Parquet file, with what is asked for alone; None: with all of it. Raises SourceError."""
    with needing(f"reading {file}", EXTRA):
        from pyarrow import parquet
    with file.open() as opened:
        try:
            table = parquet.ParquetFile(opened)
            if table.metadata.num_rows > MOST_ROWS:
                raise file.wrong(f"has more than {MOST_ROWS:,} rows; write one row a model")
            names = table.schema_arrow.names
            twice = _twice(names)
            wanted = names if asked is None else [f"{one}." for one in asked]
            columns = [name for name in names if asked is None or any(one.startswith(f"{name}.") for one in wanted)]
            at, others = 0, dict.fromkeys(names)
            for batch in table.iter_batches(1_000, columns=columns):
                for row in batch.to_pylist():
                    at += 1
                    yield at, row if columns == names else {**others, **row}, twice
        except SourceError:
            raise
        except Exception as problem:
            # A broken file raises what pyarrow has for it, and what its texts are decoded with.
            raise file.wrong(f"is not Parquet, or is not whole: {said(problem)}") from None


def sheet_rows(file: EvidenceFile, asked: Collection[str] | None, sheet: str | None) -> Iterator[NumberedRow]:
    """The rows below the first that has anything in it, which is the head, of the one sheet, or of that with a name.

    A formula has the value that was stored with it. Raises SourceError where none was, and for what cannot be read.
    """
    with needing(f"reading {file}", EXTRA):
        import openpyxl  # noqa: F401
    values, formulas = _sheet(file, sheet, values=True), _sheet(file, sheet, values=False)
    first = next((at for at, row in enumerate(values) if any(_heads(row))), len(values))
    head = _heads(values[first]) if first < len(values) else []
    blank = dict.fromkeys(head)
    for at in range(first + 1, len(values)):
        row, written = ({**blank, **dict(zip(head, rows[at], strict=False))} for rows in (values, formulas))
        for name in head if asked is None else asked:
            if row.get(name) is None and (formula := written.get(name)) is not None:
                what = f"{name}: {quoted(formula)} has no value with it"
                raise file.wrong(f"row {at + 1:,}: {what}; open the file with a spreadsheet program and save it")
        if any(one is not None for one in row.values()):
            yield at + 1, row, _twice(head)


def _heads(row: Collection[Any]) -> list[str]:
    return ["" if one is None else str(one).strip() for one in row]


def _sheet(file: EvidenceFile, name: str | None, *, values: bool) -> list[tuple[Any, ...]]:
    """The rows of a sheet: values, or formulas where there are any."""
    import openpyxl

    with file.open() as opened, warnings.catch_warnings():
        warnings.simplefilter("ignore")
        try:
            _refuse_bombs(file, opened)
            book = openpyxl.load_workbook(opened, read_only=True, data_only=values)
            sheets = {one.title: one for one in book.worksheets}
            names = few([*map(quoted, sheets)], 8)
            if name is None and len(sheets) != 1:
                raise file.wrong(f"has the sheets {names}; say which, as in sheet: {next(iter(sheets), '')}")
            if name is not None and name not in sheets:
                raise file.wrong(f"has no sheet {quoted(name)}; there is {names}")
            chosen = sheets[name or next(iter(sheets))]
            chosen.reset_dimensions()  # which a file may state too small: what lies outside would not be read
            return _bounded(file, chosen.iter_rows(values_only=True))
        except SourceError:
            raise
        except Exception as problem:
            # A broken workbook raises whatever its parts, ZIP or XML, are read with.
            raise file.wrong(f"is not XLSX, or is not whole: {said(problem) or 'nothing in it'}") from None


def _bounded(file: EvidenceFile, rows: Iterable[tuple[Any, ...]]) -> list[tuple[Any, ...]]:
    found, cells = list[tuple[Any, ...]](), 0
    for row in rows:
        cells += len(row) + 1
        if cells > MOST_CELLS:
            raise file.wrong(f"has more than {MOST_CELLS:,} cells, with those of rows that are blank; write fewer")
        found.append(row)
    return found


def _refuse_bombs(file: EvidenceFile, opened: Any) -> None:
    with zipfile.ZipFile(opened) as parts:
        if sum(one.file_size for one in parts.infolist()) > LARGEST_DOCUMENT:
            raise file.wrong(f"holds more than {LARGEST_DOCUMENT / 1e6:.0f} MB when it is unpacked")


def _twice(names: Collection[str]) -> frozenset[str]:
    return frozenset(name for name, count in Counter(names).items() if count > 1 and name)
