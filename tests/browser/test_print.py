"""On paper: the article alone, with its charts and tables whole, readable in black and white."""

import subprocess
from pathlib import Path

import pytest
from playwright.sync_api import Page

from tests.browser.conftest import SCREENSHOTS, Watched, opened
from tests.browser.kinds import KINDS, PAGES, script

PAPER = {"width": 718, "height": 1000}
"""A4 less its margins, in CSS pixels."""

pytestmark = pytest.mark.browser


@pytest.mark.parametrize("kind", KINDS)
def test_a_page_prints(views: dict[str, Watched], addresses: dict[str, str], kind: str) -> None:
    """From a dark screen: no navigation, nothing cut off, dark letters on white."""
    SCREENSHOTS.mkdir(parents=True, exist_ok=True)
    with opened(views["dark"]) as page:
        page.set_viewport_size(PAPER)
        page.goto(addresses[kind], wait_until="load")
        page.emulate_media(media="print")
        page.screenshot(path=SCREENSHOTS / f"{kind}-print.png", full_page=True)
        for chrome in (".md-header", ".md-sidebar--primary", ".md-sidebar--secondary", ".md-footer", ".md-tabs"):
            assert not page.locator(chrome).first.is_visible() if page.locator(chrome).count() else True, chrome
        assert (
            page.locator(
                "article button:not(.pp-sort):visible, article input:visible, article .headerlink:visible"
            ).count()
            == 0
        )
        assert page.evaluate("document.documentElement.scrollWidth") <= PAPER["width"]
        cut = page.evaluate("""() => [...document.querySelectorAll("article .pp-scroll, article .pp-chart")].filter(
            each => each.getBoundingClientRect().width && (each.scrollWidth > each.clientWidth + 1)).map(each => each.ariaLabel)""")
        assert cut == []
        pale = page.evaluate(_PALE)
        assert pale == []


@pytest.mark.parametrize("kind", ["portfolio", "project", "scoring"])
def test_tables_and_charts_can_be_read(views: dict[str, Watched], home: str, kind: str) -> None:
    """No word of a dozen letters is broken, no head is a button, which a sheet would not repeat, and letters of charts are
    no larger than those of the text."""
    with opened(views["light"]) as page:
        page.set_viewport_size(PAPER)
        page.goto(home + PAGES[kind], wait_until="load")
        page.emulate_media(media="print")
        assert page.evaluate(_BROKEN) == []
        boxes = "all => all.filter(one => getComputedStyle(one).display !== 'contents').length"
        assert page.locator("article thead .pp-sort").evaluate_all(boxes) == 0
        sizes = page.locator("article svg.pp-drawing[viewBox]").evaluate_all(_LETTERS)
        assert all(5.5 < size < 15 for size in sizes), sizes


def test_what_nobody_opened_is_not_printed(views: dict[str, Watched], home: str) -> None:
    """Neither explanations nor folded sections with their headings, though the theme opens all that is folded for the
    printer; what was open is on paper."""
    shown = """all => all.map(one => [one.getBoundingClientRect().height > 0,
        one.matches(".pp-fold") ? one.previousElementSibling.getBoundingClientRect().height > 0 : null])"""
    with opened(views["light"]) as page:
        page.goto(home + PAGES["project"], wait_until="load")
        folds = page.locator("article details:is(.pp-fold, .pp-data)")
        last = folds.last.evaluate("one => { one.open = true; return one.className }")
        page.evaluate("() => document.querySelector('.pp-because').open = true")
        page.evaluate("() => dispatchEvent(new Event('beforeprint'))")
        page.evaluate("() => document.querySelectorAll('article details').forEach(one => { one.open = true })")
        page.emulate_media(media="print")
        *others, (printed, heading) = folds.evaluate_all(shown)
        assert last == "pp-fold" and printed and heading
        assert len(others) > 3 and not any(one or above for one, above in others)
        first, *unread = page.locator(".pp-because").evaluate_all(shown)
        assert first[0] and unread and not any(one for one, _ in unread)


def test_the_home_page_is_two_sheets(views: dict[str, Watched], home: str, tmp_path: Path) -> None:
    """On A4, with every project, and no row of one alone on its sheet; nothing stands twice but the head of the table."""
    with opened(views["light"]) as page:
        page.goto(home, wait_until="load")
        names = page.locator("[data-table=projects] tbody th").evaluate_all("all => all.map(one => one.querySelector('a').textContent)")
        sheets = printed_on(page, tmp_path / "home.pdf")
    assert len(sheets) == 2
    rows = [sheets[0].partition("Ranking")[2], sheets[1]]
    shown = [[name for name in names if name in sheet] for sheet in rows]
    assert min(map(len, shown)) > 1 and [*shown[0], *shown[1]] == names
    assert "room ends here" in sheets[0] and "Open questions" not in "".join(sheets)


@pytest.mark.parametrize("kind", ["teams", "changes", "scoring", "project", "project-no-models"])
def test_no_sheet_is_empty(views: dict[str, Watched], home: str, kind: str, tmp_path: Path) -> None:
    with opened(views["light"]) as page:
        page.goto(home + PAGES[kind], wait_until="load")
        sheets = printed_on(page, tmp_path / "page.pdf")
    assert sheets and all(sheets)


def printed_on(page: Page, file: Path) -> list[str]:
    """The words of each sheet of A4."""
    page.pdf(path=file, format="A4", prefer_css_page_size=True)
    command = ["pdftotext", "-raw", str(file), "-"]
    printed = subprocess.run(command, capture_output=True, text=True, check=True).stdout
    return [" ".join(sheet.split()) for sheet in printed.split("\f")[:-1]]


_BROKEN = script("broken")
"""The words of tables that are broken."""

_LETTERS = """all => all.filter(one => one.getBoundingClientRect().width).map(
    one => 13 * one.getBoundingClientRect().width / one.viewBox.baseVal.width * 0.75)"""
"""How high the letters of drawings are, in points."""

LINKS = """<div class="print-test"><p><a href="https://example.org/x?y=1">out</a> <a href="mailto:a@example.org">mail</a>
<a class="autolink" href="https://example.org/z">https://example.org/z</a> <a href="projects/pose/index.html">in</a> <a href="#top">here</a>
<a class="pp-place" href="https://example.org/blob/plan.yml#L3">content/plan.yml:3</a></p>
<details><summary>More</summary><p>folded away</p></details></div>"""


def test_links_out_of_the_site_say_where_they_lead(views: dict[str, Watched], home: str) -> None:
    """Their address stands behind them, on paper alone; links inside the site, and those that show it, stay as they are."""
    shown = "link => getComputedStyle(link, '::after').content.replace(/^none$|^normal$/, '')"
    with opened(views["light"]) as page:
        page.goto(home + PAGES["portfolio"], wait_until="load")
        page.evaluate("html => document.querySelector('article').insertAdjacentHTML('beforeend', html)", LINKS)
        links = f"() => [...document.querySelectorAll('.print-test a')].map({shown})"
        folded = page.locator(".print-test details p")
        assert page.evaluate(links) == [""] * 6
        assert folded.evaluate("each => each.checkVisibility({contentVisibilityAuto: true}) && each.getBoundingClientRect().height > 0") is False
        page.emulate_media(media="print")
        out, mail, *rest = page.evaluate(links)
        assert 'https://example.org/x?y=1' in out and "mailto:a@example.org" in mail
        assert rest == [""] * 4
        page.wait_for_function("() => document.querySelector('.print-test details p').getBoundingClientRect().height > 0", polling=50)


def test_a_history_that_is_open_prints_whole(views: dict[str, Watched], addresses: dict[str, str]) -> None:
    """On paper there are as many commits as it says that there are."""
    lit = "() => [...document.querySelectorAll('.pp-history > li')].filter(each => each.checkVisibility({contentVisibilityAuto: true}) && each.getBoundingClientRect().height > 0).length"
    with opened(views["light"]) as page:
        page.goto(addresses["project-with-history"], wait_until="load")
        count = page.locator(".pp-history > li").count()
        assert page.evaluate(lit) == 0 < count
        page.evaluate("document.querySelectorAll('article details').forEach(one => { one.open = true })")
        page.evaluate("() => dispatchEvent(new Event('beforeprint'))")
        page.emulate_media(media="print")
        page.wait_for_function(f"count => ({lit})() === count", arg=count, polling=50)  # what was folded is laid out a frame later
        assert f"{count} commits of " in page.locator("article").inner_text()


_PALE = script("pale")
"""The letters whose contrast with white paper is below 4.5 to 1."""
