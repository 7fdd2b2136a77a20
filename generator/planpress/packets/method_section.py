"""How the plan is scored, as its page on the site says it and in that order: pages/method.py has the words of both."""

from __future__ import annotations

from collections.abc import Iterator

from planpress import baselines
from planpress.document.blocks import Block, Bullets, Line, Paragraph, Row, Story, Table, numbers, row, table, words
from planpress.model.plan import GROUPS, METHODS, Group, Plan
from planpress.model.ranking import QUADRANT_LABELS, Priority
from planpress.model.report import Report
from planpress.model.stages import WAYS_BACK
from planpress.model.wording import at_start, fixed, number
from planpress.packets.text.nodes import Node, text
from planpress.pages import site_paths
from planpress.pages.method import BASELINES, BOUNDS, WAYS, WHERE_FROM, WORDS, Method, method, orders_caption


def method_blocks(report: Report) -> Iterator[Block]:
    """The method with this plan's own factors, scales, weights and numbers."""
    plan, said = report.plan, method(report.plan)
    yield _told(said.begin)
    for group in GROUPS:
        yield _headed(group.capitalize())
        yield from _factors(group, plan)
        yield _told(said.groups[group])
    yield _headed("Scales")
    yield from _scales(plan)
    yield _headed("Priority")
    yield Paragraph(said.decides, WORDS[plan.priority.method])
    yield Bullets(tuple(map(Line, said.beside)))
    yield _told(said.ties)
    if report.ranking.ordered:
        yield _headed("Orders under each method")
        yield from _orders(report)
    yield from _rest(said)


def _rest(said: Method) -> Iterator[Block]:
    """What is the same for each plan but for some numbers."""
    yield _headed("Quadrants", said.quadrants)
    yield from _quadrants()
    yield _headed("Uncertainty", *said.uncertainty)
    yield _headed("Accuracy", said.accuracy)
    yield _headed("Models and rules", said.models)
    yield _headed("Baselines")
    yield from _kinds()
    yield _told(said.baselines)
    yield _headed("Lifecycle", said.lifecycle)
    yield from _ways_back()
    yield _headed("Sources", said.sources)


def _headed(title: str, *paragraphs: str) -> Story:
    """A heading below that of the section, with what is said first."""
    heading = Node("heading", (text(title),), attributes={"level": 1})
    return Story((heading.data(), *_told(*paragraphs).tree))


def _told(*paragraphs: str) -> Story:
    """Paragraphs with their stressed words, which stand between asterisks."""
    return Story(tuple(Node("paragraph", tuple(_pieces(one))).data() for one in paragraphs))


def _pieces(said: str) -> Iterator[Node]:
    for at, piece in enumerate(said.split("*")):
        if piece:
            yield Node("emphasis", (text(piece),)) if at % 2 else text(piece)


def _factors(group: Group, plan: Plan) -> tuple[Table, ...]:
    columns = [words("Factor"), words("Question"), numbers("Weight"), words("Scale")]
    rows = [
        row(site_paths.factor_label(name, factor), factor.question or "", number(factor.weight), factor.scale)
        for name, factor in plan.factors(group).items()
    ]
    return table(f"Factors of {group} and their weights", columns, rows)


def _scales(plan: Plan) -> Iterator[Block]:
    for name, scale in plan.scales.items():
        low, high = scale.bounds
        caption = f"{name}: {number(low)} to {number(high)}, {scale.better} is better"
        rows = [
            row(number(level), fixed(scale.utility(level)), meaning) for level, meaning in sorted(scale.levels.items())
        ]
        made = table(caption, [numbers("Rating"), numbers("Utility"), words("Meaning")], rows)
        yield from made or (Paragraph(f"{caption}."),)


def _orders(report: Report) -> tuple[Table, ...]:
    titles, decides = report.names(), report.plan.priority.method
    columns = [words("Project"), *(numbers(f"{WORDS[one]}{' (decides)' if one == decides else ''}") for one in METHODS)]
    rows = (
        row(titles[entry.id], *(_placed(entry.by_method[one]) for one in METHODS)) for entry in report.ranking.ordered
    )
    return table(orders_caption(len(report.ranking.disagreements)), columns, rows)


def _placed(priority: Priority) -> str:
    return f"{priority.rank} ({fixed(priority.score)})" if priority.score is not None else f"{priority.rank}"


def _quadrants() -> tuple[Table, ...]:
    columns = [words(""), words("Low feasibility"), words("High feasibility")]
    rows: list[Row] = [
        row("High impact", QUADRANT_LABELS["cheaper-first"], QUADRANT_LABELS["high-priority"]),
        row("Low impact", QUADRANT_LABELS["leave"], QUADRANT_LABELS["easy"]),
    ]
    return table("Quadrants", columns, rows)


def _kinds() -> tuple[Table, ...]:
    columns = [words("Kind"), words("Comes from"), words("Bounds"), words("Without one, ask")]
    rows = (
        row(kind.label, WHERE_FROM[kind.external], BOUNDS[kind.role], at_start(kind.question)) for kind in baselines.ALL
    )
    return table(BASELINES, columns, rows)


def _ways_back() -> tuple[Table, ...]:
    columns = [words("From"), words("To"), words("Because")]
    rows = (
        row(old, new, "\n".join(f"{code}: {said}" for code, said in reasons.items()))
        for (old, new), reasons in WAYS_BACK.items()
    )
    return table(WAYS, columns, rows)
