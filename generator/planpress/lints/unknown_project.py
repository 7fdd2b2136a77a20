"""# Unknown project

## What it means
The project depends on one that does not exist, or on itself.

## Why it matters
A dependency that leads nowhere cannot be waited for. Usually the folder was renamed, or the name is misspelt.

## What to do
Write the name of a folder in `content/projects/`, or take the entry out of `depends_on`.
"""

from __future__ import annotations

from collections.abc import Iterator

from planpress.lints._say import unknown
from planpress.lints.lint import Lint
from planpress.model.findings import Finding, FindingKind
from planpress.model.plan import Plan
from planpress.model.wording import quoted

KIND = FindingKind("PP206", "error", "unknown-project", __doc__ or "")


def check(plan: Plan) -> Iterator[Finding]:
    known = (*(project.id for project in plan.projects), *plan.unreadable)
    for project in plan.projects:
        others = [name for name in known if name != project.id]
        for index, name in enumerate(project.depends_on):
            place = project.places.of("depends_on", index)
            if name == project.id:
                yield KIND.at(place, f"{quoted(name)} depends on itself; take it out of depends_on")
            elif name not in known:
                yield KIND.at(place, unknown("project", name, others, f"name a folder of {plan.location.projects}/"))


LINT = Lint(KIND, check)
