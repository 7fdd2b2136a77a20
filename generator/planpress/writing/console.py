"""Findings for the terminal, for programs and for GitHub's annotations."""

from __future__ import annotations

import json
from collections.abc import Callable, Mapping, Sequence

from planpress.model.findings import Finding
from planpress.model.wording import counted, visible
from planpress.writing.plan_json import finding_json

Paint = Callable[[str, str], str]
"""Colours a text: (text, colour name) -> text."""


def as_text(findings: Sequence[Finding], projects: int, paint: Paint) -> str:
    """One line a finding, in file order, and a last line that counts them."""
    lines = [visible_line(finding, paint) for finding in findings]
    return "\n".join([*lines, summary(findings, projects)]) + "\n"


def visible_line(finding: Finding, paint: Paint) -> str:
    """`content/plan.yml:4:3: error PP203 …` on one line, without anything that a terminal would obey."""
    colour = "red" if finding.level == "error" else "yellow"
    head = f"{visible(str(finding.place))}: {paint(f'{finding.level} {finding.code}', colour)}"
    return f"{head} {visible(finding.message)}"


def summary(findings: Sequence[Finding], projects: int) -> str:
    """`2 errors, 1 warning in 12 projects. planpress explain PP203 says more.`"""
    where = f"in {counted(projects, 'project')}"
    if not findings:
        return f"no findings {where}"
    counts = [counted(sum(f.level == level for f in findings), level) for level in ("error", "warning")]
    said = ", ".join(count for count in counts if not count.startswith("0 "))
    worst = next((f for f in findings if f.level == "error"), findings[0])
    return f"{said} {where}. planpress explain {worst.code} says more."


def as_json(findings: Sequence[Finding], projects: int, paint: Paint) -> str:
    """An object with the findings as in plan.json, and their counts."""
    levels = {f"{level}s": sum(f.level == level for f in findings) for level in ("error", "warning")}
    value = {"projects": projects, **levels, "findings": [finding_json(finding) for finding in findings]}
    text = json.dumps(value, ensure_ascii=False, indent=2)
    # What a terminal would obey stays escaped, as JSON can write it.
    return "".join(c if c.isprintable() or c == "\n" else json.dumps(c)[1:-1] for c in text) + "\n"


def as_github(findings: Sequence[Finding], projects: int, paint: Paint) -> str:
    """Workflow commands that GitHub shows as annotations on the lines, errors first: it keeps ten of each a step."""
    ordered = sorted(findings, key=lambda finding: finding.level)
    lines = [_annotation(finding) for finding in ordered]
    return "\n".join([*lines, summary(findings, projects)]) + "\n"


FORMATS: Mapping[str, Callable[[Sequence[Finding], int, Paint], str]] = {
    "text": as_text,
    "json": as_json,
    "github": as_github,
}


def _annotation(finding: Finding) -> str:
    place = finding.place
    where = [f"file={_property(place.path)}"]
    if place.line:
        where.append(f"line={place.line}")
    if place.column:
        where.append(f"col={place.column}")
    where.append(f"title={_property(finding.code)}")
    return f"::{finding.level} {','.join(where)}::{_data(finding.message)}"


# https://docs.github.com/actions/reference/workflow-commands: `%`, and line ends, which `visible` spells out already.
def _data(text: str) -> str:
    return visible(text).replace("%", "%25")


def _property(text: str) -> str:
    return _data(text).replace(":", "%3A").replace(",", "%2C")
