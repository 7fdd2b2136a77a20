"""What the plugin does at each event of MkDocs' build."""

from __future__ import annotations

import gc
from collections.abc import Iterator
from contextlib import contextmanager, nullcontext
from pathlib import Path
from typing import TYPE_CHECKING, Any

from mkdocs.exceptions import PluginError
from mkdocs.plugins import CombinedEvent, get_plugin_logger

from planpress.history import with_history
from planpress.model.report import Report
from planpress.model.site_pages import CHANGES, Download
from planpress.model.wording import counted
from planpress.pages import content_security_policy
from planpress.plugin.files import add, leave_unlisted, printed, take_out
from planpress.plugin.guarding import guard, guarded, release
from planpress.plugin.neighbours import in_languages, settle
from planpress.plugin.page_events import FIRST, LAST, PageEvents
from planpress.plugin.page_html import Contents
from planpress.plugin.server import PlanServer
from planpress.plugin.site import Redirected, located, root_of, settle_epoch, style_pages, warned, watched, write_policy
from planpress.plugin.theming import add_to_theme
from planpress.workflows.check_plan import Checked, InvalidPlanError, check_folder, conclude
from planpress.workflows.compare_plans import preview
from planpress.workflows.publish_site import Publication, publish, source_url

if TYPE_CHECKING:
    from mkdocs.config.defaults import MkDocsConfig
    from mkdocs.livereload import LiveReloadServer
    from mkdocs.structure.files import Files


log = get_plugin_logger("planpress")


@contextmanager
def kept_until_the_end() -> Iterator[None]:
    """What is made here lives as long as a process that builds once: the collector need not look for garbage in it
    again and again, which is a sixth of a build."""
    gc.disable()
    try:
        yield
        gc.freeze()
    finally:
        gc.enable()


@guarded
class PlanpressPlugin(PageEvents):
    """Publishes a plan with the site: its pages, its charts and plan.json."""

    def __init__(self) -> None:
        super().__init__()
        self.serving = False
        self.against: str | None = None
        self.checked: Checked | None = None
        self.server: PlanServer | None = None
        self._redirected: Redirected | None = None
        self._builds = 0
        self._packet: tuple[Download, bytes] | None = None

    def on_startup(self, *, command: str, dirty: bool) -> None:
        settle_epoch()
        self.serving = command == "serve"
        guard()

    def on_shutdown(self) -> None:
        self.server = None
        self._abandon()
        release()

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
        settle_epoch()
        if not self._builds:
            self._begin(config)
        root = root_of(config)
        add_to_theme(config, root)
        if self._builds:  # a neighbour builds again within a build, for another language
            return config
        self._inline, self._contents, self._warnings = content_security_policy.Policy(), Contents(), 0
        self._location = located(config, self.config)
        try:
            with nullcontext() if self.serving else kept_until_the_end():
                checked = self.checked or check_folder(root, location=self._location)
                self.publication = self._published(conclude(checked, strict=self._stops(config)), config)
        except InvalidPlanError as problem:
            why = "the plan has errors"
            if all(finding.level != "error" for finding in problem.findings):
                way_out = " (with planpress: {strict: false} they are only logged)" if self.strict is None else ""
                why = f"the plan has warnings, and strict is on{way_out}"
            raise PluginError(f"{why}; the site is as it was\n{problem}") from None
        for said in filter(None, (*map(str, checked.findings), self.publication.report.limits)):
            log.info(said)
        for said in self.publication.warnings:
            self._warn(said)
        # The theme's foot of the page offers it; nothing is left of an earlier build while serving.
        config.extra["planpress_packet"] = self._packet[0] if self._packet else None
        settle(config, self.publication.pages)
        return config

    def _begin(self, config: MkDocsConfig) -> None:
        if self.server is not None:
            self.server.follow(watched(config))
            config.site_dir = self.server.fresh_folder()
        if self._redirected is None and not self.serving:
            self._redirected = Redirected.begin(config, self.sealed[0].place if self.sealed else root_of(config))

    def on_pre_build(self, *, config: MkDocsConfig) -> None:
        self._builds += 1

    def _stops(self, config: MkDocsConfig) -> bool:
        """Whether warnings of the plan stop a build: as the command line, the plugin's or the site's settings say."""
        return bool(next(said for said in (self.strict, self.config.strict, config.strict) if said is not None))

    def _published(self, report: Report, config: MkDocsConfig) -> Publication:
        root, against = root_of(config), self.against or self.config.against
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
        take_out(files, root_of(config), config, self.publication, self._warn, hosts=self.sealed is not None)
        self._made = add(files, config, self.publication, self._packet, self._warn)
        return files

    @LAST
    def _late(self, files: Files, *, config: MkDocsConfig) -> Files:
        """After neighbours that make other files of all that they find, or a navigation."""
        self._made = in_languages(files, self._made, config)
        leave_unlisted(self._made, config)
        return files

    on_files = CombinedEvent(_early, _late)

    def on_serve(self, server: LiveReloadServer, *, config: MkDocsConfig, builder: Any) -> LiveReloadServer:
        """A server that answers at once takes the place of MkDocs' own."""
        if not isinstance(server, PlanServer):
            server = PlanServer.instead_of(server, "mkdocs serve --dev-addr {host}:{port}")
        self.server = server
        server.follow(watched(config))
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
            redirected.end(well=True)

    def _abandon(self) -> None:
        self._builds = 0
        if self._redirected is not None:
            self._redirected.end(well=False)
            self._redirected = None
