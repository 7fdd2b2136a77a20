"""No letter leaves its drawing or meets another: every chart there is, measured by a browser on one page that holds them
all."""

import base64

import pytest
from playwright.sync_api import Browser

from planpress.charts.engine.svg import on_paper
from tests.browser.conftest import Watched, faults, opened, unfold, watched
from tests.browser.kinds import PAGES
from tests.charts.figures import EVERY
from tests.charts.test_every_chart import drawn

pytestmark = pytest.mark.browser

SITE = "-apple-system, BlinkMacSystemFont, Helvetica, Arial, sans-serif"
"""What Material sets text in where no font is chosen."""
PAPER = "Liberation Sans, sans-serif"


def test_letters_keep_their_places(browser: Browser) -> None:
    """As a browser sets them, for the desk, the phone and paper; test_waiting holds that the measure finds faults."""
    svgs = {name: drawn(name) for name in EVERY}
    drawings = {**svgs, **{f"{name}, on paper": on_paper(svg, PAPER) for name, svg in svgs.items()}}
    figure = '<figure><figcaption>{}</figcaption><div class="pp-chart">{}</div></figure>'
    with watched(browser) as seen, opened(seen) as page:
        page.set_content(f'<body style="font-family: {SITE}">{"".join(figure.format(*one) for one in drawings.items())}')
        assert page.evaluate("document.querySelectorAll('svg text').length") > 10 * len(drawings)
        # On paper letters stand on their own rims.
        assert [fault for fault in faults(page) if "on paper: " not in fault or " meets " not in fault] == []


INKED = """async ([png, boxes]) => {
    const image = new Image()
    image.src = `data:image/png;base64,${png}`
    await image.decode()
    const canvas = Object.assign(document.createElement("canvas"), {width: image.width, height: image.height})
    const context = canvas.getContext("2d")
    context.drawImage(image, 0, 0)
    const inked = ([x, y, width, height]) => {
        const pixels = new Uint32Array(context.getImageData(x, y, width, height).data.buffer)
        return pixels.filter(pixel => pixel !== pixels[0]).length / pixels.length
    }
    return boxes.map(inked)
}"""
"""Which share of each box of a picture differs from its first pixel."""

BOXES = """all => all.filter(one => one.checkVisibility({contentVisibilityAuto: true})).map(
    one => one.getBoundingClientRect()).map(box => [box.x, box.y, box.width, box.height])"""


@pytest.mark.parametrize("opened_too", [False, True], ids=["as it opens", "unfolded"])
@pytest.mark.parametrize("kind", ["portfolio", "project", "teams"])
def test_a_picture_of_the_whole_page_has_its_drawings(
    views: dict[str, Watched], home: str, kind: str, opened_too: bool
) -> None:
    """Without scrolling: each drawing that is open is painted, and those of folded sections when they are opened."""
    with opened(views["light"]) as page:
        page.goto(home + PAGES[kind], wait_until="load")
        if opened_too:
            unfold(page)
        boxes = page.locator("article svg:is(.pp-drawing, .pp-bar)").evaluate_all(BOXES)
        picture = base64.b64encode(page.screenshot(full_page=True)).decode()
        assert page.evaluate("scrollY") == 0
        shares = page.evaluate(INKED, [picture, boxes])
    assert len(shares) > 0 or kind == "teams"
    assert min(shares, default=1) > 0.005, shares
