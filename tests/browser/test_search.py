"""The site's search, asked in a browser: a project is found by its stage, status, owner, tag and words."""

import json
from pathlib import Path
from typing import Any

import pytest
from playwright.sync_api import Page

from tests.browser.conftest import Watched, opened

pytestmark = pytest.mark.browser


def test_search_finds_projects(views: dict[str, Watched], home: str, demonstration: Path) -> None:
    """By each stage, status, owner and tag those that have it come first; by "stuck" there are no others."""
    plan = json.loads((demonstration / "site" / "plan.json").read_text(encoding="utf-8"))
    with opened(views["light"]) as page:
        page.goto(home, wait_until="load")
        page.locator(".md-search__input").first.focus()
        for key in ("stage", "owner", "status", "tags"):
            for value, projects in by(plan["projects"], key).items():
                found = ask(page, value)
                first = found[: len(projects)]
                assert set(first) <= projects and len(first) == min(10, len(projects)), (key, value, found)
        assert set(ask(page, "stuck")) == {"aisle-trucks", "defects", "gripper-wear", "part-search"}
        assert set(ask(page, "overdue")) == {"gripper-wear"}
        assert ask(page, "no model")[:2] == ["call-routing", "log-questions"]
        assert ask(page, "language stuck")[0] == "part-search"
        assert ask(page, "pallet trucks")[0] == "aisle-trucks"
        assert ask(page, "nonsense") == []


def test_an_entry_says_where_its_project_stands(views: dict[str, Watched], home: str) -> None:
    """In the line below the title of what is found."""
    with opened(views["light"]) as page:
        page.goto(home, wait_until="load")
        page.locator(".md-search__input").first.focus()
        ask(page, "stuck defect")
        first = page.locator(".md-search-result__item").first
        assert first.locator("h1").inner_text() == "Defect detection"
        assert first.locator("p").first.inner_text().startswith("Rank 4 of 11 · not among the first 3 · data · active · ")
        assert not first.locator(".md-tags").is_visible()


def by(projects: list[dict[str, Any]], key: str) -> dict[str, set[str]]:
    """The projects that have each value of a key."""
    found: dict[str, set[str]] = {}
    for one in projects:
        value = one[key]
        for each in value if isinstance(value, list) else [value["state"] if isinstance(value, dict) else value]:
            if each:
                found.setdefault(each, set()).add(one["id"])
    return found


def ask(page: Page, words: str) -> list[str]:
    """The projects that search lists for some words, best first, among the ten pages that it shows at once."""
    field = page.locator(".md-search__input")
    for typed, said in (("", "Type to start"), (words, "matching document")):
        field.fill(typed)
        field.press("End")
        page.locator(".md-search-result__meta", has_text=said).wait_for()
    links = page.locator(".md-search-result__item > a").evaluate_all("all => all.map(one => new URL(one.href).pathname)")
    return [link.split("/")[2] for link in links if link.startswith("/projects/")]
