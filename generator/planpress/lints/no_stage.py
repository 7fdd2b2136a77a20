from planpress.lints.lint import Found, lint
from planpress.model.plan import Plan
from planpress.model.sources import Place
from planpress.model.stages import STAGES
from planpress.model.wording import listed


@lint("PP420")
def no_stage(plan: Plan) -> Found:
    for project in plan.projects:
        if project.current_stage is None:
            message = f"no stage and no lifecycle; write which stage it is in: {listed(STAGES, 'or')}"
            yield Place(project.path), message
