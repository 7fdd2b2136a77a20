"""# requirement: what the business or the engineering asks for

A target, shown as such: it bounds nothing, because nobody has reached it yet. Usually it is easier to write it under
`requirements`; as a baseline it gets its own rung on the ladder.
"""

from planpress.baselines.baseline_kind import BaselineKind

REQUIREMENT = BaselineKind(
    id="requirement",
    label="Requirement",
    external=True,
    role="target",
    question="what must it reach to be worth shipping?",
    documentation=__doc__,
)
