"""How good the models are: beside what was there, in what they trade, and under every rule that decides or once did;
what they were not compared with, and where their errors come from."""

from collections.abc import Iterator

from planpress import baselines as room
from planpress.charts import ladder, tradeoffs
from planpress.document.blocks import Block, Bullets, Line, Paragraph, charts
from planpress.model.evaluation import Missing, PastRule, RuleResult
from planpress.model.wording import day, listed, with_unit
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


def _models(subject: Subject) -> Iterator[Block]:
    plan, evaluation = subject.plan, subject.evaluation
    yield from charts(ladder.figure(plan, evaluation), tradeoffs.figure(plan, evaluation))
    if subject.project.table is not None and subject.project.table.models:
        sentences = tuple(choice_sentences(plan, evaluation))
        for at, sentence in enumerate(sentences, start=1):
            yield Paragraph(sentence, key=subject.of("choice", f"{at} of {len(sentences)}"))
        if evaluation.rules:
            yield Bullets(tuple(_rule(subject, rule) for rule in evaluation.rules))
    yield from model_table(subject, MOST_ON_PAPER if subject.paper else None)


MODELS = SectionKind(
    "models", "Models and baselines", 8, _models,
    edits=("models", "rules", "decide_by", "metrics", "baselines"),
    conclusions=("winner", "floor", "ceiling", "baseline"),
)  # fmt: skip


def _past_rule(item: PastRule, label: str) -> Line:
    """From when to when a rule decided, why, and what it would choose today."""
    until = f"to {day(item.until)}" if item.until else "until now"
    because = f" ({item.change.because})" if item.change.because else ""
    chosen = "chooses nothing"
    if item.winners:
        chosen = f"{'chooses' if len(item.winners) == 1 else 'leaves a tie of'} {listed(item.winners)}"
        chosen += ", as the deciding rule does" if item.agrees else ""
    return Line(f"{day(item.change.since)} {until}: {label}{because}. Today it {chosen}.")


def _earlier(subject: Subject) -> Iterator[Block]:
    evaluation = subject.evaluation
    if evaluation.earlier:
        labels = {rule.id: rule.label for rule in evaluation.rules}
        yield Bullets(tuple(_past_rule(item, labels[item.change.rule]) for item in evaluation.earlier))


EARLIER = SectionKind("earlier", "Which rule decided when", 22, _earlier, edits=("rule_history",), folded=True)


def missing_words(missing: Missing) -> str:
    """What is said of a kind of baseline that the project does not have."""
    kind = room.BY_ID[missing.kind]
    none = f"No {kind.label.lower()} baseline"
    if missing.waiver is None:
        return f"{none}: {kind.question}"
    return f"{none}{'; its waiver ended' if missing.ended else ', waived'}: {missing.waiver.because}"


def _missing(subject: Subject) -> Iterator[Block]:
    if subject.evaluation.missing:
        yield Bullets(tuple(Line(missing_words(one)) for one in subject.evaluation.missing), look="missing")


MISSING = SectionKind("missing", "Not yet compared with", 21, _missing, edits=("waivers",), folded=True)


def _diagnosis(subject: Subject) -> Iterator[Block]:
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


DIAGNOSIS = SectionKind(
    "diagnosis", "Diagnosis", 11, _diagnosis, edits=("diagnosis",), conclusions=("diagnosis",), folded=True
)
