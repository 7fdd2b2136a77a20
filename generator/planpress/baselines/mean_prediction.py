"""# mean-prediction: always the same answer

The simplest lower bound of all: the mean, or the most frequent class. A model that does not
beat it has learned nothing.
"""

from planpress.baselines.baseline_kind import BaselineKind

MEAN_PREDICTION = BaselineKind(
    id="mean-prediction",
    label="Mean prediction",
    external=False,
    role="floor",
    question="what does the constant answer reach?",
    documentation=__doc__,
)
