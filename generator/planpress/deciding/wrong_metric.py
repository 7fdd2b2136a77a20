"""Whether the metric drives the outcome: it should get better where the metric that decides does."""

from collections.abc import Iterator
from itertools import groupby

from planpress.model.evaluation import Evaluation
from planpress.model.goal import Goal, Seen
from planpress.model.metrics import gain, same
from planpress.model.plan import Plan
from planpress.model.rule import Metrics, Rule
from planpress.model.units import in_unit
from planpress.model.wording import with_unit
from planpress.rules.common import told_apart


def wrong_metric(evaluation: Evaluation, plan: Plan) -> Iterator[str]:
    """From one model in use to the next the deciding measure got better, and the outcome did not.

    Only the newest such change counts: what came of earlier ones is history. An outcome that stayed as it was did not
    get better. What was in use and has no measure, or is not known, is passed over; so is `now`, which does not say
    with which model it was.
    """
    goal, result, rule = evaluation.project.goal, evaluation.deciding, evaluation.rule
    if goal is None or result is None or rule is None:
        return
    known = [(one, measure) for one in goal.by_date if (measure := evaluation.measure_of(one.model)) is not None]
    # The last that was seen with each: what came of a model may take its time.
    last = [[*seen][-1] for _, seen in groupby(known, key=lambda one: one[0].model)]
    if len(last) < 2:
        return
    (before, was), (after, now) = last[-2:]
    metric_better = not same(was, now) and gain(now, was, result.better) > 0
    outcome_better = not same(before.value, after.value) and gain(after.value, before.value, goal.better) > 0
    if metric_better and not outcome_better:
        name = measure_name(rule, plan.metrics_of(evaluation.project))
        ends = told_apart(was, now)
        turn = f"{name} {'rose' if now > was else 'fell'} from {ends[0]} to {in_unit(ends[1], result.unit)}"
        with_model = evaluation.name_of(after.model)
        yield f"{turn} with {with_model}, {_moved(goal, before, after)}: does the metric drive the outcome?"


def measure_name(rule: Rule, metrics: Metrics) -> str:
    """What the measure that decides is called: as the rule is, else by what it takes the best of."""
    return rule.label or rule.aim(metrics)[1]


def _moved(goal: Goal, before: Seen, after: Seen) -> str:
    """`picks per hour went from 310 to 305`."""
    if same(before.value, after.value):
        return f"{goal.outcome} stayed at {with_unit(after.value, goal.unit)}"
    was, now = told_apart(before.value, after.value)
    return f"{goal.outcome} went from {was} to {in_unit(now, goal.unit)}"
