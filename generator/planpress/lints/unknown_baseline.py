"""# Unknown baseline

## What it means
The diagnosis is to be made against a baseline that the project does not have.

## Why it matters
The same model has two next steps under two baselines. Without the one that was meant there is no diagnosis.

## What to do
Write the `id` of one of the project's baselines. Leave `against` out to compare with its best human baseline.

```yaml
diagnosis: {model: net-3, train: train_error, validation: val_error, against: experts}
```
"""

from planpress.lints._say import unknown
from planpress.lints.lint import Found, error
from planpress.model.plan import Plan


@error("PP207", __doc__)
def unknown_baseline(plan: Plan) -> Found:
    for project in plan.projects:
        against = project.diagnosis.against if project.diagnosis else None
        known = [baseline.id for baseline in project.baselines]
        if against is not None and against not in known:
            message = unknown("baseline", against, known, "add it under baselines")
            yield project.places.of("diagnosis", "against"), message
