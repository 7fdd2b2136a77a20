from planpress.lints.lint import Found, lint
from planpress.model.plan import Plan
from planpress.model.sources import Place


@lint("PP299")
def shouting_title(plan: Plan) -> Found:
    for project in plan.projects:
        if project.title.isupper():
            yield Place(project.path), f"{project.title} is all capitals; write it as other titles"
