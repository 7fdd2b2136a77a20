"""JSON for people and programs."""

from __future__ import annotations

import json
from typing import Any


def printable(value: Any) -> str:
    """JSON with an indent and a line end. What a terminal would obey stays escaped, as JSON can write it.

    Raises ValueError for a number that JSON does not have.
    """
    text = json.dumps(value, ensure_ascii=False, indent=2, allow_nan=False)
    return "".join(c if c.isprintable() or c == "\n" else json.dumps(c)[1:-1] for c in text) + "\n"
