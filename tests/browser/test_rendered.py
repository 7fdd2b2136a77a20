"""Rendered pages in each engine's own surroundings: its search finds a project, and nothing complains."""

import re
from pathlib import Path

import pytest
from playwright.sync_api import Browser

from tests.browser.conftest import SCREENSHOTS, served, unfold, watched
from tests.conformance.test_engines import ENGINES, built_once

pytestmark = pytest.mark.browser

FIELD = "input.md-search__input:visible, .md-search__button:visible"
FOUND = re.compile(r"\d+ (results|matching documents)")


@pytest.mark.parametrize("engine", ENGINES)
def test_an_engine_keeps_what_is_its_own(
    browser: Browser, demonstration: Path, tmp_path_factory: pytest.TempPathFactory, engine: str
) -> None:
    """Search is there and works, the head names the repository, a chart is explored; no host but the site is asked."""
    site = built_once(tmp_path_factory, demonstration)[engine]
    size = {"width": 1280, "height": 900}
    with served(site) as home, watched(browser, viewport=size, color_scheme="light") as seen:
        page = seen.context.new_page()
        page.goto(f"{home}index.html", wait_until="networkidle")
        SCREENSHOTS.mkdir(parents=True, exist_ok=True)
        page.screenshot(path=SCREENSHOTS / f"engine-{engine}.png")
        page.locator(".md-header .md-source").wait_for()
        head = page.locator(".md-header__inner").bounding_box()
        assert head is not None and head["height"] < 80  # one line: a part of another theme would spill over it
        unfold(page)
        page.locator(".pp-figure-tools > button[aria-expanded]").first.click()
        page.locator(".pp-live svg").first.wait_for()
        page.locator(FIELD).first.click()
        page.locator("input:focus").press_sequentially("grasping")  # some engines open a window for it, a moment later
        page.get_by_text(FOUND).first.wait_for()
        assert seen.elsewhere(home) == []
        assert seen.complaints == []
