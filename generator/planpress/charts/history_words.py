"""What the chart of a history says in words: of each of its two lines, in its title, and to those who do not see it."""

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from itertools import groupby, takewhile

from planpress.charts.candidates import rough
from planpress.charts.engine.text_metrics import clean, shorten
from planpress.model.metrics import Direction
from planpress.model.timelines import Commit, Measure, ProjectTimeline, Snapshot, TimelineEntry
from planpress.model.wording import counted, day, number, with_unit

_TOLD = 8
"""The most changes of one line that the alternative text lists; the list has more."""


@dataclass(frozen=True, slots=True)
class Quantity:
    """The rank, or the score by one measure: `value` is None where it cannot be drawn, `key` equal while it holds.
    `words` say it beside a mark, in full where it is the present one; or else why there is none, and shorter."""

    better: Direction
    key: Callable[[Snapshot], object]
    value: Callable[[Snapshot], float | None]
    words: Callable[[Snapshot, bool], tuple[str, str]]
    tip: Callable[[Snapshot], str]
    head: str
    """What stands above the line."""


def rank() -> Quantity:
    """The place in the order, 1 being the first."""

    def words(mark: Snapshot, now: bool) -> tuple[str, str]:
        if mark.rank is None:
            return _rank(mark), "not ranked" if mark.out else "no rank"
        return (f"{mark.rank} of {mark.ranked}" if now else str(mark.rank),) * 2

    return Quantity(
        "lower", lambda mark: (mark.rank, mark.out), lambda mark: mark.rank, words, _rank, "Rank, 1 is first"
    )


def score(measure: Measure) -> Quantity:
    """The score by a measure."""

    def value(mark: Snapshot) -> float | None:
        return mark.score if mark.measure == measure else None

    def words(mark: Snapshot, now: bool) -> tuple[str, str]:
        if value(mark) is None:
            return _why(mark), _why(mark) if mark.score is None else "another measure"
        return (_score(mark) if now else number(_value(mark)),) * 2

    def tip(mark: Snapshot) -> str:
        return _why(mark) if value(mark) is None else f"{shorten(mark.model or '')}, {_measured(mark)}"

    unit = f", {_unit(measure)}" if measure.unit else ""
    head = f"{measured_title(measure)}{unit}, {measure.better} is better"
    return Quantity(measure.better, lambda mark: (mark.measure, mark.model, mark.score), value, words, tip, head)


def name_of(commit: Commit) -> str:
    """A commit as a sentence names it: its day and its id."""
    return f"{day(commit.day)}, {commit.short or 'not committed'}"


def measured_title(measure: Measure, by: str = "Score by") -> str:
    """What a score measures: a metric, or `by` which rule it is."""
    return f"{by} {clean(measure.title)}" if measure.computed else clean(measure.title)


def title(course: ProjectTimeline, measure: Measure | None) -> str:
    """What became of rank and score, from first to last."""
    return "; ".join([_rank_title(course), *([_score_title(course, measure)] if measure else [])])


def alternative(course: ProjectTimeline, measure: Measure | None) -> str:
    """Every change, in words."""
    moments = course.entries
    ranks = [one.mark.rank for one in moments if one.mark.rank is not None]
    sentences = [_told("Rank", moments, lambda mark: _rank(mark) if mark.rank is None else str(mark.rank))]
    if ranks:
        sentences.append(f"Best {min(ranks)}, worst {max(ranks)}.")
    if measure is not None:
        alike = len({one.mark.measure for one in moments if one.mark.measure is not None}) == 1
        head, words = (shorten(measured_title(measure)), _score) if alike else ("Score in force", _measured)
        sentences.append(_told(head, moments, lambda mark: _why(mark) if mark.score is None else words(mark)))
    return " ".join(sentences)


def _rank(mark: Snapshot) -> str:
    """The place of a mark: rank 2 of 12, not ranked (why), no rank."""
    if mark.rank is not None:
        return f"rank {mark.rank} of {mark.ranked}"
    return f"not ranked: {shorten(mark.out)}" if mark.out else "no rank"


def _unit(measure: Measure) -> str | None:
    """A unit for which a chart has room."""
    return shorten(measure.unit, 24) if measure.unit else None


def _score(mark: Snapshot) -> str:
    """The score of a mark with its unit: a measured one as it was written, a computed one rounded."""
    assert mark.measure is not None
    return with_unit(_value(mark), _unit(mark.measure))


def _value(mark: Snapshot) -> float:
    assert mark.score is not None and mark.measure is not None
    return rough(mark.score) if mark.measure.computed else mark.score


def _measured(mark: Snapshot) -> str:
    """What a score measures, with the score."""
    assert mark.measure is not None
    return f"{_name(mark.measure)} {_score(mark)}"


def _name(measure: Measure) -> str:
    """What a score measures, in a sentence."""
    return shorten(measured_title(measure, "score by"))


def _why(mark: Snapshot) -> str:
    """Why there is no score that could be drawn."""
    if mark.measure is None:
        return "no rule in force"
    return "no model" if mark.score is None else f"by {_measured(mark)}"


def _rank_title(course: ProjectTimeline) -> str:
    last, since = course.entries[-1].mark, day(course.entries[0].commit.day)
    if last.rank is None:
        words = _rank(last)
        return f"{words[:1].upper()}{words[1:]}, since {_since(course, lambda mark: (mark.rank, mark.out))}"
    ranks = [one.mark.rank for one in course.entries if one.mark.rank is not None]
    if len(set(ranks)) == 1:
        return f"Rank {last.rank} ever since {since}"
    if ranks[0] == last.rank:
        return f"Rank {last.rank}, as at first on {since}, and between {min(ranks)} and {max(ranks)} meanwhile"
    return f"From rank {ranks[0]} to {last.rank} since {since}"


def _score_title(course: ProjectTimeline, measure: Measure) -> str:
    mark = course.entries[-1].mark
    if mark.score is None or mark.measure != measure:
        lost = _since(course, lambda one: (one.score, one.measure))
        return f"{'no model' if mark.measure else 'no rule in force'} since {lost}"
    known = [one for one in course.entries if one.mark.measure == measure and one.mark.score is not None]
    changed = len({one.mark.score for one in known}) > 1
    before = f"from {number(_value(known[0].mark))} to " if changed else ""
    return f"{_name(measure)} {before}{_score(mark)} since {day(known[0].commit.day)}"


def _since(course: ProjectTimeline, value: Callable[[Snapshot], object]) -> str:
    """The day since which a value is what it is now."""
    now = value(course.entries[-1].mark)
    *_, first = takewhile(lambda one: value(one.mark) == now, reversed(course.entries))
    return day(first.commit.day)


def _told(head: str, moments: Sequence[TimelineEntry], words: Callable[[Snapshot], str]) -> str:
    """The changes of one line in words, the last ones where they are many."""
    changes = [next(alike) for _, alike in groupby(moments, lambda one: words(one.mark))]
    early = f"{counted(len(changes) - _TOLD, 'earlier change')}, then " if len(changes) > _TOLD else ""
    told = [f"{words(one.mark)} from {day(one.commit.day)}" for one in changes[-_TOLD:]]
    return f"{head}: {early}{', '.join(told)}."
