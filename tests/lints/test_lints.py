"""Every lint: what it finds, what it leaves alone, and what its documentation must have."""

from __future__ import annotations

import re
from datetime import date
from pathlib import Path

import pytest
import yaml

from planpress import lints
from planpress.lints.lint import Lint
from planpress.model.bounds import Bound
from planpress.model.plan import Capacity
from planpress.model.project import (
    Accuracy,
    Decision,
    DesignChange,
    DiagnosisRequest,
    LifecycleStep,
    Milestone,
    Requirement,
    RuleChange,
    Screen,
    Uncertainty,
    Uses,
    Waiver,
)
from planpress.model.scales import estimate
from tests.lints.building import AS_OF, EXPERTS, PRECISE, QUICK, SCRIPT, measured, plan, project, table
from tests.lints.cases import CASES
from tests.lints.cases.case import Case

HEADINGS = ["What it means", "Why it matters", "What to do"]

FULL = measured(
    owner="Kim",
    stage=None,
    review_by=date(2019, 9, 1),
    effort=estimate([4, 6, 10]),
    milestones=(Milestone(date(2019, 5, 15), "pilot", done=True), Milestone(date(2019, 7, 1), "launch")),
    accuracy=Accuracy(0.99, now=0.9, design=(DesignChange("confirm a suggestion", 0.95),)),
    requirements=(Requirement(Bound("latency", "<=", 100)), Requirement(Bound("recall", ">", 0.6))),
    screens=(Screen("privacy review", passed=True),),
    table=table(
        {
            "net-1": {"precision": 0.9, "latency": 80, "images": 400, "train_error": 36, "val_error": 41},
            "net-2": {"precision": 0.8, "latency": 40, "images": 400, "train_error": 30, "val_error": 42},
        },
        notes={"trained on": "v2"},
    ),
    uncertainty={"precision": Uncertainty(n="images")},
    cost="latency",
    rules={"precise": PRECISE, "quick": QUICK},
    decide_by="quick",
    rule_history=(RuleChange(date(2019, 3, 1), "precise"), RuleChange(AS_OF, "quick")),
    baselines=(EXPERTS, SCRIPT),
    waivers=(Waiver("published", "nobody did this before", date(2019, 12, 1)),),
    diagnosis=DiagnosisRequest("net-2", "train_error", "val_error", "experts"),
    lifecycle=(
        LifecycleStep(date(2019, 2, 1), "planning"),
        LifecycleStep(date(2019, 3, 1), "data"),
        LifecycleStep(date(2019, 4, 2), "planning", "data-too-hard", "two of ten sites answered"),
    ),
    depends_on=("calls",),
    uses=Uses(("perception",), ("label-tool",)),
    decisions=(Decision(date(2019, 5, 2), "ship", ("lead",), "it pays", "priority"),),
)

each_lint = pytest.mark.parametrize("lint", lints.ALL, ids=lambda lint: lint.kind.name)


@pytest.mark.parametrize("case", CASES, ids=lambda case: f"{case.code} {case.title}")
def test_finds_exactly(case: Case) -> None:
    """The lints together find what the case says, word for word, and nothing else."""
    assert tuple(str(finding) for finding in lints.run(case.plan)) == case.found


@each_lint
def test_has_a_case_that_fires(lint: Lint) -> None:
    """A lint without a case that it fires in is not tested."""
    assert any(_fires(case) for case in CASES if case.code == lint.kind.code)


@each_lint
def test_has_a_near_miss(lint: Lint) -> None:
    """A lint without a case that it stays silent in may fire at everything."""
    assert any(not _fires(case) for case in CASES if case.code == lint.kind.code)


@each_lint
def test_yields_only_its_own_kind(lint: Lint) -> None:
    """A check yields findings of its own code and level, whatever the plan."""
    found = {(finding.code, finding.level) for case in CASES for finding in lint.check(case.plan)}
    assert found == {(lint.kind.code, lint.kind.level)}


@each_lint
def test_documentation_has_its_three_headings(lint: Lint) -> None:
    """A page of documentation has a title and the three sections, in order and none of them empty."""
    title, *sections = re.split(r"^## (.+)\n", lint.kind.documentation, flags=re.MULTILINE)
    assert re.fullmatch(r"# \S.*\n\n", title)
    assert sections[::2] == HEADINGS
    assert all(len(text.strip()) > 30 for text in sections[1::2])


@each_lint
def test_examples_are_yaml(lint: Lint) -> None:
    """An example in the documentation can be copied: each of its parts is YAML."""
    for example in re.findall(r"^```yaml\n(.+?)^```", lint.kind.documentation, flags=re.MULTILINE | re.DOTALL):
        for part in re.split(r"^# (?:before|after).*\n", example, flags=re.MULTILINE):
            yaml.safe_load(part)


def test_codes_are_unique_and_ordered() -> None:
    """`ALL` is in the order of the codes, and no code or name stands for two kinds."""
    codes = [lint.kind.code for lint in lints.ALL]
    assert codes == sorted(set(codes))
    assert all(re.fullmatch(r"PP[246]\d\d", code) for code in codes)
    assert len({lint.kind.name for lint in lints.ALL}) == len(codes)


def test_every_module_is_in_all_under_its_name() -> None:
    """A file of the room that is forgotten in `ALL` would check nothing; its name is that of its finding."""
    folder = Path(lints.__file__).parent
    files = {path.stem for path in folder.glob("*.py") if not path.stem.startswith("_")} - {"lint"}
    assert files == {lint.kind.name.replace("-", "_") for lint in lints.ALL}


def test_every_case_is_about_a_lint() -> None:
    """A case under a code that no lint has would count for nothing."""
    assert {case.code for case in CASES} == {lint.kind.code for lint in lints.ALL}


def test_messages_are_one_line_and_lower_case() -> None:
    """A message begins in lower case or with what was written, is one line, and does not end with a full stop."""
    messages = [finding.message for case in CASES for finding in lints.run(case.plan)]
    assert len(messages) > len(lints.ALL)
    for message in messages:
        assert re.fullmatch(r'[a-z"\d\[-][^\n]*[^\n.]|.*\.\.\.\}', message), message


def test_nothing_is_found_in_a_valid_plan() -> None:
    """A plan that uses every part of the format, and uses it well, has no findings."""
    calls = project("calls", effort=estimate(3))
    assert list(lints.run(plan(FULL, calls, capacity=Capacity(person_weeks=60)))) == []


def _fires(case: Case) -> bool:
    return any(f" {case.code} " in line for line in case.found)
