"""How a plan is scored: the method with this plan's own factors, scales, weights and numbers."""

from collections.abc import Iterator
from functools import partial

from planpress import baselines
from planpress.document.blocks import Block, Bullets, Cell, Column, Line, Paragraph, Row, Section, row
from planpress.document.blocks import table as table_of
from planpress.document.labels import label
from planpress.model.plan import GROUPS, METHODS, Capacity, Group, Plan
from planpress.model.ranking import QUADRANT_LABELS, RankedProject
from planpress.model.report import Report
from planpress.model.site_pages import project_page
from planpress.model.stages import STAGE_LABELS, STAGES, SUB_STEPS, WAYS_BACK
from planpress.model.text import Name, Number, Styled, Text, joined
from planpress.model.wording import at_start, counted, fixed, number
from planpress.priorities.score_methods import CONCENTRATION, DRAWS

TITLE = "How this plan is scored"

_TITLES = {"geometric": "Geometric mean", "weighted-sum": "Weighted sum", "topsis": "TOPSIS"}
_FORMULAS = {
    "geometric": "impact ^ a × feasibility ^ (1 − a)",
    "weighted-sum": "a × impact + (1 − a) × feasibility",
    "topsis": "d− / (d+ + d−), the distances to all utilities at 1 and all at 0",
}
_BOUNDS = {"floor": "the floor", "ceiling": "the ceiling", "target": "nothing: it is a target"}
_stress = partial(Styled, look="stress")


def method(report: Report) -> Iterator[Section]:
    """The method, a section for each part of it; the first has no title."""
    plan = report.plan
    parts = {
        "": _begin(plan),
        **{at_start(group): _group(group, plan) for group in GROUPS},
        "Scales": _scales(plan),
        "Priority": _priority(plan),
        "Orders under each method": _orders(report),
        "Quadrants": _quadrants(plan),
        "Uncertainty": _uncertainty(plan),
        "Accuracy": _accuracy(plan),
        "Models and rules": iter([Paragraph(_MODELS)]),
        "Baselines": _baselines(),
        "Lifecycle": _lifecycle(),
        "Sources": iter([Paragraph(_SOURCES)]),
    }
    for title, blocks in parts.items():
        made = tuple(blocks)
        if made:
            yield Section(f"method-{title.lower().replace(' ', '-')}", title, made)


def _begin(plan: Plan) -> Iterator[Block]:
    factors = counted(sum(len(plan.factors(group)) for group in GROUPS), "factor")
    yield Paragraph(
        f"Each project is rated on {factors}. A rating becomes a utility from 0 to 1 on a scale whose ends are "
        "declared, never taken from the projects: a project that comes or goes moves no other."
    )


def _group(group: Group, plan: Plan) -> Iterator[Block]:
    columns = [Column("Factor"), Column("Question"), Column("Weight", number=True), Column("Scale")]
    rows = (
        row(label(name, factor), factor.question or "", number(factor.weight), factor.scale)
        for name, factor in plan.factors(group).items()
    )
    yield from table_of(f"Factors of {group} and their weights", columns, rows)
    yield Paragraph(
        f"{at_start(group)} is the weighted mean of the utilities: the sum of weight × utility, divided by the sum of "
        "the weights."
    )


def _scales(plan: Plan) -> Iterator[Block]:
    for name, scale in plan.scales.items():
        low, high = scale.bounds
        caption = f"{name}: {number(low)} to {number(high)}, {scale.better} is better"
        levels = sorted(scale.levels.items())
        rows = (row(number(level), fixed(scale.utility(level)), meaning) for level, meaning in levels)
        columns = [Column("Rating", number=True), Column("Utility", number=True), Column("Meaning")]
        yield from table_of(caption, columns, rows)
        if not levels:
            yield Paragraph(f"{caption}.")


def _priority(plan: Plan) -> Iterator[Block]:
    decides, share = plan.priority.method, number(plan.priority.impact_share)
    yield Paragraph(Text(_stress(_TITLES[decides]), f" decides: priority = {_FORMULAS[decides]}, with a = {share}."))
    others = (one for one in METHODS if one != decides)
    yield Bullets(tuple(Line(f"Shown beside it: {_TITLES[one]}, {_FORMULAS[one]}.") for one in others))
    yield Paragraph(
        "Priorities that are equal to 1e-9 share a rank (1, 2, 2, 4). A project that does not pass a must-have "
        f"screen is out of the order before any scoring.{_capacity(plan.capacity)}"
    )


def _capacity(capacity: Capacity | None) -> str:
    if capacity is None:
        return ""
    if capacity.projects is not None:
        return f" {counted(capacity.projects, 'project')} can be carried."
    weeks = number(capacity.person_weeks or 0)
    return f" {weeks} person-weeks can be carried: projects are taken in order until one does not fit."


def _orders(report: Report) -> Iterator[Block]:
    """The rank of each project under each method, and whether they agree."""
    decides, titles = report.plan.priority.method, report.names()
    columns = [Column("Project", id="project", look="name")]
    columns += [
        Column(f"{_TITLES[one]}{' (decides)' if one == decides else ''}", number=True, id=one) for one in METHODS
    ]
    caption = "The rank of each project under each method"
    rows = (_order(entry, titles[entry.id], report) for entry in report.ranking.ordered)
    agree = "" if report.ranking.disagreements else ": all agree"
    yield from table_of(f"{caption}{agree}", columns, rows, id="orders")


def _order(entry: RankedProject, title: str, report: Report) -> Row:
    cells = [Cell(Text(Name(title, project_page(entry.id))))]
    for one in METHODS:
        priority = entry.by_method[one]
        names = (entry.id, "priority") if one == report.plan.priority.method else (entry.id, "priority", one)
        score = Text(Number(fixed(priority.score), ".".join(names))) if priority.score is not None else ""
        look = "differs" if priority.rank != entry.priority.rank else ""
        cells.append(Cell(f"{priority.rank}", score, sort=priority.rank, look=look))
    return Row(tuple(cells), id=entry.id)


def _quadrants(plan: Plan) -> Iterator[Block]:
    cut = plan.priority.cut
    yield Paragraph(
        f"Impact is high from {fixed(cut.impact)}, feasibility from {fixed(cut.feasibility)}; a value at the cut "
        "counts as high."
    )
    rows = [
        row("High impact", QUADRANT_LABELS["cheaper-first"], QUADRANT_LABELS["high-priority"]),
        row("Low impact", QUADRANT_LABELS["leave"], QUADRANT_LABELS["easy"]),
    ]
    columns = [Column(Text(Styled("Impact", "heard"))), Column("Low feasibility"), Column("High feasibility")]
    yield from table_of("Quadrants", columns, rows)


def _uncertainty(plan: Plan) -> Iterator[Block]:
    yield Paragraph(
        "A rating may be an interval, a lowest, likely and highest value, or one rating from each of several "
        "people. Low and high of a score put every factor at its low, or high, end; a factor that nobody rated "
        f"spans its whole scale and is left out of the central value. For the rank, {DRAWS:,} draws take the "
        f"weights from a Dirichlet distribution around the declared ones (concentration {number(CONCENTRATION)}: "
        "equal weights then vary by about a quarter) and the ratings from their intervals. The seed is fixed, so "
        "that the same plan always says the same."
    )
    if plan.capacity is not None:
        said = "A project's share of draws within capacity says how sure its place is; between 10 and 90 of 100 it is "
        yield Paragraph(Text(said, _stress("too close to call"), "."))


def _accuracy(plan: Plan) -> Iterator[Block]:
    nine = number(plan.cost_per_nine)
    yield Paragraph(
        "Cost grows faster than accuracy. From accuracy p to q it is taken to grow by ((1 − p) / (1 − q)) ^ k, k being "
        f"the decimal logarithm of {nine}: each added nine costs {nine} times as much. That is a rough figure (Full "
        "Stack Deep Learning, 2019): read it as an order of magnitude."
    )


_MODELS = (
    "Of the many metrics that are measured, one number decides, and each project says by which rule: one metric, a "
    "mean of several, the best value of one with thresholds on the others, or a formula. A model that fails a "
    "threshold is rejected, whatever else it lacks; one without a value that the rule needs is not evaluated. Blank "
    "is not zero."
)


def _baselines() -> Iterator[Block]:
    columns = [Column("Kind"), Column("Comes from"), Column("Bounds"), Column("Without one, ask")]
    rows = (
        row(kind.label, "outside" if kind.external else "inside", _BOUNDS[kind.role], at_start(kind.question))
        for kind in baselines.ALL
    )
    yield from table_of("Kinds of baselines", columns, rows)
    yield Paragraph(
        "The floor is the best of the published, scripted, simple and mean-prediction baselines by the measure that "
        "decides; the ceiling is the best of people. The share of the gap that a model closes is (model − floor) / "
        "(ceiling − floor), in the good direction."
    )


def _lifecycle() -> Iterator[Block]:
    stages = " → ".join(STAGE_LABELS.values())
    yield Bullets(tuple(Line(", ".join(SUB_STEPS[stage]), lead=STAGE_LABELS[stage]) for stage in STAGES))
    yield Paragraph(f"{stages}. Forward only to the next stage; back by these ways, each with a reason:")
    rows = (
        row(old, new, joined((Text(Styled(code, "code"), f": {said}") for code, said in reasons.items()), "\n"))
        for (old, new), reasons in WAYS_BACK.items()
    )
    caption = "The six ways back (Full Stack Deep Learning, 2019)"
    yield from table_of(caption, [Column("From"), Column("To"), Column("Because")], rows)


_SOURCES = Text(
    "The method is the one taught in Full Stack Deep Learning, ", _stress("Setting up machine learning projects"),
    " (2019, with additions of 2021 and 2022), with Andrew Ng, ", _stress("Machine Learning Yearning"), " (2018), for "
    "satisficing metrics, avoidable bias and human-level references, and Lahdelma and Salminen, ", _stress("SMAA-2"),
    " (Operations Research 49, 2001), for the draws.",
)  # fmt: skip
