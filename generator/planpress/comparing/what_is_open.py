"""# What is open

What waits for a decision: a milestone that is one, an overdue review, a hint that nothing answers, an outcome that no
decision settles, or one that a decision settled and that is worse than written down.
"""

from collections import Counter
from collections.abc import Iterator, Sequence

from planpress.comparing.conclusion_kind import METRICS, MODELS, ConclusionKind, ConclusionValue, of_evaluation
from planpress.deciding import questions
from planpress.deciding.open_items import open_of
from planpress.model.change import Cause, Change, Edit
from planpress.model.evaluation import Evaluation
from planpress.model.open_item import OpenItem
from planpress.model.report import Report
from planpress.model.wording import day
from planpress.model.written_values import MEETINGS

_TWINS = {"missed-requirement": "requirement", "below-floor": "floor", "above-ceiling": "ceiling",
          "no-model": "winner", "winner": "winner", "hint more-data": "diagnosis"}  # fmt: skip
"""The kind of conclusion that says the same as something open, as long as no decision comes between."""


@of_evaluation
def say(evaluation: Evaluation, report: Report) -> Iterator[ConclusionValue]:
    seen: Counter[str] = Counter()
    for item, of in open_of(evaluation, report.plan):
        subject = f"{item.kind} {of}".strip()
        seen[subject] += 1
        known = subject if seen[subject] == 1 else f"{subject} ({seen[subject]})"
        yield ConclusionValue(known, bool(item.again), _words(item), good=0, name=item.kind.replace("-", " "))


_OUTCOMES = MODELS | {"decisions", "requirements", "baselines", "milestones", "review_by"}
_KEYS = _OUTCOMES | {"diagnosis", "goal", "stage", "lifecycle"}
KIND = ConclusionKind(
    "open", "open", "evaluation", _KEYS, METRICS | {"as_of"}, say, __doc__ or "", ends=("opens", "closes"), ongoing=True
)


def told_once(changes: Sequence[Change]) -> Iterator[Change]:
    """The changes without what opens or closes only because another of them says so."""
    said = {(one.kind, one.project, one.subject.partition(" ")[0]) for one in changes}
    for change in changes:
        kind, _, of = change.subject.partition(" ")
        twin = _TWINS.get(kind, ""), change.project, of
        if kind == "hint":
            twin = _TWINS.get(change.subject, ""), change.project, ""
        if change.kind != KIND.id or True in (change.before, change.after) or twin not in said:
            yield change


def questions_changed(old: Report, new: Report, edits: Sequence[Edit]) -> Iterator[Change]:
    """A change for each question of the next meeting that is asked on one side only."""
    before, after = ({(item.meeting, item.number): item for item in questions(side)} for side in (old, new))
    names = new.names()
    for key in dict.fromkeys((*before, *after)):
        was, now = before.get(key), after.get(key)
        item = now or was
        if item is None or (was and now):
            continue
        project = item.projects[0] if len(item.projects) == 1 else None
        edit = _edit_of(item, edits)
        yield Change(
            kind=KIND.id,
            label=KIND.ends[now is None],
            level=KIND.level,
            project=project,
            title=names.get(project, project) if project else f"Meeting {item.meeting}",
            subject=f"question {item.number}",
            was=None if was is None else _words(was),
            now=None if now is None else _words(now),
            before=None if was is None else False,
            after=None if now is None else False,
            worse=True if was is None else None,
            cause=Cause("alone", (edit,)) if edit else None,
            place=None if edit is None else edit.place,
            name="question",
        )


def _edit_of(item: OpenItem, edits: Sequence[Edit]) -> Edit | None:
    """The one edit that asks or answers a question; None where it may be one of several."""
    of_meeting = [edit for edit in edits if edit.names[:2] == (MEETINGS, item.meeting)]
    whole = [edit for edit in (*of_meeting, *edits) if _number(edit) == item.number]
    others = [edit for edit in edits if edit.top == "as_of" or edit in of_meeting]
    found = whole[:1] or others
    return found[0] if len(found) == 1 else None


def _number(edit: Edit) -> object:
    """The margin number of the item, or of the decision on it, that came or went."""
    entry = edit.new or edit.old
    return entry.get("number") if edit.kind in ("added", "removed") and isinstance(entry, dict) else None


def _words(item: OpenItem) -> str:
    due = f", by {day(item.when)}" if item.when and item.kind == "milestone" else ""
    return f"{item.words}{due}"
