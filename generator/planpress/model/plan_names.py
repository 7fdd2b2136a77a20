"""The names that tell the plans of one repository apart: in files, branches, comments and queues of a forge."""

from __future__ import annotations

import hashlib
import re
import unicodedata

_PLAIN = re.compile(r"[a-z0-9_/-]+")
_OTHER = re.compile(r"[^a-z0-9_-]+")


def plan_name(folder: str) -> str:
    """The name of the plan in a folder, by the folder's path from the top: `plans.gh` for plans/gh, empty at the top.

    Two folders never have one name, not even where capitals do not count: what is more than small letters, digits,
    `_` and `-` has a number at its end.
    """
    folder = unicodedata.normalize("NFC", folder.strip("/").removeprefix("./"))  # one name on every system
    if folder in ("", "."):
        return ""
    name = folder.replace("/", ".")
    if _PLAIN.fullmatch(folder):
        return name
    number = hashlib.sha256(folder.encode("utf-8", "surrogateescape")).hexdigest()[:8]
    return f"{'.'.join(_OTHER.sub('-', part.lower()).strip('-') for part in folder.split('/'))}-{number}"
