"""What a decision about a project stands on, section by section, in the order of its page on the site."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass

from planpress import baselines
from planpress.document.blocks import (
    Block,
    Bullets,
    Cell,
    Line,
    Paragraph,
    Row,
    Section,
    Story,
    Table,
    charts,
    numbers,
    row,
    table,
    words,
)
from planpress.model.errors import concerning
from planpress.model.evaluation import Evaluation
from planpress.model.figure import Figure
from planpress.model.plan import GROUPS, Group
from planpress.model.ranking import RankedProject
from planpress.model.report import Report
from planpress.model.wording import counted, day, fixed, listed, number, rounded
from planpress.pages import cell_text, project_rows
from planpress.pages.project_rows import FactorRow, ModelRow
from planpress.pages.rank_text import rank_words
from planpress.pages.verdicts import missing_words
from planpress.sections import requirements
from planpress.sections.section import Subject

ON_DECISION_PAGE = 3
"""So many earlier decisions, the latest, stand on the decision page."""

MOST_MODELS = 15
"""With more models than this, the table beside the decision has the first ones by the rule that decides."""


@dataclass(frozen=True, slots=True)
class _Subject:
    """A project with all that is said about it."""

    evaluation: Evaluation
    entry: RankedProject | None
    report: Report
    charts: Mapping[str, Figure | None]


def sections(project: str, report: Report, story: Story | None) -> Iterator[Section]:
    """The sections about one project; one that would be empty is left out."""
    evaluation, entry = report.evaluations[project], report.ranking.of(project)
    subject = _Subject(evaluation, entry, report, project_rows.charts(evaluation, entry, report.plan))
    for name, title, blocks in _ALL:
        with concerning(evaluation.project.path):
            made = tuple(blocks(subject))
        if made:
            yield Section(name, title, made)
    found = tuple(_findings(subject))
    if found:
        yield Section("findings", "Findings", found)
    files = ", ".join(project_rows.sources(evaluation, subject.report.plan))
    yield Section("sources", "Where these numbers come from", (Paragraph(files),))
    # The last, however long it is: a line about sources behind it would often have a page of its own.
    if story is not None:
        yield Section("narrative", "Narrative", (story,))


def model_table(evaluation: Evaluation, report: Report, most: int | None = None) -> tuple[Table, ...]:
    """Every model under every rule; with `most`, the first so many by the rule that decides."""
    project = evaluation.project
    if project.table is None:
        return ()
    metrics = report.plan.metrics_of(project)
    every = list(project_rows.model_rows(evaluation))
    shown = every if most is None or len(every) <= most else sorted(every, key=_place)[:most]
    columns = [words("Model, and why")] if evaluation.rules else [words("Model")]
    columns += [numbers(cell_text.column_title(name, metrics.get(name))) for name in project.table.columns]
    columns += [numbers(f"{rule.label}{' (decides)' if rule.decides else ''}") for rule in evaluation.rules]
    caption = "Every model under every rule"
    if len(shown) < len(every):
        caption = f"The first {len(shown)} of {counted(len(every), 'model')}"
    return table(caption, columns, (_model(one, project.table.columns) for one in shown))


def _place(row: ModelRow) -> float:
    return row.rank if row.rank is not None else float("inf")


def _model(one: ModelRow, columns: Sequence[str]) -> Row:
    values = [number(one.model.values[name]) if name in one.model.values else "–" for name in columns]
    verdicts = [
        Cell(v.status.replace("-", " ")) if v.score is None else Cell(rounded(v.score), "best" if v.rank == 1 else "")
        for v in one.verdicts
    ]
    return row(Cell(one.model.name, one.because, strong=one.chosen), *values, *verdicts, strong=one.chosen)


def factor_table(group: Group, rows: Sequence[FactorRow], entry: RankedProject) -> tuple[Table, ...]:
    """The factors of one group with their ratings, their weights and why."""
    score = entry.group(group)
    value = "unknown" if score.value is None else fixed(score.value)
    ends = f" ({fixed(score.low)} to {fixed(score.high)})" if score.low != score.high else ""
    columns = [words("Factor"), words("Rating"), numbers("Utility"), numbers("Weight"), numbers("Adds"), words("Why")]
    return table(f"{group.capitalize()} {value}{ends}", columns, map(_factor, rows))


def _factor(one: FactorRow) -> Row:
    score = one.score
    ends = f"{fixed(score.low)} to {fixed(score.high)}" if score.low != score.high else ""
    utility = Cell("0 to 1") if score.utility is None else Cell(fixed(score.utility), ends)
    adds = "–" if one.share is None else fixed(one.share)
    return row(one.label, Cell(one.rating, one.level or ""), utility, number(score.weight), adds, one.why or "")


def _order(subject: _Subject) -> Iterator[Block]:
    entry = subject.entry
    if entry is None:
        return
    yield from charts(subject.charts["contributions"])
    yield Paragraph("".join(text for text, _ in rank_words(entry, subject.report)))
    for group in GROUPS:
        rows = project_rows.factor_rows(subject.evaluation, entry, subject.report.plan, group)
        yield from factor_table(group, rows, entry)


def _cost(subject: _Subject) -> Iterator[Block]:
    yield from charts(subject.charts["accuracy_cost"])
    yield from map(Paragraph, project_rows.cost_words(subject.evaluation))


def _requirements(subject: _Subject) -> Iterator[Block]:
    yield from requirements.SECTION.blocks(Subject(subject.evaluation.project.id, subject.report))


def _models(subject: _Subject) -> Iterator[Block]:
    evaluation = subject.evaluation
    for name in ("models", "scores", "sweep", "rules"):
        yield from charts(subject.charts[name])
    if evaluation.rules:
        yield Bullets(tuple(
            Line(cell_text.rule_words(one), f"{one.label}{' (decides)' if one.decides else ''}")
            for one in evaluation.rules
        ))  # fmt: skip
    yield from model_table(evaluation, subject.report, MOST_MODELS)
    if evaluation.earlier:
        labels = {rule.id: rule.label for rule in evaluation.rules}
        said = [cell_text.earlier_words(one, labels[one.change.rule]) for one in evaluation.earlier]
        yield Paragraph("Which rule decided when", quiet=True)
        yield Bullets(tuple(map(Line, said)))


def _baselines(subject: _Subject) -> Iterator[Block]:
    evaluation = subject.evaluation
    metrics = subject.report.plan.metrics_of(evaluation.project)
    chosen = evaluation.chosen
    yield from charts(subject.charts["ladder"])
    columns = [words("Baseline"), words("Values")]
    columns += [words(f"{chosen} is")] if chosen else []
    caption = f"What {chosen} gains over each baseline" if chosen else "What was measured of each baseline"
    rows = []
    for result in evaluation.baselines:
        one = result.baseline
        role = {evaluation.floor: "floor", evaluation.ceiling: "ceiling"}.get(one.id, "")
        role = role or ("target" if baselines.BY_ID[one.kind].role == "target" else "")
        kind = (role, baselines.BY_ID[one.kind].label.lower(), cell_text.rung_words(one))
        values = Cell("\n".join(cell_text.value_words(one, metrics)), "; ".join(result.fails))
        cells = [Cell(one.name, ", ".join(part for part in kind if part)), values]
        if chosen:
            cells.append(Cell("\n".join(f"{a}{b}" for _, a, b in cell_text.gains(result, chosen, metrics)) or "–"))
        measured = f"measured {day(one.measured)}" if one.measured else ""
        rows.append(row(*cells, Cell(one.source or "", measured)))
    yield from table(caption, [*columns, words("Source")], rows)
    missing = [Line(missing_words(one)) for one in evaluation.missing]
    if missing:
        yield Bullets(tuple(missing))


def _diagnosis(subject: _Subject) -> Iterator[Block]:
    found = subject.evaluation.diagnosis
    if found is None:
        return
    yield from charts(subject.charts["gaps"])
    yield Paragraph(found.sentence, f"{found.model}:")
    if found.steps:
        yield Paragraph(f"Try first: {listed(found.steps)}.")
    metrics = subject.report.plan.metrics_of(subject.evaluation.project)
    yield Bullets(tuple(map(Line, cell_text.diagnosis_lines(found, metrics))))


def _lifecycle(subject: _Subject) -> Iterator[Block]:
    evaluation, plan = subject.evaluation, subject.report.plan
    yield from charts(subject.charts["lifecycle"])
    if evaluation.sojourns:
        yield Bullets(tuple(Line(cell_text.stay_words(one), "", one.note or "") for one in evaluation.sojourns))
    if evaluation.project.milestones:
        rows = [
            row(day(one.date), one.title, cell_text.milestone_state(one, plan.as_of))
            for one in evaluation.project.milestones
        ]
        yield from table("Milestones", [words("Date"), words("Milestone"), words("State")], rows)


def _needs(subject: _Subject) -> Iterator[Block]:
    project, names = subject.evaluation.project, subject.report.names()
    said = [*cell_text.need_lines(project, subject.report.plan)]
    said += [f"waits for {names[other]}" for other in project.depends_on]
    if said:
        yield Paragraph(" · ".join(said))


def _decisions(subject: _Subject) -> Iterator[Block]:
    decisions = sorted(subject.evaluation.project.decisions, key=lambda one: one.date, reverse=True)
    if len(decisions) <= ON_DECISION_PAGE:  # they stand there
        return
    rows = [
        row(day(one.date), Cell(one.decision, f"overrides {one.overrides}" if one.overrides else ""), listed(one.by),
            one.because or "")
        for one in decisions
    ]  # fmt: skip
    yield from table("Decisions", [words("Date"), words("Decision"), words("By"), words("Because")], rows)


def _findings(subject: _Subject) -> Iterator[Block]:
    folder = subject.report.plan.location.project(subject.evaluation.project.id, "")
    found = [one for one in subject.report.findings if one.place.path.startswith(folder)]
    if found:
        yield Bullets(tuple(Line(one.message, one.code, str(one.place)) for one in found))


def capital(text: str) -> str:
    """`text` as a sentence or a label begins."""
    return text[:1].upper() + text[1:]


_ALL = (
    ("factors", "Why it ranks there", _order),
    ("cost", "What accuracy costs", _cost),
    ("requirements", "Requirements", _requirements),
    ("models", "Models", _models),
    ("baselines", "Baselines", _baselines),
    ("diagnosis", "Diagnosis", _diagnosis),
    ("lifecycle", "Lifecycle", _lifecycle),
    ("needs", "What it needs", _needs),
    ("decisions", "Decisions so far", _decisions),
)

SECTIONS: tuple[str, ...] = tuple(name for name, _, _ in _ALL)
"""The ids of the sections that a project can have, in the order in which they stand."""
