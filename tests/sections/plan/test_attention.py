"""What the portfolio says first: every line's fact computed anew, and never more lines than a screen holds."""

import re
from datetime import date, timedelta

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from markdown.extensions.toc import slugify

from planpress.document.blocks import Bullets
from planpress.model.report import Report
from planpress.model.site_pages import WEEKS
from planpress.pages.plan_pages import status
from planpress.sections.plan import attention
from planpress.sections.plan.attention import LINES, Group
from planpress.sections.plan.record import WINDOW, AttentionItem, changed
from planpress.sections.plan.weeks import weeks
from tests.case_files import cases
from tests.conftest import ROOT
from tests.golden.renew import composed
from tests.planning import AXES, judged
from tests.sections.test_room import judged as judged_demonstration

CASES = cases(__file__)

PLAN = (
    AXES + "capacity: 1\nmetrics: {recall: {better: higher}, precision: {better: higher}}\n"
    "infrastructure: {rig: {label: Test rig, state: missing}, box: {state: missing}, belt: {state: ready}}\n"
)
TABLE = "models: {rows: [{model: a, recall: 0.5, precision: 0.9}, {model: b, recall: 0.7, precision: 0.8}]}\n"
KEEP = "rules: {keep: {rule: threshold, optimise: precision, subject_to: ['recall > %s']}}\n"


def rated(worth: float, ease: float = 0.5) -> str:
    return f"impact: {{worth: {worth}}}\nfeasibility: {{ease: {ease}}}\n"


def moves(*steps: tuple[str, str, str]) -> str:
    entries = "".join(
        f"  - {{date: {when}, to: {stage}{f', because: {because}' if because else ''}}}\n"
        for when, stage, because in steps
    )
    return f"lifecycle:\n{entries}"


def lines(items: object) -> list[str]:
    return [f"{item.project}: {item.text}" for item in items]  # type: ignore[attr-defined]


def group(report: Report, key: str) -> Group:
    return next(found for found in attention.groups(report) if found.key == key)


def test_too_close_to_call_says_on_which_side_and_how_surely() -> None:
    """The share is that of the simulations; the project nearest to the cut-off comes first. One may tie across it."""
    report = judged(PLAN, {"a": rated(0.61), "b": "impact: {worth: [0.3, 0.8]}\nfeasibility: {ease: 0.5}\n"})
    shares = {entry.id: round(100 * (entry.within_capacity or 0)) for entry in report.ranking.ordered}
    assert lines(attention.too_close(report)) == [
        f"{name}: {'In' if name == 'a' else 'Out'}, narrowly: first in {shares[name]} % of simulations"
        for name in sorted(shares, key=lambda name: abs(shares[name] - 50))
    ]
    assert 10 < shares["a"] < 90
    assert lines(attention.too_close(judged(PLAN, {"a": rated(0.9), "b": rated(0.1)}))) == []
    tied = attention.too_close(judged(PLAN, {"a": rated(0.9), "b": rated(0.9)}))
    assert [text.rpartition(": ")[0] for text in lines(tied)] == ["a: Tied at the cut-off", "b: Tied at the cut-off"]


@pytest.mark.parametrize(("project", "says"), CASES["test_stuck_says_what_holds_a_project_up"])
def test_stuck_says_what_holds_a_project_up(project: str, says: str | None) -> None:
    """Exactly these words, or nothing; dates of another year have theirs."""
    report = judged(
        PLAN, {"p": rated(0.5) + project, "gone": "screens: [{name: law, passed: false, because: unsafe}]\n"}
    )
    assert lines(attention.stuck(report)) == ([f"p: {says}"] if says else [])


def test_a_project_that_went_on_is_not_stuck() -> None:
    """A way back that was followed by a move forward holds nothing up any more."""
    back = (("2019-01-01", "planning", ""), ("2019-02-01", "data", ""), ("2019-03-01", "planning", "easier-task"))
    assert lines(attention.stuck(judged(PLAN, {"p": rated(0.5) + moves(*back)}))) != []
    went_on = judged(PLAN, {"p": rated(0.5) + moves(*back, ("2019-04-01", "data", ""))}, stage="data")
    assert lines(attention.stuck(went_on)) == []


@pytest.mark.parametrize(("project", "says"), CASES["test_decide_says_what_a_meeting_must_settle"])
def test_decide_says_what_a_meeting_must_settle(project: str, says: str | None) -> None:
    """Exactly these words, or nothing."""
    assert lines(attention.decide(judged(PLAN, {"p": rated(0.5) + project}))) == ([f"p: {says}"] if says else [])


RECORDS = (
    rated(0.5)
    + TABLE
    + "rules:\n"
    + "  keep: {rule: threshold, label: Threshold, optimise: precision, subject_to: ['recall > 0.6']}\n"
    + "  best: {rule: metric, label: Best recall, metric: recall}\ndecide_by: best\n"
    + "rule_history: [{since: 2019-04-10, rule: keep}, {since: 2019-05-10, rule: best}]\n"
    + "decisions: [{date: 2019-05-20, decision: Go on}, {date: 2019-04-01, decision: Too early}]\n"
    + "milestones: [{date: 2019-05-11, title: Pilot, done: true}, {date: 2019-05-12, title: Never reached}]\n"
    + "baselines:\n"
    + "".join(f"  - {{id: b{at}, kind: scripted, values: {{recall: 0.{at}}}, measured: 2019-05-20}}\n" for at in (1, 2))
)


def test_changed_tells_the_dated_records_newest_first() -> None:
    """Records of one day are one line; what was not reached, or is older than the window, is none."""
    report = judged(PLAN, {"p": RECORDS})
    assert [(item.when, item.text) for item in changed(report)] == [
        (date(2019, 5, 20), "decided: Go on; new measurement: b1 and b2"),
        (date(2019, 5, 11), "milestone reached: Pilot"),
        (date(2019, 5, 10), 'selection rule changed: "Threshold" → "Best recall"'),
        (date(2019, 4, 10), 'selection rule: "Threshold"'),
    ]
    assert group(report, "changed").note == "since 2 April"


def test_changed_tells_moves() -> None:
    """Where a project came from and went to, with the reason of a way back."""
    steps = moves(("2019-04-02", "planning", ""), ("2019-04-20", "data", ""), ("2019-05-02", "planning", "easier-task"))
    assert [item.text for item in changed(judged(PLAN, {"p": rated(0.5) + steps}))] == [
        "back from data collection to planning: a different task is easier to label",
        "now in data collection",
        "started with planning",
    ]


@given(st.lists(st.integers(-200, 40), max_size=12))
def test_exactly_the_records_of_the_window_are_told(ages: list[int]) -> None:
    """Both ends of the window belong to it; what is dated ahead of the plan does not."""
    days = [date(2019, 6, 1) + timedelta(days=age) for age in ages]
    entries = "".join(f"  - {{date: {day}, decision: D{at}}}\n" for at, day in enumerate(days))
    report = judged(PLAN, {"p": rated(0.5) + (f"decisions:\n{entries}" if entries else "")})
    told = [(item.when, text) for item in changed(report) for text in item.text.split("; ")]
    expected = [(day, f"decided: D{at}") for at, day in enumerate(days) if -WINDOW <= ages[at] <= 0]
    assert sorted(told) == sorted(expected)  # type: ignore[type-var]
    assert [when for when, _ in told] == sorted((when for when, _ in told), reverse=True)  # type: ignore[type-var]


def test_a_quiet_plan_says_so() -> None:
    """Nothing dated of late is said in one line; without a project there is nothing to say."""
    said = group(judged(PLAN, {"p": rated(0.5)}), "changed")
    assert (said.items, said.nothing) == ((), "Nothing is recorded since 2 April.")
    assert attention.groups(judged(PLAN, {})) == []


@given(st.integers(0, 5000))
def test_a_group_never_has_more_lines_than_it_may(count: int) -> None:
    """The first items, and none where there are none."""
    items = tuple(AttentionItem(f"p{at}", "") for at in range(count))
    assert Group("stuck", "Stuck", items).shown == items[: min(count, LINES)]


@settings(max_examples=5)
@given(st.integers(LINES + 1, 40))
def test_a_page_of_many_projects_has_no_long_list(count: int) -> None:
    """However many are stuck, the portfolio's summary has a bounded number of lines, a folded list below has all."""
    report = judged(PLAN, {f"p{at}": rated(0.5) + "uses: {infrastructure: [rig]}\n" for at in range(count)})
    home = composed(report)["index.md"]
    summary = home.partition('<div class="pp-news">')[2].partition("\n</div>")[0]
    assert summary.count("<li") <= (LINES + 1) * len(attention.groups(report))
    assert f'<a href="#what-is-stuck">and {count - LINES} more</a>' in summary
    folded = home.partition("\n## What is stuck\n")[2].partition("</details>")[0]
    assert folded.count("Waiting for Test rig (does not exist yet)") == count


@pytest.mark.parametrize(
    ("project", "caption"),
    [
        (rated(0.9), "All projects by priority: ● first; the rule marks the cut-off"),
        ("", "All projects by priority"),  # the first site that somebody sees
    ],
)
def test_the_ranking_explains_only_the_marks_that_it_has(project: str, caption: str) -> None:
    """Without a rated project there is neither a mark nor a line to explain."""
    home = composed(judged(PLAN, {"p": project}))["index.md"]
    assert re.sub("<[^>]+>", "", home.partition("<caption>")[2].partition("</caption>")[0]) == caption


@pytest.mark.process
def test_the_head_line_of_the_demonstration() -> None:
    """The day in full, the number of projects, and for how many there is room."""
    report = judged_demonstration()
    plan = report.plan
    assert plan.capacity is not None and plan.as_of == date(2019, 6, 1)
    assert status(plan) == f"1 June 2019 · {len(plan.projects)} projects · room for {plan.capacity.projects} at once"


@pytest.mark.process
def test_every_change_of_the_demonstration_is_written_in_its_files() -> None:
    """Each line's day stands in the project's own file, beside the title, decision or name that the line tells, or in a
    file of decisions with what was asked."""
    report = judged_demonstration()
    told = list(changed(report))
    assert len(told) > LINES
    records = "".join(path.read_text("utf-8") for path in (ROOT / "content" / "meetings").glob("*.decisions.yml"))
    for item in told:
        text = (ROOT / "content" / "projects" / item.project / "project.yml").read_text(encoding="utf-8")
        assert item.when is not None and item.when.isoformat() in text + records
        for part in item.text.split("; "):
            if part.startswith(("decided: ", "reached: ")):
                words = part.split(": ", 1)[1]
                own = any(words in line and item.when.isoformat() in line for line in text.splitlines())
                assert own or words.rpartition(" ")[0] in records, part


@pytest.mark.process
def test_a_link_to_a_group_leads_to_its_heading() -> None:
    """`and 3 more` leads to the anchor that Markdown makes of the heading above all of them, or to a page."""
    found = {group.key: group.all_at for group in attention.groups(judged_demonstration())}
    assert found == {**{key: f"#{slugify(title, '-')}" for key, title in attention.LONG.items()}, "changed": WEEKS}


def test_what_is_stuck_says_for_how_long() -> None:
    """From the earliest day of all that holds it up; where no day is known, nothing is said of it."""
    stays = moves(("2019-01-02", "planning", ""), ("2019-05-02", "data", ""), ("2019-05-12", "planning", "easier-task"))
    rig = "uses: {infrastructure: [rig]}\n"
    report = judged(PLAN, {"a": rated(0.5) + stays + rig, "b": rated(0.4) + rig})
    assert [(item.project, item.when) for item in attention.stuck(report)] == [("a", date(2019, 5, 12)), ("b", None)]
    [_, lines, _] = attention.short_attention(report)
    assert isinstance(lines.blocks[-1], Bullets)
    assert [str(line.lead) for line in lines.blocks[-1].lines] == ["20 days", ""]


def test_changes_of_a_week_begin_with_what_follows_most_from() -> None:
    """An end before a decision, a decision before a measurement, whatever their days; the newest week first."""
    ended = "status: {state: done, since: 2019-05-27}\n"
    report = judged(PLAN, {"p": RECORDS, "q": rated(0.4) + ended + "decisions: [{date: 2019-05-31, decision: Hand over}]\n"})
    told = [(section.title, [str(line.text) for block in section.blocks if isinstance(block, Bullets) for line in block.lines])
            for section in weeks(report)]  # fmt: skip
    assert told[0][0] == ""
    assert told[1] == ("Week of 27 May", ["done", "decided: Hand over"])
    assert [title for title, _ in told[2:]] == ["Week of 20 May", "Week of 6 May", "Week of 8 Apr"]


def test_a_measurement_comes_after_what_is_older_and_matters_more() -> None:
    """On the portfolio, where there is room for few."""
    measured = "baselines: [{id: b, kind: scripted, values: {recall: 0.3}, measured: 2019-05-30}]\n"
    decided = "decisions: [{date: 2019-05-02, decision: Go on}]\n"
    found = group(judged(PLAN, {"p": rated(0.5) + TABLE + measured + decided}), "changed")
    assert [item.text for item in found.items] == ["decided: Go on", "new measurement: b"]
