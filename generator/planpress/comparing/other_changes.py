"""What changes beside conclusions and scores: projects as a whole, definitions, and findings.

Definitions are what the plan decides by, and records: rules, thresholds, weights, scales, metrics, baselines,
requirements, stages, waivers, reviews, decisions, milestones, meetings, and what teams are asked for. That one was
edited is said even where no conclusion follows.
"""

from collections.abc import Iterator, Mapping, Sequence

from planpress.comparing.edit_text import shown
from planpress.model.change import Cause, Change, Edit
from planpress.model.findings import Finding
from planpress.model.location import Location
from planpress.model.report import Report
from planpress.model.written_values import MEETINGS

_KINDS = ("rule", "threshold", "weight", "scoring", "capacity", "metric", "baseline", "limit", "stage", "waiver",
          "review", "decision", "load", "milestone", "agenda")  # fmt: skip
"""The kinds of definitions, in the order of consequence."""

_LABELS = {"metric": "metric definition", "limit": "required limit", "load": "team load", "agenda": "meeting"}
"""What a table calls those that are called otherwise."""

_OF_PLAN = {"capacity": "capacity", "metrics": "metric", "scales": "scoring", "priority": "scoring",
            "impact": "scoring", "feasibility": "scoring", "cost_per_nine": "scoring",
            "teams": "load", MEETINGS: "agenda"}  # fmt: skip
_OF_PROJECT = {"rules": "rule", "decide_by": "rule", "rule_history": "rule", "metrics": "metric",
               "baselines": "baseline", "requirements": "limit", "accuracy": "limit", "stage": "stage",
               "lifecycle": "stage", "waivers": "waiver", "review_by": "review", "screens": "review",
               "decisions": "decision", "status": "decision", "in_use": "decision",
               "uses": "load", "milestones": "milestone"}  # fmt: skip


def definitions(edits: Sequence[Edit], titles: Mapping[str, str]) -> Iterator[Change]:
    """Every edit of a definition as a change, the most consequential kinds first."""
    for kind in _KINDS:
        for edit in edits:
            if definition(edit) == kind:
                title = titles.get(edit.project or "", "the plan")
                was = None if edit.kind == "added" else shown(edit.old)
                now = None if edit.kind == "removed" else shown(edit.new)
                label, place = _LABELS.get(kind, kind), edit.place
                yield Change(kind, label, "definition", edit.project, title, edit.words, was, now, place=place)


def definition(edit: Edit) -> str | None:
    """The kind of definition that an edit changes, None where it changes an input or a text."""
    if edit.project is None:
        if edit.names[:1] in (("impact",), ("feasibility",)) and edit.names[-1:] == ("weight",):
            return "weight"
        described = edit.names[-1:] in (("label",), ("question",)) or "levels" in edit.names
        if described and edit.top != MEETINGS:
            return None
        return _OF_PLAN.get(edit.top)
    if edit.names[-1:] in (("label",), ("why",), ("note",), ("source",)):
        return None
    return "threshold" if "subject_to" in edit.names else _OF_PROJECT.get(edit.top)


def projects(old: Report, new: Report, edits: tuple[Edit, ...], renamed: Mapping[str, str]) -> Iterator[Change]:
    """A change for each project that is on one side only, with the place that it takes or leaves."""
    titles, after = old.names(), new.names()
    gone = {after: before for before, after in renamed.items()}
    for name in new.order():
        if name in gone:
            yield _whole("renamed", name, after[name], gone[name], name, edits)
        elif name not in titles:
            yield _whole("added", name, after[name], None, _standing(new, name), edits)
    for name in old.order():
        if name not in after and name not in renamed:
            yield _whole("removed", name, titles[name], _standing(old, name), None, edits)


def _whole(subject: str, name: str, title: str, was: str | None, now: str | None, edits: tuple[Edit, ...]) -> Change:
    edit = next((edit for edit in edits if edit.project == name and not edit.names), None)
    cause = Cause("alone", (edit,)) if edit else None
    where = edit.place if edit else None
    kind = "project"
    return Change(kind, kind, "conclusion", name, title, subject, was, now, was, now, cause=cause, place=where)


def _standing(report: Report, name: str) -> str:
    entry = report.ranking.of(name)
    if entry is None:
        return "not ranked"
    return f"rank {entry.priority.rank}" if entry.priority.rank else "no rank"


Key = tuple[str, str | None, str, str]
"""What a finding is, wherever its project and the plan are: code, project, file, message."""


def findings(old: Report, new: Report, renamed: Mapping[str, str]) -> Iterator[Change]:
    """New findings, then mended ones. One that only moved to another line, or with its project or the plan, is neither.

    `renamed` has new ids of projects by old ones.
    """
    titles = old.names() | new.names()
    before, after = _keyed(old, renamed), _keyed(new, {})
    for way, some, others, plan in (("new", after, before, new.plan), ("mended", before, after, old.plan)):
        for key, found in some.items():
            for one in found[len(others.get(key, ())) :]:  # two on one side and one on the other leave one
                yield _found(one, way, titles, plan.location)


def _keyed(report: Report, renamed: Mapping[str, str]) -> dict[Key, list[Finding]]:
    found: dict[Key, list[Finding]] = {}
    location = report.plan.location
    for one in report.findings:
        path, project = one.place.path, location.project_of(one.place.path)
        rest = path.removeprefix(f"{location.projects}/{project}") if project else location.below(path)
        known = project and renamed.get(project, project)
        found.setdefault((one.code, known, rest, one.message), []).append(one)
    return found


def _found(finding: Finding, way: str, titles: Mapping[str, str], location: Location) -> Change:
    project = location.project_of(finding.place.path)
    text = f"{finding.code} {finding.message}"
    title, label = titles.get(project or "", project or "the plan"), f"{way} {finding.level}"
    is_new = way == "new"
    was, now, before, after = (None, text, None, finding) if is_new else (text, None, finding, None)
    return Change(
        "finding", label, "finding", project, title, way, was, now, before, after, worse=is_new, place=finding.place
    )
