"""Names that nothing has: of factors, metrics, teams, projects and whatever else a project names."""

from planpress.lints.lint import Found, lint, metric_uses, project_lint, unknown
from planpress.model.plan import GROUPS, Plan
from planpress.model.project import ARCHETYPE_QUESTIONS, Project
from planpress.model.rule import Metrics
from planpress.model.sources import Step
from planpress.model.wording import quoted
from planpress.rules.formula import FormulaRule, names_in


@project_lint("PP201")
def unknown_factor(plan: Plan, project: Project) -> Found:
    for group, other in zip(GROUPS, reversed(GROUPS), strict=True):
        known = plan.factors(group)
        for factor in (name for name in project.ratings(group) if name not in known):
            message = f"{quoted(factor)} is a factor of {other}, not of {group}; move the rating there"
            if factor not in plan.factors(other):
                message = unknown(f"factor of {group}", factor, known, f"declare it in {plan.location.plan}")
            yield project.places.key(group, factor), message


@project_lint("PP203")
def unknown_metric(plan: Plan, project: Project) -> Found:
    metrics = plan.metrics_of(project)
    formulas = [one.formula for one in metrics.values() if one.formula]
    made_of = {name for one in formulas for name in names_in(one)}
    readable = all(map(names_in, formulas))  # else what one is made of is not known
    for use in metric_uses(project):
        if use.metric not in metrics and not (use.measured and (use.metric in made_of or not readable)):
            message = unknown("metric", use.metric, metrics, "declare it under metrics")
            cut = _cut_name(use.metric, project, metrics)
            if cut is not None:
                line = f'{cut.replace("-", "_")}: {{column: "{cut}"}}'
                said = f"{quoted(cut)} is {' minus '.join(cut.split('-'))} here"
                message = f"{said}; call the metric {cut.replace('-', '_')} and give it its column, `{line}`"
            elif project.table and use.metric in project.table.columns:
                why = "the model table has such a column, so declare it under metrics"
                message = f"unknown metric {quoted(use.metric)}; {why}"
            yield use.place, message


def _cut_name(metric: str, project: Project, metrics: Metrics) -> str | None:
    """The metric or the column with a hyphen of whose name a formula has the first part; None where there is none."""
    formulas = [rule.formula for rule in project.rules.values() if isinstance(rule, FormulaRule)]
    known = (*metrics, *(project.table.heads if project.table else ()))
    return next(
        (name for name in known if name.startswith(f"{metric}-") and any(name in formula for formula in formulas)), None
    )


@project_lint("PP204")
def unknown_team(plan: Plan, project: Project) -> Found:
    places = project.places
    for index, (team, weeks) in enumerate(project.uses.teams.items()):
        if team not in plan.teams:
            message = unknown("team", team, plan.teams, f"declare it under teams in {plan.location.plan}")
            yield places.of("uses", "teams", index) if weeks is None else places.key("uses", "teams", team), message


@project_lint("PP205")
def unknown_infrastructure(plan: Plan, project: Project) -> Found:
    for index, name in enumerate(project.uses.infrastructure):
        if name not in plan.infrastructure:
            otherwise = f"declare it under infrastructure in {plan.location.plan}"
            message = unknown("infrastructure", name, plan.infrastructure, otherwise)
            yield project.places.of("uses", "infrastructure", index), message


@lint("PP206")
def unknown_project(plan: Plan) -> Found:
    known = (*(project.id for project in plan.projects), *plan.unreadable)
    for project in plan.projects:
        others = [name for name in known if name != project.id]
        for index, name in enumerate(project.depends_on):
            place = project.places.of("depends_on", index)
            if name == project.id:
                yield place, f"{quoted(name)} depends on itself; take it out of depends_on"
            elif name not in known:
                yield place, unknown("project", name, others, f"name a folder of {plan.location.projects}/")


@project_lint("PP207")
def unknown_baseline(plan: Plan, project: Project) -> Found:
    against = project.diagnosis.against if project.diagnosis else None
    known = [baseline.id for baseline in project.baselines]
    if against is not None and against not in known:
        message = unknown("baseline", against, known, "add it under baselines")
        yield project.places.of("diagnosis", "against"), message


@project_lint("PP208")
def unknown_model(plan: Plan, project: Project) -> Found:
    request = project.diagnosis
    if request and project.table and request.model not in project.models():
        message = unknown("model", request.model, project.models(), "add it to the model table")
        yield project.places.of("diagnosis", "model"), message
    if project.in_use is not None and project.in_use.model not in project.nameable():
        message = unknown("model", project.in_use.model, project.nameable(), "name a model, a baseline or none")
        yield project.places.of("in_use", "model"), message


@project_lint("PP437", ongoing=True)
def unknown_answer(plan: Plan, project: Project) -> Found:
    known = ARCHETYPE_QUESTIONS[project.archetype] if project.archetype else {}
    owners = {key: archetype for archetype, questions in ARCHETYPE_QUESTIONS.items() for key in questions}
    for key in project.answers:
        if key in known:
            continue
        message = unknown("question", key, known or owners, "take the answer out")
        if key in owners:
            here = f"the archetype here is {project.archetype or 'not written'}"
            message = f"{quoted(key)} is asked of {owners[key]}, and {here}; correct either"
        yield project.places.key("answers", key), message


@project_lint("PP215")
def unknown_rule(plan: Plan, project: Project) -> Found:
    steps: dict[tuple[Step, ...], str | None] = {("decide_by",): project.decide_by}
    steps |= {("rule_history", index, "rule"): entry.rule for index, entry in enumerate(project.rule_history)}
    for path, rule in steps.items():
        if rule is not None and rule not in project.rules:
            yield project.places.of(*path), unknown("rule", rule, project.rules, "add it under rules")


@lint("PP216")
def unknown_scale(plan: Plan) -> Found:
    for group in GROUPS:
        for name, factor in plan.factors(group).items():
            if factor.scale not in plan.scales:
                message = unknown("scale", factor.scale, plan.scales, "declare it under scales")
                yield plan.places.of(group, name, "scale"), message
