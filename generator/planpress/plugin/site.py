"""Where things are in a build: the plan in the site, what the site depends on, and where the finished site goes."""

from __future__ import annotations

import json
import logging
import os
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING
from urllib.parse import unquote

from mkdocs.exceptions import PluginError
from mkdocs.utils import CountHandler, get_relative_url

from planpress.files.bundled_templates import template_folders
from planpress.files.carrying import LISTS, contents
from planpress.files.private_folder import clear_private_folders
from planpress.files.staging import Staging
from planpress.model.errors import PlanpressError
from planpress.model.location import Location
from planpress.model.site_pages import POLICY
from planpress.pages.content_security_policy import Policy
from planpress.reading import epoch
from planpress.reading.locations import location
from planpress.sandbox.checkout import TEMPLATES
from planpress.workflows.publish_site import STYLE

if TYPE_CHECKING:
    from mkdocs.config.defaults import MkDocsConfig
    from mkdocs.structure.files import Files

    from planpress.plugin.page_events import Settings

_PARTS = 'class="pp-'
"""What no page has without a part of a plan's page."""
_FIXED = {
    "404.html", "content-security-policy.txt", "diff.json", "packet.pdf", "plan.json", "sitemap.xml", "sitemap.xml.gz",
    "tags.json",
}  # fmt: skip
_FOLDERS = ("assets/javascripts/", "assets/planpress/", "assets/stylesheets/", "search/")


@dataclass
class Redirected:
    """A build that writes beside the site's place. Whoever started it finds its own `site_dir` again when it has ended,
    well or not."""

    config: MkDocsConfig
    given: str
    staging: Staging

    @classmethod
    def begin(cls, config: MkDocsConfig, root: Path) -> Redirected:
        """From here on MkDocs writes into the new folder. Raises PlanpressError where the earlier one is no site.

        A list of what is written is kept in the cache below `root`.
        """
        clear_private_folders(root)
        staging = Staging.begin(Path(config.site_dir), earlier=earlier_site, root=with_cache(root))
        redirected = cls(config, config.site_dir, staging)
        config.site_dir = str(staging.folder)
        return redirected

    def end(self, *, well: bool) -> None:
        """The new folder takes the place of the earlier one, or that stays. Raises PlanpressError."""
        self.config.site_dir = self.given
        (self.staging.commit if well else self.staging.abandon)()


def warned() -> bool:
    """Whether MkDocs aborts right after this because of its strict mode, and the earlier site stays."""
    counting = [handler for handler in logging.getLogger("mkdocs").handlers if isinstance(handler, CountHandler)]
    return any(handler.get_counts() for handler in counting)


def write_policy(folder: Path, ours: Policy) -> None:
    """The header under which a finished site works, whoever wrote its pages, unless its author publishes such a file.

    `ours` is what planpress made of a plan's texts, which has nothing inline: should a text ever become a script, the
    policy forbids it.
    """
    if (folder / POLICY).exists():
        return
    policy = Policy()
    for _, page in _pages(folder):
        policy.look_at(page.read_text(encoding="utf-8", errors="replace"))
    policy.forget(ours)
    (folder / POLICY).write_text(f"{policy.header()}\n", encoding="utf-8", newline="\n")


def style_pages(folder: Path, files: Files) -> None:
    """Gives the style sheet to what a neighbour put together from the plan's pages after MkDocs had written them."""
    known = {file.dest_uri for file in files}
    for path, page in _pages(folder):
        if path in known:
            continue
        html = page.read_text(encoding="utf-8", errors="replace")
        if _PARTS in html and STYLE not in html:
            link = f'<link rel="stylesheet" href="{get_relative_url(STYLE, path)}">'
            page.write_text(html.replace("</head>", f"{link}</head>", 1), encoding="utf-8", newline="\n")


def keep_datable(files: Files) -> None:
    """Hold the days of pages, once the sitemap has them, to those that a gzip archive can say: from 1970 to 2106."""
    for file in files.documentation_pages():
        if file.page is not None and file.page.update_date:
            file.page.update_date = min(max(file.page.update_date, "1970-01-01"), "2106-02-07")


def earlier_site(folder: Path) -> frozenset[str] | None:
    """What MkDocs wrote into a folder, as far as that can be told by the search index and by fixed names; None where it
    holds no site of MkDocs'."""
    if not {"404.html", "search", "assets"} <= set(os.listdir(folder)):
        return None
    files = contents(folder).files
    return frozenset(path for path in files if path in _FIXED or path.startswith(_FOLDERS)) | _indexed(folder)


def with_cache(root: Path) -> Path | None:
    """The folder with the cache; None where a link leads that away, as one of a stranger's change could."""
    real = Path(os.path.realpath(root))
    return root if Path(os.path.realpath(root / LISTS)).is_relative_to(real) else None


def root_of(config: MkDocsConfig) -> Path:
    """The plan's root: the folder of mkdocs.yml."""
    return Path(config.config_file_path).resolve().parent


def located(config: MkDocsConfig, settings: Settings) -> Location:
    """Where the plan is, by the settings. Raises PlanpressError where it is not there."""
    root = root_of(config)
    # MkDocs does not follow links on the way to docs_dir.
    given = Path(os.path.abspath(config.config_file_path)).parent
    found = location(given, config.docs_dir, settings.plan, settings.pages)
    if not (root / found.plan).is_file():
        way_out = "name the folder that has it below planpress, as in plan: docs/ml, or start one: planpress init ."
        raise PlanpressError(f"there is no {found.plan}; {way_out}")
    return found


def watched(config: MkDocsConfig) -> list[Path]:
    """What a site depends on, whether it is there or not."""
    root = root_of(config)
    own = [Path(path) for path in (config.config_file_path, config.theme.custom_dir) if path]
    return [Path(config.docs_dir), root / TEMPLATES, *template_folders(root), *own]


class WrongEnvironmentError(PluginError):
    """A variable of the environment that no build can do with."""

    exit_code = 2


def settle_epoch() -> None:
    """MkDocs takes any SOURCE_DATE_EPOCH for a number, an empty one too. Raises WrongEnvironmentError."""
    try:
        epoch.settle(os.environ)
    except PlanpressError as problem:
        raise WrongEnvironmentError(str(problem)) from None


def _pages(folder: Path) -> Iterator[tuple[str, Path]]:
    for path in sorted(folder.rglob("*")):
        if path.suffix in (".html", ".htm") and path.is_file():
            yield path.relative_to(folder).as_posix(), path


def _indexed(folder: Path) -> set[str]:
    """The files of the pages that a site's search index names."""
    try:
        index = json.loads((folder / "search/search_index.json").read_text(encoding="utf-8"))
        places = {unquote(str(entry["location"]).partition("#")[0]) for entry in index["docs"]}
    except (OSError, ValueError, KeyError, TypeError, RecursionError):
        return set()
    return {f"{place}index.html" if place == "" or place.endswith("/") else place for place in places}
