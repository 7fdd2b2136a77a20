"""The site of a preview in a browser: nothing for axe to find, nothing wider than a phone, nothing that the policy stops."""

from collections.abc import Iterator
from pathlib import Path

import pytest
from playwright.sync_api import Browser, expect

from tests.browser.axe import MATERIALS_OWN, violations
from tests.browser.conftest import Watched, opened, served, watched
from tests.browser.kinds import PREVIEWED
from tests.browser.test_policy import guarded, policy_of

pytestmark = pytest.mark.browser


@pytest.fixture(scope="module")
def preview(previewed: Path) -> Iterator[str]:
    """Where the site of a preview is served."""
    with served(previewed / "site") as address:
        yield address


@pytest.mark.parametrize("view", ["light", "phone-dark"])
@pytest.mark.parametrize("kind", PREVIEWED)
def test_axe_finds_nothing_and_nothing_is_wider_than_the_window(
    views: dict[str, Watched], preview: str, kind: str, view: str
) -> None:
    """On every kind of page that a preview marks, with every disclosure opened."""
    with opened(views[view]) as page:
        page.goto(preview + PREVIEWED[kind], wait_until="load")
        page.evaluate("document.querySelectorAll('article details').forEach(each => { each.open = true })")
        known = MATERIALS_OWN if kind == "hand-written" else set()
        found = [each for each in violations(page) if (each.rule, each.element) not in known]
        assert not found, "\n" + "\n".join(map(str, found))
        assert page.evaluate("document.documentElement.scrollWidth <= innerWidth")


def test_it_works_under_the_policy_and_lists_filter_by_what_is_now(browser: Browser, previewed: Path) -> None:
    """Nothing is stopped; a stage that a project left is none to choose."""
    site = previewed / "site"
    with guarded(browser, site, policy_of(site), viewport={"width": 1280, "height": 900}) as (address, seen, page):
        for name in PREVIEWED.values():
            page.goto(address + name, wait_until="networkidle")
            assert page.evaluate("violations") == [], name
            assert page.locator("aside.pp-preview a").is_visible()
        page.goto(address, wait_until="networkidle")
        options = page.locator("#pp-filter-stage option").all_text_contents()
        assert len(options) > 2
        assert not any("was" in option or "now" in option for option in options)
        assert seen.complaints == []


def test_it_reads_without_scripts(browser: Browser, preview: str) -> None:
    """From the banner to what changed, and both values in sight."""
    with watched(browser, java_script_enabled=False) as seen, opened(seen) as page:
        page.goto(f"{preview}projects/pose/index.html")
        assert page.locator("del.pp-was").first.is_visible()
        page.locator("aside.pp-preview a").click()
        expect(page.locator("h1")).to_contain_text("What changed")
        assert page.locator(".pp-changes del").first.is_visible()
