"""Links from the numbers on a page to how they were made, and the section that says it.

A link reads as its number and nothing more: in a table the heads of row and column say what it is, and a longer name
on each of some hundred links would bury the table for those who listen to it.
"""

from __future__ import annotations

import re
import zlib
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from typing import Any, NamedTuple

from jinja2 import pass_context
from jinja2.runtime import Context
from markupsafe import Markup

from planpress.document.html import Html
from planpress.explanations import explain
from planpress.model.evaluation import Evaluation
from planpress.model.explanation import Explanation, ExplanationLine, Topic, head, lines
from planpress.model.report import Report
from planpress.model.text import Number, Text
from planpress.pages.site_paths import project_page

MOST_VERDICTS = 120
"""So many verdicts on models are explained on a page: 40 models under three rules. The terminal explains all."""

_PLAIN = re.compile(r"[A-Za-z0-9_-]+")
_LOST = re.compile(r"[^A-Za-z0-9_]+")


class Shown(NamedTuple):
    """An explanation as a page shows it, with its anchor."""

    anchor: str
    head: tuple[str, str, str]
    lines: tuple[ExplanationLine, ...]


@dataclass(frozen=True, slots=True)
class Why:
    """The explanations of one page by topic, the anchor of each by its subject, and how many models have none."""

    topics: tuple[tuple[str, tuple[Shown, ...]], ...]
    anchors: Mapping[str, str]
    left_out: int


def explained(report: Report, project_id: str) -> Why:
    """What a project's page explains: every number that it shows, but for the models of a very long table."""
    evaluation = report.evaluations[project_id]
    models = _models(evaluation)
    topics = tuple(explain(report, project_id, models=models, compared=_compared(evaluation)))
    anchors = _anchors(project_id, topics)
    shown = tuple((topic.title, tuple(_shown(one, anchors) for one in topic.explanations)) for topic in topics)
    left_out = len(evaluation.project.models()) - len(models)
    return Why(shown, anchors, left_out if evaluation.rules else 0)


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


@pass_context
def linked(context: Context, text: Text) -> Markup:
    """A Jinja filter: a text in which each number is such a link."""
    anchors: Mapping[str, str] | None = context.get("anchors")
    html = Html(lambda piece: address(piece.subject, anchors) if isinstance(piece, Number) and piece.subject else None)
    return Markup(html.inline(text))


FILTERS: Mapping[str, Any] = {"linked": linked}


def _models(evaluation: Evaluation) -> tuple[str, ...]:
    """The models whose verdicts are explained: all, or those that come first by the rule that decides."""
    names = evaluation.project.models()
    most = MOST_VERDICTS // max(1, len(evaluation.rules))
    if len(names) <= most or evaluation.deciding is None:
        return names[:most]
    rule = evaluation.deciding
    places = {verdict.model: verdict.rank or len(names) + 1 for verdict in rule.verdicts}
    return tuple(sorted(names, key=lambda name: (name != rule.nearest, places[name])))[:most]


def _compared(evaluation: Evaluation) -> tuple[str, ...]:
    """The model that a page holds against the baselines: the chosen one, else the nearest miss."""
    model = evaluation.leading
    return () if model is None else (model,)


def _anchors(project_id: str, topics: Sequence[Topic]) -> dict[str, str]:
    """An anchor for each subject, no two alike."""
    taken: set[str] = set()
    anchors: dict[str, str] = {}
    for topic in topics:
        for one in topic.explanations:
            name = anchor(one.subject.removeprefix(f"{project_id}."))
            at = name if name not in taken else next(free for free in _numbered(name) if free not in taken)
            taken.add(at)
            anchors.setdefault(one.subject, at)
    return anchors


def _numbered(name: str) -> Iterator[str]:
    count = 2
    while True:
        yield f"{name}-{count}"
        count += 1


def _shown(explanation: Explanation, anchors: Mapping[str, str]) -> Shown:
    return Shown(anchors[explanation.subject], head(explanation), tuple(lines(explanation)))
