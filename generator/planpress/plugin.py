"""The MkDocs plugin, and the two commands that run MkDocs. The only file that imports mkdocs."""

from __future__ import annotations

import gc
import logging
import os
from collections.abc import Callable, Iterator
from contextlib import contextmanager, nullcontext
from pathlib import Path
from typing import TYPE_CHECKING, Any
from urllib.parse import urljoin, urlsplit

from mkdocs.config.base import Config
from mkdocs.config.config_options import ExtraScriptValue, Type
from mkdocs.exceptions import Abort, ConfigurationError, PluginError
from mkdocs.plugins import BasePlugin, event_priority, get_plugin_logger
from mkdocs.structure.files import File, InclusionLevel
from mkdocs.utils import CountHandler, get_relative_url

from planpress.history import with_history
from planpress.model.download import Download
from planpress.model.errors import PlanpressError
from planpress.model.page import Page
from planpress.model.report import Report
from planpress.pages import handwritten
from planpress.pages.announcing import announced
from planpress.pages.filling import filled
from planpress.pages.names import CHANGES
from planpress.pipeline import Checked, InvalidPlanError, check_folder, conclude
from planpress.previewing import preview
from planpress.publishing import (
    SCRIPTS,
    STYLE,
    Publication,
    dead_link,
    is_definition,
    left_out,
    publish,
    source_url,
)
from planpress.reading.admission import harmless
from planpress.reading.tree import CONTENT, PLAN
from planpress.writing import policy
from planpress.writing.bundled import leads_out, template_folders
from planpress.writing.site_settings import sealed_settings, site_folder
from planpress.writing.staging import Staging

if TYPE_CHECKING:
    from jinja2 import Environment
    from mkdocs.config.defaults import MkDocsConfig
    from mkdocs.livereload import LiveReloadServer
    from mkdocs.structure.files import Files
    from mkdocs.structure.nav import Navigation
    from mkdocs.structure.pages import Page as SitePage
    from mkdocs.structure.toc import AnchorLink

    from planpress.untrusted import Sealed

At = Callable[[str], None]

log = get_plugin_logger("planpress")

PACKET = "packet.pdf"
"""Where the site offers the printed plan."""


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

    def on_shutdown(self) -> None:
        self._abandon()

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
        folders = [str(folder / "theme") for folder in template_folders(root)]
        config.theme.dirs[:0] = [folder for folder in folders if Path(folder).is_dir()]
        if STYLE not in config.extra_css:
            config.extra_css.append(STYLE)
        for path in SCRIPTS:
            script = ExtraScriptValue(path)
            script.defer = True
            if script not in config.extra_javascript:
                config.extra_javascript.append(script)
        if not self.serving:
            self._stage(config)
        return config

    def _published(self, report: Report, config: MkDocsConfig) -> Publication:
        root, against = _root(config), self.config.against
        shown = source_url(config.repo_url, config.edit_uri)
        self._packet = _printed(report, root) if self.config.packet else None
        download = self._packet[0] if self._packet else None
        if not against:
            # A preview says what changes now, and a stranger's commits are not looked at.
            asked = self.config.history if self.sealed is None else False
            return publish(with_history(report, root, asked), root, shown, download)
        if isinstance(config.nav, list) and CHANGES not in str(config.nav):
            config.nav.append(CHANGES)
        place = self.sealed[0].place if self.sealed else root
        return publish(report, root, shown, download, preview(report, root, against, place))

    def _stage(self, config: MkDocsConfig) -> None:
        try:
            self.staging = Staging.begin(Path(config.site_dir), recognised=is_a_site)
        except PlanpressError as problem:
            raise PluginError(str(problem)) from None
        config.site_dir = str(self.staging.folder)

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
            return _filled(html, made, page.file, files, config, searchable=True)
        return html if self.sealed is None else _disarmed(html, page, *self.sealed)

    @event_priority(-100)
    def on_post_page(self, output: str, *, page: SitePage, config: MkDocsConfig) -> str:
        """Set in tables and charts, after the index was made."""
        made = self._made(page)
        if made is None:
            self.policy.look_at(output)
            return self._announced(output, page.file, config)
        # planpress writes no inline script or style: should a text of a plan ever become one, the policy forbids it.
        self.policy.look_around(output, page.content or "")
        output = _filled(output, made, page.file, self._files, config, searchable=False)
        return self._announced(output, page.file, config)

    @event_priority(-100)
    def on_post_template(self, output_content: str, *, template_name: str, config: MkDocsConfig) -> str:
        if not template_name.endswith(".html"):
            return output_content
        self.policy.look_at(output_content)
        return self._announced(output_content, None, config)

    def _announced(self, output: str, file: File | None, config: MkDocsConfig) -> str:
        """A page of a preview with its banner. Where a page stands is not known of what a server shows for a lack."""
        assert self.publication is not None
        banner = self.publication.banner
        if banner is None:
            return output
        start = urlsplit(config.site_url or "/").path or "/"

        def address(path: str) -> str | None:
            target = self._files.get_file_from_path(path)
            if target is None:
                return None
            return get_relative_url(target.url, file.url) if file else urljoin(start, target.url)

        return announced(output, filled(banner.markdown, banner, address))

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
        self._write_policy(config)
        if self.staging is None:
            return
        counted = [handler for handler in logging.getLogger("mkdocs").handlers if isinstance(handler, CountHandler)]
        if any(handler.get_counts() for handler in counted):
            return  # MkDocs aborts right after this because of its strict mode, and the earlier site stays
        staging, self.staging = self.staging, None
        config.site_dir = str(staging.site)
        try:
            staging.commit()
        except PlanpressError as problem:
            raise PluginError(str(problem)) from None

    def _write_policy(self, config: MkDocsConfig) -> None:
        for file in self._files:
            if file.src_uri.endswith((".html", ".htm")):  # published as it is
                self.policy.look_at(file.content_bytes.decode(errors="replace"))
        if self._files.get_file_from_path(policy.FILE) is None:
            place = Path(config.site_dir, policy.FILE)
            place.write_text(f"{self.policy.header()}\n", encoding="utf-8", newline="\n")

    def _made(self, page: SitePage) -> Page | None:
        assert self.publication is not None
        made = self.publication.pages.get(page.file.src_uri)
        return made if made is not None and page.file.generated_by else None

    def _abandon(self) -> None:
        if self.staging is not None:
            self.staging.abandon()
            self.staging = None


def is_a_site(folder: Path) -> bool:
    """Whether a folder holds a site that may be replaced: one with MkDocs' own files, and nothing hidden."""
    names = {entry.name for entry in folder.iterdir()}
    hidden = {name for name in names if name.startswith(".")} - {".nojekyll"}
    return {"404.html", "search", "assets"} <= names and not hidden


def build_site(root: Path, checked: Checked, *, strict: bool = False, against: str | None = None) -> Publication:
    """What `mkdocs build` does, with a plan that was checked already: the same bytes.

    With `against`, a revision, the site says what changes of that. Raises PlanpressError where it can not be done.
    """
    return _build(_load(root, strict=strict), checked, against=against)


def build_sealed(
    sealed: Sealed, checked: Checked, at: At, say: Callable[[str], None], *, strict: bool, against: str | None = None
) -> Publication:
    """What `build_site` does, of a stranger's change: with nothing of the base's settings that obeys a page's text."""
    from mkdocs.utils.yaml import yaml_load

    with open(_settings_file(sealed.root), "rb") as file:
        settings, left_out = sealed_settings(yaml_load(file))
    settings["site_dir"] = str(site_folder(sealed.place, str(settings.get("site_dir", "site"))))
    if left_out:
        say(f"left out, as the change is not trusted: {', '.join(left_out)}")
    return _build(_load(sealed.root, strict=strict, **settings), checked, (sealed, at), against)


def _build(
    config: MkDocsConfig, checked: Checked, sealed: tuple[Sealed, At] | None = None, against: str | None = None
) -> Publication:
    from mkdocs.commands.build import build

    plugin = config.plugins["planpress"]
    assert isinstance(plugin, PlanpressPlugin)
    plugin.checked, plugin.sealed = checked, sealed
    plugin.config.against = against or plugin.config.against
    config.plugins.on_startup(command="build", dirty=False)
    # MkDocs counts warnings in strict mode with a handler of its own, which keeps Python from printing them.
    shown = logging.StreamHandler()
    shown.setLevel(logging.WARNING)
    logging.getLogger("mkdocs").addHandler(shown)
    try:
        build(config)
    except Abort as problem:
        why = problem.args[0] if problem.args else "MkDocs stopped"
        raise PlanpressError(f"the site is as it was: {why}") from None
    finally:
        logging.getLogger("mkdocs").removeHandler(shown)
        config.plugins.on_shutdown()
    assert plugin.publication is not None
    return plugin.publication


def serve_site(
    root: Path, *, address: str | None = None, open_in_browser: bool = False, against: str | None = None
) -> None:
    """What `mkdocs serve` does: shows the site on this machine, and builds it again at each change."""
    from mkdocs.commands.serve import serve

    settings: dict[str, Any] = {"dev_addr": address} if address else {}
    if against:
        settings["plugins"] = list(_plugins_against(_load(root, strict=False), against))
    serve(config_file=str(_settings_file(root)), open_in_browser=open_in_browser, **settings)


def _plugins_against(config: MkDocsConfig, against: str) -> Iterator[dict[str, Any]]:
    """The plugins in the form that mkdocs.yml has them, planpress with a base: each build reads its settings anew."""
    for name, plugin in config.plugins.items():
        settings = dict(plugin.config.user_configs[0]) if plugin.config.user_configs else {}
        yield {name: {**settings, "against": against} if isinstance(plugin, PlanpressPlugin) else settings}


def _printed(report: Report, root: Path) -> tuple[Download, bytes]:
    """The packet of the whole plan; what it could not set is a warning."""
    try:
        from planpress.packets.choosing import whole_plan
        from planpress.printing import packet
        from planpress.writing.print_job import unset
    except ModuleNotFoundError as problem:
        if (problem.name or "").startswith("planpress"):
            raise
        way_out = "install planpress[packet], or take packet out of mkdocs.yml"
        raise PlanpressError(f'"packet: true" needs "{problem.name}"; {way_out}') from None
    if (root / CONTENT / PACKET).exists():
        raise PlanpressError(f'"packet: true" writes {PACKET}; rename the {CONTENT}/{PACKET} that is there')
    made = packet(report, whole_plan(report), root)
    for words in unset(made):
        log.warning(words)
    return Download(PACKET, made.pages, len(made.pdf)), made.pdf


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


def _settings_file(root: Path) -> Path:
    file = root / "mkdocs.yml"
    if not file.is_file():
        raise PlanpressError(f'no mkdocs.yml in "{root}"; planpress init shows one to start from')
    return file


def _load(root: Path, *, strict: bool, **settings: Any) -> MkDocsConfig:
    # Material prints an announcement about MkDocs 2 on import; versions are pinned below it.
    os.environ.setdefault("NO_MKDOCS_2_WARNING", "1")
    from mkdocs.config import load_config

    try:
        config = load_config(str(_settings_file(root)), strict=strict or None, **settings)
    except (Abort, ConfigurationError) as problem:
        raise PlanpressError(f"mkdocs.yml: {problem}") from None
    if "planpress" not in config.plugins:
        raise PlanpressError("mkdocs.yml does not name the plugin; add planpress below plugins")
    return config


def _root(config: MkDocsConfig) -> Path:
    docs = Path(config.docs_dir)
    if docs.name != CONTENT or not (docs.parent / PLAN).is_file():
        raise PluginError(f'docs_dir is "{config.docs_dir}"; it must be the folder {CONTENT} that holds plan.yml')
    return docs.parent


def _disarmed(html: str, page: SitePage, sealed: Sealed, at: At) -> str:
    """The HTML of a hand-written page, which the base has as it is or which is cleaned, as are its titles."""
    at(CONTENT)
    if page.file.src_uri not in sealed.changed:
        return html
    pending: list[AnchorLink] = list(page.toc)
    while pending:
        entry = pending.pop()
        pending += entry.children
        entry.title = harmless(entry.title).replace("&", "&amp;")
        if not handwritten.is_safe_id(entry.id):
            entry.id = ""
    title = harmless(str(page.title or ""))
    if title != page.title:
        page.title = title
    return handwritten.cleaned(html, page.url)


def _filled(html: str, made: Page, file: File, files: Files, config: MkDocsConfig, *, searchable: bool) -> str:
    def address(path: str) -> str | None:
        target = files.get_file_from_path(path)
        if target is None:
            log.warning(dead_link(made.path, path))
            return None
        return get_relative_url(target.url, file.url)

    return filled(html, made, address, lambda fragment: fragment.searchable == searchable)
