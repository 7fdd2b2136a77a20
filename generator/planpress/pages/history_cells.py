"""The history of a project as its page tells it: a chart, and the steps with their reasons, newest first."""

from __future__ import annotations

from dataclasses import dataclass

from planpress.charts import history
from planpress.model.figure import Figure
from planpress.model.report import Report
from planpress.model.timelines import Commit, TimelineEntry
from planpress.model.wording import counted, day, listed, visible

SHOWN = 6
"""The newest steps, which are shown at once; the older ones are folded."""

MOST = 40
"""The most steps on a page."""


@dataclass(frozen=True, slots=True)
class HistoryCell:
    """The history of a project in words: in how many commits, the steps that are shown and those that are folded.

    `more` counts those that are left out. `limits` says where the known part begins, if it is not the beginning.
    """

    summary: str
    shown: tuple[TimelineEntry, ...]
    folded: tuple[TimelineEntry, ...]
    more: int
    limits: str
    figure: Figure | None


def course(report: Report, project: str) -> HistoryCell | None:
    """The history of one project; None where git knows none, or only the commit with which it begins, as in a clone of
    one commit: what is missing there is said to who builds, as who reads can do nothing about it."""
    found = report.timelines.get(project)
    if found is None or found.commits == 0:
        return None
    first, steps = found.entries[0].commit, found.steps
    begun = f"{'In the plan since' if found.added else 'As far as is known, since'} {day(first.day)}"
    turned = f"{counted(len(steps), 'commit')} of {found.commits} changed what is concluded about it"
    if not steps:
        turned = f"{counted(found.commits, 'commit')} to the plan changed nothing that is concluded about it"
    limits = ""
    if found.cut:
        limits = f"This clone of the repository ends at {first.short}; git fetch --unshallow brings what was before."
    elif not found.added:
        limits = f"What was before {first.short} is not shown; planpress log {project} goes further back."
    return HistoryCell(
        summary=f"{begun}: {turned}.",
        shown=steps[:SHOWN],
        folded=steps[SHOWN:MOST],
        more=max(len(steps) - MOST, 0),
        limits=limits,
        figure=history.figure(found),
    )


def across_words(across: tuple[Commit, ...]) -> str:
    """Why a step was held against an older commit than the one before."""
    if not across:
        return ""
    verb = "has" if len(across) == 1 else "have"
    return f"held against the plan before {listed([one.short for one in across][-3:])}, which {verb} errors"


def head_words(moment: TimelineEntry) -> tuple[str, str, str]:
    """The day, the id and the first line of the message of a step's commit."""
    commit = moment.commit
    return day(commit.day), commit.short, visible(" ".join(commit.subject.split())) if commit.short else "not committed"
