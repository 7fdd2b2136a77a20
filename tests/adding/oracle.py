"""# oracle: who knows the answers

An external upper bound: what could be reached with the answers at hand.
"""

from planpress.baselines.baseline_kind import BaselineKind

ORACLE = BaselineKind(
    id="oracle",
    label="Oracle",
    external=True,
    role="ceiling",
    question="what does an oracle reach?",
    means="what an oracle reaches",
    documentation=__doc__,
)
