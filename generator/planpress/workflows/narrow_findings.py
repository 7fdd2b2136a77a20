"""Some of what was found in a plan: that of the projects that are named, without the warnings that are ignored."""

from collections.abc import Iterable, Sequence
from dataclasses import replace

from planpress.model.errors import PlanpressError
from planpress.model.wording import counted, did_you_mean, listed, quoted
from planpress.reading.tree import Tree
from planpress.workflows.check_plan import Checked


def of_projects(checked: Checked, tree: Tree, projects: Sequence[str]) -> Checked:
    """What was found in `projects` and in plan.yml, which they are read by; where none is named, all of it.

    `tree` is what was checked. Raises PlanpressError for a project that does not exist.
    """
    if not projects:
        return checked
    named, known, location = frozenset(projects), tree.listing().folders, tree.location
    unknown = [f"{quoted(name)}{did_you_mean(name, known)}" for name in sorted(named.difference(known))]
    if unknown:
        raise PlanpressError(f"there is no project {listed(unknown, 'and no')}")
    kept = tuple(
        finding
        for finding in checked.findings
        if finding.place.path == location.plan or location.project_of(finding.place.path) in named
    )
    return replace(checked, findings=kept, projects=len(named))


def together(several: Iterable[tuple[str, Checked]]) -> Checked:
    """What was found in several plans, each with what leads to it: all places start where that does."""
    plans = list(several)
    findings = tuple(
        replace(finding, place=replace(finding.place, path=f"{prefix}{finding.place.path}"))
        for prefix, checked in plans
        for finding in checked.findings
    )
    return Checked(None, findings, sum(checked.projects for _, checked in plans))


def ignoring(checked: Checked, ignore: Sequence[str]) -> tuple[Checked, str]:
    """What was found without the codes that `ignore` names, and a note: `3 warnings ignored (PP402, PP405)`, or none.

    Raises PlanpressError for a code that does not exist, and for the code of an error, which cannot be ignored.
    """
    codes = {_ignorable(code) for several in ignore for code in several.split(",")}
    kept = tuple(finding for finding in checked.findings if finding.code not in codes)
    left_out = [finding.code for finding in checked.findings if finding.code in codes]
    note = f"{counted(len(left_out), 'warning')} ignored ({', '.join(sorted(set(left_out)))})" if left_out else ""
    return replace(checked, findings=kept), note


def _ignorable(code: str) -> str:
    from planpress.workflows.explain_number import kind_of  # with all explanations, for a code alone

    kind = kind_of(code, "; write a code, as in --ignore PP402")
    if kind.level == "error":
        way_out = f"planpress explain {kind.code} says what to do"
        raise PlanpressError(f"{kind.code} is an error, and errors cannot be ignored; {way_out}")
    return kind.code
