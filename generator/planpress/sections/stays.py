"""The stages that a project was in, where it was sent back and why, and its milestones."""

from collections.abc import Iterator

from planpress.charts import lifecycle
from planpress.document.blocks import Block, Bullets, Heading, Line, charts
from planpress.model.evaluation import StageStay
from planpress.model.project import Milestone
from planpress.model.stages import STAGE_LABELS
from planpress.model.wording import day
from planpress.sections.section import SectionKind, Subject


def _stay(stay: StageStay) -> Line:
    because = f", {stay.because}" if stay.because else ""
    said = f"{day(stay.since)}: {'back to ' if stay.back else ''}{STAGE_LABELS[stay.stage]}{because}"
    return Line(said, note=stay.note or "", state="back" if stay.back else "")


def _milestone(subject: Subject, milestone: Milestone) -> Line:
    late = milestone.date < subject.plan.as_of
    state = "reached" if milestone.done else "overdue" if late else "due"
    return Line(f"{day(milestone.date)}: {milestone.title} ({state})")


def _blocks(subject: Subject) -> Iterator[Block]:
    stays, milestones = subject.evaluation.sojourns, subject.project.milestones
    if stays:
        yield from charts(lifecycle.figure(subject.plan, subject.evaluation))
        yield Bullets(tuple(map(_stay, stays)), look="lifecycle", ordered=True, folded="Stages in words")
    if milestones:
        yield Heading("Milestones")
        yield Bullets(tuple(_milestone(subject, one) for one in milestones))


SECTION = SectionKind("lifecycle", "Lifecycle", 12, _blocks, edits=("lifecycle", "stage", "milestones",))
