"""# TSV

`models.tsv`: cells with tabs between them, one line a row, the head first, as a spreadsheet copies them.

## How it is read

As CSV, with a tab in place of the comma. Blanks around a cell do not count; a cell that holds a tab, a quote at its
beginning or a line end stands in double quotes.
"""

from functools import partial

from planpress.reading.sources.csv_table import read_separated
from planpress.reading.sources.formats import TableFormat

TSV = TableFormat("tsv", "TSV", (".tsv",), __doc__, partial(read_separated, "\t"), has_lines=True)
