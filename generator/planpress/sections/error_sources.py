"""Where a model's errors come from: its diagnosis against every reference, what turns it, whom to measure next."""

from collections.abc import Iterator

from planpress import baselines as room
from planpress.document.blocks import Block, Bullets, Cell, Column, Line, Paragraph, Row, table
from planpress.model.diagnosis import Diagnosis, NextRung, ReferenceResult
from planpress.model.text import Text, Words
from planpress.model.wording import listed, number, with_unit
from planpress.sections.section import SectionKind, Subject

ADVICE = "Take the highest rung that still lets you label more data with ease, and collect where the model does worst."


def _blocks(subject: Subject) -> Iterator[Block]:
    found, rung = subject.evaluation.diagnosis, subject.evaluation.next_rung
    if found is not None:
        yield from _diagnosed(subject, found)
    said = _rung_text(found, rung) if rung else ""
    if rung and said:
        yield Paragraph(said, lead="Next rung", key=subject.of("next rung"))
        if rung.ask:
            yield Paragraph(ADVICE, quiet=True)


def _diagnosed(subject: Subject, found: Diagnosis) -> Iterator[Block]:
    yield Paragraph(found.sentence, lead=found.model, key=subject.of("diagnosis"))
    if found.steps and subject.project.active:
        yield Paragraph(f"Try first: {listed(found.steps)}.")
    unit = subject.metrics[found.metric].unit
    measured = [("Training", found.train), ("Validation", found.validation)]
    lines = [f"{name}: {'–' if value is None else with_unit(value, unit)}" for name, value in measured]
    keys = (subject.of("diagnosis", f"{at} of {len(lines)}") for at in range(len(lines)))
    yield Bullets(tuple(Line(line, key=key) for line, key in zip(lines, keys, strict=True)))
    yield from _references(subject, found, unit)
    turn = _turn_text(subject, found, unit)
    if turn:
        yield Paragraph(turn, key=subject.of("diagnosis", "turn"))


def _references(subject: Subject, found: Diagnosis, unit: str | None) -> Iterator[Block]:
    of, gaps = (f" ({name})" if name else "" for name in (unit, "percentage points" if unit == "%" else unit))
    columns = [
        Column("Reference", look="name"), Column("Comes first"), Column(f"Value{of}", number=True),
        Column(f"Avoidable bias{gaps}", number=True), Column(f"Generalisation gap{gaps}", number=True),
    ]  # fmt: skip
    variance = _gap(subject, found.generalisation_gap, "generalisation_gap")
    rows = (_reference(subject, found, one, variance) for one in found.references)
    yield from table(f"{found.model} against every reference", columns, rows)


def _reference(subject: Subject, found: Diagnosis, one: ReferenceResult, variance: Words) -> Row:
    names = "references", one.baseline.id
    return Row((
        Cell(one.baseline.name),
        Cell(one.first or "–"),
        Cell(number(one.value)),
        Cell(_gap(subject, one.reference_gap, *names)),
        Cell(variance),
    ), strong=one.baseline == found.reference, key=subject.of("diagnosis", *names))  # fmt: skip


def _gap(subject: Subject, gap: float | None, *names: str) -> Words:
    return "–" if gap is None else subject.number(number(gap), "diagnosis", *names)


def _turn_text(subject: Subject, found: Diagnosis, unit: str | None) -> Text:
    """Which references would turn what comes first; nothing where none would, and where that is not known."""
    if found.turn is None:
        return Text()
    at = subject.number(with_unit(found.turn, unit), "diagnosis", "turn")
    if found.first == "underfitting":
        overfits = (found.generalisation_gap or 0.0) > 0
        return Text("A reference worse than ", at, " would make overfitting first.") if overfits else Text()
    if subject.metrics[found.metric].allows_better(found.turn):
        return Text("A reference better than ", at, " would make underfitting first.")
    return Text("No reference, and so no rung, can make underfitting first: it would have to be better than ", at, ".")


def _rung_text(found: Diagnosis | None, rung: NextRung) -> Words:
    """Whether better people are to be measured next, and why; nothing where the turn says it already."""
    if rung.ask:
        return Text(rung.reason, f"; {rung.ask}.")
    if rung.because:
        return Text(rung.reason, "; nobody is above experts together.")
    if found is None or found.first is None:
        return ""
    if found.first == "underfitting":
        return "No higher rung changes what comes first."
    people = (one for one in found.references if one.baseline.kind in room.BY_PEOPLE)
    turned = next((one.baseline.name for one in people if one.first == "underfitting"), None)
    return f"{turned}, measured already, would make underfitting first." if turned else ""


SECTION = SectionKind(
    "diagnosis", "Diagnosis", 11, _blocks, edits=("diagnosis",), conclusions=("diagnosis",), folded=True
)
