"""What the plugin does at each event of MkDocs' build."""

from __future__ import annotations

import gc
import os
from collections.abc import Iterator
from contextlib import contextmanager, nullcontext
from pathlib import Path
from typing import TYPE_CHECKING, Any
from urllib.parse import urljoin

from mkdocs.config.base import Config
from mkdocs.config.config_options import Type
from mkdocs.exceptions import PluginError
from mkdocs.plugins import BasePlugin, event_priority, get_plugin_logger
from mkdocs.structure.files import File, InclusionLevel

from planpress.history import with_history
from planpress.model.download import Download
from planpress.model.errors import PlanpressError
from planpress.model.page import Page
from planpress.model.report import Report
from planpress.model.wording import visible
from planpress.pages.names import CHANGES
from planpress.pipeline import Checked, InvalidPlanError, check_folder, conclude
from planpress.plugin import records
from planpress.plugin.html import disarmed, with_banner, with_fragments
from planpress.plugin.packet import printed
from planpress.plugin.site import begin, finish, warned, write_policy
from planpress.plugin.theming import add_to_theme
from planpress.previewing import preview
from planpress.publishing import Publication, is_definition, left_out, publish, source_url
from planpress.reading.tree import CONTENT, PLAN
from planpress.writing import policy
from planpress.writing.bundled import leads_out, template_folders
from planpress.writing.staging import Staging

if TYPE_CHECKING:
    from jinja2 import Environment
    from mkdocs.config.defaults import MkDocsConfig
    from mkdocs.livereload import LiveReloadServer
    from mkdocs.structure.files import Files
    from mkdocs.structure.nav import Navigation
    from mkdocs.structure.pages import Page as SitePage

    from planpress.untrusted import At, Sealed

log = get_plugin_logger("planpress")


class Settings(Config):
    """What mkdocs.yml may say below `planpress:`."""

    strict = Type(bool, default=False)
    against = Type(str, default="")
    history = Type((bool, int), default=True)
    packet = Type(bool, default=False)


class PlanpressPlugin(BasePlugin[Settings]):
    """Publishes the plan in content/ with the site: its pages, its charts and plan.json."""

    def __init__(self) -> None:
        self.serving = False
        self.against: str | None = None
        self.checked: Checked | None = None
        self.sealed: tuple[Sealed, At] | None = None
        self.staging: Staging | None = None
        self.publication: Publication | None = None
        self.policy = policy.Policy()
        self._packet: tuple[Download, bytes] | None = None
        self._files: Files
        self._neighbours: dict[str, tuple[SitePage | None, SitePage | None]] = {}

    def on_startup(self, *, command: str, dirty: bool) -> None:
        self.serving = command == "serve"
        records.guard()

    def on_shutdown(self) -> None:
        self._abandon()
        records.release()

    def on_build_error(self, *, error: Exception) -> None:
        self._abandon()

    def on_config(self, config: MkDocsConfig) -> MkDocsConfig:
        """Read, check, judge and compose everything before MkDocs touches a file."""
        root = _root(config)
        self.policy = policy.Policy()
        strict = bool(config.strict or self.config.strict)
        try:
            with nullcontext() if self.serving else _kept_until_the_end():
                checked = self.checked or check_folder(root)
                self.publication = self._published(conclude(checked, strict=strict), config)
        except InvalidPlanError as problem:
            said = "\n".join(["the plan has errors; the site is as it was", *map(str, problem.findings)])
            raise PluginError(said) from None
        except PlanpressError as problem:
            raise PluginError(str(problem)) from None
        for said in filter(None, (*map(str, checked.findings), self.publication.report.limits)):
            log.info(said)
        # The theme's foot of the page offers it; nothing is left of an earlier build while serving.
        config.extra["planpress_packet"] = self._packet[0] if self._packet else None
        add_to_theme(config, root)
        if not self.serving:
            self.staging = begin(config)
        return config

    def _published(self, report: Report, config: MkDocsConfig) -> Publication:
        root, against = _root(config), self.against or self.config.against
        shown = source_url(config.repo_url, config.edit_uri)
        self._packet = printed(report, root) if self.config.packet else None
        download = self._packet[0] if self._packet else None
        if not against:
            # A preview says what changes now, and a stranger's commits are not looked at.
            asked = self.config.history if self.sealed is None else False
            return publish(with_history(report, root, asked), root, shown, download)
        if isinstance(config.nav, list) and CHANGES not in str(config.nav):
            config.nav.append(CHANGES)
        place = self.sealed[0].place if self.sealed else root
        return publish(report, root, shown, download, preview(report, root, against, place))

    def on_files(self, files: Files, *, config: MkDocsConfig) -> Files:
        """Add what the plan makes, and take out what it is made from."""
        assert self.publication is not None
        root = _root(config)
        for file in list(files):
            if is_definition(file.src_uri):
                files.remove(file)
            elif file.src_dir == config.docs_dir and leads_out(root, Path(str(file.abs_src_path))):
                log.warning(left_out(file.src_uri))
                files.remove(file)
            elif file.src_dir == config.docs_dir and not os.path.isfile(str(file.abs_src_path)):
                # Whoever copies a pipe waits for a writer, and for ever.
                log.warning(f"{CONTENT}/{visible(file.src_uri)} is no file that can be published; take it out")
                files.remove(file)
        for path, page in self.publication.pages.items():
            inclusion = InclusionLevel.UNDEFINED if page.in_navigation else InclusionLevel.NOT_IN_NAV
            if files.get_file_from_path(path) is not None:
                log.info(f"{CONTENT}/{path} is hand-written and stands in the place of planpress's own page")
                continue
            files.append(File.generated(config, path, content=page.markdown, inclusion=inclusion))
        for path, text in self.publication.files.items():
            files.append(File.generated(config, path, content=text))
        if self._packet is not None:
            files.append(File.generated(config, self._packet[0].path, content=self._packet[1]))
        return files

    def on_page_markdown(self, markdown: str, *, page: SitePage, config: MkDocsConfig, files: Files) -> str:
        """The day of the plan, not of the build, is when a page changed: the same input gives the same bytes."""
        assert self.publication is not None
        page.update_date = self.publication.report.plan.as_of.isoformat()
        if self.sealed is not None and self._made(page) is None:
            self.sealed[1](f"{CONTENT}/{page.file.src_uri}")
        return markdown

    def on_page_content(self, html: str, *, page: SitePage, config: MkDocsConfig, files: Files) -> str:
        """Set in what the search index should know."""
        made = self._made(page)
        if made is not None:
            return with_fragments(html, made, page.file, files, searchable=True)
        return html if self.sealed is None else disarmed(html, page, *self.sealed)

    @event_priority(-100)
    def on_post_page(self, output: str, *, page: SitePage, config: MkDocsConfig) -> str:
        """Set in tables and charts, after the index was made."""
        made = self._made(page)
        if made is None:
            self.policy.look_at(output)
            return self._announced(output, page.file, config)
        # planpress writes no inline script or style: should a text of a plan ever become one, the policy forbids it.
        self.policy.look_around(output, page.content or "")
        output = with_fragments(output, made, page.file, self._files, searchable=False)
        return self._announced(output, page.file, config)

    @event_priority(-100)
    def on_post_template(self, output_content: str, *, template_name: str, config: MkDocsConfig) -> str:
        if not template_name.endswith(".html"):
            return output_content
        self.policy.look_at(output_content)
        return self._announced(output_content, None, config)

    def _announced(self, output: str, file: File | None, config: MkDocsConfig) -> str:
        assert self.publication is not None
        return with_banner(output, self.publication.banner, file, self._files, config)

    def on_env(self, env: Environment, *, config: MkDocsConfig, files: Files) -> Environment:
        """Project pages are not in the navigation; previous and next lead through them in rank order."""
        assert self.publication is not None
        self._files = files
        pages = [found.page for path in self.publication.reading_order if (found := files.get_file_from_path(path))]
        self._neighbours = {
            page.file.src_uri: (pages[at - 1] if at else None, pages[at + 1] if at + 1 < len(pages) else None)
            for at, page in enumerate(pages)
            if page is not None
        }
        return env

    def on_page_context(self, context: Any, *, page: SitePage, config: MkDocsConfig, nav: Navigation) -> Any:
        if page.file.src_uri in self._neighbours:
            page.previous_page, page.next_page = self._neighbours[page.file.src_uri]
        if not page.file.inclusion.is_in_nav() and config.repo_url and config.edit_uri:
            # A project's page is edited in its definition.
            path = page.file.src_uri.replace("/index.md", "/project.yml")
            page.edit_url = urljoin(urljoin(config.repo_url.rstrip("/") + "/", config.edit_uri), path)
        return context

    def on_serve(self, server: LiveReloadServer, *, config: MkDocsConfig, builder: Any) -> LiveReloadServer:
        for folder in template_folders(_root(config)):
            server.watch(str(folder))
        return server

    @event_priority(-100)
    def on_post_build(self, *, config: MkDocsConfig) -> None:
        """The last step: the finished site takes the place of the earlier one."""
        write_policy(self.policy, self._files, Path(config.site_dir))
        if self.staging is not None and not warned():
            staging, self.staging = self.staging, None
            finish(staging, config)

    def _made(self, page: SitePage) -> Page | None:
        assert self.publication is not None
        made = self.publication.pages.get(page.file.src_uri)
        return made if made is not None and page.file.generated_by else None

    def _abandon(self) -> None:
        if self.staging is not None:
            self.staging.abandon()
            self.staging = None


def _root(config: MkDocsConfig) -> Path:
    docs = Path(config.docs_dir)
    if docs.name != CONTENT or not (docs.parent / PLAN).is_file():
        raise PluginError(f'docs_dir is "{config.docs_dir}"; it must be the folder {CONTENT} that holds plan.yml')
    return docs.parent


@contextmanager
def _kept_until_the_end() -> Iterator[None]:
    """For a process that builds once: what is made here lives as long as it, and the collector need not look for
    garbage in it again and again. That is a sixth of a build."""
    gc.disable()
    try:
        yield
        gc.freeze()
    finally:
        gc.enable()
