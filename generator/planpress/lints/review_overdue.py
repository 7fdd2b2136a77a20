"""# Review overdue

## What it means
The date by which the project was to be reviewed is past.

## Why it matters
Ratings age: data arrives, results disappoint, people leave. An order made from old ratings is an order of the past.

## What to do
Go through the ratings and the stage, correct what changed, and write the next date.
"""

from planpress.lints._say import days_ago
from planpress.lints.lint import Found, warning
from planpress.model.plan import Plan


@warning("PP404", __doc__)
def review_overdue(plan: Plan) -> Found:
    for project in plan.projects:
        if project.review_by is not None and project.review_by < plan.as_of:
            message = f"the review was due {days_ago(project.review_by, plan.as_of)}; review it and write the next date"
            yield project.places.of("review_by"), message
