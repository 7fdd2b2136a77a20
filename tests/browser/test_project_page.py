"""How much a project's page asks of its reader: how tall it is, how many words stand outside folds, and that its tables
fit."""

import pytest
from playwright.sync_api import Browser

from tests.browser.conftest import watched
from tests.browser.kinds import script
from tests.conftest import ROOT

PROJECTS = sorted(path.parent.name for path in (ROOT / "content/projects").glob("*/project.yml"))

TALLEST, MOST_WORDS = 3000, 700
"""In pixels at 1440, with everything folded; outside of folds and of the story."""

_SCROLLED = """() => [...document.querySelectorAll(".pp-scroll, .md-typeset__scrollwrap")]
    .filter((each) => each.checkVisibility() && each.scrollWidth > each.clientWidth)
    .map((each) => each.getAttribute("aria-label"))"""

pytestmark = pytest.mark.browser


@pytest.mark.parametrize("name", PROJECTS)
def test_a_project_is_told_once(browser: Browser, home: str, name: str) -> None:
    with watched(browser, viewport={"width": 1440, "height": 900}) as seen:
        page = seen.context.new_page()
        page.goto(f"{home}projects/{name}/", wait_until="networkidle")
        assert page.evaluate("document.documentElement.scrollHeight") <= TALLEST
        assert len(page.evaluate(script("words"))) <= MOST_WORDS
        for width in (1440, 1280):
            page.set_viewport_size({"width": width, "height": 900})
            assert page.evaluate(_SCROLLED) == []


def test_what_is_unfolded_is_counted(browser: Browser, home: str) -> None:
    """Both limits would be broken by the same page with everything unfolded."""
    with watched(browser, viewport={"width": 1440, "height": 900}) as seen:
        page = seen.context.new_page()
        page.goto(f"{home}projects/pose/", wait_until="networkidle")
        page.evaluate("document.querySelectorAll('details').forEach(each => { each.open = true })")
        assert page.evaluate("document.documentElement.scrollHeight") > TALLEST
        assert len(page.evaluate(script("words"))) > MOST_WORDS
