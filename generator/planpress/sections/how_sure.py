"""How sure the choice of a rule is, in words for readers, and what it takes to know."""

from collections.abc import Iterator

from planpress.document.labels import metric_label, metric_unit
from planpress.model.best_set import SURE_WORDS, Certainty
from planpress.model.evaluation import Evaluation
from planpress.model.measured import NOTHING
from planpress.model.rule_result import RuleResult
from planpress.model.text import Text, joined
from planpress.model.units import in_unit
from planpress.model.wording import apart_to_error, at_start, few, rounded, to_error, with_unit
from planpress.sections.section import Subject
from planpress.statistics.best_sets import MOST_TIMES


def sure_text(subject: Subject) -> Text:
    """The verdict on the choice of the rule in force, and what follows from it; nothing where it chooses none, or
    has one to choose from."""
    rule = subject.evaluation.deciding
    found = rule.certainty if rule is not None and rule.winners else None
    if rule is None or found is None:
        return Text()
    label = subject.number(at_start(SURE_WORDS[found.verdict]), "certainty", rule.id)
    said: list[Text | str] = [label, *_SENTENCES[found.verdict](subject, rule, found), *_of_decided(subject, found)]
    return Text(joined([*said, *_near(subject), *_worst(subject)], ". "), ".")


def sure_label(evaluation: Evaluation) -> str:
    """The verdict in two or three words, for a table; nothing where it is not known."""
    found = evaluation.deciding.certainty if evaluation.deciding else None
    if found is None or found.verdict == "unknown" or evaluation.project.left_out is not None:
        return ""
    return SURE_WORDS[found.verdict].partition(":")[0]


def _clear(subject: Subject, rule: RuleResult, found: Certainty) -> Iterator[str]:
    rival = found.rival
    if found.closest is not None and rival.behind is not None and rival.behind_se is not None:
        behind = apart_to_error(rival.behind, rival.behind_se, rule.unit)
        yield f"The next, {found.closest}, is {behind} behind, more than chance explains"


def _equivalent(subject: Subject, rule: RuleResult, found: Certainty) -> Iterator[str]:
    yield f"{few(found.could_be_best or ())} differ by less than {with_unit(found.matters or 0.0, rule.unit)}"
    yield from _cheapest(subject, found)


def _undecided(subject: Subject, rule: RuleResult, found: Certainty) -> Iterator[str]:
    could = found.could_be_best or ()
    if len(could) == len(found.models) > 2:
        yield f"Each of the {len(could)} models could be best"
    else:
        yield f"{few(could)} could each be best"
    yield from _what_it_takes(rule, found)
    yield from _cheapest(subject, found)


def _what_it_takes(rule: RuleResult, found: Certainty) -> Iterator[str]:
    """How much larger a test set would tell the first from the one that is closest to it."""
    rival = found.rival
    aim = f"show a difference of {with_unit(found.matters, rule.unit)}" if found.matters else "tell them apart"
    if rival.needed_times is not None and rival.needed_times > MOST_TIMES:
        yield f"It takes more than {MOST_TIMES} times this test set to {aim}"
    elif rival.needed_n is not None:
        times = rival.needed_times or 0.0
        now = f", {rounded(times, 2)} times as many as now" if times > 1 else ""
        units = found.source if found.source in ("runs", "folds") else "cases"
        yield f"About {rival.needed_n:,} {units} would {aim}{now}"
    elif rival.needed_times is not None:
        yield f"About {rounded(rival.needed_times, 2)} times this test set would {aim}"


def _cheapest(subject: Subject, found: Certainty) -> Iterator[str]:
    cost = subject.project.cost
    if found.cheapest and cost is not None:
        yield f"Of these {found.suggested} has the best {metric_label(cost, subject.metrics)}"


def _unknown(subject: Subject, rule: RuleResult, found: Certainty) -> Iterator[str]:
    """Why: what the table lacks, of every model or of some."""
    first = next(iter(found.unknown.values()))
    names = [name for name, why in found.unknown.items() if why == first]
    written = subject.project.uncertainty or subject.project.repeats is not None
    if len(names) == len(found.models) and first.why == NOTHING and not written:
        yield "The table says nothing of it"
        return
    if len(names) == len(found.models) and first.why == NOTHING:
        yield f"Nothing says it of {metric_label(first.metric, subject.metrics)}"
        return
    of = f", {metric_label(first.metric, subject.metrics)}" if first.metric else ""
    models = "Every model" if len(names) == len(found.models) else few(names)
    yield f"{models}{of}: {first.why}"


def _of_decided(subject: Subject, found: Certainty) -> Iterator[str]:
    """How a model that people decided for stands to those that could be best, where the rule picks another."""
    model, could = subject.evaluation.chosen, found.could_be_best
    if not subject.evaluation.differs or could is None or model not in found.models:
        return
    if model not in could:
        yield f"{model}, which was decided, is clearly worse"
    elif len(could) > 4 and model not in could[:3]:  # else the sentence before names it
        yield f"{model}, which was decided, could be best too"


def _near(subject: Subject) -> Iterator[str]:
    """Limits that the leading model keeps or misses by no more than chance."""
    near = [one.bound for one in subject.evaluation.limits.get(subject.evaluation.leading or "", ()) if one.near]
    if near:
        names = few([metric_label(bound.metric, subject.metrics) for bound in near])
        yield f"Its {names} {'is' if len(near) == 1 else 'are'} within the error of the limit"


def _worst(subject: Subject) -> Iterator[str]:
    """The part of the examples on which the leading model is worst."""
    evaluation = subject.evaluation
    found = evaluation.worst_slice
    if found is not None:
        metric, unit = metric_label(found.metric, subject.metrics), metric_unit(found.metric, subject.metrics)
        value, whole = (in_unit(to_error(one, found.se), unit) for one in (found.value, found.whole))
        count = f", {found.n:,} examples" if found.n is not None else ""
        yield f"{evaluation.leading} is worst at {found.part} ({found.slice}{count}): {metric} {value}, {whole} of all"
    elif evaluation.slices:
        yield f"No part of the examples is worse than chance explains ({evaluation.slices} looked at)"


_SENTENCES = {"clear": _clear, "equivalent": _equivalent, "undecided": _undecided, "unknown": _unknown}
