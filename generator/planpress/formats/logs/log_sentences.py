"""What the formats of a history share: which changes of a step belong to it, and how a walk ended."""

from planpress.comparing.comparison_text import ConclusionRow, conclusions
from planpress.model.change import Change, Comparison, Goalpost
from planpress.model.timelines import History
from planpress.model.wording import counted, day


def rows_of(comparison: Comparison, project: str | None) -> list[ConclusionRow]:
    """The rows of a step: what changed of the plan as `planpress diff` sums it up, or of a project, with its score."""
    if project is None:
        return conclusions(comparison)
    own = [change for change in comparison.changes if change.project == project and is_told(change)]
    chosen = any(change.kind == "winner" for change in own)
    # That there is a score where there was no model, or none any more, is said by the choice.
    hidden = [one for one in own if chosen and one.kind == "score" and one.amount is None and not one.note]
    return [ConclusionRow((change,)) for change in own if change not in hidden]


def is_told(change: Change) -> bool:
    """Whether a change belongs to the history of its project: a conclusion, or the score of its choice."""
    return change.level in ("conclusion", "noise") or change.kind == "score"


def goalposts_of(comparison: Comparison, project: str | None) -> list[Goalpost]:
    """The goalposts that a step moved."""
    return [one for one in comparison.goalposts if project is None or one.project == project]


def names_of(history: History) -> list[str | None]:
    """The id that the project has after each step, which an older rename changes; None for the plan's history."""
    names, name = [], history.project
    for step in history.steps:
        names.append(name)
        name = step.comparison.id_before(name) if name is not None else None
    return names


def ending(history: History) -> str:
    """How many commits changed something, of how many, and why the walk ended where it did, in one sentence."""
    first = history.first
    if first is None:
        return f"{counted(len(history.skipped), 'commit')} to the plan, each with errors: nothing can be concluded"
    since = f"{first.short} ({day(first.day)})"
    steps, held = len(history.steps), max(len(history.commits) - 1, 0)
    whose = "the plan" if history.project is None else history.project
    said = f"{steps} of {counted(held, 'commit')} changed a conclusion about {whose}"
    if history.skipped:
        verb = "was" if len(history.skipped) == 1 else "were"
        said += f", {len(history.skipped)} more with errors {verb} stepped over"
    match history.end:
        case "beginning":
            return f"{said}; it is there since {_beginning(history, since)}"
        case "shallow":
            return f"{said}; this clone is shallow and ends at {since}; fetch the rest: git fetch --unshallow"
        case "since":
            return f"{said} since {since}"
        case "enough":
            return f"{said}, back to {since}; there are older ones: --max {steps * 2 or 100}"


def _beginning(history: History, since: str) -> str:
    """A project that was added later begins at that step; the commit before it was looked at, and does not have it."""
    for step in history.steps[-1:]:
        added = ("project", "added", names_of(history)[-1])
        if any((one.kind, one.subject, one.project) == added for one in step.comparison.changes):
            return f"{step.commit.short} ({day(step.commit.day)})"
    return since
