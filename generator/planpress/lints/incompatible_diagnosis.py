from planpress.lints.lint import Found, lint
from planpress.model.metrics import Metric
from planpress.model.plan import Plan
from planpress.model.wording import quoted


@lint("PP225")
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
