"""Rendered pages in each engine's own surroundings: its search finds a project, and nothing complains."""

import os
import re
import shutil
import subprocess
import sys
from pathlib import Path

import pytest
from playwright.sync_api import Browser

from tests.browser.conftest import SCREENSHOTS, served, unfold, watched
from tests.conformance.test_engines import ENGINES
from tests.conftest import copy_plan, run_planpress

pytestmark = pytest.mark.browser

FIELD = "input.md-search__input:visible, .md-search__button:visible"
FOUND = re.compile(r"\d+ (results|matching documents)")


@pytest.fixture(scope="module")
def rendered(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The demonstration plan's pages, with a repository to show in the head of each."""
    plan = copy_plan(tmp_path_factory.mktemp("plan"))
    settings = plan / "mkdocs.yml"
    text = settings.read_text(encoding="utf-8")
    settings.write_text(f"{text}\nrepo_url: https://example.org/plan\nrepo_name: plan\n", encoding="utf-8")
    done = run_planpress("render", "pages", cwd=plan)
    assert done.returncode == 0, done.stderr
    return plan / "pages"


@pytest.mark.parametrize("engine", ENGINES)
def test_an_engine_keeps_what_is_its_own(browser: Browser, rendered: Path, tmp_path: Path, engine: str) -> None:
    """Search is there and works, the head names the repository, a chart is explored; no host but the site is asked."""
    folder = Path(shutil.copytree(rendered, tmp_path / engine))
    program, *arguments = ENGINES[engine]
    environment = {**os.environ, "NO_MKDOCS_2_WARNING": "1", "DISABLE_MKDOCS_2_WARNING": "true"}
    command = [Path(sys.executable).with_name(program), *arguments]
    done = subprocess.run(command, cwd=folder, env=environment, capture_output=True, text=True, check=False)
    assert done.returncode == 0, done.stdout + done.stderr
    size = {"width": 1280, "height": 900}
    with served(folder / "site") as home, watched(browser, viewport=size, color_scheme="light") as seen:
        page = seen.context.new_page()
        page.goto(f"{home}index.html", wait_until="networkidle")
        SCREENSHOTS.mkdir(parents=True, exist_ok=True)
        page.screenshot(path=SCREENSHOTS / f"engine-{engine}.png")
        page.locator(".md-header .md-source").wait_for()
        head = page.locator(".md-header__inner").bounding_box()
        assert head is not None and head["height"] < 80  # one line: a part of another theme would spill over it
        unfold(page)
        page.locator(".pp-figure-tools > button[aria-expanded]").first.click()
        page.locator(".pp-live svg").first.wait_for()
        page.locator(FIELD).first.click()
        page.keyboard.type("grasping")
        page.get_by_text(FOUND).first.wait_for()
        assert seen.elsewhere(home) == []
        assert seen.complaints == []
