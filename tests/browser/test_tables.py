"""Tables in a real browser: every order and filter compared with one computed here from plan.json and the YAML; then those of a plan
with missing values, equal values and names that mean something to HTML, CSS or an address."""

import json
import re
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from datetime import date
from pathlib import Path
from typing import Any, cast
from urllib.parse import parse_qs, urlencode, urlsplit

import pytest
import yaml
from playwright.sync_api import Browser, Locator, Page, Route

from tests.browser.conftest import served, unfold, watched
from tests.conftest import ROOT, run_planpress
from tests.planning import AXES, HEAD
from tests.repositories import write

pytestmark = pytest.mark.browser

Project = dict[str, Any]
STAGES = ["planning", "data", "training", "deploying"]
RANKING = "table[data-table=projects]"
DESK = {"width": 1280, "height": 800}


@pytest.fixture(scope="module")
def plan(demonstration: Path) -> dict[str, Any]:
    return cast("dict[str, Any]", json.loads((demonstration / "site" / "plan.json").read_text(encoding="utf-8")))


def left_out(row: Project) -> bool:
    """Whether a project failed a must-have, or does not go on; no model is left out."""
    return row.get("screened_out") is not None or row.get("status", "active") != "active"


@pytest.fixture(scope="module")
def in_order(plan: dict[str, Any]) -> list[Project]:
    """The projects in the plan's own order: by rank, ties by id, those left out last."""

    def place(project: Project) -> tuple[bool, float, str]:
        priority = project["priority"] or {"rank": None}
        return left_out(project), priority["rank"] or float("inf"), project["id"]

    return sorted(plan["projects"], key=place)


@contextmanager
def opened(
    browser: Browser, address: str, changed: Callable[[Route], None] | None = None, **options: object
) -> Iterator[Page]:
    """A page of which nothing complains, as it is or `changed` on its way."""
    with watched(browser, **{"viewport": DESK, **options}) as seen:
        page = seen.context.new_page()
        if changed is not None:
            page.route(address, changed)
        page.goto(address, wait_until="load")
        yield page
        assert seen.complaints == []


@pytest.fixture
def page(browser: Browser, home: str) -> Iterator[Page]:
    """The portfolio."""
    with opened(browser, home) as page:
        yield page


def shown(page: Page, table: str = RANKING) -> list[str]:
    """What the visible rows are of, from top to bottom: the id of the project, else the text of the head."""
    return cast(
        "list[str]",
        page.locator(f"{table} tbody tr:not([hidden])").evaluate_all(
            "rows => rows.map(row => row.dataset.id ?? row.querySelector('th').firstChild.textContent.trim())"
        ),
    )


def ids(projects: list[Project]) -> list[str]:
    return [project["id"] for project in projects]


def status(page: Page) -> str:
    """What the bar above the tables says."""
    return page.locator(".pp-tools").get_by_role("status").inner_text()


def head(page: Page, key: str, table: str = RANKING) -> Locator:
    return page.locator(f"{table} th[data-key='{key}']")


def press(page: Page, key: str, table: str = RANKING) -> str | None:
    """Press a head's button, and what the head then says of its order."""
    found = head(page, key, table)
    found.get_by_role("button").click()
    return found.get_attribute("aria-sort")


def natural(text: str) -> list[tuple[int, int | str]]:
    """Letters without case, runs of digits as numbers."""
    return [(0, int(part)) if part.isdigit() else (1, part) for part in re.split(r"(\d+)", text.casefold()) if part]


def ordered(rows: list[Project], value: Callable[[Project], Any], *, descending: bool) -> list[Project]:
    """Sorted by value, equals in their own order, missing ones next; those that are screened out last, alike."""
    found: list[Project] = []
    for out in (False, True):
        part = [row for row in rows if left_out(row) == out]
        found += sorted((row for row in part if value(row) is not None), key=value, reverse=descending)
        found += [row for row in part if value(row) is None]
    return found


def gap_closed(project: Project) -> float | None:
    return project["gap_closed"].get(leading(project))


def leading(project: Project) -> str | None:
    """The model that was decided for, else the only winner of the rule that decides."""
    if project["decided"]:
        return cast("str", project["decided"]["model"])
    winners = next((rule["winners"] for rule in project["rules"] if rule["decides"]), [])
    return winners[0] if len(winners) == 1 else None


def part(project: Project, group: str, key: str) -> float | None:
    return project[group][key] if project[group] else None


VALUES: dict[str, Callable[[Project], Any]] = {
    "rank": lambda project: part(project, "priority", "rank"),
    "project": lambda project: natural(project["title"]),
    "priority": lambda project: part(project, "priority", "score"),
    "impact": lambda project: part(project, "impact", "value"),
    "feasibility": lambda project: part(project, "feasibility", "value"),
    "stage": lambda project: STAGES.index(project["stage"]) if project["stage"] and not left_out(project) else None,
    "range": lambda project: part(project, "priority", "rank_low"),
    "people": gap_closed,
}


@pytest.mark.parametrize("key", VALUES)
def test_the_ranking_sorts_by_each_head_in_both_directions(page: Page, in_order: list[Project], key: str) -> None:
    """Two presses give both orders, in whichever first; the third gives back the plan's own."""
    said = set()
    for _ in range(2):
        direction = press(page, key)
        said.add(direction)
        expected = ordered(in_order, VALUES[key], descending=direction == "descending")
        assert shown(page) == ids(expected)
        assert page.locator(f"{RANKING} th[aria-sort]").count() == 1
    assert said == {"ascending", "descending"}
    assert press(page, key) is None
    assert shown(page) == ids(in_order)


def test_presses_go_round_and_say_so(page: Page, in_order: list[Project]) -> None:
    """Highest first, lowest first, the plan's own order; in the head by more than colour, and in a live region."""
    button = head(page, "impact").get_by_role("button")
    said = ", sorted by Impact, highest first", ", sorted by Impact, lowest first", ""
    assert button.evaluate("node => node.textContent").split() == ["Impact", "↕"]
    for direction, sign, order in zip(("descending", "ascending", None), "↓↑↕", said, strict=True):
        assert press(page, "impact") == direction
        assert button.evaluate("node => node.textContent").split() == ["Impact", sign]
        assert status(page) == f"{len(in_order)} projects shown{order}."
    assert page.get_by_role("columnheader", name="Impact", exact=True).count() == 1


@pytest.mark.parametrize("name", ["pose", "three-models", "invoice-fields", "call-routing", "defects", "damage-photos"])
def test_models_sort_by_each_metric_and_each_rule(browser: Browser, home: str, plan: dict[str, Any], name: str) -> None:
    """Numbers as numbers; a model that a rule rejects has no score and comes last both ways."""
    project = next(found for found in plan["projects"] if found["id"] == name)
    models = [{"name": model, "values": values} for model, values in project["values"].items()]
    models += [{"name": one["label"], "values": one["values"], "measure": one["measure"]} for one in project["baselines"]]
    columns: dict[str, Callable[[Project], Any]] = {"model": lambda model: natural(model["name"])}
    for metric in {metric for model in models for metric in model["values"]}:
        columns[f"value.{metric}"] = lambda model, metric=metric: model["values"].get(metric)  # type: ignore[misc]
    of_rules: dict[str, Callable[[Project], Any]] = {"model": columns["model"]}
    for rule in project["rules"]:
        of_rules[f"rule.{rule['id']}"] = lambda model, rule=rule: score_of(model, rule)  # type: ignore[misc]
        if rule["decides"]:
            ranks = {verdict["model"]: verdict["rank"] for verdict in rule["models"]}
            columns["verdict"] = lambda model, ranks=ranks: ranks.get(model["name"])  # type: ignore[misc]
            if rule["kind"] not in ("metric", "threshold"):  # then its scores are worked out
                columns[f"rule.{rule['id']}"] = of_rules[f"rule.{rule['id']}"]
    with opened(browser, f"{home}projects/{name}/") as page:
        unfold(page)
        page.locator(".pp-columns input").evaluate_all("boxes => boxes.forEach(box => (box.checked = true))")
        tables = [("models", models, columns)]
        if len(project["rules"]) > 1:
            tables.append(("rules", [one for one in models if one["name"] in project["values"]], of_rules))
        for each, rows, keys in tables:
            table = f"table[data-table={each}]"
            own = shown(page, table)
            assert sorted(own) == sorted(model["name"] for model in rows)
            rows.sort(key=lambda model, own=own: own.index(model["name"]))  # type: ignore[misc]
            for key, value in keys.items():
                for _ in range(2):
                    direction = press(page, key, table)
                    expected = ordered(rows, value, descending=direction == "descending")
                    assert shown(page, table) == [model["name"] for model in expected], (key, direction)
                assert press(page, key, table) is None
                assert shown(page, table) == own


def score_of(model: Project, rule: Project) -> float | None:
    """The score of a model under a rule, or the measure of a baseline under the one that decides."""
    scores = {verdict["model"]: verdict["score"] for verdict in rule["models"]}
    return cast("float | None", scores.get(model["name"], model.get("measure") if rule["decides"] else None))


def held(project: Project, key: str) -> set[str]:
    """What a filter finds a project by."""
    if key == "tag":
        return set(project["tags"] or [""])
    return {project[key] or ""}


LABELS = {"stage": "Stage", "owner": "Owner", "tag": "Tag"}


@pytest.mark.parametrize("key", LABELS)
def test_each_filter_shows_what_it_says(page: Page, in_order: list[Project], key: str) -> None:
    """Every choice shows its projects in rank order, as many as its count said, and no project without it; stages are
    offered in their order."""
    choice = page.get_by_label(LABELS[key], exact=True)
    offered = choice.locator("option").evaluate_all("options => options.map(o => [o.value, o.textContent])")
    values = [value[1:] for value, _ in offered[1:]]
    assert set(values) == set().union(*(held(project, key) for project in in_order))
    assert key != "stage" or values == STAGES
    for value, words in offered[1:]:
        choice.select_option(value)
        expected = [project["id"] for project in in_order if value[1:] in held(project, key)]
        assert shown(page) == expected
        assert words.endswith(f" ({len(expected)})")
        assert status(page) == f"{len(expected)} of {len(in_order)} projects shown."
        assert parse_qs(urlsplit(page.url).query, keep_blank_values=True) == {key: [value[1:]]}
    choice.select_option("")
    assert len(shown(page)) == len(in_order)
    assert urlsplit(page.url).query == ""


def overdue(project: Project) -> bool:
    given = yaml.safe_load((ROOT / "content/projects" / project["id"] / "project.yml").read_text(encoding="utf-8"))
    open_ones = [one["date"] for one in given.get("milestones", ()) if not one.get("done")]
    return any(day < date(2019, 6, 1) for day in (*open_ones, *filter(None, [given.get("review_by")])))


def line_of(project: Project) -> str | None:
    return cast("str | None", (project["priority"] or {}).get("line"))


def undecided(project: Project) -> bool:
    return next((len(rule["winners"]) for rule in project["rules"] if rule["decides"]), 0) != 1


STATES: dict[str, tuple[str, Callable[[Project], bool]]] = {
    "in": ("In", lambda project: line_of(project) == "in"),
    "too-close": ("Too close", lambda project: 0.1 < project["priority"]["within_capacity"] < 0.9),
    "overdue": ("Overdue", overdue),
    "misses": ("Misses a limit", lambda one: any(each["status"] == "missed" for each in one["requirements"])),
    "no-model": ("No model", undecided),
}


@pytest.mark.parametrize("state", STATES)
def test_a_state_shows_its_projects(browser: Browser, home: str, in_order: list[Project], state: str) -> None:
    """A button says how many projects are in its state and shows these; pressed again, it shows all. The name of
    one that no column shows stands in their rows."""
    label, holds = STATES[state]
    expected = [one["id"] for one in in_order if not left_out(one) and holds(one)]
    with opened(browser, home) as page:
        button = page.get_by_role("button", name=f"{label} {len(expected)}", exact=True)
        button.click()
        assert shown(page) == expected != []
        assert button.get_attribute("aria-pressed") == "true"
        assert parse_qs(urlsplit(page.url).query) == {"show": [state]}
        rows = page.locator(f"{RANKING} tbody tr:not([hidden]) th").all_inner_texts()
        assert state not in ("overdue", "misses") or all(label.lower() in row for row in rows)
        button.click()
        assert len(shown(page)) == len(in_order)


@pytest.mark.parametrize("key", LABELS)
def test_projects_stand_in_groups(browser: Browser, home: str, in_order: list[Project], key: str) -> None:
    """Below each head its projects in rank order, a project of several tags below each; a filter and an order hold."""
    wanted = [one for one in in_order if not left_out(one) and any(
        each["status"] == "missed" for each in one["requirements"])]  # fmt: skip
    groups = {value for project in wanted for value in held(project, key)}
    with opened(browser, f"{home}?show=misses&group={key}") as page:
        for descending in (None, True, False):
            if descending is not None:
                press(page, "impact")
            rows = wanted if descending is None else ordered(wanted, VALUES["impact"], descending=descending)
            found = page.locator(f"{RANKING} tbody tr:not([hidden])").evaluate_all(
                "rows => rows.map(row => row.dataset.id ?? row.textContent)"
            )
            heads = [at for at, name in enumerate(found) if re.search(r" \(\d+\)$", name)]
            parts = [found[at + 1 : end] for at, end in zip(heads, [*heads[1:], len(found)], strict=True)]
            expected = [[one["id"] for one in rows if value in held(one, key)] for value in groups]
            assert sorted(parts) == sorted(expected)
            assert [int(found[at].rpartition("(")[2][:-1]) for at in heads] == list(map(len, parts))
        assert status(page).startswith(f"{len(wanted)} of {len(in_order)} projects shown")
        page.get_by_label("Group by").select_option("")
        assert len(shown(page)) == len(wanted)


@pytest.mark.parametrize("board", ["stages", "owners", "attention"])
def test_old_addresses_lead_to_the_table(browser: Browser, home: str, board: str) -> None:
    """With a script by themselves, without one by a link, to what the board showed."""
    view = {"stages": "?group=stage#ranking", "owners": "?group=owner#ranking", "attention": ""}[board]
    with opened(browser, f"{home}boards/{board}.html") as page:
        page.wait_for_url(f"{home}index.html{view}")
        assert page.locator(f"{RANKING} .pp-group").count() == (0 if board == "attention" else 4)
    with opened(browser, f"{home}boards/{board}.html", java_script_enabled=False) as page:
        assert page.locator("article a[data-moved]").get_attribute("href") == f"../index.html{view}"


def test_filters_work_together_and_each_counts_beside_the_others(page: Page, in_order: list[Project]) -> None:
    """All of them hold at once; a count says what a choice would show while the other filters stay."""
    page.get_by_label("Owner", exact=True).select_option("=language")
    page.get_by_label("Name contains").fill("SE")
    expected = [p for p in in_order if p["owner"] == "language" and "se" in p["title"].casefold()]
    assert shown(page) == ids(expected) != []
    for option in page.get_by_label("Stage", exact=True).locator("option").all()[1:]:
        value = (option.get_attribute("value") or "")[1:]
        count = sum(project["stage"] == value for project in expected)
        assert (option.text_content() or "").endswith(f" ({count})")


def test_where_nothing_matches_the_page_says_so_with_the_way_out(page: Page, in_order: list[Project]) -> None:
    """A sentence and a button in the place of an empty table; the button shows everything and keeps the focus."""
    page.get_by_label("Name contains").fill("no such <b>project</b>")
    said = page.locator(".pp-no-match")
    assert said.is_visible()
    assert said.inner_text().startswith("No project matches these filters.")
    assert not page.locator(RANKING).is_visible()
    assert status(page) == f"0 of {len(in_order)} projects shown."
    said.get_by_role("button", name="Show all").click()
    assert len(shown(page)) == len(in_order)
    assert not said.is_visible()
    assert page.locator(RANKING).is_visible()
    assert page.evaluate("document.activeElement.tagName") == "INPUT"
    assert urlsplit(page.url).query == ""


def test_an_address_brings_the_same_view(browser: Browser, home: str, in_order: list[Project]) -> None:
    """What one reader set, another sees; what the address holds of others stays in it."""
    with opened(browser, f"{home}?other=1#ranking") as page:
        page.get_by_label("Stage", exact=True).select_option("=training")
        page.get_by_label("Name contains").fill("on")
        press(page, "feasibility")
        address, seen, said = page.url, shown(page), status(page)
    assert urlsplit(address).fragment == "ranking"
    assert parse_qs(urlsplit(address).query) == {
        "other": ["1"], "stage": ["training"], "name": ["on"], "sort": ["-feasibility"]
    }  # fmt: skip
    picked = [p for p in in_order if p["stage"] == "training" and "on" in p["title"].casefold()]
    expected = [project["id"] for project in ordered(picked, VALUES["feasibility"], descending=True)]
    with opened(browser, address) as page:
        assert shown(page) == seen == expected
        assert status(page) == said
        assert page.get_by_label("Name contains").input_value() == "on"
        assert page.get_by_label("Stage", exact=True).input_value() == "=training"
        page.get_by_role("button", name="Show all").click()
        assert parse_qs(urlsplit(page.url).query) == {"other": ["1"], "sort": ["-feasibility"]}


IN_VAIN = {
    "stage “nowhere”": {"stage": "nowhere"},
    "owner “<img src=x onerror=alert(1)>”": {"owner": "<img src=x onerror=alert(1)>"},
    "tag “__proto__” and column “constructor”": {"tag": "__proto__", "sort": "constructor"},
    "column “\"'];[”": {"sort": "-\"'];["},
}


@pytest.mark.parametrize("says", IN_VAIN)
def test_what_an_address_asks_in_vain_is_said(browser: Browser, home: str, in_order: list[Project], says: str) -> None:
    """Unknown values break nothing: every row is there in rank order, and the page says what it does not know."""
    with opened(browser, f"{home}?{urlencode(IN_VAIN[says])}") as page:
        assert shown(page) == ids(in_order)
        count = len(in_order)
        said = f"{count} projects shown. The address also asks for {says}: unknown here."
        assert status(page) == said
        press(page, "rank")
        assert status(page) == f"{count} projects shown, sorted by Rank, lowest first."
        assert urlsplit(page.url).query == "sort=rank"


def test_a_broken_address_is_no_harm(browser: Browser, home: str, in_order: list[Project]) -> None:
    """Half an escape, a key without a value, a key given twice."""
    with opened(browser, f"{home}?sort=%E0%A4%A&stage&owner=language&owner=x&tag=%") as page:
        assert set(shown(page)) <= {project["id"] for project in in_order}
        page.get_by_role("button", name="Show all").click()
        assert len(shown(page)) == len(in_order)


def focused(page: Page) -> str:
    return cast("str", page.evaluate("document.activeElement.textContent")).strip()


def tab_to(page: Page, test: str) -> None:
    """Press Tab until the focused element passes; fails where it is never reached."""
    for _ in range(200):
        page.keyboard.press("Tab")
        if page.evaluate(f"(node => {test})(document.activeElement)"):
            return
    raise AssertionError(f"the keyboard does not reach {test}")


def test_everything_can_be_done_by_keyboard(page: Page, in_order: list[Project]) -> None:
    """Tab reaches filters and heads in their order, the arrow chooses, Enter and Space press; the focus stays."""
    tab_to(page, "node.matches('.pp-tools select')")
    page.keyboard.press("ArrowDown")
    assert shown(page) == [project["id"] for project in in_order if project["stage"] == "planning"]
    tab_to(page, "node.matches('.pp-reset')")
    page.keyboard.press("Enter")
    assert len(shown(page)) == len(in_order)
    tab_to(page, "node.closest('th[data-key=feasibility]')")
    assert page.evaluate("getComputedStyle(document.activeElement).outlineStyle") == "solid"
    for descending, key in ((True, "Enter"), (False, "Space")):
        page.keyboard.press(key)
        expected = ordered(in_order, VALUES["feasibility"], descending=descending)
        assert shown(page) == ids(expected)
        assert focused(page).startswith("Feasibility")


def test_without_javascript_the_ranking_stands_in_rank_order(
    browser: Browser, home: str, in_order: list[Project]
) -> None:
    """All of them, with the line where capacity ends."""
    with opened(browser, home, java_script_enabled=False) as page:
        assert shown(page) == ids(in_order)
        first = next(project["id"] for project in in_order if project["priority"]["line"] == "out")
        assert page.locator(f"{RANKING} .pp-beyond").get_attribute("data-id") == first
        assert page.locator(".pp-in-order").first.is_visible()


SIGNS = {"in": "●", "on-the-line": "◇", "out": "○"}


def test_what_can_be_carried_is_marked_in_any_order(page: Page, in_order: list[Project]) -> None:
    """Each row has its own mark; the line is drawn in the plan's own order only, above the first row left beyond."""
    lines = {project["id"]: (project["priority"] or {}).get("line") for project in in_order}
    for key in ("rank", "project"):
        for row in page.locator(f"{RANKING} tbody tr").all():
            line = lines[row.get_attribute("data-id") or ""]
            mark = row.locator(".pp-mark")
            assert mark.all_inner_texts() == ([SIGNS[line]] if line else [])
        press(page, key)
        assert page.locator(f"{RANKING} .pp-beyond").count() == 0
        assert not page.locator(".pp-in-order").first.is_visible()
        press(page, key)
        press(page, key)
    page.get_by_label("Stage", exact=True).select_option("=training")
    left = [p["id"] for p in in_order if p["stage"] == "training"]
    beyond = next(name for name in left if lines[name] == "out")
    assert lines[left[0]] == "in"
    assert page.locator(f"{RANKING} .pp-beyond").evaluate_all("rows => rows.map(r => r.dataset.id)") == [beyond]
    page.get_by_label("Stage", exact=True).select_option("=planning")
    assert page.locator(f"{RANKING} .pp-beyond").count() == 0


def test_rows_that_are_ranked_anew_stay_filtered_and_sorted(page: Page, in_order: list[Project]) -> None:
    """Whoever gives the rows other places gives the table another order of its own, and other counts."""
    own = ids(in_order)
    page.get_by_role("button", name="Stuck").click()
    page.evaluate(
        f"""() => {{
            const table = document.querySelector("{RANKING}");
            const rows = [...table.tBodies[0].rows];
            rows.forEach((row, at) => {{ row.dataset.place = rows.length - at; row.dataset.states = '["overdue"]'; }});
            table.dispatchEvent(new CustomEvent("planpress:ranked"));
        }}"""
    )
    assert shown(page) == []
    assert page.get_by_role("button", name="Stuck 0", exact=True).count() == 1
    page.get_by_role("button", name=f"Overdue {len(own)}", exact=True).click()
    assert shown(page) == own[::-1]
    assert press(page, "priority") == "descending"
    back = ordered(in_order[::-1], VALUES["priority"], descending=True)
    assert shown(page) == ids(back)
    press(page, "priority")
    assert press(page, "priority") is None
    assert shown(page) == own[::-1]


def test_sliders_and_tables_leave_each_other_whole(browser: Browser, home: str, in_order: list[Project]) -> None:
    """A table sorted before a slider moved stays sorted; back as declared, the plan's own order is as it was."""
    own = ids(in_order)
    with opened(browser, f"{home}?sort=project") as page:
        sorted_so = shown(page)
        unfold(page)
        page.locator("figure button", has_text="Explore").first.click()
        number = page.locator("fieldset.pp-what-if .pp-number").first
        number.fill("0")
        page.locator(f"{RANKING} .pp-moved").first.wait_for()
        assert shown(page) == sorted_so
        press(page, "project")
        assert press(page, "project") is None
        assert sorted(shown(page)) == sorted(own)
        assert shown(page) != own
        page.get_by_role("button", name="Reset to the plan's weights").click()
        page.locator(f"{RANKING} .pp-moved").first.wait_for(state="detached")
        assert shown(page) == own


TABLES = {"boards/teams.html": "resources", "scoring.html": "orders"}


@pytest.mark.parametrize("path", TABLES)
def test_on_a_phone_the_name_stays_while_the_rest_scrolls(browser: Browser, home: str, path: str) -> None:
    """At 360 pixels, scrolled to its end, each name stands at the left edge, in front of what passes below it."""
    with opened(browser, home + path, viewport={"width": 360, "height": 740}) as page:
        table = page.locator(f"table[data-table={TABLES[path]}]").first
        box = page.locator(".pp-scroll", has=table).first
        name, last = table.locator("tbody th").first, table.locator("tbody tr").first.locator("td").last
        box.scroll_into_view_if_needed()
        far = (last.bounding_box() or {})["x"]
        moved = box.evaluate("node => { node.scrollLeft = node.scrollWidth; return node.scrollLeft; }")
        assert moved > 30
        left, kept = box.bounding_box(), name.bounding_box()
        assert left is not None and kept is not None
        assert abs(kept["x"] - left["x"]) <= 1
        assert kept["width"] <= 0.55 * left["width"]
        assert abs((last.bounding_box() or {})["x"] - (far - moved)) <= 1
        on_top = name.evaluate(
            "node => { node.scrollIntoView({block: 'center'}); const b = node.getBoundingClientRect();"
            " return node.contains(document.elementFromPoint(b.left + b.width - 3, b.top + b.height / 2)); }"
        )
        assert on_top
        colour = name.evaluate("node => getComputedStyle(node).backgroundColor")
        assert not colour.startswith("rgba") or colour.endswith(", 1)")
        assert page.evaluate("document.documentElement.scrollWidth") == 360


def test_on_paper_there_is_no_control_and_the_filter_is_said(browser: Browser, home: str) -> None:
    """What is printed says that it is not everything."""
    with opened(browser, f"{home}?stage=training") as page:
        page.emulate_media(media="print")
        assert page.locator(".pp-tools__controls").is_hidden()
        assert page.locator(".pp-tools .pp-reset").is_hidden()
        assert page.locator(".pp-tools").get_by_role("status").is_visible()
        assert page.locator(".pp-sort__sign:visible").count() == 0
        page.goto(f"{home}?sort=-impact")
        assert page.locator(".pp-sort__sign:visible").all_inner_texts() == ["\u00a0↓"]


def with_rows(count: int) -> Callable[[Route], None]:
    """Makes a page on which the first row of its first table stands so many times, and no other does."""

    def changed(route: Route) -> None:
        answer = route.fetch()
        before, one, after = re.split(r"(?<=<tbody>)\n(<tr data-id.*?</tr>).*?(?=</tbody>)", answer.text(), maxsplit=1, flags=re.DOTALL)
        rows = (re.sub(r'data-id="[^"]*"', f'data-id="p{at}"', one) for at in range(count))
        sort = r'(data-cell="impact" data-sort=")[^"]*'
        made = (re.sub(sort, rf"\g<1>{at * 7919 % 1000}", row) for at, row in enumerate(rows))
        route.fulfill(response=answer, body=before + "".join(made) + after)

    return changed


def test_a_thousand_rows_are_sorted_and_filtered_alike(browser: Browser, home: str) -> None:
    """Rows by the thousand are in order and counted; each change puts the rows in once, not one by one."""
    with opened(browser, home, with_rows(1000)) as page:
        assert status(page) == "1000 projects shown."
        page.evaluate(
            "window.batches = 0; new MutationObserver(() => batches += 1)"
            f".observe(document.querySelector('{RANKING} tbody'), {{childList: true}})"
        )
        press(page, "impact")
        assert shown(page) == [f"p{at}" for at in sorted(range(1000), key=lambda at: -(at * 7919 % 1000))]
        assert page.evaluate("batches") == 1


def test_the_summary_fits_one_screen(page: Page) -> None:
    """At 1280 by 800 everything from the head line to the last change is in sight."""
    box = page.locator(".pp-news").bounding_box()
    assert box is not None
    assert box["y"] + box["height"] <= DESK["height"]
    assert page.locator(".pp-status").is_visible()


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
    write(folder, {"mkdocs.yml": (ROOT / "mkdocs.yml").read_text("utf-8"), "content/plan.yml": f"{HEAD}{AXES}capacity: 2\n", **files})
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
    """Both ways the tied keep the plan's own order, the unscored come next and the screened out at the end."""
    with opened(browser, odd_home) as page:
        own = [*SCORED, "unscored", "gone"]
        assert shown(page) == own
        for key in ("rank", "priority", "impact", "people"):
            for _ in range(2):
                assert press(page, key) is not None
                assert shown(page) == own, key
        marks = page.locator("table[data-table=projects] tbody .pp-mark").all_inner_texts()
        assert marks == ["◇"] * len(SCORED)
        assert page.locator(".pp-beyond").count() == 0


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
    with opened(browser, odd_home, with_rows(1)) as page:
        assert shown(page) == ["p0"]
        assert page.locator(".pp-tools *, [data-table] button").count() == 0
