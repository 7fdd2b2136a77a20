"""A plan that comes into a site which is there already: where it goes, and what its owner adds to mkdocs.yml."""

from __future__ import annotations

import json
import os
import re
from collections.abc import Iterator, Mapping
from pathlib import Path
from typing import Any

from planpress.model.errors import PlanpressError
from planpress.model.location import Location
from planpress.model.sources import PAGE_ENDINGS

_FOLDERS = ("plan", "ml-plan", "planpress-plan")
_PLAIN = re.compile(r"[\w./-]+", re.ASCII)
_BLOCK = re.compile(r"^plugins:[ \t]*(?:#.*)?\n(?:[ \t]*(?:#.*)?\n)*([ \t]*)(-[ \t]|\S)", re.MULTILINE)
_FLOW = re.compile(r"^plugins:[ \t]*\[(.*)\][ \t]*(?:#.*)?$", re.MULTILINE)


def place_for(root: Path, docs: str) -> Location:
    """Where a new plan goes in the site at `root`: into `docs`, or into a folder below where that has pages already.

    Raises PlanpressError where all such folders are taken.
    """
    if not any(_pages(root / docs)):
        return Location(docs, docs, "")
    for name in _FOLDERS:
        if not os.path.lexists(root / docs / name):
            return Location(f"{docs}/{name}", docs, name)
    taken = ", ".join(f"{docs}/{name}" for name in _FOLDERS)
    raise PlanpressError(
        f"{taken} are there already; name a folder of your own in mkdocs.yml, planpress: {{plan: {docs}/NAME}} below"
        " plugins, and run planpress init again"
    )


def additions(text: str, settings: Mapping[str, Any], location: Location) -> Iterator[str]:
    """What to add to an mkdocs.yml with this `text` and these `settings`, line by line as it is printed."""
    yield from _plugin(text, settings, location)
    if isinstance(settings.get("nav"), list):
        yield "and below nav, for the portfolio:"
        yield f"  - Plan: {_scalar(location.page('index.md'))}"


def _plugin(text: str, settings: Mapping[str, Any], location: Location) -> Iterator[str]:
    own = "" if location.folder == location.docs else f"{{plan: {_scalar(location.folder)}}}"
    entry = f"planpress: {own}" if own else "planpress"
    block, flow = _BLOCK.search(text), _FLOW.search(text)
    if settings.get("plugins") is None:
        yield "add to mkdocs.yml, where search is MkDocs' own, which it leaves out once plugins are listed:"
        yield "plugins:"
        yield "  - search"
        yield f"  - {entry}"
    elif block is not None and block[2].startswith("-"):
        yield "add to mkdocs.yml, below plugins:"
        yield f"{block[1]}- {entry}"
    elif block is not None:
        yield "add to mkdocs.yml, below plugins:"
        yield f"{block[1]}planpress: {own or '{}'}"
    elif flow is not None:
        others = f"{flow[1].strip().rstrip(',')}, " if flow[1].strip() else ""
        yield "write in mkdocs.yml, in the place of its line of plugins:"
        yield f"plugins: [{others}{f'{{{entry}}}' if own else entry}]"
    else:
        yield "add to the list of plugins that mkdocs.yml has or inherits:"
        yield f"  - {entry}"


def _scalar(text: str) -> str:
    """A text as YAML, in quotes where it needs them; JSON is YAML."""
    return text if _PLAIN.fullmatch(text) else json.dumps(text, ensure_ascii=False)


def _pages(folder: Path) -> Iterator[str]:
    for _, names, files in os.walk(folder):
        names[:] = [name for name in names if not name.startswith(".")]
        yield from (name for name in files if name.endswith(PAGE_ENDINGS) and not name.startswith("."))
