"""ROOM: the formats of model tables, one per file. To add one: a file, a line in ALL, cases in tests/reading/tables."""

from planpress.model.findings import Finding
from planpress.model.sources import Place
from planpress.model.tables import RawTable
from planpress.model.wording import listed, quoted
from planpress.reading import kinds
from planpress.reading.sources.csv_table import CSV
from planpress.reading.sources.formats import Refused, TableFormat, TableReference
from planpress.reading.sources.json_lines_table import JSON_LINES
from planpress.reading.sources.json_table import JSON
from planpress.reading.sources.markdown_table import MARKDOWN
from planpress.reading.sources.tsv_table import TSV
from planpress.reading.sources.yaml_table import YAML

ALL: tuple[TableFormat, ...] = (CSV, TSV, JSON, JSON_LINES, YAML, MARKDOWN)

_OTHERS = {
    (".xlsx", ".xls", ".xlsm", ".xlsb", ".ods", ".numbers"): "a workbook",
    (".parquet", ".feather", ".arrow", ".orc", ".avro"): "a file of columns",
    (".db", ".sqlite", ".sqlite3", ".duckdb"): "a database",
    (".eval", ".wandb", ".tfevents", "/mlruns", "mlruns"): "the store of a tracker",
    (".pkl", ".pickle", ".npy", ".npz", ".h5", ".hdf5", ".mat"): "a file of data that one program reads",
}
"""What the endings of other names say of a file."""


def refer(written: str, place: Place) -> TableReference:
    """The reference that `models.table` writes at `place`. The file is not looked for. Raises Refused for what is none.

    A `#` may stand in the name of a file: what stands before the first one that follows a known ending is the file.
    """
    file, mark, heading = _parted(written)
    if mark and _format_of(file) is MARKDOWN:
        if heading.strip():
            return TableReference(file, heading.strip(), MARKDOWN, place)
        raise Refused(kinds.NO_TABLE, place, f"{quoted(written)} names no heading; write one after the #")
    format_ = _format_of(written)
    if format_ is MARKDOWN:
        message = f"{quoted(written)} may hold many tables; name the heading of one, as in {written}#models"
        raise Refused(kinds.NO_TABLE, place, message)
    if format_ is not None:
        return TableReference(written, None, format_, place)
    if mark and _format_of(file) is not None:
        raise Refused(kinds.NOT_A_FORMAT, place, f"only tables in Markdown have a heading; write {quoted(file)}")
    other = next((what for endings, what in _OTHERS.items() if written.lower().endswith(endings)), None)
    if other is not None:
        message = f"{quoted(written)} is {other} and is not read; export it as CSV, and name that"
        raise Refused(kinds.NOT_A_FORMAT, place, message)
    suffixes = listed([suffix for known in ALL for suffix in known.suffixes if known is not MARKDOWN], "or")
    message = f"{quoted(written)} is not a table that can be read; save it as {suffixes}, or write plan.md#heading"
    raise Refused(kinds.NOT_A_FORMAT, place, message)


def read_source(reference: TableReference, text: str, path: str, findings: list[Finding]) -> RawTable | None:
    """The table that `reference` names, out of the `text` of the file at `path` (from the plan's root); None where it
    serves for nothing. Lines of `text` end with a line feed. Raises Refused for what cannot be read.
    """
    if not text.strip():
        raise Refused(kinds.EMPTY_TABLE, Place(path), "the file is empty; write a head and one row a model")
    return reference.format.read(text, path, reference, findings)


def _parted(written: str) -> tuple[str, str, str]:
    at = written.find("#")
    while at >= 0 and _format_of(written[:at]) is None:
        at = written.find("#", at + 1)
    return (written, "", "") if at < 0 else (written[:at], "#", written[at + 1 :])


def _format_of(file: str) -> TableFormat | None:
    name = file.rpartition("/")[2].lower()
    return next((known for known in ALL for suffix in known.suffixes if name.endswith(suffix)), None)
