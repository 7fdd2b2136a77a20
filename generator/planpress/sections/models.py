"""How good the models are: beside what was there, in what they trade, and under every rule."""

from collections.abc import Iterator

from planpress.charts import ladder, tradeoffs
from planpress.document.blocks import Block, Bullets, Line, Paragraph, charts
from planpress.model.evaluation import RuleResult
from planpress.model.wording import listed
from planpress.sections.choice_sentences import choice_sentences
from planpress.sections.model_table import MOST_ON_PAPER, model_table, rule_label
from planpress.sections.section import SectionKind, Subject


def _rule(subject: Subject, rule: RuleResult) -> Line:
    """What a rule does and what it chooses."""
    if rule.winners:
        chosen = f"{listed(rule.winners)} {'wins' if len(rule.winners) == 1 else 'tie'}."
    elif rule.nearest:
        chosen = f"No model qualifies; the nearest is {rule.nearest}."
    else:
        chosen = "No model can be judged."
    return Line(f"{rule.words}. {chosen}", lead=rule_label(rule), key=subject.of("rule", rule.id))


def _blocks(subject: Subject) -> Iterator[Block]:
    plan, evaluation = subject.plan, subject.evaluation
    yield from charts(ladder.figure(plan, evaluation), tradeoffs.figure(plan, evaluation))
    if subject.project.table is not None and subject.project.table.models:
        sentences = tuple(choice_sentences(plan, evaluation))
        for at, sentence in enumerate(sentences, start=1):
            yield Paragraph(sentence, key=subject.of("choice", f"{at} of {len(sentences)}"))
        if evaluation.rules:
            yield Bullets(tuple(_rule(subject, rule) for rule in evaluation.rules))
    yield from model_table(subject, MOST_ON_PAPER if subject.paper else None)


SECTION = SectionKind(
    "models", "Models and baselines", 8, _blocks,
    edits=("models", "rules", "decide_by", "metrics", "baselines"),
    conclusions=("winner", "floor", "ceiling", "baseline"),
)  # fmt: skip
