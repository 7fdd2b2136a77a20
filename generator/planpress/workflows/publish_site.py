"""From a report to everything that a site is made of: pages with their charts drawn, and plan.json."""

import re
import traceback
from collections.abc import Mapping
from dataclasses import dataclass, replace
from pathlib import Path
from urllib.parse import urljoin

from jinja2 import TemplateError, TemplateSyntaxError

from planpress.charts.engine import interactive
from planpress.charts.engine.drawing import draw, key
from planpress.files.bundled_templates import template_folders, unread_templates
from planpress.files.caches import kept_charts
from planpress.formats.diffs.diff_json import diff_json
from planpress.formats.json_values import printable
from planpress.formats.plan_json import render
from planpress.model.errors import PlanpressError
from planpress.model.figure import Figure
from planpress.model.location import Location
from planpress.model.plan import Plan
from planpress.model.report import Preview, Report
from planpress.model.site_pages import (
    CHANGES,
    COMPARISON,
    HOME,
    PLAN_JSON,
    PORTFOLIO,
    ROBOTS,
    Download,
    Fragment,
    Page,
    project_page,
)
from planpress.model.sources import PAGE_ENDINGS
from planpress.model.written_values import NARRATIVE
from planpress.pages import compose
from planpress.pages.templates import Composer, place_drawings

STYLE = "assets/planpress/planpress.css"
SCRIPTS = tuple(f"assets/planpress/{name}.js" for name in ("tables", "why", "explore", "cut-off"))
"""What every page loads. Each script adds to pages that read well without it."""


@dataclass(frozen=True, slots=True)
class Publication:
    """Pages by the path of their Markdown in the site, further files by theirs, and the order of the project pages."""

    report: Report
    pages: Mapping[str, Page]
    files: Mapping[str, str]
    reading_order: tuple[str, ...]
    drawings: tuple[tuple[str, Figure, str], ...]
    banner: Page | None = None
    """What every page of a preview says above all else, as a page without a place of its own."""
    warnings: tuple[str, ...] = ()
    """What is said of templates of a site's own that nobody reads."""

    @property
    def location(self) -> Location:
        """Where the plan lies, and its pages do."""
        return self.report.plan.location


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
    location = report.plan.location
    try:
        composer = Composer(folders, source_url, portfolio_page(root, location), packet, preview, location)
        pages = compose(report, composer)
        figures = composer.figures()
        on = [location.page(drawable.page) for drawable in composer.drawables for _ in drawable.figures]
        drawn = draw(figures, store)
        placed = place_drawings(pages, composer, drawn)
    except TemplateError as problem:
        raise PlanpressError(f"a template cannot be used: {_where(problem)}{problem}") from None
    store.prune(key(figure) for figure in figures)
    banner = Fragment(composer.html("partials/banner.html.j2", preview=preview, path=CHANGES)) if preview else None
    return Publication(
        report=report,
        pages={path: replace(page, path=path) for page in placed for path in [location.page(page.path)]},
        files={
            location.page(PLAN_JSON): render(report),
            **interactive.scripts(figures, store),
            **_preview_files(preview, root, location),
        },
        reading_order=tuple(map(location.page, (composer.portfolio, *map(project_page, report.order())))),
        drawings=tuple(zip(on, figures, drawn, strict=True)),
        banner=None if banner is None else Page(CHANGES, "", banner.placeholder(0), {0: banner}),
        warnings=tuple(unread_templates(Path(folders[0]), composer.sections)) if len(folders) > 1 else (),
    )


def is_source(path: str, plan: Plan) -> bool:
    """Whether a file in the site's docs is what this plan is made from, and no page in a folder that is no project: not
    published as it stands."""
    location, full = plan.location, f"{plan.location.docs}/{path}"
    name = location.project_of(full)
    if name is None:
        return full == location.plan or location.is_meeting(full)
    known = name in plan.unreadable or any(project.id == name for project in plan.projects)
    return known and full in (location.project(name), location.project(name, NARRATIVE))


def left_out(path: str) -> str:
    """What is said of a file of the site's docs that leads out of the plan."""
    return f"{path} is a link out of the plan's folder and is not published; put the file itself here"


def dead_link(page: str, path: str, location: Location) -> str:
    """What is said of a link of a narrative to a file that is not there: both are paths in the site."""
    written = project_file(page, NARRATIVE, location)
    return f"{written}: a link leads to {location.docs}/{path}, and there is no such page or file"


def project_file(page: str, file: str, location: Location) -> str:
    """A file of the project whose page is at a path of the site."""
    return location.project(page.removeprefix(location.page("projects/")).removesuffix("/index.md"), file)


def source_url(repo_url: str | None, edit_uri: str | None, location: Location) -> str | None:
    """Where the repository shows the plan's root, with a slash at the end; None where mkdocs.yml does not say.

    `edit_uri` leads to the site's docs; one that does not name them leads to the root itself.
    """
    if not repo_url or not edit_uri:
        return None
    shown = re.sub("(^|/)edit/", r"\1blob/", edit_uri, count=1)
    docs = location.docs.removeprefix("../") + "/"
    root = shown.removesuffix(docs) if f"/{shown}".endswith(f"/{docs}") else shown
    return urljoin(repo_url.rstrip("/") + "/", root)


def portfolio_page(root: Path, location: Location) -> str:
    """Where the portfolio goes: it is the first of planpress's pages, unless a hand-written page is in its place."""
    names = (f"{stem}{ending}" for stem in ("index", "README") for ending in PAGE_ENDINGS)
    own = any((root / location.docs / location.page(name)).is_file() for name in names)
    return PORTFOLIO if own else HOME


def _preview_files(preview: Preview | None, root: Path, location: Location) -> Mapping[str, str]:
    """The comparison for programs, and what asks search engines to stay away, unless the site says so itself."""
    if preview is None:
        return {}
    files = {location.page(COMPARISON): printable(diff_json(preview.comparison))}
    return files if (root / location.docs / ROBOTS).exists() else {**files, ROBOTS: "User-agent: *\nDisallow: /\n"}


def _where(problem: TemplateError) -> str:
    """The template and the line at fault, where Jinja knows them."""
    if isinstance(problem, TemplateSyntaxError):
        return f"templates/{problem.name}:{problem.lineno}: "
    frames = [frame for frame in traceback.extract_tb(problem.__traceback__) if frame.filename.endswith(".j2")]
    return f"{frames[-1].filename}:{frames[-1].lineno}: " if frames else ""
