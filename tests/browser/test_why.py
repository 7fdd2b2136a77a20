"""Numbers that explain themselves: by pointer, by keyboard, by touch, across pages, and without JavaScript."""

import re
from collections.abc import Iterator

import pytest
from playwright.sync_api import Browser, Locator, Page, Route, expect

import planpress
from planpress.workflows.explain_number import explain_number
from tests.browser.conftest import watched
from tests.conftest import ROOT

WIDE = {"viewport": {"width": 1280, "height": 900}}
PHONE = {"viewport": {"width": 360, "height": 740}, "has_touch": True, "is_mobile": True}

pytestmark = pytest.mark.browser


def popover(page: Page) -> Locator:
    return page.locator(".pp-popover")


def number(page: Page, name: str) -> Locator:
    """The first number on a page that leads to an explanation, also in a section that is folded."""
    page.locator(".pp-fold").evaluate_all("folds => folds.forEach((fold) => { fold.open = true; })")
    return page.locator(f'a.pp-why[href$="#why--{name}"]:visible').first


def said(page: Page) -> set[str]:
    """The words of the explanation in the popover, without the link below it."""
    return words(popover(page).locator(".pp-because__one").inner_text())


def printed(subject: str) -> set[str]:
    return words(explain_number(subject, planpress.load(ROOT)).partition(".")[2].replace(" x ", " × "))


def words(text: str) -> set[str]:
    return set(re.findall(r"[^\W_]+", text)) - {"Factor", "Rating", "Counts", "Because", "for"}


@pytest.fixture
def page(browser: Browser, home: str) -> Iterator[Page]:
    """The page of a project; nothing complains, and nothing is asked elsewhere."""
    with watched(browser, **WIDE) as seen:
        page = seen.context.new_page()
        page.goto(f"{home}projects/pose/", wait_until="networkidle")
        yield page
        assert (seen.elsewhere(home), seen.complaints) == ([], [])


def test_pointing_at_a_number_shows_how_it_was_made(page: Page) -> None:
    """The popover says what the terminal prints, stays while the pointer is in it, and goes when it leaves, or with
    Escape. Printed, a number is the text around it."""
    number(page, "priority").hover()
    expect(popover(page)).to_be_visible()
    assert said(page) >= printed("pose.priority")
    popover(page).hover()
    page.locator(".pp-popover .pp-because__deep").last.hover()
    expect(popover(page)).to_be_visible()
    assert page.locator(".pp-popover [id]").count() == 0
    page.mouse.move(2, 898)
    expect(popover(page)).to_be_hidden()
    number(page, "priority").hover()
    expect(popover(page)).to_be_visible()
    page.keyboard.press("Escape")
    expect(popover(page)).to_be_hidden()
    number(page, "impact").hover()
    expect(popover(page)).to_contain_text("impact = ")
    style = "node => { const s = getComputedStyle(node); return [s.textDecorationLine, s.color]; }"
    link = number(page, "requirements-position_error")
    assert link.evaluate(style)[0] == "underline"
    page.emulate_media(media="print")
    assert link.evaluate(style) == ["none", link.locator("xpath=..").evaluate(style)[1]]


def test_the_keyboard_reaches_and_leaves_the_popover(page: Page) -> None:
    """Focus shows it, Enter leads into it, Escape back to the number; behind its last link comes what follows."""
    link = number(page, "impact")
    link.focus()
    page.keyboard.press("Shift+Tab")
    page.keyboard.press("Tab")
    expect(link).to_be_focused()
    expect(popover(page)).to_contain_text("impact = ")
    page.keyboard.press("Enter")
    expect(popover(page)).to_be_focused()
    page.keyboard.press("Escape")
    expect(popover(page)).to_be_hidden()
    expect(link).to_be_focused()
    page.keyboard.press("Enter")
    expect(popover(page)).to_be_focused()
    page.locator(".pp-popover a").last.focus()
    page.keyboard.press("Tab")
    expect(popover(page)).to_be_hidden()
    expect(number(page, "feasibility")).to_be_focused()


def test_a_number_of_the_portfolio_shows_what_the_projects_page_says(browser: Browser, home: str) -> None:
    """The project's page is asked for once, its own words are shown, and its addresses hold from here."""
    with watched(browser, **WIDE) as seen:
        page = seen.context.new_page()
        page.goto(home, wait_until="networkidle")
        number(page, "priority").scroll_into_view_if_needed()
        link = page.locator('.pp-table a.pp-why[href="projects/pose/index.html#why--priority"]')
        link.click()
        expect(popover(page)).to_contain_text("priority = ")
        assert said(page) >= printed("pose.priority")
        page.keyboard.press("Escape")
        page.locator('.pp-table a.pp-why[href="projects/pose/index.html#why--impact"]').click()
        expect(popover(page)).to_contain_text("impact = ")
        assert page.url == home
        more = popover(page).get_by_role("link", name="Sources and calculations")
        more.click()
        page.wait_for_url(f"{home}projects/pose/index.html#why--impact")
        expect(page.locator("#why--impact")).to_be_visible()
    assert (
        len([url for url in seen.asked if url == f"{home}projects/pose/index.html"]) == 2
    )  # once for both, once to go there
    assert seen.elsewhere(home) == []
    assert seen.complaints == []


_NOTE_OPENED = """() => {
    window.opened = []
    new MutationObserver(all => all.forEach(({target}) => {
        if (target.matches(".pp-why--open")) opened.push(target.hash.slice(1))
    })).observe(document.body, {subtree: true, attributeFilter: ["class"]})
}"""
"""Keeps the explanations that were opened, in `opened`."""


def test_an_explanation_that_comes_late_is_not_shown_to_who_moved_on(browser: Browser, home: str) -> None:
    """The page with the explanation is on its way, and the Tab key goes on to another link: nothing opens there."""
    explained = f"{home}projects/pose/index.html"
    with watched(browser, **WIDE) as seen:
        page = seen.context.new_page()
        page.goto(home, wait_until="networkidle")
        held: list[Route] = []
        page.route(explained, lambda route: held.append(route))  # noqa: PLW0108 - playwright marks the handler
        page.evaluate(_NOTE_OPENED)
        with page.expect_request(explained):
            page.keyboard.press("Tab")  # from now on the focus is seen
            page.locator('.pp-table a.pp-why[href="projects/pose/index.html#why--rank"]').focus()
        page.keyboard.press("Tab")
        expect(page.locator('.pp-table a[href="projects/pose/index.html"]')).to_be_focused()
        with page.expect_response(explained) as answer:
            held[0].continue_()
        answer.value.finished()
        page.locator('.pp-table a.pp-why[href="projects/pose/index.html#why--impact"]').hover()
        expect(popover(page)).to_contain_text("impact = ")
        assert page.evaluate("opened") == ["why--impact"]
        assert seen.complaints == []


def test_a_tap_keeps_it_open_within_the_window(browser: Browser, home: str) -> None:
    """On a phone a tap opens it beside the number, inside the window, and a tap elsewhere closes it."""
    with watched(browser, **PHONE) as seen:
        page = seen.context.new_page()
        page.goto(home, wait_until="networkidle")
        for at in (2, 8, -1):
            link = page.locator(".pp-table a.pp-why:visible").nth(at)
            link.scroll_into_view_if_needed()
            link.tap()
            expect(popover(page)).to_be_visible()
            expect(page.locator("a.pp-why--open")).to_have_count(1)
            box, own = popover(page).bounding_box(), page.locator("a.pp-why--open").bounding_box()
            assert box is not None and own is not None
            assert box["x"] >= 0 and box["x"] + box["width"] <= 360
            assert box["y"] >= 0 and box["y"] + box["height"] <= 740
            assert box["y"] >= own["y"] + own["height"] or box["y"] + box["height"] <= own["y"]
            page.touchscreen.tap(2, 2 if box["y"] > 20 else 738)
            expect(popover(page)).to_be_hidden()
        assert page.evaluate("document.documentElement.scrollWidth") <= 360


def test_without_javascript_the_link_opens_its_explanation(browser: Browser, home: str) -> None:
    """The browser itself opens the group that the explanation is folded into, here and from another page."""
    with watched(browser, java_script_enabled=False, **WIDE) as seen:
        page = seen.context.new_page()
        page.goto(f"{home}projects/pose/")
        target = page.locator("#why--rules-grasp-net-d")
        expect(target).to_be_hidden()
        number(page, "rules-grasp-net-d").click()
        expect(target).to_be_visible()
        expect(target).to_be_in_viewport()
        page.goto(home)
        page.locator('.pp-table a.pp-why[href="projects/pose/index.html#why--feasibility"]').click()
        expect(page.locator("#why--feasibility")).to_be_in_viewport()
