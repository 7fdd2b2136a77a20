"""# PSV

`models.psv`: cells with bars between them.

## How it is read

As CSV, with a bar in place of the comma.
"""

from functools import partial

from planpress.reading.sources.csv_table import read_separated
from planpress.reading.sources.formats import TableFormat

PSV = TableFormat("psv", "PSV", (".psv",), __doc__, partial(read_separated, "|"))
