"""From a report to everything that a site is made of: pages with their charts drawn, and plan.json."""

from __future__ import annotations

import traceback
from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path
from urllib.parse import urljoin

from jinja2 import TemplateError, TemplateSyntaxError

from planpress.charts import exploring
from planpress.charts.drawing import draw, key
from planpress.charts.figure import Figure
from planpress.model.download import Download
from planpress.model.errors import PlanpressError
from planpress.model.page import Page
from planpress.model.report import Report
from planpress.pages import compose
from planpress.pages.composing import Composer, place_drawings
from planpress.pages.names import HOME, PORTFOLIO, project_page
from planpress.reading.tree import CONTENT
from planpress.writing.bundled import template_folders
from planpress.writing.plan_json import render
from planpress.writing.store import FolderStore

CACHE = ".cache/planpress/charts"

STYLE = "assets/planpress/planpress.css"
SCRIPTS = tuple(f"assets/planpress/{name}.js" for name in ("tables", "why", "explore"))
"""What every page loads. Each script adds to pages that read well without it."""


@dataclass(frozen=True, slots=True)
class Publication:
    """Pages by their path below content/, further files by theirs, and the order of the project pages."""

    report: Report
    pages: Mapping[str, Page]
    files: Mapping[str, str]
    reading_order: tuple[str, ...]
    drawings: tuple[tuple[str, Figure, str], ...]


def publish(report: Report, root: Path, source_url: str | None = None, packet: Download | None = None) -> Publication:
    """Compose every page of a plan and draw its charts, those of earlier builds taken from the cache below `root`.

    The portfolio offers `packet`, the printed plan, where there is one.
    """
    composer = Composer([str(folder) for folder in template_folders(root)], source_url, _portfolio(root), packet)
    store = FolderStore(root / CACHE)
    try:
        pages = compose(report, composer)
        figures = composer.figures()
        drawn = draw(figures, store)
        placed = place_drawings(pages, composer, drawn)
    except TemplateError as problem:
        raise PlanpressError(f"a template can not be used: {_where(problem)}{problem}") from None
    store.prune(key(figure) for figure in figures)
    return Publication(
        report=report,
        pages={page.path: page for page in placed},
        files={"plan.json": render(report), **exploring.scripts(figures, store)},
        reading_order=(composer.portfolio, *(project_page(name) for name in report.order())),
        drawings=tuple(zip(composer.pages_of_figures(), figures, drawn, strict=True)),
    )


def is_definition(path: str) -> bool:
    """Whether a file below content/ is what a plan is made from; it is not published as it stands."""
    parts = path.split("/")
    if path == "plan.yml" or (parts[0] == "meetings" and path.endswith((".yml", ".yaml"))):
        return True
    return len(parts) == 3 and parts[0] == "projects" and parts[2] in ("project.yml", "plan.md")


def left_out(path: str) -> str:
    """What is said of a file below content/ that leads out of the plan."""
    return f"{CONTENT}/{path} is a link out of the plan's folder and is not published; put the file itself here"


def dead_link(page: str, path: str) -> str:
    """What is said of a link of a narrative to a file that is not there."""
    written = page.replace("/index.md", "/plan.md")
    return f"{CONTENT}/{written}: a link leads to {CONTENT}/{path}, and there is no such page or file"


def source_url(repo_url: str | None, edit_uri: str | None) -> str | None:
    """Where the repository shows the files of content/, with a slash at the end; None where mkdocs.yml does not say."""
    if not repo_url or not edit_uri:
        return None
    shown = edit_uri.replace("edit/", "blob/", 1) if edit_uri.startswith("edit/") else edit_uri
    return urljoin(repo_url.rstrip("/") + "/", shown)


def _where(problem: TemplateError) -> str:
    """The template and the line at fault, where Jinja knows them."""
    if isinstance(problem, TemplateSyntaxError):
        return f"templates/{problem.name}:{problem.lineno}: "
    frames = [frame for frame in traceback.extract_tb(problem.__traceback__) if frame.filename.endswith(".j2")]
    return f"{frames[-1].filename}:{frames[-1].lineno}: " if frames else ""


def _portfolio(root: Path) -> str:
    """Where the portfolio goes: it is the home page, unless a hand-written page is."""
    own = any((root / CONTENT / name).is_file() for name in ("index.md", "README.md"))
    return PORTFOLIO if own else HOME
