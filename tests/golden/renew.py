"""python -m tests.golden.renew: write what the small sites give now, to be read and committed."""

import shutil
from datetime import date
from pathlib import Path

from planpress.files.bundled_templates import bundled_templates
from planpress.formats.plan_json import render
from planpress.model.site_pages import PLACEHOLDER, Page
from planpress.pages import compose
from planpress.pages.templates import Composer, place_drawings
from planpress.reading.disk import DiskTree
from planpress.workflows.check_plan import check, conclude

CASES = Path(__file__).with_name("cases")


def rendered(case: Path) -> dict[str, str]:
    """Every file that a case gives, the charts left out: their drawings have tests of their own."""
    report = conclude(check(DiskTree(case), lambda: date(2000, 1, 1)))
    composer = Composer([str(bundled_templates())])
    pages = compose(report, composer)
    drawn = place_drawings(pages, composer, ["[chart]"] * len(composer.figures()))
    return {page.path: _whole(page) for page in drawn} | {"plan.json": render(report)}


def _whole(page: Page) -> str:
    return PLACEHOLDER.sub(lambda match: page.fragments[int(match[1])].html, page.markdown)


def main() -> None:
    """Write every case's expected files anew."""
    for case in sorted(CASES.iterdir()):
        shutil.rmtree(case / "expected", ignore_errors=True)
        for name, text in rendered(case).items():
            path = case / "expected" / name
            path.parent.mkdir(parents=True, exist_ok=True)
            path.write_text(text, encoding="utf-8")


if __name__ == "__main__":
    main()
