from collections.abc import Iterator

from planpress.lints.lint import Found, lint, unknown
from planpress.model.plan import Plan
from planpress.model.project import Project
from planpress.model.sources import Place


@lint("PP215")
def unknown_rule(plan: Plan) -> Found:
    for project in plan.projects:
        for place, rule in _mentions(project):
            if rule not in project.rules:
                yield place, unknown("rule", rule, project.rules, "add it under rules")


def _mentions(project: Project) -> Iterator[tuple[Place, str]]:
    if project.decide_by is not None:
        yield project.places.of("decide_by"), project.decide_by
    for index, entry in enumerate(project.rule_history):
        yield project.places.of("rule_history", index, "rule"), entry.rule
