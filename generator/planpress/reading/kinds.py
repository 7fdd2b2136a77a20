"""The kinds of findings that reading YAML and files can make; those of tables are in `table_kinds`."""

from __future__ import annotations

from planpress.model.findings import FindingKind, Level


def _kind(code: str, level: Level, name: str, title: str, means: str, matters: str, to_do: str) -> FindingKind:
    page = f"# {title}\n\n## What it means\n\n{means}\n\n## Why it matters\n\n{matters}\n\n## What to do\n\n{to_do}\n"
    return FindingKind(code, level, name, page)


EMPTY = _kind(
    "PP101", "error", "empty-file", "Empty file",
    "A file that must hold a definition holds nothing.",
    "An empty file is more often a lost one than a plan without content.",
    "Write at least `schema: 1` and a title, or delete the folder. `planpress new ID` writes a file to start from.",
)  # fmt: skip
NOT_YAML = _kind(
    "PP102", "error", "not-yaml", "Not YAML",
    "The text breaks YAML's grammar at the place named, so that nothing after it can be trusted; or it holds a control"
    " character or a line separator (U+2028), which terminals obey and pages cannot hold.",
    "A file that is half understood would publish half a plan.",
    'Most often a text holds a `:` or begins with `[`, `{`, `*`, `&`, `%` or `@`: put it in quotes,'
    ' `why: "fast: 3 ms"`. Take a control character out; it often comes along with a text that was copied.',
)  # fmt: skip
NOT_UTF8 = _kind(
    "PP103", "error", "not-utf-8", "Not UTF-8",
    "The file holds bytes that are not UTF-8, as editors save them in Latin-1, Windows-1252 or UTF-16.",
    "Reading them by a guess would publish wrong names.",
    "Save the file as UTF-8. On a command line: `iconv -f latin1 -t utf-8 FILE`.",
)  # fmt: skip
TOO_LARGE = _kind(
    "PP104", "error", "file-too-large", "File too large",
    "A definition, a narrative or a page is larger than 1 MB, or a table larger than 8 MB. The file was not read.",
    "A plan is written and read by people; a file of this size is raw data that strayed in.",
    "Keep raw predictions where they are, and write one row for each model with the metrics computed from them.",
)  # fmt: skip
DUPLICATE_KEY = _kind(
    "PP105", "error", "duplicate-key", "Key written twice",
    "The same key stands twice in one mapping.",
    "YAML readers keep the last one in silence, so that an edit to the first has no effect.",
    "Keep one of the two.",
)  # fmt: skip
TRAP = _kind(
    "PP106", "warning", "yaml-trap", "Read differently elsewhere",
    "An unquoted value is a text or a number here (YAML 1.2) and something else to YAML 1.1 readers: `no` and `on` are"
    " booleans there, `012` is ten, `1:30` is ninety.",
    "The next tool that reads the file will disagree with this plan.",
    "Write what you mean: `false`, `12`, or the text in quotes.",
)  # fmt: skip
TAB = _kind(
    "PP107", "error", "tab", "Tab in YAML",
    "A line is indented with a tab.",
    "YAML forbids it, because tabs have no agreed width.",
    "Indent with spaces; most editors do it for `.yml` files when asked once.",
)  # fmt: skip
TOO_DEEP = _kind(
    "PP108", "error", "too-deep", "Too deep, or too many values",
    "A definition nests deeper than 32 levels, or holds, with its aliases written out, more than 250,000 values. Or a"
    " text has lists or HTML elements more than 100 deep, more than 1,000 headings or tasks, or"
    " a line with more than 1,000 cells.",
    "No part of the format needs that; a file that does was made to exhaust the reader.",
    "Write the values out, and keep data in a table beside the file. Close the elements that a text opens, and cut a"
    " long one into pages.",
)  # fmt: skip
NOT_READ = _kind(
    "PP109", "error", "yaml-feature", "YAML that is not read here",
    "A tag (`!!python/…`), a second document in one file, or a list used as a key.",
    "They mean different things to different readers, and some of them run code in careless ones.",
    "Write plain values: texts, numbers, lists and mappings with names as keys.",
)  # fmt: skip
UNKNOWN_KEY = _kind(
    "PP110", "error", "unknown-key", "Unknown key",
    "The format has no such key at this place.",
    "A misspelt key would be ignored, and what it says would be missing from the plan.",
    "Correct the spelling. `planpress schema project` lists every key; an editor that knows the schema completes them.",
)  # fmt: skip
MISSING_KEY = _kind(
    "PP111", "error", "missing-key", "Missing key",
    "A key that the format needs is not there.",
    "What it says cannot be guessed.",
    "Add it. `planpress schema project` says what it holds.",
)  # fmt: skip
WRONG_VALUE = _kind(
    "PP112", "error", "wrong-value", "Wrong value",
    "A value is not of the kind that its key holds: a text where a number stands, a word that is not one of the"
    " choices, a date that is none.",
    "Converting it in silence would put something into the plan that nobody wrote.",
    "Write what the message asks for. Numbers go without quotes, texts that look like numbers with them, dates as"
    " `2019-06-01`, booleans as `true` and `false`.",
)  # fmt: skip
SCHEMA = _kind(
    "PP113", "error", "schema-version", "Unknown schema version",
    "The file says that it is written for another version of the format.",
    "Keys may mean something else there.",
    "Write `schema: 1`, or use the planpress that knows the version.",
)  # fmt: skip
BAD_ID = _kind(
    "PP114", "error", "bad-id", "Not an id",
    "An id holds letters and digits of any script, `_` and `-`, begins with a letter or a digit, has at most 64"
    " characters and is in Unicode's composed form (NFC).",
    "Ids become addresses of pages, words of rules such as `recall > 0.6` and of commands such as"
    " `planpress explain pose.priority`; blanks, dots and slashes would break them.",
    "Rename it. The name that readers see is free: write it as `label` or `title`.",
)  # fmt: skip
BYTE_ORDER_MARK = _kind(
    "PP115", "warning", "byte-order-mark", "Byte order mark",
    "The file begins with the bytes EF BB BF. They were left out; everything else is read as written.",
    "Other tools take them for a part of the first word.",
    'Save as "UTF-8", not "UTF-8 with BOM".',
)  # fmt: skip
MIXED_LINE_ENDS = _kind(
    "PP116", "warning", "mixed-line-ends", "Mixed line ends",
    "Some lines end as on Windows and some as elsewhere. A file that uses one of them throughout is fine.",
    "Diffs show whole files as changed.",
    "Let the editor make them one, or git: `* text=auto` in .gitattributes.",
)  # fmt: skip
REFUSED = _kind(
    "PP117", "error", "refused-file", "File not read",
    "A file was not read: it is a link that leaves the plan's folder, no regular file, or cannot be opened.",
    "A plan may come from a stranger; it must not be able to publish files from the machine that builds it.",
    "Put the file itself into the project's folder.",
)  # fmt: skip
NO_DEFINITION = _kind(
    "PP118", "warning", "no-definition", "Folder without a definition",
    "A folder under content/projects/ has a narrative or a table and no project.yml, or a file of data stands there"
    " outside any project's folder.",
    "Whatever stands in it is missing from the plan. Pages and pictures are the site's own and may stand there.",
    "Write its project.yml, move a file to `content/projects/ID/project.yml`, or keep it elsewhere.",
)  # fmt: skip
PAGE_TAKEN = _kind(
    "PP119", "error", "page-taken", "Page that planpress writes itself",
    "A hand-written page stands where planpress writes one.",
    "One of the two would be lost.",
    "Rename the hand-written page. A project's own words go into its plan.md.",
)  # fmt: skip
STAND_IN = _kind(
    "PP120", "error", "stand-in", "Something else in the file's place",
    "A file does not hold what its name says: it is a pointer of Git LFS or git-annex, has the marks of a merge"
    " conflict, is a workbook, an archive, a database or a PDF under another name, or a page of the web"
    " that was saved in the file's place.",
    "Read as a table or as a definition, it would give models that nobody trained.",
    "Put the file itself there. `git lfs pull` fetches the file of a Git LFS pointer. Save a workbook as CSV"
    " from the program that wrote it. After a merge keep what should stay, and take out the lines that begin with"
    " `<<<<<<<`, `=======` and `>>>>>>>`.",
)  # fmt: skip
NAME_NOT_UTF8 = _kind(
    "PP121", "error", "name-not-utf-8", "Name that is not UTF-8",
    "The name of a file or a folder below content/ holds bytes that are not UTF-8. They are shown as `\\udcXX`.",
    "Addresses, search and every report are UTF-8: no page can have this name.",
    "Rename it. In its folder: `ls -b` shows the bytes, `mv ./bad* good.md` gives it another name.",
)  # fmt: skip
ODD_NAME = _kind(
    "PP122", "warning", "odd-name", "Name that does not work everywhere",
    "A name differs from another in its folder in case alone or in how its characters are put together, is a device on"
    " Windows (`con`, `aux`, `nul`, `com1`), ends with a dot or a blank, or holds a character that Windows does not"
    " allow. Or the ending of a Markdown text has capitals, so that MkDocs publishes it as it is.",
    "Such a file is lost, or takes the place of another, as soon as somebody clones the plan on another system.",
    "Rename it: small letters, digits, `-` and `_` work everywhere.",
)  # fmt: skip
UNCERTAIN_COMMIT = _kind(
    "PP123", "warning", "uncertain-commit", "Last commit that is not known for sure",
    "Where plan.yml has no `as_of`, the plan is of the day of its last commit; a packet names that commit. This clone"
    " may not have it, or git did not answer. The message says why, and which day was taken.",
    "Reviews, waivers and milestones are late or not by that day: the same plan says other things in another clone.",
    "Run what the message names, such as `git fetch --unshallow` where a pipeline clones one commit, or write `as_of`"
    " into plan.yml.",
)  # fmt: skip
NOT_WHOLE = _kind(
    "PP124", "warning", "not-whole", "Plan that is not whole in this working tree",
    "Git has files of the plan that are not here: a sparse checkout leaves them out, or a submodule was not fetched.",
    "Ranks, capacity and what depends on what are computed without them. `planpress diff` reads what a sparse checkout"
    " leaves out from git's objects; the site and its previews are of what is here.",
    "`git sparse-checkout disable`, `git submodule update --init`.",
)  # fmt: skip
BAD_THRESHOLD = _kind(
    "PP213", "error", "bad-threshold", "Not a threshold",
    "A threshold is a metric, one of `<` `<=` `>` `>=`, and a number in the metric's unit: `recall > 0.6`.",
    "A threshold that is not understood would reject nothing.",
    "Write it in that form, in quotes, one threshold in a text.",
)  # fmt: skip
MEETING_NAME = _kind(
    "PP601", "error", "meeting-name", "File that is no meeting",
    "A YAML file below content/meetings/ is not called `<date>-<name>.yml`, or stands in a folder of its own there.",
    "The name says when the meeting is and by which words it is found; under another it would be left out in silence.",
    "Rename it: `content/meetings/2019-06-01-planning.yml`. What stands before `.yml` is an id: letters, digits, `_`"
    " and `-`.",
)  # fmt: skip
MEETING_DAY = _kind(
    "PP602", "error", "meeting-day", "Another day than the file's name",
    "The `date` of a meeting is not the one that its file's name begins with.",
    "One of the two is wrong, and the packet and every decision would bear it.",
    "Make them one, or leave `date` out: the name says it.",
)  # fmt: skip
UNKNOWN_PAGE = _kind(
    "PP603", "error", "unknown-page", "Unknown page",
    "An item of a meeting that is not over is about a page that is not there. The `plan.md` of a project is a part of"
    " its page and not one by itself.",
    "The packet would lack what the item is about.",
    "Write the path of a `.md` file below `content/`, as in `page: budget.md`.",
)  # fmt: skip

ALL = (
    EMPTY, NOT_YAML, NOT_UTF8, TOO_LARGE, DUPLICATE_KEY, TRAP, TAB, TOO_DEEP, NOT_READ, UNKNOWN_KEY, MISSING_KEY,
    WRONG_VALUE, SCHEMA, BAD_ID, BYTE_ORDER_MARK, MIXED_LINE_ENDS, REFUSED, NO_DEFINITION, PAGE_TAKEN, STAND_IN,
    NAME_NOT_UTF8, ODD_NAME, UNCERTAIN_COMMIT, NOT_WHOLE, BAD_THRESHOLD, MEETING_NAME, MEETING_DAY, UNKNOWN_PAGE,
)  # fmt: skip

BY_CODE = {kind.code: kind for kind in ALL}
