"""# Goalposts

What decides was moved, or taken out, after there were results for it to decide on; and what the old one would decide
today. Ask whether the results were known when it was moved.
"""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass

from planpress.comparing import bounding_baseline, floor_and_ceiling, met_requirement, rank, what_is_open, winner
from planpress.comparing.conclusion_kind import ConclusionKind, ConclusionValue, Counterfactuals, Scope
from planpress.comparing.edit_text import shown
from planpress.comparing.other_changes import definition
from planpress.model.change import Edit, Goalpost
from planpress.model.evaluation import Evaluation
from planpress.model.metrics import Bound, Metric
from planpress.model.plan import Plan
from planpress.model.report import Report
from planpress.model.units import in_unit
from planpress.model.wording import counted, listed, with_unit
from planpress.rules.common import bound_words

_MOVED: Mapping[str, str] = {
    "threshold": "The limit", "rule": "The rule", "metric": "The metric's definition",
    "baseline": "The baseline", "limit": "The requirement", "weight": "The weight", "scoring": "The scoring",
    "settled": "What a decision wrote down",
}  # fmt: skip
_DECIDES: Mapping[str, tuple[ConclusionKind, ...]] = {
    "threshold": (winner.KIND,), "rule": (winner.KIND,), "metric": (winner.KIND, floor_and_ceiling.FLOOR),
    "baseline": (bounding_baseline.KIND, floor_and_ceiling.FLOOR, floor_and_ceiling.CEILING),
    "limit": (met_requirement.KIND,), "settled": (what_is_open.KIND,),
}  # fmt: skip
_SAME: Mapping[str, str] = {
    "baseline": "what it is compared with is", "limit": "what is met and missed is", "settled": "what is open is",
}  # fmt: skip
_RULES = ("rule", "threshold")
_CANNOT = "What the old one would pick today cannot be judged: the other edits need this one."


def goalposts(
    old: Report, new: Report, edits: Sequence[Edit], counterfactuals: Counterfactuals, renamed: Mapping[str, str]
) -> Iterator[Goalpost]:
    """Every edit that moved or took away what decides, where the base already had results for it to decide on."""
    sides = _Sides(old, new, edits, counterfactuals, {after: before for before, after in renamed.items()})
    titles = new.names()
    told: dict[tuple[str | None, str], Goalpost] = {}
    for edit in edits:
        kind = _moved(edit)
        if kind is None:
            continue
        if edit.project is None:
            if kind in ("weight", "scoring") and old.ranking.ordered:
                without = sides.without("order", next(iter(new.order()), ""), [edit])
                if without is None or _scoring(without.plan) != _scoring(new.plan):  # else it wrote a default down
                    told[None, str(edit.number)] = Goalpost(None, "the plan", edit, _of_order(edit, kind, new, without))
            continue
        before = old.evaluations.get(sides.back.get(edit.project, edit.project))
        if before is None or edit.project not in titles or not before.project.models():
            continue
        if _is_of_deciding(edit, before, new):
            sentence = sides.sentence(edit, kind, edit.project)
            told.setdefault((edit.project, sentence), Goalpost(edit.project, titles[edit.project], edit, sentence))
    yield from told.values()


@dataclass(frozen=True, slots=True)
class _Sides:
    """What is concluded before and after, and without some of the edits; `back` has old ids by new ones."""

    old: Report
    new: Report
    edits: Sequence[Edit]
    counterfactuals: Counterfactuals
    back: Mapping[str, str]

    def without(self, scope: Scope, project: str, some: Sequence[Edit]) -> Report | None:
        made = frozenset(one.number for one in self.edits) - frozenset(one.number for one in some)
        return self.counterfactuals.report(scope, project, made)

    def sentence(self, edit: Edit, kind: str, project: str) -> str:
        gone = edit.kind == "removed" and (kind in ("threshold", "limit") or _is_whole(edit))
        moved = f"{_MOVED[kind]} {'was taken out' if gone else 'moved'} after results were in the table."
        before = _old(edit, self.old.plan.metrics_of(self.old.evaluations[self.back.get(project, project)].project))
        without = self.without("evaluation", project, [edit])
        if without is None and kind in _RULES:
            moved, before = "The rule moved after results were in the table.", "the old one"
            rules = [one for one in self.edits if one.project == project and definition(one) in _RULES]
            without = self.without("evaluation", project, rules)
        if without is None:
            return f"{moved} {_CANNOT}"
        same = f"{_SAME.get(kind, 'the choice is')} the same today"
        said = [would for decides in _DECIDES[kind] for would in self._differing(decides, project, without)]
        return f"{moved} With {before} {listed(said) if said else same}."

    def _differing(self, kind: ConclusionKind, project: str, without: Report) -> Iterator[str]:
        """What would be concluded otherwise today."""
        now = {said.subject: said for said in kind.say(self.new, project)}
        once = {said.subject: said for said in kind.say(self.old, self.back.get(project, project))}
        for then in kind.say(without, project):
            same = now.pop(then.subject, None)
            if same is None or same.value != then.value:
                yield _would(kind, then, once.get(then.subject))
        if kind is what_is_open.KIND:
            yield from (f"the {said.name} {'would be' if said.subject in once else 'stays'} settled"
                        for said in now.values())  # fmt: skip


def _moved(edit: Edit) -> str | None:
    """The kind of what decides that an edit moved, or took away; None for what only adds to it or describes it."""
    kind = definition(edit)
    if kind == "decision" and "settles" in edit.names:
        return "settled" if edit.kind != "added" else None
    if kind not in _MOVED or edit.top in ("rule_history", "accuracy", "cost_per_nine"):
        return None
    if edit.kind == "added":
        # How projects are ranked has defaults, which were in force.
        return kind if edit.top == "priority" else None
    if kind == "baseline" and "values" not in edit.names and not (edit.kind == "removed" and _is_whole(edit)):
        return None
    return kind


def _is_whole(edit: Edit) -> bool:
    """Whether an edit is of a whole entry, such as a baseline, or of all of them: not of one of its keys."""
    return len(edit.names) <= 2


def _would(kind: ConclusionKind, then: ConclusionValue, once: ConclusionValue | None) -> str:
    """What the old one would decide: `the choice stays net-2`, where that is what was decided in the base too."""
    stays = once is not None and once.value == then.value
    if kind is winner.KIND and then.value == ():
        return f"no model is chosen{', as before' if stays else ''}"
    verb = "stays" if stays else "would be"
    if kind is what_is_open.KIND:
        return f"the {then.name} {verb} open: {then.words}"
    noun = then.name or f"the {then.subject or 'choice'}"
    return f"{noun} {verb} {then.words}"


def _is_of_deciding(edit: Edit, before: Evaluation, new: Report) -> bool:
    """Whether an edit is one of the deciding rule, in the base or in the head; of anything but a rule it may be."""
    if edit.top != "rules" or len(edit.names) < 2:
        return True
    after = new.evaluations.get(str(edit.project))
    deciding = [one.deciding.id for one in (before, after) if one is not None and one.deciding is not None]
    return edit.names[1] in deciding


def _scoring(plan: Plan) -> tuple[object, ...]:
    """All that makes an order of ratings, with its defaults."""
    return plan.scales, plan.impact, plan.feasibility, plan.priority


def _of_order(edit: Edit, kind: str, new: Report, without: Report | None) -> str:
    """What the order would be, from the report `without` the edit; None where there cannot be one."""
    moved = f"{_MOVED[kind]} moved after projects were rated."
    if without is None:
        return f"{moved} {_CANNOT}"
    now = {name: said.value for name in new.order() for said in rank.say(new, name)}
    then = {name: said.value for name in without.order() for said in rank.say(without, name)}
    differ = [name for name in now if now[name] != then.get(name)]
    if not differ:
        return f"{moved} With {_old(edit, {})} the order is the same today."
    lead = next((entry.id for entry in without.ranking.ordered), "")
    leads = f", led by {new.names().get(lead, lead)}" if lead and now.get(lead) != 1 else ""
    return f"{moved} With {_old(edit, {})} instead, {counted(len(differ), 'project')} would have another rank{leads}."


def _old(edit: Edit, metrics: Mapping[str, Metric]) -> str:
    """What was there before, short: the limit of a threshold with its unit, else the value."""
    if isinstance(edit.old, Bound):
        if not isinstance(edit.new, Bound) or edit.new.limit != edit.old.limit:
            known = metrics.get(edit.old.metric)
            return with_unit(edit.old.limit, known.unit if known else None)
        # The numbers are the same: how they were compared is what moved.
        return bound_words(edit.old, metrics)
    if isinstance(edit.old, (dict, list)) or edit.old is None:
        return "the old one"
    # A number of a metric is a required limit, or a baseline's value.
    of_baseline = edit.top == "baselines" and edit.names[2:3] == ("values",)
    metric = edit.names[3:4] if of_baseline else edit.names[1:2] if edit.top == "requirements" else ()
    known = metrics.get("".join(metric)) if isinstance(edit.old, (int, float)) else None
    return in_unit(shown(edit.old), known.unit if known else None)
