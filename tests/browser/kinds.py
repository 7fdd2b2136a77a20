"""The kinds of pages of the demonstration site, and the windows that they are seen in."""

from pathlib import Path
from typing import Any

PAGES = {
    "portfolio": "",
    "project": "projects/pose/",
    "project-three-rules": "projects/three-models/",
    "project-no-model-qualifies": "projects/call-routing/",
    "project-no-models": "projects/aisle-trucks/",
    "project-screened-out": "projects/caller-mood/",
    "teams": "boards/teams.html",
    "changes": "boards/changes.html",
    "scoring": "scoring.html",
    "hand-written": "about.html",
    "tags": "tags.html",
    "not-found": "404.html",
}
OURS = {kind: path for kind, path in PAGES.items() if kind not in ("hand-written", "tags", "not-found")}
"""Those that planpress composes."""

WITH_HISTORY = {"project-with-history": "projects/pose/index.html"}
"""Pages of the same plan, built where its commits are known."""
KINDS = (*PAGES, *WITH_HISTORY)

PREVIEWED = {
    "what-changed": "what-changed.html",
    "portfolio": "index.html",
    "project": "projects/pose/index.html",
    "hand-written": "about.html",
}
"""Kinds of pages of a preview."""

WIDE, NARROW = {"width": 1280, "height": 900}, {"width": 360, "height": 740}
VIEWS: dict[str, dict[str, Any]] = {
    "light": {"viewport": WIDE, "color_scheme": "light"},
    "dark": {"viewport": WIDE, "color_scheme": "dark"},
    "phone": {"viewport": NARROW, "color_scheme": "light"},
    "phone-dark": {"viewport": NARROW, "color_scheme": "dark"},
}


def script(name: str) -> str:
    """One of scripts/, which pages are asked to run."""
    return (Path(__file__).parent / "scripts" / f"{name}.js").read_text(encoding="utf-8").strip()
