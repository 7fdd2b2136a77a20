"""What to do about a project and why, in sentences: which model, against which baseline, what next."""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass

from planpress.document.blocks import Block, Callout, Line
from planpress.document.labels import metric_label
from planpress.model.decision import Decision
from planpress.model.evaluation import Evaluation
from planpress.model.metrics import Metric, gain
from planpress.model.plan import Plan
from planpress.model.project_parts import LeftOut
from planpress.model.rule_result import RuleResult
from planpress.model.sensitivity import SwitchPoint, won_by
from planpress.model.text import Text, Words
from planpress.model.wording import apart_to_error, at_start, counted, day, few, listed, rounded, subtracted
from planpress.rules.common import bound_words, limit_words
from planpress.sections.how_sure import sure_text
from planpress.sections.section import SectionKind, Subject
from planpress.sections.standing import against_text, met_text

_SWITCH_POINTS = 3
"""At most this many moves are named."""


@dataclass(frozen=True, slots=True)
class ProjectVerdict:
    """`headline` says what to do, `reason` why, `short` both in a few words; `points` are further sentences with their
    labels, and `turns_if` what would turn it."""

    headline: str
    reason: Text
    points: tuple[Line, ...]
    turns_if: Text
    short: str


def verdict(subject: Subject) -> ProjectVerdict:
    """The verdict on one project."""
    out = subject.project.left_out
    if out is not None:
        return ProjectVerdict(*_out_of_order(subject, out), (), Text(), out.state)
    beside = subject.evaluation.side_by_side.removeprefix("in use: ") if subject.evaluation.runs_other else ""
    points = (
        Line(sure_text(subject), "How sure", state="sure", key=subject.of("verdict", "sure")),
        Line(Text(beside), "In use", key=subject.of("verdict", "in-use")),
        Line(against_text(subject), "Compared with before", key=subject.of("verdict", "against")),
        Line(met_text(subject), "Requirements", key=subject.of("verdict", "requirements")),
        Line(next_step(subject.evaluation, _asks_for_data(subject)), "Next", key=subject.of("verdict", "next")),
    )
    headline, reason, short = _choice(subject)
    lines = tuple(point for point in points if point.text)
    turns = Text() if subject.evaluation.differs else Text(turns_if(subject.evaluation, subject.metrics))
    return ProjectVerdict(headline, Text(reason), lines, turns, short)


def short_verdict(subject: Subject) -> str:
    """The verdict in a few words, for lists."""
    out = subject.project.left_out
    return out.state if out is not None else _choice(subject)[2]


def _out_of_order(subject: Subject, out: LeftOut) -> tuple[str, Text]:
    if out.state == "screened out":
        return "Not ranked.", Text(f"It failed {out.reason}.")
    headline = f"{at_start(out.state)} on {day(out.since)}." if out.since else f"{at_start(out.state)}."
    in_use = subject.project.in_use
    said = subject.evaluation.side_by_side
    if in_use is not None and not subject.evaluation.runs_other:
        said = f"in use: {subject.evaluation.name_of(in_use.model)}"
    runs = [f"{at_start(said)}."] if said else []
    return headline, Text(" ".join([*([f"{out.reason}."] if out.reason else []), *runs]))


def _choice(subject: Subject) -> tuple[str, Words, str]:
    evaluation = subject.evaluation
    project, rule = evaluation.project, evaluation.deciding
    if evaluation.decided is not None:
        return _decided(subject, evaluation.decided)
    if project.table is None:
        measured = [bool(one.values) for one in project.baselines].count(True)
        known = f"{counted(measured, 'baseline')} {'has' if measured == 1 else 'have'} been measured."
        return "No model yet.", known if measured else "", "no model yet"
    if rule is None:
        known = f"{counted(len(project.table.models), 'model')} measured, none chosen."
        return "No rule is in force.", known, "no rule in force"
    if len(rule.winners) > 1:
        return f"{listed(rule.winners)} tie.", _best(subject, rule), f"{few(rule.winners)} tie"
    if rule.winners:
        best, has = rule.winners[0], _best(subject, rule)
        if evaluation.standings[best].below_floor:
            worse = f"{_no_better(evaluation, best)} than {evaluation.name_of(evaluation.floor)}"
            return f"Best model: {best}, but it does {worse}.", has, f"{best} does {worse}"
        return f"Best model: {best}.", has, _short(rule, evaluation)
    if rule.nearest is not None:
        because = rule.verdict(rule.nearest).reasons
        return "No model meets the limits.", f"{rule.nearest} comes closest: {because}.", "no model meets the limits"
    reasons = dict.fromkeys(str(reason) for verdict in rule.verdicts for reason in verdict.because)
    return "No model can be judged.", f"{at_start(listed(list(reasons)[:3]))}.", "not judged"


def _no_better(evaluation: Evaluation, model: str) -> str:
    """How a model below the best baseline does: worse, or no better where the errors of both leave that open."""
    floor = evaluation.baseline(evaluation.floor)
    gained = floor.deciding_gains.get(model) if floor else None
    return "no better" if gained and gained.compared == "not-distinguishable" else "worse"


def _decided(subject: Subject, decision: Decision) -> tuple[str, Words, str]:
    """What people decided, and what the rule chooses where that is another: the rule never leads then."""
    evaluation, rule = subject.evaluation, subject.evaluation.deciding
    model, in_use = evaluation.chosen, evaluation.project.in_use
    name, runs = evaluation.name_of(model), in_use is not None and not evaluation.runs_other
    by = f"{'Decided by' if runs else 'By'} {listed(decision.by)} on" if decision.by else "Decided on" if runs else "On"
    reason = f"{by} {day(decision.date)}{f': {decision.because}' if decision.because else ''}."
    headline = f"{'In use' if runs else 'Decided'}: {name}."
    if rule is None or not evaluation.differs:
        return headline, reason, name
    other = f"The rule would pick {rule.picks}" if rule.chosen else f"Under the rule {_undecided(rule)}"
    best, has = evaluation.measure_of(rule.chosen), evaluation.measure_of(model)
    leads = best is not None and has is not None and gain(best, has, rule.better) > 0
    ahead = f", by {_apart(rule, model or '', best or 0.0, has or 0.0)}" if leads else ""
    return headline, Text(f"{reason} {other}{ahead}."), evaluation.side_by_side


def _apart(rule: RuleResult, model: str, best: float, has: float) -> str:
    """How far a model is behind the rule's choice; nothing finer than the error of that."""
    known = rule.certainty.models.get(model) if rule.certainty else None
    if known is None or known.behind_se is None:
        return subtracted(best, has, rule.unit)
    if abs(best - has) < known.behind_se:
        return "no more than chance"
    return apart_to_error(best - has, known.behind_se, rule.unit)


def _undecided(rule: RuleResult) -> str:
    return f"{few(rule.winners)} tie" if rule.winners else "no model meets the limits"


def _best(subject: Subject, rule: RuleResult) -> Text:
    """`Of the 2 models (of 3) with recall above 0.6, it has the highest precision, 0.8.`"""
    statuses = [verdict.status for verdict in rule.verdicts]
    ranked, missing = statuses.count("ranked"), statuses.count("not-evaluated")
    known, total = subject.evaluation.rule, len(statuses)
    assert known is not None
    limits, (best, name) = limit_words(known, subject.metrics), known.aim(subject.metrics)
    score = subject.number(rule.score_words, "rules", rule.id, rule.winners[0])
    among = counted(ranked, "model") if ranked == total else f"the {ranked} models (of {total})"
    has = "they have" if len(rule.winners) > 1 else "it has"
    if ranked == 1 < total:
        said = Text(f"The only one of {total} models with {limits or 'a value'}; its {name} is ", score, ".")
    elif limits:
        said = Text(f"Of {among} with {limits}, {has} {best} {name}, ", score, ".")
    else:
        said = Text(f"{at_start(best.removeprefix('the '))} {name} of {among}: ", score, ".")
    return Text(said, f" {counted(missing, 'model')} could not be judged." if missing and ranked > 1 else "")


def _short(rule: RuleResult, evaluation: Evaluation) -> str:
    said = f"{rule.winners[0]} at {rule.score_words}"
    if evaluation.rule is not None and evaluation.rule.bounds():
        said = f"{rule.winners[0]} meets every limit"
    missed = sum(result.status == "missed" for result in evaluation.requirements)
    return f"{said}, misses {missed} of {counted(len(evaluation.requirements), 'requirement')}" if missed else said


def _asks_for_data(subject: Subject) -> bool:
    """Whether the hint that stands beside it says what the diagnosis found."""
    return any(one.answer == "more-data" and subject.id in one.projects for one in subject.report.open)


def next_step(evaluation: Evaluation, hinted: bool = False) -> Text:
    """What comes next: what the diagnosis says to try first, else the next milestone that is not reached. What it found
    is left out where a hint has it."""
    found = evaluation.diagnosis
    if found is not None and hinted:
        return Text(at_start(", ".join(found.steps)), ".")
    if found is not None:
        return Text(found.clause, ": " if found.steps else "", ", ".join(found.steps), ".")
    due = evaluation.project.next_milestone
    return Text(f"{day(due.date)}: {due.title}." if due else "")


def next_words(evaluation: Evaluation, plan: Plan) -> str:
    """The next milestone, its day first, else what to try first, for a table; a dash where nothing is planned."""
    if evaluation.project.left_out is not None:
        return "–"
    due = evaluation.project.next_milestone
    if due is not None:
        return f"{plan.near(due.date)}: {due.title}"
    found = evaluation.diagnosis
    return f"Fix {found.first} first: {found.steps[0]}" if found is not None and found.steps else "–"


def turns_if(evaluation: Evaluation, metrics: Mapping[str, Metric]) -> str:
    """The smallest changes of a limit or a weight that change the choice, as the end of a sentence."""
    if not evaluation.switch_points:
        moved = "limit" if any(sweep.bound for sweep in evaluation.sweeps) else "weight"
        chosen = bool(evaluation.sweeps and evaluation.sweeps[0].now)
        return f"Only new measurements; no change of a single {moved} would." if chosen else ""
    clauses: dict[str, list[str]] = {}
    for point in evaluation.switch_points[:_SWITCH_POINTS]:
        move = f"{point.words(metrics[point.metric].unit)} → {won_by(point.winners)}"
        clauses.setdefault(_what_moves(point, evaluation, metrics), []).append(move)
    said = "; ".join(f"{moved}: {', '.join(moves)}" for moved, moves in clauses.items()) + "."
    return at_start(said) if said.startswith(("weight of ", "the limit ")) else said


def _what_moves(point: SwitchPoint, evaluation: Evaluation, metrics: Mapping[str, Metric]) -> str:
    """`recall`, told from other limits on the same metric by its own; `weight of recall, now 0.5`."""
    name = metric_label(point.metric, metrics)
    if point.bound is None:
        return f"weight of {name}, now {rounded(point.declared)}"
    several = [sweep.metric for sweep in evaluation.sweeps].count(point.metric) > 1
    return f"the limit {bound_words(point.bound, metrics)}" if several else name


def _blocks(subject: Subject) -> Iterator[Block]:
    said, evaluation = verdict(subject), subject.evaluation
    # Requirements stand below, where it is their model that the headline names; the next milestone stands above.
    nearest = evaluation.deciding.nearest if evaluation.deciding else None
    led = evaluation.chosen if evaluation.chosen is not None else nearest
    held = next((one.model for one in evaluation.requirements), None)
    elsewhere = {"requirements"} if evaluation.chosen is not None or (held is not None and held == led) else set()
    elsewhere |= {"next"} if evaluation.diagnosis is None else set()
    told = {subject.of("verdict", name) for name in elsewhere}
    points = [one for one in said.points if one.key not in told]
    if said.turns_if:
        points.append(Line(said.turns_if, "What would change the choice", key=subject.of("verdict", "turns")))
    missed = [one.status for one in evaluation.requirements].count("missed") if subject.project.active else 0
    headline, reason = said.headline, said.reason
    if missed:
        reason = Text(headline, " ", reason)
        headline = f"Misses {missed} of {counted(len(evaluation.requirements), 'requirement')}."
    yield Callout(headline, reason, tuple(points), key=subject.of("verdict"))


SECTION = SectionKind("verdict", "", None, _blocks)
