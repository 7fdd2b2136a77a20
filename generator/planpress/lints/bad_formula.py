"""# Bad formula

## What it means
A formula cannot be read, or does something other than calculate with metrics and numbers.

## Why it matters
A formula is a part of the content that anybody may propose to change. It calculates, and does nothing else: it reads
no file, starts no program, and always comes to an end.

## What to do
Write metrics by their ids, numbers, brackets, `+ - * /` and `**` with a constant power, comparisons,
`x if a > b else y`, and the functions `min max abs sqrt log exp`.

```yaml
custom: {rule: formula, formula: "0.7 * precision + 0.3 * recall", better: higher}
```
"""

from __future__ import annotations

from collections.abc import Iterator

from planpress.lints._walk import rule_problems
from planpress.lints.lint import Lint
from planpress.model.findings import Finding, FindingKind
from planpress.model.plan import Plan

KIND = FindingKind("PP212", "error", "bad-formula", __doc__ or "")


def check(plan: Plan) -> Iterator[Finding]:
    return rule_problems(plan, KIND)


LINT = Lint(KIND, check)
