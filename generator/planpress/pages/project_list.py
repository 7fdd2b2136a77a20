"""The list of projects on the left of the plan's pages: in rank order, with the place where the room ends."""

from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass, field

from markupsafe import Markup

from planpress.model.ranking import line_words
from planpress.model.report import Report
from planpress.model.site_pages import project_page
from planpress.sections.plan.project_cells import SIGNS
from planpress.sections.plan.ranked_projects import first_beyond, ranked_subjects

MOST = 40
"""A plan of more projects lists those within capacity, at most so many, and those beside the page's own: so that a page
does not grow with their number."""
FIRST, BESIDE = 10, 2
"""How many a larger plan lists from the top where it has no capacity, and on each side of the project of the page."""

_RULE = Markup('<li class="pp-projects__rule"><span>{}</span></li>')
_GAP = Markup('<li class="pp-projects__gap" aria-hidden="true">…</li>')
_ALL = Markup('<li><a class="md-nav__link" href="{}/{}">All {} projects</a></li>')
_ROW = Markup(
    '<span class="pp-projects__rank">{}</span><span class="pp-mark" aria-hidden="true">{}</span>'
    '<span class="md-ellipsis" title="{}">{}<span class="pp-hidden">{}</span></span></a></li>'
)
_LINK = Markup('<li{}><a class="md-nav__link{}" href="{}/{}"{}>')


@dataclass(frozen=True, slots=True)
class _Row:
    """The row of one project: where its page is, what stands above it and in it, and whether it is out of the order."""

    page: str
    url: str
    above: Markup
    said: Markup
    out: bool


@dataclass(slots=True)
class ProjectList:
    """Made once a build; a page puts its rows together. `address` says of a page's path where the page is, from
    the top of the site, None where it is not there; `portfolio` is the path of the page of all projects."""

    report: Report
    address: Callable[[str], str | None]
    portfolio: str
    _rows: list[_Row] = field(init=False)
    _at: dict[str, int] = field(init=False)

    def __post_init__(self) -> None:
        self._rows = list(self._every())
        self._at = {row.page: at for at, row in enumerate(self._rows)}

    def html(self, page: str, base: str) -> Markup:
        """The list on the page at a path of the site, from which `base` leads to the top of the site."""
        made, last = Markup(""), -1
        shown = self._shown(self._at.get(page))
        for at in shown:
            row = self._rows[at]
            active, here = (" md-nav__link--active", Markup(' aria-current="page"')) if row.page == page else ("", "")
            out = Markup(' class="pp-projects__out"') if row.out else ""
            gap = _GAP if at > last + 1 else ""
            made += Markup("").join((gap, row.above, _LINK.format(out, active, base, row.url, here), row.said))
            last = at
        there = self.address(self.portfolio)
        left = len(self._rows) - len(shown)
        return made + _ALL.format(base, there, f"{len(self._rows):,}") if left and there is not None else made

    def _shown(self, here: int | None) -> Sequence[int]:
        count = len(self._rows)
        if count <= MOST:
            return range(count)
        room = sum(entry.line in ("in", "on-the-line") for entry in self.report.ranking.ordered)
        beside = range(0) if here is None else range(max(0, here - BESIDE), min(count, here + BESIDE + 1))
        return sorted({*range(min(room or FIRST, MOST)), *beside})

    def _every(self) -> Iterator[_Row]:
        report, names = self.report, self.report.names()
        entries = {entry.id: entry for entry in (*report.ranking.ordered, *report.ranking.unscored)}
        states = {out.id: out.state for out in report.ranking.left_out}
        beyond = first_beyond(ranked_subjects(report))
        rules = {next(iter(states), None): _RULE.format("not ranked"), beyond: _RULE.format("room ends here")}
        for name in report.order():
            page = report.plan.location.page(project_page(name))
            url = self.address(page)
            if url is None:
                continue
            entry = entries.get(name)
            rank, line = (entry.priority.rank or "–", entry.line) if entry else ("–", None)
            heard = line_words(line, report.plan.capacity) if line else states.get(name, "")
            sign, title = SIGNS[line] if line else "", names[name]
            said = _ROW.format(rank, sign, title, title, heard and f", {heard}")
            yield _Row(page, url, rules.get(name, Markup("")), said, entry is None)
