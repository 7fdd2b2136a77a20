"""Pages that a change reaches: the paths are those of the site, and no page that changes is left out."""

import re
import subprocess
import sys
from collections.abc import Iterator

import pytest

from planpress.files.bundled_templates import bundled_templates
from planpress.model.site_pages import PLACEHOLDER, Page
from planpress.pages import compose
from planpress.pages.templates import Composer
from planpress.workflows.check_plan import check, conclude
from tests.comparing.building import BASE, compared, edited, sides
from tests.comparing.table import CASES, Case

_OF_DRAWS = re.compile(r"draws|rank_interval|within_capacity")


@pytest.mark.process
def test_a_comparison_does_without_the_extra_site() -> None:
    """Neither Jinja nor charts, pandas or numpy are imported."""
    code = (
        "import sys, planpress.workflows.compare_plans, planpress.comparing.gates, planpress.formats.diffs;"
        "sys.exit(bool({'jinja2', 'altair', 'pandas', 'numpy', 'mkdocs'} & set(sys.modules)))"
    )
    assert subprocess.run([sys.executable, "-c", code], check=False).returncode == 0


def pages(files: dict[str, str]) -> dict[str, str]:
    """Every page of a plan as it is composed, without its charts."""
    two = sides(files, files)
    composer = Composer([str(bundled_templates())])
    made = compose(conclude(check(two.new, two.day)), composer)
    return {page.path: "\n".join(_told(page)) for page in made}


def _told(page: Page) -> Iterator[str]:
    """The lines of a page but for those that tell where the draws put a project."""
    text = PLACEHOLDER.sub(lambda found: page.fragments[int(found[1])].html, page.markdown)
    return (line for line in text.splitlines() if not _OF_DRAWS.search(line))


@pytest.mark.parametrize("case", CASES, ids=[case.title for case in CASES])
def test_pages_that_change_are_named(case: Case) -> None:
    """Both sides are composed: what differs is named, but for the shares of draws, and lines that only moved."""
    new = edited(case.edits)
    named = {page.path for page in compared(BASE, new).pages}
    before, after = pages(dict(BASE)), pages(new)
    differ = {path for path in after if before.get(path) != after[path]}
    assert differ - named == set()
