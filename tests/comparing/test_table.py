"""The table in cases.yml: every kind of edit, all that a comparison says of it, and that the way back is the opposite."""

import re
import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path
from typing import NamedTuple

import pytest
import yaml

from planpress.comparing.gates import outcomes, read_gates
from planpress.comparing.value_diff import replay
from planpress.files.bundled_templates import bundled_templates
from planpress.model.change import Change, Comparison
from planpress.model.site_pages import PLACEHOLDER, Page
from planpress.pages import compose
from planpress.pages.templates import Composer
from planpress.reading.written_plan import read_written_plan, read_written_project
from planpress.workflows.check_plan import check, conclude
from tests.comparing.building import BASE, POSE, Edits, compared, edited, sides

Pairs = tuple[tuple[str, str], ...]


class Case(NamedTuple):
    title: str
    edits: Edits = {}
    expected: str = ""


CASES = [Case(**one) for one in yaml.safe_load(Path(__file__).with_name("cases.yml").read_text(encoding="utf-8"))]
each = pytest.mark.parametrize("case", CASES, ids=[case.title for case in CASES])


@each
def test_what_an_edit_does(case: Case) -> None:
    """The edits, the changes that follow with their causes, and the goalposts, in this order and no others."""
    comparison = compared(BASE, edited(case.edits))
    lines = [f"~ {edit.words}" for edit in comparison.edits]
    lines += map(_line, comparison.changes)
    lines += [f"! {goalpost.sentence}" for goalpost in comparison.goalposts]
    assert lines == case.expected.strip().splitlines()


def _line(change: Change) -> str:
    """A change in one line; of scores and definitions only the kind and the project."""
    if change.level in ("score", "definition"):
        return f"{change.kind} {change.project or 'plan'}"
    if change.level == "finding":
        return f"{change.subject} {(change.now or change.was or '')[:5]} {change.project or 'plan'}"
    how = change.cause.how if change.cause else "?"
    others = [f"{one.project} {one.way}" for one in change.cause.passing] if change.cause else []
    why = ", ".join([how, *others]) if change.kind != "project" else change.subject
    subject = f" {change.subject}" if change.subject and change.kind != "project" else ""
    return f"{change.kind} {change.project}{subject}: {change.was or '-'} > {change.now or '-'} ({why})"


@each
def test_the_way_back_is_the_opposite(case: Case) -> None:
    """With the sides swapped the same conclusions change, what was is what is, and edits are taken back."""
    there, back = compared(BASE, edited(case.edits)), compared(edited(case.edits), BASE)
    named = {after: before for before, after in there.renamed.items()}
    forth = {(one.kind, named.get(one.project or "", one.project), one.subject, one.was, one.now) for one in _turned(there)}
    assert forth == {(one.kind, one.project, one.subject, one.now, one.was) for one in _turned(back)}
    assert len(there.edits) == len(back.edits)


def _turned(comparison: Comparison) -> list[Change]:
    return [one for one in comparison.changes if one.level in ("conclusion", "score") and one.kind != "project"]


@each
def test_edits_replayed_make_the_head(case: Case) -> None:
    """All edits made on the base give the head, value by value."""
    comparison, two = compared(BASE, edited(case.edits)), sides(BASE, edited(case.edits))
    old, head = ({name: read_written_project(tree, name) for name in tree.listing().folders} for tree in (two.old, two.new))
    of_plan = [edit.difference for edit in comparison.edits if edit.project is None and edit.difference]
    assert replay(read_written_plan(two.old).data, of_plan) == read_written_plan(two.new).data
    names = {comparison.renamed.get(name, name): name for name in old}
    for name in names.keys() & head.keys():
        own = [edit.difference for edit in comparison.edits if edit.project == name and edit.difference]
        if case.title not in ("baselines in another order", "a threshold with other blanks"):
            before, after = old[names[name]], head[name]
            assert before is not None and after is not None
            assert replay(before.value(), own) == after.value()


@each
def test_shares_add_up_to_the_change(case: Case) -> None:
    """The contributions to a changed number sum to the change."""
    for change in compared(BASE, edited(case.edits)).at("score"):
        if change.contributions:
            assert sum(share.value for share in change.contributions) == pytest.approx(change.amount, abs=1e-9)


_OF_DRAWS = re.compile(r"draws|rank_interval|within_capacity")


@each
def test_pages_that_change_are_named(case: Case) -> None:
    """Both sides are composed without charts: what differs is named, but for the shares of draws."""
    new = edited(case.edits)
    before, after = _pages(dict(BASE)), _pages(new)
    differ = {path for path in after if before.get(path) != after[path]}
    assert differ - {page.path for page in compared(BASE, new).pages} == set()


def _pages(files: dict[str, str]) -> dict[str, str]:
    two = sides(files, files)
    made = compose(conclude(check(two.new, two.day)), Composer([str(bundled_templates())]))
    return {page.path: "\n".join(_told(page)) for page in made}


def _told(page: Page) -> Iterator[str]:
    text = PLACEHOLDER.sub(lambda found: page.fragments[int(found[1])].html, page.markdown)
    return (line for line in text.splitlines() if not _OF_DRAWS.search(line))


def test_there_are_many_kinds_of_edits() -> None:
    """The table is long, has no case twice, and cases in which nothing follows."""
    assert len({case.title for case in CASES}) == len(CASES) > 60
    assert sum(not case.expected.strip() for case in CASES) >= 6


@pytest.mark.process
def test_a_comparison_does_without_the_extra_site() -> None:
    """Neither Jinja nor charts, pandas or numpy are imported."""
    code = (
        "import sys, planpress.workflows.compare_plans, planpress.comparing.gates, planpress.formats.diffs;"
        "sys.exit(bool({'jinja2', 'altair', 'pandas', 'numpy', 'mkdocs'} & set(sys.modules)))"
    )
    assert subprocess.run([sys.executable, "-c", code], check=False).returncode == 0


def test_what_a_decision_wrote_down_is_a_goalpost() -> None:
    """Whoever changes it afterwards makes what was open settled: it is said, and by which value it would be open."""
    settles = "decisions: [{date: 2019-05-01, decision: keep the threshold, settles: {winner: %s}}]"
    written = {name: edited({POSE: ((DECISIONS, settles % name),)}) for name in ("net-2", "net-3")}
    found = compared(written["net-3"], written["net-2"])
    assert [one.sentence for one in found.goalposts] == [
        "What a decision wrote down moved after results were in the table. With net-3 the winner stays open: "
        "the rule picks net-2 (decided earlier; on 1 May 2019 the rule picked net-3)."
    ]
    assert [one.kind for one in found.at("conclusion")] == ["open"]
    outcome, = outcomes(found, read_gates("goalpost"))
    assert outcome.reasons and not next(outcomes(compared(BASE, BASE), read_gates("decision,open,status"))).reasons


DECISIONS = "decisions: [{date: 2019-05-01, decision: keep the threshold}]"
HARD = ("metric: recall, at_least: 0.65", "metric: recall, at_least: 0.96")
BACK = ("to: training}\n", "to: training}\n  - {date: 2019-05-01, to: planning, because: task-too-hard}\n")
ON = ("to: training}\n", f"{BACK[1]}  - {{date: 2019-05-20, to: data}}\n")


@pytest.mark.parametrize(
    ("before", "after", "now", "how"),
    [
        ((), ((DECISIONS, f"{DECISIONS[:-2]}, settles: {{hint: task-too-hard}}}}]"),), "closes", "alone"),
        ((), (("stage: training", "stage: planning"), BACK), "closes", "together"),
        ((("stage: training", "stage: planning"), BACK), (("stage: training", "stage: data"), ON), "opens", "together"),
        ((), (("requirements:\n", "status: {state: paused, since: 2019-05-20}\nrequirements:\n"),), None, None),
        ((), (("title: Pose\n", "title: Poses\n"),), None, None),
    ],
    ids=["a decision", "a way back", "and forward again", "a pause, which its status says", "nothing to it"],
)
def test_what_answers_a_hint(before: Pairs, after: Pairs, now: str | None, how: str | None) -> None:
    """A decision or a way back closes it, and the way forward again opens it, each with its edits as the cause."""
    found = compared(edited({POSE: (HARD, *before)}), edited({POSE: (HARD, *after)}))
    hints = [one for one in found.at("conclusion") if one.subject == "hint task-too-hard"]
    assert [(one.label, one.cause and one.cause.how) for one in hints] == ([(now, how)] if now else [])
