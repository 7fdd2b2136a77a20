"""Plans that say nothing but what is ranked: projects by their ratings on a scale from 1 to 5."""

from collections.abc import Mapping
from dataclasses import replace
from datetime import date
from typing import Any

from planpress.model.metrics import Scale, estimate
from planpress.model.plan import Factor, Plan
from planpress.model.project import Project
from planpress.model.ranking import RankedProject, Ranking
from planpress.priorities import rank

Ratings = Mapping[str, object]

SCALES = {"five": Scale((1, 5)), "cost": Scale((1, 5), better="lower"), "share": Scale((0, 1))}


def factors(scale: str = "five", **weights: float) -> dict[str, Factor]:
    """Factors of these weights, all on one scale."""
    return {name: Factor(scale, weight) for name, weight in weights.items()}


PLAN = Plan(
    title="Plan",
    as_of=date(2019, 6, 1),
    scales=SCALES,
    impact=factors(cheap=1, pipeline=1, friction=1),
    feasibility=factors(data=3, accuracy=2, difficulty=1),
)
"""METHOD's impact models, and its cost drivers with their default weights."""

PLAIN = replace(PLAN, impact=factors("share", worth=1), feasibility=factors("share", ease=1))
"""One factor a group, rated by its utility, so that impact and feasibility are what is written."""


def project(project_id: str, impact: Ratings, feasibility: Ratings, **changes: Any) -> Project:
    """A project with ratings as YAML has them: a number, a list of two or three, or numbers by rater."""
    made = Project(
        project_id,
        project_id.capitalize(),
        project_id,
        impact={name: estimate(value) for name, value in impact.items()},
        feasibility={name: estimate(value) for name, value in feasibility.items()},
    )
    return replace(made, **changes)


def plain(project_id: str, impact: object, feasibility: object, **changes: Any) -> Project:
    """A project of PLAIN with this impact and feasibility."""
    return project(project_id, {"worth": impact}, {"ease": feasibility}, **changes)


def ranked(*projects: Project, plan: Plan = PLAIN, **changes: Any) -> Ranking:
    """The ranking of these projects."""
    return rank(replace(plan, projects=projects, **changes))


def only(*projects: Project, plan: Plan = PLAIN, **changes: Any) -> RankedProject:
    """The first of these projects, ranked."""
    entry = ranked(*projects, plan=plan, **changes).of(projects[0].id)
    assert entry is not None
    return entry
