"""`models.evidence.json` as `planpress refresh` writes it: a model a line, so that a change is read as one."""

import json
from collections.abc import Mapping
from dataclasses import MISSING, fields, is_dataclass
from typing import Any

from planpress.model.evidence import Evidence, Passport

_ALWAYS = ("metric", "threshold", "variant", "split", "data", "ties")
"""The parts of a passport that stand there even where nothing is known."""
_WIDEST = 200


def as_json(evidence: Evidence) -> str:
    """The whole file. What is not known is left out but for the parts of a passport, which are null."""
    return f"{_text(_plain(evidence), '')}\n"


def _plain(value: Any) -> Any:
    if isinstance(value, Passport):
        whole = {one.name: getattr(value, one.name) for one in fields(value)}
        return {name: part for name, part in whole.items() if part is not None or name in _ALWAYS}
    if is_dataclass(value):
        needed = {one.name for one in fields(value) if one.default is MISSING and one.default_factory is MISSING}
        whole = {one.name: _plain(getattr(value, one.name)) for one in fields(value)}
        return {name: part for name, part in whole.items() if name in needed or part not in (None, {}, [])}
    if isinstance(value, Mapping):
        return {name: _plain(part) for name, part in value.items()}
    return [_plain(part) for part in value] if isinstance(value, tuple) else value


def _text(value: Any, indent: str) -> str:
    """JSON in which what fits stands in one line, and so do all points of a curve."""
    if isinstance(value, list) and value and isinstance(value[0], list):
        return json.dumps(value, separators=(",", ":"), allow_nan=False)
    line = json.dumps(value, ensure_ascii=False, allow_nan=False)
    if not isinstance(value, dict | list) or (len(line) <= _WIDEST and not _is_deep(value)):
        return line
    below = f"{indent} "
    if isinstance(value, dict):
        parts = [f"{json.dumps(key, ensure_ascii=False)}: {_text(one, below)}" for key, one in value.items()]
        return f"{{\n{below}" + f",\n{below}".join(parts) + f"\n{indent}}}"
    return f"[\n{below}" + f",\n{below}".join(_text(one, below) for one in value) + f"\n{indent}]"


def _is_deep(value: Any) -> bool:
    """Whether entries of a mapping or a list have entries of their own: each then has a line."""
    parts = value.values() if isinstance(value, dict) else value
    return any(isinstance(one, dict) for one in parts)
