"""Baselines and waivers."""

from __future__ import annotations

from dataclasses import replace
from datetime import date, timedelta

from planpress.model.project import Baseline, Waiver
from tests.lints.building import AS_OF, EXPERTS, QUICK, SCRIPT, measured, plan, project
from tests.lints.cases.case import Case

NEXT_YEAR = date(2020, 1, 1)
YESTERDAY = AS_OF - timedelta(days=1)
NO_HUMAN = "pose: warning PP402 no human baseline and no waiver; how well do people do this?"

CASES = (
    Case(
        "PP219",
        "a scripted baseline with a rung and people",
        plan(measured(baselines=(EXPERTS, replace(SCRIPT, rung="domain-experts", people=4)))),
        (
            "pose#baselines/1/rung: error PP219 "
            'rung "domain-experts" on kind "scripted"; write kind: human, or take it out',
            'pose#baselines/1/people: error PP219 people "4" on kind "scripted"; write kind: human, or take it out',
        ),
    ),
    Case("PP219", "a human baseline with both", plan(measured(baselines=(replace(EXPERTS, people=4),)))),
    Case(
        "PP401",
        "models and no baseline: that there is no human one is not said as well",
        plan(measured(baselines=())),
        ("pose: warning PP401 no baseline and no waiver; how well does what is there today do?",),
    ),
    Case(
        "PP401",
        "past planning",
        plan(project(stage="data")),
        ("pose: warning PP401 no baseline and no waiver; how well does what is there today do?",),
    ),
    Case(
        "PP401",
        "a waiver of any kind",
        plan(measured(baselines=(), waivers=(Waiver("published", "nobody did this before", NEXT_YEAR),))),
        (NO_HUMAN,),
    ),
    Case("PP401", "a project in planning without models", plan(project())),
    Case("PP402", "no human baseline", plan(measured(baselines=(SCRIPT,))), (NO_HUMAN,)),
    Case(
        "PP402",
        "waived",
        plan(measured(baselines=(SCRIPT,), waivers=(Waiver("human", "no person can", NEXT_YEAR),))),
    ),
    Case("PP402", "a project in planning", plan(project(baselines=(replace(SCRIPT, values={}),)))),
    Case(
        "PP422",
        "a floor and a ceiling without the value that the rule needs",
        plan(measured(baselines=(replace(SCRIPT, values={"recall": 0.4}), replace(EXPERTS, values={"latency": 9})))),
        (
            "pose#baselines/0/values: warning PP422 "
            'baseline "script" has no value for "precision", which rule "precise" needs, so it is no floor; '
            "add what was measured",
            "pose#baselines/1/values: warning PP422 "
            'baseline "experts" has no value for "precision", which rule "precise" needs, so it is no ceiling; '
            "add what was measured",
        ),
    ),
    Case(
        "PP422",
        "one baseline of each side has it, and a target needs none",
        plan(
            measured(
                baselines=(
                    SCRIPT,
                    EXPERTS,
                    Baseline("paper", "published", {"recall": 0.4}),
                    Baseline("product", "requirement", {"recall": 0.9}),
                )
            )
        ),
    ),
    Case(
        "PP422",
        "a metric with a threshold is not what the rule measures",
        plan(measured(rules={"quick": QUICK}, baselines=(SCRIPT, EXPERTS))),
    ),
    Case(
        "PP403",
        "the waiver ended: that the baseline is missing is not said as well",
        plan(measured(baselines=(SCRIPT,), waivers=(Waiver("human", "no person can", date(2019, 5, 29)),))),
        (
            "pose#waivers/0/until: warning PP403 "
            'the waiver for "human" ended 3 days ago (29 May 2019); measure the baseline or renew the waiver',
        ),
    ),
    Case(
        "PP403",
        "today is its last day",
        plan(measured(baselines=(SCRIPT,), waivers=(Waiver("human", "no person can", AS_OF),))),
    ),
    Case(
        "PP415",
        "the project has what it waives: that the waiver ended is not said as well",
        plan(measured(waivers=(Waiver("human", "no person can", YESTERDAY),))),
        ('pose#waivers/0/kind: warning PP415 "human" is waived, but "experts" is one; take the waiver out',),
    ),
    Case("PP415", "it waives another kind", plan(measured(waivers=(Waiver("published", "first of all", NEXT_YEAR),)))),
)
