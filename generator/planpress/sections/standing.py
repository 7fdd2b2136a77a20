"""How the leading model stands: between the best baseline without people and human level, and against what is required
of it."""

from collections.abc import Iterator, Mapping, Sequence

from planpress import baselines as room
from planpress.document.blocks import Block, Bullets, Line
from planpress.document.labels import metric_label, metric_unit
from planpress.explanations.gap_working import requirement_names
from planpress.model.evaluation import BaselineResult, Evaluation, RequirementResult, Standing
from planpress.model.metrics import WORDS
from planpress.model.rule import lacking
from planpress.model.rule_result import RuleResult
from planpress.model.text import Name, Text, Words, joined, listed
from planpress.model.wording import about, at_start, number, percent, subtracted
from planpress.rules.common import against_limit, bound_words
from planpress.sections.comparability import not_the_same
from planpress.sections.section import SectionKind, Subject


def against_text(subject: Subject) -> Text:
    """The gain over the floor, and the share of the gap to the ceiling that is closed; nothing without a model."""
    evaluation = subject.evaluation
    rule = evaluation.deciding
    model = evaluation.leading
    if rule is None or model is None or model not in evaluation.standings:
        return Text()
    said = joined(_parts(subject, rule, evaluation.standings[model]), ", and ")
    same = listed(result.baseline.name for result in evaluation.baselines if model in result.identical)
    question = Text("identical to ", same, ": was it compared with itself?") if same else ""
    whole = joined([said, question], "; ") if question else Text(said, ".") if said else said
    return whole.capital() if evaluation.chosen else Text(f"{model}: ", whole) if whole else whole


def floor_text(subject: Subject) -> Text:
    """The chosen model against the floor in a few words, for a table; a dash where there is nothing to compare."""
    evaluation = subject.evaluation
    standing, floor, rule = evaluation.standing, evaluation.baseline(evaluation.floor), evaluation.deciding
    if standing is None or floor is None or rule is None or standing.model not in floor.deciding_gains:
        return Text("–")
    better = beside_baseline(subject, rule, floor, standing.model)
    if standing.below_floor or standing.gap_closed is None:
        return better
    return Text(better, ", ", subject.number(percent(standing.gap_closed), "gap_closed", standing.model), " of the way")


def floor_words(subject: Subject) -> Text:
    """The same in fewer words, beside a drawing of it: `39 %` of the way to people, or `below baseline`."""
    standing, floor = subject.evaluation.standing, subject.evaluation.baseline(subject.evaluation.floor)
    if standing is None or floor is None:
        return Text("–")
    if standing.below_floor:
        return Text("below baseline")
    if standing.gap_closed is None:
        return floor_text(subject)
    return subject.number(percent(standing.gap_closed), "gap_closed", standing.model)


def _parts(subject: Subject, rule: RuleResult, standing: Standing) -> Iterator[Words]:
    evaluation = subject.evaluation
    floor, ceiling = evaluation.baseline(evaluation.floor), evaluation.baseline(evaluation.ceiling)
    lost = _unmeasured(evaluation)
    if floor is None and ceiling is None and not lost:
        yield "no baseline was measured"
        return
    if standing.measure is None or "floor" not in lost:
        yield _against_floor(subject, standing, floor, rule)
    if "ceiling" not in lost:
        yield _against_ceiling(subject, standing, floor, ceiling)
    if standing.measure is not None:
        yield _without_value(subject, rule, lost)


def beside_baseline(subject: Subject, rule: RuleResult, baseline: BaselineResult, model: str) -> Text:
    """How a model does beside a baseline, by the rule in force: `0.1 better`, `0.1 worse`, `level`."""
    gained, measure = baseline.deciding_gains[model], subject.evaluation.standings[model].measure
    gain = gained.absolute
    if gained.compared == "not-distinguishable":
        return Text(subject.number("not distinguishable", "gains", baseline.baseline.id, model))
    if not gain:
        return Text("level")
    apart = gained.size(measure or 0.0, baseline.measure or 0.0, rule.unit)
    size = subject.number(apart, "gains", baseline.baseline.id, model)
    return Text(size, " worse" if gain < 0 else " better")


def _against_floor(subject: Subject, standing: Standing, floor: BaselineResult | None, rule: RuleResult) -> Words:
    if standing.measure is None:
        return "it lacks a value to compare it by"
    if floor is None or floor.measure is None:
        return "no baseline without people was measured"
    better = beside_baseline(subject, rule, floor, standing.model)
    marked = not_the_same(floor.baseline)
    value = subject.number(about(floor.measure, rule.unit), "floor")
    name = Text(f"{floor.baseline.name} (", value, f"; {marked})" if marked else ")")
    if floor.deciding_gains[standing.model].compared == "not-distinguishable":
        return Text(better, " from ", name)
    if standing.below_floor:
        return Text(better, " than ", name, ", so it should not ship")
    return Text(better, " than " if better.numbers else " with ", name)


def _against_ceiling(
    subject: Subject, standing: Standing, floor: BaselineResult | None, ceiling: BaselineResult | None
) -> Words:
    if ceiling is None:
        return "people were not measured"
    if standing.above_ceiling:
        return f"better than people at their best ({ceiling.baseline.name}): check for leakage"
    if standing.gap_closed is not None and not standing.below_floor:
        share = subject.number(percent(standing.gap_closed), "gap_closed", standing.model)
        return Text(share, f" of the way to {ceiling.baseline.name}")
    if standing.gap_closed is None and floor is not None:
        return f"people at their best ({ceiling.baseline.name}) do no better than {floor.baseline.name}"
    return ""


def _unmeasured(evaluation: Evaluation) -> dict[str, list[BaselineResult]]:
    """The ends that are not there although there are baselines of that side: none has a measure."""
    ends = {"floor": evaluation.floor, "ceiling": evaluation.ceiling}
    found = {
        end: [one for one in evaluation.baselines if room.BY_ID[one.baseline.kind].role == end]
        for end, known in ends.items()
        if known is None
    }
    return {end: results for end, results in found.items() if results}


def _without_value(subject: Subject, deciding: RuleResult, lost: Mapping[str, Sequence[BaselineResult]]) -> Words:
    """`Old script and Experts have no value for cost, so there is nothing to compare with`."""
    rule, names = subject.project.rules[deciding.id], dict[tuple[str, ...], list[Name]]()
    for result in (one for results in lost.values() for one in results):
        names.setdefault(lacking(rule, result.baseline.values), []).append(Name(result.baseline.name))
    clauses = []
    for missing, named in names.items():
        metrics = [metric_label(metric, subject.metrics) for metric in missing]
        of = Text("value for ", listed(metrics, "or")) if missing else "score"
        clauses.append(Text(listed(named), f" {'has' if len(named) == 1 else 'have'} no ", of))
    none = "no baseline" if len(lost) == 2 else "no human level" if "ceiling" in lost else "no baseline without people"
    return Text(listed(clauses), f", so there is {none} to compare with") if clauses else ""


def met_text(subject: Subject) -> Text:
    """How many requirements are met, and which are not; nothing where there are none."""
    named = _named(subject)
    if not named:
        return Text()
    evaluation, model = subject.evaluation, named[0][1].model
    if named[0][1].unchosen:
        return Text(f"Nothing is chosen that could meet {'it' if len(named) == 1 else 'them'}.")
    missed = [_missed(subject, result) for _, result in named if result.status == "missed"]
    met = [result.status for _, result in named].count("met")
    nearest = model is not None and evaluation.chosen is None
    verb, count = ("misses", len(missed)) if missed else ("meets", met)
    said = f"{f'{model} {verb}' if nearest else at_start(verb)} {count} of {len(named)}"
    parts: list[Words] = [f"{said}: {'; '.join(missed)}" if missed else said]
    unknown = dict.fromkeys(
        metric_label(result.bound.metric, subject.metrics) for _, result in named if result.status == "not-measured"
    )
    if unknown:
        parts.append(Text("not measured: ", listed(unknown)))
    return Text(joined(parts, "; "), ".")


def _missed(subject: Subject, result: RequirementResult) -> str:
    """`angular error is 60 degrees (must be below 5)`."""
    bound = result.bound
    value = against_limit(bound, result.value or 0.0, metric_unit(bound.metric, subject.metrics))
    limit = f"(must be {WORDS[bound.operator]} {number(bound.limit)})"
    return f"{metric_label(bound.metric, subject.metrics)} is {value} {limit}"


def _named(subject: Subject) -> list[tuple[str, RequirementResult]]:
    return list(zip(requirement_names(subject.evaluation), subject.evaluation.requirements, strict=True))


def _margin(subject: Subject, name: str, result: RequirementResult) -> Text:
    margin = result.margin or 0.0
    unit = metric_unit(result.bound.metric, subject.metrics)
    text = subtracted(result.value or 0.0, result.bound.limit, unit)
    return subject.number(text, "requirements", name, value=margin)


def _line(subject: Subject, name: str, result: RequirementResult) -> Line:
    limit = bound_words(result.bound, subject.metrics)
    key, state = subject.of("requirements", name), result.status if subject.project.active else ""
    return Line(_words(subject, name, result), lead=limit, note=result.why or "", state=state, key=key)


def _words(subject: Subject, name: str, result: RequirementResult) -> Text:
    if result.value is None or result.margin is None:
        return subject.number(result.absent, "requirements", name)
    margin = _margin(subject, name, result)
    near = ", within its error" if result.kept is not None and result.kept.near else ""
    value = against_limit(result.bound, result.value, metric_unit(result.bound.metric, subject.metrics))
    if not subject.project.active:
        return Text(f"{result.status} when it was {subject.project.status.state}: {value}, by ", margin)
    if result.status == "met":
        return Text(f"met: {value}, ", margin, f" to spare{near}")
    return Text(f"missed: {value}, ", margin, f" too {'low' if result.bound.better == 'higher' else 'high'}{near}")


def _blocks(subject: Subject) -> Iterator[Block]:
    lines = tuple(_line(subject, name, result) for name, result in _named(subject))
    if lines:
        yield Bullets(lines, look="requirements")


SECTION = SectionKind("requirements", "Requirements", 7, _blocks, edits=("requirements",), conclusions=("requirement",))
