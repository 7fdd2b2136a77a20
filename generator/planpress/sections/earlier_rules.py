"""Which rule decided when, and what each would choose today."""

from collections.abc import Iterator

from planpress.document.blocks import Block, Bullets, Line
from planpress.model.evaluation import PastRule
from planpress.model.wording import day, listed
from planpress.sections.section import SectionKind, Subject


def _earlier(item: PastRule, label: str) -> Line:
    """From when to when a rule decided, why, and what it would choose today."""
    until = f"to {day(item.until)}" if item.until else "until now"
    because = f" ({item.change.because})" if item.change.because else ""
    chosen = "chooses nothing"
    if item.winners:
        chosen = f"{'chooses' if len(item.winners) == 1 else 'leaves a tie of'} {listed(item.winners)}"
        chosen += ", as the deciding rule does" if item.agrees else ""
    return Line(f"{day(item.change.since)} {until}: {label}{because}. Today it {chosen}.")


def _blocks(subject: Subject) -> Iterator[Block]:
    evaluation = subject.evaluation
    if evaluation.earlier:
        labels = {rule.id: rule.label for rule in evaluation.rules}
        yield Bullets(tuple(_earlier(item, labels[item.change.rule]) for item in evaluation.earlier))


SECTION = SectionKind("earlier", "Which rule decided when", 22, _blocks, edits=("rule_history",), folded=True)
