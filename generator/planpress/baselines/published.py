"""# published: what others have reported

An external lower bound on performance. Ask whether the comparison is fair: the same data, the same split, the same
metric and variant.
"""

from planpress.baselines.baseline_kind import BaselineKind

PUBLISHED = BaselineKind(
    id="published",
    label="Published",
    external=True,
    role="floor",
    question="what have others reached on a similar problem?",
    documentation=__doc__,
)
