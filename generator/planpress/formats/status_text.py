"""The order of a plan, what is open, stuck and not done yet, and what is asked of teams, for the terminal."""

from collections.abc import Iterator, Sequence

from planpress.deciding import about, loads
from planpress.formats.output_options import Paint
from planpress.model.report import Report
from planpress.model.steps import step_label
from planpress.model.units import Points
from planpress.model.wording import counted, day, fixed, inert, number, on_one_line, shortened
from planpress.sections.checklists import of_stage, steps_done
from planpress.sections.how_sure import sure_label
from planpress.sections.section import Subject

_WIDEST = 40
"""Titles, models and reasons are cut to so many characters in the table, where a row has one line."""

_LINES = {"in": "in", "on-the-line": "line", "out": "out"}


def as_text(report: Report, paint: Paint) -> str:
    """A table of the order, then what is open and stuck, a line each, and the load of each team."""
    plan = report.plan
    within = sum(one.line == "in" for one in report.ranking.ordered)
    room = "" if plan.capacity is None else f", {within} {plan.capacity.within}"
    lines = [f"{plan.title}, {day(plan.as_of)}: {counted(len(plan.projects), 'project')}{room}", ""]
    lines += _table(("", "project", "stage", "priority", "", "model"), [*_rows(report)])
    lines += [f"   -  {on_one_line(f'{report.names()[out.id]}: {out.words}')}" for out in report.ranking.left_out]
    for title, say in (("Open", _open), ("Stuck", _stuck), ("Steps", _steps), ("Teams", _teams)):
        said = say(report)
        if said:
            lines += ["", paint(f"{title} ({len(said)})", "yellow"), *(f"  {on_one_line(line)}" for line in said)]
    return Points()(inert("\n".join(lines))) + "\n"


def _rows(report: Report) -> Iterator[tuple[str, ...]]:
    for entry in (*report.ranking.ordered, *report.ranking.unscored):
        evaluation = report.evaluations[entry.id]
        rank, score = entry.priority.rank, entry.priority.score
        model = evaluation.name_of(evaluation.chosen) if evaluation.chosen else "-"
        named = shortened(evaluation.side_by_side, 2 * _WIDEST) or shortened(model, _WIDEST)
        yield (
            "-" if rank is None else str(rank),
            shortened(evaluation.project.title, _WIDEST),
            evaluation.project.current_stage or "-",
            "-" if score is None else fixed(score),
            _LINES[entry.line] if entry.line else "",
            f"{named}, {sure}" if (sure := sure_label(evaluation)) else named,
        )


def _table(head: Sequence[str], rows: Sequence[Sequence[str]]) -> Iterator[str]:
    """Columns as wide as their widest cell; the rank and the priority are numbers, which end alike."""
    clean = [[on_one_line(cell) for cell in row] for row in (head, *rows)]
    widths = [max(len(row[at]) for row in clean) for at in range(len(head))]
    for row in clean:
        cells = (cell.rjust(width) if at in (0, 3) else cell.ljust(width)
                 for at, (cell, width) in enumerate(zip(row, widths, strict=True)))  # fmt: skip
        yield f"  {'  '.join(cells)}".rstrip()


def _open(report: Report) -> list[str]:
    return [
        f"{f'{day(item.when)}  ' if item.when else ''}{about(item, report)}: {item.line}" for item in report.open
    ]


def _stuck(report: Report) -> list[str]:
    names = report.names()
    since = {one: f"{day(one.since)}  " if one.since else "" for one in report.obstacles}
    return [f"{since[one]}{names[one.project]}: {one.text}" for one in report.obstacles]


def _steps(report: Report) -> list[str]:
    """What is open of the present stage of each project that goes on."""
    lines = []
    for name in report.order():
        subject = Subject(name, report)
        stage = subject.project.current_stage
        missing = [step_label(one.id) for one in of_stage(subject, stage) if one.state == "open"] if stage else []
        if missing and stage:
            done = steps_done(subject, stage)
            lines.append(f"{subject.project.title}, {stage}: {done}; open: {'; '.join(missing)}")
    return lines


def _teams(report: Report) -> list[str]:
    lines = []
    for load in loads(report):
        label = report.plan.teams[load.id].label or load.id
        if load.weeks is not None:
            over = ", more than there is" if load.asked > load.weeks else ""
            lines.append(f"{label}: {number(load.asked)} of {number(load.weeks)} person-weeks asked{over}")
    return lines
