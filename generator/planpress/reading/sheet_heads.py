"""The heads by which sheets of projects are known: what tools call a title or an owner, and the parts of RICE, ICE and
WSJF.

Sources: RICE by Sean McBride (Intercom, 2016): impact is 3, 2, 1, 0.5 or 0.25, effort is person-months; ICE by Sean
Ellis: each from 1 to 10; WSJF by the Scaled Agile Framework: cost of delay over job size.
"""

import re
from collections.abc import Collection, Mapping, Sequence

_BRACKETS = re.compile(r"\([^()]*\)|\[[^\[\]]*\]")

TITLES: Sequence[Collection[str]] = (
    {"title", "issue title"},
    {"name", "title name"},
    {
        "initiative", "feature", "idea", "epic", "opportunity", "use case", "task", "card", "item", "deliverable",
        "initiative name", "feature name", "idea name", "epic name", "task name", "card name", "item name",
        "initiative title", "feature title", "idea title", "use case name", "epic title", "task title",
    },
    {"project", "project name", "project title"},
    {"summary", "issue summary"},
)  # fmt: skip
"""Heads of titles, the surest first."""
_ISSUES = {"issue key", "issue id", "issue type"}
"""In an export of issues the summary is the title, and the project is what they belong to."""

HEADS: Mapping[str, Sequence[Collection[str]]] = {
    "owner": ({"owner", "project owner"}, {"lead", "project lead"}, {"dri"}, {"assignee"}, {"team"}),
    "summary": ({"summary", "one liner", "short description"}, {"description"}, {"problem", "problem statement"}),
    "stage": ({"stage"}, {"phase"}, {"status"}, {"state"}),
    "archetype": ({"archetype"},),
    "tags": ({"tags", "tag", "labels"},),
    "review_by": ({"review by", "review date", "next review"},),
    "link": ({"url", "link", "links", "issue url"},),
    "effort": ({"person weeks", "effort person weeks", "effort in person weeks", "estimate person weeks"},),
}
"""Heads of other keys, the surest first."""

PARTS: Mapping[str, Collection[str]] = {
    "reach": {"reach"},
    "impact": {"impact"},
    "confidence": {"confidence"},
    "effort": {"effort"},
    "ease": {"ease", "ease of implementation"},
    "value": {"business value", "user business value", "user value"},
    "criticality": {"time criticality"},
    "risk": {
        "risk reduction", "opportunity enablement", "risk reduction opportunity enablement", "rr oe", "rroe",
        "risk reduction and opportunity enablement", "risk reduction and or opportunity enablement",
    },
    "size": {"job size", "job duration"},
    "delay": {"cost of delay", "cod"},
}  # fmt: skip
_METHODS = (
    ("RICE", {"reach", "impact", "confidence", "effort"}),
    ("ICE", {"impact", "confidence", "ease"}),
    ("WSJF", {"value", "criticality", "size"}),
    ("WSJF", {"delay", "size"}),
)
SCALES: Mapping[tuple[str, str], tuple[float, float]] = {
    ("RICE", "impact"): (0.25, 3),
    ("RICE", "confidence"): (0, 100),
    **{("ICE", part): (1, 10) for part in ("impact", "confidence", "ease")},
}
"""The ends of a part's scale where its method has one. That of WSJF is each team's own."""
SCORES = {
    "rice", "rice score", "ice", "ice score", "wsjf", "wsjf score", "score", "priority score", "priority", "rank",
}  # fmt: skip
"""Heads of what planpress works out itself."""


def form(head: str) -> str:
    """The words of a head in small letters: of "userBusinessValue (1-10)" user business value."""
    parted = re.sub(r"(?<=[a-z])(?=[A-Z])", " ", _BRACKETS.sub(" ", head))
    return " ".join(re.findall(r"[^\W_]+", parted.casefold()))


def forms(head: str) -> set[str]:
    """The same, and with what stands in brackets: a unit may say what it is."""
    return {form(head), form(re.sub(r"[()\[\]]", " ", head))}


def titles(heads: Sequence[str]) -> Sequence[Collection[str]]:
    """Heads of titles in a sheet with these, the surest first."""
    issues = any(form(head) in _ISSUES for head in heads)
    return (*TITLES[:2], TITLES[-1], *TITLES[2:-1]) if issues else TITLES


def part_of(head: str) -> str | None:
    """Which part of a method a head names."""
    return next((part for part, names in PARTS.items() if form(head) in names), None)


def method_of(heads: Sequence[str]) -> str | None:
    """The method by which a sheet scores its rows; None where its heads are of none."""
    parts = {part_of(head) for head in heads}
    return next((method for method, needed in _METHODS if needed <= parts), None)
