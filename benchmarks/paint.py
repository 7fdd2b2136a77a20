"""`python -m benchmarks.paint`: how soon a reader sees a page, against a plain Material page with the same text.

Needs what `make test` sets up: Playwright, and Chromium.
"""

import argparse
import functools
import http.server
import shutil
import sys
import threading
import time
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from statistics import median, quantiles
from tempfile import TemporaryDirectory

from playwright.sync_api import Browser, sync_playwright

from benchmarks.equal import write_equal
from benchmarks.measuring import python, run
from benchmarks.report import Figure
from benchmarks.sizes import MKDOCS
from benchmarks.workload import write_plan

PROJECTS = 12
PAGES = {"portfolio": "", "project": "projects/project-0004/", "scoring": "scoring.html"}
_ARGUMENTS = ["--no-sandbox", "--disable-gpu", "--host-resolver-rules=MAP * ~NOTFOUND, EXCLUDE 127.0.0.1"]
_SETTLED = 0.25
_PAINT = """() => new Promise(done => new PerformanceObserver((list, observer) => {
    const [found] = list.getEntriesByName("first-contentful-paint")
    if (found) { observer.disconnect(); done(found.startTime) }
}).observe({type: "paint", buffered: true}))"""


def main() -> None:
    """Build both sites, and open their pages in turn."""
    parser = argparse.ArgumentParser(prog="python -m benchmarks.paint", description=__doc__)
    parser.add_argument("--rounds", type=int, default=41, help="how often each page is opened; 41 if left out")
    rounds = parser.parse_args().rounds
    with TemporaryDirectory(prefix="planpress-paint-") as name, sync_playwright() as playwright:
        ours, plain = sites(Path(name))
        executable = shutil.which("chromium") or "/usr/bin/chromium"
        chromium = playwright.chromium.launch(executable_path=executable, args=_ARGUMENTS)
        with served(ours) as one, served(plain) as other:
            for kind, path in PAGES.items():
                sys.stdout.write("\n".join(report(kind, *measure(chromium, one + path, other + path, rounds))) + "\n")
        chromium.close()


def sites(folder: Path) -> tuple[Path, Path]:
    """Our site of a small plan, and plain Material's of the same pages."""
    ours, plain = folder / "plan", folder / "plain"
    write_plan(ours, PROJECTS)
    shutil.copy(MKDOCS, ours)
    plain.mkdir()
    run(python("-m", "planpress", "build"), ours)
    write_equal(ours, plain)
    run(python("-m", "mkdocs", "build", "--quiet"), plain)
    return ours / "site", plain / "site"


def measure(browser: Browser, ours: str, plain: str, rounds: int) -> tuple[list[float], list[float]]:
    """Milliseconds until the first contentful paint of two pages, opened in turn, every other time in reverse."""
    found: dict[str, list[float]] = {ours: [], plain: []}
    for number in range(-2, rounds):
        for address in (ours, plain) if number % 2 else (plain, ours):
            shown = paint(browser, address)
            if number >= 0:  # the first two rounds warm the machine up
                found[address].append(shown)
    return found[ours], found[plain]


def paint(browser: Browser, address: str) -> float:
    """Milliseconds until the first contentful paint for somebody who was never here: nothing is in a cache."""
    context = browser.new_context(viewport={"width": 1280, "height": 900})
    page = context.new_page()
    time.sleep(_SETTLED)  # a browser is still starting processes after it has opened a window
    page.goto(address, wait_until="load")
    shown = float(page.evaluate(_PAINT))
    context.close()
    return shown


def report(kind: str, ours: list[float], plain: list[float]) -> Iterator[str]:
    """The median of the rounds' ratios, the middle half of them, and the medians of both."""
    shares = [one / other for one, other in zip(ours, plain, strict=True)]
    low, middle, high = quantiles(shares, n=4)
    yield Figure(f"first contentful paint / plain Material, {kind}", middle, target=1.1).line()
    yield f"    half of {len(ours)} rounds from {low:.2f} to {high:.2f}"
    yield f"    ours {median(ours):.0f} ms, plain Material {median(plain):.0f} ms"


@contextmanager
def served(site: Path) -> Iterator[str]:
    """The address of a site on loopback, with a slash at the end."""
    handler = functools.partial(_Silent, directory=str(site))
    with _Server(("127.0.0.1", 0), handler) as server:
        thread = threading.Thread(target=server.serve_forever)
        thread.start()
        try:
            yield f"http://127.0.0.1:{server.server_port}/"
        finally:
            server.shutdown()
            thread.join()


class _Server(http.server.ThreadingHTTPServer):
    def handle_error(self, request: object, client_address: object) -> None:
        """A browser that closes a page while something is still loading is no fault."""


class _Silent(http.server.SimpleHTTPRequestHandler):
    def log_message(self, format: str, *arguments: object) -> None:
        """The report alone is written."""


if __name__ == "__main__":
    main()
