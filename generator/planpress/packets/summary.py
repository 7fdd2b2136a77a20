"""The whole plan on one page: what the portfolio says first, the matrix and the ranked table."""

from __future__ import annotations

from collections.abc import Collection, Iterator, Sequence

from planpress.charts import matrix
from planpress.document.blocks import Bullets, Cell, Chart, Line, Row, Section, Table, numbers, row, table, words
from planpress.model.ranking import GroupScore
from planpress.model.report import Report
from planpress.model.wording import day, fixed, shortened
from planpress.packets.nouns import Summary
from planpress.packets.typst_data import MATRIX
from planpress.pages import attention
from planpress.pages.project_table import ProjectRow, ranked_rows

ON_SUMMARY = 18
"""The most projects in the table of the summary; the whole table is in the appendix."""


def summary(report: Report, changed: Collection[str]) -> Summary | None:
    """The summary of a plan; None where it has no project. Rows of `changed` projects have a bar in the margin."""
    if not report.plan.projects:
        return None
    drawn = matrix.figure(report.plan, report.ranking, MATRIX, keyed=False)
    return Summary(
        groups=tuple(_groups(report)),
        matrix=Chart(drawn) if drawn else None,
        ranking=tuple(_short(report, changed)),
    )


def _short(report: Report, changed: Collection[str]) -> Iterator[Table]:
    """The ranked table in as little room as it takes: one line a project where that is possible."""
    rows = list(ranked_rows(report))
    shown = rows[:ON_SUMMARY]
    columns = [numbers("Rank"), words("Project"), numbers("Priority"), numbers("Impact"), numbers("Feasibility"),
               words("Stage"), words("Chosen model")]  # fmt: skip
    yield from table(_caption(rows, shown, "All projects"), columns, (_short_row(one, changed) for one in shown))


def _short_row(one: ProjectRow, changed: Collection[str]) -> Row:
    chosen = "screened out" if one.screened_out else one.verdict if one.chosen == "–" else one.chosen
    scores = ["–"] * 3
    if one.entry is not None:
        known = (one.entry.priority.score, one.entry.impact.value, one.entry.feasibility.value)
        scores = ["–" if value is None else fixed(value) for value in known]
    return row(_rank(one), one.title, *scores, one.stage, chosen, ruled=one.beyond, changed=one.id in changed)


def _rank(one: ProjectRow) -> str:
    return f"{one.mark.sign + ' ' if one.mark else ''}{one.rank or '–'}"


def _caption(rows: Sequence[ProjectRow], shown: Sequence[ProjectRow], whole: str) -> str:
    said = f"{whole} by priority" if len(shown) == len(rows) else f"The first {len(shown)} of {len(rows)} projects"
    marks = dict.fromkeys(mark for mark in (one.mark for one in shown) if mark is not None)
    if marks:
        key = ", ".join(f"{mark.sign} {mark.words}" for mark in marks)
        said += f": {key}; the line is where capacity ends"
    return said


def ranking(report: Report, changed: Collection[str], only: Collection[str] | None = None) -> tuple[Table, ...]:
    """The projects by rank, with all that the portfolio says of them; with `only`, these."""
    rows = [one for one in ranked_rows(report) if only is None or one.id in only]
    columns = [numbers("Rank"), words("Project"), numbers("Priority"), numbers("Impact"), numbers("Feasibility"),
               words("Stage"), words("Chosen model, against the floor")]  # fmt: skip
    caption = _caption(rows, rows, "All projects" if only is None else "These projects")
    return table(caption, columns, (_row(one, one.id in changed) for one in rows), whole=True)


def _row(one: ProjectRow, changed: bool) -> Row:
    rank = _rank(one)
    title = Cell(one.title, one.owner)
    chosen = one.verdict if one.chosen == "–" else one.chosen
    if one.entry is None:
        out = Cell(one.title, f"{one.owner}; screened out: {one.screened_out}")
        return row(rank, out, "–", "–", "–", one.stage, "screened out", changed=changed)
    priority, entry = one.entry.priority, one.entry
    against = "" if str(one.floor) == "–" else one.floor
    ends = f"{fixed(priority.low)} to {fixed(priority.high)}" if priority.low != priority.high else ""
    score = Cell("–" if priority.score is None else fixed(priority.score), ends)
    scores = [score, _score(entry.impact), _score(entry.feasibility)]
    return row(rank, title, *scores, one.stage, Cell(chosen, against), ruled=one.beyond, changed=changed)


def _score(group: GroupScore) -> Cell:
    ends = f"{fixed(group.low)} to {fixed(group.high)}" if group.low != group.high else ""
    return Cell("–" if group.value is None else fixed(group.value), ends)


def _groups(report: Report) -> Iterator[Section]:
    names = report.names()
    for group in attention.groups(report):
        if group.key == "changed":  # what changed has a chapter of its own
            continue
        said = []
        for one in group.shown:
            entry = report.ranking.of(one.project)
            rank = f"{entry.priority.rank} " if entry and entry.priority.rank else ""
            score = (
                f"{fixed(entry.priority.score)} · "
                if group.scored and entry and entry.priority.score is not None
                else ""
            )
            when = f"{day(one.when, year=one.when.year != report.plan.as_of.year)} · " if one.when else ""
            said.append(Line(f"{score}{when}{shortened(one.text, 140)}", f"{rank}{shortened(names[one.project], 56)}"))
        said += [Line(f"and {group.more} more")] if group.more else []
        said += [Line(group.nothing)] if not group.items else []
        title = f"{group.label} {group.note}" if group.note and group.items else group.label
        yield Section(group.key, title, (Bullets(tuple(said)),))
