"""Stages, moves between them, and their reasons."""

from __future__ import annotations

from datetime import date
from typing import Any

from planpress.model.project import LifecycleStep
from planpress.model.stages import STAGES, WAYS_BACK
from tests.lints.building import EXPERTS, plan, project
from tests.lints.cases.case import Case


def moved(*entries: str, **changes: Any) -> dict[str, Any]:
    """Entries like `data` or `planning: easier-task`, a month apart. The stage is left out, the baselines are there."""
    steps = []
    for month, entry in enumerate(entries, start=1):
        stage, _, because = entry.partition(": ")
        steps.append(LifecycleStep(date(2019, month, 1), stage, because or None))  # type: ignore[arg-type]
    return {"stage": None, "lifecycle": tuple(steps), "baselines": (EXPERTS,), **changes}


def way_back(old: str, new: str, because: str) -> Case:
    """A near miss: a way back with one of its reasons."""
    return Case("PP407", f"{old} to {new}: {because}", plan(project(**moved(old, f"{new}: {because}"))))


CASES = (
    Case(
        "PP406",
        "a stage is skipped",
        plan(project(**moved("planning", "training", "deploying"))),
        ('pose#lifecycle/1/to: error PP406 there is no move from "planning" to "training"; the next stage is "data"',),
    ),
    Case(
        "PP406",
        "the same stage again, whatever the reason",
        plan(project(**moved("planning", "data", "data: more-data"))),
        (
            "pose#lifecycle/2/to: error PP406 "
            '"data" follows itself, which is no move; leave the entry out, or write which stage began',
        ),
    ),
    Case("PP406", "every stage in turn", plan(project(**moved(*STAGES)))),
    Case("PP406", "a history that begins in the middle", plan(project(**moved("training", "deploying")))),
    Case(
        "PP407",
        "a way back without a reason",
        plan(project(**moved("planning", "data", "planning"))),
        (
            'pose#lifecycle/2/because: error PP407 the way back from "data" to "planning" needs a reason; '
            "write because: data-too-hard or easier-task",
        ),
    ),
    Case(
        "PP407",
        "a reason of another way back",
        plan(project(**moved("deploying", "data: easier-task"))),
        (
            'pose#lifecycle/1/because: error PP407 "easier-task" is no reason to go back from "deploying" to "data"; '
            "write data-mismatch, more-data or hard-cases",
        ),
    ),
    Case(
        "PP407",
        "a reason on a way forward, and on the first entry",
        plan(project(**moved("planning: easier-task", "data: more-data"))),
        (
            'pose#lifecycle/0/because: error PP407 "easier-task" is a reason to go back, '
            "and the first entry is no way back; put it in note",
            'pose#lifecycle/1/because: error PP407 "more-data" is a reason to go back, '
            'and the move from "planning" to "data" is no way back; put it in note',
        ),
    ),
    *(way_back(old, new, because) for (old, new), reasons in WAYS_BACK.items() for because in reasons),
    Case(
        "PP408",
        "the lifecycle is further",
        plan(project(**moved("planning", "data", stage="planning"))),
        (
            "pose#stage: error PP408 "
            '"planning" contradicts the lifecycle, "data" since 1 Feb 2019; correct either, or leave stage out',
        ),
    ),
    Case("PP408", "both say the same", plan(project(**moved("planning", "data", stage="data")))),
    Case(
        "PP409",
        "two entries swapped: what moves they make, and where they end, is not known",
        plan(
            project(
                stage="data",
                baselines=(EXPERTS,),
                lifecycle=(LifecycleStep(date(2019, 3, 1), "data"), LifecycleStep(date(2019, 2, 1), "planning")),
            )
        ),
        (
            "pose#lifecycle/1/date: error PP409 "
            "1 Feb 2019 is before 1 Mar 2019, the date above it; sort lifecycle with the newest last",
        ),
    ),
    Case(
        "PP409",
        "two entries of one day",
        plan(
            project(
                stage="data",
                baselines=(EXPERTS,),
                lifecycle=(LifecycleStep(date(2019, 3, 1), "planning"), LifecycleStep(date(2019, 3, 1), "data")),
            )
        ),
    ),
    Case(
        "PP420",
        "neither a stage nor a lifecycle",
        plan(project(stage=None)),
        (
            "pose: warning PP420 "
            "no stage and no lifecycle; write which stage it is in: planning, data, training or deploying",
        ),
    ),
    Case("PP420", "the lifecycle says it", plan(project(**moved("planning")))),
)
