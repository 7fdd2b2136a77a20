"""axe-core finds nothing on any kind of page, light and dark, wide and narrow, with all that scripts add; and the keyboard alone
reaches everything that a pointer can use, in the order in which it is read, and shows where it is."""

from collections.abc import Set
from typing import Any

import pytest
from playwright.sync_api import Page, expect

from tests.browser.axe import ALL, COLOURS, MATERIALS_OWN, Rules, violations
from tests.browser.conftest import Watched, opened, unfold
from tests.browser.kinds import KINDS, OURS, PAGES, WITH_HISTORY, script

pytestmark = pytest.mark.browser


@pytest.mark.parametrize("view", ["light", "dark", "phone"])
@pytest.mark.parametrize("kind", KINDS)
def test_axe_finds_nothing(views: dict[str, Watched], addresses: dict[str, str], kind: str, view: str) -> None:
    """As a page opens, and with every disclosure of ours opened. A dark page differs from a light one in its colours, which
    test_seeing looks at on a phone."""
    with opened(views[view]) as page:
        page.goto(addresses[kind], wait_until="load")
        page.evaluate("document.querySelectorAll('article details').forEach(each => { each.open = true })")
        known = set() if kind in (*OURS, *WITH_HISTORY) else MATERIALS_OWN
        assert_nothing(page, COLOURS if view == "dark" else ALL, known)


@pytest.mark.parametrize("view", ["light", "phone"])
@pytest.mark.parametrize("kind", ["portfolio", "project", "project-three-rules", "project-with-history", "scoring"])
def test_axe_finds_nothing_once_charts_are_explored(
    views: dict[str, Watched], addresses: dict[str, str], kind: str, view: str
) -> None:
    """With every chart of the page drawn by Vega, and the sliders that come with it, in the light and in the dark."""
    with opened(views[view]) as page:
        page.goto(addresses[kind], wait_until="load")
        explore_all(page)
        assert_nothing(page)
        # A click would be remembered; colours of links go over to the others.
        page.evaluate("""() => {
            document.body.setAttribute("data-md-color-scheme", "slate")
            return Promise.allSettled(document.getAnimations().map(one => one.finished)).then(() => null)
        }""")
        assert_nothing(page, COLOURS)


@pytest.mark.parametrize(
    ("view", "rules", "pale", "found"),
    [("light", ALL, "#ddd", {"role-img-alt", "color-contrast", "button-name"}), ("dark", COLOURS, "#333", {"color-contrast"})],
)
def test_axe_would_find_something(
    views: dict[str, Watched], addresses: dict[str, str], view: str, rules: Rules, pale: str, found: set[str]
) -> None:
    """A picture without words, letters that are hardly there and a button without a name are found."""
    with opened(views[view]) as page:
        page.goto(addresses["project"], wait_until="load")
        page.evaluate("""pale => {
            const article = document.querySelector("article")
            article.querySelectorAll(".pp-chart").forEach(chart => { chart.setAttribute("role", "img"); chart.removeAttribute("aria-label") })
            article.querySelector(".pp-verdict p").style.color = pale
            article.querySelector(".pp-scroll").removeAttribute("tabindex")
            article.append(document.createElement("button"))
        }""", pale)
        assert {each.rule for each in violations(page, rules)} >= found


def explore_all(page: Page) -> None:
    """Open every chart that can be explored, one after the other."""
    unfold(page)
    buttons = page.locator("figure.pp-figure p > button[aria-expanded]")
    assert buttons.count() > 0
    for at in range(buttons.count()):
        buttons.nth(at).click()
        expect(buttons.nth(at)).to_have_attribute("aria-expanded", "true")
    page.evaluate("scrollTo(0, 0)")  # the header of the theme covers what is scrolled below it


def assert_nothing(page: Page, rules: Rules = ALL, known: Set[tuple[str, str]] = frozenset()) -> None:
    found = [each for each in violations(page, rules) if (each.rule, each.element) not in known]
    assert not found, "\n" + "\n".join(map(str, found))


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
        page.goto(addresses[kind], wait_until="networkidle")
        if explored:
            unfold(page)
            button = page.locator("figure.pp-figure p > button[aria-expanded]").first
            button.press("Enter")
            expect(button).to_have_attribute("aria-expanded", "true")
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


def test_a_still_chart_says_what_is_pointed_at(views: dict[str, Watched], home: str) -> None:
    """A pointer and the arrow keys lead to the words of a mark without a button; Escape and leaving take them away."""
    with opened(views["light"]) as page:
        page.goto(f"{home}projects/pose/", wait_until="networkidle")
        chart, tip = page.locator(".pp-figure--tradeoffs .pp-chart:visible"), page.locator(".pp-tip")
        chart.scroll_into_view_if_needed()
        box = chart.locator("svg text", has_text="net-b").bounding_box()
        assert box is not None
        page.mouse.move(box["x"] - 8, box["y"] + box["height"] / 2)
        expect(tip).to_contain_text("net-b: Angular error 60 degrees")
        page.mouse.move(1, 1)
        expect(tip).to_be_hidden()
        chart.focus()
        said = set[str]()
        for _ in range(5):
            page.keyboard.press("ArrowRight")
            said.add(tip.inner_text())
        assert len(said) == 5 and all(text.startswith("net-") for text in said)
        page.keyboard.press("Escape")
        expect(tip).to_be_hidden()


def test_a_chart_is_explored_and_its_sliders_moved(views: dict[str, Watched], home: str) -> None:
    """Enter opens and closes; an arrow key moves a slider, and what it says follows."""
    with opened(views["light"]) as page:
        page.goto(home, wait_until="load")
        unfold(page)
        button = page.locator("figure.pp-figure p > button[aria-expanded]").first
        button.press("Enter")
        expect(button).to_have_attribute("aria-expanded", "true")
        expect(page.locator(".pp-live svg")).to_be_visible()
        slider = page.locator("input[type=range]").first
        before = slider.input_value()
        slider.press("ArrowRight")
        if slider.input_value() == before:  # it stood at its end
            slider.press("ArrowLeft")
        assert slider.input_value() != before
        button.press("Enter")
        expect(button).to_have_attribute("aria-expanded", "false")
        expect(page.locator(".pp-live")).to_have_count(0)
        assert page.evaluate("document.activeElement.textContent") == "Explore"
