"""Other choices of the rule: those that are more than chance, those that are not, and those of which nobody knows."""

import json

import pytest

from planpress.comparing.gates import outcomes, read_gates
from planpress.formats.diffs import FORMATS
from planpress.formats.output_options import OutputOptions
from planpress.model.change import Change, Comparison
from tests.comparing.building import compared
from tests.small_plan import PLAN, PROJECT, P, Q, T

MODELS = PROJECT + "rules: {best: {rule: metric, metric: recall}}\nmodels: {table: models.csv%s}\n"
SURE, UNSURE = MODELS % ", uncertainty: {recall: {n: n}}", MODELS % ""


def table(**shares: float) -> str:
    return "model,recall,n\n" + "".join(f"{name},{share},1000\n" for name, share in shares.items())


def between(old: str, new: str, project: str = SURE) -> Comparison:
    return compared({P: PLAN, Q: project, T: old}, {P: PLAN, Q: project, T: new})


def winner(found: Comparison) -> Change:
    return next(one for one in found.changes if one.kind == "winner")


CASES = {
    "the data cannot tell them apart": (table(a=0.84, b=0.83), table(a=0.83, b=0.84), False, "noise"),
    "each is far ahead": (table(a=0.84, b=0.60), table(a=0.60, b=0.84), True, "conclusion"),
    "the old one is gone, and was far behind before": (table(a=0.84, b=0.60), table(b=0.84, c=0.5), True, "conclusion"),
    "the new one was not there, and is far ahead": (table(a=0.70, b=0.60), table(a=0.70, b=0.6, c=0.9), True, "conclusion"),
    "the new one was not there, and is as good": (table(a=0.70, b=0.60), table(a=0.70, b=0.6, c=0.71), False, "noise"),
    "the data before could not tell them apart": (table(a=0.84, b=0.83), table(a=0.60, b=0.84), False, "conclusion"),
    "the only one is replaced": (table(a=0.84), table(b=0.85), True, "conclusion"),
}


@pytest.mark.parametrize("case", CASES)
def test_what_is_clear(case: str) -> None:
    old, new, clear, level = CASES[case]
    change = winner(between(old, new))
    assert (change.clear, change.level) == (clear, level)


def test_without_uncertainty_on_either_side_it_is_not_known() -> None:
    """It is a changed conclusion, which the gate on clear ones lets pass."""
    change = winner(between(table(a=0.84, b=0.6), table(a=0.6, b=0.84), UNSURE))
    assert (change.clear, change.level) == (None, "conclusion")
    half = compared({P: PLAN, Q: UNSURE, T: table(a=0.84, b=0.6)}, {P: PLAN, Q: SURE, T: table(a=0.6, b=0.84)})
    assert winner(half).clear is None


@pytest.mark.parametrize(("case", "stops"), [("the data cannot tell them apart", False), ("each is far ahead", True)])
def test_the_gates(case: str, stops: bool) -> None:
    """One stops every other choice, one those that are more than chance."""
    found = between(*CASES[case][:2])
    every, clear = outcomes(found, read_gates("winner,winner:clear"))
    assert (bool(every.stopped), bool(clear.stopped)) == (True, stops)


def test_noise_is_told_among_the_details() -> None:
    found = between(*CASES["the data cannot tell them apart"][:2])
    told = "b replaces a: the data cannot tell them apart (difference 0.01, error 0.017)"
    markdown = FORMATS["markdown"](found, OutputOptions())
    assert "### Plan: no conclusion changes" in markdown
    assert "| was | is |" not in markdown
    assert f"<details><summary>1 choice that the data cannot tell apart</summary>\n\n- A project: {told}" in markdown
    assert told in FORMATS["text"](found, OutputOptions())
    (change,) = (one for one in json.loads(FORMATS["json"](found, OutputOptions()))["changes"] if one["kind"] == "winner")
    assert (change["level"], change["clear"]) == ("noise", False)
