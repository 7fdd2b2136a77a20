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

from planpress.lints._walk import rule_problems
from planpress.lints.lint import Found, error
from planpress.model.plan import Plan


@error("PP212", __doc__)
def bad_formula(plan: Plan) -> Found:
    return rule_problems(plan, "PP212")
