"""Where pages are, and how things are called on them."""

from __future__ import annotations

from planpress.model import addresses
from planpress.model.plan import Factor, Method, Plan
from planpress.model.stages import Stage

HOME, PORTFOLIO, SCORING, CHANGES = addresses.HOME, addresses.PORTFOLIO, addresses.SCORING, addresses.CHANGES
STAGES, OWNERS, TEAMS, ATTENTION = addresses.STAGES, addresses.OWNERS, addresses.TEAMS, addresses.ATTENTION

METHODS: dict[Method, str] = {"geometric": "geometric mean", "weighted-sum": "weighted sum", "topsis": "TOPSIS"}
"""How the methods of ranking are called in a sentence."""


def project_page(project_id: str) -> str:
    """The path of a project's page among planpress's own."""
    return f"projects/{project_id}/index.md"


def factor_label(name: str, factor: Factor) -> str:
    """The name of a factor: its label, else its id in words."""
    return factor.label or name.replace("_", " ").replace("-", " ").capitalize()


def owner_label(owner: str | None, plan: Plan) -> str:
    """The name of an owner: a team's label, else what was written."""
    if owner is None:
        return "no owner"
    team = plan.teams.get(owner)
    return team.label if team and team.label else owner


def stage_label(stage: Stage | None) -> str:
    """The name of a stage in a table, short."""
    return "no stage" if stage is None else stage
