"""The slider of a model's cut-off: what it says at each kept point is what the package works out, the ring is there, and
nothing is said between points."""

import json
import re
import shutil
from collections.abc import Iterator
from pathlib import Path

import pytest
from playwright.sync_api import Browser, Page

from planpress.charts import precision_recall, roc
from planpress.charts.curve_words import DrawnCurves, drawn_curves
from planpress.model.metrics import written_bound
from planpress.model.wording import rounded
from planpress.workflows.check_plan import check_folder, conclude
from tests.browser.axe import ALL, violations
from tests.browser.conftest import Watched, served, unfold, watched
from tests.browser.kinds import VIEWS, script
from tests.conftest import ROOT, made_once, run_planpress
from tests.golden.renew import CASES

pytestmark = pytest.mark.browser

CASE = CASES / "cut-offs"
LIMITS = {"Recall above 0.7": "recall > 0.7", "Precision at least 0.75": "precision >= 0.75"}
SHOWN = script("cut_off")


@pytest.fixture(scope="module")
def drawn() -> DrawnCurves:
    report = conclude(check_folder(CASE))
    found = drawn_curves(report.plan, report.evaluations["lids"])
    assert found is not None and found.names == ("net-3", "net-2", "net-1")
    return found


@pytest.fixture(scope="module")
def built(tmp_path_factory: pytest.TempPathFactory) -> Path:
    def build(folder: Path) -> None:
        shutil.copytree(CASE / "content", folder / "content")
        shutil.copy(ROOT / "mkdocs.yml", folder)
        done = run_planpress("build", cwd=folder)
        assert done.returncode == 0, done.stderr

    return made_once(tmp_path_factory, "cut-offs", build) / "site" / "projects" / "lids" / "index.html"


def opened(seen: Watched, address: str) -> Page:
    """The page, all of it open."""
    page = seen.context.new_page()
    page.goto(address)
    unfold(page)
    page.locator("fieldset.pp-what-if").wait_for()
    return page


@pytest.fixture(scope="module")
def page(browser: Browser, built: Path) -> Iterator[Page]:
    with watched(browser, viewport={"width": 1280, "height": 900}) as seen:
        yield opened(seen, built.as_uri())  # from a folder
        assert seen.complaints == []


def test_every_kept_point(page: Page, drawn: DrawnCurves) -> None:
    """Values, counts, limits and the ring in both charts; the plan's cut-off is where it begins, by its own name."""
    curve = drawn.first
    points = [*curve.outcomes()][::-1]
    start = next(at for at, (threshold, _) in enumerate(points) if threshold >= 0.5)
    slider = page.get_by_role("slider", name="Cut-off of net-3")
    assert slider.get_attribute("max") == str(len(points) - 1) and slider.input_value() == str(start)
    for at, (threshold, found) in enumerate(points):
        shown = page.evaluate(SHOWN, at)
        shares = {name: found.value(metric) for name, metric in (("Precision", "precision"), ("Recall", "recall"), ("Specificity", "specificity"), ("F1", "f-beta"))}  # fmt: skip
        values = {name: rounded(value) for name, value in shares.items() if value is not None}
        assert shown["values"] == {**values, "False alarms": f"{found.fp:,}", "Misses": f"{found.fn:,}"}
        assert shown["cutOff"] == ("0.5" if at == start else rounded(threshold))
        for words, text in LIMITS.items():
            bound = written_bound(text)
            assert bound is not None
            verdict = "meets" if bound.holds(found.value(bound.metric) or 0.0) else "misses"
            assert re.search(rf"{verdict} (?:(?!meets|misses).)*{words}", shown["said"]), shown["said"]
        assert shown["rings"] == [pytest.approx(place, abs=0.02) for place in _rings(drawn, at, points)]


def _rings(drawn: DrawnCurves, at: int, points: list) -> Iterator[tuple[float, float]]:  # type: ignore[type-arg]
    """Where both charts have a point, in pixels of the drawing."""
    found = points[at][1]
    for chart, x, y in (
        (precision_recall.figure(drawn), found.value("recall"), found.value("precision")),
        (roc.figure(drawn), found.alarms, found.value("recall")),
    ):
        low, high, frame = float(chart.params["x_low"]), float(chart.params["x_high"]), chart.frame  # type: ignore[arg-type]
        across, up = ((value - low) / (high - low) for value in (x, y))
        yield frame.left + across * frame.width, frame.top + (1 - up) * frame.height


def test_says_where_it_is_from_and_goes_back(page: Page) -> None:
    box = page.locator("fieldset.pp-what-if")
    page.evaluate(SHOWN, 2)
    assert "From 21 kept points; the plan's values are at 0.5. Nothing is saved." in box.inner_text()
    box.get_by_role("button", name="Reset to the plan's cut-off").click()
    assert page.get_by_role("slider").get_attribute("aria-valuetext") == "0.5"
    page.get_by_role("slider").press("ArrowRight")
    assert page.get_by_role("slider").get_attribute("aria-valuetext") == "0.55"


def test_nothing_is_there_without_a_script(browser: Browser, built: Path) -> None:
    """The charts and the table are, and no control that does nothing."""
    with watched(browser, java_script_enabled=False) as seen:
        page = seen.context.new_page()
        page.goto(built.as_uri())
        page.locator("details.pp-fold:has(.pp-figure--roc) > summary").click()
        assert page.locator(".pp-figure--precision_recall svg:visible").count() == 1
        assert page.locator("table[data-table=thresholds]").is_visible()
        assert page.locator("input[type=range]").count() == 0


@pytest.mark.parametrize("view", VIEWS)
def test_everybody_can_use_it(browser: Browser, built: Path, view: str) -> None:
    """axe finds nothing, and no page is wider than its window."""
    with served(built.parents[2]) as address, watched(browser, **VIEWS[view]) as seen:
        page = opened(seen, f"{address}projects/lids/")
        assert violations(page, ALL) == []
        assert page.evaluate("document.documentElement.scrollWidth") <= VIEWS[view]["viewport"]["width"]
        assert seen.complaints == []


HOSTILE = """</script><img src=x onerror="alert(1)">'&quot;{{ 1 }}"""


def test_names_of_strangers_are_texts(browser: Browser, tmp_path: Path) -> None:
    """The name of a model is what it is, in all that the slider says."""
    shutil.copytree(CASE / "content", tmp_path / "content")
    shutil.copy(ROOT / "mkdocs.yml", tmp_path)
    folder = tmp_path / "content/projects/lids"
    evidence = (folder / "models.evidence.json").read_text("utf-8")
    (folder / "models.evidence.json").write_text(evidence.replace('"net-3"', json.dumps(HOSTILE)), "utf-8")
    quoted = '"' + HOSTILE.replace('"', '""') + '"'
    (folder / "models.csv").write_text((folder / "models.csv").read_text("utf-8").replace("net-3", quoted), "utf-8")
    done = run_planpress("build", cwd=tmp_path)
    assert done.returncode == 0, done.stderr
    with watched(browser) as seen:
        page = opened(seen, (tmp_path / "site/projects/lids/index.html").as_uri())
        box = page.locator("fieldset.pp-what-if")
        assert box.locator("legend").inner_text() == f"Try another cut-off of {HOSTILE}"
        assert box.locator("input").get_attribute("aria-label") == f"Cut-off of {HOSTILE}"
        assert HOSTILE in box.locator(".pp-said").inner_text()
        assert page.locator("img[src=x]").count() == 0 and seen.complaints == []


def test_an_evidence_of_another_value_has_no_curve(tmp_path: Path) -> None:
    """Where the table was changed by hand, its model is not drawn."""
    shutil.copytree(CASE / "content", tmp_path / "content")
    table = tmp_path / "content/projects/lids/models.csv"
    table.write_text(re.sub(r"(?m)^net-3,.*", "net-3,0.1,0.2,0.3", table.read_text("utf-8")), "utf-8")
    report = conclude(check_folder(tmp_path))
    found = drawn_curves(report.plan, report.evaluations["lids"])
    assert found is not None and "net-3" not in found.names
    evidence = json.loads((CASE / "content/projects/lids/models.evidence.json").read_text("utf-8"))
    assert "net-3" in evidence["curves"][0]["models"]
