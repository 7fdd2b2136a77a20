"""Sliders on the real pages: the table, the chart and the sentence show what the package computes for the same setting."""

import random
import re
from collections.abc import Iterator
from dataclasses import replace
from typing import Any

import pytest
from playwright.sync_api import Browser, Page, expect

from planpress.document import bars
from planpress.document.blocks import Bar
from planpress.judging import judge
from planpress.model.plan import GROUPS
from planpress.model.ranking import GroupScore
from planpress.model.report import Report
from planpress.model.rule_result import RuleResult
from planpress.model.wording import fixed, number
from planpress.priorities import rank
from planpress.rules.mean import MeanRule
from planpress.workflows.check_plan import check_folder, conclude
from tests.browser.conftest import unfold, watched
from tests.browser.kinds import script
from tests.conftest import ROOT
from tests.pages.test_scoring_script import under, with_setting

pytestmark = pytest.mark.browser

SETTINGS = 40
"""That a script computes for any setting what the package does, tests/pages/test_scoring_script.py shows."""

# Sets every field of a panel at once, as a reader would one after the other, and tells what the page then shows.
SHOWN = script("shown")


@pytest.fixture(scope="module")
def report() -> Report:
    """The demonstration plan as the package judges it."""
    return conclude(check_folder(ROOT))


@pytest.fixture(scope="module")
def explored(browser: Browser, home: str) -> Iterator[Page]:
    """A page that has been asked for charts to explore; nothing complains."""
    with watched(browser, viewport={"width": 1280, "height": 900}) as seen:
        yield seen.context.new_page()
        assert seen.complaints == []
        assert seen.elsewhere(home) == []


def opened(page: Page, address: str) -> Page:
    page.goto(address, wait_until="networkidle")
    page.locator(".pp-said").wait_for()
    return page


def interval(one: Any) -> str:
    value = one.score if hasattr(one, "score") else one.value
    ends = "" if one.low == one.high else f"\n{fixed(one.low)} to {fixed(one.high)}"
    return f"{fixed(value)}{ends}"


def ends(path: str) -> float:
    """Where the filled part of a bar ends, by its path."""
    return float(path.removeprefix("M4 6H"))


def filled(group: GroupScore) -> str:
    """The filled part of the bar of a group, as a page of the plan draws it."""
    found = re.search('class="pp-bar__fill" d="([^"]*)"', bars.drawn(Bar(0.0, 0.0, group.value, filled=True)))
    assert found is not None
    return found[1]


def test_the_table_shows_what_the_package_ranks(explored: Page, home: str, report: Report) -> None:
    """Random settings of all weights: order, ranks, scores with their ends, and the capacity line."""
    page, plan, chance = opened(explored, f"{home}?explore=matrix"), report.plan, random.Random(20190601)
    counts = [len(plan.factors(group)) for group in GROUPS]
    orders = set()
    for _ in range(SETTINGS):
        drawn = [
            [chance.choice([0, 0.5, 1, 2.25, round(chance.uniform(0.01, 9), 3)]) for _ in range(n)] for n in counts
        ]
        for group in drawn:
            group[chance.randrange(len(group))] = 1.5
        share = chance.choice([0, 0.5, 1, round(chance.random(), 3)])
        shown = page.evaluate(SHOWN, [*drawn[0], *drawn[1], share])
        ranking = rank(under(plan, {"impact": drawn[0], "feasibility": drawn[1], "share": share}))
        rows = shown["projects"][: len(ranking.ordered)]
        assert [row["id"] for row in rows] == [entry.id for entry in ranking.ordered]
        orders.add(tuple(row["id"] for row in rows))
        for row, entry in zip(rows, ranking.ordered, strict=True):
            assert str(entry.priority.rank) in row["rank"].replace(",", " ").split()
            assert row["line"] == entry.line
            assert row["priority"] == interval(entry.priority)
            assert [row[group] for group in GROUPS] == [fixed(entry.group(group).value or 0.0) for group in GROUPS]
            for group, bar in zip(GROUPS, row["bars"], strict=True):
                assert ends(bar) == pytest.approx(ends(filled(entry.group(group))), abs=0.02)
            assert row["range"].startswith("–")
        beyond = [row["id"] for row in rows if row["beyond"]]
        assert beyond == [entry.id for entry in ranking.ordered if entry.line == "out"][:1]
        first = next(entry for entry in ranking.ordered)
        assert fixed(first.priority.score or 0.0) in shown["said"]
        assert report.names()[first.id] in shown["said"] and report.names()[first.id] in shown["caption"]
    assert len(orders) > SETTINGS / 10


def test_the_chart_moves_with_the_table(explored: Page, home: str, report: Report) -> None:
    """The matrix has each project where the setting puts it."""
    page = opened(explored, f"{home}?explore=matrix&feasibility.data_availability=0.2&share=0.8")
    setting = {group: [factor.weight for factor in report.plan.factors(group).values()] for group in GROUPS}
    setting["feasibility"][list(report.plan.feasibility).index("data_availability")] = 0.2
    ranking = rank(under(report.plan, {**setting, "share": 0.8}))
    assert ranking.ordered[0].priority.rank == 1
    expect(page.locator(".pp-live svg")).to_contain_text(f"1 {report.names()[ranking.ordered[0].id]}"[:12])


def test_closing_puts_everything_back(explored: Page, home: str) -> None:
    """After sliders and Close the page is as it was, the address too."""
    page = explored
    page.goto(home, wait_until="networkidle")
    before = words(page)
    opened(page, f"{home}?explore=matrix&share=0.9&zoom.matrix=0.2,0.8,0.2,0.8")
    assert words(page) != before
    page.locator("figure:has(fieldset.pp-what-if)").get_by_role("button", name="Close").click()
    page.wait_for_url(home)
    page.locator("fieldset.pp-what-if").wait_for(state="detached")
    assert words(page) == before


def words(page: Page) -> str:
    """What a page says, in drawings and in what is folded too."""
    unfold(page)
    return page.locator("article").inner_text()


def test_an_address_can_be_sent(explored: Page, browser: Browser, home: str) -> None:
    """What one reader set, another sees; what the plan does not have is left alone."""
    page = opened(explored, f"{home}?explore=matrix")
    field = page.get_by_role("spinbutton", name="Impact's share, exactly")
    field.fill("0.85")
    page.wait_for_url("**share=0.85**")
    page.get_by_role("button", name="Zoom in").click()
    page.wait_for_url("**zoom.matrix=**")
    with watched(browser, viewport={"width": 1280, "height": 900}) as seen:
        other = opened(seen.context.new_page(), f"{page.url}&impact.nobody=3&share.x=NaN")
        assert other.locator(".pp-said").inner_text() == page.locator(".pp-said").inner_text()
        assert other.get_by_role("spinbutton", name="Impact's share, exactly").input_value() == "0.85"
        expect(other.locator(".pp-live svg")).to_have_text(page.locator(".pp-live svg").text_content() or "")
        assert seen.complaints == []


def test_the_models_are_chosen_as_the_package_chooses(explored: Page, home: str, report: Report) -> None:
    """Random settings over all projects with thresholds or weights: who wins, who is rejected why, and that the
    rows of a table that is sorted by it are where their ranks are, and back as declared."""
    movable = [
        one for one in report.evaluations.values()
        if one.rule and one.project.table and one.rule.what_if(report.plan.metrics_of(one.project))
    ]  # fmt: skip
    chance, winners, orders = random.Random(4), set(), set()
    assert len(movable) >= 4
    for one in movable:
        project, deciding = one.project, one.deciding
        assert deciding is not None
        address, ids = f"{home}projects/{project.id}/?explore=tradeoffs,ladder", "rows => rows.map(row => row.dataset.id)"
        rows_of = "table[data-table=models] tr[data-id]"
        own = opened(explored, address).locator(rows_of).evaluate_all(ids)
        page = opened(explored, f"{address}&models-sort=verdict")
        for _ in range(SETTINGS // len(movable) + 1):
            values = numbers_at_random(one.rule, project, chance)
            moved = with_setting(one.rule, values)
            shown = page.evaluate(SHOWN, values)["models"]
            result = judge(replace(project, rules={**project.rules, deciding.id: moved}), report.plan).deciding
            assert result is not None
            rows = {row["model"]: row for row in shown}
            assert list(rows) == by_rank(result, own)
            winners.add((project.id, result.winners))
            orders.add((project.id, *rows))
            for verdict in result.verdicts:
                row = rows[verdict.model]
                # What people decided leads wherever the sliders are; the rule's choice beside it is called that.
                leads = verdict.rank == 1 if one.decided is None else verdict.model == one.chosen
                assert row["chosen"] == leads
                if result.winners == (verdict.model,):
                    assert row["verdict"] == ("chosen" if leads else "picked by the rule")
                if moved != one.rule and verdict.status == "rejected":
                    assert row["verdict"] == f"rejected: {'; '.join(map(str, verdict.because))}"
        page.get_by_role("button", name=re.compile("Reset to the plan's")).click()
        assert page.locator(rows_of).evaluate_all(ids) == by_rank(deciding, own)
    assert len(winners) > len(movable) and len(orders) > len(movable)


def test_how_sure_a_choice_is_goes_while_a_slider_is_moved(explored: Page, home: str, report: Report) -> None:
    """It is known for the plan's own limits and weights alone: the sentence is withdrawn, and comes back."""
    page = opened(explored, f"{home}projects/duplicate-tickets/?explore=tradeoffs,ladder")
    sure = page.locator('[data-said="sure"]')
    said = sure.inner_text()
    assert said.startswith("Tied: the difference does not matter.")
    page.evaluate(SHOWN, [1, 3])
    assert sure.inner_text() == "Not known for these weights."
    page.get_by_role("button", name=re.compile("Reset to the plan's")).click()
    assert sure.inner_text() == said


def by_rank(result: RuleResult, own: list[str]) -> list[str]:
    """The models by rank, in the table's own order where they share one; those without a rank are last."""
    ranks = {one.model: one.rank for one in result.verdicts}
    return sorted((name for name in own if name in ranks), key=lambda name: (ranks[name] is None, ranks[name] or 0))


def numbers_at_random(rule: Any, project: Any, chance: random.Random) -> list[float]:
    """Numbers for the fields of a rule: limits among the measured values, or other weights."""
    if isinstance(rule, MeanRule):
        return [chance.choice([0.5, 1, round(chance.uniform(0.1, 3), 2)]) for weight in rule.of.values() if weight > 0]
    limits = []
    for bound in rule.subject_to:
        values = [model.values[bound.metric] for model in project.table.models if bound.metric in model.values]
        spread = max(values) - min(values) or 1.0
        drawn = chance.uniform(min(values) - spread / 5, max(values) + spread / 5)
        limits.append(float(number(chance.choice([chance.choice(values), drawn]))))
    return limits
