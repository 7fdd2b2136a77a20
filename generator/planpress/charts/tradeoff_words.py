"""Models over two metrics, the Pareto front among them, and what the chart of them says in words."""

from collections.abc import Iterator
from dataclasses import dataclass

from planpress.charts.candidates import MOST_DRAWN, Candidate, Deciding, deciding, together
from planpress.model.evaluation import Evaluation
from planpress.model.metrics import Bound, same
from planpress.model.plan import Plan
from planpress.model.sensitivity import beats, pareto_front
from planpress.model.wording import counted, few, listed, with_unit


@dataclass(frozen=True, slots=True)
class Tradeoff:
    """The models of a project over two metrics: `points` are those that have both values, `front` the names on it.

    Of very many models only the first of the `points` are `drawn`: those that lead, the front, and the best by rank.
    """

    of: Deciding
    across: str
    up: str
    points: tuple[tuple[Candidate, float, float], ...]
    front: tuple[str, ...]

    @property
    def drawn(self) -> tuple[tuple[Candidate, float, float], ...]:
        return self.points[:MOST_DRAWN]

    @property
    def ranked(self) -> list[Candidate]:
        """The models with a place and a rank."""
        return [one for one, _, _ in self.points if one.verdict.rank is not None]

    def bounds(self, metric: str) -> Iterator[tuple[int, Bound]]:
        """The thresholds on one of the two metrics, by their number in the rule."""
        return ((at, bound) for at, bound in enumerate(self.of.rule.bounds()) if bound.metric == metric)

    def role(self, candidate: Candidate) -> str:
        """How a model is drawn: chosen, on the front ("model"), dominated or rejected."""
        return "dominated" if candidate.role == "model" and candidate.name not in self.front else candidate.role


def tradeoff(plan: Plan, evaluation: Evaluation) -> Tradeoff | None:
    """The models of a project over two metrics; None without a rule that decides, or where there are not two."""
    of = deciding(plan, evaluation)
    pair = _metrics(of, evaluation) if of else None
    if of is None or pair is None:
        return None
    across, up = pair
    placed = [(one, one.values[across], one.values[up]) for one in of.candidates if {across, up} <= one.values.keys()]
    ranked = {one.name for one, _, _ in placed if one.verdict.rank is not None}
    better = {metric: of.metrics[metric].better for metric in pair}
    models = evaluation.project.table.models if evaluation.project.table else ()
    front = pareto_front(tuple(model for model in models if model.name in ranked), better)

    on_front, many = frozenset(front), len(placed) > MOST_DRAWN

    def weight(point: tuple[Candidate, float, float]) -> tuple[float, ...]:
        """First the models that matter most to the reader: their names are the first to get a place."""
        one = point[0]
        matters = not one.leads, not one.won, one.name != of.result.nearest, one.name not in on_front
        return *matters, not one.verdict.rank, (one.verdict.rank or 0) if many else 0

    return Tradeoff(of, across, up, tuple(sorted(placed, key=weight)), front)


def _metrics(of: Deciding, evaluation: Evaluation) -> tuple[str, str] | None:
    """The metric from left to right and the one upward; None where there are not two."""
    project, needs, bound = evaluation.project, of.rule.needs(), of.main_bound
    if bound is not None:
        return bound.metric, needs[0]
    training = project.diagnosis.train if project.diagnosis else None
    measured = {metric for one in of.candidates for metric in one.values if metric != training}
    metrics = [*needs, *([project.cost] if project.cost else []), *(project.table.columns if project.table else ())]
    usable = [metric for metric in dict.fromkeys(metrics) if metric in of.metrics and metric in measured]
    return (usable[1], usable[0]) if len(usable) > 1 else None


def title(found: Tradeoff) -> str:
    """What the thresholds keep and what is best among it; without a threshold, how the choice stands to the front.

    Where people decided otherwise than the rule: how what they decided for stands to either.
    """
    if found.of.decided:
        leader = next(iter(found.of.leaders), None)
        return f"{found.of.both}; {_of_leader(found, leader) if leader else _of_rule(found)}"
    return _of_rule(found)


def _of_rule(found: Tradeoff) -> str:
    if found.of.main_bound is None:
        return _of_front(found)
    return _of_thresholds(found.of) if found.of.winners else _nobody(found.of)


def alternative(found: Tradeoff) -> str:
    """What the eye would see: who fails, the front, the order, the ends."""
    of, points = found.of, found.points
    sentences = [f"{of.both}."] if of.decided else []
    sentences += [f"{of.name(found.up)} against {of.name(found.across)} of {counted(len(points), 'model')}."]
    if len(found.drawn) < len(points):
        sentences.append(f"The {len(found.drawn)} that come first are drawn.")
    for _, bound in [*found.bounds(found.across), *found.bounds(found.up)]:
        failing = of.failing(bound)
        sentences.append(f"{failing or 'No model'} {'fails' if failing < 2 else 'fail'} {of.bound(bound)}.")
    if ranked := found.ranked:
        dominated = [one for one in ranked if one.name not in found.front]
        sentences.append(f"Pareto front: {together([one for one in ranked if one.name in found.front], 6)}.")
        sentences += [f"Dominated: {together(dominated, 6)}."] if dominated else []
    order = few([f"{one.verdict.rank} {one.short} ({of.score(one.measure or 0.0)})" for one in of.kept], 8)
    sentences.append(f"By rank: {order}." if of.kept else "No model has a rank.")
    if len(points) > 1:
        sentences += [_span(found, found.across), _span(found, found.up)]
    hidden = len(of.candidates) - len(points)
    return " ".join([*sentences, *([f"Without a place for lack of a value: {hidden}."] if hidden else [])])


def _span(found: Tradeoff, metric: str) -> str:
    of, unit = found.of, found.of.unit(metric)
    values = sorted((one.values[metric], one.short) for one, _, _ in found.points)
    (low, least), (high, most) = values[0], values[-1]
    if same(low, high):
        return f"{of.name(metric)}: {with_unit(low, unit)} for all."
    return f"{of.name(metric)}: from {with_unit(low, unit)} ({least}) to {with_unit(high, unit)} ({most})."


def _of_thresholds(of: Deciding) -> str:
    winners, kept, total, bounds = of.winners, of.kept, len(of.candidates), of.rule.bounds()
    name, score = of.name(of.rule.needs()[0]), with_unit(winners[0].measure or 0.0, of.result.unit)
    if len(kept) == 1:
        only = "the only model" if total == 1 else f"the only one of {total} models"
        keeps = f"with {of.bound(bounds[0])}" if len(bounds) == 1 else f"that meets {_every(of)}"
        return f"{winners[0].short} is {only} {keeps}; its {name} is {score}"
    best = f"the {'highest' if of.result.better == 'higher' else 'lowest'} {name}, {score},"
    keep = f"with {of.bound(bounds[0])}" if len(bounds) == 1 else f"that meet {_every(of)}"
    count = f"all {total}" if len(kept) == total else f"the {len(kept)} of {total}"
    return f"{together(winners)} {'has' if len(winners) == 1 else 'share'} {best} among {count} models {keep}"


def _nobody(of: Deciding) -> str:
    nearest = next((one for one in of.candidates if one.name == of.result.nearest), None)
    if nearest is None:
        return f"None of {counted(len(of.candidates), 'model')} could be judged"
    values, bounds = nearest.values, of.rule.bounds()
    failed = [one for one in bounds if one.metric in values and not one.holds(values[one.metric])]
    shorts = [with_unit(-one.margin(values[one.metric]), of.unit(one.metric)) for one in failed]
    if len(bounds) == 1:
        return f"No model has {of.bound(bounds[0])}; {nearest.short} comes closest, missing it by {listed(shorts)}"
    missed = listed(f"{of.bound(one)} by {short}" for one, short in zip(failed, shorts, strict=True))
    return f"No model meets {_every(of)}; {nearest.short} comes closest, missing {missed}"


def _of_leader(found: Tradeoff, one: Candidate) -> str:
    of, bounds = found.of, found.of.rule.bounds()
    measured = [each for each in bounds if each.metric in one.values]
    if failed := [of.bound(each) for each in measured if not each.holds(one.values[each.metric])]:
        return f"{one.short} fails {listed(failed)}"
    if one.verdict.rank is None:
        return f"{one.short} could not be judged"
    if bounds:
        return f"{one.short} meets {of.bound(bounds[0]) if len(bounds) == 1 else _every(of)}; rank {one.verdict.rank}"
    if one.name not in [placed.name for placed, _, _ in found.points]:
        return f"{one.short} lacks one of the two values"
    return f"{one.short} is {'on the Pareto front' if one.name in found.front else 'dominated'}"


def _every(of: Deciding) -> str:
    count = len(of.rule.bounds())
    return "both limits" if count == 2 else f"all {count} limits"


def _of_front(found: Tradeoff) -> str:
    of, ranked = found.of, found.ranked
    names = f"{of.name(found.up)} and {of.name(found.across)}"
    noun = "model" if len(ranked) == len(of.candidates) else "ranked model"
    left, winners = counted(len(ranked), noun), [one for one in ranked if one.won]
    if not winners:
        return f"Pareto front of {names}: {len(found.front)} of {left}, none of them chosen"
    subject, verb = together(winners), "is" if len(winners) == 1 else "are"
    chosen = "picked" if of.decided else "chosen"
    if len(ranked) == 1:
        return f"{subject} is the only {noun} with {names}"
    if beaten := [one for one in winners if one.name not in found.front]:
        ahead = together(_ahead(found, beaten[0]), 2)
        return f"{beaten[0].short} is {chosen}, although {ahead} would be no worse in {names} and better in one of them"
    if len(found.front) == 1:
        return f"{subject} is the best of {left} in both {names}"
    if len(found.front) == len(ranked):
        every = "Both models trade" if len(ranked) == 2 else "Every model trades"
        return f"{every} {of.name(found.up)} against {of.name(found.across)}; the rule settles on {subject}"
    on = few([one.short for one in ranked if one.name in found.front], 4)
    return f"{len(found.front)} of {left} are on the front: {on}; {subject} {verb} {chosen}"


def _ahead(found: Tradeoff, candidate: Candidate) -> list[Candidate]:
    """The models of the front that beat one that is not on it."""
    better = {metric: found.of.metrics[metric].better for metric in (found.across, found.up)}
    on = (one for one in found.ranked if one.name in found.front)
    return [one for one in on if beats(one.values, candidate.values, better)]
