"""# JSON Lines

`models.jsonl`: an object a line, one a model, each from columns to values, as training loops log them.

## How it is read

As the objects of a list in JSON. Blank lines are skipped.

## Example

    {"model": "net-1", "precision": 0.9, "latency": 80}
    {"model": "net-2", "precision": 0.8}
"""

from planpress.model.findings import Finding
from planpress.model.sources import Places
from planpress.model.tables import RawTable
from planpress.reading.sources.formats import TableFormat, TableReference
from planpress.reading.sources.json_table import JsonReader
from planpress.reading.sources.rows import table_of_rows


def read(text: str, path: str, reference: TableReference, findings: list[Finding]) -> RawTable | None:
    data, mark = JsonReader(text, path, findings).values()
    return table_of_rows(data, Places(path, mark), findings)


JSON_LINES = TableFormat("json-lines", "JSON Lines", (".jsonl", ".ndjson"), __doc__, read)
