"""# YAML

`models.yml`: a list of rows, one a model; each is a mapping from columns to values.

## How it is read

By YAML 1.2, with every value as it was written: `1.10` is the name 1.10 where it names a model. A column that a row
leaves out, and a null, is missing. Lists and mappings in a cell are refused. The `rows:` of project.yml are read alike.

## Example

    - {model: net-1, precision: 0.9, latency: 80}
    - {model: net-2, precision: 0.8}
"""

from __future__ import annotations

from planpress.model.sources import Place
from planpress.reading import kinds
from planpress.reading.sources.formats import TableFormat, TableReading, TableReference
from planpress.reading.sources.rows import read_rows
from planpress.reading.yaml_text import compose


def read(text: str, path: str, reference: TableReference) -> TableReading:
    """The table of a YAML file."""
    composed = compose(text)
    said = tuple(
        kinds.BY_CODE[problem.code].at(Place(path, problem.line, problem.column), problem.message)
        for problem in composed.problems
    )
    if composed.mark is None:
        empty = kinds.EMPTY_TABLE.at(Place(path), "the file holds no rows; write one row a model")
        return TableReading(None, said if any(finding.level == "error" for finding in said) else (*said, empty))
    table, findings = read_rows(composed.data, composed.mark, path)
    return TableReading(table, said + findings)


YAML = TableFormat("yaml", "YAML", (".yml", ".yaml"), __doc__, read)
