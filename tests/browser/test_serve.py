"""What `planpress serve` says of a plan that cannot be built, in a browser that nobody touches."""

import shutil
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

import pytest
from mkdocs.exceptions import PluginError
from playwright.sync_api import Browser, Page

from planpress.plugin.server import PlanServer
from tests.browser.axe import violations
from tests.browser.conftest import watched

pytestmark = pytest.mark.browser

PROBLEM = "\n".join(f"content/projects/p{number}/project.yml:3: error PP203 unknown key" for number in range(80))


def in_view(page: Page, height: int) -> bool:
    """Whether the banner ends where the window does, and leaves half of that to the page."""
    box = page.locator("aside[aria-label='The newest version cannot be built']").bounding_box()
    return box is not None and abs(box["y"] + box["height"] - height) < 2 and box["height"] < height * 0.6


@contextmanager
def serving(site: Path, folder: Path, problems: list[PluginError | None]) -> Iterator[PlanServer]:
    """A server whose builds are copies of a site, and end in one of the problems after the other."""

    def build() -> None:
        shutil.copytree(site, server.fresh_folder(), dirs_exist_ok=True)
        if (problem := problems.pop(0)) is not None:
            raise problem

    server = PlanServer(build, "127.0.0.1", 0, str(folder))
    server.follow([folder])
    server.server_bind()
    server.server_activate()
    server.serve_thread.start()
    try:
        yield server
    finally:
        server.shutdown()
        server.serve_thread.join()


@pytest.mark.parametrize(("scheme", "width"), [("light", 1280), ("dark", 390)])
def test_what_is_wrong_comes_and_goes_by_itself(
    scheme: str, width: int, demonstration: Path, tmp_path: Path, browser: Browser
) -> None:
    """It is in view wherever the page is scrolled to, can be read to its end by keyboard, and axe objects to nothing."""
    problems = [PluginError("not yet"), None, PluginError(PROBLEM), None]
    options = {"color_scheme": scheme, "viewport": {"width": width, "height": 800}}
    with serving(demonstration / "site", tmp_path, problems) as server, watched(browser, **options) as seen:
        page = seen.context.new_page()
        page.goto(server.url)
        page.get_by_role("heading", name="The site is being built").wait_for()
        server.build()
        page.get_by_role("heading", name="The site cannot be built yet").wait_for()
        assert violations(page) == []
        server.build()
        page.locator("article h1").wait_for()
        assert page.locator("aside[aria-label]").count() == 0
        server.build()
        lines = page.get_by_label("What is wrong")
        lines.wait_for()
        assert violations(page) == []
        assert in_view(page, 800)
        page.evaluate("window.scrollTo(0, 1500)")
        assert in_view(page, 800)
        lines.focus()
        page.keyboard.press("End")
        read = "pre => pre.scrollTop + pre.clientHeight > pre.scrollHeight - 2"
        page.wait_for_function(read, arg=lines.element_handle(), polling=50)
        server.build()
        lines.wait_for(state="detached")
