"""No letter leaves its drawing: every chart there is, measured by a browser on one page that holds them all."""

from collections.abc import Iterator, Mapping

import pytest
from playwright.sync_api import Browser, Page

from planpress.charts.engine.drawing import draw
from planpress.charts.engine.svg import on_paper
from planpress.model.figure import Figure
from tests.browser.kinds import script
from tests.charts.figures import EVERY, made
from tests.charts.test_every_chart import STORE

pytestmark = pytest.mark.browser

SITE = "-apple-system, BlinkMacSystemFont, Helvetica, Arial, sans-serif"
"""What Material sets text in where no font is chosen."""
PAPER = "Liberation Sans, sans-serif"

OUTSIDE = script("outside")


def page_of(figures: Mapping[str, Figure]) -> str:
    """All drawings, for the site in its font and for paper in another."""
    drawings = zip(figures, draw([*figures.values()], STORE), strict=True)
    parts = []
    for name, svg in drawings:
        parts.append(f'<figure title="{name}">{svg}</figure>')
        parts.append(f'<figure title="{name}, on paper">{on_paper(svg, PAPER)}</figure>')
    return f'<body style="font-family: {SITE}">{"".join(parts)}'


@pytest.fixture(scope="module")
def page(browser: Browser) -> Iterator[Page]:
    page = browser.new_page()
    yield page
    page.close()


def test_no_letter_leaves_its_drawing(page: Page) -> None:
    """Each text of each chart is inside its drawing as a browser sets it, for the desk, the phone and paper."""
    figures = {name: made(name) for name in EVERY}
    page.set_content(page_of(figures))
    assert page.evaluate("document.querySelectorAll('svg text').length") > 20 * len(figures)
    assert page.evaluate(OUTSIDE) == []


def test_a_letter_that_leaves_is_seen(page: Page) -> None:
    """The measure finds a text that is cut."""
    page.set_content(
        '<figure title="x"><svg viewBox="0 0 40 20" width="40"><text y="15">0.50 of 1.00</text></svg></figure>'
    )
    assert len(page.evaluate(OUTSIDE)) == 1
