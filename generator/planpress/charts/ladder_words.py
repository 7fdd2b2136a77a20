"""The ladder in words: what stands on it, its title and its alternative text."""

from collections.abc import Sequence
from dataclasses import dataclass

from planpress.charts.candidates import Candidate, Deciding, together
from planpress.charts.engine.text_metrics import clean, shorten
from planpress.model.evaluation import BaselineResult, Evaluation
from planpress.model.metrics import gain
from planpress.model.wording import counted, few, percent, subtracted

MOST = 20
"""The most rows of a ladder; what must be seen is always among them, and the table beside it has all."""


@dataclass(frozen=True, slots=True)
class Rung:
    """A model, a baseline or a requirement with its score; `kind` is the baseline's, or one of the others; a `vital`
    one must be seen, `role` is how its point is drawn, `mark` what stands behind the name, `ends` are those of the
    interval of its score."""

    name: str
    kind: str
    score: float
    vital: bool
    id: str
    tip: str
    role: str
    mark: str = ""
    below: bool = False
    ends: tuple[float, float] | None = None

    @property
    def model(self) -> bool:
        return self.kind == "model"


def subjects(of: Deciding) -> Sequence[Candidate]:
    """The models that the title speaks of: the leading ones, else the rule's, else the nearest miss, else the best."""
    leaders = [one for one in of.leaders if one.measure is not None]
    nearest = [one for one in of.measured if one.name == of.result.nearest]
    return leaders or of.winners or nearest or (of.kept or of.measured)[:1]


def order(of: Deciding) -> str:
    """What there is to say without a baseline: who is best, and how far ahead."""
    winners, kept = of.winners, of.kept
    if of.decided:
        lead = subjects(of)[0]
        has = f"{_head(of, lead)} has {of.score_title('score by', unit=False)} {of.score(lead.measure or 0.0)}"
        rule = next((one for one in winners if lead.leads and one is not lead), None)
        return f"{has}, {_beside(of, lead, rule.measure or 0.0)} {rule.short}" if rule else has
    if not winners:
        return f"None of {counted(len(of.candidates), 'model')} is chosen: {of.result.words} has no answer"
    known = of.result.certainty and of.result.certainty.could_be_best
    score = of.result.score_words if known else of.score(winners[0].measure or 0.0)
    name = of.score_title("score by", unit=False)
    if len(kept) == 1:
        return f"{winners[0].short} is the only model with a score: {name} {score}"
    best = "highest" if of.result.better == "higher" else "lowest"
    if len(winners) > 1:
        return f"{together(winners)} share the {best} {name}, {score}, of {len(kept)} models"
    rest = [one for one in kept if not one.won]
    ahead = subtracted(rest[0].measure or 0.0, winners[0].measure or 0.0, of.result.unit)
    behind = together([one for one in rest if one.verdict.rank == rest[0].verdict.rank])
    if known and rest[0].name in known:
        return f"{winners[0].short} has the {best} {name}, {score}; {behind} could be best too"
    return f"{winners[0].short} has the {best} {name}, {score}: {ahead} ahead of {behind}"


def title(of: Deciding, evaluation: Evaluation) -> str:
    """How the leading model stands to the best baseline and to human level."""
    floor, ceiling = evaluation.baseline(evaluation.floor), evaluation.baseline(evaluation.ceiling)
    best = next(iter(subjects(of)), None)
    if best is None or best.measure is None:
        said = f"{of.both}; no" if of.decided else "No"
        known = floor or ceiling
        bounds = f"; {'the best' if known is floor else 'human level'} is {_named(of, known)}" if known else ""
        return f"{said} model is measured yet against {counted(len(evaluation.baselines), 'baseline')}{bounds}"
    head = _head(of, best)
    standing = evaluation.standings.get(best.name)
    if standing and ceiling and standing.above_ceiling:
        return f"{head} is {_against(of, best, ceiling)} human level, {_named(of, ceiling)}"
    if standing and floor and standing.below_floor:
        count = len(of.measured)
        said = f"{head.removesuffix(',')}, best of {count}," if count > 1 and best is of.measured[0] else head
        return f"{said} is {_against(of, best, floor)} {_named(of, floor)}"
    if standing and floor and ceiling and standing.gap_closed is not None:
        way = f"{percent(standing.gap_closed)} of the way from {_named(of, floor)} to {_named(of, ceiling)}"
        return f"{head} comes {way}"
    against = floor or ceiling or evaluation.baselines[0]
    if against.measure is None:
        return f"{head} reaches {of.score(best.measure)}; no baseline bounds it"
    return f"{head} is {_against(of, best, against)} {_named(of, against)}"


def _head(of: Deciding, best: Candidate) -> str:
    """Whom a title speaks of, and what people decided where that is another or the rule picks another."""
    if of.decided and best.leads:
        return f"{best.short}, decided (rule: {of.picks}),"
    others = [one for one in of.winners if one is not best]
    subject = f"{best.short}{f', which ties with {together(others)},' if others else ''}"
    if not best.won:
        subject = f"the {'nearest' if best.name == of.result.nearest else 'best'}, {best.short},"
    return f"{of.both}; {subject}" if of.decided else subject if best.won else f"No model is chosen; {subject}"


def _against(of: Deciding, one: Candidate, other: BaselineResult) -> str:
    """How a model does beside a baseline, as far as the errors of both let it be said."""
    gained, measure = other.deciding_gains.get(one.name), other.measure or 0.0
    if gained is None or gained.se is None:
        return _beside(of, one, measure)
    if gained.compared == "not-distinguishable":
        return "not distinguishable from"
    size = gained.size(one.measure or 0.0, measure, of.result.unit)
    return f"{size} {gained.compared} than"


def _beside(of: Deciding, one: Candidate, other: float) -> str:
    ahead = gain(one.measure or 0.0, other, of.result.better)
    size = subtracted(one.measure or 0.0, other, of.result.unit)
    return f"{size} {'better' if ahead > 0 else 'worse'} than" if ahead else "as good as"


def _named(of: Deciding, one: BaselineResult) -> str:
    return f"{shorten(one.baseline.name)} ({of.score(one.measure or 0.0)})"


def alternative(of: Deciding, rungs: Sequence[Rung]) -> str:
    """Everything with its score, the best first, and what is left out."""
    models, others = ([rung for rung in rungs if rung.kind == kind] for kind in ("model", "needed"))
    count, rest = len(models), len(rungs) - len(models) - len(others)
    said = [
        rung.tip if rung in others else f"{clean(shorten(rung.name))}{rung.mark} {of.score(rung.score)}"
        for rung in rungs
    ]
    baselines = f" and {counted(rest, 'baseline')}" if rest else ""
    rejected = sum(rung.role == "rejected" for rung in rungs) if of.kept else 0
    absent = len(of.candidates) - count
    left_out = f" Left out: {counted(absent, 'model')} without a rank." if absent and of.kept else ""
    both = f"{of.both}. " if of.decided else ""
    told = f"{both}{counted(count, 'model')}{baselines} by {of.score_title('score by')}, best first: {few(said, MOST)}."
    return f"{told}{f' Rejected: {rejected}.' if rejected else ''}{left_out}"
