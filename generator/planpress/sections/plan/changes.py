"""What a change does to a plan: conclusions with their causes, goalposts, definitions, scores, findings and edits."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from typing import Literal

from planpress.comparing import comparison_text
from planpress.comparing.comparison_text import ConclusionRow
from planpress.comparing.other_changes import definition
from planpress.document.blocks import (
    Block,
    Bullets,
    Callout,
    Cell,
    Column,
    Heading,
    Line,
    Paragraph,
    Row,
    Section,
    Table,
)
from planpress.model.change import Change, Comparison, Goalpost
from planpress.model.report import Preview, Report
from planpress.model.site_pages import CHANGES, COMPARISON, project_page
from planpress.model.sources import Place
from planpress.model.text import Inline, Name, Reference, Styled, Text, joined
from planpress.model.wording import at_start, counted, on_one_line, rounded

MOST = 300
"""At most this many rows of a kind stand on a page; those that are left are counted, and are in the JSON."""
SUMMED_UP = 8
"""At most this many projects have a line on the portfolio."""

_SHARES = (
    "Each edit's share is a Shapley value: the mean of what it moves, over all orders in which the edits could have "
    "been made. Shares add up to the change."
)
_TRIED = (
    "Alone does it: this edit by itself turns the conclusion. Only together: the edits that are named do, and none of "
    "them can be left out."
)
_MARKS = {"new": "New", "edited": "Edited: their own files changed",
          "affected": "Affected: the change reaches them from elsewhere"}  # fmt: skip


@dataclass(frozen=True, slots=True)
class ShownComparison:
    """A comparison, for pages of its head's `report`, or without one for paper, where nobody looks up files."""

    comparison: Comparison
    report: Report | None = None

    def who(self, project: str | None, title: str) -> Text:
        """Whose a change is: a project with its page, or one that is gone, or the plan, without."""
        there = project and self.report is not None and project in self.report.evaluations
        return Text(Name(on_one_line(title), project_page(project) if project and there else ""))

    def said(self, text: Text) -> Text:
        """A text with the places of edits in brackets behind them; on paper without."""
        parts: list[Inline] = []
        for piece in text:
            if isinstance(piece, Reference):
                parts += [" (", piece, ")"] if self.report is not None else []
            else:
                parts.append(Name(on_one_line(piece.text)) if isinstance(piece, Name) else piece)
        return Text(*parts)


def what_changed(report: Report, preview: Preview) -> Iterator[Section]:
    """All that changes, for a page of its own."""
    comparison, found = preview.comparison, ShownComparison(preview.comparison, report)
    rows = [_conclusion(found, row) for row in comparison_text.conclusions(comparison)]
    goalposts = len(comparison.goalposts)
    also = f"{counted(goalposts, 'goalpost')} moved after results were in." if goalposts else ""
    notes = (Paragraph(f"Note: {note}", quiet=True) for note in comparison.notes)
    yield Section("change-verdict", "", (Callout(f"{verdict_words(comparison)}.", also), *notes))
    parts: dict[str, tuple[Block, ...]] = {
        "Conclusions": _conclusions(rows, "Conclusions that change, the most consequential first"),
        "Goalposts that moved": _list([_goalpost(found, one) for one in comparison.goalposts]),
        "Definitions that were edited": _list([_line(found, one, one.subject) for one in comparison.at("definition")]),
        "Scores that moved": tuple(_scores(found)),
        "Findings": _list([_line(found, one, one.now or one.was or "") for one in comparison.at("finding")]),
        "Edits of inputs and texts": _list(list(_edits(found, preview.before))),
        "Pages that change": tuple(_pages(preview)),
    }
    yield from (Section("changes", title, blocks) for title, blocks in parts.items() if blocks)


def change_summary(report: Report, preview: Preview) -> Section:
    """What the portfolio says of a change before all else."""
    found = ShownComparison(preview.comparison, report)
    by_project: dict[Text, list[ConclusionRow]] = {}
    for row in comparison_text.conclusions(preview.comparison):
        by_project.setdefault(_whose(found, row), []).append(row)
    lines = [Line(joined(map(_move, rows), "; "), lead=who) for who, rows in by_project.items()]
    more = Name("What changed, and because of what", CHANGES)
    blocks: list[Block] = [Callout(f"{verdict_words(preview.comparison)}.", Text(more))]
    blocks += [Bullets(tuple(lines[:SUMMED_UP]), look="change-list")] if lines else []
    if len(lines) > SUMMED_UP:
        blocks.append(Paragraph(f"and {counted(len(lines) - SUMMED_UP, 'more project')}", quiet=True))
    return Section("change-summary", "What this change does", tuple(blocks))


def changes_on_paper(comparison: Comparison, base: str) -> Iterator[Block]:
    """What changed since `base`, a revision in words, for a chapter of a packet."""
    found = ShownComparison(comparison)
    yield Paragraph(f"{verdict_words(comparison)}.")
    rows = [_conclusion(found, row) for row in comparison_text.conclusions(comparison)]
    yield from _conclusions(rows, f"Conclusions that changed since {base}")
    if rows:
        yield Paragraph(_TRIED, quiet=True)
    if comparison.goalposts:
        yield Paragraph("Moved after there were results:", quiet=True)
        yield Bullets(tuple(_goalpost(found, one) for one in comparison.goalposts))
    scores = tuple(Line(found.said(line)) for line in comparison_text.score_lines(comparison))
    if scores:
        yield Paragraph("Scores that moved", quiet=True)
        yield Bullets(scores)
    yield from (Paragraph(f"{at_start(note)}.", quiet=True) for note in comparison.notes)


def verdict_words(comparison: Comparison) -> str:
    """The verdict as a sentence of a page of the plan: `2 conclusions change`."""
    return at_start(comparison_text.what_changes(comparison))


def _whose(found: ShownComparison, row: ConclusionRow) -> Text:
    return found.who(row.first.project, row.title) if row.alone else Text(row.title)


def _conclusion(found: ShownComparison, row: ConclusionRow) -> Row:
    label, was, now = map(on_one_line, (row.label, row.was, row.now))
    because = found.said(comparison_text.because(row, found.comparison))
    return Row((Cell(_whose(found, row), strong=True), Cell(label), _side(was, "was"), _side(now, "now"),
                     Cell(because)))  # fmt: skip


def _side(said: str, look: Literal["was", "now"]) -> Cell:
    return Cell(Text(Styled(said, look) if said not in ("", "–") else "–"), strong=look == "now")


def _conclusions(rows: Sequence[Row], caption: str) -> tuple[Table, ...]:
    columns = (Column("Project", look="name"), Column("Conclusion"), Column("Was"), Column("Is"),
               Column("Because", look="words"))  # fmt: skip
    return (Table(caption, columns, tuple(rows), untitled=True, look="changes"),) if rows else ()


def _move(row: ConclusionRow) -> Text:
    label, was, now = map(on_one_line, (row.label, row.was, row.now))
    before = Text(" ", Styled("was ", "heard"), Styled(was, "was")) if was not in ("", "–") else ""
    after = Text(" ", Styled("now ", "heard"), Styled(now, "now")) if now not in ("", "–") else ""
    return Text(label, before, after)


def _list(lines: Sequence[Line]) -> tuple[Block, ...]:
    """A list that is not longer than a page has room for."""
    return (Bullets(tuple(lines[:MOST]), look="change-list"), *_rest(len(lines))) if lines else ()


def _rest(count: int) -> Iterator[Paragraph]:
    if count > MOST:
        yield Paragraph(Text(f"and {counted(count - MOST, 'more row')}, in ", Name(COMPARISON, COMPARISON)), quiet=True)


def _line(found: ShownComparison, change: Change, text: str) -> Line:
    who = Text(found.who(change.project, change.title), f" · {change.label}" if change.label else "")
    return _at(found, who, text, change.place)


def _at(found: ShownComparison, who: Text, text: str, place: Place | None) -> Line:
    return Line(found.said(Text(on_one_line(text), Reference(place)) if place else Text(on_one_line(text))), lead=who)


def _goalpost(found: ShownComparison, one: Goalpost) -> Line:
    return _at(found, found.who(one.project, one.title), one.sentence, one.edit.place)


def _edits(found: ShownComparison, before: Report) -> Iterator[Line]:
    titles = {**before.names(), **(found.report.names() if found.report else {})}
    for edit in found.comparison.edits:
        if definition(edit) is None:
            title = titles.get(edit.project or "", edit.project or "the plan")
            yield _at(found, found.who(edit.project, title), edit.words, edit.place)


def _scores(found: ShownComparison) -> Iterator[Block]:
    """The largest moves first; those of one size in the plan's order."""
    every = sorted(found.comparison.at("score"), key=lambda one: -abs(one.amount or 0.0))
    columns = [Column("Project", look="name"), Column("Score"), Column("Was", number=True), Column("Is", number=True),
               Column("Moved by", number=True), Column("Of which", look="words")]  # fmt: skip
    rows = tuple(_score(found, one) for one in every[:MOST])
    if rows:
        yield Paragraph(_SHARES)
        yield Table("Scores that moved, the largest move first", tuple(columns), rows, untitled=True, look="changes")
    yield from _rest(len(every))


def _score(found: ShownComparison, change: Change) -> Row:
    split = Text(change.note) if change.note else found.said(comparison_text.shares(change.contributions))
    size = "–" if change.amount is None else f"{'+' if change.amount >= 0 else '−'}{rounded(abs(change.amount))}"
    return Row((Cell(found.who(change.project, change.title)), Cell(change.label), _side(change.was or "", "was"),
                     _side(change.now or "", "now"), Cell(size), Cell(split or "–")))  # fmt: skip


def _pages(preview: Preview) -> Iterator[Block]:
    """The pages that change, by what the change is to them."""
    for mark, said in _MARKS.items():
        found = [page for page in preview.comparison.pages if preview.mark(page.path) == mark]
        if found:
            yield Heading(f"{said} ({counted(len(found), 'page')})")
            lines = tuple(Line(Text(Name(page.title, f"/{page.path}"))) for page in found[:MOST])
            yield Bullets(lines, look="change-pages")
        if len(found) > MOST:
            yield Paragraph(f"and {counted(len(found) - MOST, 'more page')}", quiet=True)
