"""What a kind of conclusion is: how to read it off a judged plan, which edits can matter to it, and what tries them."""

from collections.abc import Callable, Hashable, Iterator
from dataclasses import dataclass
from typing import Literal, NamedTuple, Protocol

from planpress.model.change import Level
from planpress.model.evaluation import Evaluation
from planpress.model.ranking import RankedProject
from planpress.model.report import Report

Scope = Literal["evaluation", "score", "order"]
"""What has to be judged again to know it: the project's models, its score, or the whole order."""


class ConclusionValue(NamedTuple):
    """One conclusion about a project: what it is about, its value, and the value in words.

    `size` is the number that tolerances and gates speak of; `good` is larger where the conclusion is better. Sizes are
    subtracted where their `measure` is the same: by which rule they were computed, and from metrics of which units.
    `name` is what a sentence calls the subject, where that is not a word itself.
    """

    subject: str
    value: Hashable
    words: str
    size: float | None = None
    good: float | None = None
    measure: tuple[str, str] | None = None
    name: str = ""


class Clearness(NamedTuple):
    """Whether a change is more than noise, None where that is not known; why it is not, as the end of a sentence; and
    whether it is `noise`, as today's data cannot tell the two apart."""

    clear: bool | None
    words: str = ""
    noise: bool = False


Say = Callable[[Report, str], Iterator[ConclusionValue]]
"""What is concluded in a report about a project."""


@dataclass(frozen=True, slots=True)
class ConclusionKind:
    """One kind of conclusion. `id` is what `--fail-on` and `--tolerance` call it, `label` what a table does.

    `keys` of project.yml and `plan_keys` of plan.yml hold what can matter to it; of a project that is not in the
    order, or has nothing to conclude from, `say` says nothing. `both` leaves out what only one side has: that a project
    left the order is said by its screens. `ongoing` leaves out projects that do not go on, on either side: that is said
    by their status. `ends` are what a table calls it where it is new, and where it is gone. `clear` says of a change
    from a report and an id to another whether it is more than noise.
    """

    id: str
    label: str
    scope: Scope
    keys: frozenset[str]
    plan_keys: frozenset[str]
    say: Say
    documentation: str
    level: Level = "conclusion"
    both: bool = False
    ongoing: bool = False
    ends: tuple[str, str] = ("", "")
    clear: Callable[[Report, str, Report, str], Clearness] | None = None


def of_evaluation(say: Callable[[Evaluation, Report], Iterator[ConclusionValue]]) -> Say:
    """What is said of a project that is judged."""

    def said(report: Report, project: str) -> Iterator[ConclusionValue]:
        evaluation = report.evaluations.get(project)
        return iter(()) if evaluation is None else say(evaluation, report)

    return said


def of_entry(say: Callable[[RankedProject], Iterator[ConclusionValue]]) -> Say:
    """What is said of a project that is in the order."""

    def said(report: Report, project: str) -> Iterator[ConclusionValue]:
        entry = report.ranking.of(project)
        return iter(()) if entry is None else say(entry)

    return said


MODELS = frozenset({"models", "rules", "decide_by", "metrics"})
"""The keys of project.yml that decide which model is chosen."""

METRICS = frozenset({"metrics"})
RATINGS = frozenset({"impact", "feasibility"})
SCORING = frozenset({"scales", "impact", "feasibility", "priority"})
"""The keys of plan.yml that decide every project's score."""

MOST_SPENT = 2_000
"""After so much work causes are no longer looked for: a change of everything has no one cause. 1 is the judging of a
project with all its models."""


class Counterfactuals(Protocol):
    """The base with some of the edits made, by their numbers."""

    @property
    def is_spent(self) -> bool:
        """Whether so much work was done that no more causes are looked for."""

    def report(self, scope: Scope, project: str, made: frozenset[int]) -> Report | None:
        """What is concluded about one project, named by its id in the head, as far as the scope asks for it.

        None where a plan with just these edits has an error, so that nothing can be concluded from it.
        """
