"""What becomes of the pages of a site at each event of MkDocs' build."""

from __future__ import annotations

import logging
from html import escape
from typing import TYPE_CHECKING, Any
from urllib.parse import urlencode, urljoin, urlsplit

from mkdocs.config.base import Config
from mkdocs.config.config_options import Optional, Type
from mkdocs.plugins import BasePlugin, CombinedEvent, event_priority, get_plugin_logger
from mkdocs.utils import get_build_date

from planpress.model.location import Location
from planpress.model.site_pages import TEAMS, WEEKS, Page
from planpress.pages import content_security_policy
from planpress.pages.fragments import announced, finished, set_in
from planpress.pages.project_list import ProjectList
from planpress.plugin.guarding import guarded
from planpress.plugin.neighbours import undate
from planpress.plugin.page_html import Contents, addresses, disarmed
from planpress.plugin.site import keep_datable
from planpress.plugin.theming import furnish, set_in_parts
from planpress.workflows.publish_site import Publication, project_file

if TYPE_CHECKING:
    from jinja2 import Environment
    from mkdocs.config.defaults import MkDocsConfig
    from mkdocs.structure.files import File, Files
    from mkdocs.structure.nav import Navigation
    from mkdocs.structure.pages import Page as SitePage

    from planpress.sandbox.admission_gate import At
    from planpress.sandbox.checkout import UntrustedCheckout

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
class PageEvents(BasePlugin[Settings]):
    """Pages of the plan are made whole and furnished; all others are left alone, but for a preview and a stranger's."""

    def __init__(self) -> None:
        self.strict: bool | None = None
        self.sealed: tuple[UntrustedCheckout, At] | None = None
        self.publication: Publication
        self._warnings = 0
        self._inline = content_security_policy.Policy()
        self._contents = Contents()
        self._made: dict[str, File] = {}
        self._location = Location()
        self._files: Files
        self._projects: ProjectList

    @LAST
    def on_nav(self, nav: Navigation, *, config: MkDocsConfig, files: Files) -> Navigation:
        """Readers find the plan by its portfolio: of a navigation without it, it is said which line it lacks."""
        portfolio = self.publication.reading_order[0]
        if config.nav and portfolio in self._made and all(page.file.src_uri != portfolio for page in nav.pages):
            log.info(f"nav does not list the plan's portfolio; to show it, add below nav: - Plan: {portfolio}")
        for page in nav.pages:
            made = self._page(page)
            if made is not None and made.path == portfolio and page.title is None and made.title == config.site_name:
                page.title = "Overview"  # the navigation has the name of the site above it
        lists = [files.get_file_from_path(self._location.page(path)) for path in (TEAMS, WEEKS)]
        for at, item in enumerate(nav.items):
            pages = item.children or []
            if pages and all(getattr(page, "file", None) in lists for page in pages):
                nav.items[at : at + 1] = pages  # a folder of these two alone is no level
                for page in pages:
                    page.parent = None
                break
        return nav

    @FIRST
    def _unread(self, markdown: str, *, page: SitePage, config: MkDocsConfig, files: Files) -> str:
        if self._page(page) is not None:
            page.meta["render_macros"] = False  # braces in a text of a plan are its author's
        return markdown

    @LAST
    def _dated(self, markdown: str, *, page: SitePage, config: MkDocsConfig, files: Files) -> str:
        """The day of the plan, not of the build, is when a page changed: the same input gives the same bytes."""
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
        return html if self.sealed is None or self._page(page) is not None else disarmed(html, page, *self.sealed)

    on_page_content = CombinedEvent(_whole, _kept)

    @LAST
    def on_env(self, env: Environment, *, config: MkDocsConfig, files: Files) -> Environment:
        """Project pages are not in the navigation; previous and next lead through them in rank order."""
        self._files = files
        set_in_parts(env, config)
        env.auto_reload = False  # whether a part has changed since is else asked for every page that includes it
        found = (files.get_file_from_path(path) for path in self.publication.reading_order)
        pages = [file.page for file in found if file is not None and file.page is not None]
        for before, page, after in zip((None, *pages), pages, (*pages[1:], None), strict=False):
            page.previous_page, page.next_page = before, after
        self._projects = ProjectList(self.publication.report, self._url, self.publication.reading_order[0])
        return env

    def _entry(self, nav: Navigation) -> Any:
        """What leads to the portfolio at the top of the navigation; None where nothing does."""
        file = self._files.get_file_from_path(self.publication.reading_order[0])
        item: Any = file and file.page
        while item is not None and item.parent is not None:
            item = item.parent
        return item if item in nav.items else None

    def _tags(self, made: Page, base: str) -> dict[str, str]:
        """Where the projects of each tag of a page are, among all: its tags as the page has them, escaped."""
        home = self._url(self.publication.reading_order[0])
        tags = made.tags if home is not None else ()
        return {escape(tag): f"{base}/{home}?{urlencode({'tag': tag})}" for tag in tags}

    def _url(self, path: str) -> str | None:
        """Where one of planpress's pages is, from the top of the site."""
        file = self._files.get_file_from_path(path)
        return None if file is None else file.url

    @FIRST
    def _searched(self, context: Any, *, page: SitePage, config: MkDocsConfig, nav: Navigation) -> Any:
        made = self._page(page)
        if made is not None:
            self._contents.for_search(page, made)
        return context

    @LAST
    def _shown(self, context: Any, *, page: SitePage, config: MkDocsConfig, nav: Navigation) -> Any:
        made = self._page(page)
        if made is not None:
            self._contents.for_readers(page, addresses(page.file, self._files, self._location, self._warn))
            if not made.in_navigation and config.repo_url and config.edit_uri:
                # A project's page is edited in its definition.
                path = self._location.published(project_file(page.file.src_uri, "project.yml", self._location))
                page.edit_url = urljoin(urljoin(config.repo_url.rstrip("/") + "/", config.edit_uri), path)
            context["planpress_projects"] = self._projects.html(page.file.src_uri, context["base_url"])
            context["planpress_entry"] = self._entry(nav)
            context["planpress_tags"] = self._tags(made, context["base_url"])
        if made is not None or self.publication.banner is not None:
            furnish(context, page, config, ours=made is not None)
        return context

    on_page_context = CombinedEvent(_searched, _shown)

    def on_template_context(self, context: Any, *, template_name: str, config: MkDocsConfig) -> Any:
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
        """A page of a preview with its banner. Where a page stands is not known of what a server shows for a lack."""
        banner, start = self.publication.banner, urlsplit(config.site_url or "/").path or "/"
        if banner is None:
            return output
        address = addresses(file, self._files, self._location, start=start)
        return announced(output, set_in(banner.markdown, finished(banner, address)))

    def _page(self, page: SitePage) -> Page | None:
        """What planpress made of a page, where it did."""
        path = page.file.src_uri
        return self.publication.pages[path] if self._made.get(path) is page.file else None

    def _warn(self, said: str) -> None:
        """A warning of a plan's, which stops a build only where its owner wants it to."""
        self._warnings += 1
        calm = self.config.strict is False and not self.strict
        log.log(logging.INFO if calm else logging.WARNING, said)
