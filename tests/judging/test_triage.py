"""METHOD section 6.1: which requirement is a threshold, which metric is optimised next, which ones wait."""

import json
import math
from collections.abc import Mapping, Sequence
from datetime import date
from functools import cache
from pathlib import Path
from typing import Any

import pytest
import yaml
from hypothesis import given
from hypothesis import strategies as st

from planpress.document.blocks import Bullets, Paragraph, Section, Table
from planpress.document.keyed_texts import whole
from planpress.explanations import explain
from planpress.formats.plan_json import projects_json
from planpress.judging.triaging import distance
from planpress.model.metrics import Bound
from planpress.model.project_parts import Requirement
from planpress.model.report import Report
from planpress.model.triage import Triage, TriageRole
from planpress.reading.disk import DiskTree
from planpress.rules.metric import MetricRule
from planpress.sections import Subject
from planpress.sections.metric_triage import SECTION
from planpress.workflows.check_plan import check, conclude
from tests.conftest import ROOT
from tests.explanations.evaluating import gives
from tests.judging.building import judged
from tests.planning import AXES
from tests.planning import judged as report_on

WRITTEN = yaml.safe_load(Path(__file__).with_name("triage.yml").read_text("utf-8"))


@cache
def demonstration() -> Report:
    return conclude(check(DiskTree(ROOT), lambda: date(2019, 6, 1)))


def small(case: Mapping[str, Any]) -> Report:
    """A plan with the project `p` of a case."""
    keys = {key: value for key, value in case.items() if key not in ("title", "expect", "again", "differs", "says", "models", "spread")}
    rows = [{"model": name, **values} for name, values in case.get("models", {}).items()]
    models = {"models": {"rows": rows}} if rows else {}
    return report_on(AXES + yaml.safe_dump({"metrics": WRITTEN["metrics"]}), {"p": yaml.safe_dump({**keys, **models}, sort_keys=False)})


def section(report: Report, name: str) -> Section | None:
    return SECTION.of(Subject(name, report))


def roles(report: Report, name: str) -> Mapping[str, list[str]]:
    """Role, models, baselines and distance of each requirement as the section has them, by what it is explained as."""
    found = section(report, name)
    assert found is not None and isinstance(found.blocks[0], Table)
    triaged = report.evaluations[name].triage
    assert triaged is not None
    rows = zip(found.blocks[0].rows, triaged.requirements, strict=True)
    return {
        row.key.partition(".triage.")[2]: [one.role, *(str(row.cells[at].text) for at in (2, 3)), str(row.cells[4].note)]
        for row, one in rows
    }


def says(report: Report, name: str) -> list[str]:
    """What stands below the table."""
    found = section(report, name)
    blocks = found.blocks[1:] if found else ()
    lines = [line for block in blocks if isinstance(block, Bullets) for line in block.lines]
    paragraphs = [str(block.text) for block in blocks if isinstance(block, Paragraph)]
    return [*paragraphs, *(whole(line.lead, line.text, line.note) for line in lines)]


def holds(report: Report, name: str, expected: Mapping[str, Any], wanted: Mapping[str, list[str]] | None) -> None:
    found = report.evaluations[name].triage
    assert (found is None) == (section(report, name) is None) == (wanted is None)
    if found is None:
        return
    assert roles(report, name) == wanted
    assert (found.revisit.value if found.revisit else None) == pytest.approx(expected.get("again"), abs=1e-9)
    names = list(roles(report, name))
    differ = [each for each, one in zip(names, found.requirements, strict=True) if one.differs]
    assert differ == expected.get("differs", [])
    assert says(report, name) == expected.get("says", says(report, name))
    rows = section(report, name).blocks[0].rows
    spread = {row.key.partition(".triage.")[2]: str(row.cells[5].text) for row in rows}
    assert spread == expected.get("spread", spread)


@pytest.mark.parametrize("name", WRITTEN["facts"])
def test_the_demonstration_plan(name: str) -> None:
    """The lecture's example as METHOD has it; what has ended, and what has no requirement, is asked nothing."""
    expected = WRITTEN["facts"][name] or {}
    holds(demonstration(), name, expected, expected.get("requirements"))


@pytest.mark.parametrize("case", WRITTEN["cases"], ids=lambda case: case["title"])
def test_triage(case: Mapping[str, Any]) -> None:
    """Roles, counts, distances, when to look again, and what is remarked."""
    holds(small(case), "p", case, case["expect"])


@pytest.mark.parametrize("case", WRITTEN["cases"], ids=lambda case: case["title"])
def test_the_same_in_plan_json_and_in_explanations(case: Mapping[str, Any]) -> None:
    """Every distance that is a number has a formula that gives it; what is infinite is null."""
    report = small(case)
    found, (project,) = report.evaluations["p"].triage, projects_json(report)
    json.dumps(project, allow_nan=False)
    assert (project["triage"] is None) == (found is None)
    topics = {topic.title: topic.explanations for topic in explain(report, "p")}
    explained = {one.subject: one for one in topics.get("Triage of metrics", ())}
    if found is None:
        assert explained == {}
        return
    assert [one["role"] for one in project["triage"]["requirements"]] == [one.role for one in found.requirements]
    revisit = ["p.revisit"] if found.revisit else []
    assert list(explained) == [*(f"p.triage.{name}" for name in roles(report, "p")), *revisit]
    for one in explained.values():
        assert gives(one.numbers, one.value) if one.numbers else not one.value[0].isdigit()


def test_the_spread_and_the_best() -> None:
    """Printed in the metric's unit, with the model."""
    found = section(demonstration(), "pose")
    assert found is not None and isinstance(found.blocks[0], Table)
    cells = [[whole("", cell.text, cell.note) for at, cell in enumerate(row.cells) if at not in (2, 3)] for row in found.blocks[0].rows]
    assert cells == [
        ["Position error, below 1 cm", "Limit, rule: limit", "0.75 cm (net-a), 0.75 times the limit", "0.75 to 1.25 cm"],
        ["Angular error, below 5 degrees", "Optimise, rule: optimised", "57 degrees (net-e), 11.4 times the limit", "57 to 63 degrees"],
        ["Inference time, at most 100 ms", "Wait, rule: left out", "290 ms (net-a), 2.9 times the limit", "290 to 320 ms"],
    ]


ERRORS, SHARES = ("position", "angle", "time"), ("precision", "recall")
OPERATORS = {**dict.fromkeys(ERRORS, "<="), **dict.fromkeys(SHARES, ">=")}
VALUES = {**dict.fromkeys(ERRORS, st.sampled_from([0.0, 0.5, 1.0, 2.0, 3.0, 40.0])), **dict.fromkeys(SHARES, st.sampled_from([0.0, 0.2, 0.5, 0.9, 1.0]))}
ROW = st.fixed_dictionaries({}, optional=VALUES)
LIMITS = st.fixed_dictionaries({}, optional=VALUES)


def triaged(rows: Sequence[tuple[str, Mapping[str, float]]], limits: Mapping[str, float]) -> Triage | None:
    """The triage of models with these limits, under a rule that optimises the angle."""
    required = tuple(Requirement(Bound(metric, OPERATORS[metric], limit)) for metric, limit in limits.items())
    return judged(dict(rows), {"r": MetricRule("metric", "angle")}, requirements=required).triage


def by_metric(found: Triage | None) -> Mapping[str, tuple[TriageRole, str | None, float | None, bool]]:
    return {one.bound.metric: (one.role, one.best, one.distance, one.differs) for one in found.requirements} if found else {}


@given(st.lists(ROW, min_size=1, max_size=4), LIMITS, st.randoms())
def test_no_order_matters(rows: list[Mapping[str, float]], limits: Mapping[str, float], random: Any) -> None:
    """Neither that of the models nor that of the requirements; nor does what is met or not depend on any other."""
    named = list(zip("abcd", rows, strict=False))
    found = triaged(named, limits)
    shuffled, turned = random.sample(named, len(named)), dict(random.sample(list(limits.items()), len(limits)))
    again = triaged(shuffled, turned)
    assert by_metric(again) == by_metric(found)
    assert (again and again.revisit and again.revisit.value) == (found and found.revisit and found.revisit.value)
    for metric, limit in limits.items():
        alone = by_metric(triaged(named, {metric: limit}))
        if metric in alone and found is not None:
            role, whole_role = alone[metric][0], by_metric(found)[metric][0]
            assert whole_role == role or (role, whole_role) == ("optimise", "wait")


@given(st.lists(ROW, min_size=1, max_size=4), LIMITS, st.sampled_from(ERRORS), st.sampled_from([1e-3, 0.1, 7.0, 1e6]))
def test_units_change_no_role(rows: list[dict[str, float]], limits: dict[str, float], metric: str, factor: float) -> None:
    """An error in millimetres has the roles of the same in metres; the value to look again at is scaled with it."""

    def scaled(values: Mapping[str, float]) -> Mapping[str, float]:
        return {name: value * factor if name == metric else value for name, value in values.items()}

    named = list(zip("abcd", rows, strict=False))
    found, again = triaged(named, limits), triaged([(name, scaled(row)) for name, row in named], scaled(limits))
    assert {name: one[0] for name, one in by_metric(found).items()} == {name: one[0] for name, one in by_metric(again).items()}
    if found and found.revisit:
        assert again and again.revisit
        wanted = scaled({found.revisit.metric: found.revisit.value})[found.revisit.metric]
        assert (again.revisit.metric, again.revisit.value) == (found.revisit.metric, pytest.approx(wanted))


@given(st.lists(ROW, min_size=1, max_size=4), LIMITS)
def test_the_value_to_look_again_at(rows: list[Mapping[str, float]], limits: Mapping[str, float]) -> None:
    """There the optimised metric is as near as the farthest that waits; it is between the best value and the limit."""
    found = triaged(list(zip("abcd", rows, strict=False)), limits)
    if found is None or found.revisit is None:
        assert found is None or len({one.bound.metric for one in found.of("optimise")}) != 1 or not any(
            one.distance is not None for one in found.of("wait")
        ) or found.of("optimise")[0].distance in (None, math.inf)
        return
    one, value = found.revisit.optimised, found.revisit.value
    assert one.value is not None
    assert distance(value, one.bound.limit, one.perfect, one.bound.better) == pytest.approx(found.revisit.waiting.distance)
    low, high = sorted((one.value, one.bound.limit))
    assert low - 1e-9 <= value <= high + 1e-9
    assert all((each.distance or 0) <= (one.distance or 0) for each in found.of("wait"))
