"""Numbers as files of results state them: those of JSON with all their digits, and texts that have one meaning."""

import math
import re
from decimal import Decimal

from planpress.model.fields import size_problem
from planpress.model.notations import MISSING, PLAIN, is_group_or_decimals, one_notation
from planpress.model.wording import quoted

_NOT_FINITE = re.compile(r"[+-]?\.?(?:nan|inf|infinity)|[+-]?∞", re.IGNORECASE)
_SPREAD = re.compile(r"([^±+]{1,60}?)\s{0,9}(?:±|\+/?-)[^±]{0,60}")


def stated_number(written: object) -> float | None:
    """The number; None where nothing was measured: a blank, `n/a` and their like, NaN, an infinity.

    Raises ValueError for everything else, a text with two meanings among it; its message quotes what was written.
    """
    if written is None:
        return None
    if isinstance(written, str):
        return _number_of(written.strip())
    if isinstance(written, bool) or not isinstance(written, int | float | Decimal):
        kind = "a mapping" if isinstance(written, dict) else "a list" if isinstance(written, list) else quoted(written)
        raise ValueError(f"{kind} is not a number")
    try:
        value = float(written)
    except OverflowError:
        raise ValueError(f"a number of more than 300 digits {size_problem(math.inf)}") from None
    return _bounded(value, written) if math.isfinite(value) else None


def before_spread(written: object) -> str | None:
    """What stands before ± or +/- in a text, as in `92.5 ± 0.3`; None of anything else."""
    match = _SPREAD.fullmatch(written.strip()) if isinstance(written, str) else None
    return match[1] if match else None


def _number_of(text: str) -> float | None:
    if text.casefold() in MISSING or _NOT_FINITE.fullmatch(text):
        return None
    plain = text if PLAIN.fullmatch(text) else one_notation(text)
    if PLAIN.fullmatch(plain):
        return _bounded(float(plain), text)
    if is_group_or_decimals(text):
        bare = text.replace(",", "")
        raise ValueError(f"{quoted(text)} is {bare} here and {text.replace(',', '.')} there; write one of these")
    if before_spread(text):
        raise ValueError(f"{quoted(text)} holds two numbers; write each apart: the value, and its se or its ends")
    raise ValueError(f"{quoted(text)} is not a number")


def _bounded(value: float, written: object) -> float:
    if problem := size_problem(value):
        raise ValueError(f"{quoted(written)} {problem}")
    return value + 0.0  # 0.0 and not -0.0
