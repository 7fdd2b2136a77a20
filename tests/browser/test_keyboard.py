"""The keyboard alone reaches everything that a pointer can use, in the order in which it is read, and shows where it is."""

from typing import Any

import pytest
from playwright.sync_api import Page

from tests.browser.conftest import Watched, opened
from tests.browser.kinds import PAGES, script

pytestmark = pytest.mark.browser

_TABBABLE = script("tabbable")
"""Numbers every element of the article that can be used, in the order of the document."""

_FOCUSED = script("focused")


_START = script("start")
"""The next Tab leads to the first element of the page, whatever had the focus."""


def tabbed(page: Page, most: int = 600) -> list[dict[str, Any]]:
    """Where the Tab key leads, from the start of a page until it leaves it."""
    found: list[dict[str, Any]] = []
    page.evaluate(_START)
    for _ in range(most):
        page.keyboard.press("Tab")
        at = page.evaluate(_FOCUSED)
        if at is None:
            return found
        found.append(at)
    raise AssertionError(f"the Tab key does not leave the page: it is at {found[-3:]}")


@pytest.mark.parametrize("explored", [False, True], ids=["as it opens", "explored"])
@pytest.mark.parametrize("kind", ["portfolio", "project", "project-with-history"])
@pytest.mark.parametrize("view", ["light", "phone"])
def test_the_tab_key_reaches_everything(
    views: dict[str, Watched], addresses: dict[str, str], kind: str, view: str, explored: bool
) -> None:
    """Each link, button, input, disclosure and box that scrolls has its turn, in the order of the page, and is outlined."""
    with opened(views[view]) as page:
        page.goto(addresses[kind], wait_until="load")
        if explored:
            page.locator("figure.pp-figure p > button[aria-expanded]").first.press("Enter")
            page.wait_for_selector(".pp-live svg")
        wanted = page.evaluate(_TABBABLE)
        reached = tabbed(page)
    numbers = [each["number"] for each in reached if each["number"] is not None]
    assert [wanted[at] for at in range(len(wanted)) if at not in numbers] == []
    assert numbers == sorted(numbers)
    assert [each["said"] for each in reached if each["number"] is not None and not each["outlined"]] == []
    assert [each["said"] for each in reached if each["number"] is not None and not each["shown"]] == []
    assert len(wanted) > 10


def test_what_the_tab_key_misses_is_found(views: dict[str, Watched], home: str) -> None:
    """A link that is out of the order and one without an outline do not pass."""
    with opened(views["light"]) as page:
        page.goto(home + PAGES["project"], wait_until="load")
        page.evaluate("""() => {
            const [first, second] = document.querySelectorAll("article :is(p, li) a[href]")
            first.style.outline = "none"
            first.style.boxShadow = "none"
            second.tabIndex = 1
        }""")
        wanted = page.evaluate(_TABBABLE)
        reached = tabbed(page)
    numbers = [each["number"] for each in reached if each["number"] is not None]
    assert numbers != list(range(len(wanted)))
    assert any(not each["outlined"] for each in reached if each["number"] is not None)


def test_a_chart_is_explored_and_its_sliders_moved(views: dict[str, Watched], home: str) -> None:
    """Enter opens and closes; an arrow key moves a slider, and what it says follows."""
    with opened(views["light"]) as page:
        page.goto(home, wait_until="load")
        button = page.locator("figure.pp-figure p > button[aria-expanded]").first
        button.press("Enter")
        page.wait_for_selector(".pp-live svg")
        assert button.get_attribute("aria-expanded") == "true"
        slider = page.locator("input[type=range]").first
        before = slider.input_value()
        slider.press("ArrowRight")
        if slider.input_value() == before:  # it stood at its end
            slider.press("ArrowLeft")
        assert slider.input_value() != before
        button.press("Enter")
        page.wait_for_function("() => !document.querySelector('.pp-live')")
        assert button.get_attribute("aria-expanded") == "false"
        assert page.evaluate("document.activeElement.textContent") == "Explore"
