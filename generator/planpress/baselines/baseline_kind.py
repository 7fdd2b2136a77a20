"""The kinds of baselines: where each comes from, what it bounds, and what to say of it (FSDL, 2019)."""

from dataclasses import dataclass
from typing import Literal

Role = Literal["floor", "ceiling", "target"]


@dataclass(frozen=True, slots=True)
class BaselineKind:
    """A kind of baseline. `role` says what it bounds: the floor below which nothing should ship, the ceiling that
    people reach, or a target that somebody asks for: that is met and not copied, and `requirements` say it as well.
    `question` is what a project without one must answer, and `means` what it has not measured. `by_people` says that
    people set it: it has a rung and a number of people, and a model's error is held against it. One that `learns`
    nothing and is good enough makes a learned model needless; of a target and of what others published nobody knows.
    """

    id: str
    label: str
    external: bool
    role: Role
    question: str
    means: str
    documentation: str
    by_people: bool = False
    learns: bool = True


REQUIREMENT = BaselineKind(
    id="requirement",
    label="Requirement",
    external=True,
    role="target",
    question="what must it reach to be worth shipping?",
    means="what is required",
    documentation="""# requirement: what the business or the engineering asks for

A target, shown as such: it bounds nothing, because nobody has reached it yet. Usually it is easier to write it under
`requirements`; as a baseline it gets its own rung on the ladder.
""",
)

PUBLISHED = BaselineKind(
    id="published",
    label="Published",
    external=True,
    role="floor",
    question="what have others reached on a similar problem?",
    means="what others have published",
    documentation="""# published: what others have reported

An external lower bound on performance. Ask whether the comparison is fair: the same data, the same split, the same
metric and variant.
""",
)

SCRIPTED = BaselineKind(
    id="scripted",
    label="Scripted",
    external=False,
    role="floor",
    question="what do hand-written rules reach?",
    means="hand-written rules",
    documentation="""# scripted: rules written by hand

An internal lower bound: a script of rules, a template matcher, whatever does the job today.
""",
    learns=False,
)

SIMPLE_ML = BaselineKind(
    id="simple-ml",
    label="Simple model",
    external=False,
    role="floor",
    question="what does a linear model on simple features reach?",
    means="a linear model on simple features",
    documentation="""# simple-ml: the plainest learned model

An internal lower bound: features with a linear model, or a plain network without any tuning.
""",
)

MEAN_PREDICTION = BaselineKind(
    id="mean-prediction",
    label="Mean prediction",
    external=False,
    role="floor",
    question="what does always giving the same answer reach?",
    means="always giving the same answer",
    documentation="""# mean-prediction: always the same answer

The simplest lower bound of all: the mean, or the most frequent class. A model that does not
beat it has learned nothing.
""",
    learns=False,
)

HUMAN = BaselineKind(
    id="human",
    label="Human",
    external=False,
    role="ceiling",
    question="how well do people do this?",
    means="how well people do",
    documentation="""# human: how well people do

The ceiling. On a ladder of quality, from random people to a mixture of experts; the higher the rung, the harder to
collect. Take the highest rung that still lets you label more data with ease; the more specialised the domain, the more
skilled the labeller must be; collect where the model does worst (Full Stack Deep Learning, 2019).
""",
    by_people=True,
)
