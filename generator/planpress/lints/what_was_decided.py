"""Decisions that do not fit what is there: a model that is gone, something settled that never was, or for good."""

from collections.abc import Iterator, Mapping

from planpress.baselines import BY_ID, BY_PEOPLE
from planpress.lints.lint import Found, decisions, hint, lint
from planpress.model.decision import NO_MODEL, Decision
from planpress.model.plan import Plan
from planpress.model.project import Project
from planpress.model.settles import SettledValue, Settles, value_words
from planpress.model.sources import Step
from planpress.model.wording import day, listed, quoted


@lint("PP423")
def decided_model_gone(plan: Plan) -> Found:
    for project, taken in decisions(plan):
        if not project.active:
            continue
        newest = project.choice
        if newest is None or newest.model in project.nameable():
            continue
        for decision, places, index in taken:
            if (decision.date, decision.model) == (newest.date, newest.model):
                message = f"decides for {quoted(newest.model)}, which {quoted(project.id)} no longer has"
                out = hint(str(newest.model), project.nameable(), "decide anew, or write model: none")
                yield places.of("decisions", index, "model"), f"{message}{out}"


@lint("PP426")
def settles_without_end(plan: Plan) -> Found:
    for project, taken in decisions(plan):
        for decision, places, index in taken:
            if isinstance(decision.settles, tuple) and decision.settles:
                values = ", ".join(_mapping(name, project) for name in decision.settles)
                message = f"settles {listed(decision.settles)} for good, whatever happens"
                yield places.of("decisions", index, "settles"), f"{message}; write what was true: {{{values}}}"


def _mapping(name: str, project: Project) -> str:
    """How what was true is written, with the project's own names."""
    if name in ("winner", "no-model"):
        return f"{name}: MODEL"  # a lint does not know which
    if name == "missed-requirement":
        limits = ", ".join(f"{one.bound.metric}: VALUE" for one in project.requirements)
        return f"{name}: {{{limits or 'METRIC: VALUE'}}}"
    return f"{name}: {'2020-01-31' if name == 'review' else 'CODE' if name == 'hint' else 'VALUE'}"


@lint("PP427")
def settles_nothing(plan: Plan) -> Found:
    for project, taken in decisions(plan):
        for decision, places, index in taken:
            for steps, message in _wrong(decision.settles or (), project):
                yield places.of("decisions", index, "settles", *steps), message


def _wrong(settles: Settles, project: Project) -> Iterator[tuple[tuple[Step, ...], str]]:
    """What a decision settles and the project does not have."""
    metrics = {one.bound.metric for one in project.requirements}
    roles = {BY_ID[one.kind].role for one in project.baselines}
    lacking = {
        "winner": not project.models(),
        "no-model": not project.models(),
        "below-floor": "floor" not in roles,
        "above-ceiling": "ceiling" not in roles,
        "missed-requirement": not metrics,
        "review": project.review_by is None,
    }
    for at, name in enumerate(settles):
        step = name if isinstance(settles, Mapping) else at
        if lacking.get(name):
            yield (step,), f"settles {quoted(name)}, and {quoted(project.id)} has {_WITHOUT[name]}; take it out"
        elif isinstance(settles, Mapping) and name == "hint":
            yield from _no_such_hint(settles[name], project)
        elif isinstance(settles, Mapping) and isinstance(by_metric := settles[name], Mapping):
            for metric in by_metric:
                if metric not in metrics:
                    message = f"settles a requirement on {quoted(metric)}, and {quoted(project.id)} has none"
                    yield (step, metric), f"{message}{hint(metric, metrics, 'take it out')}"


def _no_such_hint(value: SettledValue, project: Project) -> Iterator[tuple[tuple[Step, ...], str]]:
    """The hints that are settled and that a project can never have, as what they speak of is not there."""
    people = any(one.kind in BY_PEOPLE for one in project.baselines)
    untaught = any(not BY_ID[one.kind].learns for one in project.baselines)
    lacking: dict[object, tuple[bool, str]] = {
        "requirements-trade-off": (len(project.requirements) < 2, "fewer than two requirements"),
        "task-too-hard": (not people or not project.requirements, "no people measured in what is required"),
        "ml-needed": (not untaught or not project.requirements, "no baseline that learns nothing, or no requirement"),
        "more-data": (project.diagnosis is None, "no diagnosis"),
        "wrong-metric": (project.goal is None or len(project.goal.seen) < 2, "no two values of a goal seen"),
        "next-rung": (not people, "no human baseline"),
        "easy-rating": (not project.feasibility, "no rating of feasibility"),
    }
    for at, code in enumerate(value) if isinstance(value, tuple) else ((None, value),):
        lacks, what = lacking.get(code, (False, ""))
        if lacks:
            steps: tuple[Step, ...] = ("hint",) if at is None else ("hint", at)
            yield steps, f"settles the hint {quoted(code)}, and {quoted(project.id)} has {what}; take it out"


_WITHOUT = {
    "winner": "no models",
    "no-model": "no models",
    "below-floor": "no baseline to stay above",
    "above-ceiling": "no human baseline",
    "missed-requirement": "no requirements",
    "review": "no review_by",
}


@lint("PP430")
def decisions_of_one_day(plan: Plan) -> Found:
    # A meeting's decision comes before the project's own of that day, and a later meeting's before an earlier one's.
    held = {record.path: record.held for record in plan.records}
    for _, taken in decisions(plan):
        first: dict[object, tuple[str, str]] = {}
        for decision, places, index in taken:
            moment = held.get(places.path, places.path), decision.date
            for steps, verb, claim in _claims(decision):
                before, path = first.setdefault((moment, steps), (claim, places.path))
                if before != claim:
                    one = path == places.path
                    on = day(decision.date)
                    there = f"on the same day ({on})" if one else f"another meeting of {on}"
                    out = "take one of them out" if one else "write the start of both meetings, or keep what holds"
                    yield places.of("decisions", index, *steps), f"{verb} {claim}, and {there} {before}; {out}"


def _claims(decision: Decision) -> Iterator[tuple[tuple[Step, ...], str, str]]:
    """What a decision says that another can contradict: where, in which words, and what."""
    if decision.model is not None:
        yield ("model",), "decides", f"for {quoted(decision.model)}"
    for name, value in decision.settles.items() if isinstance(decision.settles, Mapping) else ():
        parts = value if isinstance(value, Mapping) else {None: value}
        for metric, then in parts.items():
            steps: tuple[Step, ...] = (name,) if metric is None else (name, metric)
            yield ("settles", *steps), f"settles {' '.join(map(str, steps))}", f"as {value_words(then)}"


@lint("PP431")
def name_with_two_meanings(plan: Plan) -> Found:
    for project, taken in decisions(plan):
        if not project.active:
            continue
        named = [(places.of("decisions", at, "model"), one.model) for one, places, at in taken]
        named += [(project.places.of("in_use", "model"), project.in_use.model)] if project.in_use else []
        for one, places, at in taken:
            settles = one.settles if isinstance(one.settles, Mapping) else {}
            named += [(places.of("decisions", at, "settles", name), NO_MODEL)
                      for name in ("winner", "no-model") if settles.get(name) == NO_MODEL]  # fmt: skip
        models, baselines = project.models(), {baseline.id for baseline in project.baselines}
        for place, name in named:
            if name == NO_MODEL and (name in models or name in baselines):
                message = f'"none" means that there is no model, and {quoted(project.id)} has one of that name'
                yield place, f"{message}; rename the {'model' if name in models else 'baseline'}"
            elif name in models and name in baselines:
                message = f"{quoted(name)} is a model and a baseline of {quoted(project.id)}, and the model is meant"
                yield place, f"{message}; give the baseline another id"
