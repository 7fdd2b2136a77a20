"""How a plan is scored: the method with this plan's own factors, scales, weights and numbers."""

import pkgutil
import re
from collections import Counter
from collections.abc import Iterator, Mapping
from functools import partial

from planpress import baselines
from planpress.charts import cycle
from planpress.deciding import ways_taken
from planpress.document.blocks import Block, Bullets, Cell, Column, Line, Paragraph, Row, Section, chart, row
from planpress.document.blocks import table as table_of
from planpress.document.labels import label
from planpress.model.moves import WayTaken
from planpress.model.plan import GROUPS, METHODS, Capacity, Factor, Group, Plan
from planpress.model.ranking import QUADRANT_LABELS, RankedProject
from planpress.model.report import Report
from planpress.model.site_pages import project_page
from planpress.model.stages import STAGE_LABELS, STAGES
from planpress.model.steps import STEPS, step_label
from planpress.model.text import Name, Number, Styled, Text, joined
from planpress.model.wording import at_start, counted, fixed, number
from planpress.priorities.score_methods import CONCENTRATION, DRAWS
from planpress.sections.plan.choosing import find_projects, hard_problems
from planpress.sections.rating_notes import questions

TITLE = "How this plan is scored"

_TITLES = {"geometric": "Geometric mean", "weighted-sum": "Weighted sum", "topsis": "TOPSIS"}
_FORMULAS = {
    "geometric": "impact ^ a × feasibility ^ (1 − a)",
    "weighted-sum": "a × impact + (1 − a) × feasibility",
    "topsis": "how close a project is to a perfect one, compared with the worst possible",
}
_BOUNDS = {"floor": "a model must beat the best", "ceiling": "human level", "target": "a target"}
_PROSE: Mapping[str, str] = dict(
    re.findall(r"(?m)^\*\*([^*\n]+)\*\*: (.+)$", (pkgutil.get_data(__package__, "method.md") or b"").decode())
)
"""Its paragraphs by their names."""


def method(report: Report) -> Iterator[Section]:
    """The method, a section for each part of it; the first has no title."""
    plan = report.plan
    factors = counted(sum(len(plan.factors(group)) for group in GROUPS), "factor")
    nine = number(plan.cost_per_nine)
    parts = {
        "": iter([_said("begin", factors=factors)]),
        "Find projects": find_projects(),
        **{at_start(group): _group(group, plan) for group in GROUPS},
        "Hard problems": hard_problems(),
        "Scales": _scales(plan),
        "Priority": _priority(plan),
        "Ranking under each method": _orders(report),
        "Quadrants": _quadrants(plan),
        "Uncertainty": _uncertainty(plan),
        "Accuracy": iter([_said("accuracy", nine=nine)]),
        "Models and rules": iter([_said("models")]),
        "Baselines": _baselines(),
        "Lifecycle": _lifecycle(report),
        "Sources": iter([_said("sources")]),
    }
    for title, blocks in parts.items():
        made = tuple(blocks)
        if made:
            yield Section(f"method-{title.lower().replace(' ', '-')}", title, made)


def _said(name: str, **words: object) -> Paragraph:
    """A paragraph of method.md with the plan's own words."""
    pieces = _PROSE[name].format(**words).split("*")
    return Paragraph(Text(*(Styled(piece, "stress") if at % 2 else piece for at, piece in enumerate(pieces))))


def _group(group: Group, plan: Plan) -> Iterator[Block]:
    columns = [Column("Factor"), Column("Questions"), Column("Weight", number=True), Column("Scale")]
    rows = (_criterion(name, factor, group) for name, factor in plan.factors(group).items())
    yield from table_of(f"Factors of {group} and their weights", columns, rows)
    yield _said("group", group=at_start(group))


def _criterion(name: str, factor: Factor, group: Group) -> Row:
    driver = f"cost driver: {factor.driver}" if factor.driver and group == "feasibility" else ""
    asked = Cell("\n".join(questions(factor)))
    return Row((Cell(label(name, factor), driver), asked, Cell(number(factor.weight)), Cell(factor.scale)))


def _scales(plan: Plan) -> Iterator[Block]:
    for name, scale in plan.scales.items():
        low, high = scale.bounds
        caption = f"{name}: {number(low)} to {number(high)}, {scale.better} is better"
        levels = sorted(scale.levels.items())
        rows = (row(number(level), fixed(scale.utility(level)), meaning) for level, meaning in levels)
        columns = [Column("Rating", number=True), Column("Scaled (0 to 1)", number=True), Column("Meaning")]
        yield from table_of(caption, columns, rows)
        if not levels:
            yield Paragraph(f"{caption}.")


def _priority(plan: Plan) -> Iterator[Block]:
    decides, share = plan.priority.method, number(plan.priority.impact_share)
    yield _said("decides", method=_TITLES[decides], formula=_FORMULAS[decides], share=share)
    others = (one for one in METHODS if one != decides)
    yield Bullets(tuple(Line(f"For comparison: {_TITLES[one]}, {_FORMULAS[one]}.") for one in others))
    yield _said("ranks", capacity=_capacity(plan.capacity))


def _capacity(capacity: Capacity | None) -> str:
    if capacity is None:
        return ""
    how = ": projects are taken in order until one does not fit" if capacity.person_weeks is not None else ""
    if capacity.teams:
        how = ": in order, what does not fit into them takes none, and later projects may fit"
    return f" There is room for {capacity.words} at once{how}."


def _orders(report: Report) -> Iterator[Block]:
    """The rank of each project under each method, and whether they agree."""
    decides, titles = report.plan.priority.method, report.names()
    columns = [Column("Project", id="project", look="name")]
    columns += [
        Column(f"{_TITLES[one]}{' (in force)' if one == decides else ''}", number=True, id=one) for one in METHODS
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
    yield _said("quadrants", impact=fixed(cut.impact), feasibility=fixed(cut.feasibility))
    rows = [
        row("High impact", QUADRANT_LABELS["cheaper-first"], QUADRANT_LABELS["high-priority"]),
        row("Low impact", QUADRANT_LABELS["leave"], QUADRANT_LABELS["easy"]),
    ]
    columns = [Column(Text(Styled("Impact", "heard"))), Column("Low feasibility"), Column("High feasibility")]
    yield from table_of("Quadrants", columns, rows)


def _uncertainty(plan: Plan) -> Iterator[Block]:
    yield _said("uncertainty", draws=DRAWS, concentration=CONCENTRATION)
    if plan.capacity is not None:
        yield _said("surely")


def _baselines() -> Iterator[Block]:
    columns = [Column("Kind"), Column("Comes from"), Column("What it is for"), Column("Without one, ask")]
    rows = (
        row(kind.label, "outside" if kind.external else "inside", _BOUNDS[kind.role], at_start(kind.question))
        for kind in baselines.ALL
    )
    yield from table_of("Kinds of baselines", columns, rows)
    yield _said("baselines")


def _lifecycle(report: Report) -> Iterator[Block]:
    yield Bullets(tuple(Line(", ".join(map(step_label, STEPS[stage])), lead=STAGE_LABELS[stage]) for stage in STAGES))
    yield _said("stages", stages=" → ".join(STAGE_LABELS.values()))
    ways, names = ways_taken(report), report.names()
    yield from chart(partial(cycle.figure, ways, names), cycle.DESK)
    columns = [Column("Way back"), Column("Because"), Column("Times", number=True), Column("Projects")]
    caption = "The six ways back (Full Stack Deep Learning, 2019), and how often projects of this plan took them"
    yield from table_of(caption, columns, (_way(one, names) for one in ways))


def _way(one: WayTaken, names: Mapping[str, str]) -> Row:
    """A reason of a way back, with the projects that gave it; one that gave it twice is told so."""
    times = Counter(one.projects)
    projects = (
        Text(Name(names[name], project_page(name)), f" ({count} times)" if count > 1 else "")
        for name, count in times.items()
    )
    because = Text(Styled(one.code, "code"), f": {one.reason}")
    return row(f"{one.stage} → {one.to}", because, str(len(one.projects)), joined(projects, ", ") if times else "–")
