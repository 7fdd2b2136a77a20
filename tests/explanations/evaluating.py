"""Works out a formula as an explanation prints it, and holds the result against the value that is shown."""

import ast
import math
import re

import simpleeval

FUNCTIONS = {"sqrt": math.sqrt, "min": min, "max": max, "abs": abs, "log": math.log, "exp": math.exp}
OPERATORS = {**simpleeval.DEFAULT_OPERATORS, ast.Pow: math.pow}

_NUMBER = re.compile(r"-?\d+(?:\.(\d+))?(?:e-?\d+)?")


def evaluate(numbers: str) -> float:
    """The result of a printed formula, in which `x` multiplies and `^` raises to a power."""
    python = numbers.replace(" x ", " * ").replace("^", "**")
    return float(simpleeval.SimpleEval(OPERATORS, FUNCTIONS).eval(python))


def gives(numbers: str, value: str) -> bool:
    """Whether a printed formula gives the value beside it, to the digits that the value has.

    A share is shown in per cent; a gain or a margin by its size, with a word for its sign.
    """
    found = evaluate(numbers)
    if value == "level":
        return found == 0
    shown = _NUMBER.match(value)
    assert shown is not None, value
    sign = -1 if value.endswith((" worse", " missing")) else 1
    wanted = sign * float(shown[0])
    half = 0.5 * 10.0 ** -len(shown[1] or "") if "e" not in shown[0] else abs(wanted) / 100
    tolerance = half + 1e-9 * max(1.0, abs(wanted))
    return any(abs(scale * found - wanted) <= tolerance for scale in ((1, 100) if value.endswith(" %") else (1,)))
