"""The feasibility check of a project in planning: seven questions, answered from what the project itself says.

Source: Full Stack Deep Learning, "Setting up machine learning projects" (2019 and 2021).
"""

from collections.abc import Callable, Iterator

from planpress.baselines import BY_ID
from planpress.document.blocks import Block, Bullets, Line
from planpress.document.labels import metric_label
from planpress.model.wording import counted, day, few, number
from planpress.rules.common import bound_words
from planpress.sections.section import SectionKind, Subject


def _ml_needed(subject: Subject) -> str:
    """What the best baseline that learns nothing keeps of the requirements."""
    bounds = [one.bound for one in subject.project.requirements]
    plain = [one for one in subject.project.baselines if not BY_ID[one.kind].learns]
    if not bounds or not plain:
        return ""
    held = {one.id: [bound.holds(one.values[bound.metric]) for bound in bounds if bound.metric in one.values]
            for one in plain}  # fmt: skip
    # One that misses nothing comes first: where it was not measured in everything, nobody knows.
    best = max(plain, key=lambda one: (all(held[one.id]), held[one.id].count(True)))
    kept, unmeasured = held[best.id].count(True), len(bounds) - len(held[best.id])
    verdict = "yes" if not all(held[best.id]) else "not known" if unmeasured else "no"
    beside = f", and {unmeasured} {'was' if unmeasured == 1 else 'were'} not measured" if unmeasured else ""
    every = counted(len(bounds), "requirement")
    return f"{verdict}: {best.name}, which learns nothing, meets {kept} of {every}{beside}"


def _criteria(subject: Subject) -> str:
    goal = subject.project.goal
    wanted = [bound_words(one.bound, subject.metrics) for one in subject.project.requirements]
    return few([*wanted, *([goal.outcome] if goal else [])])


def _ethics(subject: Subject) -> str:
    return "; ".join(f"{one.name}: {'passed' if one.passed else 'not passed'}" for one in subject.project.screens)


def _literature(subject: Subject) -> str:
    """What is published, else why nothing is."""
    names = [one.name for one in subject.project.baselines if one.kind == "published"]
    waived = [one for one in subject.evaluation.missing if one.kind == "published" and one.waiver and one.waived]
    return few(names) or "; ".join(f"none: {one.waiver.because}" for one in waived if one.waiver)


def _benchmark(subject: Subject) -> str:
    """The number of cases behind the values, else the baselines that were measured."""
    project = subject.project
    named = {metric: known.n for metric, known in project.uncertainty.items() if known.n is not None}
    cases = {metric: max((model.values.get(n, 0.0) for model in project.table.models), default=0.0)
             for metric, n in named.items()} if project.table else {}  # fmt: skip
    evidence = project.table.evidence if project.table else None
    for metric, found in (evidence.metrics if evidence else {}).items():
        cases[metric] = float(max((one.n or 0 for one in found.models.values()), default=0))
    said = [f"{number(n)} for {metric_label(metric, subject.metrics)}" for metric, n in cases.items() if n]
    measured = [f"{one.name} on {day(one.measured)}" for one in project.baselines if one.measured]
    return few(said) or (f"measured: {few(measured)}" if measured else "")


def _minimal(subject: Subject) -> str:
    """The milestones that are still to come, else what is reached, else the simplest model."""
    milestones = subject.project.milestones
    due = [f"{one.title}, {day(one.date)}" for one in milestones if not one.done]
    simple = [one.why or "" for one in subject.evaluation.steps if (one.id, one.state) == ("simplest-model", "done")]
    return few(due or [one.title for one in milestones] or simple)


def _again(subject: Subject) -> str:
    return f"{(_ml_needed(subject) or 'not said').partition(':')[0]}, as above"


_QUESTIONS: tuple[tuple[str, Callable[[Subject], str], str], ...] = (
    ("Is ML needed?", _ml_needed, "requirements, and a baseline of kind scripted or mean-prediction"),
    ("What counts as success?", _criteria, "requirements, or a goal"),
    ("Is it ethical?", _ethics, "screens"),
    ("What does the literature say?", _literature, "a baseline of kind published, or a waiver for it"),
    ("Is there a benchmark set?", _benchmark, "n below models.uncertainty, or measured of a baseline"),
    ("What is the minimal product?", _minimal, "milestones"),
    ("Again: is ML needed?", _again, ""),
)
"""Each question with what answers it, and the keys to write where nothing does."""


def _blocks(subject: Subject) -> Iterator[Block]:
    project = subject.project
    if project.left_out is None and project.current_stage in (None, "planning"):
        yield Bullets(tuple(_line(subject, *one) for one in _QUESTIONS), look="questions")


def _line(subject: Subject, question: str, answer: Callable[[Subject], str], keys: str) -> Line:
    said = answer(subject)
    return Line(said or "not said", lead=question, note="" if said else f"Write {keys}")


SECTION = SectionKind("feasible", "Is it feasible?", 24, _blocks)
