"""What everybody can see and press: letters stand out from what is below them, and what is pressed is large enough."""

import pytest
from playwright.sync_api import Page

from tests.browser.conftest import Watched, opened
from tests.browser.kinds import KINDS, OURS, WITH_HISTORY, script

pytestmark = pytest.mark.browser

_CONTRAST = script("contrast")
"""The letters that are too pale, on shaded rows and in drawings too, of which axe says that it cannot tell."""
_TARGETS = script("targets")
"""What is smaller than 24 by 24 pixels."""


@pytest.mark.parametrize("view", ["light", "phone-dark"])
@pytest.mark.parametrize("kind", KINDS)
def test_letters_stand_out(views: dict[str, Watched], addresses: dict[str, str], kind: str, view: str) -> None:
    """4.5 to 1, and 3 to 1 for large ones, on whatever is painted below them."""
    with opened(views[view]) as page:
        unfolded(page, addresses[kind])
        assert page.evaluate(_CONTRAST) == []


@pytest.mark.parametrize("view", ["light", "phone"])
@pytest.mark.parametrize("kind", [*OURS, *WITH_HISTORY])
def test_what_is_pressed_is_large_enough(
    views: dict[str, Watched], addresses: dict[str, str], kind: str, view: str
) -> None:
    """24 by 24 pixels, in the theme's lists of pages too."""
    with opened(views[view]) as page:
        unfolded(page, addresses[kind])
        assert page.evaluate(_TARGETS) == []


@pytest.mark.parametrize(
    ("made", "pale"),
    [
        ("<p style='color: #777'>on white</p>", "4.48 P"),
        ("<p style='background: #eee; color: #707070'>on a shade</p>", "4.27 P"),
        ("<p style='background: linear-gradient(rgb(200, 200, 200), rgb(200, 200, 200)); color: #666'>on a tint</p>", "3.43 P"),
        ("<p style='color: #000; opacity: 0.5'>half there</p>", "4.00 P"),
        ("<svg width='200' height='40'><rect width='200' height='40' fill='#ddd'/><text x='9' y='20' fill='#777'>drawn</text></svg>", "3.30 text"),
    ],
)  # fmt: skip
def test_pale_letters_would_be_found(views: dict[str, Watched], made: str, pale: str) -> None:
    """On white, on a shade, on a tint, half there, and in a drawing."""
    with opened(views["light"]) as page:
        page.set_content(f"<body style='background: #fff'>{made}<p>black on white</p>")
        (found,) = page.evaluate(_CONTRAST)
        assert found.startswith(pale), found


def test_small_targets_would_be_found(views: dict[str, Watched]) -> None:
    """A low button, a link alone in its cell, and one that something lies over; a link in a sentence is as high as its line."""
    with opened(views["light"]) as page:
        page.set_content("""<body><button style="height: 20px">low</button><button style="height: 24px; width: 24px">!</button>
            <table><td><a href="#">3</a></td></table><p>Words with a <a href="#">link</a>.</p>
            <div style="height: 24px"><a href="#" style="display: block; height: 24px">under</a></div>
            <div style="background: #fff; height: 24px; margin-top: -8px; position: relative">over</div>""")
        assert [one.rpartition(": ")[2] for one in page.evaluate(_TARGETS)] == ['"low"', '"3"', '"under"']


def unfolded(page: Page, address: str) -> None:
    """A page with all of it open, in a window as tall as it is."""
    page.goto(address, wait_until="load")
    page.evaluate("document.querySelectorAll('article details').forEach(each => { each.open = true })")
    width = page.evaluate("innerWidth")
    page.set_viewport_size({"width": width, "height": page.evaluate("document.documentElement.scrollHeight")})
