"""How good the models are: beside what was there, in what they trade, and under every rule that decides or once did;
and what they were not compared with."""

from collections.abc import Iterator, Sequence
from functools import partial

from planpress import baselines as room
from planpress.charts import ladder, tradeoffs
from planpress.charts.candidates import Deciding, deciding
from planpress.charts.engine.text_metrics import clean, shorten
from planpress.document.blocks import Block, Bullets, Line, Paragraph, chart
from planpress.model.evaluation import Evaluation, Missing, PastRule
from planpress.model.metrics import WORDS
from planpress.model.plan import Plan
from planpress.model.rule import Metrics, Rule
from planpress.model.rule_result import RuleResult
from planpress.model.sensitivity import Sweep, SwitchPoint, named, won_by
from planpress.model.wording import day, few, listed, rounded, with_unit
from planpress.rules.common import limit_words
from planpress.sections.model_table import MOST_ON_PAPER, model_table, rule_label, score_table
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
    yield from chart(partial(ladder.figure, plan, evaluation))
    yield from chart(partial(tradeoffs.figure, plan, evaluation))
    if subject.project.table is not None and subject.project.table.models:
        sentences = tuple(choice_sentences(plan, evaluation))
        for at, sentence in enumerate(sentences, start=1):
            yield Paragraph(sentence, key=subject.of("choice", f"{at} of {len(sentences)}"))
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
    if evaluation.rules and subject.project.table is not None:
        yield Bullets(tuple(_rule(subject, rule) for rule in evaluation.rules))
        yield from score_table(subject)
    if evaluation.earlier:
        labels = {rule.id: rule.label for rule in evaluation.rules}
        yield Bullets(tuple(_past_rule(item, labels[item.change.rule]) for item in evaluation.earlier))


EARLIER = SectionKind("earlier", "Rules", 22, _earlier, edits=("rule_history",), folded=True)


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


_NUMBERS = ("No", "One", "Two", "Three", "Four", "Five", "Six", "Seven", "Eight", "Nine")
_LONGEST = 48
"""A rule goes by what it measures where that is no longer, else by its label."""


def choice_sentences(plan: Plan, evaluation: Evaluation) -> Iterator[str]:
    """Who wins under which rule, and what the limit or the weight that turns the choice first has to do with it."""
    if len(evaluation.rules) > 1 and any(one.rank for rule in evaluation.rules for one in rule.verdicts):
        yield f"{_of_rules(plan, evaluation)}."
    of, sweep = deciding(plan, evaluation), _first_sweep(evaluation)
    if of is not None and sweep is not None:
        said = _of_limit(of, sweep, evaluation) if sweep.bound else _of_weight(of, sweep)
        if said:
            yield f"{said}."


def _first_sweep(evaluation: Evaluation) -> Sweep | None:
    """The threshold or weight whose move first turns the choice to another model; where none does, the first that
    leaves no model, else the first there is."""
    first = min(evaluation.switch_points, key=lambda point: not point.winners, default=None)
    return next((sweep for sweep in evaluation.sweeps if first is None or _moves(first, sweep)), None)


def _moves(point: SwitchPoint, sweep: Sweep) -> bool:
    return (point.metric, point.bound) == (sweep.metric, sweep.bound)


def _of_rules(plan: Plan, evaluation: Evaluation) -> str:
    rules, groups = evaluation.rules, dict[tuple[str, ...], list[RuleResult]]()
    metrics = plan.metrics_of(evaluation.project)
    for rule in rules:
        groups.setdefault(rule.winners, []).append(rule)
    if len(groups) == 1:
        return _agreed(rules)
    found = len({name for names in groups for name in names})
    tied = " with ties" if any(len(names) > 1 for names in groups) else ""
    count = f"{_in_words(found).lower()} {'winner' if found == 1 else 'winners'}{tied}"
    # The choice of the rule that decides is always told.
    first = sorted(groups.values(), key=lambda group: not any(rule.decides for rule in group))[:3]
    shown = [group for group in groups.values() if group in first]
    short = {one.id: _short(one, evaluation.project.rules[one.id], metrics) for one in rules}
    told = [f"{_chosen(group[0])} by {few([short[rule.id] for rule in group], 2)}" for group in shown]
    more = f"; {len(groups) - 3} more in the table" if len(groups) > 3 else ""
    return f"{_in_words(len(rules))} rules, {count}: {', '.join(told)}{more}"


def _agreed(rules: Sequence[RuleResult]) -> str:
    both = len(rules) == 2
    if len(rules[0].winners) > 1:
        return f"{_chosen(rules[0])} tie under {'both rules' if both else 'every rule'}"
    return f"{'Both rules choose' if both else 'Every rule chooses'} {_chosen(rules[0])}"


def _in_words(count: int) -> str:
    return _NUMBERS[count] if count < len(_NUMBERS) else str(count)


def _short(result: RuleResult, rule: Rule, metrics: Metrics) -> str:
    """What a rule goes by: `precision with recall above 0.6`."""
    limits = limit_words(rule, metrics)
    words = clean(rule.aim(metrics)[1] + (f" with {limits}" if limits else ""))
    return words if len(words) <= _LONGEST else shorten(result.label, _LONGEST)


def _chosen(rule: RuleResult) -> str:
    """Whom a rule chooses, as a sentence names them; nobody where it has no winner."""
    return few([shorten(name, 32) for name in rule.winners], 2) or "nobody"


def _of_limit(of: Deciding, sweep: Sweep, evaluation: Evaluation) -> str:
    """Whether the choice hangs on a limit; nothing where no model wins wherever it is."""
    bound, unit = sweep.bound, of.unit(sweep.metric)
    if bound is None or not any(one.winners for one in sweep.segments):
        return ""
    if len(sweep.segments) == 1:
        return f"{_wins(sweep.now)} wherever the limit of {of.name(sweep.metric)} is"
    first = next((point for point in evaluation.switch_points if _moves(point, sweep)), None)
    if not sweep.now:
        tail = f"; if its limit {first.words(unit)}, {_wins(first.winners)}" if first else ""
        return f"No model has {of.bound(bound)}{'' if len(of.rule.bounds()) == 1 else ' and all the rest'}{tail}"
    loosest = sweep.segments[0 if bound.better == "higher" else -1].winners
    if sweep.now != loosest:
        must = f"{of.name(sweep.metric)} must be {WORDS[bound.operator]} {with_unit(bound.limit, unit)}"
        would = f"{_named(loosest)} would{' tie' if len(loosest) > 1 else ''}"
        return f"{_wins(sweep.now)} only because {must}: without that {would}"
    tail = f"; if the limit {first.words(unit)}, {_wins(first.winners)}" if first else ""
    return f"{_wins(sweep.now)} with or without {of.bound(bound)}{tail}"


def _of_weight(of: Deciding, sweep: Sweep) -> str:
    """Who wins as a weight moves; nothing where no move of it turns the choice."""
    name, turns = of.name(sweep.metric), len(sweep.breakpoints)
    if not turns or not sweep.now:
        return ""
    if turns < 4:
        first, *others, last = sweep.segments
        between = [f"{_won_by(one.winners)} up to {rounded(one.high)}" for one in others]
        begin = f"{_wins(first.winners)} up to a weight of {rounded(first.high)} on {name}"
        return f"{', '.join([begin, *between])}, {_won_by(last.winners)} from there"
    now = next((one for one in sweep.segments if one.low < sweep.declared < one.high), None)
    where = f" from {rounded(now.low)} to {rounded(now.high)}" if now and now.winners == sweep.now else ""
    changes = f"The winner changes {turns} times with the weight of {name}"
    return f"{changes}; at {rounded(sweep.declared)}, as it is now, {_wins(sweep.now)}{where}"


def _won_by(winners: Sequence[str]) -> str:
    return won_by([shorten(name) for name in winners])


def _named(winners: Sequence[str]) -> str:
    return named([shorten(name) for name in winners])


def _wins(winners: Sequence[str]) -> str:
    """Who wins, with the verb: net-2 wins, a and b tie, no model wins."""
    return f"{_named(winners)} {'tie' if len(winners) > 1 else 'wins'}"
