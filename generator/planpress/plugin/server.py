"""The server of a plan that is being edited: it answers at once, whatever state the files are in.

MkDocs' own server keeps every request waiting while a build runs, and for ever after one that failed. Here each build
goes into a folder of its own. Until it has ended well the site of the last one that did is shown, with what is wrong on
every page. Builds are made in this process; requests are answered in another one.
"""

from __future__ import annotations

import errno
import logging
import os
import shutil
import socket
import stat
import time
import webbrowser
from collections.abc import Callable, Iterable
from contextlib import suppress
from pathlib import Path
from typing import Any

from mkdocs import livereload
from mkdocs.exceptions import PluginError

from planpress.model.errors import reason
from planpress.plugin.answering import Answerer, Message
from planpress.plugin.problems import page_without_site, reasons, recorded, with_problem

log = logging.getLogger("mkdocs.plugins.planpress")

WAY_OUT = "planpress serve --address {host}:{port}"
"""How people choose another place to listen."""

_INTERVAL, _MOST_WAITS = 0.5, 20
"""The seconds between two looks at the files, and how often they are looked at again while they change."""


class PlanServer(livereload.LiveReloadServer):
    """Serves the last site that was built whole. What kept the newest from it is in `problem`, in lines."""

    def __init__(self, *given: Any, way_out: str = WAY_OUT) -> None:
        """As MkDocs' own. Builds go into folders below its root, which stays empty where there was no build yet."""
        super().__init__(*given)
        self.problem: tuple[str, ...] = ()
        self.whole = bool(os.listdir(self.root))
        self.error_handler = self._error_page
        self._states: dict[str, dict[str, tuple[int, int, int]]] = {}
        self._folder, self._way_out = self.root, way_out
        self._new: str | None = None
        self._old: str | None = None
        self._builds = 0
        self._answerer: Answerer | None = None

    @classmethod
    def instead_of(cls, server: livereload.LiveReloadServer, way_out: str) -> PlanServer:
        """A server in the place of MkDocs' own, which has not begun yet."""
        host, port = server.server_address[:2]
        own = cls(server.builder, str(host), port, server.root, server.mount_path, way_out=way_out)
        for path in server._watched_paths:
            own.watch(path)
        server.server_close()
        return own

    def follow(self, paths: Iterable[str | Path]) -> None:
        """Watch paths too."""
        for path in paths:
            self.watch(str(path))

    def watch(self, path: str, func: None = None, *, recursive: bool = True) -> None:
        """Look at what is at or below a path from now on, there yet or not; watchdog's watch dies with its folder."""
        self._states.setdefault(os.path.abspath(path), state(path))
        self._watched_paths = dict.fromkeys(self._states, 1)  # pages are live where there are any

    def unwatch(self, path: str) -> None:
        """Look at a path no more."""
        self._states.pop(os.path.abspath(path), None)

    def has_changed(self, settling: float = 0.1) -> bool:
        """Whether anything is otherwise than at the last look, told once it has settled for so many seconds."""
        for waited in range(_MOST_WAITS):
            now = {path: state(path) for path in self._states}
            if now == self._states:
                return waited > 0
            self._states = now
            time.sleep(settling)
        return True

    def fresh_folder(self) -> str:
        """An empty folder for the build that is under way; it is served once the build has ended well."""
        self._builds += 1
        # MkDocs leaves hidden names where they are when it empties the folder around them.
        self._new = os.path.join(self._folder, f".site-{self._builds}")
        os.makedirs(self._new)
        return self._new

    def build(self) -> None:
        """Build anew, and have browsers look again, however that ended."""
        self._new = None
        with recorded() as records:
            try:
                self.builder()
            except Exception as problem:
                self._failed(problem, records)
            else:
                self._succeeded()
        shown: Message = {name: getattr(self, name) for name in ("root", "whole", "problem", "mount_path")}
        epoch = max(self._visible_epoch + 1, livereload._timestamp())
        shown |= {"_wanted_epoch": epoch, "_visible_epoch": epoch}
        if self._answerer is not None:
            self._answerer.tell(shown)
        self._take(shown)

    def serve(self, *, open_in_browser: bool = False) -> None:
        """Build and answer until interrupted. Raises PluginError where the address is not to be had."""
        self.server_bind()
        self.server_activate()
        self._answerer = Answerer.start(lambda: self.serve_forever(self.shutdown_delay), self._take)
        log.info("Serving on %s", self.url)
        if open_in_browser:
            webbrowser.open(self.url)
        self._build_loop()

    def shutdown(self, wait: bool = False) -> None:
        super().shutdown(wait)
        if self._answerer is not None:
            answerer, self._answerer = self._answerer, None
            answerer.end()

    def _take(self, shown: Message) -> None:
        with self._epoch_cond:
            vars(self).update(shown)
            self._epoch_cond.notify_all()

    def _failed(self, problem: Exception, records: list[logging.LogRecord]) -> None:
        self.problem = reasons(problem, records)
        said = {line for record in records for line in record.getMessage().splitlines()}
        shown = "the last good site is shown, with what is wrong" if self.whole else "what is wrong is shown"
        for line in (*(line for line in self.problem if line not in said), f"not built; {shown} until it is mended"):
            log.error(line)
        log.debug("the build ended with", exc_info=problem)
        if self._new is not None:
            shutil.rmtree(self._new, ignore_errors=True)

    def _succeeded(self) -> None:
        spent, self._old = self._old, self.root if self.root != self._folder else None
        self.root, self.problem, self.whole = self._new or self._folder, (), True
        if spent is not None:  # not the last one, from which a request may be reading
            shutil.rmtree(spent, ignore_errors=True)
        log.info("the site is built; open pages reload")

    def _build_loop(self) -> None:
        if not self.whole:
            self.build()
        while not self._shutdown:
            time.sleep(_INTERVAL)
            if self.has_changed():
                self.build()

    def server_bind(self) -> None:
        """Raises PluginError where the address is not to be had."""
        host, port = self.server_address[:2]
        try:
            super().server_bind()
        except (OSError, OverflowError) as problem:
            raise PluginError(_refused(str(host), port, problem, self._way_out)) from None
        self.set_mount_path(self.mount_path)

    def set_mount_path(self, path: str) -> None:
        """Serve the site at this path of the host."""
        self.mount_path = livereload._normalize_mount_path(path)
        self.url = livereload._serve_url(str(self.server_address[0]), self.server_address[1], self.mount_path)

    def serve_request(self, environ: dict[str, Any], start_response: Callable[..., Any]) -> Iterable[bytes]:
        if self.whole or environ["PATH_INFO"].startswith("/livereload/"):
            return super().serve_request(environ, start_response)
        start_response("503 Service Unavailable", [("Content-Type", "text/html; charset=utf-8")])
        return [self._reloading(page_without_site(self.problem), self._visible_epoch)]

    def _inject_js_into_html(self, content: bytes, epoch: int) -> bytes:
        return self._reloading(with_problem(content, self.problem), epoch)

    def _reloading(self, page: bytes, epoch: int) -> bytes:
        return bytes(super()._inject_js_into_html(page, epoch))  # type: ignore[no-untyped-call]

    def _error_page(self, code: int) -> bytes | None:
        try:
            content = Path(self.root, f"{code}.html").read_bytes()
        except OSError:
            return None
        return self._inject_js_into_html(content, self._visible_epoch)


def _refused(host: str, port: int, problem: Exception, way_out: str) -> str:
    shown = f"[{host}]" if ":" in host else host
    number = problem.errno if isinstance(problem, OSError) else None
    if number in (errno.EADDRINUSE, errno.EACCES):
        why = "is in use" if number == errno.EADDRINUSE else "needs more rights"
        other = _free_port(host, port if number == errno.EADDRINUSE else 8000)
        return f"port {port} of {shown} {why}; choose another: {way_out.format(host=shown, port=other)}"
    why = reason(problem) if isinstance(problem, OSError) else str(problem)
    return f"cannot listen at {shown}:{port}: {why}; choose another: {way_out.format(host='127.0.0.1', port=8000)}"


def _free_port(host: str, port: int) -> int:
    """The next port that is not in use; 0 has the system choose one."""
    family = socket.AF_INET6 if ":" in host else socket.AF_INET
    for other in range(port + 1, min(port + 100, 65_536)):
        with suppress(OSError), socket.create_server((host, other), family=family):
            return other
    return 0


def state(path: str) -> dict[str, tuple[int, int, int]]:
    """The files at or below a path, links followed, each with its inode, time of change and size.

    None where there is nothing, or nothing that can be read.
    """
    found: dict[str, tuple[int, int, int]] = {}
    seen: set[tuple[int, int]] = set()
    pending = [path]
    while pending:
        path = pending.pop()
        try:
            here = os.stat(path)
            if not stat.S_ISDIR(here.st_mode):
                found[path] = (here.st_ino, here.st_mtime_ns, here.st_size)
            elif (here.st_dev, here.st_ino) not in seen:  # a link may lead back to a folder above
                seen.add((here.st_dev, here.st_ino))
                pending += sorted(f"{path}/{name}" for name in os.listdir(path))
        except OSError:
            continue
    return found
