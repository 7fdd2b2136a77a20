"""`planpress serve`: the site on this machine, built again at each change, whatever state the files come through."""

import logging
import os
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from dataclasses import dataclass, field
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import Any
from urllib.parse import urlsplit

from mkdocs.config.base import ValidationError
from mkdocs.config.config_options import IpAddress
from mkdocs.config.defaults import MkDocsConfig
from mkdocs.exceptions import PluginError

from planpress.model.errors import PlanpressError
from planpress.plugin.problems import recorded
from planpress.plugin.running import load_settings, plugin_of
from planpress.plugin.server import WAY_OUT, PlanServer
from planpress.reading.locations import USUAL, located, settings_file

ADDRESS = "127.0.0.1:8000"

log = logging.getLogger("mkdocs.plugins.planpress")


def serve_site(
    root: Path,
    *,
    address: str | None = None,
    port: int | None = None,
    open_in_browser: bool = False,
    against: str | None = None,
) -> None:
    """Serve until interrupted. Also a plan that cannot be built yet is served: as what is wrong with it.

    `port` goes before that of `address` and of mkdocs.yml; with 0 the system chooses one. Raises PlanpressError where
    the address is wrong or not to be had.
    """
    host, usual = _host_and_port(root, address)
    with TemporaryDirectory(prefix="planpress-", ignore_cleanup_errors=True) as folder, _said():
        builds = _Builds(root, folder, {"dev_addr": address} if address else {}, against)
        way_out = WAY_OUT if address else "planpress serve --port {port}"
        at = usual if port is None else port
        server: PlanServer = PlanServer(lambda: builds.run(server), host, at, folder, way_out=way_out)
        server.follow([settings_file(root), root / _docs(root)])
        try:
            server.serve(open_in_browser=open_in_browser)
        except KeyboardInterrupt:
            log.info("Shutting down...")
        except PluginError as problem:
            raise PlanpressError(str(problem)) from None
        finally:
            server.shutdown()
            builds.end()


@dataclass
class _Builds:
    """One build after the other, each with settings that are read anew, and with the same plugins."""

    root: Path
    folder: str
    settings: dict[str, Any]
    against: str | None
    started: list[MkDocsConfig] = field(default_factory=list)
    whole: bool = False

    def run(self, server: PlanServer) -> None:
        """What one build of `mkdocs serve` does; raises what it raises, and PlanpressError for the settings."""
        from mkdocs.commands.build import build

        _stand_in(self.root)
        config = load_settings(self.root, strict=False, site_dir=self.folder, **self.settings)
        plugin = plugin_of(config)
        plugin.server, plugin.against = server, self.against
        server.set_mount_path(urlsplit(config.site_url or "/").path)
        config.site_url = server.url
        if not self.started:
            config.plugins.on_startup(command="serve", dirty=False)
            self.started.append(config)
        build(config, serve_url=server.url)
        if not self.whole:
            self.whole = True
            config.plugins.on_serve(server, config=config, builder=server.builder)
        server.follow(config.watch)

    def end(self) -> None:
        for config in self.started:
            config.plugins.on_shutdown()


def _docs(root: Path) -> str:
    """The folder of the site's pages, where the settings can be understood; else the usual one."""
    try:
        return located(root).docs
    except PlanpressError:
        return USUAL.docs


def _host_and_port(root: Path, address: str | None) -> tuple[str, int]:
    """Where to listen by the address, else by mkdocs.yml if that can be read."""
    if address:
        try:
            found = IpAddress().validate(address)
        except ValidationError as problem:
            raise PlanpressError(f'"{address}" is not an address: {problem}; write {ADDRESS}, for example') from None
        return found.host, found.port
    with recorded(), suppress(PlanpressError):  # what is wrong with the settings, the first build says
        found = load_settings(root, strict=False).dev_addr
        return found.host, found.port
    return _host_and_port(root, ADDRESS)


def _stand_in(root: Path) -> None:
    """Have a working directory again, where the plan's folder was deleted and is back."""
    try:
        os.getcwd()
    except FileNotFoundError:
        with suppress(OSError):
            os.chdir(root)


@contextmanager
def _said() -> Iterator[None]:
    """Print what MkDocs and its plugins log, as `mkdocs serve` does."""
    logger, printed = logging.getLogger("mkdocs"), logging.StreamHandler()
    printed.setFormatter(logging.Formatter("%(levelname)-7s -  %(message)s"))
    before = logger.level
    logger.addHandler(printed)
    logger.setLevel(logging.INFO)
    try:
        yield
    finally:
        logger.setLevel(before)
        logger.removeHandler(printed)
