"""# Design change that saves nothing

## What it means
A change of the product's design is recorded that asks for as much accuracy as before, or more.

## Why it matters
Such a change is recorded for what it saves: each nine of accuracy costs many times the one before. This one saves
nothing, so a number is wrong, or it belongs elsewhere.

## What to do
Write the accuracy that is required with the change, below the one required without it.

```yaml
accuracy: {required: 0.99, design: [{change: "confirm a suggestion", required: 0.95}]}
```
"""

from planpress.lints._say import exactly
from planpress.lints.lint import Found, warning
from planpress.model.plan import Plan
from planpress.model.wording import quoted


@warning("PP414", __doc__)
def design_saves_nothing(plan: Plan) -> Found:
    for project in plan.projects:
        accuracy = project.accuracy
        for index, design in enumerate(accuracy.design if accuracy else ()):
            if accuracy and design.required >= accuracy.required:
                against = f"requires {exactly(design.required)}, not less than {exactly(accuracy.required)}"
                message = f"{quoted(design.change)} {against}; write what is required with it"
                yield project.places.of("accuracy", "design", index, "required"), message
