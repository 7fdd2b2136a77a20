"""On paper: the article alone, with its charts and tables whole, readable in black and white."""

from __future__ import annotations

import pytest

from tests.browser.conftest import SCREENSHOTS, Watched, opened
from tests.browser.kinds import PAGES

PAPER = {"width": 718, "height": 1000}
"""A4 less its margins, in CSS pixels."""

pytestmark = pytest.mark.browser


@pytest.mark.parametrize("kind", PAGES)
def test_a_page_prints(views: dict[str, Watched], home: str, kind: str) -> None:
    """From a dark screen: no navigation, nothing cut off, dark letters on white."""
    SCREENSHOTS.mkdir(parents=True, exist_ok=True)
    with opened(views["dark"]) as page:
        page.set_viewport_size(PAPER)
        page.goto(home + PAGES[kind], wait_until="load")
        page.emulate_media(media="print")
        page.screenshot(path=SCREENSHOTS / f"{kind}-print.png", full_page=True)
        for chrome in (".md-header", ".md-sidebar--primary", ".md-sidebar--secondary", ".md-footer", ".md-tabs"):
            assert not page.locator(chrome).first.is_visible() if page.locator(chrome).count() else True, chrome
        assert (
            page.locator(
                "article button:not(.pp-sort):visible, article input:visible, article .headerlink:visible"
            ).count()
            == 0
        )
        assert page.evaluate("document.documentElement.scrollWidth") <= PAPER["width"]
        cut = page.evaluate("""() => [...document.querySelectorAll("article .pp-scroll, article .pp-chart")].filter(
            each => each.getBoundingClientRect().width && (each.scrollWidth > each.clientWidth + 1)).map(each => each.ariaLabel)""")
        assert cut == []
        pale = page.evaluate(_PALE)
        assert pale == []


_PALE = """() => {
    const canvas = document.createElement("canvas").getContext("2d", {willReadFrequently: true})
    const luminance = colour => {
        canvas.fillStyle = "#fff"
        canvas.fillRect(0, 0, 1, 1)
        canvas.fillStyle = colour
        canvas.fillRect(0, 0, 1, 1)
        const [r, g, b] = [...canvas.getImageData(0, 0, 1, 1).data].map(each => each / 255).map(
            each => each <= 0.03928 ? each / 12.92 : ((each + 0.055) / 1.055) ** 2.4)
        return 0.2126 * r + 0.7152 * g + 0.0722 * b
    }
    const found = new Set()
    for (const each of document.querySelectorAll("article :is(p, li, td, th, dd, dt, h1, h2, h3, figcaption, caption, a), article svg text")) {
        if (!each.textContent.trim() || !each.getBoundingClientRect().width || each.closest("svg [fill='none'] title")) continue
        const style = getComputedStyle(each)
        const colour = each.tagName === "text" ? style.fill : style.color
        if (1.05 / (luminance(colour) + 0.05) < 4.5) found.add(`${each.tagName} ${colour} "${each.textContent.trim().slice(0, 40)}"`)
    }
    return [...found]
}"""
"""The letters whose contrast with white paper is below 4.5 to 1."""
