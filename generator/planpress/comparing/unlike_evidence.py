"""Metrics whose values are of something else than before, so that the two cannot be compared."""

from collections.abc import Iterator, Mapping

from planpress.document.labels import metric_label
from planpress.model.evidence import MetricEvidence, Passport
from planpress.model.plan import Plan
from planpress.model.project import Project
from planpress.model.wording import quoted, shortened

_LONGEST = 24


def unlike_evidence(old: Plan, new: Plan, renamed: Mapping[str, str]) -> Iterator[str]:
    """A sentence for each metric of a project whose passport differs between two plans, with the first part of it that
    does. Where one side does not say what its values are of, nothing is said."""
    before = {renamed.get(one.id, one.id): one for one in old.projects}
    for project in new.projects:
        then = before.get(project.id)
        for name, found in _evidence(project).items() if then else ():
            was = _evidence(then).get(name) if then else None
            differs = _difference(was.passport, found.passport) if was else ""
            if differs:
                what = f"{project.title}: {metric_label(name, new.metrics_of(project))}"
                yield f"{what} is of something else than before ({differs}), so do not compare the two"


def _evidence(project: Project) -> Mapping[str, MetricEvidence]:
    evidence = project.table.evidence if project.table else None
    return evidence.metrics if evidence else {}


def _difference(old: Passport, new: Passport) -> str:
    was, now = dict(old.items()), dict(new.items())
    part = next((name for name in was if name in now and was[name] != now[name]), None)
    if part is None:
        return ""
    return f"{part}: {quoted(shortened(was[part], _LONGEST))} and {quoted(shortened(now[part], _LONGEST))}"
