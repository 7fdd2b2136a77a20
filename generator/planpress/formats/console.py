"""Findings for people in a terminal. Those for programs are in check_reports.py, which takes longer to import."""

from collections.abc import Iterable, Sequence

from planpress.formats.output_options import OutputOptions, Paint
from planpress.model.findings import Finding, listed_findings
from planpress.model.wording import counted, inert, visible


def as_text(findings: Sequence[Finding], projects: int, options: OutputOptions) -> str:
    """One line a finding, in file order, and a last line that counts all of them."""
    lines = [visible_line(finding, options.paint) for finding in listed_findings(findings)]
    return inert(as_lines([*lines, *last_line(findings, projects, options)]))


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


def last_line(findings: Sequence[Finding], projects: int, options: OutputOptions) -> list[str]:
    return [] if options.quiet else [summary(findings, projects)]


def as_lines(lines: Iterable[str]) -> str:
    return "".join(f"{line}\n" for line in lines)
