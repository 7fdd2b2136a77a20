"""# Findings

What `planpress check` says of the head and not of the base, and what no longer has to be said.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator, Mapping, Sequence

from planpress.model.change import Change
from planpress.model.findings import Finding
from planpress.model.location import Location
from planpress.model.report import Report

Key = tuple[str, str | None, str, str]
"""What a finding is, wherever its project and the plan are: code, project, file, message."""


def findings(old: Report, new: Report, renamed: Mapping[str, str]) -> Iterator[Change]:
    """New findings, then mended ones. One that only moved to another line, or with its project or the plan, is neither.

    `renamed` has new ids of projects by old ones.
    """
    titles = old.names() | new.names()
    before = _keyed(old, renamed)
    after = _keyed(new, {})
    for way, some, others, plan in (("new", after, before, new.plan), ("mended", before, after, old.plan)):
        yield from (_change(one, way, titles, plan.location) for one in _surplus(some, others))


def _keyed(report: Report, renamed: Mapping[str, str]) -> list[tuple[Key, Finding]]:
    return [(_key(one, report.plan.location, renamed), one) for one in report.findings]


def _surplus(some: Sequence[tuple[Key, Finding]], others: Sequence[tuple[Key, Finding]]) -> Iterator[Finding]:
    """The findings that the others do not have, counted: two on one side and one on the other leave one."""
    known = Counter(key for key, _ in others)
    for key, one in some:
        if known[key] > 0:
            known[key] -= 1
        else:
            yield one


def _key(finding: Finding, location: Location, renamed: Mapping[str, str]) -> Key:
    project = location.project_of(finding.place.path)
    if project is None:
        return finding.code, None, location.below(finding.place.path), finding.message
    rest = finding.place.path.removeprefix(f"{location.projects}/{project}")
    return finding.code, renamed.get(project, project), rest, finding.message


def _change(finding: Finding, way: str, titles: Mapping[str, str], location: Location) -> Change:
    project = location.project_of(finding.place.path)
    text = f"{finding.code} {finding.message}"
    was, now = (None, text) if way == "new" else (text, None)
    return Change(
        kind="finding",
        label=f"{way} {finding.level}",
        level="finding",
        project=project,
        title=titles.get(project or "", "the plan" if project is None else project),
        subject=way,
        was=was,
        now=now,
        worse=way == "new",
        place=finding.place,
    )
