"""What was there before: each baseline, what the chosen model gains over it, and the kinds that were not measured."""

from __future__ import annotations

from collections.abc import Iterator

from planpress import baselines as room
from planpress.charts import ladder
from planpress.document.blocks import Block, Bullets, Cell, Column, Line, Row, charts, table
from planpress.document.labels import metric_label, metric_name
from planpress.explanations.model_working import gain_words
from planpress.model.evaluation import BaselineResult, Missing
from planpress.model.project import Baseline
from planpress.model.text import Text, Words, joined
from planpress.model.wording import counted, day, in_sentence, percent, with_unit
from planpress.sections.section import SectionKind, Subject

_PLACES = {kind.id: at for at, kind in enumerate(room.ALL)}


def missing_words(missing: Missing) -> str:
    """What is said of a kind of baseline that the project does not have."""
    kind = room.BY_ID[missing.kind]
    none = f"No {in_sentence(kind.label)} baseline"
    if missing.waiver is None:
        return f"{none}: {kind.question}"
    return f"{none}{'; its waiver ended' if missing.ended else ', waived'}: {missing.waiver.because}"


def _rung(baseline: Baseline) -> str:
    """Who the people of a human baseline are, and how many."""
    if not baseline.rung:
        return ""
    people = f", {counted(baseline.people, 'person', 'people')}" if baseline.people else ""
    return f"{baseline.rung.replace('-', ' ')}{people}"


def _gains(subject: Subject, result: BaselineResult, model: str) -> Text:
    """What a model gains over a baseline, one line a metric; a dash where there is nothing to compare."""
    lines = []
    for name, gain in (result.gains.get(model) or {}).items():
        relative = f" ({percent(abs(gain.relative))})" if gain.absolute != 0 and gain.relative is not None else ""
        amount = gain_words(gain.absolute, subject.metrics[name].unit)
        linked = subject.number(amount, "gains", result.baseline.id, model, name)
        lines.append(Text(linked, f"{relative} in {metric_name(name, subject.metrics)}"))
    return joined(lines, "\n") or Text("–")


def _badge(subject: Subject, baseline: Baseline) -> Words:
    if baseline.id == subject.evaluation.floor:
        return Text(subject.number("floor", "floor"))
    if baseline.id == subject.evaluation.ceiling:
        return Text(subject.number("ceiling", "ceiling"))
    return "target" if room.BY_ID[baseline.kind].role == "target" else ""


def _row(subject: Subject, result: BaselineResult, chosen: str | None) -> Row:
    baseline, metrics = result.baseline, subject.metrics
    values = "\n".join(
        f"{metric_label(name, metrics)} {with_unit(value, metrics[name].unit)}"
        for name, value in baseline.values.items()
    )
    cells = [
        Cell(baseline.name, badge=_badge(subject, baseline)),
        Cell(room.BY_ID[baseline.kind].label, _rung(baseline), sort=_PLACES[baseline.kind]),
        Cell(values, "; ".join(result.fails), key=subject.of("measured", baseline.id)),
    ]
    if chosen is not None:
        gain = result.deciding_gains.get(chosen)
        cells.append(Cell(_gains(subject, result, chosen), sort=gain.absolute if gain else ""))
    measured = f"measured {day(baseline.measured)}" if baseline.measured else ""
    return Row((*cells, Cell(baseline.source or "", measured)), key=subject.of("baseline", baseline.id))


def _blocks(subject: Subject) -> Iterator[Block]:
    evaluation = subject.evaluation
    chosen = evaluation.chosen
    yield from charts(ladder.figure(subject.plan, evaluation))
    columns = [Column("Baseline", id="baseline", look="name"), Column("Kind", id="kind", sorts="place", aside=True),
               Column("Values", look="words")]  # fmt: skip
    if chosen is not None:
        columns.append(Column(f"{chosen} is", id="gain", sorts="number", best="descending", look="words",
                              by=f"what {chosen} gains in the measure that decides"))  # fmt: skip
    columns.append(Column("Source", look="words"))
    caption = f"Baselines, and what {chosen} gains over each" if chosen else "Baselines"
    yield from table(caption, columns, (_row(subject, one, chosen) for one in evaluation.baselines), id="baselines")
    if evaluation.missing:
        yield Bullets(tuple(Line(missing_words(one)) for one in evaluation.missing), look="missing")


SECTION = SectionKind(
    "baselines", "Baselines", 10, _blocks,
    edits=("baselines", "waivers"),
    conclusions=("floor", "ceiling", "baseline"),
)  # fmt: skip
