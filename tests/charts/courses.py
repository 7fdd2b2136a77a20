"""Histories of projects to draw, built in memory."""

from datetime import datetime, timedelta

from planpress.model.timelines import Commit, Measure, ProjectTimeline, Snapshot, TimelineEntry
from tests.charts import samples

ANGLE = Measure("metric angular_error", "Angular error", "degrees", "lower", computed=False)
RECALL = Measure("metric recall", "Recall", None, "higher", computed=False)
MEAN = Measure("mean the highest mean", "Average", None, "higher", computed=True)

Standing = tuple[str, int | str | None, str | None, float | None, Measure | None]
"""The moment, the rank or why there is none, the chosen model, its score, and what that measures."""

POSE: tuple[Standing, ...] = tuple((*given, {"angle": ANGLE, "mean": MEAN}[name]) for *given, name in samples.COURSE)  # type: ignore[misc]


def course(*standings: Standing, committed: bool = True) -> ProjectTimeline:
    """The course that leads through these, among thirteen projects."""
    moments = []
    for number, (when, place, model, score, measure) in enumerate(standings):
        last = number + 1 == len(standings)
        name = "" if last and not committed else f"{number:07x}" + "0" * 33
        rank, out = (place, None) if isinstance(place, int) else (None, place)
        mark = Snapshot(rank, 13, out, model, score, measure)
        moments.append(TimelineEntry(Commit(name, datetime.fromisoformat(when), "a step"), mark))
    return ProjectTimeline(tuple(moments), len(moments) - 1, added=True, cut=False)


def many(count: int) -> ProjectTimeline:
    """A long course with something new every other day."""
    days = [datetime(2019, 1, 1, 12) + timedelta(days=2 * at) for at in range(count)]
    values = ((1 + at * 7 % 13, f"net-{at % 5}", 10 + at * 37 % 50 / 7, ANGLE) for at in range(count))
    return course(*((day.isoformat(), *value) for day, value in zip(days, values, strict=True)))


def minutes(*passed: int) -> ProjectTimeline:
    """Changes so many minutes after the first one."""
    moments = [datetime(2019, 6, 1, 9) + timedelta(minutes=one) for one in passed]
    return course(*((when.isoformat(), 1 + at, "net-1", 0.5 + at / 10, RECALL) for at, when in enumerate(moments)))


HOSTILE = tuple(
    (f"2019-01-{day:02}T00:00", text, text, 1e48 * day, Measure(text, text, text, "lower", computed=False))
    for day, text in enumerate((*samples.HOSTILE[:3], "x" * 200), start=1)
)
