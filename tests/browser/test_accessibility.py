"""axe-core finds nothing on any kind of page, light and dark, wide and narrow, with all that scripts add."""

from __future__ import annotations

import pytest
from playwright.sync_api import Page

from tests.browser.axe import violations
from tests.browser.conftest import Watched, opened
from tests.browser.kinds import PAGES, VIEWS

pytestmark = pytest.mark.browser


@pytest.mark.parametrize("view", VIEWS)
@pytest.mark.parametrize("kind", PAGES)
def test_axe_finds_nothing(views: dict[str, Watched], home: str, kind: str, view: str) -> None:
    """As a page opens, and with every disclosure of ours opened."""
    with opened(views[view]) as page:
        page.goto(home + PAGES[kind], wait_until="load")
        page.evaluate("document.querySelectorAll('article details').forEach(each => { each.open = true })")
        assert_nothing(page)


@pytest.mark.parametrize("view", ["light", "phone-dark"])
@pytest.mark.parametrize("kind", ["portfolio", "project", "project-three-rules"])
def test_axe_finds_nothing_once_charts_are_explored(views: dict[str, Watched], home: str, kind: str, view: str) -> None:
    """With every chart of the page drawn by Vega, and the sliders that come with it."""
    with opened(views[view]) as page:
        page.goto(home + PAGES[kind], wait_until="load")
        explore_all(page)
        assert_nothing(page)


def test_axe_would_find_something(views: dict[str, Watched], home: str) -> None:
    """A picture without words, letters that are hardly there and a table of the page without a name are found."""
    with opened(views["light"]) as page:
        page.goto(home + PAGES["project"], wait_until="load")
        page.evaluate("""() => {
            const article = document.querySelector("article")
            article.querySelector(".pp-chart").removeAttribute("aria-label")
            article.querySelector(".pp-verdict p").style.color = "#ddd"
            article.querySelector(".pp-scroll").removeAttribute("tabindex")
            article.append(document.createElement("button"))
        }""")
        found = {each.rule for each in violations(page)}
    assert {"role-img-alt", "color-contrast", "button-name"} <= found


def explore_all(page: Page) -> None:
    """Open every chart that can be explored, one after the other."""
    buttons = page.locator("figure.pp-figure p > button[aria-expanded]")
    assert buttons.count() > 0
    for at in range(buttons.count()):
        buttons.nth(at).click()
        page.wait_for_function(
            "at => document.querySelectorAll('figure.pp-figure p > button[aria-expanded]')[at].ariaExpanded === 'true'",
            arg=at,
        )


def assert_nothing(page: Page) -> None:
    found = violations(page)
    assert not found, "\n" + "\n".join(map(str, found))
