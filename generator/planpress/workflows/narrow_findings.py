"""Some of what was found in a plan: that of the projects that are named, without the warnings that are ignored."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, replace

from planpress.model.errors import PlanpressError
from planpress.model.findings import Finding, FindingKind
from planpress.model.wording import counted, did_you_mean, listed, quoted
from planpress.reading.tree import Tree
from planpress.workflows.check_plan import Checked
from planpress.workflows.explain_number import all_kinds, kind_of


@dataclass(frozen=True, slots=True)
class Narrowed:
    """What is left of a checked plan, and the warnings that were ignored."""

    checked: Checked
    ignored: tuple[Finding, ...] = ()

    @property
    def note(self) -> str:
        """`3 warnings ignored (PP402, PP405)`, or nothing."""
        codes = ", ".join(sorted({finding.code for finding in self.ignored}))
        return f"{counted(len(self.ignored), 'warning')} ignored ({codes})" if codes else ""


def narrowed(checked: Checked, tree: Tree, projects: Sequence[str], ignore: Sequence[str]) -> Narrowed:
    """What was found in `projects` and in plan.yml, which they are read by, without the codes that `ignore` names.

    `tree` is what was checked. Without `projects` all is kept. Raises PlanpressError for a project or a code that does
    not exist, and for the code of an error, which cannot be ignored.
    """
    codes = {_ignorable(code) for listed in ignore for code in listed.split(",")}
    if projects:
        checked = _of_projects(checked, tree, frozenset(projects))
    kept = tuple(finding for finding in checked.findings if finding.code not in codes)
    ignored = tuple(finding for finding in checked.findings if finding.code in codes)
    return Narrowed(replace(checked, findings=kept), ignored)


def together(several: Iterable[tuple[str, Narrowed]]) -> Narrowed:
    """What was found in several plans, each with what leads to it: all places start where that does."""
    plans = list(several)
    findings = tuple(
        replace(finding, place=replace(finding.place, path=f"{prefix}{finding.place.path}"))
        for prefix, plan in plans
        for finding in plan.checked.findings
    )
    ignored = tuple(finding for _, plan in plans for finding in plan.ignored)
    return Narrowed(Checked(None, findings, sum(plan.checked.projects for _, plan in plans)), ignored)


def ignorable() -> list[FindingKind]:
    """The kinds of findings that can be ignored: all warnings."""
    return [kind for kind in all_kinds() if kind.level == "warning"]


def _ignorable(code: str) -> str:
    kind = kind_of(code, "; write a code, as in --ignore PP402")
    if kind.level == "error":
        way_out = f"planpress explain {kind.code} says what to do"
        raise PlanpressError(f"{kind.code} is an error, and errors cannot be ignored; {way_out}")
    return kind.code


def _of_projects(checked: Checked, tree: Tree, projects: frozenset[str]) -> Checked:
    known, location = tree.listing().folders, tree.location
    unknown = [f"{quoted(name)}{did_you_mean(name, known)}" for name in sorted(projects.difference(known))]
    if unknown:
        raise PlanpressError(f"there is no project {listed(unknown, 'and no')}")
    kept = tuple(
        finding
        for finding in checked.findings
        if finding.place.path == location.plan or location.project_of(finding.place.path) in projects
    )
    return replace(checked, findings=kept, projects=len(projects))
