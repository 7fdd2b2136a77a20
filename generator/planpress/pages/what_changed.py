"""The page of a preview that says everything that changes, and because of what: `planpress diff`, whole and linked."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass

from markupsafe import Markup

from planpress.charts import moves
from planpress.comparing.comparison_text import because, conclusions, extent, row_words, several, shares, verdict
from planpress.comparing.definitions import definition
from planpress.model.change import AffectedPage, Change, Comparison, Edit
from planpress.model.figure import PHONE, WIDE, Figure
from planpress.model.page import Page
from planpress.model.preview import Preview
from planpress.model.report import Report
from planpress.model.sources import Place
from planpress.model.text import Reference, Text
from planpress.model.wording import counted, visible
from planpress.pages import site_paths
from planpress.pages.templates import Composer

MOST = 300
"""Of each kind of row; what is left is counted, and is in the JSON."""

SUMMED_UP = 8
"""So many projects have a line on the portfolio."""

DATA = "diff.json"


@dataclass(frozen=True, slots=True)
class Who:
    """Whose a change is: a project with its page, or one that is gone, the plan, or several projects, without."""

    title: str
    page: str | None = None


@dataclass(frozen=True, slots=True)
class Conclusion:
    """A row of the table of conclusions."""

    who: Who
    label: str
    was: str
    now: str
    because: Markup


@dataclass(frozen=True, slots=True)
class Score:
    """A score that moved, by how much (None where one side has none), and each edit's share of that."""

    who: Who
    label: str
    was: str
    now: str
    moved: float | None
    shares: Markup


@dataclass(frozen=True, slots=True)
class ChangeSummary:
    """The verdict, the projects whose conclusions change with these, and how many more there are."""

    verdict: str
    projects: Sequence[tuple[Who, Sequence[Conclusion]]]
    more: int


@dataclass(frozen=True, slots=True)
class Listed:
    """An edit, a finding or a goalpost: whose, what, and where."""

    who: Who
    label: str
    text: str
    place: Place | None = None


def pages(report: Report, composer: Composer) -> Iterator[Page]:
    """The page, where there is a preview."""
    preview = composer.preview
    if preview is None:
        return
    comparison = preview.comparison
    titles = {**preview.before.names(), **report.names()}
    yield composer.page(
        site_paths.CHANGES,
        "pages/what_changed.md.j2",
        "What changed",
        wide=True,
        preview=preview,
        verdict=verdict_words(comparison),
        extent=extent(comparison),
        data=DATA,
        most=MOST,
        figures=moves_of(report, preview),
        conclusions=list(_conclusions(comparison, report, composer)),
        goalposts=[Listed(_who(one.project, one.title, report), "", _clean(one.sentence), one.edit.place)
                   for one in comparison.goalposts],
        definitions=[_listed(change, change.subject, report) for change in comparison.at("definition")],
        scores=list(_scores(comparison, report, composer)),
        findings=[_listed(change, change.now or change.was or "", report) for change in comparison.at("finding")],
        inputs=[_input(edit, report, titles) for edit in comparison.edits if definition(edit) is None],
        pages=_affected(comparison, preview),
    )  # fmt: skip


def summary(report: Report, composer: Composer) -> ChangeSummary | None:
    """What the portfolio says of a change before all else; None where there is no preview."""
    preview = composer.preview
    if preview is None:
        return None
    rows = list(_conclusions(preview.comparison, report, composer))
    by_project: dict[Who, list[Conclusion]] = {}
    for row in rows:
        by_project.setdefault(row.who, []).append(row)
    shown = list(by_project.items())[:SUMMED_UP]
    return ChangeSummary(verdict_words(preview.comparison), shown, len(by_project) - len(shown))


def moves_of(report: Report, preview: Preview | None) -> list[Figure | None]:
    """What moves in the matrix, for a desk and for a phone; None where nothing does."""
    if preview is None:
        return [None, None]
    before = preview.before
    sides = (report.plan, report.ranking, before.plan, before.ranking)
    return [moves.figure(*sides, width) for width in (WIDE, PHONE)]


def verdict_words(comparison: Comparison) -> str:
    """The verdict as a sentence of a page of the plan: `2 conclusions change`."""
    said = verdict(comparison).removeprefix("Plan: ")
    return f"{said[:1].upper()}{said[1:]}"


def _conclusions(comparison: Comparison, report: Report, composer: Composer) -> Iterator[Conclusion]:
    for row in conclusions(comparison):
        label, was, now = row_words(row)
        alone = len(row.changes) == 1
        who = _who(row.first.project, row.first.title, report) if alone else Who(several(row))
        yield Conclusion(who, _clean(label), _clean(was), _clean(now), _html(because(row, comparison), composer))


def _scores(comparison: Comparison, report: Report, composer: Composer) -> Iterator[Score]:
    """The largest moves first; those of one size in the plan's order."""
    for change in sorted(comparison.at("score"), key=lambda one: -abs(one.amount or 0.0)):
        split = _html(Text(change.note) if change.note else shares(change.contributions), composer)
        who = _who(change.project, change.title, report)
        yield Score(who, change.label, change.was or "–", change.now or "–", change.amount, split)


def _listed(change: Change, text: str, report: Report) -> Listed:
    return Listed(_who(change.project, change.title, report), change.label, _clean(text), change.place)


def _input(edit: Edit, report: Report, titles: Mapping[str, str]) -> Listed:
    title = titles.get(edit.project or "", edit.project or "the plan")
    return Listed(_who(edit.project, title, report), "", _clean(edit.words), edit.place)


def _who(project: str | None, title: str, report: Report) -> Who:
    there = project is not None and project in report.evaluations
    return Who(_clean(title), site_paths.project_page(project) if project is not None and there else None)


def _affected(comparison: Comparison, preview: Preview) -> list[tuple[str, Sequence[AffectedPage]]]:
    """The pages that change, by what the change is to them."""
    words = {
        "new": "New",
        "edited": "Edited: their own files changed",
        "affected": "Affected: the change reaches them from elsewhere",
    }
    groups = [(said, [page for page in comparison.pages if preview.mark(page.path) == mark])
              for mark, said in words.items()]  # fmt: skip
    return [(f"{said} ({counted(len(found), 'page')})", found) for said, found in groups if found]


def _html(text: Text, composer: Composer) -> Markup:
    """A text in which the place of an edit stands behind it, in brackets."""
    place = Markup(' <span class="pp-note">({})</span>')
    return Markup("").join(
        piece if isinstance(piece, str) else
        place.format(composer.place(piece.place)) if isinstance(piece, Reference) else _clean(piece.text)
        for piece in text
    )  # fmt: skip


def _clean(written: str) -> str:
    return visible(" ".join(written.split()))
