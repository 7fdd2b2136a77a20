"""# CSV

`models.csv`: cells with commas between them, one line a row, the head first.

## How it is read

Blanks around a cell do not count, and blank lines are skipped. A cell that holds a comma, a quote or a line end stands
in double quotes; a quote inside it is written twice. Semicolons in place of commas are refused, with what to do.

## Example

    model,precision,latency
    net-1,0.9,80
    "net-2, pruned",0.8,35
"""

from functools import partial

from planpress.reading.sources.delimited import read_delimited
from planpress.reading.sources.formats import TableFormat

CSV = TableFormat("csv", "CSV", (".csv",), __doc__, partial(read_delimited, ","))
