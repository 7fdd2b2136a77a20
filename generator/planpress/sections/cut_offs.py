"""What the models would give at other thresholds: their curves, and a few thresholds of the first model."""

from collections.abc import Iterator, Sequence
from functools import partial

from planpress.charts import precision_recall, roc
from planpress.charts.curve_words import DrawnCurves, drawn_curves, reaching
from planpress.document.blocks import Block, Cell, Column, Paragraph, Row, chart, table
from planpress.model.wording import counted, in_column, number, rounded
from planpress.sections.section import SectionKind, Subject

_RECALLS = (0.5, 0.8, 0.9, 0.95, 0.99)
"""The thresholds of the table are the highest ones that find so much of what is positive."""


def _blocks(subject: Subject) -> Iterator[Block]:
    drawn = drawn_curves(subject.plan, subject.evaluation)
    if drawn is None:
        return
    yield from chart(partial(precision_recall.figure, drawn))
    yield from chart(partial(roc.figure, drawn))
    of = f"{drawn.first.positives:,} positive and {drawn.first.negatives:,} negative examples"
    points = counted(len(drawn.first.points), "kept point")
    yield Paragraph(f"{drawn.names[0]} on {of}. Nothing is estimated between its {points}.", quiet=True)
    yield from _table(drawn)


def _table(drawn: DrawnCurves) -> tuple[Block, ...]:
    """Thresholds with what they give, the highest first. One that gives the same as the plan's is left out."""
    said: dict[float, str] = {}
    plan = None if drawn.threshold is None else drawn.first.at(drawn.threshold)
    if drawn.threshold is not None:
        said[drawn.threshold] = "the plan's"
    for recall in _RECALLS:
        threshold, found = reaching(drawn.first, recall)
        if found != plan:
            said[threshold] = f"finds ≥ {number(100 * recall)} %"
    ordered = sorted(said, reverse=True)
    given = [drawn.first.at(threshold) for threshold in ordered]
    heads = ("Precision", "Recall", "False alarms", "Misses")
    columns = [Column("Cut-off"), *(Column(title, number=True) for title in heads)]
    shares = (_shares([one.value(name) for one in given]) for name in ("precision", "recall"))
    counts = ([f"{count:,}" for count in some] for some in ([one.fp for one in given], [one.fn for one in given]))
    rows = (
        Row((Cell(rounded(at), note=said[at]), *map(Cell, cells)), strong=at == drawn.threshold)
        for at, *cells in zip(ordered, *shares, *counts, strict=True)
    )
    return table(f"{drawn.names[0]} at some of its cut-offs", columns, rows, id="thresholds", searched=False)


def _shares(values: Sequence[float | None]) -> Iterator[str]:
    """A column of shares; blank where nothing is taken as positive."""
    written = iter(in_column([round(value, 3) for value in values if value is not None]))
    return ("–" if value is None else next(written) for value in values)


SECTION = SectionKind("curves", "Precision and recall at other cut-offs", None, _blocks, folded=True)
