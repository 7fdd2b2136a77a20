"""Ratings in the easy third of their scale against what the project itself says.

It is a finding and no open hint as well: it says where the rating is written, and the same sentence would stand twice
on a page. A decision answers it as it does a hint, by `settles: {hint: easy-rating}`. The rating stays.
"""

from planpress.lints.lint import Found, report_lint
from planpress.lints.rating_evidence import EASY, evidence, may_contradict
from planpress.model.evaluation import Evaluation
from planpress.model.metrics import TIE
from planpress.model.report import Report
from planpress.model.settles import settles_hint
from planpress.model.wording import number, quoted


@report_lint("PP435", about=lambda project: project.left_out is None and may_contradict(project))
def easy_rating(report: Report, evaluation: Evaluation) -> Found:
    project, plan = evaluation.project, report.plan
    if any(settles_hint(one.settles, "easy-rating") for one in project.all_decisions()):
        return
    start = next(iter(evaluation.costs), None)
    now = start.accuracy if start is not None and start.label == "now" else None
    for name, factor in plan.feasibility.items():
        rating, against = project.feasibility.get(name), []
        if rating is not None and plan.scales[factor.scale].utility(rating.central) >= EASY - TIE:
            against = [str(fact.text) for fact in evidence(plan, project, name, now) if fact.against]
        if rating is not None and against:
            said = f"{quoted(name)} is rated {number(rating.central)}, in the easy third of its scale"
            way_out = "rate it anew, or let a decision settle {hint: easy-rating}"
            yield project.places.of("feasibility", name), f"{said}; but {'; '.join(against)}; {way_out}"
