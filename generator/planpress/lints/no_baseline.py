from planpress.lints.lint import Found, has_started, lint
from planpress.model.plan import Plan
from planpress.model.sources import Place


@lint("PP401")
def no_baseline(plan: Plan) -> Found:
    for project in plan.projects:
        if has_started(project) and not project.baselines and not project.waivers:
            yield Place(project.path), "no baseline and no waiver; how well does what is there today do?"
