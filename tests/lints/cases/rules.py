"""Rules: their own problems, which one decides, and their history."""

from __future__ import annotations

from datetime import date

from planpress.model.project import RuleChange
from planpress.model.rule import RuleProblem
from tests.lints.building import PRECISE, QUICK, FakeRule, measured, plan, project
from tests.lints.cases.case import Case

TWO = {"precise": PRECISE, "quick": QUICK}
MARCH, APRIL = date(2019, 3, 1), date(2019, 4, 1)


def faulty(code: str) -> Case:
    """A rule finds fault with itself under `code`, at its key `of`."""
    rule = FakeRule(("precision",), faults=(RuleProblem("of", "this will not do", code),))
    found = (f"pose#rules/r/of: error {code} this will not do",)
    return Case(code, "a rule says so of itself", plan(measured(rules={"r": rule})), found)


CASES = (
    *(faulty(code) for code in ("PP211", "PP212", "PP214", "PP227")),
    *(Case(code, "a rule without fault", plan(measured())) for code in ("PP211", "PP212", "PP214", "PP227")),
    Case(
        "PP215",
        "the rule that decides is unknown; that it is behind its history, or none decides, is not said as well",
        plan(measured(rules=TWO, decide_by="quik", rule_history=(RuleChange(MARCH, "precise"),))),
        ('pose#decide_by: error PP215 unknown rule "quik" (did you mean "quick"?)',),
    ),
    Case(
        "PP215",
        "a rule of the history was deleted",
        plan(measured(rule_history=(RuleChange(MARCH, "old"), RuleChange(APRIL, "precise")))),
        ('pose#rule_history/0/rule: error PP215 unknown rule "old"; known here: precise',),
    ),
    Case(
        "PP215",
        "the last rule of the history is unknown, not behind",
        plan(measured(rule_history=(RuleChange(MARCH, "old"),))),
        ('pose#rule_history/0/rule: error PP215 unknown rule "old"; known here: precise',),
    ),
    Case(
        "PP215",
        "there are no rules to decide by; that models need one is not said as well",
        plan(measured(rules={}, decide_by="quick")),
        ('pose#decide_by: error PP215 unknown rule "quick"; add it under rules',),
    ),
    Case("PP215", "known rules", plan(measured(rules=TWO, decide_by="quick"))),
    Case(
        "PP221",
        "two rules, and neither decides",
        plan(measured(rules=TWO)),
        ("pose@rules: error PP221 several rules and no decide_by; write which one decides: precise or quick",),
    ),
    Case("PP221", "a single rule decides", plan(measured())),
    Case(
        "PP223",
        "models and no rule",
        plan(measured(rules={})),
        ("pose@models: warning PP223 models and no rule to pick one; add it under rules",),
    ),
    Case("PP223", "no models yet", plan(project())),
    Case(
        "PP413",
        "the history ends with another rule",
        plan(measured(rules=TWO, decide_by="quick", rule_history=(RuleChange(MARCH, "precise"),))),
        (
            "pose#rule_history/0/rule: warning PP413 "
            'the rule history ends with "precise", but "quick" decides; add its entry',
        ),
    ),
    Case(
        "PP413",
        "the history ends with the rule that decides",
        plan(
            measured(
                rules=TWO,
                decide_by="quick",
                rule_history=(RuleChange(MARCH, "precise"), RuleChange(APRIL, "quick")),
            )
        ),
    ),
    Case("PP413", "the only rule decides", plan(measured(rule_history=(RuleChange(MARCH, "precise"),)))),
    Case(
        "PP413",
        "the history is out of order, so its end is not known",
        plan(
            measured(
                rules=TWO,
                decide_by="quick",
                rule_history=(RuleChange(APRIL, "quick"), RuleChange(MARCH, "precise")),
            )
        ),
        (
            "pose#rule_history/1/since: error PP409 "
            "1 Mar 2019 is before 1 Apr 2019, the date above it; sort rule_history with the newest last",
        ),
    ),
)
