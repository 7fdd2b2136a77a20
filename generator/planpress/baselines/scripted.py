"""# scripted: rules written by hand

An internal lower bound: a script of rules, a template matcher, whatever does the job today.
"""

from planpress.baselines.baseline_kind import BaselineKind

SCRIPTED = BaselineKind(
    id="scripted",
    label="Scripted",
    external=False,
    role="floor",
    question="what does a script of rules reach?",
    documentation=__doc__,
)
