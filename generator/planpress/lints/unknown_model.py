"""# Unknown model

## What it means
The diagnosis is to be made of a model that is not in the project's table.

## Why it matters
There are no training and validation errors to compare, so nothing can be said about what to improve next.

## What to do
Write the model's name as it stands in the key column of the table.
"""

from planpress.lints._say import unknown
from planpress.lints.lint import Found, error
from planpress.model.plan import Plan


@error("PP208", __doc__)
def unknown_model(plan: Plan) -> Found:
    for project in plan.projects:
        request = project.diagnosis
        if request and project.table and request.model not in project.models():
            message = unknown("model", request.model, project.models(), "add it to the model table")
            yield project.places.of("diagnosis", "model"), message
