"""What may be written in plan.yml and project.yml, exactly. The JSON Schemas are made from these types.

The leaves (a milestone, a metric, a rule) are the model's own nouns; only what is written in more than one way, or
points to other files, has a type of its own here.
"""

from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from typing import TYPE_CHECKING, Annotated, Any, Literal, TypeVar, Union

from pydantic import AfterValidator, BeforeValidator, Field, Strict, WithJsonSchema, WrapValidator
from pydantic_core import PydanticCustomError

from planpress import baselines, rules
from planpress.model.decision import Decision
from planpress.model.feasibility import Automation, DataNeeds
from planpress.model.fields import Certain, Day, Id, Number, Text, written
from planpress.model.goal import Goal
from planpress.model.metrics import Metric, Operator, Scale
from planpress.model.plan import Factor, Infrastructure, PriorityMethod, Team
from planpress.model.project import Archetype
from planpress.model.project_parts import (
    Accuracy,
    Baseline,
    DiagnosisRequest,
    InUse,
    LifecycleStep,
    Link,
    Milestone,
    RuleChange,
    Screen,
    Status,
    Uses,
    Waiver,
)
from planpress.model.rule import Rule
from planpress.model.stages import Stage
from planpress.model.steps import WrittenSteps
from planpress.model.uncertainty import WAIVED, StatedUncertainty
from planpress.model.wording import listed
from planpress.reading.models_document import ModelsDocument
from planpress.reading.written_forms import Rating, WrittenCapacity, WrittenEstimate

T = TypeVar("T")

MOST_PER_NINE = 1_000_000
MOST_PEOPLE = 1_000_000_000


def exactly_one(*names: str) -> AfterValidator:
    """A document in which one of these keys is written, and no other of them."""

    def check(document: T) -> T:
        if sum(getattr(document, name) is not None for name in names) != 1:
            raise PydanticCustomError("exactly_one", f"needs exactly one of {listed(names)}")
        return document

    return AfterValidator(check)


def _dict() -> Any:
    """A mapping that is empty where its key is left out."""
    return field(default_factory=dict)


Version = Annotated[
    Literal[1],
    BeforeValidator(lambda written: None if written is True else written),  # which Python takes for 1
    Field(description="The version of this format: 1."),
    WithJsonSchema({"const": 1, "type": "integer"}),
]
if TYPE_CHECKING:
    AnyRule = Rule
    Kind = str
    WaivedKind = str
else:
    Kind = Literal[tuple(baselines.BY_ID)]
    WaivedKind = Literal[(*baselines.BY_ID, WAIVED)]
    AnyRule = Annotated[Union[rules.ALL], Field(discriminator="rule")]  # noqa: UP007 - a tuple of types


@dataclass(frozen=True, slots=True)
class BaselineDocument(Baseline):
    """A baseline whose kind is one of the room's, and whose people are counted in whole numbers, not in quotes."""

    kind: Annotated[Kind, Field(description="Where it comes from.")]
    people: Annotated[
        int | None, Strict(), Field(ge=1, le=MOST_PEOPLE, description="Of a human baseline: how many people.")
    ] = None
    uncertainty: Annotated[
        Mapping[str, Annotated[StatedUncertainty, exactly_one("n", "se", "ci")]],
        Field(description="How sure its values are, by metric: n, se or ci."),
    ] = field(default_factory=dict)


def _values_or_row(written: object, read: Callable[[object], Any]) -> Any:
    baseline = read(written)
    if isinstance(written, dict) and ("values" in written) == ("row" in written):
        raise PydanticCustomError("exactly_one", "needs exactly one of values and row")
    return baseline


values_or_row = WrapValidator(_values_or_row)


@dataclass(frozen=True, slots=True)
class WaiverDocument(Waiver):
    """A waiver for one of the room's kinds of baselines, or for saying how sure values are."""

    kind: Annotated[WaivedKind, Field(description="What it does without: a kind of baseline, or uncertainty.")]


@written
class EffortDocument:
    person_weeks: Annotated[WrittenEstimate, Field(description="Number, [low, high] or [low, likely, high].")]


LIMITS: dict[str, Operator] = {"at_most": "<=", "at_least": ">=", "below": "<", "above": ">"}


@written
class RequirementDocument:
    """A metric and exactly one limit on it."""

    metric: Annotated[str, Field(description="The metric that is bounded.")]
    at_most: Annotated[Number | None, Field(description="The value may not be above this.")] = None
    at_least: Annotated[Number | None, Field(description="The value may not be below this.")] = None
    below: Annotated[Number | None, Field(description="The value must be below this.")] = None
    above: Annotated[Number | None, Field(description="The value must be above this.")] = None
    why: Annotated[str | None, Field(description="Who needs that, and what for.")] = None


@written
class PlanDocument:
    """content/plan.yml: the portfolio."""

    schema: Version
    title: Annotated[Text, Field(description="The title of the plan.")]
    scales: Annotated[Mapping[Id, Scale], Field(min_length=1, description="The scales that factors are rated on.")]
    impact: Annotated[Mapping[Id, Factor], Field(min_length=1, description="The factors of the y-axis.")]
    feasibility: Annotated[Mapping[Id, Factor], Field(min_length=1, description="The factors of the x-axis.")]
    as_of: Annotated[Day | None, Field(description="The day that the plan speaks of.")] = None
    capacity: Annotated[WrittenCapacity | None, Field(description="How much can be carried.")] = None
    priority: Annotated[PriorityMethod, Field(description="How projects are ranked.")] = PriorityMethod()
    cost_per_nine: Annotated[
        Number, Field(gt=1, le=MOST_PER_NINE, description="How much a further nine of accuracy costs.")
    ] = 10.0
    certainty: Annotated[Certain, Field(description="How sure a choice must be to be called clear.")] = 0.95
    metrics: Annotated[Mapping[Id, Metric], Field(description="Metrics that all projects share.")] = _dict()
    teams: Annotated[Mapping[Id, Team], Field(description="The teams.")] = field(default_factory=dict)
    infrastructure: Annotated[Mapping[Id, Infrastructure], Field(description="Tools and platforms.")] = _dict()


@written
class ProjectDocument:
    """content/projects/<id>/project.yml: one project."""

    schema: Version
    title: Annotated[Text, Field(description="The title of the project.")]
    summary: Annotated[str | None, Field(description="One or two sentences.")] = None
    owner: Annotated[str | None, Field(description="A team or a person.")] = None
    stage: Annotated[Stage | None, Field(description="Where it is; the last lifecycle entry if left out.")] = None
    archetype: Annotated[Archetype | None, Field(description="What kind of project it is.")] = None
    tags: Annotated[tuple[Text, ...], Field(description="Words to find it by.")] = ()
    review_by: Annotated[Day | None, Field(description="When it must be looked at again.")] = None
    effort: Annotated[EffortDocument | None, Field(description="How much work it is.")] = None
    milestones: Annotated[tuple[Milestone, ...], Field(description="Dates to reach.")] = ()
    links: Annotated[tuple[Link, ...], Field(description="Where else to look.")] = ()
    screens: Annotated[tuple[Screen, ...], Field(description="Must-haves; one failed takes it out of the order.")] = ()
    impact: Annotated[Mapping[str, Rating], Field(description="Ratings of the impact factors.")] = _dict()
    feasibility: Annotated[Mapping[str, Rating], Field(description="Ratings of the feasibility factors.")] = _dict()
    accuracy: Annotated[Accuracy | None, Field(description="The accuracy that is required, and reached.")] = None
    requirements: Annotated[
        tuple[Annotated[RequirementDocument, exactly_one(*LIMITS)], ...],
        Field(description="What the product needs."),
    ] = ()
    metrics: Annotated[Mapping[Id, Metric], Field(description="Metrics of this project alone.")] = _dict()
    models: Annotated[
        Annotated[ModelsDocument, exactly_one("table", "rows")] | None, Field(description="The candidate models.")
    ] = None
    decide_by: Annotated[str | None, Field(description="The id of the rule that decides.")] = None
    rules: Annotated[Mapping[Id, AnyRule], Field(description="The metric rules.")] = field(default_factory=dict)
    rule_history: Annotated[tuple[RuleChange, ...], Field(description="Which rule decided since when.")] = ()
    baselines: Annotated[
        tuple[Annotated[BaselineDocument, values_or_row], ...], Field(description="What to hold the models against.")
    ] = ()
    waivers: Annotated[tuple[WaiverDocument, ...], Field(description="Kinds of baselines it does without.")] = ()
    diagnosis: Annotated[DiagnosisRequest | None, Field(description="Which model's errors to take apart.")] = None
    lifecycle: Annotated[tuple[LifecycleStep, ...], Field(description="Its way through the stages.")] = ()
    status: Annotated[Status, Field(description="Whether it goes on: active if left out.")] = Status("active")
    in_use: Annotated[InUse | None, Field(description="What runs today.")] = None
    depends_on: Annotated[tuple[str, ...], Field(description="Ids of projects that it waits for.")] = ()
    uses: Annotated[Uses, Field(description="The teams and the infrastructure that it needs.")] = Uses()
    decisions: Annotated[tuple[Decision, ...], Field(description="What was decided about it.")] = ()
    steps: Annotated[
        WrittenSteps, Field(description="Steps of its stages: the day on which each was done, or why it is skipped.")
    ] = _dict()
    goal: Annotated[Goal | None, Field(description="The outcome that it is for.")] = None
    data: Annotated[DataNeeds | None, Field(description="Which data there is, and how much is needed.")] = None
    automation: Annotated[Automation | None, Field(description="How much the machine does by itself.")] = None
    answers: Annotated[
        Mapping[Id, Text], Field(description="Answers to the questions that its archetype is asked.")
    ] = _dict()
