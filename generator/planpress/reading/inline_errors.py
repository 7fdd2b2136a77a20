"""Values that have their error in their cell: 0.831 ± 0.012, 0.85 [0.81, 0.89]."""

import re
from collections.abc import Collection
from typing import Literal

from planpress.model.tables import Spread
from planpress.model.wording import quoted
from planpress.reading import kinds
from planpress.reading.numbers import NumberProblem, read_number

_PLUS_MINUS = re.compile(r"±|\+/?[-−]|\\pm")
_BEHIND = re.compile(r"([^\[\]()]{1,60})[\[(]([^\[\]()]{1,60})[\])]\s{0,2}(%?)")
_BETWEEN = re.compile(r"[,;–…]|\bto\b|(?<=[\d%]) ?-")

_LAST_DIGITS = re.compile(r"[-+−]?\d{1,30}\.(\d{1,30})\((\d{1,10})\)")

Read = tuple[float | NumberProblem | None, Spread | None]


def read_inline(text: str, unit: str | None, kind: Literal["se", "ci"], missing: Collection[str] = ()) -> Read:
    """The value in a cell and its error, in the metric's unit: a standard error, or an interval from its ends or its
    half width. Where one part alone has a sign % or a unit, it is that of both. A value may stand alone."""
    written = text.strip().strip("$").strip()
    parts = _PLUS_MINUS.split(written, maxsplit=1)
    if len(parts) == 2:
        value, error = _parts(parts[0], parts[1], unit)
        if isinstance(value, float) and isinstance(error, float) and error >= 0:
            return value, Spread(se=error) if kind == "se" else Spread(ends=(value - error, value + error))
    match = _BEHIND.fullmatch(written)
    ends = _BETWEEN.split(match[2]) if match is not None else []
    if match is not None and kind == "se" and len(ends) == 1:
        value, error = _parts(match[1] + match[3], match[2] + match[3], unit)
        if isinstance(value, float) and isinstance(error, float) and error >= 0:
            return value, Spread(se=error)
    elif match is not None and kind == "ci" and len(ends) == 2:
        sign = match[3] or ("%" if "%" in match[0] else "")
        value, low, high = (read_number(_with(part, sign), unit) for part in (match[1], *ends))
        if isinstance(value, float) and isinstance(low, float) and isinstance(high, float):
            return value, Spread(ends=(low, high))
    return read_number(text, unit, missing), None


def in_last_digits(text: str) -> NumberProblem | None:
    """What is wrong with 0.851(12): in physics an error in the last digits, elsewhere one in full; None of another."""
    match = _LAST_DIGITS.fullmatch(text.strip())
    if match is None:
        return None
    value, error = text.strip().partition("(")[0], match[2]
    small = f"{int(error) / 10 ** len(match[1]):.{len(match[1])}f}"
    message = f"{quoted(text)} has two meanings; write {value} ± {small}, or {value} ± {error}"
    return NumberProblem(kinds.TWO_NOTATIONS, message)


def _parts(value: str, error: str, unit: str | None) -> tuple[object, object]:
    ends = (value.rstrip(), error.rstrip())
    sign = next((one for one in ("%", unit) if one and any(end.endswith(one) for end in ends)), "")
    return read_number(_with(value, sign), unit), read_number(_with(error, sign), unit)


def _with(part: str, sign: str) -> str:
    part = part.strip()
    return part if not sign or part.endswith(sign) else f"{part} {sign}"
