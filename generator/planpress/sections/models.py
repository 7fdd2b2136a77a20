"""Every model under every rule, what each rule chooses, and which rule decided when."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from typing import Literal

from planpress.charts import tradeoffs
from planpress.document.blocks import Block, Bullets, Cell, Column, Heading, Line, Paragraph, Row, charts, table
from planpress.document.labels import metric_label
from planpress.model.evaluation import PastRule, RuleResult, Verdict
from planpress.model.metrics import Metric
from planpress.model.tables import Model
from planpress.model.text import Text, joined
from planpress.model.wording import counted, day, listed, number, rounded
from planpress.sections.choice_sentences import choice_sentences
from planpress.sections.section import SectionKind, Subject

MOST_ON_PAPER = 15
"""With more models than this, the table beside the decision has the first ones by the rule that decides."""


def model_table(subject: Subject, most: int | None = None) -> Iterator[Block]:
    """Every model under every rule; with `most`, at most this many, the first by the rule that decides."""
    project, evaluation = subject.project, subject.evaluation
    if project.table is None:
        return
    models: Sequence[Model] = project.table.models
    caption, count = "Every model under every rule", len(models)
    if most is not None and count > most:
        models = sorted(models, key=lambda model: _rank(evaluation.deciding, model.name))[:most]
        caption = f"The first {most} of {counted(count, 'model')}"
    columns = [Column("Model", id="model", look="name")]
    if evaluation.rules:
        columns.append(Column("By the rule that decides", id="verdict", sorts="number", look="words", aside=True,
                              by="its rank under the rule that decides"))  # fmt: skip
    columns += [_measured(name, subject.metrics.get(name)) for name in project.table.columns]
    columns += [_scored(rule) for rule in evaluation.rules]
    rows = (_model(subject, model, project.table.columns) for model in models)
    yield from table(caption, columns, rows, id="models", searched=False)


def column_title(name: str, metric: Metric | None) -> str:
    """The head of a column of measured values: the metric's label and unit."""
    label = metric_label(name, {name: metric} if metric else {})
    return f"{label} ({metric.unit})" if metric and metric.unit else label


def why(subject: Subject, model: str) -> Text:
    """Why a model is chosen or not by the rule that decides; nothing where none does."""
    rule = subject.evaluation.deciding
    if rule is None:
        return Text()
    verdict = rule.verdict(model)
    if not verdict.because:
        return Text("chosen")
    because = joined(verdict.because, "; ")
    if verdict.status == "ranked":
        return because
    return Text(subject.number(_status(verdict), "rules", rule.id, model), ": ", because)


def _rank(rule: RuleResult | None, model: str) -> float:
    rank = rule.verdict(model).rank if rule else None
    return float("inf") if rank is None else rank


def _measured(name: str, metric: Metric | None) -> Column:
    return Column(column_title(name, metric), number=True, id=f"value.{name}", best=_best(metric))


def _scored(rule: RuleResult) -> Column:
    look = "decides" if rule.decides else ""
    return Column(_label(rule), number=True, id=f"rule.{rule.id}", best=_best(rule), look=look)


def _best(of: Metric | RuleResult | None) -> Literal["ascending", "descending"]:
    return "ascending" if of and of.better == "lower" else "descending"


def _label(rule: RuleResult) -> str:
    return f"{rule.label} (decides)" if rule.decides else rule.label


def _model(subject: Subject, model: Model, columns: Sequence[str]) -> Row:
    deciding, name = subject.evaluation.deciding, model.name
    chosen = deciding is not None and name in deciding.winners
    cells = [Cell(name, strong=chosen)]
    if subject.evaluation.rules:
        rank = deciding.verdict(name).rank if deciding else None
        place = "" if rank is None else rank
        cells.append(Cell(why(subject, name), sort=place, key=subject.of("because", name)))
    for column in columns:
        value = model.values.get(column)
        shown, sort = ("–", "") if value is None else (number(value), value)
        cells.append(Cell(shown, sort=sort, key=subject.of("value", name, column) if sort != "" else ""))
    cells += [_score(subject, rule, name) for rule in subject.evaluation.rules]
    return Row(tuple(cells), strong=chosen, id=name, key=subject.of("model", name))


def _score(subject: Subject, rule: RuleResult, model: str) -> Cell:
    verdict, key = rule.verdict(model), subject.of("score", rule.id, model)
    names = "rules", rule.id, model
    if verdict.score is None:
        return Cell(Text(subject.number(_status(verdict), *names)), sort="", key=key, state="none")
    best = "best" if verdict.rank == 1 else ""
    return Cell(Text(subject.number(rounded(verdict.score), *names)), sort=verdict.score, key=key, badge=best)


def _status(verdict: Verdict) -> str:
    return verdict.status.replace("-", " ")


def _rule(subject: Subject, rule: RuleResult) -> Line:
    """What a rule does and what it chooses."""
    if rule.winners:
        chosen = f"{listed(rule.winners)} {'wins' if len(rule.winners) == 1 else 'tie'}."
    elif rule.nearest:
        chosen = f"No model qualifies; the nearest is {rule.nearest}."
    else:
        chosen = "No model can be judged."
    return Line(f"{rule.words}. {chosen}", lead=_label(rule), key=subject.of("rule", rule.id))


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
    plan, evaluation = subject.plan, subject.evaluation
    if subject.project.table is not None and subject.project.table.models:
        yield from charts(tradeoffs.figure(plan, evaluation))
        sentences = tuple(choice_sentences(plan, evaluation))
        for at, sentence in enumerate(sentences, start=1):
            yield Paragraph(sentence, key=subject.of("choice", f"{at} of {len(sentences)}"))
        if evaluation.rules:
            yield Bullets(tuple(_rule(subject, rule) for rule in evaluation.rules))
        yield from model_table(subject, MOST_ON_PAPER if subject.paper else None)
    if evaluation.earlier:
        labels = {rule.id: rule.label for rule in evaluation.rules}
        yield Heading("Which rule decided when")
        yield Bullets(tuple(_earlier(item, labels[item.change.rule]) for item in evaluation.earlier))


SECTION = SectionKind(
    "models", "Models", 8, _blocks,
    edits=("models", "rules", "decide_by", "rule_history", "metrics"),
    conclusions=("winner",),
)  # fmt: skip
