"""Ratings and efforts."""

from __future__ import annotations

from dataclasses import replace

from planpress.model.plan import Capacity, Factor
from planpress.model.project import Screen
from planpress.model.scales import Scale, estimate
from tests.lints.building import PLAN, plan, project
from tests.lints.cases.case import Case

SCORED = project()
IMPACT, FEASIBILITY = SCORED.impact, SCORED.feasibility


def rated(value: object) -> Case:
    """A near miss: a rating that is on its scale."""
    title = f"{value} is on a scale from 1 to 5"
    return Case("PP202", title, plan(project(feasibility={"data_availability": estimate(value)})))


CASES = (
    Case(
        "PP201",
        "a misspelt factor is said once: PP405 does not ask for the one that was meant",
        plan(project(feasibility={"data_availabilty": estimate(4)})),
        (
            "pose@feasibility/data_availabilty: error PP201 "
            'unknown factor of feasibility "data_availabilty" (did you mean "data_availability"?)',
        ),
    ),
    Case(
        "PP201",
        "a factor of the other group",
        plan(project(impact={**IMPACT, "data_availability": estimate(4)})),
        (
            "pose@impact/data_availability: error PP201 "
            '"data_availability" is a factor of feasibility, not of impact; move the rating there',
        ),
    ),
    Case(
        "PP201",
        "a factor that is like no other, in a plan with many",
        plan(
            project(feasibility={f"f{number}": estimate(4) for number in range(9)} | {"hype": estimate(4)}),
            feasibility={f"f{number}": Factor("effort") for number in range(9)},
        ),
        ('pose@feasibility/hype: error PP201 unknown factor of feasibility "hype"; declare it in content/plan.yml',),
    ),
    Case("PP201", "every factor is known", plan()),
    Case(
        "PP202",
        "a number above the scale",
        plan(project(feasibility={"data_availability": estimate(7)})),
        (
            "pose#feasibility/data_availability: error PP202 "
            '"data_availability" is 7, off its scale; write a number from 1 to 5',
        ),
    ),
    Case(
        "PP202",
        "an interval with both ends off the scale",
        plan(project(feasibility={"data_availability": estimate([0, 5.5])})),
        (
            "pose#feasibility/data_availability/0: error PP202 "
            '"data_availability" is 0, off its scale; write a number from 1 to 5',
            "pose#feasibility/data_availability/1: error PP202 "
            '"data_availability" is 5.5, off its scale; write a number from 1 to 5',
        ),
    ),
    Case(
        "PP202",
        "one of two raters is off the scale",
        plan(project(feasibility={"data_availability": estimate({"lead": 4, "reviewer": -1})})),
        (
            "pose#feasibility/data_availability/reviewer: error PP202 "
            '"data_availability" is -1, off its scale; write a number from 1 to 5',
        ),
    ),
    Case(
        "PP202",
        "an interval the wrong way round",
        plan(project(feasibility={"data_availability": estimate([4, 2])})),
        (
            "pose#feasibility/data_availability: error PP202 "
            '"data_availability": [4, 2] does not run from low to high; write [2, 4]',
        ),
    ),
    Case(
        "PP202",
        "the likely value is above the high one",
        plan(project(feasibility={"data_availability": estimate([2, 5, 4])})),
        (
            "pose#feasibility/data_availability: error PP202 "
            '"data_availability": [2, 5, 4] does not run from low to high; write [2, 4, 5]',
        ),
    ),
    *(rated(value) for value in (1, 5, [1, 5], [1, 1, 5], [3, 3], {"lead": 5, "reviewer": 1})),
    Case(
        "PP216",
        "an unknown scale: nothing is said of the ratings on it",
        plan(
            project(feasibility={"data_availability": estimate(7)}), feasibility={"data_availability": Factor("efort")}
        ),
        ('plan#feasibility/data_availability/scale: error PP216 unknown scale "efort" (did you mean "effort"?)',),
    ),
    Case("PP216", "a scale of its own", plan(scales={**PLAN.scales, "risk": Scale((0, 1))})),
    Case(
        "PP405",
        "one factor of two is not rated",
        plan(project(impact={"cheap_prediction": estimate(4)})),
        (
            "pose@impact: warning PP405 "
            '"product_friction" is not rated and counts as unknown; rate it, with an interval if unsure',
        ),
    ),
    Case(
        "PP405",
        "nothing of a group is rated",
        plan(project(impact={})),
        ("pose: warning PP405 nothing of impact is rated, so the project gets no rank; rate at least one factor",),
    ),
    Case(
        "PP405",
        "a screened-out project need not be rated",
        plan(project(impact={}, screens=(Screen("privacy review", passed=False, because="voices"),))),
    ),
    Case(
        "PP410",
        "person-weeks are counted, and a project has no effort",
        plan(capacity=Capacity(person_weeks=60)),
        ("pose: warning PP410 no effort, and the capacity counts person-weeks; add effort: {person_weeks: ...}",),
    ),
    Case("PP410", "projects are counted", plan(capacity=Capacity(projects=3))),
    Case("PP410", "the effort is there", plan(project(effort=estimate(4)), capacity=Capacity(person_weeks=60))),
    Case(
        "PP410",
        "a screened-out project is not ranked",
        plan(
            project(screens=(Screen("privacy review", passed=False, because="voices"),)),
            capacity=Capacity(person_weeks=60),
        ),
    ),
    Case(
        "PP410",
        "a project without a score is not ranked",
        plan(project(impact={}), capacity=Capacity(person_weeks=60)),
        ("pose: warning PP405 nothing of impact is rated, so the project gets no rank; rate at least one factor",),
    ),
    Case(
        "PP416",
        "a negative effort",
        plan(project(effort=estimate([-3, 4]))),
        ("pose#effort/person_weeks/0: error PP416 -3 person-weeks is less than nothing; write a number from 0 up",),
    ),
    Case(
        "PP416",
        "an effort upside down",
        plan(project(effort=estimate([10, 6, 4]))),
        ("pose#effort/person_weeks: error PP416 [10, 6, 4] does not run from low to high; write [4, 6, 10]",),
    ),
    Case("PP416", "no effort at all is an effort", plan(project(effort=estimate([0, 0, 2])))),
    Case(
        "PP214",
        "all weights of a group are zero",
        plan(impact={name: replace(factor, weight=0) for name, factor in PLAN.impact.items()}),
        ("plan@impact: error PP214 impact has no factor with a weight above zero; give it at least one",),
    ),
    Case("PP214", "one weight is zero", plan(impact={**PLAN.impact, "cheap_prediction": Factor("effort", weight=0)})),
)
