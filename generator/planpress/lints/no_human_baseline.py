from planpress.baselines import BY_PEOPLE
from planpress.lints.lint import Found, has_started, lint
from planpress.model.plan import Plan
from planpress.model.sources import Place


@lint("PP402")
def no_human_baseline(plan: Plan) -> Found:
    for project in plan.projects:
        kinds = {baseline.kind for baseline in project.baselines} | {waiver.kind for waiver in project.waivers}
        if has_started(project) and kinds and kinds.isdisjoint(BY_PEOPLE):
            yield Place(project.path), "no human baseline and no waiver; how well do people do this?"
