"""What is required of the leading model, and by how much it meets or misses it."""

from __future__ import annotations

from collections.abc import Iterator

from planpress.document.blocks import Block, Bullets, Line
from planpress.explanations.gap_working import requirement_names
from planpress.model.evaluation import RequirementResult
from planpress.model.text import Number, Text
from planpress.model.wording import difference, with_unit
from planpress.rules.common import bound_words
from planpress.sections.section import SectionKind, Subject


def _blocks(subject: Subject) -> Iterator[Block]:
    named = zip(requirement_names(subject.evaluation), subject.evaluation.requirements, strict=True)
    lines = tuple(_line(subject, subject.of("requirements", name), result) for name, result in named)
    if lines:
        yield Bullets(lines, look="requirements")


def _line(subject: Subject, key: str, result: RequirementResult) -> Line:
    metric = subject.metrics.get(result.bound.metric)
    limit = Text(bound_words(result.bound, subject.metrics)).capital()
    said = _words(result, key, metric.unit if metric else None)
    return Line(said, lead=limit, note=Text(result.why or ""), state=result.status, key=key)


def _words(result: RequirementResult, key: str, unit: str | None) -> Text:
    if result.value is None or result.margin is None:
        return Text(Number("not measured", key))
    margin = Number(difference(abs(result.margin), unit), key, result.margin)
    value = with_unit(result.value, unit)
    if result.status == "met":
        return Text(f"met with {value}, ", margin, " to spare")
    return Text(f"missed with {value}, by ", margin)


SECTION = SectionKind(
    id="requirements",
    title=lambda subject: "Requirements",
    margin=7,
    edits=frozenset({"requirements"}),
    conclusions=frozenset({"requirement"}),
    blocks=_blocks,
)
