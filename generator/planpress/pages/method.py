"""How a plan is scored, in words: the page on the site and the appendix of a packet say the same.

A text may have words between asterisks, which are stressed: Markdown on the page, and on paper as a tree.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass

from planpress.model.plan import GROUPS, METHODS, Capacity, Plan
from planpress.model.stages import STAGE_LABELS
from planpress.model.wording import counted, fixed, number
from planpress.priorities.draws import CONCENTRATION, DRAWS

WORDS = {
    "geometric": "Geometric mean",
    "weighted-sum": "Weighted sum",
    "topsis": "TOPSIS",
}
FORMULAS = {
    "geometric": "impact ^ a × feasibility ^ (1 − a)",
    "weighted-sum": "a × impact + (1 − a) × feasibility",
    "topsis": "d− / (d+ + d−), the distances to all utilities at 1 and all at 0",
}
WHERE_FROM = {True: "outside", False: "inside"}
"""Whether a kind of baseline is external."""
BOUNDS = {"floor": "the floor", "ceiling": "the ceiling", "target": "nothing: it is a target"}
"""What a kind of baseline bounds, by its role."""
BASELINES = "Kinds of baselines"
WAYS = "The six ways back (Full Stack Deep Learning, 2019)"
ORDERS = "The rank of each project under each method"


@dataclass(frozen=True, slots=True)
class Method:
    """What is said of each part of the method, for one plan; `decides` goes on after the name of one."""

    begin: str
    groups: Mapping[str, str]
    decides: str
    beside: tuple[str, ...]
    ties: str
    quadrants: str
    uncertainty: tuple[str, ...]
    accuracy: str
    models: str
    baselines: str
    lifecycle: str
    sources: str


def method(plan: Plan) -> Method:
    """The method in words, with the numbers of this plan."""
    decides, share = plan.priority.method, number(plan.priority.impact_share)
    nine, cut = number(plan.cost_per_nine), plan.priority.cut
    factors = counted(sum(len(plan.factors(group)) for group in GROUPS), "factor")
    return Method(
        begin=f"Each project is rated on {factors}. A rating becomes a utility from 0 to 1 on a scale whose ends are "
        "declared, never taken from the projects: a project that comes or goes moves no other.",
        groups={
            group: f"{group.capitalize()} is the weighted mean of the utilities: the sum of weight × utility, "
            "divided by the sum of the weights."
            for group in GROUPS
        },
        decides=f"decides: priority = {FORMULAS[decides]}, with a = {share}.",
        beside=tuple(f"Shown beside it: {WORDS[one]}, {FORMULAS[one]}." for one in METHODS if one != decides),
        ties="Priorities that are equal to 1e-9 share a rank (1, 2, 2, 4). A project that does not pass a must-have "
        f"screen is out of the order before any scoring.{_capacity(plan.capacity)}",
        quadrants=f"Impact is high from {fixed(cut.impact)}, feasibility from {fixed(cut.feasibility)}; a value at "
        "the cut counts as high.",
        uncertainty=tuple(_uncertainty(plan)),
        accuracy="Cost grows faster than accuracy. From accuracy p to q it is taken to grow by ((1 − p) / (1 − q)) "
        f"^ k, k being the decimal logarithm of {nine}: each added nine costs {nine} times as much. That is a rough "
        "figure (Full Stack Deep Learning, 2019): read it as an order of magnitude.",
        models=_MODELS,
        baselines=_BASELINES,
        lifecycle=f"{' → '.join(STAGE_LABELS.values())}. Forward only to the next stage; back by these ways, each "
        "with a reason:",
        sources=_SOURCES,
    )


def orders_caption(disagreements: int) -> str:
    """What the table of the ranks under each method shows, and whether they agree."""
    return ORDERS if disagreements else f"{ORDERS}: all agree"


def _capacity(capacity: Capacity | None) -> str:
    if capacity is None:
        return ""
    if capacity.projects is not None:
        return f" {counted(capacity.projects, 'project')} can be carried."
    weeks = number(capacity.person_weeks or 0)
    return f" {weeks} person-weeks can be carried: projects are taken in order until one does not fit."


def _uncertainty(plan: Plan) -> list[str]:
    said = [
        "A rating may be an interval, a lowest, likely and highest value, or one rating from each of several "
        "people. Low and high of a score put every factor at its low, or high, end; a factor that nobody rated "
        f"spans its whole scale and is left out of the central value. For the rank, {DRAWS:,} draws take the "
        f"weights from a Dirichlet distribution around the declared ones (concentration {number(CONCENTRATION)}: "
        "equal weights then vary by about a quarter) and the ratings from their intervals. The seed is fixed, so "
        "that the same plan always says the same."
    ]
    if plan.capacity is not None:
        said.append(
            "A project's share of draws within capacity says how sure its place is; between 10 and 90 of 100 it is "
            "*too close to call*."
        )
    return said


_MODELS = (
    "Of the many metrics that are measured, one number decides, and each project says by which rule: one metric, a "
    "mean of several, the best value of one with thresholds on the others, or a formula. A model that fails a "
    "threshold is rejected, whatever else it lacks; one without a value that the rule needs is not evaluated. Blank "
    "is not zero."
)
_BASELINES = (
    "The floor is the best of the published, scripted, simple and mean-prediction baselines by the measure that "
    "decides; the ceiling is the best of people. The share of the gap that a model closes is (model − floor) / "
    "(ceiling − floor), in the good direction."
)
_SOURCES = (
    "The method is the one taught in Full Stack Deep Learning, *Setting up machine learning projects* (2019, with "
    "additions of 2021 and 2022), with Andrew Ng, *Machine Learning Yearning* (2018), for satisficing metrics, "
    "avoidable bias and human-level references, and Lahdelma and Salminen, *SMAA-2* (Operations Research 49, 2001), "
    "for the draws."
)
