"""Drawings below the screen wait until they come near it; whoever scrolls, jumps, searches, prints or measures sees no difference."""

from collections.abc import Iterator

import pytest
from playwright.sync_api import Page

from tests.browser.conftest import Watched, faults, opened
from tests.browser.kinds import PAGES, script

pytestmark = pytest.mark.browser

_IS_DRAWN = "each => each.querySelector('text').checkVisibility({contentVisibilityAuto: true})"
_DRAWN = f"""() => [...document.querySelectorAll(".pp-chart svg")].filter(each => each.getBoundingClientRect().width).map({_IS_DRAWN})"""
"""Whether each visible drawing is laid out and painted."""

_BOXES = script("boxes")
_DRAW_ALL = ".md-typeset .pp-chart svg { content-visibility: visible !important }"


@pytest.fixture
def page(views: dict[str, Watched], home: str, request: pytest.FixtureRequest) -> Iterator[Page]:
    """A project's page with drawings that wait, in a window of so many pixels."""
    with opened(views["light"]) as page:
        page.set_viewport_size({"width": getattr(request, "param", 1280), "height": 740})
        page.goto(home + PAGES["project"], wait_until="load")
        assert False in page.evaluate(_DRAWN)
        yield page


@pytest.mark.parametrize("page", [1280, 800, 360], indirect=True)
def test_a_drawing_keeps_its_place(page: Page) -> None:
    """Once all are drawn no drawing and no heading has moved."""
    waiting = page.evaluate(_BOXES)
    page.add_style_tag(content=_DRAW_ALL)
    assert False not in page.evaluate(_DRAWN)
    assert page.evaluate(_BOXES) == waiting


def test_a_drawing_without_its_shape_would_lose_its_place(page: Page) -> None:
    """The twin: boxes do move where a drawing does not say its shape."""
    page.evaluate("document.querySelectorAll('.pp-chart svg').forEach(each => { each.dataset.ratio = 9 })")
    waiting = page.evaluate(_BOXES)
    page.add_style_tag(content=_DRAW_ALL.replace("}", "; aspect-ratio: auto !important }"))
    assert page.evaluate(_BOXES) != waiting


def test_who_scrolls_sees_it_drawn(page: Page) -> None:
    last = page.locator(".pp-chart:visible svg").last
    assert last.evaluate(_IS_DRAWN) is False
    last.scroll_into_view_if_needed()
    page.wait_for_function(f"each => ({_IS_DRAWN})(each)", arg=last.element_handle())


def test_who_jumps_to_a_heading_is_there(page: Page) -> None:
    """The last heading of the page is at the top of the window, or the window at the end of the page."""
    anchor = page.locator("article h2[id]").last.get_attribute("id")
    page.goto(f"{page.url}#{anchor}", wait_until="load")
    page.wait_for_function("""anchor => {
        const top = document.getElementById(anchor).getBoundingClientRect().top
        return Math.abs(top) < 120 || (top > 0 && Math.ceil(scrollY + innerHeight) >= document.documentElement.scrollHeight - 1)
    }""", arg=anchor)


def test_paper_has_them_all(page: Page) -> None:
    page.emulate_media(media="print")
    assert False not in page.evaluate(_DRAWN)


def test_who_searches_the_page_finds_words_of_a_drawing(page: Page) -> None:
    """A word that stands in a drawing below the screen alone is found, and shown."""
    page.locator(".pp-chart:visible svg").last.locator("text").last.evaluate("each => { each.textContent = 'quincunx' }")
    assert page.evaluate("find('quincunx')") is True
    assert page.evaluate("find('quincuncial')") is False


def test_letters_of_a_drawing_that_waits_are_measured(page: Page) -> None:
    """What the tests of lettering measure is there: a letter that leaves such a drawing is found."""
    assert faults(page) == []
    last = page.locator(".pp-chart:visible svg").last
    assert last.evaluate(_IS_DRAWN) is False
    last.evaluate("each => each.querySelector('text').setAttribute('transform', 'translate(-4000, 0)')")
    assert any("leaves the drawing" in fault for fault in faults(page))
