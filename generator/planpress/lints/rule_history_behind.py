from planpress.lints.lint import Found, in_order, lint
from planpress.model.plan import Plan
from planpress.model.wording import quoted


@lint("PP413")
def rule_history_behind(plan: Plan) -> Found:
    for project in plan.projects:
        history, decides = project.rule_history, project.deciding_rule
        if not history or decides not in project.rules or not in_order([change.since for change in history]):
            continue
        last = history[-1].rule
        if last in project.rules and last != decides:
            message = f"the rule history ends with {quoted(last)}, but {quoted(decides)} decides; add its entry"
            yield project.places.of("rule_history", len(history) - 1, "rule"), message
