"""The kinds of findings that reading can make. Level, name and page of each stand in kinds.md, by its code."""

from __future__ import annotations

import re
from pkgutil import get_data
from typing import cast

from planpress.model.findings import FindingKind, Level

_KIND = re.compile(r"<!-- (PP\d{3}) (error|warning) ([a-z0-9-]+) -->\n(.*?\n)(?=\n<!--|\Z)", re.DOTALL)


def _written() -> tuple[FindingKind, ...]:
    text = (get_data(__package__, "kinds.md") or b"").decode("utf-8")
    return tuple(FindingKind(code, cast(Level, level), name, page) for code, level, name, page in _KIND.findall(text))


ALL = _written()
BY_CODE = {kind.code: kind for kind in ALL}

# Of files, YAML, and the form of what is written.
EMPTY = BY_CODE["PP101"]
NOT_YAML = BY_CODE["PP102"]
NOT_UTF8 = BY_CODE["PP103"]
TOO_LARGE = BY_CODE["PP104"]
DUPLICATE_KEY = BY_CODE["PP105"]
TRAP = BY_CODE["PP106"]
TAB = BY_CODE["PP107"]
TOO_DEEP = BY_CODE["PP108"]
NOT_READ = BY_CODE["PP109"]
UNKNOWN_KEY = BY_CODE["PP110"]
MISSING_KEY = BY_CODE["PP111"]
WRONG_VALUE = BY_CODE["PP112"]
SCHEMA = BY_CODE["PP113"]
BAD_ID = BY_CODE["PP114"]
BYTE_ORDER_MARK = BY_CODE["PP115"]
MIXED_LINE_ENDS = BY_CODE["PP116"]
REFUSED = BY_CODE["PP117"]
NO_DEFINITION = BY_CODE["PP118"]
PAGE_TAKEN = BY_CODE["PP119"]
STAND_IN = BY_CODE["PP120"]
NAME_NOT_UTF8 = BY_CODE["PP121"]
ODD_NAME = BY_CODE["PP122"]
UNCERTAIN_COMMIT = BY_CODE["PP123"]
NOT_WHOLE = BY_CODE["PP124"]
BAD_THRESHOLD = BY_CODE["PP213"]
MEETING_NAME = BY_CODE["PP601"]
MEETING_DAY = BY_CODE["PP602"]
UNKNOWN_PAGE = BY_CODE["PP603"]

# Of tables of models.
NO_FILE = BY_CODE["PP301"]
NOT_A_FORMAT = BY_CODE["PP302"]
OUTSIDE = BY_CODE["PP303"]
TABLE_TOO_LARGE = BY_CODE["PP304"]
RAGGED = BY_CODE["PP305"]
DUPLICATE_MODEL = BY_CODE["PP306"]
DUPLICATE_COLUMN = BY_CODE["PP307"]
NO_KEY = BY_CODE["PP308"]
EMPTY_TABLE = BY_CODE["PP309"]
UNNAMED_MODEL = BY_CODE["PP310"]
NOT_A_NUMBER = BY_CODE["PP311"]
NOT_FINITE = BY_CODE["PP312"]
NO_TABLE = BY_CODE["PP313"]
SEPARATOR = BY_CODE["PP314"]
NOT_JSON = BY_CODE["PP315"]
NESTED = BY_CODE["PP316"]
NOT_ROWS = BY_CODE["PP317"]
UNSHOWABLE = BY_CODE["PP318"]
UNNAMED_COLUMN = BY_CODE["PP319"]
QUOTE = BY_CODE["PP320"]

# Of what paper cannot show as it was written.
NOT_SET = BY_CODE["PP501"]
NO_IMAGE = BY_CODE["PP502"]
NO_WORDS = BY_CODE["PP503"]
NOT_SHOWN = BY_CODE["PP504"]

# Of what a stranger's change brings.
NOT_TAKEN = BY_CODE["PP701"]
LEADS_OUT = BY_CODE["PP702"]
TOO_COSTLY = BY_CODE["PP703"]
FRONT_MATTER = BY_CODE["PP704"]
