"""A theme that changes pages without a new document: everything works on a plan page that one came to by a click, and after
going back and forth; and what neighbours make of plan pages, looked at."""

from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from pathlib import Path
from typing import Any

import pytest
from playwright.sync_api import Browser, Page

from planpress.model.site_pages import POLICY
from tests.browser.conftest import SCREENSHOTS, Watched, served, unfold, watched
from tests.plugin.hosts import PROJECT, build, write_host
from tests.plugin.test_neighbours import NEIGHBOURS

pytestmark = pytest.mark.browser

SECOND = {"projects/packing/project.yml": PROJECT.replace("Sorting", "Packing").replace("training", "planning").replace("0.7,", "0.4,"),
          "projects/packing/models.csv": "model,precision,recall\nnet-1,0.9,0.7\nnet-2,0.8,0.9\n"}  # fmt: skip
NAV = [{"Home": "index.md"}, {"Guide": "guide.md"}, {"Plan": "portfolio.md"}]
INSTANT = {
    "alone": ["navigation.instant"],
    "prefetch": ["navigation.instant", "navigation.instant.prefetch", "navigation.instant.progress"],
}


@pytest.fixture(scope="module")
def drawn(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A host's site of two projects with its charts; not to be changed."""
    folder = write_host(tmp_path_factory.mktemp("drawn"), ["search", "planpress"], SECOND, nav=NAV)
    build(folder)
    return folder


@contextmanager
def shown(
    browser: Browser, folder: Path, drawn: Path, plugins: Sequence[Any], **settings: Any
) -> Iterator[tuple[str, Watched, Page]]:
    """A host's site on loopback, built for its address, and a page of a browser that writes complaints down."""
    with served(folder / "site") as home, watched(browser, viewport={"width": 1280, "height": 900}) as seen:
        settings = {"nav": NAV, "site_url": home, "repo_url": None, **settings}
        build(write_host(folder, ["search", *plugins], SECOND, drawn=drawn, **settings))
        yield home, seen, seen.context.new_page()


def follow(page: Page, link: str, title: str) -> None:
    """Clicks a link, and waits for the page that it leads to."""
    page.locator(link).first.click()
    page.locator("h1", has_text=title).wait_for()


def everything_works(page: Page) -> None:
    """A chart is explored, an explanation opens and closes; no document was loaded meanwhile."""
    page.locator("figure.pp-figure button[aria-expanded]").first.wait_for(state="attached")
    unfold(page)
    figures = page.locator("figure.pp-figure").count()
    assert page.locator("figure.pp-figure .pp-figure-tools > button[aria-expanded]").count() == figures > 0
    button = page.locator("figure.pp-figure button[aria-expanded]").first
    button.click()
    page.locator(".pp-live svg").first.wait_for()
    button.click()
    page.locator(".pp-live").first.wait_for(state="detached")
    page.wait_for_url(lambda address: "explore=" not in address)
    before = page.url
    page.locator("article a.pp-why:visible").first.click()
    page.locator(".pp-popover:visible p").first.wait_for()
    assert page.url == before
    page.keyboard.press("Escape")
    page.locator(".pp-popover").wait_for(state="hidden")
    assert page.evaluate("window.same") == "document"


def the_table_works(page: Page) -> None:
    """It is filtered and sorted, once."""
    rows = page.locator('table[data-table="projects"] tbody tr:visible')
    assert page.locator(".pp-tools__controls").count() == 1
    assert rows.count() == 2
    page.get_by_label("Name contains").fill("pack")
    page.locator(".pp-tools__status", has_text="1 of 2").wait_for()
    assert rows.count() == 1 and "name=pack" in page.url
    page.get_by_role("button", name="Show all").first.click()
    page.locator('table[data-table="projects"] .pp-sort').first.click()
    page.locator('table[data-table="projects"] th[aria-sort]').wait_for()


@pytest.mark.parametrize("features", INSTANT)
def test_plan_pages_work_after_a_click_and_back_and_forth(
    features: str, drawn: Path, browser: Browser, tmp_path: Path
) -> None:
    """From the host's page to the portfolio, to a project and back twice: all in one document, without a complaint."""
    theme = {"name": "material", "font": False, "features": INSTANT[features]}
    with shown(browser, tmp_path, drawn, ["tags", "planpress"], theme=theme) as (home, seen, page):
        page.goto(home, wait_until="networkidle")
        page.evaluate("window.same = 'document'")
        follow(page, 'nav a[href$="portfolio/"]', "Plan")
        everything_works(page)
        the_table_works(page)
        follow(page, 'article a[href$="projects/sorting/"]', "Sorting")
        everything_works(page)
        page.screenshot(path=SCREENSHOTS / f"instant-{features}.png")
        page.locator("figure.pp-figure button[aria-expanded]").first.click()  # and left open
        page.locator(".pp-live svg").first.wait_for()
        page.go_back()
        page.locator("h1", has_text="Plan").wait_for()
        everything_works(page)
        page.go_forward()
        page.locator("h1", has_text="Sorting").wait_for()
        everything_works(page)
        follow(page, 'nav a[href$="guide/"]', "Guide")
        assert page.locator("link[href*='planpress.css']").count() == 0
        assert page.evaluate("window.same") == "document"
        assert (seen.complaints, seen.elsewhere(home)) == ([], [])


LOOKED_AT = ("glightbox", "i18n", "minify", "print-site", "tags")


@pytest.mark.parametrize("name", LOOKED_AT)
def test_plan_pages_work_beside_a_neighbour_under_the_policy(
    name: str, drawn: Path, browser: Browser, tmp_path: Path
) -> None:
    """Buttons work, and nothing is complained of, on the host's page and on what the neighbour made either."""
    neighbour = NEIGHBOURS[name]
    plugins = ["planpress", *neighbour["plugins"]]
    build(write_host(tmp_path, ["search", *plugins], {**SECOND, **neighbour.get("files", {})}, drawn=drawn, repo_url=None, nav=NAV))
    policy = {"Content-Security-Policy": (tmp_path / "site" / POLICY).read_text(encoding="utf-8").strip()}
    with served(tmp_path / "site", policy) as home, watched(browser, viewport={"width": 1280, "height": 900}) as seen:
        page = seen.context.new_page()
        # Material looks for one below each page of another language, with or without a plan.
        page.route("**/*/sitemap.xml", lambda route: route.fulfill(body="<urlset/>", content_type="application/xml"))
        for path in ("guide/", *MADE.get(name, ())):
            page.goto(home + path, wait_until="networkidle")
        page.screenshot(path=SCREENSHOTS / f"neighbour-{name}.png")
        for path in ("portfolio/", "projects/sorting/"):
            page.goto(home + path, wait_until="networkidle")
            page.evaluate("window.same = 'document'")
            everything_works(page)
        page.screenshot(path=SCREENSHOTS / f"neighbour-{name}-plan.png", full_page=True)
        assert (seen.complaints, seen.elsewhere(home)) == ([], [])


MADE = {"i18n": ("fr/", "fr/projects/sorting/"), "print-site": ("print_page/",), "tags": ("tags/",)}
"""Pages that neighbours make."""
