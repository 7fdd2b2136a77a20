"""How good the models are: beside what was there, in what they trade, and under every rule that decides or once did;
and what they were not compared with."""

from collections.abc import Iterator, Sequence
from functools import partial

from planpress import baselines as room
from planpress.charts import ladder, tradeoffs
from planpress.charts.candidates import Deciding, deciding
from planpress.charts.engine.text_metrics import shorten
from planpress.document.blocks import Block, Bullets, Line, Paragraph, chart
from planpress.model.evaluation import Evaluation, Missing, PastRule
from planpress.model.plan import Plan
from planpress.model.rule_result import RuleResult
from planpress.model.sensitivity import Sweep, SwitchPoint, named
from planpress.model.wording import day, few, listed, rounded, with_unit
from planpress.sections.model_table import model_table, score_table
from planpress.sections.section import SectionKind, Subject


def _rule(subject: Subject, rule: RuleResult) -> Line:
    """What a rule does and what it picks: `Rule in force, "Grasp"`: `lowest angular error → net-b`."""
    if rule.winners:
        picks = listed(rule.winners) if len(rule.winners) == 1 else f"a tie of {listed(rule.winners)}"
    elif rule.nearest:
        picks = f"no model; {rule.nearest} comes closest"
    else:
        picks = "no model can be judged"
    lead = f'{"Rule in force" if rule.decides else "Rule"} "{rule.label}"'
    words = rule.words.removeprefix("the ")
    return Line(f"{words} → {picks}", lead=lead, key=subject.of("rule", rule.id))


def _models(subject: Subject) -> Iterator[Block]:
    plan, evaluation = subject.plan, subject.evaluation
    yield from chart(partial(ladder.figure, plan, evaluation))
    yield from chart(partial(tradeoffs.figure, plan, evaluation))
    given = subject.project.table
    if given is not None and given.models and (said := " ".join(choice_sentences(plan, evaluation))):
        yield Paragraph(said, key=subject.of("choice"))
    yield from model_table(subject)


MODELS = SectionKind(
    "models", "Models and baselines", 8, _models,
    edits=("models", "rules", "decide_by", "metrics", "baselines", "evidence"),
    conclusions=("winner", "floor", "ceiling", "baseline"),
)  # fmt: skip


def _past_rule(item: PastRule, label: str) -> Line:
    """From when to when a rule was in force, why, and what it would pick today where that is another model."""
    until = f"to {day(item.until)}" if item.until else "until now"
    because = f" ({item.change.because})" if item.change.because else ""
    picks = listed(item.winners) if len(item.winners) < 2 else f"a tie of {listed(item.winners)}"
    today = "" if item.agrees else f" Today it would pick {picks or 'no model'}."
    return Line(f"{day(item.change.since)} {until}: {label}{because}.{today}")


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
    none = f"Not measured: {room.BY_ID[missing.kind].means}"
    if missing.waiver is None:
        return none
    return f"{none} ({'the exemption ran out' if missing.ended else 'exempt'}: {missing.waiver.because})"


def _missing(subject: Subject) -> Iterator[Block]:
    if subject.evaluation.missing:
        yield Bullets(tuple(Line(missing_words(one)) for one in subject.evaluation.missing), look="missing")


MISSING = SectionKind("missing", "Not yet compared with", 21, _missing, edits=("waivers",), folded=True)


_LONGEST = 48
"""A rule goes by its label, cut where it is longer."""


def choice_sentences(plan: Plan, evaluation: Evaluation) -> Iterator[str]:
    """What other rules would pick, and what the limit or the weight that turns the choice first has to do with it."""
    if len(evaluation.rules) > 1 and any(one.rank for rule in evaluation.rules for one in rule.verdicts):
        yield f"{_of_rules(evaluation)}."
    of, sweep = deciding(plan, evaluation), _first_sweep(evaluation)
    if of is not None and sweep is not None:
        said = _of_limit(of, sweep, evaluation) if sweep.bound else _of_weight(of, sweep)
        if said:
            yield f"{said}."


def _first_sweep(evaluation: Evaluation) -> Sweep | None:
    """The limit or weight whose move first turns the choice to another model; where none does, the first that leaves no
    model, else the first there is."""
    first = min(evaluation.switch_points, key=lambda point: not point.winners, default=None)
    return next((sweep for sweep in evaluation.sweeps if first is None or _moves(first, sweep)), None)


def _moves(point: SwitchPoint, sweep: Sweep) -> bool:
    return (point.metric, point.bound) == (sweep.metric, sweep.bound)


def _of_rules(evaluation: Evaluation) -> str:
    """Whether it matters which rule is in force: what those would pick that pick otherwise."""
    rules, force = evaluation.rules, evaluation.deciding
    if len({frozenset(rule.winners) for rule in rules}) == 1:
        every = "both rules" if len(rules) == 2 else "every rule"
        if len(rules[0].winners) == 1:
            return f"{every.capitalize()} {'pick' if len(rules) == 2 else 'picks'} {_named(rules[0].winners)}"
        return f"{_named(rules[0].winners)} tie under {every}" if rules[0].winners else f"No model passes {every}"
    others = [rule for rule in rules if force is None or set(rule.winners) != set(force.winners)]
    told = [_would(f'"{shorten(rule.label, _LONGEST)}"', rule.winners) for rule in others[:3]]
    more = [f"{len(others) - 3} more in the table"] if len(others) > 3 else []
    return f"The rule matters: {'; '.join([*told, *more])}"


def _would(rule: str, winners: Sequence[str]) -> str:
    names = few([shorten(name, 32) for name in winners])
    if len(winners) == 1:
        return f"{rule} would pick {names}"
    return f"{names} would tie under {rule}" if winners else f"no model passes {rule}"


def _of_limit(of: Deciding, sweep: Sweep, evaluation: Evaluation) -> str:
    """Whether the choice hangs on a limit; nothing where no model wins wherever it is."""
    bound, unit = sweep.bound, of.unit(sweep.metric)
    if bound is None or not any(one.winners for one in sweep.segments):
        return ""
    if len(sweep.segments) == 1:
        return f"{_wins(sweep.now)} wherever the limit on {of.name(sweep.metric)} is"
    first = next((point for point in evaluation.switch_points if _moves(point, sweep)), None)
    lets = f"let {_wins(first.winners, 'win')}" if first and first.winners else "leave no model"
    tail = f"; {first.words(unit)} would {lets}" if first else ""
    if not sweep.now:
        return f"No model has {of.bound(bound)}{'' if len(of.rule.bounds()) == 1 else ' and all the rest'}{tail}"
    loosest = sweep.segments[0 if bound.better == "higher" else -1].winners
    if sweep.now != loosest:
        limit = f"the {with_unit(bound.limit, unit)} limit on {of.name(sweep.metric)}"
        return f"Without {limit} {_named(loosest)} would {'tie' if len(loosest) > 1 else 'win'}"
    return f"{_wins(sweep.now)} with or without {of.bound(bound)}{tail}"


def _of_weight(of: Deciding, sweep: Sweep) -> str:
    """Who would win at another weight; nothing where no move of it turns the choice."""
    if not sweep.breakpoints or not sweep.now:
        return ""
    others = [one for one in sweep.segments if one.winners != sweep.now]
    above = next((one for one in others if one.low >= sweep.declared), None)
    below = next((one for one in reversed(others) if one.high <= sweep.declared), None)
    name, said = f" {of.name(sweep.metric)} weighed", list[str]()
    for one, way in ((above, "more"), (below, "less")):
        if one is not None:
            at = rounded(one.low if way == "more" else one.high)
            would = f"{_named(one.winners)} would {'tie' if len(one.winners) > 1 else 'win'}"
            said.append(f"{would} if{'' if said else name} {way} than {at}")
    return f"{', and '.join(said)} (now {rounded(sweep.declared)})" if said else ""


def _named(winners: Sequence[str]) -> str:
    return named([shorten(name) for name in winners])


def _wins(winners: Sequence[str], one: str = "wins") -> str:
    """Who wins, with the verb: net-2 wins, a and b tie, no model wins."""
    return f"{_named(winners)} {'tie' if len(winners) > 1 else one}"
