"""What models are held against: baselines, waivers and the reference of a diagnosis."""

from planpress.baselines import BY_ID, BY_PEOPLE
from planpress.lints.lint import Found, days_ago, project_lint
from planpress.model.metrics import Metric
from planpress.model.plan import Plan
from planpress.model.project import Project
from planpress.model.rule import lacking
from planpress.model.sources import Place
from planpress.model.uncertainty import WAIVED
from planpress.model.wording import listed, quoted


@project_lint("PP218")
def duplicate_baseline(plan: Plan, project: Project) -> Found:
    taken: set[str] = set()
    for index, baseline in enumerate(project.baselines):
        if baseline.id in taken:
            message = f"another baseline has the id {quoted(baseline.id)}; give each its own"
            yield project.places.of("baselines", index, "id"), message
        taken.add(baseline.id)


@project_lint("PP219")
def people_without_human(plan: Plan, project: Project) -> Found:
    for index, baseline in enumerate(project.baselines):
        if baseline.kind in BY_PEOPLE:
            continue
        for key, value in (("rung", baseline.rung), ("people", baseline.people)):
            if value is not None:
                way_out = f"write kind: {listed(BY_PEOPLE, 'or')}, or take it out"
                message = f"{key} {quoted(value)} on kind {quoted(baseline.kind)}; {way_out}"
                yield project.places.of("baselines", index, key), message


@project_lint("PP439", ongoing=True)
def same_without_published(plan: Plan, project: Project) -> Found:
    for index, baseline in enumerate(project.baselines):
        if baseline.same is not None and baseline.kind != "published":
            message = f"same on kind {quoted(baseline.kind)}: what is measured here is the same; take it out"
            yield project.places.of("baselines", index, "same"), message


@project_lint("PP224", ongoing=True)
def diagnosis_without_reference(plan: Plan, project: Project) -> Found:
    request = project.diagnosis
    if request is None:
        return
    wanted = [metric for metric in (request.train, request.validation) if metric is not None]
    candidates = _candidates(project)
    measured = {metric for values in candidates.values() for metric in values}
    if candidates and all(metric in plan.metrics_of(project) for metric in wanted) and measured.isdisjoint(wanted):
        who = listed((quoted(name) for name in candidates), "or")
        what = listed((quoted(metric) for metric in wanted), "or")
        message = f"no value of {what} in baseline {who}; add it, so that there is a reference"
        yield project.places.key("diagnosis", "against"), message


def _candidates(project: Project) -> dict[str, set[str]]:
    """The metrics of each baseline that may be the reference: the one that is named, else every human one."""
    against = project.diagnosis.against if project.diagnosis else None
    return {
        baseline.id: set(baseline.values)
        for baseline in project.baselines
        if (baseline.id == against if against is not None else baseline.kind in BY_PEOPLE)
    }


@project_lint("PP225")
def incompatible_diagnosis(plan: Plan, project: Project) -> Found:
    request = project.diagnosis
    if request is None or request.validation is None:
        return
    place = project.places.of("diagnosis", "validation")
    metrics = plan.metrics_of(project)
    train, validation = metrics.get(request.train), metrics.get(request.validation)
    if request.train == request.validation:
        message = f"train and validation are both {quoted(request.train)}; name the metric of the validation set"
        yield place, message
    elif train and validation and (train.unit, train.better) != (validation.unit, validation.better):
        both = f"{_words(request.train, train)} and {_words(request.validation, validation)}"
        yield place, f"{both} cannot be subtracted; declare them alike"


def _words(name: str, metric: Metric) -> str:
    return f"{quoted(name)} ({metric.better} is better, {metric.unit or 'no unit'})"


@project_lint("PP401", ongoing=True)
def no_baseline(plan: Plan, project: Project) -> Found:
    if _has_started(project) and not project.baselines and not _waived(project):
        yield Place(project.path), "no baseline and no waiver; how well does what is there today do?"


@project_lint("PP402", ongoing=True)
def no_human_baseline(plan: Plan, project: Project) -> Found:
    kinds = {baseline.kind for baseline in project.baselines} | _waived(project)
    if _has_started(project) and kinds and kinds.isdisjoint(BY_PEOPLE):
        yield Place(project.path), "no human baseline and no waiver; how well do people do this?"


def _waived(project: Project) -> set[str]:
    """The kinds of baselines that it does without."""
    return {waiver.kind for waiver in project.waivers if waiver.kind != WAIVED}


def _has_started(project: Project) -> bool:
    """Whether there are models, or the project is past planning: from then on baselines are asked for, unless it says
    why it needs none."""
    started = bool(project.models()) or project.current_stage not in (None, "planning")
    return started and "baselines" not in project.steps


@project_lint("PP403", ongoing=True)
def waiver_ended(plan: Plan, project: Project) -> Found:
    kinds = {baseline.kind for baseline in project.baselines}
    for index, waiver in enumerate(project.waivers):
        if waiver.until < plan.as_of and waiver.kind not in kinds:
            what = "saying how sure values are" if waiver.kind == WAIVED else f"a {quoted(waiver.kind)} baseline"
            ended = f"the exemption from {what} ran out {days_ago(waiver.until, plan.as_of)}"
            message = f"{ended}; {'say it' if waiver.kind == WAIVED else 'measure one'}, or renew it"
            yield project.places.of("waivers", index, "until"), message


@project_lint("PP415", ongoing=True)
def needless_waiver(plan: Plan, project: Project) -> Found:
    by_kind = {baseline.kind: baseline for baseline in reversed(project.baselines)}
    for index, waiver in enumerate(project.waivers):
        baseline = by_kind.get(waiver.kind)
        if baseline is not None:
            message = f"{quoted(waiver.kind)} is waived, but {quoted(baseline.id)} is one; take the waiver out"
            yield project.places.of("waivers", index, "kind"), message


@project_lint("PP422", ongoing=True)
def baseline_without_value(plan: Plan, project: Project) -> Found:
    rule_id, columns = project.deciding_rule, project.table.columns if project.table else ()
    if rule_id is None or rule_id not in project.rules:
        return
    needed = set(project.rules[rule_id].needs())
    named = {metric for baseline in project.baselines for metric in baseline.values}
    # What the models lack too, and metrics that are not known, are findings of their own.
    if needed <= set(columns) and needed | named <= plan.metrics_of(project).keys():
        yield from _unmeasured(project, rule_id)


def _unmeasured(project: Project, rule_id: str) -> Found:
    rule = project.rules[rule_id]
    sides: dict[str, list[tuple[int, tuple[str, ...]]]] = {}
    for index, one in enumerate(project.baselines):
        kind = BY_ID[one.kind]
        if kind.role != "target":
            sides.setdefault(kind.role, []).append((index, lacking(rule, one.values)))
    for side, found in sides.items():
        if all(missing for _, missing in found):
            for index, missing in found:
                name, metrics = quoted(project.baselines[index].id), listed(map(quoted, missing))
                message = f"baseline {name} has no value for {metrics}, which rule {quoted(rule_id)} needs"
                message += f", so it is no {side}; add what was measured"
                yield project.places.of("baselines", index, "values"), message
