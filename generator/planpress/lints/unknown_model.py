"""# Unknown model

## What it means
The diagnosis is to be made of a model that is not in the project's table.

## Why it matters
There are no training and validation errors to compare, so nothing can be said about what to improve next.

## What to do
Write the model's name as it stands in the key column of the table.
"""

from __future__ import annotations

from collections.abc import Iterator

from planpress.lints._say import unknown
from planpress.lints.lint import Lint
from planpress.model.findings import Finding, FindingKind
from planpress.model.plan import Plan

KIND = FindingKind("PP208", "error", "unknown-model", __doc__ or "")


def check(plan: Plan) -> Iterator[Finding]:
    for project in plan.projects:
        request = project.diagnosis
        if request and project.table and request.model not in project.models():
            message = unknown("model", request.model, project.models(), "add it to the model table")
            yield KIND.at(project.places.of("diagnosis", "model"), message)


LINT = Lint(KIND, check)
