"""What is decided about a project: screens, overrides and designs."""

from __future__ import annotations

from datetime import date

from planpress.model.project import Accuracy, Decision, DesignChange, Screen
from tests.lints.building import plan, project
from tests.lints.cases.case import Case

MAY = date(2019, 5, 2)


def designed(required: float) -> Accuracy:
    return Accuracy(0.99, now=0.9, design=(DesignChange("show three options", 0.8), DesignChange("confirm", required)))


CASES = (
    Case(
        "PP414",
        "a design that requires as much as before",
        plan(project(accuracy=designed(0.99))),
        (
            "pose#accuracy/design/1/required: warning PP414 "
            '"confirm" requires 0.99, not less than 0.99; write what is required with it',
        ),
    ),
    Case("PP414", "a design that requires a little less", plan(project(accuracy=designed(0.989)))),
    Case(
        "PP418",
        "a failed screen without a reason",
        plan(project(screens=(Screen("ethics", passed=True), Screen("privacy review", passed=False)))),
        (
            "pose#screens/1: warning PP418 "
            '"privacy review" takes the project out of the order without a reason; add because',
        ),
    ),
    Case("PP418", "the reason is there", plan(project(screens=(Screen("privacy", passed=False, because="voices"),)))),
    Case(
        "PP419",
        "an override without a reason",
        plan(project(decisions=(Decision(MAY, "start now", overrides="priority"),))),
        ('pose#decisions/0: warning PP419 "start now" overrides "priority"; add because, the reason',),
    ),
    Case("PP419", "a decision that overrides nothing", plan(project(decisions=(Decision(MAY, "start now"),)))),
    Case(
        "PP419",
        "an override with its reason",
        plan(project(decisions=(Decision(MAY, "start now", because="free labellers", overrides="priority"),))),
    ),
)
