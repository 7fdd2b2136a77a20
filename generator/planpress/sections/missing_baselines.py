"""The kinds of baselines that were not measured, and why."""

from collections.abc import Iterator

from planpress import baselines as room
from planpress.document.blocks import Block, Bullets, Line
from planpress.model.evaluation import Missing
from planpress.model.wording import in_sentence
from planpress.sections.section import SectionKind, Subject


def missing_words(missing: Missing) -> str:
    """What is said of a kind of baseline that the project does not have."""
    kind = room.BY_ID[missing.kind]
    none = f"No {in_sentence(kind.label)} baseline"
    if missing.waiver is None:
        return f"{none}: {kind.question}"
    return f"{none}{'; its waiver ended' if missing.ended else ', waived'}: {missing.waiver.because}"


def _blocks(subject: Subject) -> Iterator[Block]:
    if subject.evaluation.missing:
        yield Bullets(tuple(Line(missing_words(one)) for one in subject.evaluation.missing), look="missing")


SECTION = SectionKind("missing", "Not yet compared with", 21, _blocks, edits=("waivers",), folded=True)
