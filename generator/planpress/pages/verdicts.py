"""The verdict on a project, in sentences: which model, against which baseline, what next. Plain, unescaped text."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from planpress import baselines as room
from planpress.model.evaluation import BaselineResult, Evaluation, Missing, RequirementResult, RuleResult, Standing
from planpress.model.metrics import Metric
from planpress.model.plan import Plan
from planpress.model.rule import lacking
from planpress.model.sensitivity import SwitchPoint, won_by
from planpress.model.wording import about, counted, day, difference, few, listed, percent, rounded
from planpress.rules.common import bound_words, metric_name

_SWITCH_POINTS = 3
"""The most moves that a verdict tells of."""


@dataclass(frozen=True, slots=True)
class Verdict:
    """`headline` says what to do, `reason` why; `points` are further sentences by their short labels."""

    headline: str
    reason: str
    points: tuple[tuple[str, str], ...] = ()
    short: str = ""


def verdict(evaluation: Evaluation, plan: Plan) -> Verdict:
    """The verdict on one project."""
    project = evaluation.project
    metrics = plan.metrics_of(project)
    if project.screened_out is not None:
        return Verdict("Out of the order.", f"It did not pass {project.screened_out}.", short="screened out")
    headline, reason, short = _choice(evaluation, metrics)
    points = [
        ("Against what was there", _against(evaluation, metrics)),
        ("Requirements", _requirements(evaluation, metrics)),
    ]
    points += [("Next", next_step(evaluation)), ("It turns if", turns_if(evaluation, metrics))]
    return Verdict(headline, reason, tuple((label, text) for label, text in points if text), short)


def _choice(evaluation: Evaluation, metrics: Mapping[str, Metric]) -> tuple[str, str, str]:
    project, rule = evaluation.project, evaluation.deciding
    if project.table is None:
        return "No model yet.", "Nothing has been measured.", "no model yet"
    if rule is None:
        return "No rule decides.", f"{counted(len(project.table.models), 'model')} measured, none chosen.", "no rule"
    has = _best(rule, evaluation, metrics) if rule.winners else ""
    if len(rule.winners) > 1:
        return f"{listed(rule.winners)} tie.", f"Each has {has}.", f"{few(rule.winners)} tie"
    if rule.winners and evaluation.standings[rule.winners[0]].below_floor:
        best = rule.winners[0]
        return f"{best} is the best model, and below the floor.", f"It has {has}.", f"{best} is below the floor"
    if rule.winners:
        return f"Choose {rule.winners[0]}.", f"It has {has}.", _short(rule, evaluation)
    if rule.nearest is not None:
        because = "; ".join(rule.nearest_because)
        return "No model keeps every threshold.", f"The nearest is {rule.nearest}: {because}.", "no model qualifies"
    return "No model can be judged.", _unjudged(rule), "not evaluated"


def _best(rule: RuleResult, evaluation: Evaluation, metrics: Mapping[str, Metric]) -> str:
    """`the highest precision (0.8) among the 2 of 3 models with recall above 0.6`."""
    score = next(verdict.score for verdict in rule.verdicts if verdict.model in rule.winners)
    assert score is not None
    ranked = sum(verdict.status == "ranked" for verdict in rule.verdicts)
    left = len(rule.verdicts) - ranked
    rejected = sum(verdict.status == "rejected" for verdict in rule.verdicts)
    missing, models = left - rejected, counted(len(rule.verdicts), "model")
    known = evaluation.project.rules.get(rule.id)
    limits = listed(bound_words(bound, metrics) for bound in known.bounds()) if known else ""
    if not left:
        of = f" of {models}{f', all with {limits}' if limits else ''}"
    elif ranked == 1:
        of = f", and is the only one {f'of {models} with {limits}' if limits else f'left of {models}'}"
    else:
        of = f" among the {ranked} {f'of {models} with {limits}' if limits else f'left of {models}'}"
    said = f"{rule.words.removesuffix(f' with {limits}')} ({about(score, rule.unit)}){of}"
    return f"{said}; {counted(missing, 'model')} could not be evaluated" if missing else said


def _short(rule: RuleResult, evaluation: Evaluation) -> str:
    score = next(verdict.score for verdict in rule.verdicts if verdict.model in rule.winners)
    said = f"{rule.winners[0]} at {about(score or 0.0, rule.unit)}"
    if evaluation.rule is not None and evaluation.rule.bounds():
        said = f"{rule.winners[0]} keeps every threshold"
    missed = sum(result.status == "missed" for result in evaluation.requirements)
    return f"{said}, misses {missed} of {counted(len(evaluation.requirements), 'requirement')}" if missed else said


def _unjudged(rule: RuleResult) -> str:
    reasons = dict.fromkeys(reason for verdict in rule.verdicts for reason in verdict.because)
    return f"{listed(list(reasons)[:3]).capitalize()}."


def _against(evaluation: Evaluation, metrics: Mapping[str, Metric]) -> str:
    """How the chosen model, or the nearest miss, stands between the floor and the ceiling."""
    rule = evaluation.deciding
    model = evaluation.leading
    if rule is None or model is None:
        return ""
    standing = evaluation.standings[model]
    floor, ceiling = evaluation.baseline(evaluation.floor), evaluation.baseline(evaluation.ceiling)
    lost = _unmeasured(evaluation)
    parts = [
        _against_floor(standing, floor, rule) if standing.measure is None or "floor" not in lost else "",
        _against_ceiling(standing, floor, ceiling) if "ceiling" not in lost else "",
        _without_value(evaluation, lost, metrics) if standing.measure is not None else "",
    ]
    same = [result.baseline.name for result in evaluation.baselines if model in result.identical]
    if same:
        parts.append(f"identical to {listed(same)}: was it compared with itself?")
    said = "; ".join(part for part in parts if part)
    subject = "" if evaluation.chosen else f"{model}: "
    if not said:
        return ""
    end = "" if said.endswith("?") else "."
    # A name keeps the letters that its author gave it.
    named = subject or any(said.startswith(one.baseline.name) for one in evaluation.baselines)
    return f"{subject}{said[:1] if named else said[:1].upper()}{said[1:]}{end}"


def _unmeasured(evaluation: Evaluation) -> dict[str, list[BaselineResult]]:
    """The floor and the ceiling that are not there although there are baselines of that side: none has a measure."""
    ends = {"floor": evaluation.floor, "ceiling": evaluation.ceiling}
    found = {
        end: [one for one in evaluation.baselines if room.BY_ID[one.baseline.kind].role == end]
        for end, known in ends.items()
        if known is None
    }
    return {end: results for end, results in found.items() if results}


def _without_value(
    evaluation: Evaluation, lost: Mapping[str, Sequence[BaselineResult]], metrics: Mapping[str, Metric]
) -> str:
    """`Old script and Experts have no value for cost, so there is neither a floor nor a ceiling`."""
    assert evaluation.deciding is not None
    rule, names = evaluation.project.rules[evaluation.deciding.id], dict[tuple[str, ...], list[str]]()
    for result in (one for results in lost.values() for one in results):
        names.setdefault(lacking(rule, result.baseline.values), []).append(result.baseline.name)
    clauses = []
    for missing, named in names.items():
        of = f"value for {listed([metric_name(metric, metrics) for metric in missing], 'or')}" if missing else "score"
        clauses.append(f"{listed(named)} {'has' if len(named) == 1 else 'have'} no {of}")
    none = "neither a floor nor a ceiling" if len(lost) == 2 else f"no {next(iter(lost), '')}"
    return f"{listed(clauses)}, so there is {none}" if clauses else ""


def _against_floor(standing: Standing, floor: BaselineResult | None, rule: RuleResult) -> str:
    if standing.measure is None:
        return "no deciding measure to compare"
    if floor is None or floor.measure is None:
        return "there is no floor to hold it against"
    gain = floor.deciding_gains[standing.model].absolute
    name = f"{floor.baseline.name} (the floor, {about(floor.measure, rule.unit)})"
    if standing.below_floor:
        return f"{difference(-gain, rule.unit)} worse than {name}: it should not ship"
    return f"{difference(gain, rule.unit)} better than {name}" if gain else f"level with {name}"


def _against_ceiling(standing: Standing, floor: BaselineResult | None, ceiling: BaselineResult | None) -> str:
    if ceiling is None:
        return "no human ceiling was measured"
    if standing.above_ceiling:
        return f"better than {ceiling.baseline.name} (the ceiling): check for leakage"
    if standing.gap_closed is not None and not standing.below_floor:
        return f"closes {percent(standing.gap_closed)} of the gap to {ceiling.baseline.name}"
    if standing.gap_closed is None and floor is not None:
        return f"the ceiling, {ceiling.baseline.name}, is not above the floor, so there is no gap to close"
    return ""


def _requirements(evaluation: Evaluation, metrics: Mapping[str, Metric]) -> str:
    results = evaluation.requirements
    if not results:
        return ""
    by_status = {status: [r for r in results if r.status == status] for status in ("met", "missed", "not-measured")}
    model = results[0].model
    subject = f"{model} meets" if model is not None and evaluation.chosen is None else "meets"
    parts = [f"{subject} {len(by_status['met'])} of {len(results)}"]
    if by_status["missed"]:
        parts.append(f"missed: {listed(_missed(result, metrics) for result in by_status['missed'])}")
    if by_status["not-measured"]:
        names = dict.fromkeys(metric_name(result.bound.metric, metrics) for result in by_status["not-measured"])
        parts.append(f"not measured: {listed(names)}")
    said = "; ".join(parts) + "."
    return said if evaluation.chosen is None and model is not None else said[:1].upper() + said[1:]


def _missed(result: RequirementResult, metrics: Mapping[str, Metric]) -> str:
    margin = difference(abs(result.margin or 0.0), metrics[result.bound.metric].unit)
    return f"{bound_words(result.bound, metrics)} (by {margin})"


def next_step(evaluation: Evaluation) -> str:
    """What comes next: what the diagnosis says to try first, else the next milestone that is not reached."""
    found = evaluation.diagnosis
    if found is not None:
        return f"{found.sentence[:-1]}: {', '.join(found.steps)}." if found.steps else found.sentence
    milestone = _next_milestone(evaluation)
    return f"{milestone}." if milestone else ""


def turns_if(evaluation: Evaluation, metrics: Mapping[str, Metric]) -> str:
    """The smallest moves of a threshold or a weight that change the choice, as the end of a sentence."""
    if not evaluation.switch_points:
        moved = "threshold" if any(sweep.bound for sweep in evaluation.sweeps) else "weight"
        chosen = bool(evaluation.sweeps and evaluation.sweeps[0].now)
        return f"the figures change: no move of one {moved} does it." if chosen else ""
    clauses: dict[str, list[str]] = {}
    for point in evaluation.switch_points[:_SWITCH_POINTS]:
        move = f"{point.words(metrics[point.metric].unit)} (then {won_by(point.winners)})"
        clauses.setdefault(_what_moves(point, evaluation, metrics), []).append(move)
    return "; ".join(f"{subject} {listed(moves, 'or')}" for subject, moves in clauses.items()) + "."


def _what_moves(point: SwitchPoint, evaluation: Evaluation, metrics: Mapping[str, Metric]) -> str:
    """`the threshold on recall`, told from others on the same metric by its limit; `the weight of recall, now 0.5,`."""
    name = metric_name(point.metric, metrics)
    if point.bound is None:
        return f"the weight of {name}, now {rounded(point.declared)},"
    several = sum(sweep.metric == point.metric for sweep in evaluation.sweeps) > 1
    return f"the threshold {bound_words(point.bound, metrics)}" if several else f"the threshold on {name}"


def next_words(evaluation: Evaluation) -> str:
    """The same in a few words, for a table; a dash where nothing is planned."""
    found = evaluation.diagnosis
    if found is not None and found.steps:
        return f"{found.first} first: {found.steps[0]}"
    return _next_milestone(evaluation) or "–"


def _next_milestone(evaluation: Evaluation) -> str:
    due = sorted((one for one in evaluation.project.milestones if not one.done), key=lambda one: one.date)
    return f"{due[0].title}, due {day(due[0].date)}" if due else ""


def floor_words(evaluation: Evaluation) -> str:
    """The chosen model against the floor in a few words, for a table; a dash where there is nothing to compare."""
    model, floor, rule = evaluation.chosen, evaluation.baseline(evaluation.floor), evaluation.deciding
    if model is None or floor is None or rule is None or model not in floor.deciding_gains:
        return "–"
    gain = floor.deciding_gains[model].absolute
    standing = evaluation.standings[model]
    if standing.below_floor:
        return f"{difference(-gain, rule.unit)} worse"
    words = f"{difference(gain, rule.unit)} better" if gain else "level"
    return f"{words}, {percent(standing.gap_closed)} of the gap" if standing.gap_closed is not None else words


def missing_words(missing: Missing) -> str:
    """What a page says of a kind of baseline that the project does not have."""
    kind = room.BY_ID[missing.kind]
    if missing.waiver is None:
        return f"No {kind.label.lower()} baseline: {kind.question}"
    if missing.ended:
        return f"No {kind.label.lower()} baseline; its waiver ended: {missing.waiver.because}"
    return f"No {kind.label.lower()} baseline, waived: {missing.waiver.because}"
