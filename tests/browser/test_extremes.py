"""The worst that people write: no page of it breaks, in any window."""

from collections.abc import Iterator
from pathlib import Path

import pytest
from playwright.sync_api import Page

import planpress
from benchmarks.workload import write_plan
from planpress.charts.engine.drawing import draw
from planpress.charts.matrix import CROWD, figure
from planpress.files.caches import FolderStore
from planpress.model.figure import PHONE, WIDE
from planpress.model.report import Report
from tests.browser.axe import violations
from tests.browser.conftest import SCREENSHOTS, Watched, faults, opened, served
from tests.browser.kinds import VIEWS
from tests.conftest import PLANS

PROJECTS = sorted(path.name for path in (PLANS / "extremes" / "content" / "projects").iterdir())
PAGES = ("", "boards/teams.html", "boards/changes.html", "scoring.html",
         *(f"projects/{name}/" for name in PROJECTS))  # fmt: skip

pytestmark = pytest.mark.browser


@pytest.fixture(scope="module")
def extremes(extreme_site: Path) -> Iterator[str]:
    with served(extreme_site) as address:
        yield address


@pytest.mark.parametrize("view", ["light", "phone"])
@pytest.mark.parametrize("path", PAGES)
def test_a_page_holds(views: dict[str, Watched], extremes: str, path: str, view: str) -> None:
    """No complaint, nothing for axe, no sideways scroll, and every letter of a chart inside of it and on no other."""
    with opened(views[view]) as page:
        page.goto(extremes + path, wait_until="load")
        page.evaluate("document.querySelectorAll('article details').forEach(each => { each.open = true })")
        width = page.evaluate("document.documentElement.scrollWidth")
        assert width <= VIEWS[view]["viewport"]["width"]
        assert faults(page) == []
        # Names break the same rules at either width, and axe takes its time over long tables.
        found = violations(page) if view == "phone" else []
        assert not found, "\n" + "\n".join(map(str, found))
    assert views[view].complaints == []
    assert views[view].elsewhere(extremes) == []


@pytest.fixture(scope="module", params=[2, 1000])
def sized(request: pytest.FixtureRequest, tmp_path_factory: pytest.TempPathFactory) -> tuple[int, Report]:
    """A plan of so many projects, judged."""
    folder = tmp_path_factory.mktemp("sized")
    write_plan(folder, request.param, brief=True)
    return request.param, planpress.load(folder)


@pytest.mark.parametrize("view", ["light", "phone"])
def test_a_matrix_of_any_size_is_legible(
    views: dict[str, Watched], extremes: str, tmp_path: Path, sized: tuple[int, Report], view: str
) -> None:
    """With two projects and with a thousand: it names those that a decision hangs on, and no letters meet.

    The matrix stands alone in a page of the site: a thousand project pages would say nothing of it.
    """
    size, report = sized
    drawn = figure(report.plan, report.ranking, WIDE if view == "light" else PHONE)
    assert drawn is not None
    [svg] = draw([drawn], FolderStore(tmp_path / "charts"))
    SCREENSHOTS.mkdir(parents=True, exist_ok=True)
    with opened(views[view]) as page:
        page.goto(f"{extremes}scoring.html", wait_until="load")
        page.evaluate(
            """([title, svg]) => {
            const article = document.querySelector("article")
            article.innerHTML = '<figure class="pp-figure"><figcaption></figcaption><div class="pp-chart"></div></figure>'
            article.querySelector("figcaption").textContent = title
            article.querySelector(".pp-chart").innerHTML = svg
        }""",
            [drawn.title, svg],
        )
        assert faults(page) == []
        assert 0 < named(page) <= CROWD + 12
        page.locator("figure.pp-figure").screenshot(path=SCREENSHOTS / f"matrix-of-{size}-{view}.png")


def named(page: Page) -> int:
    """How many projects the first drawing of a page names: its letters that do not say a number, an axis or a key."""
    drawn: list[str] = page.locator(".pp-chart:visible svg").first.locator("text").all_text_contents()
    return sum(1 for text in drawn if len(text.strip()) > 3)
