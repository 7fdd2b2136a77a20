"""Metrics, and values of one metric, that are compared or averaged although they are of unlike things."""

from itertools import combinations

from planpress.lints.lint import Found, place_in_rule, project_lint
from planpress.model.evidence import Passport
from planpress.model.plan import Plan
from planpress.model.project import Project
from planpress.model.sources import Place
from planpress.model.wording import few, quoted, shortened

_ALIKE = ("split", "data", "threshold", "average", "ties", "judge")
"""What two metrics must have in common to be averaged. They are two metrics: their definitions differ."""


@project_lint("PP252")
def unlike_averaged(plan: Plan, project: Project) -> Found:
    evidence = project.table.evidence if project.table else None
    if evidence is None:
        return
    for rule_id, rule in project.rules.items():
        named = [name for name in rule.measured() if name in evidence.metrics] if rule.computed else []
        for one, other in combinations(named, 2):
            unlike = _unlike(evidence.metrics[one].passport, evidence.metrics[other].passport)
            if unlike:
                message = f"{quoted(rule_id)} puts {quoted(one)} and {quoted(other)} together, which differ in {unlike}"
                way_out = "measure both on the same, or let one of them be a limit (planpress explain PP252)"
                yield place_in_rule(project, rule_id, other), f"{message}; {way_out}"
                break


def _unlike(one: Passport, other: Passport) -> str:
    """The first thing in which two passports differ, with what each has; nothing where one of them does not say it."""
    mine, theirs = dict(one.items()), dict(other.items())
    # Average precision has many definitions: two of one name are one thing only in one variant.
    for name in (*_ALIKE, *(("variant",) if one.metric == other.metric else ())):
        if name in mine and name in theirs and mine[name] != theirs[name]:
            return f"{name}: {quoted(shortened(mine[name], 24))} and {quoted(shortened(theirs[name], 24))}"
    return ""


@project_lint("PP253")
def models_unlike(plan: Plan, project: Project) -> Found:
    table = project.table
    evidence = table.evidence if table else None
    if table is None or evidence is None:
        return
    places = {model.name: model.place for model in table.models}
    for name, found in evidence.metrics.items():
        other = [model for model, one in found.models.items() if one.differs and model in places]
        if other:
            part, value = next(iter(found.models[other[0]].differs.items()))
            usual = dict(found.passport.items()).get(part, "nothing")
            differs = f"{part}: {quoted(shortened(value, 40))}, not {quoted(shortened(usual, 40))}"
            models = few([*map(quoted, other)])
            message = f"{quoted(name)} of {models} was measured unlike that of the others ({differs})"
            place = places.get(other[0], Place(table.path))
            yield place, f"{message}; measure all models alike, or take these rows out"
