"""Where the error of a model comes from, and what to try first."""

from collections.abc import Iterator

from planpress.document.blocks import Block, Bullets, Line, Paragraph
from planpress.model.wording import listed, with_unit
from planpress.sections.section import SectionKind, Subject


def _blocks(subject: Subject) -> Iterator[Block]:
    found = subject.evaluation.diagnosis
    if found is None:
        return
    yield Paragraph(found.sentence, lead=found.model, key=subject.of("diagnosis"))
    if found.steps:
        yield Paragraph(f"Try first: {listed(found.steps)}.")
    unit = subject.metrics[found.metric].unit
    measured = [("Training", found.train), ("Validation", found.validation)]
    lines = [f"{name}: {'–' if value is None else with_unit(value, unit)}" for name, value in measured]
    if found.reference and found.reference_value is not None:
        lines.insert(0, f"Reference: {found.reference.name}, {with_unit(found.reference_value, unit)}")
    keys = (subject.of("diagnosis", f"{at} of {len(lines)}") for at in range(len(lines)))
    yield Bullets(tuple(Line(line, key=key) for line, key in zip(lines, keys, strict=True)))


SECTION = SectionKind(
    "diagnosis", "Diagnosis", 11, _blocks, edits=("diagnosis",), conclusions=("diagnosis",), folded=True
)
