"""`planpress render`: the pages as plain Markdown, SVG and other files, for any engine that reads an mkdocs.yml."""

import os
import posixpath
import re
import shutil
from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass, field
from html import escape
from pathlib import Path
from typing import Any

from planpress.files.bundled_templates import bundled_templates, leads_out, template_folders
from planpress.files.carrying import contents
from planpress.files.site_settings import rendered_settings
from planpress.files.staging import Staging
from planpress.history import with_history
from planpress.model.errors import PlanpressError, reason
from planpress.model.figure import Figure
from planpress.model.location import Location, own_settings
from planpress.model.site_pages import PLAN_JSON, SCORING, TEAMS, WEEKS
from planpress.model.sources import PAGE_ENDINGS
from planpress.model.wording import counted, quoted
from planpress.pages.fragments import finished, set_in
from planpress.reading.locations import SETTINGS, read_settings
from planpress.workflows.check_plan import Checked, conclude
from planpress.workflows.publish_site import (
    SCRIPTS,
    STYLE,
    Publication,
    dead_link,
    is_source,
    left_out,
    publish,
    source_url,
)

DOCS = "docs"
OVERRIDES = "overrides"
CHARTS = "assets/charts"
_ENGINES = {"site", ".cache"}
_OURS = {SETTINGS, DOCS, OVERRIDES, *_ENGINES}
_FOR_ANY_ENGINE = {"partials/source.html"}
"""The parts of planpress's own theme that Zensical's theme understands too. The others give names to what
Material for MkDocs leaves without; Zensical has its own in their place, and would lose its field of search to one."""

Say = Callable[[str], None]


def render_folder(root: Path, checked: Checked, folder: Path, say: Say, *, strict: bool = False) -> Publication:
    """Write the pages of a plan into `folder`, which is replaced as a whole when all is written.

    What is left out is told to `say`; with `strict` it is an error. Raises InvalidPlanError for a plan with errors, and
    PlanpressError where `folder` holds anything that is not of an earlier rendering, or cannot be written.
    """
    report = conclude(checked, strict=strict)
    location = report.plan.location
    _refuse_sources(root, folder, location)
    settings = read_settings(root)
    texts = {name: value for name in ("repo_url", "edit_uri") if isinstance(value := settings.get(name), str)}
    shown = source_url(texts.get("repo_url"), texts.get("edit_uri"), location)
    # What mkdocs.yml says of the history on pages, below `planpress`; nothing is as in a build.
    history = (own_settings(settings) or {}).get("history", True)
    report = with_history(report, root, history if isinstance(history, int) else True)
    publication = publish(report, root, shown)
    with Staging.begin(folder, earlier=earlier_rendering, root=root, setting="DIR") as staging:
        rendering = _Rendering(root, publication, location, [*publication.warnings])
        _write(staging, rendering.files(settings))
        for warning in rendering.warnings:
            say(f"warning: {warning}")
        if strict and rendering.warnings:
            raise PlanpressError(f"{counted(len(rendering.warnings), 'warning')}; {folder} is as it was")
    return publication


_FRAME = re.compile(r'(?:<div(?: class="[a-z -]*")?>)+\s*')


def framed(parts: Mapping[int, str]) -> Mapping[int, str]:
    """The fragments of a page. What stands in a frame is Markdown, which engines leave alone inside of HTML unless it
    says so."""
    return {at: html.replace(">", ' markdown="1">') if _FRAME.fullmatch(html) else html for at, html in parts.items()}


def earlier_rendering(folder: Path) -> frozenset[str] | None:
    """The files of rendered pages in a folder with these and what an engine made of them; None with anything else."""
    names = {entry.name for entry in folder.iterdir()}
    written = any((folder / DOCS).rglob(PLAN_JSON)) and (folder / SETTINGS).is_file()
    if not (names <= _OURS and written):
        return None
    return frozenset(path for path in contents(folder).files if path.split("/")[0] not in _ENGINES)


def _refuse_sources(root: Path, folder: Path, location: Location) -> None:
    """What is rendered among the site's docs would be a part of it the next time."""
    for name in (location.docs, "templates"):
        if Path(os.path.realpath(folder)).is_relative_to(os.path.realpath(root / name)):
            raise PlanpressError(f"{folder} lies in the plan's {name}/, which pages are made from; choose another DIR")


@dataclass
class _Rendering:
    """One rendering under way."""

    root: Path
    publication: Publication
    location: Location
    warnings: list[str] = field(default_factory=list)

    def files(self, settings: dict[str, Any]) -> dict[str, str | Path]:
        """Every file by its path: its text, or what it is a copy of."""
        own = dict(self._own_files())
        files: dict[str, str | Path] = {f"{OVERRIDES}/{path}": source for path, source in self._custom_files(settings)}
        for path, source in self._theme_files():
            files[f"{OVERRIDES if path.startswith('partials/') else DOCS}/{path}"] = source
        given = any(path.startswith(f"{OVERRIDES}/") for path in files)
        pages = {
            path: set_in(page.markdown, framed(finished(page, self._address(path, own))))
            for path, page in self.publication.pages.items()
            if path not in own
        }
        drawings = dict(standalone(self.publication.drawings))
        docs: dict[str, str | Path] = {**own, **pages, **self.publication.files, **drawings}
        title, nav = self.publication.report.plan.title, self._nav(own)
        text = rendered_settings(settings, title, nav, STYLE, SCRIPTS, overrides=given)
        return {**files, **{f"{DOCS}/{path}": content for path, content in docs.items()}, SETTINGS: text}

    def _address(self, page: str, own: dict[str, Path]) -> Callable[[str], str | None]:
        def address(link: str) -> str | None:
            path = self.location.linked(link)
            if path in own or path in self.publication.pages or path in self.publication.files:
                return posixpath.relpath(_published(path), posixpath.dirname(page) or ".")
            self.warnings.append(dead_link(page, path, self.location))
            return None

        return address

    def _own_files(self) -> Iterator[tuple[str, Path]]:
        """What people put into the docs beside the definitions; nothing hidden, and nothing from elsewhere."""
        content = self.root / self.location.docs
        plan = self.publication.report.plan
        for folder, names, files in os.walk(content, followlinks=True):
            here = Path(folder)
            names[:] = [name for name in sorted(names) if not name.startswith(".") and self._may_enter(here / name)]
            for name in sorted(files):
                path = (here / name).relative_to(content).as_posix()
                if name.startswith(".") or is_source(path, plan) or not (here / name).is_file():
                    continue
                if leads_out(self.root / self.location.bounds, here / name):
                    self.warnings.append(left_out(f"{self.location.docs}/{path}"))
                else:
                    yield path, here / name

    def _may_enter(self, folder: Path) -> bool:
        """Whether a folder of the docs is one, and no link out of the plan or back to a folder that it lies in."""
        if not folder.is_symlink():
            return True
        if leads_out(self.root / self.location.bounds, folder):
            self.warnings.append(left_out(folder.relative_to(self.root).as_posix()))
            return False
        return not Path(os.path.realpath(folder.parent)).is_relative_to(os.path.realpath(folder))

    def _theme_files(self) -> Iterator[tuple[str, Path]]:
        """The theme's files by their paths: the bundled ones that suit any engine, then the site's own over them."""
        bundled = bundled_templates()
        for templates in reversed(template_folders(self.root)):
            for path, full in _files_below(templates / "theme"):
                if templates != bundled or not path.startswith("partials/") or path in _FOR_ANY_ENGINE:
                    yield path, full

    def _custom_files(self, settings: dict[str, Any]) -> Iterator[tuple[str, Path]]:
        """What the plan's own mkdocs.yml has as `custom_dir`."""
        theme = settings.get("theme")
        custom = theme.get("custom_dir") if isinstance(theme, dict) else None
        if not isinstance(custom, str):
            return
        folder = self.root / custom
        if leads_out(self.root, folder) or not folder.is_dir():
            raise PlanpressError(f"{SETTINGS}: custom_dir is {quoted(custom)}; it must be a folder beside {SETTINGS}")
        yield from _files_below(folder)

    def _nav(self, own: dict[str, Path]) -> list[Any]:
        """The portfolio, pages that people wrote, teams, changes, how it is scored; projects are one click away."""
        home = [path for path in ("index.md",) if path in own]
        written = [path for path in own if path.endswith(PAGE_ENDINGS) and "/" not in path and path not in home]
        made = [path for path in map(self.location.page, (TEAMS, WEEKS, SCORING)) if path in self.publication.pages]
        return [*home, self.publication.reading_order[0], *written, *made]


def _write(folder: Path, files: dict[str, str | Path]) -> None:
    for path, content in files.items():
        full = folder / path
        full.parent.mkdir(parents=True, exist_ok=True)
        if isinstance(content, str):
            full.write_text(content, encoding="utf-8", newline="\n")
            continue
        try:
            shutil.copyfile(content, full)
        except OSError as problem:
            raise PlanpressError(f'cannot copy "{content}": {reason(problem)}') from None


def _files_below(folder: Path) -> Iterator[tuple[str, Path]]:
    for full in sorted(folder.rglob("*")):
        if full.is_file():
            yield full.relative_to(folder).as_posix(), full


def _published(path: str) -> str:
    """The address of a page or file in a site whose pages are files: index.md and README.md are the folder's index."""
    stem, extension = posixpath.splitext(path)
    if extension not in PAGE_ENDINGS:
        return path
    folder, name = posixpath.split(stem)
    return posixpath.join(folder, f"{'index' if name == 'README' else name}.html")


def standalone(drawings: tuple[tuple[str, Figure, str], ...]) -> Iterator[tuple[str, str]]:
    """Each drawing as a file of its own: with its words inside, and on white, since no page stands around it."""
    for page, figure, svg in drawings:
        place = page.removesuffix("/index.md").removesuffix(".md").replace("/", "-")
        width = f"{figure.frame.size[0]:g}"
        words = f"<title>{escape(figure.title)}</title><desc>{escape(figure.alternative)}</desc>"
        head, _, body = svg.replace(' aria-hidden="true"', ' role="img" font-family="sans-serif"', 1).partition(">")
        ground = '<rect width="100%" height="100%" fill="#fff" />'
        yield f"{CHARTS}/{place}-{figure.kind}-{width}.svg", f"{head}>{words}{ground}{body}\n"
