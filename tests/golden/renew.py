"""python -m tests.golden.renew: write what the small sites give now, to be read and committed."""

import shutil
from datetime import date
from pathlib import Path

from planpress.files.bundled_templates import bundled_templates
from planpress.formats.plan_json import render
from planpress.model.report import Report
from planpress.model.site_pages import PLACEHOLDER, Page
from planpress.pages import compose
from planpress.pages.templates import Composer, place_drawings
from planpress.reading.disk import DiskTree
from planpress.workflows.check_plan import check, conclude

CASES = Path(__file__).with_name("cases")


def composed(report: Report, composer: Composer | None = None) -> dict[str, str]:
    """Every page of a plan by its path, whole but for the charts: their drawings have tests of their own."""
    composer = composer or Composer([str(bundled_templates())])
    pages = compose(report, composer)
    drawn = place_drawings(pages, composer, ["[chart]"] * len(composer.figures()))
    return {page.path: whole(page) for page in drawn}


def whole(page: Page) -> str:
    """A page with its parts set in."""
    return PLACEHOLDER.sub(lambda match: page.fragments[int(match[1])].html, page.markdown)


def rendered(case: Path) -> dict[str, str]:
    """Every file that a case gives."""
    report = conclude(check(DiskTree(case), lambda: date(2000, 1, 1)))
    return composed(report) | {"plan.json": render(report)}


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
