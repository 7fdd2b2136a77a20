"""# People behind a baseline that is not human

## What it means
A baseline says how skilled the people behind it are (`rung`), or how many they are (`people`), but its kind is not
`human`.

## Why it matters
The ladder from random people to a mixture of experts orders human baselines only, and only they make the ceiling. The
kind is wrong, or the entry is.

## What to do
Write `kind: human`, or take `rung` and `people` out.

```yaml
- {id: experts, kind: human, rung: domain-experts, people: 4, values: {position_error: 0.4}}
```
"""

from __future__ import annotations

from collections.abc import Iterator

from planpress.baselines import BY_PEOPLE
from planpress.lints.lint import Lint
from planpress.model.findings import Finding, FindingKind
from planpress.model.plan import Plan
from planpress.model.wording import listed, quoted

KIND = FindingKind("PP219", "error", "people-without-human", __doc__ or "")


def check(plan: Plan) -> Iterator[Finding]:
    for project in plan.projects:
        for index, baseline in enumerate(project.baselines):
            if baseline.kind in BY_PEOPLE:
                continue
            for key, value in (("rung", baseline.rung), ("people", baseline.people)):
                if value is not None:
                    way_out = f"write kind: {listed(BY_PEOPLE, 'or')}, or take it out"
                    message = f"{key} {quoted(value)} on kind {quoted(baseline.kind)}; {way_out}"
                    yield KIND.at(project.places.of("baselines", index, key), message)


LINT = Lint(KIND, check)
