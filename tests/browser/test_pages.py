"""Every kind of page in a real browser: it asks nobody else for anything, fits its window, and is photographed."""

from pathlib import Path
from urllib.parse import urljoin

import pytest
from playwright.sync_api import Browser, expect

from tests.browser.conftest import SCREENSHOTS, Watched, opened, unfold, watched
from tests.browser.kinds import KINDS, PAGES, VIEWS

pytestmark = pytest.mark.browser


@pytest.mark.parametrize("view", ["light", "dark", "phone"])
@pytest.mark.parametrize("kind", KINDS)
def test_a_page_stands_alone(views: dict[str, Watched], addresses: dict[str, str], kind: str, view: str) -> None:
    """No request leaves the site, nothing complains, and the page does not scroll sideways."""
    SCREENSHOTS.mkdir(parents=True, exist_ok=True)
    with opened(views[view]) as page:
        page.goto(addresses[kind], wait_until="networkidle")
        page.screenshot(path=SCREENSHOTS / f"{kind}-{view}.png", full_page=True)
        width = page.evaluate("document.documentElement.scrollWidth")
        assert width <= VIEWS[view]["viewport"]["width"]
        assert page.locator("h1").count() == 1
    assert views[view].elsewhere(urljoin(addresses[kind], "/")) == []
    assert views[view].complaints == []


@pytest.mark.parametrize("view", ["light", "phone"])
def test_a_history_is_as_wide_as_the_text(views: dict[str, Watched], addresses: dict[str, str], view: str) -> None:
    """Its commits begin where paragraphs do: a phone has no room for the theme's indent."""
    with opened(views[view]) as page:
        page.goto(addresses["project-with-history"], wait_until="load")
        page.evaluate("document.querySelectorAll('article details').forEach(each => { each.open = true })")
        left = "each => each.getBoundingClientRect().left"
        starts = {page.locator(path).first.evaluate(left) for path in ("h2#history", ".pp-history", ".pp-history > li")}
        assert len(starts) == 1


@pytest.mark.parametrize("kind", PAGES)
def test_a_page_reads_well_without_javascript(browser: Browser, home: str, kind: str) -> None:
    """Charts and verdicts are there before any script runs, and every table with its caption, its heads with scope and
    every row; there is no control that does nothing."""
    with watched(browser, java_script_enabled=False) as seen:
        page = seen.context.new_page()
        page.goto(home + PAGES[kind])
        figures = page.locator("figure.pp-figure:visible")
        drawn = page.locator("figure.pp-figure:visible .pp-chart:visible svg")
        assert drawn.count() == figures.count()
        for at in range(drawn.count()):
            box = drawn.nth(at).bounding_box()
            assert box is not None and box["width"] > 100 and box["height"] > 40
        assert page.locator("h1").is_visible()
        for table in page.locator("article table.pp-table").all():
            assert (table.locator("caption").text_content() or "").strip()
            assert table.locator("th:not([scope])").count() == 0
            assert table.locator("thead th[scope=col]").count() > 1
        # What chooses the columns and rows of a table works by the style sheet alone.
        idle = "article button, article select, article input:not(.pp-choices input), [data-table] tr[hidden]"
        assert page.locator(idle).count() == 0


def test_charts_follow_the_palette(views: dict[str, Watched], home: str) -> None:
    """The letters of a chart are light on dark and dark on light, without a script of ours."""
    colours = set()
    for view in ("light", "dark"):
        with opened(views[view]) as page:
            page.goto(home, wait_until="networkidle")
            unfold(page)
            colours.add(page.locator(".pp-chart:visible svg text").first.evaluate("node => getComputedStyle(node).fill"))
    assert len(colours) == 2


def test_the_site_opens_from_a_folder(browser: Browser, demonstration: Path) -> None:
    """From file:// links lead from page to page, as numbers do that one page cannot read of another, charts can be
    explored, tables sorted, and the theme's parts work."""
    site = demonstration / "site"
    with watched(browser, viewport={"width": 1280, "height": 900}, color_scheme="light") as seen:
        page = seen.context.new_page()
        page.goto((site / "index.html").as_uri(), wait_until="load")
        page.locator("label[for=__palette_1]:visible").click()
        page.locator("body[data-md-color-scheme=slate]").wait_for()
        unfold(page)
        for button in page.locator(".pp-figure-tools > button[aria-expanded]").all():
            button.click()
        expect(page.locator(".pp-figure-tools > button[aria-expanded=false]")).to_have_count(0)
        assert page.locator(".pp-live svg").count() > 0
        page.locator('.pp-table a.pp-why[href="projects/pose/index.html#why--priority"]').click()  # no popover: a link
        page.wait_for_url(f"{(site / 'projects' / 'pose' / 'index.html').as_uri()}#why--priority")
        assert page.locator("h1").inner_text().startswith("Pose estimation for grasping")
        assert page.locator(".pp-chart:visible svg").count() > 0
        page.locator('.md-nav--primary a[href="../../boards/teams.html"]').evaluate("link => link.click()")
        page.wait_for_url((site / "boards" / "teams.html").as_uri())
        assert page.locator("h1").is_visible()
        assert not page.locator("input.md-search__input").is_visible()
        page.goto(f"{(site / 'index.html').as_uri()}?sort=-impact", wait_until="load")
        head = page.locator("table[data-table=projects] th[data-key=impact]")
        assert head.get_attribute("aria-sort") == "descending"
        head.get_by_role("button").click()
        page.wait_for_url("**?sort=impact")
    assert [url for url in seen.asked if not url.startswith(("file:", "data:", "blob:"))] == []
    assert seen.complaints == []
