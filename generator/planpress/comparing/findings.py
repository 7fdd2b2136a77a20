"""# Findings

What `planpress check` says of the head and not of the base, and what no longer has to be said.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator, Mapping, Sequence

from planpress.model.change import Change
from planpress.model.findings import Finding

Key = tuple[str, str, str]
_PROJECTS = "content/projects/"


def findings(
    old: Sequence[Finding], new: Sequence[Finding], renamed: Mapping[str, str], titles: Mapping[str, str]
) -> Iterator[Change]:
    """New findings, then mended ones. One that only moved to another line, or with its project, is neither."""
    yield from (_change(one, "new", titles) for one in _surplus(new, old, {}, renamed))
    back = {after: before for before, after in renamed.items()}
    yield from (_change(one, "mended", titles) for one in _surplus(old, new, {}, back))


def _surplus(
    some: Sequence[Finding], others: Sequence[Finding], mine: Mapping[str, str], theirs: Mapping[str, str]
) -> Iterator[Finding]:
    """The findings that the others do not have, counted: two on one side and one on the other leave one."""
    known = Counter(_key(one, theirs) for one in others)
    for one in some:
        key = _key(one, mine)
        if known[key] > 0:
            known[key] -= 1
        else:
            yield one


def _key(finding: Finding, renamed: Mapping[str, str]) -> Key:
    path = finding.place.path
    if path.startswith(_PROJECTS):
        name, slash, rest = path[len(_PROJECTS) :].partition("/")
        path = f"{_PROJECTS}{renamed.get(name, name)}{slash}{rest}"
    return finding.code, path, finding.message


def project_of(path: str) -> str | None:
    """The id of the project whose file this is."""
    return path[len(_PROJECTS) :].partition("/")[0] if path.startswith(_PROJECTS) else None


def _change(finding: Finding, way: str, titles: Mapping[str, str]) -> Change:
    project = project_of(finding.place.path)
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
