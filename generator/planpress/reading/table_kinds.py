"""The kinds of findings that reading model tables can make."""

from __future__ import annotations

from planpress.model.findings import FindingKind


def _kind(code: str, name: str, title: str, means: str, matters: str, to_do: str) -> FindingKind:
    page = f"# {title}\n\n## What it means\n\n{means}\n\n## Why it matters\n\n{matters}\n\n## What to do\n\n{to_do}\n"
    return FindingKind(code, "error", name, page)


NO_FILE = _kind(
    "PP301", "no-such-table", "No such table",
    "The file that `models.table` names is not in the project's folder.",
    "Without its models a project has no verdict; nothing is put in their place.",
    "Correct the name, or add the file. Names are read to the letter: `Models.csv` is not `models.csv`.",
)  # fmt: skip
NOT_A_FORMAT = _kind(
    "PP302", "not-a-table-format", "Not a table format",
    "The name does not end like a table that planpress reads: `.csv`, `.tsv`, `.json`, `.yml`, `.yaml`, or"
    " `plan.md#heading` for a Markdown table.",
    "A spreadsheet or a binary file cannot be reviewed line by line, and every finding here names a line.",
    "Save the table as CSV and name that file.",
)  # fmt: skip
OUTSIDE = _kind(
    "PP303", "table-outside", "Table outside the project's folder",
    "`models.table` is an absolute path, or leads out of the project's folder by `..` or a link.",
    "A plan may come from a stranger; it must not be able to publish files from the machine that builds it.",
    "Put the table beside project.yml and name it without folders above it.",
)  # fmt: skip
TOO_LARGE = _kind(
    "PP304", "table-too-large", "Table too large",
    "A model table has more than 5,000 rows or 200 columns, or a cell of more than 2,000 characters.",
    "One row is one candidate model. A table of this size holds raw predictions, from which no rule can choose.",
    "Compute the metrics from the raw data, and write one row a model. Keep the raw data elsewhere and link to it.",
)  # fmt: skip
RAGGED = _kind(
    "PP305", "ragged-row", "Row of another length than the head",
    "A row has more cells than the head has columns, or fewer. Blank cells at the end of a row do not count.",
    "From the odd cell on, every number stands under the wrong metric.",
    "Most often a cell holds the separator: put it in quotes (in Markdown write `\\|`), and write 0.85, not 0,85. A"
    " value that was not measured is a blank cell, not a missing one.",
)  # fmt: skip
DUPLICATE_MODEL = _kind(
    "PP306", "duplicate-model", "Two models of one name",
    "Two rows name the same model. Names that look alike are the same: an accent may be one character or two.",
    "Rules, diagnoses and decisions name models; with two of one name nobody can tell which was chosen.",
    "Keep one of the rows, or add to the names what differs, as in `net-1, seed 2`.",
)  # fmt: skip
DUPLICATE_COLUMN = _kind(
    "PP307", "duplicate-column", "Two columns of one name",
    "The head names one column twice.",
    "One of the two would be read and the other lost.",
    "Rename one, or take it out.",
)  # fmt: skip
NO_KEY = _kind(
    "PP308", "no-key-column", "No column that names the models",
    "`models.key` names a column that the table does not have; or it is left out, and the first column is a metric.",
    "Without names no rule can say which model it chose.",
    "Write the name of the column as it stands in the head, or leave `key` out and let the first column name the"
    " models.",
)  # fmt: skip
EMPTY = _kind(
    "PP309", "empty-table", "Empty table",
    "The table has no head, or a head and no rows.",
    "An empty table is more often a failed export than a project without models.",
    "Write one row a model. Before there are any models, leave `models` out of project.yml.",
)  # fmt: skip
UNNAMED_MODEL = _kind(
    "PP310", "unnamed-model", "Model without a name",
    "A row has values and its key column is blank.",
    "A model without a name can neither be chosen nor be given a reason.",
    "Name it. A row without any values at all is skipped.",
)  # fmt: skip
NOT_A_NUMBER = _kind(
    "PP311", "not-a-number", "Not a number",
    "A cell of a metric's column holds something else than one number. Read are `0.85`, `.5`, `+3`, `1e-3`; `85 %` as"
    " 0.85, or as 85 where the metric's unit is %; a number with the metric's own unit, `95 ms`; and as missing: blank,"
    " `n/a`, `na`, `-`, `–`, `—`, `null`.",
    "`0,85` is 0.85 to one reader and two numbers to another; `1,234` is either of two numbers. A guess would decide"
    " between models without a word.",
    "Write what the message says. The uncertainty of a value, and remarks on it, have columns of their own.",
)  # fmt: skip
NOT_FINITE = _kind(
    "PP312", "not-finite", "NaN, infinite, or too large",
    "A cell holds NaN or an infinity, or a number beyond 1e50.",
    "NaN is neither above nor below any threshold, so that rules would give any answer; an infinity wins or spoils"
    " every mean.",
    "Leave the cell blank where nothing was measured, and say in a note why.",
)  # fmt: skip
NO_TABLE = _kind(
    "PP313", "no-table-under-heading", "No such heading, or no table under it",
    "`plan.md#heading` names a heading that is not there, or one with no table between it and the next heading of its"
    " level.",
    "The first table of the file would often be another one.",
    "Name the heading as the page's address does, in lower case with dashes, or word for word as it stands there.",
)  # fmt: skip
SEPARATOR = _kind(
    "PP314", "wrong-separator", "Another separator",
    "A `.csv` file is separated by semicolons or tabs, or a `.tsv` file by commas or semicolons.",
    "Spreadsheets write semicolons where the decimal sign is a comma; then the numbers need care as well.",
    "Save it again with commas and decimal points, or as `.tsv` with tabs.",
)  # fmt: skip
NOT_JSON = _kind(
    "PP315", "not-json", "Not JSON",
    "The text breaks JSON's grammar at the place named.",
    "A table that is half read would drop models in silence.",
    "Names and texts stand in double quotes, numbers as 0.85, no comma after the last entry, no comments.",
)  # fmt: skip
NESTED = _kind(
    "PP316", "nested-value", "List or mapping in a cell",
    "A cell holds a list or a mapping.",
    "A model has one value in each column.",
    "Write one number or text. Give the ends of an interval, or the parts of a value, columns of their own.",
)  # fmt: skip
NOT_ROWS = _kind(
    "PP317", "not-rows", "Not a list of rows",
    "A table in JSON or YAML is a list, and each of its entries a mapping from columns to values.",
    "Other shapes, such as a list for each column, hide which values belong to one model.",
    "Write `- {model: net-1, precision: 0.9}` in YAML, `[{\"model\": \"net-1\", \"precision\": 0.9}]` in JSON.",
)  # fmt: skip
UNSHOWABLE = _kind(
    "PP318", "unshowable-character", "Character that cannot be shown",
    "A cell holds a control character, or half of a surrogate pair.",
    "It would not survive in a page, and in a terminal it can forge what is shown.",
    "Take it out. It often comes along with a text that was copied from a PDF or a terminal.",
)  # fmt: skip
UNNAMED_COLUMN = _kind(
    "PP319", "unnamed-column", "Column without a name",
    "A column has values and its head is blank.",
    "Nothing can refer to it, and nobody can say what it holds.",
    "Name it, or take it out. Columns that are blank throughout, at the end of a table, are skipped.",
)  # fmt: skip
QUOTE = _kind(
    "PP320", "broken-quote", "Quote that does not end",
    "A cell begins with a quote that is never closed, or that is closed before the cell ends.",
    "Readers swallow the rest of the file into one cell, and lose the models in it.",
    'Close the quote. Inside a quoted cell, a quote is written twice: `"a 5"" disk"`.',
)  # fmt: skip

ALL = (
    NO_FILE, NOT_A_FORMAT, OUTSIDE, TOO_LARGE, RAGGED, DUPLICATE_MODEL, DUPLICATE_COLUMN, NO_KEY, EMPTY, UNNAMED_MODEL,
    NOT_A_NUMBER, NOT_FINITE, NO_TABLE, SEPARATOR, NOT_JSON, NESTED, NOT_ROWS, UNSHOWABLE, UNNAMED_COLUMN, QUOTE,
)  # fmt: skip
