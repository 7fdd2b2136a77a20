"""In a browser, no page of a stranger's change runs anything or asks another host, without any policy to hold it back."""

from pathlib import Path

import pytest
from playwright.sync_api import Browser, Error

from tests import strangers
from tests.browser.conftest import served, watched
from tests.browser.kinds import script
from tests.conftest import run_planpress
from tests.repositories import alone

pytestmark = pytest.mark.browser


ACTING = (
    "script", "handler", "attr-list", "md-in-html", "link-scheme", "remote-image", "remote-script", "style-import",
    "meta-refresh", "iframe", "svg", "title", "diagram-from-elsewhere",
)  # fmt: skip

# Points at and clicks everything but the links that lead to other pages.
TOUCH = script("touch")


@pytest.fixture(scope="module")
def change(tmp_path_factory: pytest.TempPathFactory) -> strangers.Change:
    folder = tmp_path_factory.mktemp("stranger")
    with pytest.MonkeyPatch.context() as patch:
        alone(folder / "home", patch)
        change = strangers.begin(folder)
        strangers.attack(change)
        strangers.settle(change)
    return change


def tried(browser: Browser, site: Path) -> tuple[list[str], list[str]]:
    """The pages on which something of the stranger's has run or that left the site, and what was asked elsewhere."""
    ran, asked = [], []
    with served(site) as address, watched(browser) as seen:
        for name in ACTING:
            page = seen.context.new_page()
            try:
                page.goto(f"{address}attacks/{name}.html", wait_until="load")
                page.evaluate(TOUCH)
                stolen = page.evaluate("window.stolen") is not None
            except Error:  # it went elsewhere in the midst of this
                stolen = True
            if stolen or not page.url.startswith(address):
                ran.append(name)
            page.close()
        asked = seen.elsewhere(address)
    return ran, asked


def test_nothing_runs_and_nothing_leaves(browser: Browser, change: strangers.Change) -> None:
    """Handlers, schemes, refreshes, diagrams that the theme would fetch: each page is opened and clicked. In a plain
    build of the same change they run, and ask."""
    assert run_planpress("build", "--untrusted", cwd=change.root).returncode == 0
    assert tried(browser, change.root / "site") == ([], [])
    (change.root / "content/Scoring.md").unlink()  # the one that a plain build refuses too (PP119)
    assert run_planpress("build", cwd=change.root).returncode == 0
    ran, asked = tried(browser, change.root / "site")
    assert {"script", "handler", "attr-list", "md-in-html", "svg", "title"} <= set(ran)
    assert {"https://evil.example/p.png", "https://evil.example/x.js", "https://evil.example/x.css"} <= set(asked)
    assert any("mermaid" in url for url in asked)
