"""# formula: an expression over columns

`{rule: formula, formula: "0.7 * precision + 0.3 * recall", better: higher}`

Numbers, metrics by their ids, `+ - * / **` with a constant power, comparisons, `x if a > b else y`, and the functions
`min max abs sqrt log exp`. Nothing else: no attributes, no other calls, no loops. A formula is evaluated on plain
floats, one model at a time, by simpleeval. Where it has no value, as in a division by zero, the model is not evaluated.
"""

import ast
import math
import re
import sys
import warnings
from collections.abc import Iterator, Mapping
from functools import lru_cache
from typing import Annotated, ClassVar, Literal

from pydantic import Field

from planpress.model.fields import LARGEST, SMALLEST, Number, written
from planpress.model.metrics import Direction, Values
from planpress.model.rule import Judgement, Metrics, Rule, RuleProblem
from planpress.model.wording import counted, listed, quoted
from planpress.rules.common import best_in, in_formula, not_measured

FUNCTIONS = {"min": min, "max": max, "abs": abs, "sqrt": math.sqrt, "log": math.log, "exp": math.exp}
ARGUMENTS = {"min": (2, 99), "max": (2, 99), "abs": (1, 1), "sqrt": (1, 1), "log": (1, 2), "exp": (1, 1)}
"""The least and the greatest number of arguments of each function; the second of `log` is its base."""

LONGEST = 500
DEEPEST = 100
MOST_POWER = 16

# A name, but not the exponent of a number such as 1e-5, nor a function.
_NAME = re.compile(r"(?<![\w.])[^\W\d]\w*(?!\w|\s*\()")

_ALLOWED = (
    ast.Expression, ast.BinOp, ast.UnaryOp, ast.IfExp, ast.Compare, ast.BoolOp, ast.Call, ast.Name, ast.Constant,
    ast.Load, ast.Add, ast.Sub, ast.Mult, ast.Div, ast.Pow, ast.UAdd, ast.USub, ast.And, ast.Or, ast.Not,
    ast.Lt, ast.LtE, ast.Gt, ast.GtE, ast.Eq, ast.NotEq,
)  # fmt: skip

_SIGNS: Mapping[type[ast.AST], str] = {
    ast.FloorDiv: "//", ast.Mod: "%", ast.MatMult: "@", ast.BitXor: "^", ast.BitOr: "|", ast.BitAnd: "&",
    ast.LShift: "<<", ast.RShift: ">>", ast.Invert: "~", ast.Is: "is", ast.IsNot: "is not", ast.In: "in",
    ast.NotIn: "not in",
}  # fmt: skip


@written
class FormulaRule(Rule):
    """An expression over the columns decides."""

    computed: ClassVar[bool] = True

    rule: Literal["formula"]
    formula: Annotated[str, Field(description="An expression over metrics, as in 0.7 * precision + 0.3 * recall.")]
    better: Annotated[Direction, Field(description="Which direction of the result is better.")]
    label: Annotated[str | None, Field(description="The name that readers see.")] = None
    phrase: Annotated[str | None, Field(description="What a sentence calls what decides, as in cost.")] = None
    matters: Annotated[
        Number | None, Field(gt=0, description="The smallest difference of scores that counts.")
    ] = None
    unit: Annotated[str | None, Field(description="The unit of the score, as in euros per thousand parts.")] = None

    def needs(self) -> tuple[str, ...]:
        return names_in(self.formula)

    def direction(self, metrics: Metrics) -> Direction:
        return self.better

    def unit_of(self, metrics: Metrics) -> str | None:
        return self.unit

    def judge(self, values: Values, metrics: Metrics) -> Judgement:
        missing = [metric for metric in self.needs() if metric not in values]
        if missing:
            return not_measured(missing)
        score = evaluate(self.formula, values)
        if isinstance(score, str):
            return Judgement("not-evaluated", because=(f"the formula has no value here: {score}",))
        return Judgement("ranked", score)

    def working(self, values: Values, metrics: Metrics) -> tuple[str, str]:
        return formula_working(self.formula, values)

    def aim(self, metrics: Metrics) -> tuple[str, str]:
        named = f"score by {self.label}" if self.label else f"value of {self.formula}"
        return best_in(self.better), self.phrase or named

    def problems(self, metrics: Metrics) -> Iterator[RuleProblem]:
        problem = formula_problem(self.formula)
        if problem is None and not self.needs():
            problem = "names no metric, so every model would score the same"
        if problem is not None:
            yield RuleProblem("formula", f"{quoted(self.formula)} {problem}", "PP212")


def formula_working(formula: str, values: Values) -> tuple[str, str]:
    """A formula on one line, and the same with the values for the names that have one."""
    formula = _one_line(formula)
    return formula, _NAME.sub(lambda name: in_formula(values[name[0]]) if name[0] in values else name[0], formula)


def formula_problem(formula: str) -> str | None:
    """What is not allowed in a formula, as the end of a sentence that begins with it; None where all is."""
    if len(formula) > LONGEST:
        return f"is longer than {LONGEST} characters; add a column to the table instead"
    return _problem(_one_line(formula))


@lru_cache(maxsize=4096)
def names_in(formula: str) -> tuple[str, ...]:
    """What a formula names, in its order; nothing where it is not allowed."""
    if formula_problem(formula) is not None:
        return ()
    tree = _tree(_one_line(formula))
    called = {id(node.func) for node in ast.walk(tree) if isinstance(node, ast.Call)}
    names = (node.id for node in ast.walk(tree) if isinstance(node, ast.Name) and id(node) not in called)
    return tuple(dict.fromkeys(names))


def evaluate(formula: str, values: Values) -> float | str:
    """The formula's value for one model, a finite float, or in words why there is none."""
    import simpleeval

    if formula_problem(formula) is not None:
        return "it is not allowed"
    names = {name: float(values[name]) for name in names_in(formula) if name in values}
    operators = {**simpleeval.DEFAULT_OPERATORS, ast.Pow: _power}
    evaluator = simpleeval.SimpleEval(operators, FUNCTIONS, names, allowed_attrs={})
    try:
        score = float(evaluator.eval(formula, previously_parsed=_tree(_one_line(formula)).body))
    except ZeroDivisionError:
        return "a division by zero"
    except OverflowError:
        score = math.inf
    except (ArithmeticError, ValueError, TypeError, simpleeval.InvalidExpression):
        score = math.nan
    if math.isnan(score):
        return "the result is no number"
    if abs(score) > LARGEST:
        return "the result is too large"
    return score if abs(score) >= SMALLEST else 0.0


def _one_line(formula: str) -> str:
    """A formula that was written on several lines, on one."""
    return " ".join(formula.split())


@lru_cache(maxsize=4096)
def _problem(formula: str) -> str | None:
    try:
        tree = _tree(formula)
    except (SyntaxError, ValueError, RecursionError, MemoryError):
        return "is no expression; write it as 0.7 * precision + 0.3 * recall"
    if _is_deep(tree):
        return f"is nested more than {DEEPEST} deep; add a column to the table instead"
    return next((problem for node in ast.walk(tree) if (problem := _node_problem(node, formula)) is not None), None)


@lru_cache(maxsize=4096)
def _tree(formula: str) -> ast.Expression:
    with warnings.catch_warnings():
        # Python's hints for its own programs, as in `1 is 2`; what is not allowed is said as a finding.
        warnings.simplefilter("ignore")
        return ast.parse(formula, mode="eval")


def _is_deep(tree: ast.Expression) -> bool:
    """Whether a recursion over the tree might not come to an end on a small stack. Itself it does not recurse."""
    level: list[ast.expr] = [tree.body]
    for _ in range(DEEPEST):
        level = [child for node in level for child in ast.iter_child_nodes(node) if isinstance(child, ast.expr)]
    return bool(level)


def _node_problem(node: ast.AST, formula: str) -> str | None:
    if isinstance(node, ast.Call):
        return _call_problem(node, formula)
    if isinstance(node, ast.BinOp) and isinstance(node.op, ast.Pow):
        return _power_problem(node.right)
    if isinstance(node, ast.Constant):
        return _constant_problem(node.value, formula, node)
    if isinstance(node, ast.BitXor):
        return 'uses "^"; a power is written as **'
    if not isinstance(node, _ALLOWED):
        return f"uses {quoted(_written(node, formula))}, which is not allowed in a formula"
    return None


def _call_problem(node: ast.Call, formula: str) -> str | None:
    if not isinstance(node.func, ast.Name) or node.func.id not in FUNCTIONS:
        return f"calls {quoted(_written(node.func, formula))}; only {listed(FUNCTIONS)} can be called"
    if node.keywords:
        return "passes an argument by name; write its value alone"
    least, most = ARGUMENTS[node.func.id]
    given = len(node.args)
    if least <= given <= most:
        return None
    wanted = counted(least, "argument") if given < least else f"at most {counted(most, 'argument')}"
    return f"calls {quoted(node.func.id)} with {given}; it takes {wanted}"


def _power_problem(power: ast.expr) -> str | None:
    value = power.operand if isinstance(power, ast.UnaryOp) else power
    if isinstance(value, ast.Constant) and isinstance(value.value, (int, float)) and abs(value.value) <= MOST_POWER:
        return None
    return f"raises to a power that is not a number of at most {MOST_POWER}"


def _constant_problem(value: object, formula: str, node: ast.Constant) -> str | None:
    if isinstance(value, bool) or not isinstance(value, (int, float)):
        return f"holds {quoted(_written(node, formula))}, which is no number"
    return None if value <= sys.float_info.max else "holds a number that is too large"


def _power(base: float, power: float) -> float:
    """`base ** power` on floats, so that no power of powers grows without bound; no roots of negative numbers."""
    result: float | complex = float(base) ** float(power)
    if isinstance(result, complex):
        raise ValueError("a root of a negative number")
    return result


def _written(node: ast.AST, formula: str) -> str:
    if isinstance(node, ast.expr):
        return ast.get_source_segment(formula, node) or type(node).__name__
    return _SIGNS.get(type(node), type(node).__name__.lower())
