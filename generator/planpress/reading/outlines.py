"""Outlines of projects: what an order needs of a project that is the same on both sides of a comparison.

An outline leaves out tables, narratives, rules and baselines: what follows from those is the same on both sides too.
"""

from __future__ import annotations

import json
from collections.abc import Iterable, Mapping
from typing import Any

from pydantic import ValidationError

from planpress.model.fields import read_id
from planpress.model.project import Project
from planpress.model.sources import Places
from planpress.reading.decoding import decode
from planpress.reading.documents import project_adapter
from planpress.reading.plans import assembled
from planpress.reading.seen import Notes
from planpress.reading.tree import Tree
from planpress.reading.validation import without_blanks
from planpress.reading.yaml_text import compose

_KEPT = frozenset(
    {"schema", "title", "owner", "stage", "effort", "screens", "impact", "feasibility", "depends_on", "uses"}
)


def outlines(tree: Tree, names: Iterable[str], ids: Mapping[str, str], notes: Notes) -> dict[str, Project]:
    """The outlines of these projects by their id. One with any finding of form is left out, to be read as a whole.

    `notes` keeps them as JSON by the ids of their files' contents.
    """
    found = {}
    for name in names:
        path = tree.location.project(name)
        key = ids.get(path)
        kept = notes.get(key) if key else None
        data = _parsed(kept) if kept else None
        if data is None:
            data = _read(tree, name, path)
            if data is not None and key and json.loads(text := json.dumps(data)) == data:
                notes.put(key, text)
        project = None if data is None else _outline(name, data, path)
        if project is not None:
            found[name] = project
    return found


def _parsed(text: str) -> dict[str, Any] | None:
    try:
        data = json.loads(text)
    except ValueError:
        return None
    return data if isinstance(data, dict) else None


def _read(tree: Tree, name: str, path: str) -> dict[str, Any] | None:
    """What an outline needs of a project.yml, None where the file has any finding of form."""
    file = tree.file(path)
    text, said = decode(file) if file else (None, ())
    if text is None or said:
        return None
    composed = compose(text)
    if composed.problems or not isinstance(composed.data, dict):
        return None
    data = without_blanks(composed.data, project_adapter())
    try:
        read_id(name)
        project_adapter().validate_python(data)
    except (ValidationError, ValueError):
        return None
    assert isinstance(data, dict)
    return {str(key): value for key, value in data.items() if key in _KEPT}


def _outline(name: str, data: Mapping[str, Any], path: str) -> Project | None:
    """What was kept is checked like what was written: a cache is a file that anybody can write to."""
    if not data.keys() <= _KEPT:
        return None
    try:
        document = project_adapter().validate_python(data)
    except ValidationError:
        return None
    return assembled(name, document, Places(path), None, None)
