"""Drawings below the screen wait until they come near it; whoever scrolls, jumps, searches, prints or measures sees no difference."""

from collections.abc import Iterator
from contextlib import contextmanager

import pytest
from playwright.sync_api import Page

from tests.browser.conftest import Watched, opened
from tests.browser.kinds import PAGES, script
from tests.browser.lettering import faults

pytestmark = pytest.mark.browser

_DRAWN = """() => [...document.querySelectorAll(".pp-chart svg")].filter(each => each.getBoundingClientRect().width).map(
    each => each.querySelector("text").checkVisibility({contentVisibilityAuto: true}))"""
"""Whether each visible drawing is laid out and painted."""

_BOXES = script("boxes")


@contextmanager
def at(views: dict[str, Watched], address: str, view: str = "light") -> Iterator[Page]:
    with opened(views[view]) as page:
        page.goto(address, wait_until="load")
        yield page


def draw_all(page: Page) -> None:
    page.add_style_tag(content=".md-typeset .pp-chart svg { content-visibility: visible !important }")


@pytest.mark.parametrize("width", [1280, 800, 360])
def test_a_drawing_keeps_its_place(views: dict[str, Watched], home: str, width: int) -> None:
    """Some are not drawn yet, and once they are no drawing and no heading has moved."""
    with opened(views["light"]) as page:
        page.set_viewport_size({"width": width, "height": 740})
        page.goto(home + PAGES["project"], wait_until="load")
        assert False in page.evaluate(_DRAWN)
        waiting = page.evaluate(_BOXES)
        draw_all(page)
        assert False not in page.evaluate(_DRAWN)
        assert page.evaluate(_BOXES) == waiting


def test_a_drawing_without_its_shape_would_lose_its_place(views: dict[str, Watched], home: str) -> None:
    """The twin: boxes do move where a drawing does not say its shape."""
    with at(views, home + PAGES["project"]) as page:
        page.evaluate("document.querySelectorAll('.pp-chart svg').forEach(each => { each.dataset.ratio = 9 })")
        waiting = page.evaluate(_BOXES)
        page.add_style_tag(content=".md-typeset .pp-chart svg { content-visibility: visible !important; aspect-ratio: auto !important }")
        assert page.evaluate(_BOXES) != waiting


def test_who_scrolls_sees_it_drawn(views: dict[str, Watched], home: str) -> None:
    with at(views, home + PAGES["project"]) as page:
        last = page.locator(".pp-chart:visible svg").last
        state = "each => each.querySelector('text').checkVisibility({contentVisibilityAuto: true})"
        assert last.evaluate(state) is False
        last.scroll_into_view_if_needed()
        page.wait_for_function(f"each => ({state})(each)", arg=last.element_handle())


def test_who_jumps_to_a_heading_is_there(views: dict[str, Watched], home: str) -> None:
    """The last heading of the page is at the top of the window, or the window at the end of the page."""
    with at(views, home + PAGES["project"]) as page:
        anchor = page.locator("article h2[id]").last.get_attribute("id")
        page.goto(f"{home}{PAGES['project']}#{anchor}", wait_until="load")
        page.wait_for_function("""anchor => {
            const top = document.getElementById(anchor).getBoundingClientRect().top
            return Math.abs(top) < 120 || (top > 0 && Math.ceil(scrollY + innerHeight) >= document.documentElement.scrollHeight - 1)
        }""", arg=anchor)


def test_paper_has_them_all(views: dict[str, Watched], home: str) -> None:
    with at(views, home + PAGES["project"]) as page:
        assert False in page.evaluate(_DRAWN)
        page.emulate_media(media="print")
        assert False not in page.evaluate(_DRAWN)


def test_who_searches_the_page_finds_words_of_a_drawing(views: dict[str, Watched], home: str) -> None:
    """A word that stands in a drawing below the screen alone is found, and shown."""
    with at(views, home + PAGES["project"]) as page:
        last = page.locator(".pp-chart:visible svg").last
        last.locator("text").last.evaluate("each => { each.textContent = 'quincunx' }")
        assert page.evaluate("find('quincunx')") is True
        assert page.evaluate("find('quincuncial')") is False


def test_letters_of_a_drawing_that_waits_are_measured(views: dict[str, Watched], home: str) -> None:
    """What the tests of lettering measure is there: a letter that leaves such a drawing is found."""
    with at(views, home + PAGES["project"]) as page:
        assert faults(page) == []
        last = page.locator(".pp-chart:visible svg").last
        assert last.evaluate("each => each.querySelector('text').checkVisibility({contentVisibilityAuto: true})") is False
        last.evaluate("each => each.querySelector('text').setAttribute('transform', 'translate(-4000, 0)')")
        assert any("leaves the drawing" in fault for fault in faults(page))
