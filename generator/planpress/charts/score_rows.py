"""Models and baselines in rows over the axis of what decides: what the charts of scores and the ladder share."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from planpress.charts.candidates import Deciding, rough
from planpress.charts.engine.plot import Plot
from planpress.charts.engine.text_metrics import fit, note, text_width
from planpress.charts.engine.ticks import number_axis, off, off_key, row_axis
from planpress.model.figure import Frame, Row
from planpress.model.wording import number

VALUES = 60
"""The room for a column of numbers to the right of a plot of rows."""

_ROW = 22


@dataclass(frozen=True, slots=True)
class ScoreRow:
    """A model or a baseline with its score; `kind` is the baseline's, or model; a `vital` one must be seen, `role` is
    how its point is drawn and `tone` how its name is."""

    name: str
    kind: str
    score: float
    vital: bool
    id: str
    tip: str
    role: str
    tone: str = "ink"

    @property
    def model(self) -> bool:
        """Whether it is a model."""
        return self.kind == "model"

    @property
    def bold(self) -> bool:
        """Whether the chart is about it."""
        return self.model and self.vital


def score_rows(
    of: Deciding, rows: Sequence[ScoreRow], width: float, ends: Sequence[tuple[str, float]] = (), *, names: float
) -> tuple[Plot, dict[str, list[Row]]]:
    """The plot of the rows, the first on top, and its datasets; a band between two named `ends`, a rule at each.
    `names` is the greatest share of the width that the names may take."""
    x = number_axis([row.score for row in rows], [end for _, end in ends], reverse=of.result.better == "lower")
    left = min(max(text_width(row.name, bold=row.model) for row in rows) + 20, width * names)
    points: list[Row] = [
        {"x": x.held(row.score), "y": at, "role": row.role, **off(x, row.score), "id": row.id, "tip": row.tip}
        for at, row in enumerate(rows)
    ]
    top, bottom = 26 if ends else 8, 60 if off_key(points) else 42
    plot = Plot(x, row_axis(len(rows)), Frame.within(width, len(rows) * _ROW, left, VALUES, top, bottom))
    places = [x.held(end) for _, end in ends]
    return plot, {
        "bands": [{"x": places[0], "x2": places[1]}] if len(places) == 2 else [],
        "rules": [{"x": place} for place in places],
        "points": points,
        "labels": [],
        "notes": [*_names(of, rows, plot.frame), *_ends(ends, plot), *_axis_notes(of, points, plot.frame)],
    }


def value_note(of: Deciding, value: float, py: float, frame: Frame, *, bold: bool = False) -> Row:
    """The number of a row, in a column at the right where no point or line crosses it."""
    text = number(value if of.measures else rough(value))
    return note(text, frame.width + frame.right - 4, py, "right", "ink", "bold" if bold else "normal")


def _names(of: Deciding, rows: Sequence[ScoreRow], frame: Frame) -> Iterator[Row]:
    for at, row in enumerate(rows):
        text, py = fit(row.name, frame.left - 18, bold=row.model), (at + 0.5) * _ROW + 4.5
        yield note(text, -12, py, "right", row.tone, "bold" if row.bold else "normal")
        yield value_note(of, row.score, py, frame, bold=row.bold)


def _ends(ends: Sequence[tuple[str, float]], plot: Plot) -> Iterator[Row]:
    # The two words lean away from each other, so that they never meet.
    leftmost = min(ends, key=lambda end: plot.across(end[1]), default=None)
    for end in ends:
        px = plot.across(end[1])
        outward = end is leftmost and px > text_width(end[0])
        yield note(end[0], px, -8, "right" if outward else "left", "ink")


def _axis_notes(of: Deciding, points: Sequence[Row], frame: Frame) -> Iterator[Row]:
    """What the axis measures, and what the arrows mean where there are some."""
    text = fit(of.score_title(), frame.width + frame.left - 90)
    yield note(f"{text} (better →)", frame.width, frame.height + 36, "right")
    if arrows := off_key(points):
        yield note(f"{arrows}: see the number beside it", frame.width + frame.right - 4, frame.height + 54, "right")
