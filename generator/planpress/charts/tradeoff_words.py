"""The title and the alternative text of the chart of models over two metrics."""

from planpress.charts.candidates import Deciding, ordered, together
from planpress.charts.engine.text_metrics import shorten
from planpress.charts.tradeoff_points import Tradeoff
from planpress.model.metrics import Bound, same
from planpress.model.wording import counted, listed, with_unit


def title(found: Tradeoff) -> str:
    """What the thresholds keep and what is best among it; without a threshold, how the choice stands to the front."""
    bound = found.of.main_bound
    return _of_front(found) if bound is None else _of_thresholds(found.of, bound)


def alternative(found: Tradeoff) -> str:
    """What the eye would see: who fails, the front, the order, the ends."""
    of, points = found.of, found.points
    sentences = [f"{_start(of, found.up)} against {of.name(found.across)} of {counted(len(points), 'model')}."]
    for _, bound in [*found.bounds(found.across), *found.bounds(found.up)]:
        failing = len(of.failing(bound))
        sentences.append(f"{failing or 'No model'} {'fails' if failing < 2 else 'fail'} {of.bound(bound)}.")
    sentences += _front(found)
    sentences.append(f"By rank: {ordered(of)}." if of.kept else "No model has a rank.")
    if len(points) > 1:
        sentences += [_span(found, found.across), _span(found, found.up)]
    hidden = len(of.candidates) - len(points)
    return " ".join([*sentences, *([f"Without a place for lack of a value: {hidden}."] if hidden else [])])


def _front(found: Tradeoff) -> list[str]:
    kept = [one for one, _, _ in found.points if one.verdict.rank is not None]
    if not kept:
        return []
    on = [one for one in kept if one.name in found.front]
    off = [one for one in kept if one.name not in found.front]
    dominated = f" Dominated: {together(off, 6)}." if off else ""
    return [f"Pareto front: {together(on, 6)}.{dominated}"]


def _span(found: Tradeoff, metric: str) -> str:
    of, unit = found.of, found.of.unit(metric)
    values = sorted((one.values[metric], one.short) for one, _, _ in found.points)
    (low, least), (high, most) = values[0], values[-1]
    if same(low, high):
        return f"{_start(of, metric)}: {with_unit(low, unit)} for all."
    return f"{_start(of, metric)}: from {with_unit(low, unit)} ({least}) to {with_unit(high, unit)} ({most})."


def _start(of: Deciding, metric: str) -> str:
    """A metric at the start of a sentence."""
    return shorten(of.label(metric))


def _of_thresholds(of: Deciding, bound: Bound) -> str:
    winners, kept, total = of.winners, of.kept, len(of.candidates)
    if not winners:
        return _nobody(of, bound)
    name, score = of.name(of.rule.needs()[0]), with_unit(winners[0].measure or 0.0, of.result.unit)
    one = len(of.rule.bounds()) == 1
    if len(kept) == 1:
        only = "the only model" if total == 1 else f"the only one of {total} models"
        keeps = f"with {of.bound(bound)}" if one else f"that keeps {_every(of)}"
        return f"{winners[0].short} is {only} {keeps}; its {name} is {score}"
    best = f"the {'highest' if of.result.better == 'higher' else 'lowest'} {name}, {score},"
    keep = f"with {of.bound(bound)}" if one else f"that keep {_every(of)}"
    count = f"all {total}" if len(kept) == total else f"the {len(kept)} of {total}"
    verb = "has" if len(winners) == 1 else "share"
    return f"{together(winners)} {verb} {best} among {count} models {keep}"


def _nobody(of: Deciding, bound: Bound) -> str:
    nearest = next((one for one in of.candidates if one.name == of.result.nearest), None)
    if nearest is None:
        return f"None of {counted(len(of.candidates), 'model')} could be evaluated"
    values = nearest.values
    failed = [one for one in of.rule.bounds() if one.metric in values and not one.holds(values[one.metric])]
    shorts = [(one, with_unit(-one.margin(values[one.metric]), of.unit(one.metric))) for one in failed]
    if len(of.rule.bounds()) == 1:
        short = listed(short for _, short in shorts)
        return f"No model has {of.bound(bound)}; {nearest.short} is nearest, short by {short}"
    missed = listed(f"{of.bound(one)} by {short}" for one, short in shorts)
    return f"No model keeps {_every(of)}; {nearest.short} is nearest, missing {missed}"


def _every(of: Deciding) -> str:
    count = len(of.rule.bounds())
    return "both thresholds" if count == 2 else f"all {count} thresholds"


def _of_front(found: Tradeoff) -> str:
    of = found.of
    names = f"{of.name(found.up)} and {of.name(found.across)}"
    ranked = [one for one, _, _ in found.points if one.verdict.rank is not None]
    left = counted(len(ranked), "model" if len(ranked) == len(of.candidates) else "ranked model")
    winners = [one for one in ranked if one.won]
    if not winners:
        return f"Pareto front of {names}: {len(found.front)} of {left}, none of them chosen"
    subject, verb = together(winners), "is" if len(winners) == 1 else "are"
    if len(ranked) == 1:
        return f"{subject} is the only {left.split(' ', 1)[1]} with {names}"
    beaten = [one for one in winners if one.name not in found.front]
    if beaten:
        ahead = together(found.ahead(beaten[0]), 2)
        return f"{beaten[0].short} is chosen, although {ahead} would be no worse in {names} and better in one of them"
    if len(found.front) == 1:
        return f"{subject} is the best of {left} in both {names}"
    if len(found.front) == len(ranked):
        return f"{subject} {verb} chosen from {left} of which none beats another in both {names}"
    count = "one" if len(winners) == 1 else str(len(winners))
    return f"{subject} {verb} {count} of the {len(found.front)} of {left} that no other beats in both {names}"
