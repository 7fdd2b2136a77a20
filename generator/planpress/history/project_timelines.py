"""The timeline of each project: how it stood after each commit, and what turned with it, in words for its page."""

from collections.abc import Iterator
from dataclasses import replace

from planpress.charts.candidates import deciding
from planpress.comparing import winner
from planpress.comparing.comparison_text import because
from planpress.comparing.shared_scores import measure
from planpress.document.markdown import in_brackets, plain
from planpress.formats.logs.log_sentences import goalposts_of, rows_of
from planpress.model.change import Comparison
from planpress.model.evaluation import Evaluation
from planpress.model.location import Location
from planpress.model.plan import Plan
from planpress.model.report import Report
from planpress.model.sources import Place
from planpress.model.timelines import (
    Commit,
    ConclusionChange,
    History,
    Measure,
    ProjectTimeline,
    Snapshot,
    TimelineEntry,
    TimelineStep,
)


def timelines(history: History, location: Location) -> dict[str, ProjectTimeline]:
    """The timeline of each project that is there after the newest commit, by its id; needs a history with marks."""
    if not history.marks:
        return {}
    return {name: _timeline(history, name, location) for name in history.marks[0]}


def _timeline(history: History, name: str, location: Location) -> ProjectTimeline:
    steps = {step.commit.id: step for step in history.steps}
    newest_first: list[TimelineEntry] = []
    added, held = False, 0
    for at, commit in enumerate(history.commits):
        mark = history.marks[at].get(name)
        assert mark is not None
        older = history.marks[at + 1] if at + 1 < len(history.marks) else None
        step = steps.get(commit.id)
        before = step.comparison.id_before(name) if step else name
        last = older is None or before not in older
        entry = _entry(commit, mark, step, name, location)
        if at == 0 or last or entry.changes or entry.goalposts or (older and _drawn(mark) != _drawn(older[before])):
            newest_first.append(entry)
        held = at
        if last:
            added = older is not None or history.end == "beginning"
            break
        name = before
    cut = not added and history.end == "shallow"
    return ProjectTimeline(tuple(reversed(newest_first)), held, added, cut)


def _drawn(mark: Snapshot) -> tuple[object, ...]:
    return mark.rank, mark.out, mark.model, mark.score, mark.measure


def _entry(commit: Commit, mark: Snapshot, step: TimelineStep | None, name: str, location: Location) -> TimelineEntry:
    if step is None:
        return TimelineEntry(commit, mark)
    posts = tuple(one.sentence for one in goalposts_of(step.comparison, name))
    return TimelineEntry(commit, mark, tuple(_conclusion_changes(step.comparison, name, location)), posts, step.across)


def _conclusion_changes(comparison: Comparison, name: str, location: Location) -> Iterator[ConclusionChange]:
    """What turned, in words; one reason for several that follow each other stands at the last."""

    def short(place: Place) -> str:
        """From the plan's folder on: a page has little room."""
        return in_brackets(replace(place, path=location.short(place.path)))

    rows = rows_of(comparison, name)
    reasons = [plain(because(row, comparison), short) for row in rows]
    for at, row in enumerate(rows):
        again = at + 1 < len(rows) and reasons[at + 1] == reasons[at]
        yield ConclusionChange(row.label, row.was, row.now, "" if again else reasons[at])


def marks(report: Report) -> dict[str, Snapshot]:
    """How each project stands in a plan, by its id."""
    ranking = report.ranking
    out = {one.id: one.reason if one.state == "screened out" else one.words for one in ranking.left_out}
    found = {}
    for name, evaluation in report.evaluations.items():
        entry, rule = ranking.of(name), evaluation.deciding
        said = next(winner.say(report, name), None)
        model, score = said.words if said else None, rule.score if rule else None
        if rule is not None and evaluation.decided is not None:  # what people decided leads
            model, score = evaluation.name_of(evaluation.chosen), evaluation.measure_of(evaluation.chosen)
        found[name] = Snapshot(
            entry.priority.rank if entry else None,
            len(ranking.ordered),
            out.get(name),
            model,
            score,
            _measure(report.plan, evaluation),
        )
    return found


def _measure(plan: Plan, evaluation: Evaluation) -> Measure | None:
    """What the deciding score measures; of a rule that optimises one metric that, whatever its thresholds."""
    of, known = deciding(plan, evaluation), measure(plan, evaluation)
    if of is None or known is None:
        return None
    what, title = (": ".join(known), of.result.label) if of.rule.computed else (known[0], of.score_title(unit=False))
    return Measure(what, title, of.result.unit, of.result.better, of.rule.computed)
