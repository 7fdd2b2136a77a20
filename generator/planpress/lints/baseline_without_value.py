from planpress.baselines import BY_ID
from planpress.lints.lint import Found, lint
from planpress.model.plan import Plan
from planpress.model.project import Project
from planpress.model.rule import lacking
from planpress.model.wording import listed, quoted


@lint("PP422")
def baseline_without_value(plan: Plan) -> Found:
    for project in plan.projects:
        rule_id, columns = project.deciding_rule, project.table.columns if project.table else ()
        if rule_id is None or rule_id not in project.rules:
            continue
        needed = set(project.rules[rule_id].needs())
        named = {metric for baseline in project.baselines for metric in baseline.values}
        # What the models lack too, and metrics that are not known, are findings of their own.
        if needed <= set(columns) and needed | named <= plan.metrics_of(project).keys():
            yield from _unmeasured(project, rule_id)


def _unmeasured(project: Project, rule_id: str) -> Found:
    rule = project.rules[rule_id]
    sides: dict[str, list[tuple[int, tuple[str, ...]]]] = {}
    for index, one in enumerate(project.baselines):
        role = BY_ID[one.kind].role
        if role != "target":
            sides.setdefault(role, []).append((index, lacking(rule, one.values)))
    for side, found in sides.items():
        if all(missing for _, missing in found):
            for index, missing in found:
                name, metrics = quoted(project.baselines[index].id), listed(map(quoted, missing))
                message = f"baseline {name} has no value for {metrics}, which rule {quoted(rule_id)} needs"
                message += f", so it is no {side}; add what was measured"
                yield project.places.of("baselines", index, "values"), message
