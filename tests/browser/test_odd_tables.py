"""Tables of a plan with missing values, equal values and names that mean something to HTML, CSS or an address."""

import json
from collections.abc import Iterator

import pytest
from playwright.sync_api import Browser

from tests.browser.conftest import served
from tests.browser.test_tables import opened, press, shown, with_rows
from tests.conftest import ROOT, run_planpress
from tests.planning import AXES, HEAD
from tests.repositories import write

pytestmark = pytest.mark.browser

PLAN = f"{HEAD}{AXES}capacity: 2\n"
NAMES = ["=", "", "\"'><img src=x onerror=window.stolen=1>", "a&b=c#d", "__proto__", "한글 ● %41", "</script>", "-1"]
COLUMN = 'p@5 "q"] <b>\''


@pytest.fixture(scope="module")
def odd_home(tmp_path_factory: pytest.TempPathFactory) -> Iterator[str]:
    """A site served: one project to a name, all equal, then one without a score and one screened out."""
    folder = tmp_path_factory.mktemp("odd")
    scored = {"impact": {"worth": 0.5}, "feasibility": {"ease": 0.5}}
    projects = {f"p{at}": {"owner": name, "tags": [name, "all"], **scored} for at, name in enumerate(NAMES) if name}
    projects["p1"] = dict(scored)
    projects["unscored"] = {"owner": "z"}
    projects["gone"] = {"owner": "a", "screens": [{"name": "law", "passed": False, "because": "unsafe"}], **scored}
    rows = [{"model": "b", COLUMN: 1}, {"model": "a10", COLUMN: 9}, {"model": "a9"}, {"model": "A1", COLUMN: 10}]
    projects["p0"]["models"] = {"rows": rows}
    files = {
        f"content/projects/{name}/project.yml": json.dumps({"schema": 1, "title": f"Project {name}", **project})
        for name, project in projects.items()
    }
    write(folder, {"mkdocs.yml": (ROOT / "mkdocs.yml").read_text("utf-8"), "content/plan.yml": PLAN, **files})
    done = run_planpress("build", cwd=folder)
    assert done.returncode == 0, done.stderr
    with served(folder / "site") as address:
        yield address


SCORED = [f"p{at}" for at in range(len(NAMES))]


@pytest.mark.parametrize(("label", "at"), [(label, at) for label in ("Owner", "Tag") for at in range(len(NAMES))])
def test_any_name_can_be_chosen_and_sent(browser: Browser, odd_home: str, label: str, at: int) -> None:
    """A choice shows the one project, nothing is obeyed, and the address brings it back; nobody's is a choice too."""
    name = NAMES[at]
    expected = [f"p{at}"] if name else (["p1", "unscored", "gone"] if label == "Tag" else ["p1"])
    with opened(browser, odd_home) as page:
        page.get_by_label(label, exact=True).select_option(f"={name}")
        assert shown(page) == expected
        address = page.url
        page.goto("about:blank")
        page.goto(address)
        assert shown(page) == expected
        assert page.get_by_label(label, exact=True).input_value() == f"={name}"
        assert page.evaluate("window.stolen") is None


def test_equals_stay_in_order_and_what_is_missing_comes_last(browser: Browser, odd_home: str) -> None:
    """Both ways the tied keep the plan's own order, the unscored come next and the screened out at the end; without an
    owner is a missing value too."""
    with opened(browser, odd_home) as page:
        own = [*SCORED, "unscored", "gone"]
        assert shown(page) == own
        for key in ("rank", "priority", "impact", "floor"):
            for _ in range(2):
                assert press(page, key) is not None
                assert shown(page) == own, key
        marks = page.locator("table[data-table=projects] tbody .pp-mark").all_inner_texts()
        assert marks == ["◇"] * len(SCORED)
        assert page.locator(".pp-beyond").count() == 0
        for _ in range(2):
            press(page, "owner")
            assert shown(page)[-2:] == ["p1", "gone"]


def test_a_column_of_any_name_sorts(browser: Browser, odd_home: str) -> None:
    """Numbers as numbers, a blank last both ways, names with digits by their value; the address holds the column."""
    table = "table[data-table=models]"
    with opened(browser, f"{odd_home}projects/p0/") as page:
        key = _escaped(f"value.{COLUMN}")
        assert (press(page, key, table), shown(page, table)) == ("descending", ["A1", "a10", "b", "a9"])
        assert (press(page, key, table), shown(page, table)) == ("ascending", ["b", "a10", "A1", "a9"])
        address = page.url
        page.goto("about:blank")
        page.goto(address)
        assert shown(page, table) == ["b", "a10", "A1", "a9"]
        assert (press(page, "model", table), shown(page, table)) == ("ascending", ["A1", "a9", "a10", "b"])


def _escaped(text: str) -> str:
    """`text` for the inside of a quoted CSS string."""
    return text.replace("\\", "\\\\").replace("'", "\\'")


def test_a_single_row_has_no_controls(browser: Browser, odd_home: str) -> None:
    """There is nothing to sort or to filter in a list of one."""
    with with_rows(browser, odd_home, 1) as page:
        assert shown(page) == ["p0"]
        assert page.locator(".pp-tools *, [data-table] button").count() == 0
