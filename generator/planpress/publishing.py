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
from planpress.model.addresses import COMPARISON, PLAN_JSON, ROBOTS
from planpress.model.download import Download
from planpress.model.errors import PlanpressError
from planpress.model.page import Fragment, Page
from planpress.model.preview import Preview
from planpress.model.report import Report
from planpress.pages import compose
from planpress.pages.composing import Composer, place_drawings
from planpress.pages.names import CHANGES, HOME, PORTFOLIO, project_page
from planpress.pages.remembering import remembered
from planpress.reading.tree import CONTENT
from planpress.writing.bundled import template_folders
from planpress.writing.diffs.diff_json import diff_json
from planpress.writing.json_text import printable
from planpress.writing.plan_json import render
from planpress.writing.store import kept_charts

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
    banner: Page | None = None
    """What every page of a preview says above all else, as a page without a place of its own."""


def publish(
    report: Report,
    root: Path,
    source_url: str | None = None,
    packet: Download | None = None,
    preview: Preview | None = None,
) -> Publication:
    """Compose every page of a plan and draw its charts, those of earlier builds taken from the cache below `root`.

    The portfolio offers `packet`, the printed plan, where there is one. With a `preview` the pages say what changes of
    what was before, and there is one page of all that does.
    """
    folders = [str(folder) for folder in template_folders(root)]
    store = kept_charts(root)
    try:
        composer = _composer(folders, source_url, _portfolio(root), packet, preview)
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
        files={PLAN_JSON: render(report), **exploring.scripts(figures, store), **_preview_files(preview, root)},
        reading_order=(composer.portfolio, *(project_page(name) for name in report.order())),
        drawings=tuple(zip(composer.pages_of_figures(), figures, drawn, strict=True)),
        banner=_banner(composer, preview) if preview else None,
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


def _composer(
    folders: list[str], source_url: str | None, portfolio: str, packet: Download | None, preview: Preview | None
) -> Composer:
    if preview is None:
        return Composer(folders, source_url, portfolio, packet)
    return Composer(folders, source_url, portfolio, packet, preview, remembered(preview, folders, portfolio))


def _banner(composer: Composer, preview: Preview) -> Page:
    fragment = Fragment(composer.html("partials/banner.html.j2", preview=preview, path=CHANGES))
    return Page(CHANGES, "", fragment.placeholder(0), {0: fragment})


def _preview_files(preview: Preview | None, root: Path) -> Mapping[str, str]:
    """The comparison for programs, and what asks search engines to stay away, unless the site says so itself."""
    if preview is None:
        return {}
    files = {COMPARISON: printable(diff_json(preview.comparison))}
    return files if (root / CONTENT / ROBOTS).exists() else {**files, ROBOTS: "User-agent: *\nDisallow: /\n"}


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
