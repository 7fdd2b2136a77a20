"""Findings for programs, and for what forges and CI read: the formats of `planpress check`."""

from collections import Counter
from collections.abc import Callable, Mapping, Sequence

from planpress.formats.console import as_lines, as_text, last_line, summary, visible_line
from planpress.formats.forges.github import workflow_commands
from planpress.formats.forges.gitlab import code_quality
from planpress.formats.forges.junit import Case, junit
from planpress.formats.forges.remarks import Level, Remark, in_repository, of_finding
from planpress.formats.forges.sarif import sarif_log
from planpress.formats.json_values import dumped, printable
from planpress.formats.output_options import OutputOptions, uncoloured
from planpress.formats.plan_json_types import FindingJson
from planpress.model.findings import Finding, listed_findings
from planpress.model.wording import visible


def as_json(findings: Sequence[Finding], projects: int, options: OutputOptions) -> str:
    """An object with the findings as in plan.json, and the counts of all of them."""
    levels = {f"{level}s": sum(f.level == level for f in findings) for level in ("error", "warning")}
    return printable({"projects": projects, **levels, "findings": dumped(FindingJson, listed_findings(findings))})


def as_github(findings: Sequence[Finding], projects: int, options: OutputOptions) -> str:
    """Workflow commands that GitHub shows as annotations on the lines, errors first, and the line that counts."""
    totals = Counter[Level]("error" if options.strict else finding.level for finding in findings)
    return as_lines([*workflow_commands(_remarks(findings, options), totals), *last_line(findings, projects, options)])


def as_gitlab(findings: Sequence[Finding], projects: int, options: OutputOptions) -> str:
    """A code quality report."""
    return code_quality(_remarks(findings, options))


def as_sarif(findings: Sequence[Finding], projects: int, options: OutputOptions) -> str:
    """SARIF, with a rule for each kind of finding that there is."""
    remarks = _remarks(findings, options)
    return sarif_log("check", remarks, tuple(dict.fromkeys(remark.topic for remark in remarks)), options)


def as_junit(findings: Sequence[Finding], projects: int, options: OutputOptions) -> str:
    """A test a file that something was found in; one that has an error, or with `strict` a warning, fails."""
    files: dict[str, list[Finding]] = {}
    for finding in listed_findings(findings):
        files.setdefault(f"{options.prefix}{finding.place.path}", []).append(finding)
    cases = [_case(path, found, options) for path, found in files.items()]
    return junit("planpress check", cases or [Case("planpress.check", "content", said=(summary((), projects),))])


FORMATS: Mapping[str, Callable[[Sequence[Finding], int, OutputOptions], str]] = {
    "text": as_text,
    "json": as_json,
    "github": as_github,
    "gitlab": as_gitlab,
    "sarif": as_sarif,
    "junit": as_junit,
}


def _remarks(findings: Sequence[Finding], options: OutputOptions) -> list[Remark]:
    return in_repository((of_finding(finding, options) for finding in listed_findings(findings)), options.prefix)


def _case(path: str, findings: Sequence[Finding], options: OutputOptions) -> Case:
    lines = [(options.strict or one.level == "error", visible_line(one, uncoloured)) for one in findings]
    failures = tuple(line for fails, line in lines if fails)
    return Case("planpress.check", visible(path), failures, tuple(line for fails, line in lines if not fails))
