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


def test_who_jumps_to_a_heading_is_there(page: Page) -> None:
    """The last heading of the page is at the top of the window, or the window at the end of the page."""
    anchor = page.locator("article h2[id]").last.get_attribute("id")
    page.goto(f"{page.url}#{anchor}", wait_until="load")
    page.wait_for_function("""anchor => {
        const top = document.getElementById(anchor).getBoundingClientRect().top
        return Math.abs(top) < 120 || (top > 0 && Math.ceil(scrollY + innerHeight) >= document.documentElement.scrollHeight - 1)
    }""", arg=anchor)


def test_a_drawing_that_waits_is_there(page: Page) -> None:
    """Letters that leave it or meet are measured; whoever scrolls to it sees it drawn; a word that stands in it alone is
    found; and paper has it."""
    last = page.locator(".pp-chart:visible svg").last
    assert faults(page) == []
    last.evaluate("""each => {
        const [one, other] = [...each.querySelectorAll("text")].filter(each => each.textContent.trim())
        one.setAttribute("transform", "translate(-4000, 0)")
        other.parentNode.append(other.cloneNode(true), other.cloneNode(true))
    }""")
    assert last.evaluate(_IS_DRAWN) is False
    found = faults(page)
    assert any("leaves the drawing" in fault for fault in found) and any("meets" in fault for fault in found)
    last.scroll_into_view_if_needed()
    page.wait_for_function(f"each => ({_IS_DRAWN})(each)", arg=last.element_handle())
    page.evaluate("scrollTo(0, 0)")
    page.wait_for_function(f"each => !({_IS_DRAWN})(each)", arg=last.element_handle())
    last.locator("text").last.evaluate("each => { each.textContent = 'quincunx' }")
    assert [page.evaluate(f"find('{word}')") for word in ("quincunx", "quincuncial")] == [True, False]
    page.emulate_media(media="print")
    assert False not in page.evaluate(_DRAWN)
