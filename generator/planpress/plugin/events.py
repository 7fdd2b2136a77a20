"""What the plugin does at each event of MkDocs' build."""

from __future__ import annotations

import os
from contextlib import nullcontext
from pathlib import Path
from typing import TYPE_CHECKING, Any
from urllib.parse import urljoin

from mkdocs.config.base import Config
from mkdocs.config.config_options import Optional, Type
from mkdocs.exceptions import PluginError
from mkdocs.plugins import BasePlugin, CombinedEvent, event_priority, get_plugin_logger
from mkdocs.utils import get_build_date

from planpress.history import with_history
from planpress.model.download import Download
from planpress.model.errors import PlanpressError
from planpress.model.location import Location
from planpress.model.page import Page
from planpress.model.report import Report
from planpress.model.wording import counted
from planpress.pages.names import CHANGES
from planpress.pipeline import Checked, InvalidPlanError, check_folder, conclude
from planpress.plugin import records
from planpress.plugin.contents import Contents
from planpress.plugin.files import add, take_out
from planpress.plugin.garbage import kept_until_the_end
from planpress.plugin.guarding import guarded
from planpress.plugin.html import addresses, disarmed, with_banner
from planpress.plugin.neighbours import protect, settle, takes_files_apart, undate
from planpress.plugin.packet import printed
from planpress.plugin.server import PlanServer
from planpress.plugin.site import Redirected, keep_datable, style_pages, warned, write_policy
from planpress.plugin.theming import add_to_theme, furnish, set_in_parts
from planpress.previewing import preview
from planpress.publishing import Publication, project_file, publish, source_url
from planpress.reading import epoch
from planpress.reading.locations import location
from planpress.untrusted import TEMPLATES
from planpress.writing import policy
from planpress.writing.bundled import template_folders

if TYPE_CHECKING:
    from jinja2 import Environment
    from mkdocs.config.defaults import MkDocsConfig
    from mkdocs.livereload import LiveReloadServer
    from mkdocs.structure.files import File, Files
    from mkdocs.structure.nav import Navigation
    from mkdocs.structure.pages import Page as SitePage

    from planpress.untrusted import At, Sealed

log = get_plugin_logger("planpress")

FIRST, LAST = event_priority(100), event_priority(-1000)
"""Before, and after, what any other plugin does at an event."""


class Settings(Config):
    """What mkdocs.yml may say below `planpress:`."""

    strict = Optional(Type(bool))
    against = Type(str, default="")
    history = Type((bool, int), default=True)
    packet = Type(bool, default=False)
    plan = Optional(Type(str))
    pages = Optional(Type(str))


@guarded
class PlanpressPlugin(BasePlugin[Settings]):
    """Publishes a plan with the site: its pages, its charts and plan.json."""

    def __init__(self) -> None:
        self.serving = False
        self.strict: bool | None = None
        self.against: str | None = None
        self.checked: Checked | None = None
        self.sealed: tuple[Sealed, At] | None = None
        self.publication: Publication | None = None
        self.server: PlanServer | None = None
        self._redirected: Redirected | None = None
        self._builds = 0
        self._warnings = 0
        self._packet: tuple[Download, bytes] | None = None
        self._inline = policy.Policy()
        self._contents = Contents()
        self._made: dict[str, File] = {}
        self._location = Location()
        self._files: Files
        self._neighbours: dict[str, tuple[SitePage | None, SitePage | None]] = {}

    def on_startup(self, *, command: str, dirty: bool) -> None:
        _settle_epoch()
        self.serving = command == "serve"
        records.guard()

    def on_shutdown(self) -> None:
        self.server = None
        self._abandon()
        records.release()

    @LAST
    def on_build_error(self, *, error: Exception) -> None:
        redirected = self._redirected
        self._abandon()
        unwritten = redirected.staging.unwritten(error) if redirected and isinstance(error, OSError) else None
        if unwritten is not None:
            raise PluginError(str(unwritten)) from None

    @FIRST
    def on_config(self, config: MkDocsConfig) -> MkDocsConfig:
        """Read, check, judge and compose everything before MkDocs touches a file.

        Whatever is written from here on goes into the new site; some plugins choose its place right after this.
        """
        _settle_epoch()
        if not self._builds:
            self._begin(config)
        root = _root(config)
        add_to_theme(config, root)
        if self._builds:  # a neighbour builds again within a build, for another language
            return config
        self._inline, self._contents, self._warnings = policy.Policy(), Contents(), 0
        self._location = self._located(config)
        try:
            with nullcontext() if self.serving else kept_until_the_end():
                checked = self.checked or check_folder(root, location=self._location)
                self.publication = self._published(conclude(checked, strict=self._stops(config)), config)
        except InvalidPlanError as problem:
            raise PluginError(f"{_why(problem)}; the site is as it was\n{problem}") from None
        except PlanpressError as problem:
            raise PluginError(str(problem)) from None
        for said in filter(None, (*map(str, checked.findings), self.publication.report.limits)):
            log.info(said)
        # The theme's foot of the page offers it; nothing is left of an earlier build while serving.
        config.extra["planpress_packet"] = self._packet[0] if self._packet else None
        settle(config, self.publication.pages)
        return config

    def _begin(self, config: MkDocsConfig) -> None:
        if self.server is not None:
            self.server.follow(_watched(config))
            config.site_dir = self.server.fresh_folder()
        if self._redirected is None and not self.serving:
            self._redirected = Redirected.begin(config, self.sealed[0].place if self.sealed else _folder(config))

    def on_pre_build(self, *, config: MkDocsConfig) -> None:
        self._builds += 1

    def _stops(self, config: MkDocsConfig) -> bool:
        """Whether warnings of the plan stop a build: as the command line, the plugin's or the site's settings say."""
        return bool(next(said for said in (self.strict, self.config.strict, config.strict) if said is not None))

    def _warn(self, said: str) -> None:
        """A warning of a plan's, which stops a build only where its owner wants it to."""
        self._warnings += 1
        calm = self.config.strict is False and not self.strict
        log.log(20 if calm else 30, said)

    def _published(self, report: Report, config: MkDocsConfig) -> Publication:
        root, against = _root(config), self.against or self.config.against
        shown = source_url(config.repo_url, config.edit_uri, self._location)
        self._packet = printed(report, root, self._warn) if self.config.packet else None
        download = self._packet[0] if self._packet else None
        if not against:
            # A preview says what changes now, and a stranger's commits are not looked at.
            asked = self.config.history if self.sealed is None else False
            return publish(with_history(report, root, asked), root, shown, download)
        if isinstance(config.nav, list) and CHANGES not in str(config.nav):
            config.nav.append(self._location.page(CHANGES))
        place, known = (self.sealed[0].place, self.sealed[0].ids) if self.sealed else (root, {})
        return publish(report, root, shown, download, preview(report, root, against, place, known))

    @FIRST
    def _early(self, files: Files, *, config: MkDocsConfig) -> Files:
        """Before any neighbour looks at the files."""
        assert self.publication is not None
        take_out(files, _root(config), config, self.publication, self._warn)
        return files if takes_files_apart(config) else self._added(files, config)

    @LAST
    def _late(self, files: Files, *, config: MkDocsConfig) -> Files:
        """After a neighbour that makes other files of all that it finds."""
        return self._added(files, config) if takes_files_apart(config) else files

    def _added(self, files: Files, config: MkDocsConfig) -> Files:
        assert self.publication is not None
        self._made = add(files, config, self.publication, self._packet, self._warn)
        return files

    on_files = CombinedEvent(_early, _late)

    @FIRST
    def _unread(self, markdown: str, *, page: SitePage, config: MkDocsConfig, files: Files) -> str:
        if self._page(page) is not None:
            protect(page)
        return markdown

    @LAST
    def _dated(self, markdown: str, *, page: SitePage, config: MkDocsConfig, files: Files) -> str:
        """The day of the plan, not of the build, is when a page changed: the same input gives the same bytes."""
        assert self.publication is not None
        if page.update_date == get_build_date():
            page.update_date = self.publication.report.plan.as_of.isoformat()
        if self._page(page) is not None:
            undate(page)
        elif self.sealed is not None:
            self.sealed[1](f"{self._location.docs}/{page.file.src_uri}")
        return markdown

    on_page_markdown = CombinedEvent(_unread, _dated)

    @FIRST
    def _whole(self, html: str, *, page: SitePage, config: MkDocsConfig, files: Files) -> str:
        made = self._page(page)
        if made is None:
            return html
        whole = self._contents.begin(html, made, addresses(page.file, files, self._location, self._warn))
        self._inline.look_at(whole)
        return whole

    @LAST
    def _kept(self, html: str, *, page: SitePage, config: MkDocsConfig, files: Files) -> str:
        """A stranger's page is cleaned when every plugin has done what it does."""
        if self._page(page) is None:
            return html if self.sealed is None else disarmed(html, page, *self.sealed)
        return self._contents.end(html, page.file.src_uri)

    on_page_content = CombinedEvent(_whole, _kept)

    @LAST
    def on_env(self, env: Environment, *, config: MkDocsConfig, files: Files) -> Environment:
        """Project pages are not in the navigation; previous and next lead through them in rank order."""
        assert self.publication is not None
        self._files = files
        set_in_parts(env, config)
        pages = [found.page for path in self.publication.reading_order if (found := files.get_file_from_path(path))]
        self._neighbours = {
            page.file.src_uri: (pages[at - 1] if at else None, pages[at + 1] if at + 1 < len(pages) else None)
            for at, page in enumerate(pages)
            if page is not None
        }
        return env

    @FIRST
    def _searched(self, context: Any, *, page: SitePage, config: MkDocsConfig, nav: Navigation) -> Any:
        if self._page(page) is not None:
            self._contents.for_search(page)
        return context

    @LAST
    def _shown(self, context: Any, *, page: SitePage, config: MkDocsConfig, nav: Navigation) -> Any:
        assert self.publication is not None
        ours = self._page(page) is not None
        if page.file.src_uri in self._neighbours:
            page.previous_page, page.next_page = self._neighbours[page.file.src_uri]
        if ours:
            self._contents.for_readers(page, addresses(page.file, self._files, self._location, self._warn))
            if not page.file.inclusion.is_in_nav() and config.repo_url and config.edit_uri:
                # A project's page is edited in its definition.
                path = self._location.published(project_file(page.file.src_uri, "project.yml", self._location))
                page.edit_url = urljoin(urljoin(config.repo_url.rstrip("/") + "/", config.edit_uri), path)
        if ours or self.publication.banner is not None:
            furnish(context, page, config, ours=ours)
        return context

    on_page_context = CombinedEvent(_searched, _shown)

    def on_template_context(self, context: Any, *, template_name: str, config: MkDocsConfig) -> Any:
        assert self.publication is not None
        if self.publication.banner is not None:
            furnish(context, None, config, ours=False)
        return context

    @LAST
    def on_post_page(self, output: str, *, page: SitePage, config: MkDocsConfig) -> str:
        if self._page(page) is not None:
            self._contents.written(page)
        return self._announced(output, page.file, config)

    @event_priority(-100)
    def on_post_template(self, output_content: str, *, template_name: str, config: MkDocsConfig) -> str:
        if template_name == "sitemap.xml":
            keep_datable(self._files)
        return self._announced(output_content, None, config) if template_name.endswith(".html") else output_content

    def _announced(self, output: str, file: File | None, config: MkDocsConfig) -> str:
        assert self.publication is not None
        return with_banner(output, self.publication.banner, file, self._files, config, self._location)

    def on_serve(self, server: LiveReloadServer, *, config: MkDocsConfig, builder: Any) -> LiveReloadServer:
        """A server that answers at once takes the place of MkDocs' own."""
        if not isinstance(server, PlanServer):
            server = PlanServer.instead_of(server, "mkdocs serve --dev-addr {host}:{port}")
        self.server = server
        server.follow(_watched(config))
        return server

    @LAST
    def on_post_build(self, *, config: MkDocsConfig) -> None:
        """The last step: the finished site takes the place of the earlier one."""
        self._builds -= 1
        if self._builds:
            return
        style_pages(Path(config.site_dir), self._files)
        write_policy(Path(config.site_dir), self._inline)
        if self._warnings and self.config.strict:
            found = counted(self._warnings, "warning")
            raise PluginError(f"{found} of the plan, and strict is on; the site is as it was")
        if self._redirected is not None and not warned():
            redirected, self._redirected = self._redirected, None
            redirected.finish()

    def _page(self, page: SitePage) -> Page | None:
        """What planpress made of a page, where it did."""
        assert self.publication is not None
        path = page.file.src_uri
        return self.publication.pages[path] if self._made.get(path) is page.file else None

    def _located(self, config: MkDocsConfig) -> Location:
        """Where the plan is, by the settings. Raises PluginError where it is not there."""
        root = _root(config)
        try:
            found = location(root, config.docs_dir, self.config.plan, self.config.pages)
        except PlanpressError as problem:
            raise PluginError(str(problem)) from None
        if not (root / found.plan).is_file():
            way_out = "name the folder that has it below planpress, as in plan: docs/ml, or planpress init"
            raise PluginError(f"there is no {found.plan}; {way_out}")
        return found

    def _abandon(self) -> None:
        self._builds = 0
        if self._redirected is not None:
            self._redirected.abandon()
            self._redirected = None


def _root(config: MkDocsConfig) -> Path:
    """The plan's root: the folder of mkdocs.yml."""
    return Path(config.config_file_path).resolve().parent


def _watched(config: MkDocsConfig) -> list[Path]:
    """What a site depends on, whether it is there or not."""
    root = _root(config)
    own = [Path(path) for path in (config.config_file_path, config.theme.custom_dir) if path]
    return [Path(config.docs_dir), root / TEMPLATES, *template_folders(root), *own]


def _folder(config: MkDocsConfig) -> Path:
    """Where the site's settings are, and its cache."""
    return Path(config.config_file_path or config.docs_dir).parent


def _why(problem: InvalidPlanError) -> str:
    errors = any(finding.level == "error" for finding in problem.findings)
    return "the plan has errors" if errors else "the plan has warnings, and strict is on"


class _WrongEnvironment(PluginError):
    exit_code = 2


def _settle_epoch() -> None:
    """MkDocs takes any SOURCE_DATE_EPOCH for a number, an empty one too."""
    try:
        epoch.settle(os.environ)
    except PlanpressError as problem:
        raise _WrongEnvironment(str(problem)) from None
