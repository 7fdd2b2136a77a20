"""axe-core finds nothing on any kind of page, light and dark, wide and narrow, with all that scripts add."""

from collections.abc import Set

import pytest
from playwright.sync_api import Page

from tests.browser.axe import ALL, COLOURS, MATERIALS_OWN, Rules, violations
from tests.browser.conftest import Watched, opened
from tests.browser.kinds import KINDS, OURS, VIEWS, WITH_HISTORY

pytestmark = pytest.mark.browser


@pytest.mark.parametrize("view", VIEWS)
@pytest.mark.parametrize("kind", KINDS)
def test_axe_finds_nothing(views: dict[str, Watched], addresses: dict[str, str], kind: str, view: str) -> None:
    """As a page opens, and with every disclosure of ours opened. A dark page differs from a light one in its colours."""
    with opened(views[view]) as page:
        page.goto(addresses[kind], wait_until="load")
        page.evaluate("document.querySelectorAll('article details').forEach(each => { each.open = true })")
        known = set() if kind in (*OURS, *WITH_HISTORY) else MATERIALS_OWN
        assert_nothing(page, COLOURS if view in ("dark", "phone-dark") else ALL, known)


@pytest.mark.parametrize("view", ["light", "phone-dark"])
@pytest.mark.parametrize("kind", ["portfolio", "project", "project-three-rules", "project-with-history"])
def test_axe_finds_nothing_once_charts_are_explored(
    views: dict[str, Watched], addresses: dict[str, str], kind: str, view: str
) -> None:
    """With every chart of the page drawn by Vega, and the sliders that come with it."""
    with opened(views[view]) as page:
        page.goto(addresses[kind], wait_until="load")
        explore_all(page)
        assert_nothing(page)


@pytest.mark.parametrize(
    ("view", "rules", "pale", "found"),
    [("light", ALL, "#ddd", {"role-img-alt", "color-contrast", "button-name"}), ("phone-dark", COLOURS, "#333", {"color-contrast"})],
)
def test_axe_would_find_something(
    views: dict[str, Watched], addresses: dict[str, str], view: str, rules: Rules, pale: str, found: set[str]
) -> None:
    """A picture without words, letters that are hardly there and a button without a name are found."""
    with opened(views[view]) as page:
        page.goto(addresses["project"], wait_until="load")
        page.evaluate("""pale => {
            const article = document.querySelector("article")
            article.querySelector(".pp-chart").removeAttribute("aria-label")
            article.querySelector(".pp-verdict p").style.color = pale
            article.querySelector(".pp-scroll").removeAttribute("tabindex")
            article.append(document.createElement("button"))
        }""", pale)
        assert {each.rule for each in violations(page, rules)} >= found


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


def assert_nothing(page: Page, rules: Rules = ALL, known: Set[tuple[str, str]] = frozenset()) -> None:
    found = [each for each in violations(page, rules) if (each.rule, each.element) not in known]
    assert not found, "\n" + "\n".join(map(str, found))
