"""Explains how long it takes until there is enough labelled data, and what the labels cost."""

from collections.abc import Iterator

from planpress.explanations.working import MEASURED, worked
from planpress.model.explanation import Explanation, Input
from planpress.model.feasibility import computed, weeks_words
from planpress.model.project import Project
from planpress.model.wording import number


def explain_data(project: Project) -> Iterator[Explanation]:
    """The weeks and the price of the labels that are missing, where they are known and any are."""
    data = project.data
    if data is None or not data.missing:
        return
    operands = [data.needed or 0.0, data.have or 0.0]
    amounts = _input("needed", project), _input("have", project)
    if data.weeks is not None:
        numbers = worked("({0} - {1}) / {2}", [*operands, data.per_week or 0.0],
                         lambda x: (x[0] - x[1]) / x[2], weeks_words, data.weeks, MEASURED)  # fmt: skip
        yield Explanation(f"{project.id}.data.weeks", weeks_words(data.weeks), "(needed - have) / per_week", numbers,
                          place=project.places.key("data"), inputs=(*amounts, _input("per_week", project)))  # fmt: skip
    if data.cost is not None:
        numbers = worked("({0} - {1}) * {2}", [*operands, data.price or 0.0],
                         lambda x: (x[0] - x[1]) * x[2], computed, data.cost, MEASURED)  # fmt: skip
        yield Explanation(f"{project.id}.data.price", computed(data.cost), "(needed - have) * price", numbers,
                          place=project.places.key("data"), inputs=(*amounts, _input("price", project)))  # fmt: skip


def _input(key: str, project: Project) -> Input:
    return Input(key, number(getattr(project.data, key)), place=project.places.of("data", key))
