"""ROOM: the kinds of conclusions that a change can turn, one per file. To add one: a file, a line in ALL, rows in the
table of tests/comparing.

(old: Report, new: Report) -> Change*, most consequential first. The order of ALL is the order of consequence.
"""

from collections.abc import Iterator, Mapping
from dataclasses import replace

from planpress.comparing import (
    bounding_baseline,
    capacity,
    decided,
    floor_and_ceiling,
    met_requirement,
    next_move,
    project_status,
    quadrant,
    rank,
    screen,
    shared_scores,
    unrated_factor,
    what_is_open,
    winner,
)
from planpress.comparing.attribution import Attribution
from planpress.comparing.conclusion_kind import Clearness, ConclusionKind, ConclusionValue, Counterfactuals
from planpress.comparing.other_changes import definitions, findings, projects
from planpress.model.change import Change, Edit
from planpress.model.metrics import TIE
from planpress.model.report import Report

ALL: tuple[ConclusionKind, ...] = (
    decided.KIND,
    winner.KIND,
    project_status.KIND,
    rank.KIND,
    quadrant.KIND,
    capacity.KIND,
    screen.KIND,
    what_is_open.KIND,
    unrated_factor.KIND,
    met_requirement.KIND,
    floor_and_ceiling.FLOOR,
    floor_and_ceiling.CEILING,
    bounding_baseline.KIND,
    next_move.KIND,
)
"""What is concluded, the most consequential first."""

SCORES: tuple[ConclusionKind, ...] = (
    shared_scores.PRIORITY,
    shared_scores.IMPACT,
    shared_scores.FEASIBILITY,
    shared_scores.DECIDING,
)
"""The numbers behind the conclusions."""

TOLERANCES: tuple[str, ...] = (*(kind.id for kind in SCORES), rank.KIND.id)
"""What a tolerance can be given for."""


def compare(
    old: Report,
    new: Report,
    edits: tuple[Edit, ...],
    counterfactuals: Counterfactuals,
    renamed: Mapping[str, str],
    tolerances: Mapping[str, float],
    *,
    shares: bool = True,
) -> Iterator[Change]:
    """Everything that differs between two judged plans: conclusions, definitions, scores, findings.

    `renamed` has new ids by old ones. By the `edits` between the two and the `counterfactuals` of some of them, each
    change has its cause, and with `shares` a changed number each edit's part of it. A number that moved by no more than
    its tolerance is left out.
    """
    back, known, titles = {after: before for before, after in renamed.items()}, old.names(), new.names()
    pairs = [(before, name) for name in new.order() if (before := back.get(name, name)) in known]

    def changes(kind: ConclusionKind, *, split: bool = False) -> Iterator[Change]:
        """What one kind of conclusion says of each project that is on both sides, in the order of the head."""
        for before, name in pairs:
            both = old.evaluations[before].project, new.evaluations[name].project
            if kind.ongoing and not all(project.active for project in both):
                continue
            for was, now in _differing(kind.say(old, before), kind.say(new, name)):
                if kind.both and (was is None or now is None):
                    continue
                change = _change(kind, name, titles[name], was, now)
                if kind.clear is not None:
                    change = _judged(change, kind.clear(old, before, new, name))
                if change.amount is None or abs(change.amount) > tolerances.get(kind.id, 0) + TIE:
                    yield Attribution(change, kind, edits, counterfactuals).explained(old, new, renamed, split=split)

    yield from what_is_open.told_once(
        [change for kind in ALL for change in sorted(changes(kind), key=lambda one: one.clear is not True)]
    )
    yield from what_is_open.questions_changed(old, new, edits)
    yield from projects(old, new, edits, renamed)
    yield from definitions(edits, known | titles)
    for kind in SCORES:
        yield from changes(kind, split=shares)
    yield from findings(old, new, renamed)


def _differing(
    old: Iterator[ConclusionValue], new: Iterator[ConclusionValue]
) -> Iterator[tuple[ConclusionValue | None, ConclusionValue | None]]:
    before, after = {said.subject: said for said in old}, {said.subject: said for said in new}
    for subject in dict.fromkeys((*before, *after)):
        was, now = before.get(subject), after.get(subject)
        if was is None or now is None or was.value != now.value:
            yield was, now


def _change(
    kind: ConclusionKind, name: str, title: str, was: ConclusionValue | None, now: ConclusionValue | None
) -> Change:
    known = was or now
    assert known is not None
    note, amount, worse, label = "", None, None, kind.label
    if was is None or now is None:
        # What is new and bad has no better end before it.
        worse = True if now is not None and now.good == 0 else None
        label = kind.ends[now is None] or label
    if was and now and was.size is not None and now.size is not None:
        note = _unlike(was, now)
        amount = None if note else now.size - was.size
    if was and now and was.good is not None and now.good is not None:
        worse = now.good < was.good
    return Change(
        kind=kind.id,
        label=label,
        level=kind.level,
        project=name,
        title=title,
        subject=known.subject,
        was=was and was.words,
        now=now and now.words,
        before=was and was.value,
        after=now and now.value,
        amount=amount,
        note=note,
        worse=worse,
        name=known.name,
    )


def _judged(change: Change, found: Clearness) -> Change:
    """A change with whether it is more than noise. What is noise is no changed conclusion."""
    return replace(
        change, clear=found.clear, note=found.words or change.note, level="noise" if found.noise else change.level
    )


def _unlike(was: ConclusionValue, now: ConclusionValue) -> str:
    """Why two numbers cannot be subtracted from each other; empty where they can."""
    if was.measure == now.measure:
        return ""
    rule = was.measure is None or now.measure is None or was.measure[0] != now.measure[0]
    what = "the rule in force changed" if rule else "the unit or the direction of a metric changed"
    return f"{what}: scores are not comparable"
