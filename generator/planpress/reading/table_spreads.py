"""How sure the values of a table are: from the columns that `uncertainty` names, one metric after the other."""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import replace

from planpress.model.findings import Finding
from planpress.model.metrics import Metric
from planpress.model.tables import Model, Spread
from planpress.model.uncertainty import Uncertainty
from planpress.model.wording import quoted
from planpress.reading import kinds
from planpress.reading.numbers import NumberProblem, read_number
from planpress.reading.table_models import spread_of


def with_spreads(
    models: Sequence[Model],
    uncertainty: Mapping[str, Uncertainty],
    metrics: Mapping[str, Metric],
    findings: list[Finding],
) -> list[Model]:
    """The models with what their columns say of how sure their values are. What is inline was read with its value."""
    if not uncertainty:
        return [*models]
    made = []
    for model in models:
        spreads = dict(model.spreads)
        for name, given in uncertainty.items():
            found = _spread(model, name, given, metrics, findings) if name in model.values else None
            if found is not None:
                spreads[name] = found
        made.append(replace(model, spreads=spreads))
    return made


def _spread(
    model: Model, name: str, given: Uncertainty, metrics: Mapping[str, Metric], findings: list[Finding]
) -> Spread | None:
    if given.inline:
        found = model.spreads.get(name)
        return replace(found, level=given.level) if found is not None else None
    numbers = [model.values[column] for column in given.columns() if column in model.values]
    if given.seeds is not None:
        unit = metrics[name].unit if name in metrics else None
        return spread_of(runs) if (runs := list(_runs(model, given.seeds, unit, findings))) else None
    if len(numbers) < max(1, len(given.columns())):
        return None
    if given.ci is not None:
        return Spread(ends=(numbers[0], numbers[1]), level=given.level)
    return Spread(cases=numbers[0]) if given.n is not None else Spread(se=numbers[0])


def _runs(model: Model, column: str, unit: str | None, findings: list[Finding]) -> Iterator[float]:
    """The values of repeated runs in one cell."""
    if column in model.values:
        yield model.values[column]
        return
    for text in model.notes.get(column, "").split():
        value = read_number(text, unit)
        if isinstance(value, NumberProblem):
            place = model.cells.get(column, model.place)
            message = f"{quoted(text)} is no value of a run; write those of all runs with blanks between: 0.81 0.83"
            findings.append(kinds.NOT_A_NUMBER.at(place, message))
            return
        if value is not None:
            yield value
