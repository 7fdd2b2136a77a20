"""A table of more models and columns than a page has room for: what is shown at first, and how a reader asks for more."""

from collections.abc import Iterator
from pathlib import Path

import pytest
from playwright.sync_api import Browser, Page

from tests.browser.conftest import served, watched

pytestmark = pytest.mark.browser


@pytest.fixture(params=["script", "no script", "file"])
def wide(request: pytest.FixtureRequest, browser: Browser, extreme_site: Path) -> Iterator[Page]:
    """The page of thirty models on sixty benchmarks, in a window of 1280 pixels."""
    with served(extreme_site) as address, watched(
        browser, viewport={"width": 1280, "height": 900}, java_script_enabled=request.param != "no script"
    ) as seen:
        top = f"{extreme_site.as_uri()}/" if request.param == "file" else address
        page = seen.context.new_page()
        page.goto(f"{top}projects/wide/index.html", wait_until="load")
        yield page
        assert seen.complaints == []


def rows(page: Page) -> int:
    return page.locator('[data-table="models"] tbody tr:visible').count()


def heads(page: Page) -> list[str]:
    shown = page.locator('[data-table="models"] thead th:visible').all_inner_texts()
    return [text.rstrip("\u00a0↕↑↓") for text in shown]


def test_the_best_come_first_and_the_rest_when_asked(wide: Page) -> None:
    """The first twenty, people among them, and the baseline that is worse than these; all with one press of a key."""
    assert rows(wide) == 21
    wide.get_by_label("Show all 30 models").focus()
    wide.keyboard.press("Space")
    assert rows(wide) == 32
    wide.keyboard.press("Space")
    assert rows(wide) == 21


def test_columns_are_chosen_by_the_keyboard(wide: Page) -> None:
    """What the rule asks for is there at first; another comes and goes with a key, and so do these."""
    first = ["Model or baseline", "Score", "Loss (nats), at most 0.7", "Note"]
    assert heads(wide) == first
    wide.locator(".pp-columns > summary").focus()
    wide.keyboard.press("Enter")
    wide.get_by_label("benchmark 2 exact match").focus()
    wide.keyboard.press("Space")
    assert heads(wide) == [*first[:3], "benchmark 2 exact match", "Note"]
    wide.get_by_label("Loss (nats), at most 0.7").focus()
    wide.keyboard.press("Space")
    assert heads(wide) == ["Model or baseline", "Score", "benchmark 2 exact match", "Note"]


def test_nothing_scrolls_sideways_at_first(wide: Page) -> None:
    """It does once a reader has asked for more than there is room for, inside of its frame."""
    frame, more = wide.locator('.pp-scroll:has([data-table="models"])'), wide.locator(".pp-columns input:not(:checked)")
    fits = "each => each.scrollWidth <= each.clientWidth"
    assert frame.evaluate(fits)
    wide.locator(".pp-columns > summary").click()
    for _ in range(more.count()):
        more.first.check()
    assert not frame.evaluate(fits)
    assert wide.evaluate("document.documentElement.scrollWidth <= innerWidth")


def test_another_column_has_its_own_first_twenty(browser: Browser, extreme_site: Path) -> None:
    """Sorted by another column, the best by that stand on top, though they are not among the best by the rule."""
    with served(extreme_site) as address, watched(browser) as seen:
        page = seen.context.new_page()
        page.goto(f"{address}projects/wide/?models-sort=value.loss", wait_until="load")
        losses = page.locator('[data-table="models"] tr:visible [data-cell="value.loss"]').all_inner_texts()
        assert losses == sorted(losses, key=float) and losses[0] == "0.0"
        assert rows(page) == 21


def test_paper_has_the_first_twenty(wide: Page) -> None:
    """And the words that say how many there are."""
    wide.emulate_media(media="print")
    assert rows(wide) == 21
    assert wide.get_by_text("Show all 30 models").is_visible()
    assert not wide.locator(".pp-columns").is_visible()
