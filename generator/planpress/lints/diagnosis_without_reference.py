from planpress.baselines import BY_PEOPLE
from planpress.lints.lint import Found, lint
from planpress.model.plan import Plan
from planpress.model.project import Project
from planpress.model.wording import listed, quoted


@lint("PP224")
def diagnosis_without_reference(plan: Plan) -> Found:
    for project in plan.projects:
        request = project.diagnosis
        if request is None:
            continue
        wanted = [metric for metric in (request.train, request.validation) if metric is not None]
        candidates = _candidates(project)
        measured = {metric for values in candidates.values() for metric in values}
        if candidates and all(metric in plan.metrics_of(project) for metric in wanted) and measured.isdisjoint(wanted):
            who = listed((quoted(name) for name in candidates), "or")
            what = listed((quoted(metric) for metric in wanted), "or")
            message = f"no value of {what} in baseline {who}; add it, so that there is a reference"
            yield project.places.key("diagnosis", "against"), message


def _candidates(project: Project) -> dict[str, set[str]]:
    """The metrics of each baseline that may be the reference: the one that is named, else every human one."""
    against = project.diagnosis.against if project.diagnosis else None
    return {
        baseline.id: set(baseline.values)
        for baseline in project.baselines
        if (baseline.id == against if against is not None else baseline.kind in BY_PEOPLE)
    }
