"""What search finds a project by: where it stands, in the words of the home page."""

from collections.abc import Iterator, Mapping, Sequence

from planpress.document.labels import owner_label, stage_label
from planpress.model.ranking import line_words
from planpress.model.report import Report
from planpress.sections.plan.project_cells import line_of
from planpress.sections.plan.ranked_projects import STATES, states_of
from planpress.sections.section import Subject


def found_by(report: Report) -> Mapping[str, tuple[str, ...]]:
    """The rank, stage, states, owner and tags of each project: `rank 3 of 13`, `among the first 3`, `data`, `stuck`."""
    states = states_of(report)
    return {one.id: tuple(_words(Subject(one.id, report), states.get(one.id, ()))) for one in report.plan.projects}


def _words(subject: Subject, states: Sequence[str]) -> Iterator[str]:
    project, entry, line = subject.project, subject.entry, line_of(subject)
    rank = entry.priority.rank if entry else None
    yield "not ranked" if rank is None else f"rank {rank} of {len(subject.report.ranking.ordered)}"
    if line:
        yield line_words(line, subject.plan.capacity)
    yield stage_label(project.current_stage)
    yield project.left_out.state if project.left_out else "active"
    yield from (STATES[one].lower() for one in states if one != "in")
    yield owner_label(project.owner, subject.plan)
    yield from project.tags
