from planpress.lints.lint import Found, lint, unknown
from planpress.model.plan import Plan


@lint("PP204")
def unknown_team(plan: Plan) -> Found:
    for project in plan.projects:
        for index, team in enumerate(project.uses.teams):
            if team not in plan.teams:
                message = unknown("team", team, plan.teams, f"declare it under teams in {plan.location.plan}")
                yield project.places.of("uses", "teams", index), message
