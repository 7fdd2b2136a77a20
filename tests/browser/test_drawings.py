"""No letter leaves its drawing or meets another: every chart there is, measured by a browser on one page that holds them
all."""

import pytest
from playwright.sync_api import Browser

from planpress.charts.engine.svg import on_paper
from tests.browser.conftest import faults
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
    page = browser.new_page()
    page.set_content(f'<body style="font-family: {SITE}">{"".join(figure.format(*one) for one in drawings.items())}')
    assert page.evaluate("document.querySelectorAll('svg text').length") > 10 * len(drawings)
    # On paper letters stand on their own rims.
    assert [fault for fault in faults(page) if "on paper: " not in fault or " meets " not in fault] == []
    page.close()
