"""`planpress explain`: what a finding means, and how a number was made."""

from __future__ import annotations

from collections.abc import Iterator

from planpress import lints
from planpress.model.errors import PlanpressError
from planpress.model.findings import FindingKind
from planpress.model.plan import GROUPS, Plan
from planpress.model.ranking import FactorScore, GroupScore, RankedProject
from planpress.model.report import Report
from planpress.model.wording import did_you_mean, fixed, number, quoted, visible
from planpress.reading import kinds, table_kinds

NUMBERS = ("priority", "impact", "feasibility")


def all_kinds() -> tuple[FindingKind, ...]:
    """Every kind of finding, by its code."""
    found = (*kinds.ALL, *table_kinds.ALL, *(lint.kind for lint in lints.ALL))
    return tuple(sorted(found, key=lambda kind: kind.code))


def is_code(subject: str) -> bool:
    """Whether a subject looks like the code of a finding."""
    return subject.upper().startswith("PP") and subject[2:].isdigit()


def explain_code(code: str) -> str:
    """The documentation of a finding. Raises PlanpressError for a code that does not exist."""
    by_code = {kind.code: kind for kind in all_kinds()}
    kind = by_code.get(code.upper())
    if kind is None:
        raise PlanpressError(f"there is no finding {quoted(code)}{did_you_mean(code.upper(), list(by_code))}")
    title, _, rest = kind.documentation.strip().partition("\n")
    return f"{kind.code} {title.removeprefix('# ')} ({kind.level})\n{rest}"


def explain_number(subject: str, report: Report) -> str:
    """How a number such as `pose.priority` was made, with its inputs and where each is written."""
    name, _, what = subject.partition(".")
    what = what or "priority"
    entry = report.ranking.of(name)
    if entry is None:
        raise PlanpressError(_no_such_project(name, report))
    if what not in NUMBERS:
        raise PlanpressError(f"{quoted(what)} of {name} is not explained{did_you_mean(what, NUMBERS)}")
    if what == "priority":
        return "\n".join(_priority(entry, report))
    return "\n".join(_group(entry.group("impact" if what == "impact" else "feasibility"), entry.id, report, ""))


def _no_such_project(name: str, report: Report) -> str:
    out = next((out for out in report.ranking.screened_out if out.id == name), None)
    if out is not None:
        return f"{name} is out of the order: {visible(' '.join(out.reason.split()))}"
    return f"there is no project {quoted(name)}{did_you_mean(name, list(report.evaluations))}"


def _priority(entry: RankedProject, report: Report) -> Iterator[str]:
    plan = report.plan
    rank = f"rank {entry.priority.rank} of {len(report.ranking.ordered)}" if entry.priority.rank else "not ranked"
    yield f"{entry.id}.priority = {_fixed(entry.priority.score)}   {rank}"
    written = plan.places.root is not None and "priority" in plan.places.root.children
    yield _aside(f"  = {_formula(entry, plan)}", str(plan.places.of("priority")) if written else "")
    for group in GROUPS:
        yield from _group(entry.group(group), entry.id, report, "  ")


def _formula(entry: RankedProject, plan: Plan) -> str:
    impact, feasibility = _fixed(entry.impact.value), _fixed(entry.feasibility.value)
    share = plan.priority.impact_share
    a, b = number(share), number(1 - share)
    if plan.priority.method == "geometric":
        return f"impact ^ {a} x feasibility ^ {b} = {impact} ^ {a} x {feasibility} ^ {b}"
    if plan.priority.method == "weighted-sum":
        return f"{a} x impact + {b} x feasibility = {a} x {impact} + {b} x {feasibility}"
    return f"d- / (d+ + d-), the distances to all utilities at 1 and all at 0, with a = {a}"


def _group(group: GroupScore, project: str, report: Report, indent: str) -> Iterator[str]:
    known = [factor for factor in group.factors if factor.utility is not None]
    terms = " + ".join(f"{number(factor.weight)} x {_fixed(factor.utility)}" for factor in known)
    total = number(sum(factor.weight for factor in known))
    formula = f" = ({terms}) / {total}" if known else ""
    yield f"{indent}{group.group} {_fixed(group.value)}{formula}"
    for factor in group.factors:
        yield _factor(factor, group, project, report, indent)


def _factor(factor: FactorScore, group: GroupScore, project: str, report: Report, indent: str) -> str:
    plan = report.plan
    scale = plan.scales[plan.factors(group.group)[factor.factor].scale]
    places = report.evaluations[project].project.places
    if factor.rating is None:
        return f"{indent}  {factor.factor}  not rated: anywhere from 0 to 1"
    ends = f"{number(scale.bounds[0])}..{number(scale.bounds[1])}"
    turned = ", lower is better" if scale.better == "lower" else ""
    why = f"   {_one_line(factor.rating.why)}" if factor.rating.why else ""
    said = (
        f"{indent}  {factor.factor}  {number(factor.rating.central)} of {ends}{turned} -> {_fixed(factor.utility)}{why}"
    )
    return _aside(said, str(places.of(group.group, factor.factor)))


def _one_line(text: str) -> str:
    """A text in quotes, whole, without anything that a terminal would obey."""
    return f'"{visible(" ".join(text.split()))}"'


def _aside(text: str, place: str) -> str:
    return f"{text.ljust(90)}  {place}".rstrip()


def _fixed(value: float | None) -> str:
    return "unknown" if value is None else fixed(value)
