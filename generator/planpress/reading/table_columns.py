"""One column of a table of models as numbers: one notation throughout, and one finding for one cause."""

import re
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from typing import Literal

from planpress.model.findings import Finding
from planpress.model.notations import decimal_sign, is_group_or_decimals
from planpress.model.tables import Spread, TableCell
from planpress.model.wording import counted, few, quoted
from planpress.reading import kinds
from planpress.reading.inline_errors import in_last_digits, read_inline
from planpress.reading.numbers import NumberProblem, is_missing, read_number
from planpress.reading.table_names import written_names


@dataclass(frozen=True, slots=True)
class ColumnRule:
    """How the cells of a column are read: in its `unit`, within its `range`, with their error where that is `inline`.

    Commas may be `decimal_commas` where none stand between cells. `asks` says that its error may be declared.
    """

    name: str
    unit: str | None = None
    range: tuple[float, float] | None = None
    inline: Literal["se", "ci"] | None = None
    missing: tuple[str, ...] = ()
    decimal_commas: bool = False
    asks: bool = False


@dataclass(frozen=True, slots=True)
class ReadColumn:
    """The values of a column, row by row; whether percentages were read as shares, and what is wrong."""

    values: Sequence[float | None]
    spreads: Mapping[int, Spread]
    is_share: bool
    findings: tuple[Finding, ...]


def read_column(cells: Sequence[TableCell], rule: ColumnRule) -> ReadColumn:
    values: list[float | None] = []
    spreads: dict[int, Spread] = {}
    problems: list[tuple[TableCell, NumberProblem]] = []
    odd = list(_two_notations(cells, rule))
    commas = rule.decimal_commas and any(decimal_sign(cell.text) == "," for cell in cells if "," in cell.text)
    for at, cell in enumerate(cells):
        text = cell.text
        if commas and "," in text and is_group_or_decimals(text):
            text = text.replace(",", ".")
        found = read_number(text, rule.unit, rule.missing) if rule.inline is None else None
        if rule.inline is not None:
            found, spread = read_inline(text, rule.unit, rule.inline, rule.missing)
            if spread is not None:
                spreads[at] = spread
        if text.endswith(")"):
            found = in_last_digits(text) or found
        if cell.form in ("list", "mapping") and text + cell.form != "mapping":
            message = f"a {cell.form} in a column of numbers; give its parts columns of their own"
            found = NumberProblem(kinds.NESTED, message)
        if isinstance(found, NumberProblem):
            problems.append((cell, found))
        values.append(found if isinstance(found, float) else None)
    percents = [cell for cell in cells if cell.text.rstrip().endswith("%")] if rule.unit is None else []
    if percents and not odd:
        odd = list(_beside_percents(percents[0], cells, values, rule))
    return ReadColumn(values, spreads, bool(percents), (*odd, *_by_cause(problems, rule, values)))


def _two_notations(cells: Sequence[TableCell], rule: ColumnRule) -> Iterator[Finding]:
    """The first cell with another decimal sign than those before it, or that is another number with theirs."""
    first: TableCell | None = None
    if not any("," in cell.text for cell in cells):
        return
    for cell in cells:
        sign = decimal_sign(cell.text) if isinstance(read_number(cell.text, rule.unit), float) else None
        if sign is None:
            continue
        if first is None:
            first = cell
        elif sign != decimal_sign(first.text):
            both = f"{quoted(cell.text)} here and {quoted(first.text)} in line {first.place.line}"
            yield kinds.TWO_NOTATIONS.at(cell.place, f"{both}; write one decimal sign in all of a column")
            return
    if first is not None and decimal_sign(first.text) == ",":
        yield from _group_or_decimals(cells, "{} among numbers with decimal commas has two meanings")


def ambiguous_groups(cells: Sequence[TableCell]) -> Iterator[Finding]:
    """The first cell of a column that may have a group of thousands, where other columns have decimal commas."""
    if not any(decimal_sign(cell.text) for cell in cells):
        yield from _group_or_decimals(cells, "{} has two meanings in a file with decimal commas")


def _group_or_decimals(cells: Sequence[TableCell], said: str) -> Iterator[Finding]:
    """The first cell whose point may part thousands or decimals; what is `said` names it."""
    for cell in cells:
        if "." in cell.text and is_group_or_decimals(cell.text):
            both = f"{cell.text.replace('.', '')} or {cell.text.replace('.', ',')}"
            yield kinds.TWO_NOTATIONS.at(cell.place, f"{said.format(quoted(cell.text))}; write {both}")
            return


def _beside_percents(
    percent: TableCell, cells: Sequence[TableCell], values: Sequence[float | None], rule: ColumnRule
) -> Iterator[Finding]:
    """The first bare number above 1 beside percentages, where neither a unit nor a range says what it is; and a
    percentage where the range is not one of shares."""
    if rule.range is not None and rule.range[1] <= 1:
        return
    if rule.range is not None:
        message = f"{quoted(percent.text)} is a share here, and the range of {quoted(rule.name)} goes beyond 1"
        yield kinds.TWO_NOTATIONS.at(percent.place, f'{message}; declare `unit: "%"`, or a range of shares')
        return
    for cell, value in zip(cells, values, strict=True):
        if value is not None and value > 1 and not cell.text.rstrip().endswith("%"):
            both = f"{cell.text.strip()} % or {cell.text.strip()}"
            message = f"{quoted(cell.text)} stands beside {quoted(percent.text)}, so it may be {both}"
            way_out = f"write the sign in every cell, or declare `unit: \"%\"` of {quoted(rule.name)}"
            yield kinds.TWO_NOTATIONS.at(cell.place, f"{message}; {way_out}")
            return


def _by_cause(
    problems: Sequence[tuple[TableCell, NumberProblem]], rule: ColumnRule, values: Sequence[float | None]
) -> Iterator[Finding]:
    words = list(dict.fromkeys(cell.text.strip() for cell, _ in problems if _is_word(cell.text)))
    measured = len(values) - values.count(None)
    may_miss = bool(words) and measured > 0 and len(words) <= max(_FEW, measured)
    causes: dict[tuple[str, str], list[tuple[TableCell, NumberProblem]]] = {}
    for cell, found in problems:
        problem = found
        if may_miss and _is_word(cell.text) and found.kind is kinds.NOT_A_NUMBER:
            problem = replace(found, message=_word_message(words, rule))
        elif rule.asks and _ERROR.search(cell.text) and found.kind is kinds.NOT_A_NUMBER:
            problem = replace(found, message=f"{quoted(cell.text)} is a value and its error; {_inline_lines(rule)}")
        masked = re.sub(r"[\w.,+-]+", _masked, _advice(problem.message))
        causes.setdefault((problem.kind.code, masked), []).append((cell, problem))
    for same in causes.values():
        cell, problem = same[0]
        more = f" ({counted(len(same) - 1, 'more cell')} of this column alike)" if len(same) > 1 else ""
        yield problem.kind.at(cell.place, problem.message + more)


_FEW = 3  # words that may all say that nothing was measured
_ERROR = re.compile(
    r"\d\s{0,2}%?\s{0,2}(?:±|\+/?-|\\pm)\s{0,2}[.\d]|\d\s{0,2}%?\s{0,2}[\[(]\s{0,2}[-+.\d][^\[\]()]{0,60}[\])]\s{0,2}%?$"
)


def _masked(word: re.Match[str]) -> str:
    return "#" if re.search(r"[\d.,+-]", word[0]) else word[0]


def _advice(message: str) -> str:
    return message.partition("; ")[2] or message


def _word_message(words: Sequence[str], rule: ColumnRule) -> str:
    named = few([quoted(word) for word in words])
    known = written_names([*rule.missing, *words])
    line = known if known.startswith("[") else f"[{known}]"
    what = "is no number" if len(words) == 1 else "are no numbers"
    return f"{named} {what}; where that means that nothing was measured, write `missing: {line}` below models"


def _is_word(text: str) -> bool:
    text = text.strip()
    return bool(re.fullmatch(r"[^\W\d][^\d<>=~±%]{0,30}", text)) and not is_missing(text)


def _inline_lines(rule: ColumnRule) -> str:
    name = written_names([rule.name])
    return f"write `uncertainty: {{{name}: {{se: inline}}}}` or `uncertainty: {{{name}: {{ci: inline}}}}` below models"
