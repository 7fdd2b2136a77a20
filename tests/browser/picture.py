"""python -m tests.browser.picture: the README's picture, taken of the demonstration plan's portfolio."""

import shutil
import tempfile
from pathlib import Path

from playwright.sync_api import sync_playwright

from tests.browser.conftest import ARGUMENTS, served
from tests.conftest import ROOT, copy_plan, run_planpress

PICTURE = ROOT / "docs" / "portfolio.png"


def main() -> None:
    """Build the demonstration plan aside and write docs/portfolio.png."""
    with tempfile.TemporaryDirectory() as place:
        folder = copy_plan(Path(place))
        run_planpress("build", cwd=folder).check_returncode()
        executable = shutil.which("chromium") or "/usr/bin/chromium"
        with served(folder / "site") as home, sync_playwright() as playwright:
            chromium = playwright.chromium.launch(executable_path=executable, args=ARGUMENTS)
            page = chromium.new_page(viewport={"width": 1180, "height": 1240}, color_scheme="light")
            page.goto(home, wait_until="networkidle")
            page.screenshot(path=PICTURE)
            chromium.close()


if __name__ == "__main__":
    main()
