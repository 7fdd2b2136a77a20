"""Ratings in the easy third of their scale against what the project itself says.

It is a finding and no open hint as well: it says where the rating is written, and the same sentence would stand twice
on a page. A decision answers it as it does a hint, by `settles: {hint: easy-rating}`. The rating stays.
"""

from planpress.lints.lint import Found, project_lint
from planpress.lints.rating_evidence import EASY, evidence
from planpress.model.metrics import TIE
from planpress.model.plan import Plan
from planpress.model.project import Project
from planpress.model.settles import settled
from planpress.model.wording import listed, number, quoted


@project_lint("PP435", ongoing=True)
def easy_rating(plan: Plan, project: Project) -> Found:
    if any(settled(one.settles, "hint") in ("easy-rating", True) for one in project.all_decisions()):
        return
    for name, factor in plan.feasibility.items():
        rating, scale = project.feasibility.get(name), plan.scales.get(factor.scale)
        if rating is None or scale is None or scale.bounds[0] >= scale.bounds[1]:
            continue
        against = [str(fact.text) for fact in evidence(plan, project, name) if fact.against]
        if against and scale.utility(rating.central) >= EASY - TIE:
            said = f"{quoted(name)} is rated {number(rating.central)}, in the easy third of its scale"
            way_out = "rate it anew, or let a decision settle {hint: easy-rating}"
            yield project.places.of("feasibility", name), f"{said}, but {listed(against)}; {way_out}"
