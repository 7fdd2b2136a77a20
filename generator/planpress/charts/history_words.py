"""What the chart of a history says in words: of one mark, in its title, and to those who do not see it."""

from collections.abc import Callable, Sequence
from itertools import groupby

from planpress.charts.candidates import rough
from planpress.charts.engine.text_metrics import shorten
from planpress.model.timelines import Commit, Measure, ProjectTimeline, Snapshot, TimelineEntry
from planpress.model.wording import counted, day, in_sentence, with_unit

TOLD = 8
"""The most changes of one line that the alternative text lists; the table has all."""


def name_of(commit: Commit) -> str:
    """A commit as a sentence names it: its day and its id."""
    return f"{day(commit.day)}, {commit.short or 'not committed'}"


def score_words(mark: Snapshot) -> str:
    """The score of a mark with its unit: a measured one as it was written, a computed one rounded."""
    assert mark.score is not None and mark.measure is not None
    return with_unit(rough(mark.score) if mark.measure.computed else mark.score, unit_of(mark.measure))


def unit_of(measure: Measure) -> str | None:
    """A unit for which a chart has room."""
    return shorten(measure.unit, 24) if measure.unit else None


def rank_words(mark: Snapshot) -> str:
    """The place of a mark: rank 2 of 12, out of the order (why), no rank."""
    if mark.rank is not None:
        return f"rank {mark.rank} of {mark.ranked}"
    return f"out of the order: {shorten(mark.out)}" if mark.out else "no rank"


def measured(mark: Snapshot) -> str:
    """What a score measures, with the score."""
    assert mark.measure is not None
    return f"{in_sentence(shorten(mark.measure.title))} {score_words(mark)}"


def why(mark: Snapshot) -> str:
    """Why there is no score that could be drawn."""
    if mark.measure is None:
        return "no deciding rule"
    if mark.score is None:
        return "no model"
    return f"by {measured(mark)}"


def title(course: ProjectTimeline, measure: Measure | None) -> str:
    """What became of rank and score, from first to last."""
    parts = [_rank_title(course), *([_score_title(course, measure)] if measure else [])]
    return "; ".join(part for part in parts if part)


def _rank_title(course: ProjectTimeline) -> str:
    first, last = course.entries[0], course.entries[-1].mark
    since = day(first.commit.day)
    if last.rank is None:
        fell = _last_change(course, lambda mark: (mark.rank, mark.out))
        return f"{rank_words(last)[:1].upper()}{rank_words(last)[1:]}, since {day(fell.commit.day)}"
    ranks = [one.mark.rank for one in course.entries if one.mark.rank is not None]
    if len(set(ranks)) == 1:
        return f"Rank {last.rank} ever since {since}"
    if ranks[0] == last.rank:
        return f"Rank {last.rank}, as at first on {since}, and between {min(ranks)} and {max(ranks)} meanwhile"
    return f"From rank {ranks[0]} to {last.rank} since {since}"


def _score_title(course: ProjectTimeline, measure: Measure) -> str:
    mark = course.entries[-1].mark
    name = in_sentence(shorten(measure.title))
    if mark.score is None or mark.measure != measure:
        lost = _last_change(course, lambda one: (one.score, one.measure))
        return f"{'no model' if mark.measure else 'no deciding rule'} since {day(lost.commit.day)}"
    known = [one for one in course.entries if one.mark.measure == measure and one.mark.score is not None]
    if len({one.mark.score for one in known}) == 1:
        return f"{name} {score_words(mark)} since {day(known[0].commit.day)}"
    first = score_words(known[0].mark).removesuffix(f" {unit_of(measure)}")
    return f"{name} from {first} to {score_words(mark)} since {day(known[0].commit.day)}"


def _last_change(course: ProjectTimeline, value: Callable[[Snapshot], object]) -> TimelineEntry:
    """The moment since which a value is what it is now."""
    now = value(course.entries[-1].mark)
    since = course.entries[-1]
    for moment in reversed(course.entries):
        if value(moment.mark) != now:
            break
        since = moment
    return since


def alternative(course: ProjectTimeline, measure: Measure | None) -> str:
    """Every change, in words."""
    moments = course.entries
    ranks = [one.mark.rank for one in moments if one.mark.rank is not None]
    sentences = [_told("Rank", moments, lambda mark: str(mark.rank) if mark.rank is not None else rank_words(mark))]
    if ranks:
        sentences.append(f"Best {min(ranks)}, worst {max(ranks)}.")
    if measure is not None:
        unlike = {one.mark.measure for one in moments if one.mark.measure is not None}

        def words(mark: Snapshot) -> str:
            if mark.score is None:
                return why(mark)
            return score_words(mark) if len(unlike) == 1 else measured(mark)

        head = shorten(measure.title) if len(unlike) == 1 else "Deciding score"
        sentences.append(_told(head, moments, words))
    return " ".join(sentences)


def _told(head: str, moments: Sequence[TimelineEntry], words: Callable[[Snapshot], str]) -> str:
    """The changes of one line in words, the last ones where they are many."""
    changes = [next(alike) for _, alike in groupby(moments, lambda one: words(one.mark))]
    early = f"{counted(len(changes) - TOLD, 'earlier change')}, then " if len(changes) > TOLD else ""
    told = [f"{words(one.mark)} from {day(one.commit.day)}" for one in changes[-TOLD:]]
    return f"{head}: {early}{', '.join(told)}."
