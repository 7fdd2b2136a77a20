"""Every explanation is true: its formula gives its value, and its places hold its inputs."""

import re
from collections.abc import Iterator

import pytest
from hypothesis import given
from hypothesis import strategies as st

import planpress
from planpress.explanations import explain, explain_loads
from planpress.explanations.working import MEASURED, worked
from planpress.model.explanation import Explanation, Input
from planpress.model.ranking import QUADRANT_LABELS
from planpress.model.wording import fixed, number
from tests.conftest import PLANS, ROOT
from tests.explanations.evaluating import evaluate, gives
from tests.golden.renew import CASES

pytestmark = pytest.mark.process

ROOTS = {"demonstration": ROOT, "decided": PLANS / "decided", **{case.name: case for case in sorted(CASES.iterdir())}}
WITHOUT_NUMBERS = ("unknown", "not measured", "nothing is chosen", "rejected", "not judged", "holds", "open again",
                   "settled", "at the limit", "farther than any multiple", "no multiple")  # fmt: skip
FACTS = (".rank_interval", ".quadrant", ".status", ".in_use", ".decided", ".lifecycle.days", ".lifecycle.undeployed")
"""Subjects that no formula gives; nor does one give the days between two dates, nor how sure a choice is."""


@pytest.fixture(scope="module", params=ROOTS.values(), ids=ROOTS.keys())
def report(request: pytest.FixtureRequest) -> planpress.Report:
    return planpress.load(request.param)


def explanations(report: planpress.Report) -> Iterator[Explanation]:
    for name in report.evaluations:
        for topic in explain(report, name):
            yield from topic.explanations
    yield from explain_loads(report)


def with_children(report: planpress.Report) -> Iterator[Explanation]:
    return (part for one in explanations(report) for part in (one, *one.children))


def inputs(report: planpress.Report) -> Iterator[tuple[Explanation, Input]]:
    return ((one, part) for one in with_children(report) for part in one.inputs)


def test_the_formula_with_numbers_gives_the_value(report: planpress.Report) -> None:
    """Worked out as it is printed, each formula gives the number before it, to the last digit shown."""
    checked = [one for one in with_children(report) if one.numbers]
    assert len(checked) > 40
    wrong = [(one.subject, one.value, one.numbers) for one in checked if not gives(one.numbers, one.value)]
    assert wrong == []


def test_every_number_has_its_formula(report: planpress.Report) -> None:
    """Only what has no value, or is written and not computed, is without numbers."""
    bare = {one.subject for one in explanations(report) if not one.numbers and one.value not in WITHOUT_NUMBERS}
    assert {subject for subject in bare if not subject.endswith(FACTS) and not re.search(r"\.(stuck|certainty|metrics)\b", subject)} == set()


def test_the_numbers_are_those_of_the_report(report: planpress.Report) -> None:
    """The value of an explanation is the computed one, not one that its own formula made."""
    found = {one.subject: one for one in explanations(report)}
    for entry in (*report.ranking.ordered, *report.ranking.unscored):
        wanted = {
            "priority": entry.priority.score, "impact": entry.impact.value, "feasibility": entry.feasibility.value,
            **{f"{group.group}.{factor.factor}": factor.utility for group in (entry.impact, entry.feasibility)
               for factor in group.factors},
        }  # fmt: skip
        for name, value in wanted.items():
            assert found[f"{entry.id}.{name}"].value == ("unknown" if value is None else fixed(value)), name
    for name, evaluation in report.evaluations.items():
        for rule in evaluation.rules:
            for verdict in rule.verdicts:
                explained = found[f"{name}.rules.{rule.id}.{verdict.model}"]
                assert verdict.score is None or float(explained.value.split()[0]) == pytest.approx(
                    verdict.score, rel=6e-3
                )
                assert all(str(reason) in explained.aside for reason in verdict.because)


def test_every_input_says_where_it_is_written(report: planpress.Report, request: pytest.FixtureRequest) -> None:
    """A place is a line of a file of the plan; only the simulations are written nowhere."""
    root = ROOTS[request.node.callspec.id]
    for one, part in inputs(report):
        if part.place is None:
            assert part.name in ("simulations", "k"), (one.subject, part)
            continue
        text = (root / part.place.path).read_text(encoding="utf-8")
        assert 0 <= part.place.line <= text.count("\n") + 1, (one.subject, part)


def test_the_line_of_a_measured_value_holds_it(report: planpress.Report, request: pytest.FixtureRequest) -> None:
    """What is said to be measured stands in that line, number for number, or with more digits; of what is worked out,
    what that is made of."""
    root = ROOTS[request.node.callspec.id]
    seen = 0
    for one, part in inputs(report):
        if ".rules." not in one.subject or part.place is None or not part.value[:1].isdigit():
            continue
        line = (root / part.place.path).read_text(encoding="utf-8").splitlines()[part.place.line - 1]
        made = re.findall(r"(?<![\w.])[\d.]+", part.words.rpartition(" = ")[2].partition(" (")[0]) if part.words.startswith("= ") else [part.value]
        rounded = {f"{float(number):.6g}" for number in re.findall(r"\d+\.\d{7,}", line)}
        assert all((shown := number.split()[0]) in line or shown in rounded for number in made), (one.subject, part, line)
        seen += 1
    assert seen > 0


def test_subjects_are_there_once(report: planpress.Report) -> None:
    """No two numbers are asked for by the same name."""
    subjects = [one.subject for one in explanations(report)]
    assert len(subjects) == len(set(subjects))


@given(st.floats(0, 1), st.floats(0, 1), st.floats(0, 1))
def test_as_many_digits_as_it_takes(one: float, other: float, weight: float) -> None:
    """Whatever the operands, what is printed gives the shown value again."""
    share = float(number(weight))

    def compute(x: object) -> float:
        first, second = x  # type: ignore[misc]
        return share * float(first) + (1 - share) * float(second)

    value = compute((one, other))
    printed = worked(f"{number(share)} x {{0}} + (1 - {number(share)}) x {{1}}", (one, other), compute, fixed, value)
    if printed:
        assert fixed(evaluate(printed)) == fixed(value)


def test_a_formula_that_is_wrong_is_found() -> None:
    """Nothing is printed where no digits give the value; a negative number stands in brackets; the check can fail."""
    assert worked("{0}", [0.2], lambda x: x[0], fixed, 0.5) == ""
    assert worked("{0} - {1}", [0.5, -3.0], lambda x: x[0] - x[1], fixed, 3.5, MEASURED) == "0.5 - (-3)"
    assert gives("(1 x 0.75 + 1 x 0.50) / 2", "0.62") and not gives("(1 x 0.75 + 1 x 0.50) / 2", "0.64")
    assert gives("2 - 5", "3 cm worse") and not gives("2 - 5", "3 cm better")
    assert gives("(78 - 60) / (78 - 3)", "24 %") and not gives("(78 - 60) / (78 - 3)", "25 %")


def test_a_quadrant_says_the_side_of_each_cut(report: planpress.Report) -> None:
    """With as many digits as it takes to see it."""
    found = {one.subject: one for one in explanations(report)}
    cut = report.plan.priority.cut
    for entry in report.ranking.ordered:
        one = found[f"{entry.id}.quadrant"]
        for part, value, limit in zip(one.inputs, (entry.impact.value, entry.feasibility.value), (cut.impact, cut.feasibility), strict=True):
            assert value is not None
            high = value >= limit - 1e-9
            assert part.words.startswith("is high" if high else "is low") and (float(part.value) >= limit) == high
        pays, cheap = (part.words.startswith("is high") for part in one.inputs)
        assert one.value == QUADRANT_LABELS[{(True, True): "high-priority", (True, False): "cheaper-first", (False, True): "easy", (False, False): "leave"}[pays, cheap]]
