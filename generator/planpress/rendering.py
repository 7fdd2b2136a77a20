"""`planpress render`: the pages as plain Markdown, SVG and other files, for any engine that reads an mkdocs.yml."""

from __future__ import annotations

import os
import posixpath
import shutil
from collections.abc import Callable, Iterator
from dataclasses import dataclass, field
from html import escape
from pathlib import Path
from typing import Any

from planpress.charts.figure import Figure
from planpress.model.errors import PlanpressError
from planpress.pages.filling import filled
from planpress.pages.names import SCORING
from planpress.pipeline import Checked, conclude
from planpress.publishing import SCRIPTS, STYLE, Publication, is_definition, publish, source_url
from planpress.reading.tree import CONTENT
from planpress.writing.bundled import template_folders
from planpress.writing.site_settings import SETTINGS, read_settings, rendered_settings
from planpress.writing.staging import staged

DOCS = "docs"
OVERRIDES = "overrides"
CHARTS = "assets/charts"
_OURS = {SETTINGS, DOCS, OVERRIDES, "site", ".cache"}


def render_folder(root: Path, checked: Checked, folder: Path, *, strict: bool = False) -> Publication:
    """Write the pages of a plan into `folder`, which is replaced as a whole when all is written.

    Raises InvalidPlanError for a plan with errors, and PlanpressError where `folder` holds anything that is not of an
    earlier rendering, or cannot be written.
    """
    settings = read_settings(root)
    shown = source_url(_text(settings.get("repo_url")), _text(settings.get("edit_uri")))
    publication = publish(conclude(checked, strict=strict), root, shown)
    with staged(folder, recognised=is_a_rendering) as staging:
        _Rendering(root, staging, publication).write(settings)
    return publication


def is_a_rendering(folder: Path) -> bool:
    """Whether a folder holds rendered pages, and what an engine made of them, and nothing else."""
    names = {entry.name for entry in folder.iterdir()}
    return names <= _OURS and (folder / DOCS / "plan.json").is_file() and (folder / SETTINGS).is_file()


def _text(value: Any) -> str | None:
    return value if isinstance(value, str) else None


@dataclass
class _Rendering:
    """One rendering under way."""

    root: Path
    folder: Path
    publication: Publication
    written: dict[str, str] = field(default_factory=dict)

    def write(self, settings: dict[str, Any]) -> None:
        own = dict(self._own_files())
        themes = dict(self._theme_files())
        for path, source in {**{p: s for p, s in themes.items() if not p.startswith("partials/")}, **own}.items():
            self._copy(source, f"{DOCS}/{path}")
        overrides = {path: source for path, source in themes.items() if path.startswith("partials/")}
        for path, source in overrides.items():
            self._copy(source, f"{OVERRIDES}/{path}")
        for path, page in self.publication.pages.items():
            if path not in own:
                self._put(f"{DOCS}/{path}", filled(page.markdown, page, self._address(path, own)))
        for path, text in self.publication.files.items():
            self._put(f"{DOCS}/{path}", text)
        for path, svg in standalone(self.publication.drawings):
            self._put(f"{DOCS}/{path}", svg)
        title = self.publication.report.plan.title
        nav = list(self._nav(own))
        self._put(SETTINGS, rendered_settings(settings, title, nav, STYLE, SCRIPTS, overrides=bool(overrides)))

    def _address(self, page: str, own: dict[str, Path]) -> Callable[[str], str | None]:
        def address(path: str) -> str | None:
            known = path in own or path in self.publication.pages or path in self.publication.files
            return posixpath.relpath(_published(path), posixpath.dirname(page) or ".") if known else None

        return address

    def _own_files(self) -> Iterator[tuple[str, Path]]:
        """What people put into content/ beside the definitions; nothing hidden, and nothing from elsewhere."""
        content = self.root / CONTENT
        for folder, names, files in os.walk(content):
            names[:] = sorted(name for name in names if not name.startswith("."))
            for name in sorted(files):
                full = Path(folder, name)
                path = full.relative_to(content).as_posix()
                if not name.startswith(".") and not is_definition(path) and full.is_file() and self._inside(full):
                    yield path, full

    def _inside(self, full: Path) -> bool:
        return Path(os.path.realpath(full)).is_relative_to(os.path.realpath(self.root))

    def _theme_files(self) -> Iterator[tuple[str, Path]]:
        for templates in reversed(template_folders(self.root)):
            theme = templates / "theme"
            for full in sorted(theme.rglob("*")):
                if full.is_file():
                    yield full.relative_to(theme).as_posix(), full

    def _nav(self, own: dict[str, Path]) -> Iterator[Any]:
        """The portfolio, pages that people wrote, how it is scored, and the boards; projects are one click away."""
        pages = self.publication.pages
        portfolio = next(iter(self.publication.reading_order))
        if "index.md" in own:
            yield "index.md"
        yield portfolio
        yield from (path for path in own if path.endswith(".md") and "/" not in path and path != "index.md")
        if SCORING in pages:
            yield SCORING
        boards = [path for path in pages if path.startswith("boards/")]
        if boards:
            yield {"Boards": boards}

    def _put(self, path: str, text: str) -> None:
        full = self.folder / path
        full.parent.mkdir(parents=True, exist_ok=True)
        full.write_text(text, encoding="utf-8", newline="\n")

    def _copy(self, source: Path, path: str) -> None:
        full = self.folder / path
        full.parent.mkdir(parents=True, exist_ok=True)
        try:
            shutil.copyfile(source, full)
        except OSError as problem:
            raise PlanpressError(f'can not copy "{source}": {(problem.strerror or str(problem)).lower()}') from None


def _published(path: str) -> str:
    """The address of a page or file in a site whose pages are files: index.md and README.md are the folder's index."""
    stem, extension = posixpath.splitext(path)
    if extension != ".md":
        return path
    folder, name = posixpath.split(stem)
    return posixpath.join(folder, f"{'index' if name == 'README' else name}.html")


def standalone(drawings: tuple[tuple[str, Figure, str], ...]) -> Iterator[tuple[str, str]]:
    """Each drawing as a file of its own: with its words inside, since no page stands around it."""
    for page, figure, svg in drawings:
        place = page.removesuffix("/index.md").removesuffix(".md").replace("/", "-")
        width = f"{figure.frame.size[0]:g}"
        words = f"<title>{escape(figure.title)}</title><desc>{escape(figure.alternative)}</desc>"
        head, _, body = svg.replace(' aria-hidden="true"', ' role="img" font-family="sans-serif"', 1).partition(">")
        yield f"{CHARTS}/{place}-{figure.kind}-{width}.svg", f"{head}>{words}{body}\n"
