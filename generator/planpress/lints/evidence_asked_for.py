"""What project.yml asks sources of evidence for: each metric once, and nothing that the evidence does not have."""

from planpress.lints.lint import Found, place_in_source, project_lint
from planpress.model.plan import Plan
from planpress.model.project import Project
from planpress.model.wording import quoted


@project_lint("PP250")
def two_sources(plan: Plan, project: Project) -> Found:
    metrics = plan.metrics_of(project)
    seen: set[str] = set()
    for at, source in enumerate(project.sources):
        for name in source.metrics:
            place = place_in_source(project, at, "metrics", name)
            if name in metrics and metrics[name].formula is not None:
                yield place, f"{quoted(name)} is worked out by a formula; take it out here, or its `from` there"
            elif name in seen:
                yield place, f"two sources bring {quoted(name)}; take it out of one of them"
            seen.add(name)


@project_lint("PP251")
def evidence_behind(plan: Plan, project: Project) -> Found:
    if project.table is None:
        return
    evidence = project.table.evidence
    for at, source in enumerate(project.sources):
        for name in source.metrics:
            if evidence is None or name not in evidence.metrics:
                has = "there is no evidence" if evidence is None else f"the evidence has no {quoted(name)}"
                message = f"{has}, which is asked for here; run planpress refresh"
                yield place_in_source(project, at, "metrics", name), message
                return
