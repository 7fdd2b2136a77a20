"""What is overdue, and what is dated ahead."""

from __future__ import annotations

from dataclasses import replace
from datetime import date, timedelta

from planpress.model.project import Decision, LifecycleStep, Milestone, RuleChange
from tests.lints.building import AS_OF, EXPERTS, measured, plan, project
from tests.lints.cases.case import Case

YESTERDAY, TOMORROW = AS_OF - timedelta(days=1), AS_OF + timedelta(days=1)


def ahead(place: str, what: str, when: str = "2 Jun 2019, 1 day") -> str:
    rest = "after the plan (1 Jun 2019); correct the date, or the plan's as_of"
    return f"pose#{place}: warning PP411 {what} is dated {when} {rest}"


CASES = (
    Case(
        "PP404",
        "three days late",
        plan(project(review_by=date(2019, 5, 29))),
        (
            "pose#review_by: warning PP404 "
            "the review was due 3 days ago (29 May 2019); review it and write the next date",
        ),
    ),
    Case("PP404", "due today", plan(project(review_by=AS_OF))),
    Case(
        "PP411",
        "everything that has happened is dated ahead",
        plan(
            measured(
                lifecycle=(LifecycleStep(TOMORROW, "training"),),
                decisions=(Decision(date(2019, 6, 3), "ship"),),
                baselines=(replace(EXPERTS, measured=TOMORROW),),
                rule_history=(RuleChange(TOMORROW, "precise"),),
                milestones=(Milestone(TOMORROW, "pilot", done=True),),
            )
        ),
        (
            ahead("lifecycle/0/date", "the lifecycle entry"),
            ahead("decisions/0/date", "the decision", "3 Jun 2019, 2 days"),
            ahead("baselines/0/measured", "the measurement"),
            ahead("rule_history/0/since", "the change of rule"),
            ahead("milestones/0/date", "the milestone that is done"),
        ),
    ),
    Case(
        "PP411",
        "dated today, or still to come",
        plan(
            measured(
                lifecycle=(LifecycleStep(AS_OF, "training"),),
                decisions=(Decision(AS_OF, "ship"),),
                baselines=(replace(EXPERTS, measured=AS_OF),),
                rule_history=(RuleChange(AS_OF, "precise"),),
                milestones=(Milestone(AS_OF, "pilot", done=True), Milestone(TOMORROW, "launch")),
            )
        ),
    ),
    Case(
        "PP412",
        "a milestone of yesterday is not done",
        plan(project(milestones=(Milestone(AS_OF, "report"), Milestone(YESTERDAY, "Pilot cell")))),
        (
            "pose#milestones/1/date: warning PP412 "
            '"Pilot cell" was due 1 day ago (31 May 2019); mark it done, or move its date',
        ),
    ),
    Case(
        "PP412", "a milestone of yesterday is done", plan(project(milestones=(Milestone(YESTERDAY, "x", done=True),)))
    ),
)
