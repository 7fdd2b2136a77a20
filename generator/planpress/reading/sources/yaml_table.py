"""# YAML

`models.yml`: a list of rows, one a model; each is a mapping from columns to values.

## How it is read

By YAML 1.2, with every value as it was written: `1.10` is the name 1.10 where it names a model. A column that a row
leaves out, and a null, is missing. `path`, and values below a row, are as in JSON. The `rows:` of project.yml are read
alike.

## Example

    - {model: net-1, precision: 0.9, latency: 80}
    - {model: net-2, precision: 0.8}
"""

from planpress.model.findings import Finding
from planpress.model.sources import Place, Places
from planpress.model.tables import RawTable
from planpress.reading import kinds
from planpress.reading.sources.formats import Refused, TableFormat, TableReference
from planpress.reading.sources.rows import table_of_rows
from planpress.reading.yaml_text import compose


def read(text: str, path: str, reference: TableReference, findings: list[Finding]) -> RawTable | None:
    composed = compose(text, path)
    findings += composed.problems
    if composed.mark is not None:
        places = Places(path, composed.mark)
        return table_of_rows(composed.data, places, findings, reference.path, reference.place)
    if not any(finding.level == "error" for finding in findings):
        raise Refused(kinds.EMPTY_TABLE, Place(path), "the file holds no rows; write one row a model")
    return None


YAML = TableFormat("yaml", "YAML", (".yml", ".yaml"), __doc__, read, has_paths=True)
