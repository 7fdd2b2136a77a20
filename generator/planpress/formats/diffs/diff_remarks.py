"""A comparison for forges and CI: remarks beside the lines that were changed, of conclusions, goalposts and new
findings, and tests.

Scores that moved and turned no conclusion are no remarks, nor is what was mended.
"""

from collections.abc import Callable, Sequence
from dataclasses import replace

from planpress.comparing import ALL, goalposts
from planpress.comparing.comparison_text import ConclusionRow, because, conclusions, verdict
from planpress.document.markdown import in_brackets, plain
from planpress.formats.forges.github import workflow_commands
from planpress.formats.forges.gitlab import code_quality
from planpress.formats.forges.junit import Case, junit
from planpress.formats.forges.remarks import Level, Remark, RemarkTopic, in_repository, of_finding, worst_first
from planpress.formats.forges.sarif import sarif_log
from planpress.formats.output_options import OutputOptions
from planpress.model.change import Change, Comparison, Edit, Goalpost
from planpress.model.findings import Finding
from planpress.model.sources import Place
from planpress.model.wording import on_one_line


def _topic(kind: str, name: str, documentation: str) -> RemarkTopic:
    return RemarkTopic(kind, name, documentation.strip().partition("\n")[2].strip())


_PROJECT = RemarkTopic("project", "project added, removed or renamed", "Projects that were added, removed or renamed.")
_GOALPOST = _topic("goalpost", "goalpost moved", goalposts.__doc__ or "")
TOPICS = (*(_topic(kind.id, kind.label, kind.documentation) for kind in ALL), _PROJECT, _GOALPOST)
"""What remarks of a comparison can be about, beside findings."""

_BY_ID = {topic.id: topic for topic in TOPICS}


def as_github(comparison: Comparison, options: OutputOptions) -> str:
    """Annotations on the changed lines, one a line however much follows from it, and the verdict as the last line."""
    return "\n".join([*workflow_commands(_by_line(remarks(comparison, options))), verdict(comparison)]) + "\n"


def as_gitlab(comparison: Comparison, options: OutputOptions) -> str:
    """A code quality report."""
    return code_quality(remarks(comparison, options))


def as_sarif(comparison: Comparison, options: OutputOptions) -> str:
    """SARIF, with a rule for each kind of change, and one for each finding that is new."""
    found = remarks(comparison, options)
    topics = dict.fromkeys((*TOPICS, *(remark.topic for remark in found)))
    return sarif_log("diff", found, tuple(topics), options)


def as_junit(comparison: Comparison, options: OutputOptions) -> str:
    """A test for each gate that was asked for, which fails where it stops something, and for each changed conclusion.

    A conclusion that changes is no failure: it may be what the change is for. Where there is neither of the two, one
    test says so: CI takes a file without any for a mistake.
    """
    gates = [
        Case("planpress.gates", f"--fail-on {gate.name}", tuple(map(on_one_line, gate.reasons)))
        for gate in options.gates
    ]
    changed = [_conclusion(row, comparison) for row in conclusions(comparison)]
    nothing = Case("planpress.conclusions", "conclusions", said=(f"{verdict(comparison)}.",))
    return junit("planpress diff", [*gates, *changed] or [nothing])


def remarks(comparison: Comparison, options: OutputOptions) -> list[Remark]:
    """What changes, the worst first: what a gate stops, then what is for the worse, then the rest as it is told."""
    stopped = {one for gate in options.gates for one in gate.stopped}
    found = [
        *(_goalpost(one, stopped) for one in comparison.goalposts),
        *(_row(row, comparison, stopped, options.prefix) for row in conclusions(comparison)),
        *(_finding(one, stopped, options) for one in comparison.at("finding") if one.subject == "new"),
    ]
    return in_repository(found, options.prefix)


def _beside(here: Place, comparison: Comparison, prefix: str) -> Callable[[Place], str]:
    """How a remark shows the place of an edit: from the top of the repository, and not where it stands itself."""
    gone = {edit.place for edit in comparison.edits if edit.new_place is None}

    def shown(place: Place) -> str:
        same = (place.path, place.line) == (here.path, here.line) or (place in gone and here == Place(place.path))
        return "" if same else in_brackets(replace(place, path=f"{prefix}{place.path}"))

    return shown


def place_in_head(edit: Edit) -> Place:
    """Where to show an edit beside the head: of what was taken out, its file as a whole."""
    return edit.new_place or Place(edit.place.path)


def _row(row: ConclusionRow, comparison: Comparison, stopped: set[Change | Goalpost], prefix: str) -> Remark:
    change = row.first
    place = _place(row, comparison)
    whose = str(change.project) if row.alone else "several"
    level: Level = "warning" if any(one.worse for one in row.changes) else "note"
    return Remark(
        topic=_BY_ID[change.kind],
        level="error" if stopped.intersection(row.changes) else level,
        place=place,
        title=on_one_line(f"{row.title} · {row.label}: {row.moved}"),
        message=plain(because(row, comparison), _beside(place, comparison, prefix)) or "the project as a whole",
        about=(whose, change.subject, row.was, row.now),
    )


def _place(row: ConclusionRow, comparison: Comparison) -> Place:
    """The line of the first edit that does it, its own or of the project that passed it; else any edit's."""
    cause = row.first.cause
    passing = {one.project for one in cause.passing} if cause else set()
    causes = [*(cause.edits if cause else ()), *(edit for edit in comparison.edits if edit.project in passing)]
    edit = next(iter([*causes, *comparison.edits]), None)
    return place_in_head(edit) if edit else Place(comparison.head)


def _goalpost(one: Goalpost, stopped: set[Change | Goalpost]) -> Remark:
    return Remark(
        topic=_GOALPOST,
        level="error" if one in stopped else "warning",
        place=place_in_head(one.edit),
        title=on_one_line(f"{one.title} · goalpost: {one.edit.words}"),
        message=on_one_line(one.sentence),
        about=(str(one.project), *one.edit.names, one.sentence),
    )


def _finding(change: Change, stopped: set[Change | Goalpost], options: OutputOptions) -> Remark:
    assert isinstance(change.after, Finding)
    return of_finding(replace(change.after, level="error") if change in stopped else change.after, options)


def _by_line(found: Sequence[Remark]) -> list[Remark]:
    """The remarks with those on one line put together: the first one's title, and all that follows from the line."""
    lines: dict[tuple[str, int], list[Remark]] = {}
    for remark in found:
        lines.setdefault((remark.place.path, remark.place.line), []).append(remark)
    return worst_first(_together(*several) for several in lines.values())


def _together(first: Remark, *others: Remark) -> Remark:
    title = f"{first.title}, and {len(others):,} more" if others else first.title
    lines = [f"{one.title}{'; ' if ':' in one.title else ': '}{one.message}" for one in others]
    return replace(first, title=title, message="\n".join([first.message, *lines]))


def _conclusion(row: ConclusionRow, comparison: Comparison) -> Case:
    why = plain(because(row, comparison))
    said = (on_one_line(row.moved), *([why] if why else []))
    return Case("planpress.conclusions", on_one_line(f"{row.title} · {row.label}"), said=said)
