"""The appendix: how the plan is scored, every table in full, and what the words mean."""

from __future__ import annotations

from collections.abc import Collection, Iterator

from planpress import baselines
from planpress.charts import milestones, ranked
from planpress.model.meeting import Appendix
from planpress.model.plan import GROUPS, METHODS
from planpress.model.report import Report
from planpress.model.wording import counted, fixed, number
from planpress.packets.evidence import MOST_MODELS, capital, model_table
from planpress.packets.figures import PRINT, Figures
from planpress.packets.glossary import TERMS
from planpress.packets.nouns import Block, Bullets, Line, Paragraph, Section
from planpress.packets.summary import ranking
from planpress.packets.tables import numbers, row, table, words
from planpress.pages import names
from planpress.pages.scoring import FORMULAS, WORDS


def appendix(
    report: Report, depth: Appendix, figures: Figures, shown: Collection[str], changed: Collection[str]
) -> Iterator[Section]:
    """The sections of an appendix of this depth; `shown` are the projects that the packet's items are about."""
    if depth == "none":
        return
    yield Section("method", "How this plan is scored", tuple(_method(report)))
    if depth == "full":
        full = tuple(_full(report, figures, changed))
        if full:
            yield Section("tables", "Full tables", full)
        for name in report.order():
            evaluation = report.evaluations[name]
            if name in shown and len(evaluation.project.models()) > MOST_MODELS:
                yield Section(
                    f"models-{name}", f"Models of {evaluation.project.title}", model_table(evaluation, report)
                )
    yield Section("glossary", "Glossary", (Bullets(tuple(Line(text, term) for term, text in TERMS)),))


def _method(report: Report) -> Iterator[Block]:
    plan = report.plan
    method = plan.priority.method
    share = number(plan.priority.impact_share)
    said = f"priority = {FORMULAS[method]}, where a = {share} is the share that impact has."
    yield Paragraph(said, f"{WORDS[method]} decides:")
    for group in GROUPS:
        columns = [words("Factor"), words("Question"), numbers("Weight"), words("Scale")]
        rows = [
            row(names.factor_label(name, factor), factor.question or "", number(factor.weight), factor.scale)
            for name, factor in plan.factors(group).items()
        ]
        yield from table(f"Factors of {group} and their weights", columns, rows)
    for name, scale in plan.scales.items():
        low, high = scale.bounds
        rows = [
            row(number(level), fixed(scale.utility(level)), meaning) for level, meaning in sorted(scale.levels.items())
        ]
        caption = f"The scale {name}: {number(low)} to {number(high)}, {scale.better} is better"
        yield from table(caption, [numbers("Rating"), numbers("Utility"), words("Meaning")], rows)
    yield from table("Kinds of baselines", [words("Kind"), words("Without one, ask")],
                     [row(kind.label, capital(kind.question)) for kind in baselines.ALL])  # fmt: skip


def _full(report: Report, figures: Figures, changed: Collection[str]) -> Iterator[Block]:
    yield from ranking(report, changed)
    yield from figures.chart(ranked.figure(report.plan, report.ranking, PRINT))
    titles, decides = report.names(), report.plan.priority.method
    columns = [words("Project"), *(numbers(f"{WORDS[one]}{' (decides)' if one == decides else ''}") for one in METHODS)]
    rows = [
        row(titles[entry.id], *(f"{entry.by_method[one].rank}" for one in METHODS)) for entry in report.ranking.ordered
    ]
    differ = report.ranking.disagreements
    said = f"{counted(len(differ), 'project')} differ" if differ else "all agree"
    yield from table(f"The rank of each project under each method: {said}", columns, rows)
    yield from figures.chart(milestones.figure(report.plan, PRINT))
