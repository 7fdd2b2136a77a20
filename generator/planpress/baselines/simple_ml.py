"""# simple-ml: the plainest learned model

An internal lower bound: features with a linear model, or a plain network without any tuning.
"""

from planpress.baselines.baseline_kind import BaselineKind

SIMPLE_ML = BaselineKind(
    id="simple-ml",
    label="Simple model",
    external=False,
    role="floor",
    question="what does a linear model on plain features reach?",
    documentation=__doc__,
)
