"""`planpress serve --against`: a real server on loopback, over a real repository that is edited while it runs."""

from __future__ import annotations

import os
import signal
import socket
import subprocess
import sys
import time
from collections.abc import Callable, Iterator, Mapping
from contextlib import closing, contextmanager
from dataclasses import dataclass
from pathlib import Path
from urllib.error import HTTPError
from urllib.request import urlopen

import pytest

from tests.comparing.building import BASE, CALLS, INVOICES
from tests.repositories import alone, start, write

BOUND = 120.0
"""Seconds after which a server is not waited for any more; far more than it takes."""

SETTINGS = """\
site_name: Plan
docs_dir: content
use_directory_urls: false
theme: {name: material, font: false}
plugins: [search, tags, planpress]
"""


@dataclass(frozen=True, slots=True)
class Server:
    """A process of `planpress serve`, its address, and the file of all that it says."""

    process: subprocess.Popen[str]
    address: str
    log: Path

    def get(self, path: str) -> str:
        """A page, also the one for what is not there; nothing while nobody answers."""
        try:
            with urlopen(f"{self.address}{path}", timeout=5) as answer:
                return str(answer.read().decode())
        except HTTPError as missing:
            return missing.read().decode()
        except OSError:  # it is starting, or MkDocs keeps readers waiting for a build
            return ""

    def shows(self, path: str, words: str) -> bool:
        return self.comes(lambda: words in self.get(path))

    def comes(self, true: Callable[[], bool], seconds: float = BOUND) -> bool:
        """Whether something is true within so many seconds."""
        end = time.monotonic() + seconds
        while not true():
            assert self.process.poll() is None, self.log.read_text()
            if time.monotonic() > end:
                return False
            with pytest.raises(subprocess.TimeoutExpired):
                self.process.wait(0.1)
        return True

    def follows(self, root: Path, files: Mapping[str, str], true: Callable[[], bool]) -> bool:
        """The same after an edit. It is saved again where nothing comes of it: MkDocs begins to watch a folder in a
        thread of its own, and does not see what was saved before."""
        for _ in range(6):
            write(root, files)
            if self.comes(true, BOUND / 6):
                return True
        return False


@contextmanager
def serving(root: Path, *options: str) -> Iterator[Server]:
    """A server of the plan at `root`, which is ended as a person ends it."""
    address, log = f"127.0.0.1:{free_port()}", root.parent / "log"
    command = [sys.executable, "-m", "planpress", "serve", "--address", address, *options]
    with log.open("w") as said:
        process = subprocess.Popen(command, cwd=root, stdout=said, stderr=said, text=True)
    try:
        yield Server(process, f"http://{address}/", log)
    finally:
        os.kill(process.pid, signal.SIGINT)
        try:
            status = process.wait(BOUND)
        finally:
            process.kill()
            process.wait()
    assert status == 0, log.read_text()


def free_port() -> int:
    """Below those that the system gives to whoever asks for any."""
    for port in range(20_000 + os.getpid() % 10_000, 32_000):
        with closing(socket.socket()) as tried:
            try:
                tried.bind(("127.0.0.1", port))
            except OSError:
                continue
            return port
    raise AssertionError("no port is free")


@pytest.fixture
def root(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """A plan, committed on main, and an edit that is not."""
    alone(tmp_path / "home", monkeypatch)
    start(tmp_path / "plan", {**BASE, "mkdocs.yml": SETTINGS})
    write(tmp_path / "plan", {INVOICES: BASE[INVOICES].replace("ease: 3", "ease: 5")})
    return tmp_path / "plan"


def test_a_preview_is_served_and_follows_edits(root: Path) -> None:
    """Banner and page are there from the first build on, and are made anew after an edit; one with an error says so,
    and once it is mended the plan is served again. Nothing is written beside the plan."""
    new = BASE[CALLS].replace("ease: 2", "ease: 4")
    with serving(root, "--against", "main") as server:
        assert server.shows("what-changed.html", "ease rating 3 → 5")
        for page in ("index.html", "about.html", "projects/calls/index.html", "no-such-page.html"):
            assert server.get(page).count('<aside class="pp-preview"') == 1, page
        assert "ease rating 2 → 4" not in server.get("what-changed.html")
        assert server.follows(root, {CALLS: new}, lambda: "ease rating 2 → 4" in server.get("what-changed.html"))
        assert "ease rating 3 → 5" in server.get("what-changed.html")
        wrong = {CALLS: new.replace("title", "titel")}
        assert server.follows(root, wrong, lambda: 'unknown key "titel"' in server.log.read_text())
        again = {CALLS: new.replace("title: Calls", "title: Called")}
        assert server.follows(root, again, lambda: "Called" in server.get("index.html"))
        assert server.get("index.html").count('<aside class="pp-preview"') == 1
    assert {path.name for path in root.iterdir()} == {".cache", ".git", "content", "mkdocs.yml"}


def test_without_a_base_nothing_is_marked(root: Path) -> None:
    with serving(root) as server:
        assert server.shows("index.html", "Invoices")
        assert "pp-preview" not in server.get("index.html")
        assert "what-changed.html" not in server.get("index.html")
