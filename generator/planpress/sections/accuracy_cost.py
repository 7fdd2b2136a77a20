"""What accuracy costs: the required one, and each design that needs less."""

from collections.abc import Iterator

from planpress.document.blocks import Block, Paragraph
from planpress.document.labels import label
from planpress.model.feasibility import AUTOMATION_LABELS, multiple_words
from planpress.model.metrics import TIE
from planpress.model.text import Text, Words
from planpress.model.wording import percent, share
from planpress.sections.section import SectionKind, Subject


def _blocks(subject: Subject) -> Iterator[Block]:
    sentences = (*_sentences(subject), *_design_asked(subject))
    for at, sentence in enumerate(sentences, start=1):
        yield Paragraph(sentence, key=subject.of("cost", f"{at} of {len(sentences)}"))


def _sentences(subject: Subject) -> Iterator[Text]:
    if not subject.evaluation.costs:
        return
    start, full, *designs = subject.evaluation.costs
    measured = subject.project.accuracy is not None and subject.project.accuracy.metric is not None
    now, required = _accuracy(start.accuracy, 4 if measured else 10), _accuracy(full.accuracy)
    if full.multiple <= 1:
        yield Text(f"The required {required} is reached: it is {now} now.")
        return
    begun = f"today's {now}" if start.label == "now" else f"the {now} of a coin's toss"
    times = subject.number(f"{multiple_words(full.multiple)} times", "cost")
    yield Text(f"Reaching {required} from {begun} would cost about ", times, " as much.")
    for at, design in enumerate(designs, start=1):
        saves = design.saves or 0
        less: Words = subject.number(percent(saves), "cost", "design", str(at)) if saves > 0 else "nothing"
        does = f" ({AUTOMATION_LABELS[design.automation]})" if design.automation else ""
        enough = f"{does}: {_accuracy(design.accuracy)} is then enough, which saves "
        yield Text(design.label, enough, less, ".").capital()


def _accuracy(accuracy: float, digits: int = 10) -> str:
    return f"{share(accuracy, 100, digits)} %"


def _design_asked(subject: Subject) -> Iterator[Text]:
    """Where accuracy holds feasibility back most, and the product is designed as if it had to be met."""
    entry, accuracy = subject.entry, subject.project.accuracy
    if entry is None or (accuracy is not None and accuracy.design):
        return
    group, factors = entry.feasibility, subject.plan.feasibility
    lost = {
        one.factor: group.most_of(one) - added
        for one in group.factors
        if (added := group.added_by(one)) is not None and group.most_of(one) - added > TIE
    }
    most = max(lost.values(), default=0.0)
    for name, one in lost.items():
        if factors[name].driver == "accuracy" and most - one < TIE:
            asked = "which design would do with less? Write it under accuracy: design"
            yield Text(f"{label(name, factors[name])} holds feasibility back most: {asked}.").capital()


SECTION = SectionKind("cost", "What accuracy costs", 15, _blocks, edits=("accuracy", "automation"), folded=True)
