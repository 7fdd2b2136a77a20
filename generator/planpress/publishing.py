"""From a report to everything that a site is made of: pages with their charts drawn, and plan.json."""

from __future__ import annotations

import traceback
from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path

from jinja2 import TemplateError, TemplateSyntaxError

from planpress.charts import exploring
from planpress.charts.drawing import draw, key
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


@dataclass(frozen=True, slots=True)
class Publication:
    """Pages by their path below content/, further files by theirs, and the order of the project pages."""

    report: Report
    pages: Mapping[str, Page]
    files: Mapping[str, str]
    reading_order: tuple[str, ...]
    charts: int


def publish(report: Report, root: Path, source_url: str | None = None) -> Publication:
    """Compose every page of a plan and draw its charts, those of earlier builds taken from the cache below `root`."""
    composer = Composer([str(folder) for folder in template_folders(root)], source_url, _portfolio(root))
    store = FolderStore(root / CACHE)
    try:
        pages = compose(report, composer)
        figures = composer.figures()
        placed = place_drawings(pages, composer, draw(figures, store))
    except TemplateError as problem:
        raise PlanpressError(f"a template can not be used: {_where(problem)}{problem}") from None
    store.prune(key(figure) for figure in figures)
    return Publication(
        report=report,
        pages={page.path: page for page in placed},
        files={"plan.json": render(report), **exploring.scripts(figures, store)},
        reading_order=(composer.portfolio, *(project_page(name) for name in report.order())),
        charts=len(figures),
    )


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
