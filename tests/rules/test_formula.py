"""Formulas: what they compute, what they refuse and in which words, and that no text does anything else."""

import ast
import math
import warnings
from pathlib import Path

import pytest
import yaml
from hypothesis import example, given, settings
from hypothesis import strategies as st

from planpress.model.metrics import Metric
from planpress.model.rule import Judgement
from planpress.rules.formula import DEEPEST, FUNCTIONS, LONGEST, FormulaRule, evaluate, formula_problem

VALUES = {"a": 0.5, "b": 2.0, "정밀도": 0.25, "min": 7.0}
METRICS = {name: Metric("higher") for name in VALUES}
WRITTEN = yaml.safe_load((Path(__file__).parent / "formulas.yml").read_text("utf-8"))

NO_EXPRESSION = "is no expression; write it as 0.7 * precision + 0.3 * recall"
TOO_LONG = "is longer than 500 characters; add a column to the table instead"
TOO_DEEP = "is nested more than 100 deep; add a column to the table instead"
PROBLEMS = {
    "9" * 400 + " * a": "holds a number that is too large",
    "(" * 150 + "a" + ")" * 150: None, "(" * 240 + "a" + ")" * 240: NO_EXPRESSION,
    "-" * 99 + "a": None, "-" * 100 + "a": TOO_DEEP,
    "a" + ".a" * 240: TOO_DEEP, "a" + ".a" * 240 + "()": TOO_DEEP,
    "a" + " + a" * 99: None, "a" + "+a" * 240: TOO_DEEP,
    " " * 500 + "a": TOO_LONG, "a" * 501: TOO_LONG,
    "": NO_EXPRESSION, "   ": NO_EXPRESSION, "\0": NO_EXPRESSION, "\ud800": NO_EXPRESSION,
}  # fmt: skip
"""What cannot be written in a file of cases, or only at length."""


@pytest.mark.parametrize(("formula", "value"), WRITTEN["values"].items())
def test_values(formula: str, value: float) -> None:
    """Arithmetic, comparisons, a choice, and the six functions, on plain floats."""
    assert formula_problem(formula) is None
    assert evaluate(formula, VALUES) == pytest.approx(value, rel=1e-12)


@pytest.mark.parametrize(
    ("formula", "reason"),
    [*WRITTEN["no-value"].items(), ("a + " + "9" * 300 + " * " + "9" * 150, "the result is too large")],
)
def test_no_value(formula: str, reason: str) -> None:
    """Where a formula has no finite value it says why, and the model is not evaluated."""
    assert formula_problem(formula) is None
    assert evaluate(formula, VALUES) == reason


def test_a_model_without_a_value_is_not_evaluated() -> None:
    """A missing metric is named; a formula without a value says why; neither is a zero."""
    rule = FormulaRule("formula", "a / (b - 2)", "higher")
    assert rule.judge({"a": 1}, METRICS) == Judgement("not-evaluated", None, ("no value for b",))
    reason = "the formula has no value here: a division by zero"
    assert rule.judge(VALUES, METRICS) == Judgement("not-evaluated", None, (reason,))
    assert rule.judge({**VALUES, "b": 4}, METRICS) == Judgement("ranked", 0.25)
    assert rule.needs() == ("a", "b")


@pytest.mark.parametrize(("formula", "problem"), [*WRITTEN["problems"].items(), *PROBLEMS.items()], ids=lambda text: repr(text)[:40])
def test_what_is_refused(formula: str, problem: str | None) -> None:
    """Each attack and each slip is named by what is written; what comes near and is allowed is not."""
    assert formula_problem(formula) == problem
    if problem is not None:
        assert evaluate(formula, VALUES) == "it is not allowed"
        (found,) = FormulaRule("formula", formula, "higher").problems(METRICS)
        assert (found.key, found.code) == ("formula", "PP212") and found.message.endswith(f" {problem}")


def test_a_class_by_its_dunder_name_is_only_an_unknown_metric() -> None:
    """A bare name is looked up among the metrics and nowhere else."""
    rule = FormulaRule("formula", "__class__ + __builtins__", "higher")
    assert rule.needs() == ("__class__", "__builtins__")
    assert rule.judge(VALUES, METRICS).because == ("no value for __class__ and __builtins__",)


def test_words_and_direction() -> None:
    """A formula says itself what is better, and has no unit."""
    rules = [FormulaRule("formula", "a + b", better) for better in ("higher", "lower")]
    assert [rule.words(METRICS) for rule in rules] == ["the highest value of a + b", "the lowest value of a + b"]
    assert [rule.direction(METRICS) for rule in rules] == ["higher", "lower"]
    assert [rule.unit_of(METRICS) for rule in rules] == [None, None]
    assert list(rules[0].problems(METRICS)) == []
    (found,) = FormulaRule("formula", "1 + 1", "higher").problems(METRICS)
    assert found.message == '"1 + 1" names no metric, so every model would score the same'


TOKENS = [
    "a", "b", "min", "abs", "open", "__class__", "__import__", "x", "0", "1", "9", "16", "1e308", "0.5", "'s'", "True",
    "+", "-", "*", "/", "//", "%", "**", "^", "~", "<", "==", "and", "or", "not", "in", "is", "if", "else", "for",
    "lambda", "(", ")", "[", "]", "{", "}", ",", ":", ":=", ".", ";", "=", "f'", "'", "@", "\n", "\\", "await", "yield",
]  # fmt: skip
expressions = st.recursive(
    st.sampled_from(["a", "b", "0", "2", "9", "0.5", "1e300", "a.b", "'s'", "c"]),
    lambda inner: st.one_of(
        st.tuples(inner, st.sampled_from(["+", "-", "*", "/", "**", "<", "//", "and", "or"]), inner).map(
            lambda parts: f"({parts[0]} {parts[1]} {parts[2]})"
        ),
        st.tuples(st.sampled_from([*FUNCTIONS, "open", "a.b"]), inner).map(lambda parts: f"{parts[0]}({parts[1]})"),
        st.tuples(inner, inner).map(lambda parts: f"max({parts[0]}, {parts[1]})"),
        st.tuples(inner, inner, inner).map(lambda parts: f"({parts[0]} if {parts[1]} else {parts[2]})"),
        inner.map(lambda part: f"(-{part}) ** 16"),
    ),
    max_leaves=12,
)
texts = st.text() | st.lists(st.sampled_from(TOKENS), max_size=30).map(" ".join) | expressions

_NODES = (
    "Expression BinOp UnaryOp IfExp Compare BoolOp Call Name Constant Load Add Sub Mult Div Pow UAdd USub And Or Not "
    "Lt LtE Gt GtE Eq NotEq"
)
HARMLESS = set(_NODES.split())


@settings(deadline=None)
@given(texts)
@example("(" * 500)
@example("-" * LONGEST)
@example("9**9**9")
@example("(9**16)**16" + "**16" * 20)
@example("(((9**16)**16)**16)**16")
def test_any_text_is_judged_or_refused_and_never_raises(formula: str) -> None:
    """Whatever the text: a problem in words, or a finite score, or in words why there is none."""
    rule = FormulaRule("formula", formula, "higher")
    judgement = rule.judge(VALUES, METRICS)
    if judgement.score is None:
        assert judgement.status == "not-evaluated"
        assert judgement.because
    else:
        assert math.isfinite(judgement.score)
        assert formula_problem(formula) is None
    assert all("\n" not in problem.message for problem in rule.problems(METRICS))


@settings(deadline=None)
@given(texts)
def test_nothing_outside_the_list_passes(formula: str) -> None:
    """Read again by other code: what is allowed holds only harmless nodes, the six functions and small powers."""
    if formula_problem(formula) is not None:
        return
    with warnings.catch_warnings():
        warnings.simplefilter("ignore")
        nodes = list(ast.walk(ast.parse(" ".join(formula.split()), mode="eval")))
    assert {type(node).__name__ for node in nodes} <= HARMLESS
    for node in nodes:
        if isinstance(node, ast.Call):
            assert ast.unparse(node.func) in FUNCTIONS
        if isinstance(node, ast.BinOp) and isinstance(node.op, ast.Pow):
            assert abs(float(ast.unparse(node.right).strip("+-()"))) <= 16
        if isinstance(node, ast.Constant):
            assert type(node.value) in (int, float)


def test_a_formula_as_deep_as_allowed_is_evaluated_on_a_deep_stack() -> None:
    """Whether a formula has a value does not depend on how deep the caller's stack is."""
    formula = "-" * (DEEPEST - 1) + "a"

    def deep(levels: int) -> float | str:
        return deep(levels - 1) if levels else evaluate(formula, VALUES)

    assert formula_problem(formula) is None
    assert deep(500) == -0.5
