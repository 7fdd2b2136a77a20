from planpress.lints.lint import Found, lint, unknown
from planpress.model.plan import Plan


@lint("PP208")
def unknown_model(plan: Plan) -> Found:
    for project in plan.projects:
        request = project.diagnosis
        if request and project.table and request.model not in project.models():
            message = unknown("model", request.model, project.models(), "add it to the model table")
            yield project.places.of("diagnosis", "model"), message
