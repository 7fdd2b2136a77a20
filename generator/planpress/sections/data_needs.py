"""The labelled data that a project needs: how much is missing, how long that takes and what it costs."""

from collections.abc import Iterator

from planpress.model.feasibility import DataNeeds, computed, examples, weeks_words
from planpress.model.text import Text, Words, joined
from planpress.model.wording import number, percent
from planpress.sections.section import Subject


def data_text(subject: Subject) -> Text:
    """What is known of the data, in one line; nothing where nothing is written."""
    data = subject.project.data
    return joined(_clauses(data, subject), "; ") if data is not None else Text()


def _clauses(data: DataNeeds, subject: Subject) -> Iterator[Words]:
    if data.have is not None and data.needed is not None:
        more = f"{number(data.missing or 0)} are missing" if data.missing else "enough"
        yield f"{examples(data.have)} of the {number(data.needed)} needed: {more}"
    elif data.needed is not None:
        yield f"{examples(data.needed)} needed, how many there are is not said"
    elif data.have is not None:
        yield f"{examples(data.have)}, how many are needed is not said"
    if data.missing:
        yield _time(data, subject)
        if data.cost is not None:
            cost = subject.number(computed(data.cost), "data", "price", value=data.cost)
            yield Text("their labels cost ", cost, f", at {number(data.price or 0)} each")
    if data.agreement is not None:
        yield f"two people agree on {percent(data.agreement)} of the labels"


def _time(data: DataNeeds, subject: Subject) -> Words:
    if data.weeks is None:
        why = "none is labelled in a week" if data.per_week == 0 else "how many are labelled in a week is not said"
        return f"how long they take is not known: {why}"
    weeks = subject.number(weeks_words(data.weeks), "data", "weeks", value=data.weeks)
    return Text("labelling them takes ", weeks, f", at {number(data.per_week or 0)} a week")
