"""What a project itself says beside a rating of feasibility: published results, people, hard kinds, data, accuracy.

Each fact may speak against a rating in the easy third of its scale. Only what contradicts it does: a measurement that
nobody has taken is shown, and is no contradiction.
"""

import math
from collections.abc import Iterator, Mapping
from dataclasses import dataclass

from planpress.baselines import BY_PEOPLE
from planpress.baselines.sides import best_people
from planpress.model.feasibility import HARD_LABELS, cost_multiple, effort_words, examples, multiple_words, weeks_words
from planpress.model.metrics import TIE, Estimate, Metric
from planpress.model.plan import Plan
from planpress.model.project import Project
from planpress.model.text import Number, Text, Words
from planpress.model.wording import counted, few, number, percent, share
from planpress.rules.common import held_words

EASY = 2 / 3
"""From this utility on a rating is in the easy third of its scale."""

LOW_AGREEMENT = 0.8
"""Below this share two people agree too seldom to call labels easy to get (ours)."""

MANY_NINES = 2
"""An accuracy this many nines above what is reached is not easy (ours): a hundred times the cost, by rule of thumb."""


@dataclass(frozen=True, slots=True)
class Fact:
    """Something that the project says itself, without a full stop; `against` an easy rating, or not."""

    text: Words
    against: bool = False


def evidence(plan: Plan, project: Project, factor: str, now: float | None = None) -> tuple[Fact, ...]:
    """The facts beside the rating of a factor of feasibility, by its driver; none without one. `now` is the accuracy
    that is reached, None where that is not known."""
    driver = plan.feasibility[factor].driver
    if driver == "difficulty":
        return tuple(_difficulty(project, project.feasibility.get(factor), plan.metrics_of(project)))
    if driver == "data":
        return tuple(_data(project))
    return tuple(_accuracy(project, now, plan.cost_per_nine)) if driver == "accuracy" else ()


def may_contradict(project: Project) -> bool:
    """Whether anything that a project says, or its leading model, could contradict a rating of some driver."""
    accuracy = project.accuracy
    if accuracy is not None and accuracy.metric is not None:
        return True
    hard = (fact for rating in project.feasibility.values() for fact in _difficulty(project, rating, {}))
    facts = (*_data(project), *_accuracy(project, accuracy.now if accuracy else None, 10), *hard)
    return any(fact.against for fact in facts)


def _difficulty(project: Project, rating: Estimate | None, metrics: Mapping[str, Metric]) -> Iterator[Fact]:
    published = [one.name for one in project.baselines if one.kind == "published"]
    yield Fact(f"published: {few(published)}" if published else "no published baseline")
    yield _people(project, metrics)
    if rating is not None and rating.hard:
        yield Fact(f"hard: {'; '.join(HARD_LABELS[kind] for kind in rating.hard)}", against=True)


def _people(project: Project, metrics: Mapping[str, Metric]) -> Fact:
    bounds = [one.bound for one in project.requirements]
    best = [(one, people.values[one.metric]) for one in bounds if (people := best_people(project, one))]
    missed = [(one, value) for one, value in best if not one.holds(value)]
    if missed:
        said = "; ".join(held_words(one, value, metrics) for one, value in missed)
        count = f"{len(missed)} of {counted(len(bounds), 'requirement')}"  # as the hint task-too-hard
        return Fact(f"people at their best miss {count}; {said}", against=True)
    if best:
        return Fact("people meet every requirement on which they were measured")
    measured = any(one.kind in BY_PEOPLE for one in project.baselines)
    return Fact("people were measured, but not in what is required" if measured else "no people measured")


def _data(project: Project) -> Iterator[Fact]:
    data = project.data
    if data is None:
        return
    if data.have is not None and data.needed is not None:
        yield Fact(f"{examples(data.have)} of the {number(data.needed)} needed")
    if data.weeks:
        weeks, effort = Number(weeks_words(data.weeks), f"{project.id}.data.weeks", data.weeks), project.effort
        slow = effort is not None and data.weeks > effort.central
        than = f", the effort is {effort_words(effort.central)}" if slow and effort else ""
        yield Fact(Text(weeks, f" to label the rest{than}"), slow)
    if data.agreement is not None:
        yield Fact(f"two people agree on {percent(data.agreement)} of the labels", data.agreement < LOW_AGREEMENT)


def _accuracy(project: Project, now: float | None, cost_per_nine: float) -> Iterator[Fact]:
    accuracy = project.accuracy
    if accuracy is None:
        return
    required = f"{share(accuracy.required, 100)} % required"
    if now is None:
        yield Fact(f"{required}, how often it is right now is not known")
    elif now >= accuracy.required:
        yield Fact(f"{required}, {share(now, 100)} % reached")
    else:
        multiple = cost_multiple(now, accuracy.required, cost_per_nine)
        times = Number(f"{multiple_words(multiple)} times", f"{project.id}.cost")
        said = Text(f"{required}, {share(now, 100)} % reached: about ", times, " the cost")
        nines = math.log10((1 - now) / (1 - accuracy.required))
        yield Fact(said, nines >= MANY_NINES - TIE)
