from planpress.lints.lint import Found, exactly, lint
from planpress.model.plan import Plan
from planpress.model.wording import quoted


@lint("PP414")
def design_saves_nothing(plan: Plan) -> Found:
    for project in plan.projects:
        accuracy = project.accuracy
        for index, design in enumerate(accuracy.design if accuracy else ()):
            if accuracy and design.required >= accuracy.required:
                against = f"requires {exactly(design.required)}, not less than {exactly(accuracy.required)}"
                message = f"{quoted(design.change)} {against}; write what is required with it"
                yield project.places.of("accuracy", "design", index, "required"), message
