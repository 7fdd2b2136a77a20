"""What a project page weighs: its HTML, and everything that a browser loads with it, before anything is explored."""

import gzip
from pathlib import Path
from urllib.parse import unquote, urlsplit

import pytest
from playwright.sync_api import Browser

from tests.browser.conftest import served, watched

KILOBYTE = 1000
PAGE = 100 * KILOBYTE
"""The most that a page may weigh, gzipped: its HTML with every chart and table, and all that planpress adds to it."""
MATERIAL = ("assets/javascripts/", "assets/stylesheets/", "assets/images/", "search/")
"""What the theme loads on every page of every site, once for all of them; planpress neither adds to it nor can take it away."""

pytestmark = pytest.mark.browser


def weights(browser: Browser, site: Path, path: str) -> dict[str, int]:
    """Every file that a page loads by itself, with its bytes gzipped as a server would send them."""
    with served(site) as address, watched(browser) as seen:
        page = seen.context.new_page()
        page.goto(address + path, wait_until="networkidle")
        asked = {unquote(urlsplit(url).path).lstrip("/") for url in seen.asked if url.startswith(address)}
    names = {f"{name}index.html" if not name or name.endswith("/") else name for name in asked}
    return {name: len(gzip.compress((site / name).read_bytes(), 6)) for name in names if (site / name).is_file()}


def test_a_project_page_is_light(browser: Browser, demonstration: Path) -> None:
    """Each of the demonstration plan, by its own weight: HTML, and the styles and scripts of planpress."""
    site = demonstration / "site"
    loaded = weights(browser, site, "projects/pose/")
    assert "projects/pose/index.html" in loaded and "assets/planpress/planpress.css" in loaded
    assert not any(name.endswith(("vega.js", "charts.js")) for name in loaded)
    shared = sum(size for name, size in loaded.items() if name.startswith("assets/planpress/"))
    for page in sorted((site / "projects").glob("*/index.html")):
        assert len(gzip.compress(page.read_bytes(), 6)) + shared <= PAGE, page


def test_a_project_of_200_models_is_light(browser: Browser, extreme_site: Path) -> None:
    """A page grows with its tables and charts, and stays below the same limit."""
    loaded = weights(browser, extreme_site, "projects/many/")
    own = {name: size for name, size in loaded.items() if not name.startswith(MATERIAL)}
    assert sum(own.values()) <= PAGE, own


def test_exploring_is_what_weighs(demonstration: Path) -> None:
    """The limit is one that the page would break if it loaded Vega by itself."""
    vega = demonstration / "site" / "assets" / "planpress" / "vega.js"
    assert len(gzip.compress(vega.read_bytes(), 6)) > PAGE
