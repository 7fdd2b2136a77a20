"""Cells with what was measured of a model or a baseline: numbers of one column alike, none finer than its error."""

from collections.abc import Iterable, Iterator, Mapping

from planpress.document.blocks import Cell
from planpress.model.evaluation import Evaluation
from planpress.model.measured import Measured
from planpress.model.metrics import Values
from planpress.model.rule_result import RuleResult
from planpress.model.wording import fixed, in_column, no_finer

Shown = Mapping[float, str]
"""How each number of a column is written."""


def shown_in_column(values: Iterable[float | None]) -> Shown:
    """The numbers of a column with the texts that stand for them."""
    known = [value for value in values if value is not None]
    return dict(zip(known, in_column(known), strict=True))


def of_models(rule: RuleResult | None, shown: Shown) -> Shown:
    """The same scores as those of a rule's models: no finer than the least of their standard errors, where these are
    known."""
    error = rule.certainty.least_error if rule and rule.certainty else 0.0
    return {value: no_finer(text, value, error) for value, text in shown.items()} if error else shown


def least_error(evaluation: Evaluation, name: str) -> float:
    """The least standard error of a metric's values; 0 where none is known."""
    return min((one[name].se for one in evaluation.measured.values() if name in one), default=0.0)


def measured_cells(
    values: Values, shown: Mapping[str, Shown], errors: Mapping[str, float], key: str, sure: Mapping[str, Measured]
) -> Iterator[Cell]:
    """Values, each with the ends of its interval where that is known, and then no finer than the least error of all."""
    for name, texts in shown.items():
        value, known = values.get(name), sure.get(name)
        if value is None:
            yield Cell("–", sort="")
            continue
        text = no_finer(texts[value], value, errors[name]) if known else texts[value]
        digits = len(text.partition(".")[2])
        between = f"{fixed(known.low, digits)}–{fixed(known.high, digits)}" if known else ""
        yield Cell(text, between, sort=value, key=f"{key}.{name}")
