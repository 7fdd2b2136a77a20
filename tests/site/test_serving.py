"""`planpress serve`: a real server on loopback, over a real repository that is edited while it runs."""

import os
import re
import shutil
import signal
import subprocess
import sys
import time
from collections.abc import Callable, Iterator, Mapping
from contextlib import contextmanager
from dataclasses import dataclass, replace
from pathlib import Path
from urllib.error import HTTPError
from urllib.request import urlopen

import pytest

from tests.comparing.building import BASE, CALLS, INVOICES
from tests.repositories import start, write

pytestmark = pytest.mark.process

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
            with urlopen(f"{self.address}{path}", timeout=BOUND) as answer:
                return str(answer.read().decode())
        except HTTPError as missing:
            return missing.read().decode()
        except OSError:  # it is starting
            return ""

    def shows(self, path: str, *words: str) -> bool:
        """Whether one answer comes that has all of these."""
        return self.comes(lambda: all(map(self.get(path).__contains__, words)))

    def comes(self, true: Callable[[], bool]) -> bool:
        """Whether something is true within the bound."""
        end = time.monotonic() + BOUND
        while not true():
            assert self.process.poll() is None, self.log.read_text()
            if time.monotonic() > end:
                return False
            with pytest.raises(subprocess.TimeoutExpired):
                self.process.wait(0.1)
        return True

    def follows(self, root: Path, files: Mapping[str, str], true: Callable[[], bool]) -> bool:
        """The same after an edit."""
        write(root, files)
        return self.comes(true)


@contextmanager
def serving(root: Path, *options: str, command: str = "planpress") -> Iterator[Server]:
    """A server of the plan at `root`, which is ended as a person ends it."""
    port = ("--port", "0") if command == "planpress" else ("--dev-addr", "127.0.0.1:0")
    log = root.parent / "log"
    with log.open("w") as said:
        process = subprocess.Popen(
            [sys.executable, "-m", command, "serve", *port, *options], cwd=root, stdout=said, stderr=said, text=True
        )
    try:
        yield _begun(Server(process, "", log))
    finally:
        os.kill(process.pid, signal.SIGINT)
        try:
            status = process.wait(BOUND)
        finally:
            process.kill()
            process.wait()
    assert status == 0, log.read_text()


def _begun(server: Server) -> Server:
    """The server with the address that it says it has."""
    says = re.compile(r"Serving on (http://\S+)")
    assert server.comes(lambda: says.search(server.log.read_text()) is not None)
    found = says.search(server.log.read_text())
    assert found is not None
    return replace(server, address=found[1])


@pytest.fixture
def root(place: Path) -> Path:
    """A plan, committed on main, and an edit that is not."""
    start(place / "plan", {**BASE, "mkdocs.yml": SETTINGS})
    write(place / "plan", {INVOICES: BASE[INVOICES].replace("ease: 3", "ease: 5")})
    return place / "plan"


def test_a_preview_is_served_and_follows_edits(root: Path) -> None:
    """Banner and page are there at once, and follow edits and errors; nothing is written beside the plan."""
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


CANNOT = "The newest version cannot be built"


STATES = {
    "sed -i '1s/^/x: [/' content/plan.yml": "content/plan.yml:1",
    "sed -i '1s/^/x: [/' mkdocs.yml": "mkdocs.yml",
    "rm mkdocs.yml": "no mkdocs.yml in",
    "mv content ../away": "docs_dir",
    "mkdir -p templates/pages; echo '{% if %}' >templates/pages/portfolio.md.j2": "templates/pages/portfolio.md.j2:1",
    "rm -r ../plan": "no mkdocs.yml in",  # as a branch without it does
    "rm -r content/projects/calls": "",
    "mv content ../elsewhere; ln -s ../elsewhere content": "",
}
"""What checkout, stash and editors make in between, and what pages say of it where the plan cannot be built."""


@pytest.mark.parametrize("command", ["planpress", "mkdocs"])
def test_every_state_is_outlived(command: str, root: Path) -> None:
    """The last good page is served, with what is wrong upon it; after each state an edit is seen again."""
    sound = root.parent / "sound"
    shutil.copytree(root, sound, symlinks=True)
    with serving(root, command=command) as server:
        assert server.shows("about.html", "About")
        for number, name in enumerate(list(STATES) if command == "planpress" else list(STATES)[:4:3]):
            subprocess.run(["sh", "-ec", name], cwd=root, check=True)
            wrong = STATES[name]
            if wrong:
                # Half way through `rm -r` another thing is wrong.
                assert server.shows("about.html", CANNOT, wrong, "<h1"), name
                assert server.shows("no-such-page.html", wrong), name
            for path in (root / "content", root / "templates", root.parent / "elsewhere", root.parent / "away"):
                path.unlink() if path.is_symlink() else shutil.rmtree(path, ignore_errors=True)
            shutil.copytree(sound, root, dirs_exist_ok=True)
            write(root, {"content/about.md": f"# About\n\nMended {number}\n"})
            assert server.shows("about.html", f"Mended {number}"), name
            assert CANNOT not in server.get("about.html"), name


def test_a_plan_that_cannot_be_built_is_served_from_the_start(root: Path) -> None:
    """There is no page yet but the one that says what is wrong; a new project is seen once all is well. Where the plan
    is, the settings say, which are what is wrong at first."""
    (root / "content").rename(root / "docs")
    whole, calls = SETTINGS.replace("content", "docs"), CALLS.replace("content", "docs")
    write(root, {"mkdocs.yml": f"x: [{whole}"})
    with serving(root) as server:
        assert server.shows("any/page.html", "The site cannot be built yet")
        assert "mkdocs.yml" in server.get("")
        write(root, {"mkdocs.yml": whole, calls: BASE[CALLS].replace("title", "titel")})
        assert server.shows("", "unknown key &quot;titel&quot;")
        sorting = "schema: 1\ntitle: Sorting\nowner: ann\nstage: planning\n"
        write(root, {calls: BASE[CALLS], calls.replace("calls", "sorting"): sorting})
        assert server.shows("index.html", "Sorting"), server.log.read_text()
