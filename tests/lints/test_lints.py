"""Every lint: what it finds, what it leaves alone, and what its documentation must have."""

import re
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from importlib import import_module
from pathlib import Path
from pkgutil import iter_modules
from typing import Any

import pytest
import yaml

from planpress import lints
from planpress.deciding import concluded_findings
from planpress.judging import judge
from planpress.lints.lint import Lint, ReportLint
from planpress.model.decision import MeetingDecision, MeetingRecord
from planpress.model.findings import Finding
from planpress.model.meeting import AgendaItem, Meeting
from planpress.model.numbering import numbers
from planpress.model.plan import Plan
from planpress.model.project import Project
from tests.lints.building import AS_OF, BASES, Steps, written_plan, written_project

FOLDER = Path(__file__).parent / "cases"
HEADINGS = ["What it means", "Why it matters", "What to do"]


@dataclass(frozen=True)
class Case:
    """A plan, and every finding that all lints together make in it, as rendered. `lint` is the one that it is about."""

    lint: str
    title: str
    plan: Plan
    found: tuple[str, ...]


def read(name: str) -> Iterator[Case]:
    """The cases of one file: keys of the plan and of its projects that are not as in `_bases.yml`, and what is found."""
    for written in yaml.safe_load((FOLDER / f"{name}.yml").read_text("utf-8")):
        yield Case(name, written.pop("title"), found=tuple(written.pop("finds", ())), plan=_plan(**written))


def found_in(plan: Plan) -> tuple[Finding, ...]:
    """What is found in a plan, as `planpress check` finds it: where nothing is an error, in what is concluded too."""
    found = tuple(lints.run(plan))
    if any(finding.level == "error" for finding in found):
        return found
    return (*found, *concluded_findings(plan, {project.id: judge(project, plan) for project in plan.projects}))


def _plan(
    plan: Mapping[str, Any] | None = None,
    projects: Mapping[str, Any] | None = None,
    meeting: Mapping[str, Any] | None = None,
    unreadable: Sequence[str] = (),
    records: Mapping[str, Any] | None = None,
) -> Plan:
    made = [_project(name, changes) for name, changes in (projects or {"pose": {}}).items()]
    whole = written_plan(plan or {}, *made, unreadable=tuple(unreadable))
    if records:
        found = [MeetingRecord(name, name, _decisions(one["decisions"]), Steps(name), one.get("start")) for name, one in records.items()]
        return replace(whole, records=tuple(found))
    if not meeting:
        return whole
    held = _meeting(**meeting)
    return replace(whole, meetings=(held,), records=(held.record,) if held.record else ())


def _project(name: str, changes: Mapping[str, Any]) -> Project:
    """A project in planning, or one that is `measured`, with keys of its own; a key that is null is left out."""
    base = {**BASES["project"], **(BASES["measured"] if "measured" in changes else {})}
    return written_project(name, {key: value for key, value in {**base, **changes}.items() if key != "measured"})


def _meeting(
    agenda: list[dict[str, Any]],
    decisions: Sequence[dict[str, Any]] = (),
    recorded: Sequence[dict[str, Any]] = (),
    **changes: Any,
) -> Meeting:
    """A meeting on the day of the plan; items without a number get theirs. What is `recorded` has its own file."""
    items = [
        AgendaItem(**{"number": 0, **item, "compare": tuple(item.get("compare", ()))}, number_written="number" in item)
        for item in agenda
    ]
    numbered = zip(items, numbers([item.subject for item in items]), strict=True)
    placed = tuple(replace(item, number=number) for item, number in numbered)
    record = MeetingRecord("june", "june.decisions", _decisions(recorded), Steps("june.decisions"))
    meeting = Meeting(
        "june", "june", "June", AS_OF, placed, decisions=_decisions(decisions), record=record, places=Steps("june")
    )
    return replace(meeting, **changes)


def _decisions(written: Sequence[dict[str, Any]]) -> tuple[MeetingDecision, ...]:
    return tuple(MeetingDecision(**{"projects": (), **decision}) for decision in written)


CASES = [case for lint in lints.EVERY for case in read(lint.kind.name)]

each_lint = pytest.mark.parametrize("lint", lints.EVERY, ids=lambda lint: lint.kind.name)


@pytest.mark.parametrize("case", CASES, ids=lambda case: f"{case.lint} {case.title}")
def test_finds_exactly(case: Case) -> None:
    """The lints together find what the case says, word for word, and nothing else."""
    assert tuple(str(finding) for finding in found_in(case.plan)) == case.found


@each_lint
def test_has_cases_of_both_kinds(lint: Lint | ReportLint) -> None:
    """A lint without a case that it fires in is not tested; one without a near miss may fire at everything."""
    cases = [found_in(case.plan) for case in CASES if case.lint == lint.kind.name]
    assert {lint.kind.code in {finding.code for finding in found} for found in cases} == {True, False}


@each_lint
def test_documentation_has_its_three_headings(lint: Lint | ReportLint) -> None:
    """A page of documentation has a title and the three sections, in order and none of them empty."""
    title, *sections = re.split(r"^## (.+)\n", lint.kind.documentation, flags=re.MULTILINE)
    assert re.fullmatch(r"# \S.*\n\n", title)
    assert sections[::2] == HEADINGS
    assert all(len(text.strip()) > 30 for text in sections[1::2])


@each_lint
def test_examples_are_yaml(lint: Lint | ReportLint) -> None:
    """An example in the documentation can be copied: each of its parts is YAML."""
    for example in re.findall(r"^```yaml\n(.+?)^```", lint.kind.documentation, flags=re.MULTILINE | re.DOTALL):
        for part in re.split(r"^# (?:before|after).*\n", example, flags=re.MULTILINE):
            yaml.safe_load(part)


def test_codes_are_unique_and_ordered() -> None:
    """Both rooms are in the order of the codes, and no code or name stands for two kinds."""
    for room in (lints.ALL, lints.OF_REPORT):
        codes = [lint.kind.code for lint in room]
        assert codes == sorted(codes)
    codes = [lint.kind.code for lint in lints.EVERY]
    assert len(set(codes)) == len(codes)
    assert all(re.fullmatch(r"PP[246]\d\d", code) for code in codes)
    assert len({lint.kind.name for lint in lints.EVERY}) == len(codes)


def test_every_lint_is_in_all_under_its_name() -> None:
    """A lint of the room that is forgotten in `ALL` would check nothing; its name is that of its finding."""
    modules = [import_module(f"planpress.lints.{module.name}") for module in iter_modules(lints.__path__)]
    found = {name: value for module in modules for name, value in vars(module).items() if isinstance(value, Lint | ReportLint)}
    assert found == {lint.kind.name.replace("-", "_"): lint for lint in lints.EVERY}


def test_every_case_is_about_a_lint() -> None:
    """A file of cases under a name that no lint has would count for nothing."""
    assert {path.stem for path in FOLDER.glob("[!_]*.yml")} == {lint.kind.name for lint in lints.EVERY}


def test_messages_are_one_line_and_lower_case() -> None:
    """A message begins in lower case or with what was written, is one line, and does not end with a full stop."""
    messages = [finding.message for case in CASES for finding in found_in(case.plan)]
    assert len(messages) > len(lints.EVERY)
    for message in messages:
        assert re.fullmatch(r'[a-z"\d\[-][^\n]*[^\n.]|.*\.\.\.\}', message), message


def test_nothing_is_found_in_a_valid_plan() -> None:
    """A plan that uses every part of the format, and uses it well, has no findings."""
    (valid,) = read("_valid")
    assert found_in(valid.plan) == ()
