"""The steps of a project's stages: which are done, by what, and what to write for those that are open."""

from collections.abc import Iterator, Mapping

from planpress.document.blocks import Block, Bullets, Heading, Line
from planpress.model.stages import STAGE_LABELS, STAGES, Stage
from planpress.model.steps import StepId, StepResult, step_label
from planpress.sections.section import Subject

_WRITE: Mapping[StepId, str] = {
    "goals": "requirements, or a goal",
    "metrics": "rules, and decide_by where there are several",
    "baselines": "baselines, or a waiver of a kind on that side",
    "simplest-model": "a baseline of kind simple-ml or mean-prediction",
    "implement": "models",
    "look": "diagnosis",
    "prioritise": "diagnosis with validation, and a reference for it",
}


def present_steps(subject: Subject) -> Iterator[Block]:
    """The steps of the present stage; nothing of a project without one, or of one that is left out of the order."""
    if (stage := _present(subject)) is None:
        return
    if subject.paper:
        yield Heading(stage_steps(subject, stage))
        yield Bullets(_lines(subject, stage), look="steps")
    else:
        yield Bullets((_headed(subject, stage),), look="steps")


def other_steps(subject: Subject) -> tuple[Line, ...]:
    """The steps of the other stages."""
    present = _present(subject)
    return tuple(_headed(subject, stage) for stage in STAGES if stage != present) if present is not None else ()


def _present(subject: Subject) -> Stage | None:
    return subject.project.current_stage if subject.project.left_out is None else None


def _headed(subject: Subject, stage: Stage) -> Line:
    return Line(steps_done(subject, stage), STAGE_LABELS[stage], lines=_lines(subject, stage))


def _lines(subject: Subject, stage: Stage) -> tuple[Line, ...]:
    return tuple(_line(one, subject) for one in of_stage(subject, stage))


def stage_steps(subject: Subject, stage: Stage) -> str:
    """`Training & debugging: 3 of 5 steps`."""
    return f"{STAGE_LABELS[stage]}: {steps_done(subject, stage)}"


def steps_done(subject: Subject, stage: Stage) -> str:
    """`3 of 5 steps`: those that are done or skipped, of all."""
    found = of_stage(subject, stage)
    return f"{sum(one.state != 'open' for one in found)} of {len(found)} steps"


def of_stage(subject: Subject, stage: Stage) -> list[StepResult]:
    return [one for one in subject.evaluation.steps if one.stage == stage]


def _line(one: StepResult, subject: Subject) -> Line:
    key = subject.of("steps", one.id)
    if one.state != "open":
        when = f" on {subject.plan.near(one.date)}" if one.date else ""
        said = f"{one.state}: {one.why}" if one.why else f"{one.state}{when}"
        return Line(said, lead=step_label(one.id), state=one.state, key=key)
    write = _WRITE.get(one.id, f"steps: {{{one.id}: {subject.plan.as_of}}}")
    said = f"open: {one.why}" if one.id == "baselines" else "open"
    return Line(said, lead=step_label(one.id), note=f"Write {write}", state="open", key=key)
