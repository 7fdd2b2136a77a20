"""What is required of the leading model, and by how much it meets or misses it."""

from collections.abc import Iterator

from planpress.document.blocks import Block, Bullets, Line
from planpress.document.labels import metric_label
from planpress.explanations.gap_working import requirement_names
from planpress.model.evaluation import RequirementResult
from planpress.model.text import Number, Text, Words, joined, listed
from planpress.model.wording import difference, with_unit
from planpress.rules.common import bound_words
from planpress.sections.section import SectionKind, Subject


def met_text(subject: Subject) -> Text:
    """How many requirements are met, and which are not; nothing where there are none."""
    named = _named(subject)
    if not named:
        return Text()
    evaluation, model = subject.evaluation, named[0][1].model
    met = sum(result.status == "met" for _, result in named)
    nearest = model is not None and evaluation.chosen is None
    parts: list[Words] = [f"{f'{model} meets' if nearest else 'Meets'} {met} of {len(named)}"]
    missed = [_missed(subject, name, result) for name, result in named if result.status == "missed"]
    if missed:
        parts.append(Text("missed: ", listed(missed)))
    unknown = dict.fromkeys(
        metric_label(result.bound.metric, subject.metrics) for _, result in named if result.status == "not-measured"
    )
    if unknown:
        parts.append(Text("not measured: ", listed(unknown)))
    return Text(joined(parts, "; "), ".")


def _named(subject: Subject) -> list[tuple[str, RequirementResult]]:
    return list(zip(requirement_names(subject.evaluation), subject.evaluation.requirements, strict=True))


def _unit(subject: Subject, result: RequirementResult) -> str | None:
    metric = subject.metrics.get(result.bound.metric)
    return metric.unit if metric else None


def _margin(subject: Subject, name: str, result: RequirementResult) -> Number:
    margin = result.margin or 0.0
    text = difference(abs(margin), _unit(subject, result))
    return subject.number(text, "requirements", name, value=margin)


def _missed(subject: Subject, name: str, result: RequirementResult) -> Text:
    return Text(f"{bound_words(result.bound, subject.metrics)} (by ", _margin(subject, name, result), ")")


def _line(subject: Subject, name: str, result: RequirementResult) -> Line:
    limit = bound_words(result.bound, subject.metrics)
    key = subject.of("requirements", name)
    return Line(_words(subject, name, result), lead=limit, note=result.why or "", state=result.status, key=key)


def _words(subject: Subject, name: str, result: RequirementResult) -> Text:
    if result.value is None or result.margin is None:
        return Text(subject.number("not measured", "requirements", name))
    margin = _margin(subject, name, result)
    value = with_unit(result.value, _unit(subject, result))
    if result.status == "met":
        return Text(f"met with {value}, ", margin, " to spare")
    return Text(f"missed with {value}, by ", margin)


def _blocks(subject: Subject) -> Iterator[Block]:
    lines = tuple(_line(subject, name, result) for name, result in _named(subject))
    if lines:
        yield Bullets(lines, look="requirements")


SECTION = SectionKind("requirements", "Requirements", 7, _blocks, edits=("requirements",), conclusions=("requirement",))
