"""Where it all comes from: the history of a project, what was found in its files, and the files themselves."""

from collections.abc import Iterable, Iterator
from functools import partial

from planpress.charts import history
from planpress.document.blocks import Block, Bullets, Line, Paragraph, chart
from planpress.model.findings import Finding
from planpress.model.site_pages import SCORING
from planpress.model.sources import Place
from planpress.model.text import Name, Reference, Styled, Text
from planpress.model.timelines import Commit, ConclusionChange, ProjectTimeline, TimelineEntry
from planpress.model.wording import counted, day, listed, on_one_line, shortened
from planpress.sections.model_table import baseline_sources
from planpress.sections.passports import passports
from planpress.sections.section import SectionKind, Subject

SHOWN, MOST = 6, 40
"""At most this many steps are shown at once, and folded ones with them."""


def _history(subject: Subject) -> Iterator[Block]:
    """Nothing where git knows none, or only commits that changed nothing that is concluded, as in a clone of one: what
    is missing there is said to who builds, as who reads can do nothing about it."""
    found = subject.report.timelines.get(subject.id)
    if found is None or not found.steps:
        return
    yield from chart(partial(history.figure, found))
    yield Paragraph(_extent(found, subject.id))
    lines = tuple(_step(entry) for entry in found.steps[:MOST])
    if lines:
        yield Bullets(lines[:SHOWN], look="history", ordered=True, searched=False)
    if len(lines) > SHOWN:
        older = f"{len(lines) - SHOWN} older"
        yield Bullets(lines[SHOWN:], look="history", ordered=True, searched=False, folded=older)
    if len(found.steps) > MOST:
        command = Styled(f"planpress log {subject.id}", "code")
        yield Paragraph(Text(f"{len(found.steps) - MOST} more before these: ", command))


def _extent(found: ProjectTimeline, project: str) -> str:
    """In how many commits what is concluded changed, and where the known part begins, if it is not the beginning."""
    first = found.entries[0].commit
    begun = f"{'In the plan since' if found.added else 'As far as is known, since'} {day(first.day)}"
    turned = f"{counted(len(found.steps), 'commit')} of {found.commits} changed what is concluded about it."
    if found.cut:
        turned += f" This clone of the repository ends at {first.short}; git fetch --unshallow brings what was before."
    elif not found.added:
        turned += f" What was before {first.short} is not shown; planpress log {project} goes further back."
    return f"{begun}: {turned}"


def _step(entry: TimelineEntry) -> Line:
    commit = entry.commit
    said = Text(day(commit.day), " not committed")
    if commit.short:
        subject = shortened(on_one_line(commit.subject), 120)
        said = Text(day(commit.day), " ", Styled(commit.short, "code"), f" {subject}")
    across = (Line(_across(entry.across), state="note"),) if entry.across else ()
    goalposts = (Line(sentence, state="moved") for sentence in entry.goalposts)
    return Line(said, lines=(*map(_turn, entry.changes), *goalposts, *across))


def _turn(turn: ConclusionChange) -> Line:
    moved = f"{turn.was} → {turn.now}" if turn.was else turn.now
    return Line(Text(moved, " " if turn.because else "", Styled(turn.because, "note")), lead=turn.label)


def _across(across: tuple[Commit, ...]) -> str:
    """Why a step was held against an older commit than the one before."""
    verb = "has" if len(across) == 1 else "have"
    return f"held against the plan before {listed([one.short for one in across][-3:])}, which {verb} errors"


HISTORY = SectionKind("history", "History", None, _history, folded=True)


def _findings(subject: Subject) -> Iterator[Block]:
    folder = subject.plan.location.project(subject.id, "")
    found = [one for one in subject.report.findings if one.place.path.startswith(folder)]
    if found:
        yield finding_lines(found)


def finding_lines(findings: Iterable[Finding]) -> Bullets:
    """Findings with their codes and places."""
    return Bullets(
        tuple(Line(one.message, lead=one.code, note=Text(Reference(one.place))) for one in findings), look="findings"
    )


FINDINGS = SectionKind("findings", "Findings", None, _findings, folded=True)


def _sources(subject: Subject) -> Iterator[Block]:
    project = subject.project
    written = [part.path for part in (project.table, project.narrative) if part is not None]
    paths = dict.fromkeys([project.path, *written, subject.plan.location.plan])
    files = [Text(Reference(Place(path))) for path in paths]
    if subject.paper:  # which files they are is of no use there
        yield from (Paragraph(line.text, line.lead) for line in (*passports(subject), *baseline_sources(subject)))
        return
    links = [Text(Name(link.label, url=link.url)) for link in project.links]
    scoring = Text(Name("How this plan is scored", SCORING))
    yield Bullets((*passports(subject), *baseline_sources(subject), *map(Line, (*files, *links, scoring))))


SOURCES = SectionKind("sources", "Sources", 20, _sources, folded=True)
