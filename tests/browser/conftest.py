"""A real Chromium, with no way to any other host, and the demonstration site on loopback."""

import functools
import http.server
import shutil
import threading
from collections.abc import Iterator, Mapping
from contextlib import ExitStack, contextmanager
from dataclasses import dataclass, field
from pathlib import Path

import pytest
from playwright.sync_api import Browser, BrowserContext, Page, expect, sync_playwright

from tests.browser.kinds import PAGES, VIEWS, WITH_HISTORY, script
from tests.conftest import PLANS, ROOT, made_once, run_planpress
from tests.history.demonstration import make
from tests.repositories import alone

SCREENSHOTS = Path(__file__).resolve().parents[2] / "build" / "screenshots"
THEME = Path(__file__).resolve().parents[2] / "templates" / "theme" / "assets" / "planpress"

_WITHOUT = (
    # As Playwright has it: Chromium takes the last list alone.
    "AimEnabled", "AvoidCorsURLLoaderRestartOnRedirect", "AvoidUnnecessaryBeforeUnloadCheckSync", "DestroyProfileOnBrowserClose",
    "HttpsFirstBalancedModeAutoEnable", "HttpsUpgrades", "LensOverlay", "MediaRouter", "NetworkTimeServiceQuerying", "OptimizationHints",
    "PaintHolding", "PreconnectToSearch", "ThirdPartyStoragePartitioning",
    # The address bar's own pages, a further renderer for each window that nobody sees: half the work of opening a page.
    "OmniboxNext", "WebUIOmniboxAimPopup", "WebUIOmniboxFullPopup", "WebUIOmniboxPopup", "WebUIOmniboxSimplification",
)  # fmt: skip
"""Features of Chromium that are switched off."""

ARGUMENTS = [
    f"--disable-features={','.join(_WITHOUT)}", "--no-sandbox", "--disable-gpu", "--disable-quic", "--disable-sync", "--no-first-run",
    "--disable-background-networking", "--disable-component-update",
    "--host-resolver-rules=MAP * ~NOTFOUND, EXCLUDE 127.0.0.1",
]  # fmt: skip

LONGEST = 120_000
"""Milliseconds; a busy machine is no failure."""
expect.set_options(timeout=LONGEST)

_FAULTS = script("faults")


class _Silent(http.server.SimpleHTTPRequestHandler):
    headers_added: Mapping[str, str] = {}

    def log_message(self, format: str, *arguments: object) -> None:
        """The tests' own output is enough."""

    def end_headers(self) -> None:
        for name, value in self.headers_added.items():
            self.send_header(name, value)
        super().end_headers()


@contextmanager
def served(site: Path, headers: Mapping[str, str] | None = None) -> Iterator[str]:
    """The address of a site on loopback, with a slash at the end; each answer has the further `headers`."""
    kind = type("_WithHeaders", (_Silent,), {"headers_added": headers or {}})
    handler = functools.partial(kind, directory=str(site))
    with http.server.ThreadingHTTPServer(("127.0.0.1", 0), handler) as server:
        thread = threading.Thread(target=server.serve_forever)
        thread.start()
        try:
            yield f"http://127.0.0.1:{server.server_port}/"
        finally:
            server.shutdown()
            thread.join()


def faults(page: Page) -> list[str]:
    """Every text of a visible drawing that leaves it, and every two that stand on each other."""
    return page.evaluate(_FAULTS)  # type: ignore[no-any-return]


@dataclass
class Watched:
    """A browser context that writes down what its pages ask for and complain of."""

    context: BrowserContext
    asked: list[str] = field(default_factory=list)
    complaints: list[str] = field(default_factory=list)

    def elsewhere(self, home: str) -> list[str]:
        """Requests that left the site."""
        return [url for url in self.asked if not url.startswith((home, "data:", "blob:"))]


@pytest.fixture(scope="session")
def browser() -> Iterator[Browser]:
    executable = shutil.which("chromium") or "/usr/bin/chromium"
    with sync_playwright() as playwright:
        chromium = playwright.chromium.launch(executable_path=executable, args=ARGUMENTS)
        yield chromium
        chromium.close()


@contextmanager
def watched(browser: Browser, **options: object) -> Iterator[Watched]:
    """A new context whose requests and complaints are written down."""
    context = browser.new_context(**options)  # type: ignore[arg-type]
    context.set_default_timeout(LONGEST)
    seen = Watched(context)
    context.on("request", lambda request: seen.asked.append(request.url))
    context.on("console", lambda said: seen.complaints.append(said.text) if said.type == "error" else None)
    context.on("weberror", lambda error: seen.complaints.append(str(error.error)))
    yield seen
    context.close()


@contextmanager
def opened(seen: Watched) -> Iterator[Page]:
    """A new page of a context that several tests use; what its pages asked for and complained of begins anew."""
    seen.asked.clear()
    seen.complaints.clear()
    page = seen.context.new_page()
    try:
        yield page
    finally:
        page.close()


def unfold(page: Page) -> None:
    """Opens every section that is folded."""
    page.evaluate("document.querySelectorAll('details.pp-fold').forEach(each => { each.open = true })")


@pytest.fixture(scope="session")
def views(browser: Browser) -> Iterator[dict[str, Watched]]:
    """A context for each window of `kinds.VIEWS`."""
    with ExitStack() as stack:
        yield {view: stack.enter_context(watched(browser, **options)) for view, options in VIEWS.items()}


@pytest.fixture(scope="session")
def remembered(demonstration: Path, tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The folder of the demonstration plan with a made-up history, and the site that tells it; not to be changed."""

    def build(folder: Path) -> None:
        with pytest.MonkeyPatch.context() as patch:
            folder.mkdir()
            alone(folder / "home", patch)
            (folder / "plan").mkdir()
            make(folder / "plan")
            shutil.copytree(demonstration / ".cache", folder / "plan" / ".cache")
            done = run_planpress("build", cwd=folder / "plan")
            assert done.returncode == 0, done.stderr

    return made_once(tmp_path_factory, "remembered", build) / "plan"


@pytest.fixture(scope="session")
def extreme_site(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The site of the worst that people write: a project for each way in which a page could break."""

    def build(folder: Path) -> None:
        shutil.copytree(PLANS / "extremes", folder)
        shutil.copy(ROOT / "mkdocs.yml", folder)
        done = run_planpress("build", cwd=folder)
        assert done.returncode == 0, done.stderr

    return made_once(tmp_path_factory, "extremes", build) / "site"


@pytest.fixture(scope="session")
def addresses(home: str, remembered: Path) -> Iterator[dict[str, str]]:
    """Where each kind of page is served."""
    with served(remembered / "site") as recalled:
        yield {kind: home + path for kind, path in PAGES.items()} | {
            kind: recalled + path for kind, path in WITH_HISTORY.items()
        }


@pytest.fixture(scope="session")
def home(demonstration: Path) -> Iterator[str]:
    """Where the demonstration site is served."""
    with served(demonstration / "site") as address:
        yield address
