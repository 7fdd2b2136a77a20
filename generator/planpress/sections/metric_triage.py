"""Which metric is next: for each requirement how many models keep it, how far the best is, and what to do with it."""

from collections.abc import Iterator
from functools import partial

from planpress.document.blocks import Block, Bullets, Cell, Column, Line, Paragraph, Row, table
from planpress.document.labels import metric_label, metric_unit
from planpress.explanations.gap_working import requirement_names
from planpress.explanations.triage_working import is_multiple, times_words
from planpress.model.metrics import WORDS, Metric
from planpress.model.text import Styled, Text, Words
from planpress.model.triage import RuleRole, Triage, TriagedRequirement, TriageRole
from planpress.model.wording import about, day, listed, with_unit
from planpress.rules.common import against_limit, bound_words, told_apart
from planpress.sections.section import SectionKind, Subject

ROLES: dict[TriageRole, str] = {
    "not-binding": "Not binding: is it too loose?",
    "threshold": "Limit",
    "optimise": "Optimise",
    "wait": "Wait",
    "not-measured": "Not measured",
}
_IN_RULE: dict[tuple[RuleRole, ...], str] = {
    (): "leaves it out",
    ("optimise",): "optimises it",
    ("threshold",): "has it as a limit",
    ("optimise", "threshold"): "optimises it and has it as a limit",
}
_NOTES: dict[tuple[RuleRole, ...], str] = {
    (): "left out",
    ("optimise",): "optimised",
    ("threshold",): "limit",
    ("optimise", "threshold"): "optimised, and a limit",
}


def _blocks(subject: Subject) -> Iterator[Block]:
    found = subject.evaluation.triage
    if found is None:
        return
    columns = [
        Column("Metric and requirement", look="name"), Column("What to do", look="some"),
        Column("Models that meet it"), Column("Baselines that do"),
        Column("Best model", look="rating"), Column("Over models"),
    ]  # fmt: skip
    names = requirement_names(subject.evaluation)
    rows = map(partial(_row, subject), names, found.requirements)
    yield from table("Requirements over all models", columns, rows)
    again = _again(subject, found)
    if again:
        yield Paragraph(again, key=subject.of("triage", "again"))
    remarks = tuple(_remarks(subject, found))
    if remarks:
        yield Bullets(remarks)


SECTION = SectionKind("triage", "Which metric next", 23, _blocks, folded=True)


def _row(subject: Subject, name: str, one: TriagedRequirement) -> Row:
    unit, bound, key = metric_unit(one.bound.metric, subject.metrics), one.bound, partial(subject.of, "triage", name)
    best: Words = "–"
    if one.best is not None and one.value is not None:
        best = f"{against_limit(bound, one.value, unit)} ({one.best})"
    rule = subject.evaluation.deciding
    cells = (
        Cell(metric_label(bound.metric, subject.metrics), f"{WORDS[bound.operator]} {with_unit(bound.limit, unit)}"),
        Cell(ROLES[one.role], note=f"rule: {_NOTES[one.in_rule]}" if rule else "", key=key("role")),
        Cell(_of(len(one.meets), one.measured), key=key("models")),
        Cell(_of(len(one.baselines), one.baselines_measured), key=key("baselines")),
        Cell(best, note=_distance(subject, name, one), key=key("best")),
        Cell(_spread(one, subject.metrics.get(bound.metric)), key=key("spread")),
    )
    return Row(cells, key=subject.of("triage", name))


def _of(count: int, measured: int) -> str:
    return f"{count} of {measured}" if measured else "–"


def _spread(one: TriagedRequirement, metric: Metric | None) -> str:
    """`0.75 to 1.25 cm`; what is worked out with as few digits as tell both ends apart."""
    if one.low is None or one.high is None:
        return "–"
    if one.low == one.high:
        return about(one.low, metric.unit if metric else None)
    ends = told_apart(one.low, one.high)
    return " ".join(filter(None, (" to ".join(ends), metric.unit if metric else None)))


def _distance(subject: Subject, name: str, one: TriagedRequirement) -> Text:
    """`11.4 times the limit`, `0.25 times as far from 1 as the limit`; nothing where nothing was measured."""
    if one.value is None:
        return Text()
    times = subject.number(times_words(one.distance), "triage", name, value=one.distance)
    if not is_multiple(one.distance):
        return times
    if one.perfect is None:
        return Text("the limit is ", times, " that")
    if one.perfect == 0:
        return Text(times, " the limit")
    perfect = with_unit(one.perfect, metric_unit(one.bound.metric, subject.metrics))
    return Text(times, f" as far from {perfect} as the limit")


def _again(subject: Subject, found: Triage) -> Text:
    """When the triage is to be looked at again, or that several are equally far."""
    label = partial(metric_label, metrics=subject.metrics)
    if found.revisit is not None:
        to, nearer = found.revisit, "below" if found.revisit.optimised.bound.better == "lower" else "above"
        value = subject.number(about(to.value, metric_unit(to.metric, subject.metrics)), "revisit", value=to.value)
        waits = label(to.waiting.bound.metric)
        return Text(f"Look again when {label(to.metric)} is {nearer} ", value, f": {waits} is then as near.")
    tied = list(dict.fromkeys(label(one.bound.metric) for one in found.of("optimise")))
    if len(tied) < 2:
        return Text()
    far = "are equally far" if any(one.distance is not None for one in found.of("optimise")) else "cannot be compared"
    return Text(f"{listed(tied)} {far}: optimise one of them.")


def _remarks(subject: Subject, found: Triage) -> Iterator[Line]:
    """Limits that all baselines meet, what has no distance, and where the rule has a metric in another role; what says
    why, or can, stands once, at the last of these."""
    rule = subject.evaluation.deciding
    differing = [at for at, one in enumerate(found.requirements) if one.differs]
    named = zip(requirement_names(subject.evaluation), found.requirements, strict=True)
    for at, (name, one) in enumerate(named):
        line = partial(Line, lead=bound_words(one.bound, subject.metrics))
        key = partial(subject.of, "triage", name)
        if one.below_baselines and one.meets:
            side = "below" if one.bound.better == "higher" else "above"
            yield line(f"every baseline meets it, so the limit is {side} what is there", key=key("loose"))
        if one.role == "wait" and one.distance is None:
            yield line("no multiple says how far it is, so people say whether it comes first", key=key("far"))
        if one.differs and rule is not None:
            here = {"threshold": "a limit here", "optimise": "to be optimised", "wait": "waits here"}[one.role]
            because, history = Styled("because", "code"), Styled("rule_history", "code")
            asked = Text("; ", because, " in ", history, " can say why")
            answer = f"; its history says why ({day(found.answer.since)})" if found.answer else asked
            answer = answer if at == differing[-1] else ""
            yield line(Text(f"{here}, while the rule {rule.label} {_IN_RULE[one.in_rule]}", answer), key=key("differs"))
