"""What the values of a metric are of, as their evidence says: its definition, its data, and what errors rest on."""

from collections.abc import Iterator

from planpress.document.blocks import Line
from planpress.document.labels import metric_label
from planpress.model.evidence import METHOD_WORDS, MetricEvidence, Passport, evidence_path
from planpress.model.sources import Place
from planpress.model.text import Reference, Text, joined
from planpress.model.wording import counted, few, shortened
from planpress.sections.section import Subject

_SHORTEST_HASH = 12


def passport_words(passport: Passport) -> str:
    """`mean, split test, data 1f0c...`: what is known of it, in one line."""
    return ", ".join(_part(name, value) for name, value in passport.items())


def _part(name: str, value: str) -> str:
    if value.startswith("sha256:"):
        value = value.removeprefix("sha256:")[:_SHORTEST_HASH]
    value = shortened(value, 80)
    return value if name == "metric" else f"{name} {value}"


def rests_on(found: MetricEvidence) -> str:
    """`400 examples in 40 clusters, CR1`: what errors are estimated from, of the model with the least; nothing where
    there are none."""
    known = [one for one in found.models.values() if one.se is not None and one.method is not None]
    if not known:
        return ""
    least = min(known, key=lambda one: (one.n or 0, one.clusters or 0, one.folds or 0))
    count = counted(least.n, "example") if least.n is not None else ""
    if least.clusters is not None:
        count += f" in {counted(least.clusters, 'cluster')}"
    if least.folds is not None:
        count = counted(least.folds, "fold")
    return ", ".join(filter(None, (count, METHOD_WORDS[least.method or "stated"])))


def passports(subject: Subject) -> Iterator[Line]:
    """What the values of each metric with evidence are of, those of one kind together, and where they are from."""
    table = subject.project.table
    evidence = table.evidence if table else None
    if table is None or evidence is None:
        return
    alike: dict[str, list[Text]] = {}
    for name, found in evidence.metrics.items():
        if found.models:
            label = subject.number(metric_label(name, subject.metrics), "metrics", name)
            other = [model for model, one in found.models.items() if one.differs]
            said = [passport_words(found.passport), rests_on(found), f"not so for {few(other)}" if other else ""]
            alike.setdefault("; ".join(filter(None, said)), []).append(label)
    for words, labels in alike.items():
        yield Line(words, lead=Text(joined(labels, ", ")))
    if evidence.read_from:
        yield Line(evidence.read_from, lead="Evidence", note=Text(Reference(Place(evidence_path(table.path)))))
