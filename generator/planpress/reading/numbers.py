"""Numbers as people write them: each is read by a rule that is written down here, or refused with what to write."""

import re
import unicodedata
from collections.abc import Callable, Collection, Sequence
from dataclasses import dataclass

from planpress.model.fields import LARGEST, SMALLEST, size_problem
from planpress.model.findings import FindingKind
from planpress.model.notations import MISSING, PLAIN, ascii_character, one_notation
from planpress.model.wording import number, quoted
from planpress.reading import kinds

_NUMBER = PLAIN.pattern
_PLAIN_LINES = re.compile(rf"{_NUMBER}(?:\n{_NUMBER})*+")
_Answer = Callable[[re.Match[str], str | None], str | None]
"""What to write in the place of a text that a pattern fits, in the metric's unit; None where that helps nobody."""


@dataclass(frozen=True, slots=True)
class NumberProblem:
    """Why a text is not read as a number. `message` quotes it and says what to write."""

    kind: FindingKind
    message: str


def read_number(text: str, unit: str | None = None, missing: Collection[str] = ()) -> float | NumberProblem | None:
    """The number that `text` holds, in the metric's `unit`; None where it says that nothing was measured.

    Blanks around it do not count. Read is what has one meaning, and nothing else is:

    - decimal numbers, with or without an exponent: `0.85`, `.5`, `5.`, `+3`, `1e-3`, `0,85`; digits and signs of other
      scripts are those that they stand for;
    - thousands in groups, where these can be nothing else: `1,234.5`, `22.910.480`, `1 234`, `1'000`, `1_000`;
    - `85 %` and `85%`: 0.85 where no unit is declared, 85 where the declared unit is %;
    - a number followed by the declared unit: `95 ms`;
    - as missing: blank, a dash, `n/a`, `nan`, `none`, `null`, `?` and their like, and what `missing` has.

    Never guesses and never raises: `1,234` is refused, since it is one number here and another there.
    """
    written = text.strip()
    if PLAIN.fullmatch(written):
        return _finite(written, float(written))
    if is_missing(written) or written in missing:
        return None
    value = _measured(written, unit or None)
    if value is None:
        value = _measured(one_notation(written), unit or None)
    return _refuse(written, unit or None) if value is None else value


def plain_number(text: str) -> float | None:
    """The value of a finite decimal number that stands alone, None for any other text. For columns nobody declared."""
    written = text.strip()
    value = _finite(written, float(written)) if PLAIN.fullmatch(written) else None
    return value if isinstance(value, float) else None


def plain_numbers(texts: Sequence[str]) -> list[float | None] | None:
    """The values of a whole column of plain numbers, in a fraction of the time; None where one is not, or is too large
    or too small."""
    if not texts or _PLAIN_LINES.fullmatch("\n".join(texts)) is None:
        return None
    values = [value + 0.0 for value in map(float, texts)]  # 0.0 and not -0.0
    sizes = [abs(value) for value in values if value]
    odd = sizes and not (min(sizes) >= SMALLEST and max(sizes) <= LARGEST)
    is_zero = len(sizes) < len(values) and any("e" in text.lower() for text in texts)
    return None if odd or is_zero else list(values)


def is_missing(text: str) -> bool:
    """Whether `text` says that nothing was measured."""
    return text.strip().casefold() in MISSING


def _measured(written: str, unit: str | None) -> float | NumberProblem | None:
    """The value of a number that stands alone or before its unit; None for any other text."""
    begin = PLAIN.match(written)
    if begin is None:
        return None
    plain, rest = begin[0], written[begin.end() :].strip()
    if not rest:
        return _finite(plain, float(plain))
    # NFKC, so that the two Unicode characters for micro are one unit.
    if unicodedata.normalize("NFKC", rest) == unicodedata.normalize("NFKC", unit or "%"):
        # A percentage as a share is rounded once: 8.7 % is 0.087, not 0.08699999999999999.
        share = float(plain) / 100 if "e" in plain.lower() else float(f"{plain}e-2")
        return _finite(plain, float(plain) if unit else share)
    return None


def _finite(plain: str, value: float) -> float | NumberProblem:
    if abs(value) > LARGEST:
        return NumberProblem(kinds.NOT_FINITE, f"{quoted(plain)} {size_problem(value)}")
    if abs(value) < SMALLEST:
        if plain.lower().partition("e")[0].strip("+-0."):
            return _not_a_number(plain, "it is too small to tell from 0, so write 0")
        return 0.0  # not -0.0, which prints as -0
    return value


def _refuse(written: str, unit: str | None) -> NumberProblem:
    if _NOT_FINITE.fullmatch(written):
        message = f"{quoted(written)} is not a measurement; leave the cell blank where nothing was measured"
        return NumberProblem(kinds.NOT_FINITE, message)
    return _not_a_number(written, _advice("".join(map(ascii_character, written)).strip(), unit))


def _not_a_number(written: str, advice: str) -> NumberProblem:
    return NumberProblem(kinds.NOT_A_NUMBER, f"{quoted(written)} is not a number; {advice}")


def _advice(written: str, unit: str | None) -> str:
    """What to write instead: the answer of the first line of _ADVICE that fits."""
    for pattern, answer in _ADVICE if len(written) <= _LONGEST else ():
        match = pattern.fullmatch(written)
        advice = match and (answer if isinstance(answer, str) else answer(match, unit))
        if advice:
            return advice
    return "write a number, as in 0.85 or 1e-3, or leave the cell blank"


def _quotient(match: re.Match[str], unit: str | None) -> str:
    above, below = match[1], match[2]
    if above.isdigit() and below.isdigit() and 0 < int(below) >= int(above):
        return f"write the quotient, as in {number(int(above) / int(below))}"
    return _TWO_VALUES


def _ambiguous(match: re.Match[str], unit: str | None) -> str | None:
    sign, whole, part, rest = match.groups("")
    either, other = f"{sign}{whole}{part}{rest}", f"{sign}{whole}.{part}{rest}"
    return _if_read(either, unit) and _if_read(other, unit, f"write {either} or")


def _letter_o(match: re.Match[str], unit: str | None) -> str | None:
    digits = re.sub(r"[Oo](?=[.0-9])|(?<=\.)[Oo]", "0", match[0])
    return _if_read(digits, unit, "it holds the letter O, so write")


def _other_unit(match: re.Match[str], unit: str | None) -> str | None:
    if unit:
        return f"its unit here is {unit}, so write the value in {unit}"
    return "write the number alone, in a unit that is declared with the metric; remarks have a column of their own"


def _remark(match: re.Match[str], unit: str | None) -> str | None:
    """Not for 10⁻³ or 1½, whose rest belongs to the number."""
    if any(character.isnumeric() for character in match[2]):
        return None
    return f"write {match[1]} alone; remarks have a column of their own"


def _if_read(suggestion: str, unit: str | None, begin: str = "write") -> str | None:
    return f"{begin} {suggestion}" if isinstance(_measured(suggestion, unit), float) else None


_LONGEST = 60  # of texts that may be a number gone wrong
_NOT_FINITE = re.compile(r"[+-]?\.?(?:nan|inf|infinity)|[+-]?∞", re.IGNORECASE)
_TWO_VALUES = "two values in one cell; give each a column"
_EXPONENT = r"(?:[eE][+-]?[0-9]+)?"
_TAIL = r"\s*[^0-9\s.,+-]*"

# Tried in this order; a line whose answer is None leaves the text to the lines below it.
_ADVICE: tuple[tuple[re.Pattern[str], str | _Answer], ...] = tuple(
    (re.compile(pattern), answer)
    for pattern, answer in (
        (r"(?:[^±+\n]|\+(?!/?-))*(?:±|\+/?-).*", "write the value alone; its uncertainty has a column of its own"),
        (
            r"(?:[<>≤≥~≈≲≳≃]\s*[-+.0-9]|(?i:about|approx|around|circa|ca)\b).*",
            "a bound or an estimate is no measurement; write the measured value, or leave the cell blank",
        ),
        (rf"({_NUMBER})\s*/\s*({_NUMBER})", _quotient),
        (
            rf"[\[(][^,;\n]*+[,;].*[\])]|{_NUMBER}\s*+(?:%\s*+)?(?:-|to|\.\.+|…)\s*{_NUMBER}\s*%?",
            "write one number; the ends of an interval have columns of their own",
        ),
        (rf"([+-]?)([1-9][0-9]{{0,2}}),([0-9]{{3}})({_EXPONENT}{_TAIL})", _ambiguous),
        (rf"({_NUMBER})(?:\s+|\s*[|;]\s*){_NUMBER}", lambda match, unit: _TWO_VALUES),
        (
            rf"[+-]?[0-9]+(?:_[0-9]+)+(?:\.[0-9]*)?{_EXPONENT}{_TAIL}",
            lambda match, unit: _if_read(match[0].replace("_", ""), unit),
        ),
        (r"([+-])\s+([0-9.].*)", lambda match, unit: _if_read(match[1] + match[2], unit)),
        (r"[Oo.+-]*+[0-9][0-9Oo.+-]*", _letter_o),
        (r"[+-]?[,' _]*+[0-9.][0-9.,' _]*", "write one decimal point and no other separator, as in 0.85"),
        (r"[+-]?[0-9][0-9.,]*\s*[^\W\d_][^0-9]*|[+-]?[0-9][0-9.,]*\s*[%‰°$€£¥][^0-9]*", _other_unit),
        (
            rf"([^\w\s.,+-]+|[^\W\d_]+)\s*({_NUMBER})",
            lambda match, unit: _if_read(match[2], unit) if match[1] == unit else None,
        ),
        (rf"({_NUMBER})\s*([^\w.,'+-].*)", _remark),
    )
)
