"""The labelled data that a project needs: how much is missing, how long that takes and what it costs."""

from collections.abc import Iterator

from planpress.model.feasibility import DataNeeds, examples, weeks_words
from planpress.model.text import Text, Words
from planpress.model.wording import number, percent, rounded
from planpress.sections.section import Subject


def data_lines(subject: Subject) -> Iterator[Words]:
    """What is known of the data, a sentence each; nothing where nothing is written."""
    data = subject.project.data
    if data is None:
        return
    yield from _amount(data)
    if data.missing:
        yield from _time(data, subject)
        if data.cost is not None:
            cost = subject.number(rounded(data.cost), "data", "price", value=data.cost)
            yield Text("Their labels cost ", cost, f", at {number(data.price or 0)} each.")
    if data.agreement is not None:
        yield f"Two people agree on {percent(data.agreement)} of the labels."


def _amount(data: DataNeeds) -> Iterator[str]:
    if data.have is not None and data.needed is not None:
        short = f"{number(data.missing or 0)} more to label" if data.missing else "enough"
        yield f"{examples(data.have)} of the {number(data.needed)} needed: {short}."
    elif data.needed is not None:
        yield f"{examples(data.needed)} needed; how many there are is not said."
    elif data.have is not None:
        yield f"{examples(data.have)}; how many are needed is not said."


def _time(data: DataNeeds, subject: Subject) -> Iterator[Words]:
    if data.weeks is not None:
        weeks = subject.number(weeks_words(data.weeks), "data", "weeks", value=data.weeks)
        yield Text("Labelling them takes ", weeks, f", at {number(data.per_week or 0)} a week.")
    else:
        why = "none is labelled" if data.per_week == 0 else "how many are labelled in a week is not said"
        yield f"How long that takes is not known: {why}."
