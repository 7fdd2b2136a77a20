"""What the required accuracy costs, and what each design saves of it."""

from collections.abc import Iterator

from planpress.document.blocks import Block, Paragraph
from planpress.explanations.gap_working import multiple_words
from planpress.model.text import Number, Text, Words
from planpress.model.wording import percent, share
from planpress.sections.section import SectionKind, Subject


def _blocks(subject: Subject) -> Iterator[Block]:
    sentences = tuple(_sentences(subject))
    for at, sentence in enumerate(sentences, start=1):
        yield Paragraph(sentence, key=subject.of("cost", f"{at} of {len(sentences)}"))


def _sentences(subject: Subject) -> Iterator[Text]:
    if not subject.evaluation.costs:
        return
    start, full, *designs = subject.evaluation.costs
    now, required = _accuracy(start.accuracy), _accuracy(full.accuracy)
    if full.multiple <= 1:
        yield Text(f"The required {required} is reached: it is {now} now.")
        return
    begun = f"{now} {'now' if start.label == 'now' else '(a coin’s toss)'}"
    times = subject.number(f"{multiple_words(full.multiple)} times", "cost")
    yield Text(f"From {begun} to the required {required} costs about ", times, " as much.")
    for at, design in enumerate(designs, start=1):
        saves = design.saves or 0
        less: Words | Number = subject.number(percent(saves), "cost", "design", str(at)) if saves > 0 else "no"
        enough = f": {_accuracy(design.accuracy)} is enough, which costs "
        yield Text(design.label, enough, less, " less.").capital()


def _accuracy(accuracy: float) -> str:
    return f"{share(accuracy, 100, 10)} %"


SECTION = SectionKind("cost", "What accuracy costs", 15, _blocks, edits=("accuracy",), folded=True)
