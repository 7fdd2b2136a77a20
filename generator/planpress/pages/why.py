"""Links from the numbers on a page to how they were made, and the section that says it.

A link reads as its number and nothing more: in a table the heads of row and column say what it is, and a longer name
on each of some hundred links would bury the table for those who listen to it.
"""

import re
import zlib
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from itertools import chain, count

from planpress.document.labels import metric_label
from planpress.explanations import explain
from planpress.model.evaluation import Evaluation
from planpress.model.explanation import Explanation, Topic
from planpress.model.report import Report
from planpress.model.site_pages import project_page

MOST_VERDICTS = 120
"""The verdicts on models that are explained on a page: 40 models under three rules. The terminal explains all."""

_PLAIN = re.compile(r"[A-Za-z0-9_-]+")
_LOST = re.compile(r"[^A-Za-z0-9_]+")


@dataclass(frozen=True, slots=True)
class Why:
    """The explanations of one page by topic, the anchor of each by its subject, and how many models have none."""

    topics: tuple[Topic, ...]
    anchors: Mapping[str, str]
    left_out: int


def explained(report: Report, project_id: str) -> Why:
    """What a project's page explains: every number that it shows, but for the models of a very long table."""
    evaluation = report.evaluations[project_id]
    models = _models(evaluation)
    compared = () if evaluation.leading is None else (evaluation.leading,)
    called = _called(evaluation, report)
    topics = tuple(
        replace(topic, explanations=tuple(_by_label(one, called) for one in topic.explanations))
        for topic in explain(report, project_id, models=models, compared=compared)
    )
    left_out = len(evaluation.project.models()) - len(models)
    return Why(topics, _anchors(project_id, topics), left_out if evaluation.rules else 0)


def _called(evaluation: Evaluation, report: Report) -> Mapping[str, str]:
    """What a page calls what the terminal calls by ids: metrics, baselines, and the priorities of projects."""
    project, metrics = evaluation.project, report.plan.metrics_of(evaluation.project)
    ids = {name: metric_label(name, metrics) for name in metrics}
    ids |= {one.id: one.name for one in project.baselines}
    ids |= {f"{name}.priority": title for name, title in report.names().items()}
    models = frozenset(project.models())
    return {name: label for name, label in ids.items() if name not in models}


def _by_label(one: Explanation, called: Mapping[str, str]) -> Explanation:
    inputs = tuple(
        given if given.label or given.name not in called else replace(given, label=called[given.name])
        for given in one.inputs
    )
    return replace(one, inputs=inputs, children=tuple(_by_label(child, called) for child in one.children))


def anchor(names: str) -> str:
    """The anchor of a subject without its project: `rules.threshold.net-2` is at `why--rules-threshold-net-2`.

    What letters alone would not tell apart has a checksum at its end. No heading of a narrative has such an anchor:
    those that Markdown makes hold no two dashes in a row.
    """
    plain = names.replace(".", "-")
    if _PLAIN.fullmatch(plain):
        return f"why--{plain}"
    return f"why--{_LOST.sub('-', names).strip('-')}-{zlib.crc32(names.encode()):08x}"


def address(subject: str, anchors: Mapping[str, str] | None) -> str | None:
    """Where a page explains a subject, as in `pose.requirements.recall`: the page with these `anchors` itself, else the
    page of the project; None where it does not."""
    if anchors is not None:
        at = anchors.get(subject)
        return None if at is None else f"#{at}"
    project, _, names = subject.partition(".")
    return f"page:{project_page(project)}#{anchor(names)}"


def signs(text: str) -> str:
    """What a terminal writes in letters, with the signs of a page: `3 x 0.75 - sqrt(2)` is `3 × 0.75 − √(2)`."""
    return text.replace(" x ", " × ").replace(" - ", " − ").replace("sqrt(", "√(").replace("->", "→")


def _models(evaluation: Evaluation) -> tuple[str, ...]:
    """The models whose verdicts are explained: all, or those that come first by the rule that decides."""
    names = evaluation.project.models()
    most = MOST_VERDICTS // max(1, len(evaluation.rules))
    if len(names) <= most or evaluation.deciding is None:
        return names[:most]
    rule = evaluation.deciding
    places = {verdict.model: verdict.rank or len(names) + 1 for verdict in rule.verdicts}
    return tuple(sorted(names, key=lambda name: (name != rule.nearest, places[name])))[:most]


def _anchors(project_id: str, topics: Sequence[Topic]) -> dict[str, str]:
    """An anchor for each subject, no two alike."""
    taken: set[str] = set()
    anchors: dict[str, str] = {}
    for subject in dict.fromkeys(one.subject for topic in topics for one in topic.explanations):
        name = anchor(subject.removeprefix(f"{project_id}."))
        free = (at for at in chain([name], (f"{name}-{nth}" for nth in count(2))) if at not in taken)
        anchors[subject] = next(free)
        taken.add(anchors[subject])
    return anchors
