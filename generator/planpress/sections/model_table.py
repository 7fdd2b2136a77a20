"""The table of a project's models and baselines: what was measured of each, under every rule, best first."""

import math
from collections.abc import Collection, Iterator, Mapping, Sequence
from typing import Literal

from planpress import baselines as room
from planpress.document.blocks import Block, Bullets, Cell, Column, Line, Paragraph, Row, table
from planpress.document.labels import label, metric_label
from planpress.model.diagnosis import PEOPLE
from planpress.model.evaluation import BaselineResult, Evaluation
from planpress.model.metrics import WORDS, Metric
from planpress.model.project_parts import Baseline
from planpress.model.rule_result import RuleResult
from planpress.model.tables import Model
from planpress.model.text import Styled, Text, Words, joined
from planpress.model.wording import counted, day, number, percent, shortened
from planpress.sections.comparability import not_the_same
from planpress.sections.measured_cells import Shown, least_error, measured_cells, of_models, shown_in_column
from planpress.sections.section import Subject
from planpress.sections.standing import beside_baseline
from planpress.sections.table_extent import extent_of, left_out

MOST_NOTED, LONGEST_NOTES = 100, 600
"""The most models of which a page has notes, and the characters of those of one."""

def model_table(subject: Subject) -> Iterator[Block]:
    """Models and baselines by the measure that decides, and what is noted of models."""
    evaluation, given = subject.evaluation, subject.project.table
    deciding, models = evaluation.deciding, _in_order(subject)
    caption = "Models and baselines" if models and evaluation.baselines else "Models" if models else "Baselines"
    measured = (name for one in evaluation.baselines for name in one.baseline.values)
    every = tuple(dict.fromkeys([*(given.columns if given else ()), *measured]))
    extent = extent_of(subject, every, len(models))
    models, metrics = _written(subject, models, extent.rows), extent.columns
    valued = [*(model.values for model in models), *(one.baseline.values for one in evaluation.baselines)]
    errors = {name: least_error(evaluation, name) for name in metrics}
    shown = {name: shown_in_column(values.get(name) for values in valued) for name in metrics}
    scores = [deciding.verdict(model.name).score if deciding else None for model in models]
    scored = shown_in_column([*scores, *(one.measure for one in evaluation.baselines)])
    sure = of_models(deciding, scored)
    rows = [(score, _model(subject, model, shown, errors, sure)) for score, model in zip(scores, models, strict=True)]
    rows += [(one.measure, _baseline(subject, one, shown, errors, scored)) for one in evaluation.baselines]
    # By the measure that decides, the best first; those without it last, as they were written.
    sign = -1 if deciding and deciding.better == "higher" else 1
    rows.sort(key=lambda one: math.inf if one[0] is None else sign * one[0])
    formulas = [(name, " ".join(known.formula.split())) for name in metrics
                if (known := subject.metrics.get(name)) and known.formula]  # fmt: skip
    if formulas:
        made = (Text(metric_label(name, subject.metrics), " from ", Styled(of, "code")) for name, of in formulas)
        yield Paragraph(Text("Worked out: ", joined(list(made), "; "), "."), quiet=True)
    columns = list(_columns(subject, metrics, extent.at_first))
    yield from table(caption, columns, [row for _, row in rows], id="models", searched=False, untitled=True,
                     every=extent.every)  # fmt: skip
    yield from left_out(subject, extent)
    yield from _notes(subject, [model for model in models if model.notes])


def _notes(subject: Subject, noted: Sequence[Model]) -> Iterator[Block]:
    """What is noted of the first of these models, folded."""
    if noted:
        of = "the first " if len(noted) > MOST_NOTED else ""
        words = f"Notes on {of}{counted(min(len(noted), MOST_NOTED), 'model')}"
        yield Bullets(tuple(_noted(subject, model) for model in noted[:MOST_NOTED]), folded=words)


def _in_order(subject: Subject) -> list[Model]:
    """The models, the best by the rule in force first; as they were written where none is."""
    deciding, given = subject.evaluation.deciding, subject.project.table
    models = [*given.models] if given else []
    if deciding is not None:
        models.sort(key=lambda model: deciding.verdict(model.name).rank or math.inf)
    return models


def _written(subject: Subject, models: Sequence[Model], most: int) -> list[Model]:
    """As many of the models as are written, and those that are spoken of wherever they stand."""
    evaluation = subject.evaluation
    of = {evaluation.chosen, evaluation.project.in_use.model if evaluation.project.in_use else None}
    return [model for at, model in enumerate(models) if at < most or model.name in of]


def _noted(subject: Subject, model: Model) -> Line:
    """What the columns say of a model that are no metric, cut where it is long: plan.json has all of it."""
    said = "; ".join(f"{metric_label(column, subject.metrics)}: {note}" for column, note in model.notes.items())
    return Line(shortened(said, LONGEST_NOTES), lead=model.name, key=subject.of("notes", model.name))


def why(subject: Subject, model: str) -> Text:
    """Why a model is chosen or not by the rule that decides; nothing where none does."""
    rule = subject.evaluation.deciding
    if rule is None:
        return Text()
    verdict = rule.verdict(model)
    if not verdict.because:
        return Text("picked by the rule" if subject.evaluation.differs else "chosen")
    because = joined(verdict.because, "; ")
    if verdict.status == "ranked":
        return because
    near = any(one.near for one in subject.evaluation.limits.get(model, ()))
    within = ", within its error" if near and len(verdict.because) == 1 else ""
    return Text(subject.number(verdict.words, "rules", rule.id, model), ": ", because, within)


def rule_label(rule: RuleResult) -> str:
    """What a rule is called, and whether it is in force."""
    return f"{rule.label} (in force)" if rule.decides else rule.label


def _columns(subject: Subject, metrics: Sequence[str], at_first: Collection[str]) -> Iterator[Column]:
    evaluation = subject.evaluation
    yield Column("Model or baseline" if evaluation.baselines else "Model", id="model", look="name")
    bounds = evaluation.rule.bounds() if evaluation.rule else ()
    for name in metrics:
        metric = subject.metrics.get(name)
        limits = [f", {WORDS[one.operator]} {number(one.limit)}" for one in bounds if one.metric == name]
        unit = f" ({metric.unit})" if metric and metric.unit else ""
        head = "".join([label(name, metric), unit, *limits])
        yield Column(head, number=True, id=f"value.{name}", best=_best(metric), at_first=name in at_first)
    if (rule := _scored(evaluation)) is not None:
        yield _score_column(rule)
    if evaluation.rules or evaluation.baselines:
        yield Column("Note", id="verdict", sorts="number", look="words", aside=True,
                     by="its rank under the rule in force")  # fmt: skip


def _scored(evaluation: Evaluation) -> RuleResult | None:
    """The deciding rule where its scores are worked out; else they stand among the values already."""
    return evaluation.deciding if evaluation.rule is not None and evaluation.rule.computed else None


def _score_column(rule: RuleResult) -> Column:
    look = "decides" if rule.decides else ""
    return Column(rule_label(rule), number=True, id=f"rule.{rule.id}", best=_best(rule), look=look)


def score_table(subject: Subject) -> Iterator[Block]:
    """What each rule makes of each model, where there are several rules."""
    rules, given = subject.evaluation.rules, subject.project.table
    if given is None or len(rules) < 2:
        return
    columns = [Column("Model", id="model", look="name"), *map(_score_column, rules)]
    shown = {rule.id: of_models(rule, shown_in_column(one.score for one in rule.verdicts)) for rule in rules}
    extent = extent_of(subject, [rule.id for rule in rules], len(given.models))
    models = given.models if extent.rows == len(given.models) else _in_order(subject)[: extent.rows]
    rows = (Row((Cell(one.name), *(_score(subject, rule, one.name, shown[rule.id]) for rule in rules)), id=one.name,
                key=subject.of("scores", one.name)) for one in models)  # fmt: skip
    yield from table("Every model under every rule", columns, rows, id="rules", searched=False, every=extent.every)


def _best(of: Metric | RuleResult | None) -> Literal["ascending", "descending"]:
    return "ascending" if of and of.better == "lower" else "descending"


def _model(
    subject: Subject, model: Model, shown: Mapping[str, Shown], errors: Mapping[str, float], scored: Shown
) -> Row:
    evaluation, name = subject.evaluation, model.name
    deciding, best = evaluation.deciding, evaluation.chosen
    chosen = name == best if evaluation.decided else deciding is not None and name in deciding.winners
    cells = [Cell(name, strong=chosen, note=_marks(evaluation, name))]
    cells += measured_cells(model.values, shown, errors, subject.of("value", name), evaluation.measured.get(name, {}))
    if (rule := _scored(evaluation)) is not None:
        cells.append(_score(subject, rule, name, scored))
    if evaluation.rules or evaluation.baselines:
        rank = deciding.verdict(name).rank if deciding else None
        cells.append(Cell(why(subject, name), sort="" if rank is None else rank, key=subject.of("because", name)))
    return Row(tuple(cells), strong=chosen, id=name, key=subject.of("model", name))


def _marks(evaluation: Evaluation, name: str) -> str:
    """What people decided about a model or a baseline, and where the rule chooses another."""
    in_use = evaluation.project.in_use
    decided = evaluation.decided is not None and evaluation.chosen == name
    marks = ["decided ≠ rule" if evaluation.differs else "decided"] if decided else []
    return ", ".join([*marks, *(["in use"] if in_use is not None and in_use.model == name else [])])


def _score(subject: Subject, rule: RuleResult, model: str, shown: Shown) -> Cell:
    verdict, key = rule.verdict(model), subject.of("score", rule.id, model)
    names = "rules", rule.id, model
    if verdict.score is None:
        return Cell(subject.number(verdict.words, *names), sort="", key=key, state="none")
    best = "best" if verdict.rank == 1 else ""
    return Cell(subject.number(shown[verdict.score], *names), sort=verdict.score, key=key, badge=best)


def _baseline(
    subject: Subject, result: BaselineResult, shown: Mapping[str, Shown], errors: Mapping[str, float], scored: Shown
) -> Row:
    baseline, evaluation = result.baseline, subject.evaluation
    is_model = baseline.id in evaluation.project.models()  # then people meant the model
    marks = "" if is_model else _marks(evaluation, baseline.id)
    cells = [Cell(baseline.name, badge=_badge(subject, baseline), note=marks)]
    sure = {} if is_model else evaluation.measured.get(baseline.id, {})
    cells += measured_cells(baseline.values, shown, errors, subject.of("measured", baseline.id), sure)
    if _scored(evaluation) is not None:
        measure = result.measure
        cells.append(Cell("–", sort="") if measure is None else Cell(scored[measure], sort=measure))
    what = ", ".join(filter(None, (room.BY_ID[baseline.kind].label, _rung(baseline))))
    note = "; ".join([*result.fails, *filter(None, [not_the_same(baseline)])])
    cells.append(Cell(joined([what, _gained(subject, result)], ": "), note, sort=""))
    return Row(tuple(cells), look="baseline", key=subject.of("baseline", baseline.id))


def baseline_sources(subject: Subject) -> Iterator[Line]:
    """Where what was measured of the baselines comes from, and from when it is."""
    for baseline in (one.baseline for one in subject.evaluation.baselines):
        known = [f"measured {day(baseline.measured)}"] if baseline.measured else []
        if told := "; ".join([*filter(None, [baseline.source]), *known]):
            yield Line(told, baseline.name, key=subject.of("source", baseline.id))


def _rung(baseline: Baseline) -> str:
    """Who the people of a human baseline are, and how many."""
    if not baseline.rung:
        return ""
    one, several, together = PEOPLE[baseline.rung]
    return f"{counted(baseline.people, one, several) if baseline.people else several}{together}"


def _gained(subject: Subject, result: BaselineResult) -> Text:
    """`net-b is 18 degrees better (23 %)`: what the leading model gains over it in the measure that decides."""
    evaluation = subject.evaluation
    model, rule = evaluation.chosen, evaluation.deciding
    ahead = result.deciding_gains.get(model) if model is not None else None
    if model is None or rule is None or ahead is None:
        return Text()
    told = ahead.absolute != 0 and ahead.relative is not None and ahead.compared != "not-distinguishable"
    relative = f" ({percent(abs(ahead.relative or 0.0))})" if told else ""
    return Text(f"{evaluation.name_of(model)} is ", beside_baseline(subject, rule, result, model), relative)


def _badge(subject: Subject, baseline: Baseline) -> Words:
    if baseline.id == subject.evaluation.floor:
        return subject.number("best without people", "floor")
    if baseline.id == subject.evaluation.ceiling:
        return subject.number("human level", "ceiling")
    return "target" if room.BY_ID[baseline.kind].role == "target" else ""
