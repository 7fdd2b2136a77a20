"""# human: how well people do

The ceiling. On a ladder of quality, from random people to a mixture of experts; the higher the rung, the harder to
collect. Take the highest rung that still lets you label more data with ease; the more specialised the domain, the more
skilled the labeller must be; collect where the model does worst (Full Stack Deep Learning, 2019).
"""

from planpress.baselines.baseline_kind import BaselineKind

HUMAN = BaselineKind(
    id="human",
    label="Human",
    external=False,
    role="ceiling",
    question="how well do people do this?",
    documentation=__doc__,
    by_people=True,
)
