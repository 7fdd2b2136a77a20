"""Explains the scores of a project: its priority by each method, impact and feasibility, and each factor's utility."""

import math
from collections.abc import Callable, Iterator, Sequence
from dataclasses import replace

from planpress.document.labels import label
from planpress.explanations.working import COMPUTED, MEASURED, as_written, where_written, worked
from planpress.model.explanation import Explanation, Input
from planpress.model.metrics import Estimate, Scale
from planpress.model.plan import GROUPS, METHODS, Group, Method, Plan
from planpress.model.project import Project
from planpress.model.ranking import FactorScore, GroupScore, Priority, RankedProject
from planpress.model.report import Report
from planpress.model.wording import fixed, number
from planpress.priorities.score_methods import OF_MEANS, End, Weighted, distances, shared, weighted, weighted_mean


def explain_scores(project: Project, entry: RankedProject, report: Report) -> Iterator[Explanation]:
    """Priority, impact and feasibility, every factor of both, and the priority by the methods that do not decide."""
    plan = report.plan
    groups = tuple(_group(entry.group(group), project, plan) for group in GROUPS)
    decides = plan.priority.method
    yield _priority(entry, entry.priority, decides, groups, report)
    yield from groups
    for group in GROUPS:
        for factor in entry.group(group).factors:
            yield _factor(factor, group, project, plan)
    for method in METHODS:
        if method != decides:
            yield _priority(entry, entry.by_method[method], method, groups, report)


def _rating_input(factor: FactorScore, total: float, group: Group, project: Project, plan: Plan) -> Input:
    """The rating of a factor on its scale, the utility that it becomes, and its weight of the `total`."""
    defined = plan.factors(group)[factor.factor]
    named, counts = label(factor.factor, defined), f"{number(factor.weight)} of {number(total)}"
    if factor.rating is None:
        place = project.places.key(group)
        return Input(factor.factor, "not rated:", "anywhere from 0 to 1", None, place, named, counts)
    scale = plan.scales[defined.scale]
    ends = f"{number(scale.bounds[0])}..{number(scale.bounds[1])}"
    turned = ", lower is better" if scale.better == "lower" else ""
    return Input(
        factor.factor,
        number(factor.rating.central),
        f"of {ends}{turned} -> {_fixed(factor.utility)}",
        factor.rating.why,
        project.places.of(group, factor.factor),
        named,
        counts,
    )


def _priority(
    entry: RankedProject, priority: Priority, method: Method, groups: tuple[Explanation, ...], report: Report
) -> Explanation:
    plan = report.plan
    decides = method == plan.priority.method
    rank = f"rank {priority.rank} of {len(report.ranking.ordered)}" if priority.rank else "not ranked"
    numbers, parts = _combined(entry, "utility", priority.score, method, plan)
    # The factors are told once, below the method that decides.
    shown = groups if decides else tuple(replace(group, inputs=()) for group in groups)
    subject = f"{entry.id}.priority"
    ends = _both_ends(subject, priority, lambda end, value: _combined(entry, end, value, method, plan)[0])
    return Explanation(
        subject=subject if decides else f"{subject}.{method}",
        value=_fixed(priority.score),
        formula=_symbols(method, plan.priority.impact_share),
        numbers=numbers,
        aside=rank if decides else f"{rank} by this method, for comparison",
        place=where_written(plan, "priority"),
        children=(*parts, *shown, *ends),
    )


def _symbols(method: Method, share: float) -> str:
    a, b = number(share), number(1 - share)
    if method == "geometric":
        return f"impact ^ {a} x feasibility ^ {b}"
    if method == "weighted-sum":
        return f"{a} x impact + {b} x feasibility"
    return "d- / (d+ + d-)"


def _both_ends(subject: str, of: Priority | GroupScore, numbers: Callable[[End, float], str]) -> Iterator[Explanation]:
    """The low and the high end of a score; nothing where they are the same."""
    both: tuple[tuple[End, float], ...] = (("low", of.low), ("high", of.high))
    for end, value in both if of.low != of.high else ():
        aside = f"every factor at its {end} end"
        yield Explanation(f"{subject}.{end}", fixed(value), numbers=numbers(end, value), aside=aside)


def _combined(
    entry: RankedProject, which: End, value: float | None, method: Method, plan: Plan
) -> tuple[str, tuple[Explanation, ...]]:
    """The formula of a method with the numbers of one end, and the distances that TOPSIS goes by."""
    impact, feasibility = (weighted(entry.group(group), which) for group in GROUPS)
    share = plan.priority.impact_share
    if value is None or not (impact and feasibility):
        return "", ()
    if method == "topsis":
        return _topsis(entry.id, impact, feasibility, share, value)
    means = [weighted_mean(impact) or 0.0, weighted_mean(feasibility) or 0.0]
    template = _symbols(method, share).replace("impact", "{0}").replace("feasibility", "{1}")
    return worked(template, means, lambda x: OF_MEANS[method](x[0], x[1], as_written(share)), fixed, value), ()


def _topsis(
    project: str, impact: Weighted, feasibility: Weighted, share: float, value: float
) -> tuple[str, tuple[Explanation, ...]]:
    parts = shared(impact, feasibility, share)
    ends = distances(parts)
    near = worked("{1} / ({0} + {1})", ends, lambda x: x[1] / ((x[0] + x[1]) or 1.0), fixed, value)
    flat = [operand for pair in parts for operand in pair]
    return near, (_distance(f"{project}.d+", 1, flat, ends[0]), _distance(f"{project}.d-", 0, flat, ends[1]))


def _distance(subject: str, ideal: int, flat: Sequence[float], distance: float) -> Explanation:
    """A distance of TOPSIS from all utilities at 1, or at 0; `flat` are weight and utility of each factor in turn."""
    term = "({{{}}} x (1 - {{{}}})) ^ 2" if ideal else "({{{}}} x {{{}}}) ^ 2"
    slots = range(0, len(flat), 2)

    def compute(x: Sequence[float]) -> float:
        return math.hypot(*(x[at] * (1 - x[at + 1] if ideal else x[at + 1]) for at in slots))

    template = f"sqrt({' + '.join(term.format(at, at + 1) for at in slots)})"
    numbers = worked(template, flat, compute, fixed, distance)
    return Explanation(subject, fixed(distance), numbers=numbers, aside=f"the distance to all utilities at {ideal}")


def _group(group: GroupScore, project: Project, plan: Plan) -> Explanation:
    name = group.group
    subject = f"{project.id}.{name}"
    ends = _both_ends(subject, group, lambda end, value: _weighted(weighted(group, end), value))
    total = math.fsum(factor.weight for factor in group.factors)
    return Explanation(
        subject=subject,
        value=_fixed(group.value),
        formula="sum of weight x utility / sum of weights",
        numbers=_weighted(weighted(group, "utility"), group.value),
        place=plan.places.key(name),
        inputs=tuple(_rating_input(factor, total, name, project, plan) for factor in group.factors),
        children=tuple(ends) if group.value is not None else (),
    )


def _factor(factor: FactorScore, group: Group, project: Project, plan: Plan) -> Explanation:
    defined = plan.factors(group)[factor.factor]
    scale = plan.scales[defined.scale]
    low, high = scale.bounds
    weight = Input("weight", number(factor.weight), place=plan.places.of(group, factor.factor, "weight"))
    of_scale = Input("scale", defined.scale, f"{number(low)}..{number(high)}, {scale.better} is better",
                     place=plan.places.key("scales", defined.scale))  # fmt: skip
    subject = f"{project.id}.{group}.{factor.factor}"
    rating = factor.rating
    if rating is None or factor.utility is None:
        aside = "not rated: anywhere from 0 to 1, and left out of the weighted mean"
        return Explanation(subject, "unknown", aside=aside, inputs=(of_scale, weight))
    children = []
    if factor.low != factor.high:
        # Where lower is better the high rating makes the low utility.
        ends = sorted((rating.low, rating.high), key=scale.utility)
        for end, given, utility in zip(("low", "high"), ends, (factor.low, factor.high), strict=True):
            made = _utility(scale, given, utility)
            children.append(Explanation(f"{subject}.{end}", fixed(utility), numbers=made))
    meaning, place = scale.levels.get(rating.central), plan.places.of("scales", defined.scale, "levels", rating.central)
    level = (Input("means", quote=meaning, place=place),) if meaning is not None else ()
    turned = "1 - " if scale.better == "lower" else ""
    return Explanation(
        subject=subject,
        value=fixed(factor.utility),
        formula=f"{turned}(rating - lowest) / (highest - lowest)",
        numbers=_utility(scale, rating.central, factor.utility),
        inputs=(_rating(rating, factor, group, project), *level, of_scale, weight),
        children=tuple(children),
    )


def _rating(rating: Estimate, factor: FactorScore, group: Group, project: Project) -> Input:
    words = {
        "number": "",
        "interval": f"the middle of {number(rating.low)} to {number(rating.high)}",
        "triple": f"the likely one of {number(rating.low)} to {number(rating.high)}",
        "raters": f"the mean of {', '.join(f'{rater} {number(given)}' for rater, given in rating.raters.items())}",
    }[rating.form]
    return Input("rating", number(rating.central), words, rating.why, project.places.of(group, factor.factor))


def _utility(scale: Scale, rating: float, utility: float) -> str:
    low, high = scale.bounds
    turned = scale.better == "lower"

    def compute(x: Sequence[float]) -> float:
        share = (x[0] - x[1]) / ((x[2] - x[1]) or 1.0)
        return 1 - share if turned else share

    template = f"{'1 - ' if turned else ''}({{0}} - {{1}}) / ({{2}} - {{1}})"
    return worked(template, [rating, low, high], compute, fixed, utility, MEASURED)


def _weighted(pairs: Weighted, value: float | None) -> str:
    """`(3 x 0.75 + 2 x 0.50) / 5`."""
    if value is None:
        return ""
    weights = [as_written(weight) for weight, _ in pairs]
    total = math.fsum(weights)
    terms = " + ".join(f"{number(weight)} x {{{at}}}" for at, (weight, _) in enumerate(pairs))
    return worked(
        f"({terms}) / {number(total)}",
        [utility for _, utility in pairs],
        lambda x: math.fsum(weight * utility for weight, utility in zip(weights, x, strict=True)) / as_written(total),
        fixed,
        value,
        COMPUTED,
    )


def _fixed(value: float | None) -> str:
    return "unknown" if value is None else fixed(value)
