"""What is wrong about what a plan concludes: Evaluation* -> Finding*."""

from collections.abc import Mapping

from planpress import lints
from planpress.deciding.outcomes import outcomes
from planpress.model.evaluation import Evaluation
from planpress.model.findings import Finding
from planpress.model.plan import Plan
from planpress.model.ranking import Ranking
from planpress.model.report import Report


def concluded_findings(plan: Plan, evaluations: Mapping[str, Evaluation]) -> tuple[Finding, ...]:
    """What the lints of a report find, of the projects that were judged. No order is needed for them."""
    about = [one for one in evaluations.values() if lints.must_be_judged(one.project)]
    unsettled = tuple(item for one in about for item, _ in outcomes(one, plan.metrics_of(one.project)))
    report = Report(plan, evaluations, Ranking((), (), ()), (), open=unsettled)
    return tuple(finding for lint in lints.OF_REPORT for finding in lint.check(report))
