"""What stands beside a rating: what a rater asks where there is none, and what the project itself says about it."""

from collections.abc import Iterator

from planpress.document.blocks import Line
from planpress.document.labels import label
from planpress.judging.accuracy_costs import reached
from planpress.lints.rating_evidence import evidence
from planpress.model.plan import GROUPS, Factor
from planpress.model.text import Text, joined
from planpress.sections.section import Subject


def questions(factor: Factor) -> tuple[str, ...]:
    """What a rater of a factor asks, in order."""
    return tuple(filter(None, (factor.question, *factor.ask)))


def to_rate(subject: Subject) -> Iterator[Line]:
    """The questions of each factor that counts and is not rated, for a meeting that may rate it."""
    entry = subject.entry
    for group in GROUPS if entry is not None else ():
        factors = subject.plan.factors(group)
        for score in entry.group(group).factors if entry is not None else ():
            asked = " ".join(questions(factors[score.factor]))
            if score.utility is None and score.weight > 0 and asked:
                yield Line(asked, f"To rate {label(score.factor, factors[score.factor])}")


def known(subject: Subject) -> Iterator[Line]:
    """What the project itself says beside the ratings of feasibility, by factor; nothing of one without a driver."""
    now = reached(subject.evaluation, subject.metrics)
    for name, factor in subject.plan.feasibility.items():
        facts = evidence(subject.plan, subject.project, name, now)
        if facts:
            yield Line(Text(joined((fact.text for fact in facts), "; "), "."), label(name, factor))
