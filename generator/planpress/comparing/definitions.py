"""# Definitions

What the plan decides by, and records: rules, thresholds, weights, scales, metrics, baselines, requirements, stages,
waivers, reviews and decisions. That one was edited is said even where no conclusion follows from it.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence

from planpress.comparing.edit_text import shown
from planpress.model.change import Change, Edit

LABELS: Mapping[str, str] = {
    "rule": "rule",
    "threshold": "threshold",
    "weight": "weight",
    "scoring": "scoring",
    "capacity": "capacity",
    "metric": "metric definition",
    "baseline": "baseline",
    "limit": "required limit",
    "stage": "stage",
    "waiver": "waiver",
    "review": "review",
    "decision": "decision",
}
"""The kinds of definitions, in the order of consequence, and what a table calls them."""

_OF_PLAN = {"capacity": "capacity", "metrics": "metric", "scales": "scoring", "priority": "scoring",
            "impact": "scoring", "feasibility": "scoring", "cost_per_nine": "scoring"}  # fmt: skip
_OF_PROJECT = {"rules": "rule", "decide_by": "rule", "rule_history": "rule", "metrics": "metric",
               "baselines": "baseline", "requirements": "limit", "accuracy": "limit", "stage": "stage",
               "lifecycle": "stage", "waivers": "waiver", "review_by": "review", "screens": "review",
               "decisions": "decision"}  # fmt: skip


def definitions(edits: Sequence[Edit], titles: Mapping[str, str]) -> Iterator[Change]:
    """Every edit of a definition as a change, the most consequential kinds first."""
    for kind, label in LABELS.items():
        for edit in edits:
            if definition(edit) == kind:
                yield Change(
                    kind=kind,
                    label=label,
                    level="definition",
                    project=edit.project,
                    title=titles.get(edit.project or "", "the plan"),
                    subject=edit.words,
                    was=None if edit.kind == "added" else shown(edit.old),
                    now=None if edit.kind == "removed" else shown(edit.new),
                    place=edit.place,
                )


def definition(edit: Edit) -> str | None:
    """The kind of definition that an edit changes, None where it changes an input or a text."""
    if edit.project is None:
        if edit.names[:1] in (("impact",), ("feasibility",)) and edit.names[-1:] == ("weight",):
            return "weight"
        if edit.names[-1:] in (("label",), ("question",)) or "levels" in edit.names:
            return None
        return _OF_PLAN.get(edit.top)
    if edit.names[-1:] in (("label",), ("why",), ("note",), ("source",)):
        return None
    return "threshold" if "subject_to" in edit.names else _OF_PROJECT.get(edit.top)
