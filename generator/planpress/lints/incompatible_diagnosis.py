"""# Diagnosis over incompatible metrics

## What it means
The training and the validation error of a diagnosis are one and the same metric, or differ in unit or direction.

## Why it matters
The diagnosis subtracts one from the other. A metric minus itself is always 0, and 5 % minus 0.3 s is nothing at all.

## What to do
Name two metrics that measure the same thing on the two sets, and declare them alike.

```yaml
metrics:
  train_error: {better: lower, unit: "%"}
  val_error:   {better: lower, unit: "%"}
diagnosis: {model: net-3, train: train_error, validation: val_error}
```
"""

from planpress.lints.lint import Found, error
from planpress.model.metrics import Metric
from planpress.model.plan import Plan
from planpress.model.wording import quoted


@error("PP225", __doc__)
def incompatible_diagnosis(plan: Plan) -> Found:
    for project in plan.projects:
        request = project.diagnosis
        if request is None or request.validation is None:
            continue
        place = project.places.of("diagnosis", "validation")
        metrics = plan.metrics_of(project)
        train, validation = metrics.get(request.train), metrics.get(request.validation)
        if request.train == request.validation:
            message = f"train and validation are both {quoted(request.train)}; name the metric of the validation set"
            yield place, message
        elif train and validation and (train.unit, train.better) != (validation.unit, validation.better):
            both = f"{_words(request.train, train)} and {_words(request.validation, validation)}"
            yield place, f"{both} cannot be subtracted; declare them alike"


def _words(name: str, metric: Metric) -> str:
    return f"{quoted(name)} ({metric.better} is better, {metric.unit or 'no unit'})"
