"""The numbers of a project in plan.json as a packet prints them, each by the name that it has there.

Only names come from the judged plan, as the labels and the units of metrics, which plan.json does not have; every number
is that of plan.json, rounded by the rules of model/wording.py. tests/packets/on_paper.py reads the same off the paper.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date
from typing import Any

from planpress.baselines import BY_ID
from planpress.model.metrics import Metric
from planpress.model.project import Project
from planpress.model.ranking import QUADRANT_LABELS
from planpress.model.report import Report
from planpress.model.stages import STAGE_LABELS
from planpress.model.wording import about, day, difference, few, fixed, listed, number, percent, rounded, with_unit
from planpress.pages.cell_text import column_title
from planpress.pages.project_table import MARKS
from tests.packets.on_paper import Named, Numbers, bare

Json = dict[str, Any]

_OPERATORS = {"<": "below", ">": "above", "<=": "at most", ">=": "at least"}


@dataclass(frozen=True)
class _Subject:
    """A project of plan.json, with what names its parts."""

    json: Json
    every: list[Json]
    project: Project
    metrics: dict[str, Metric]
    method: str

    @property
    def deciding(self) -> Json | None:
        return next((rule for rule in self.json["rules"] if rule["decides"]), None)

    @property
    def chosen(self) -> str | None:
        rule = self.deciding
        return rule["winners"][0] if rule and len(rule["winners"]) == 1 else None

    def unit(self, metric: str) -> str | None:
        return self.metrics[metric].unit


def numbers(plan: Json, report: Report, name: str) -> Numbers:
    """Every number of a project that a packet of the whole plan has, by the names of on_paper.numbers."""
    json = next(one for one in plan["projects"] if one["id"] == name)
    project = report.evaluations[name].project
    subject = _Subject(json, plan["projects"], project, dict(report.plan.metrics_of(project)), plan["method"])
    found: Numbers = {}
    for named in (_place, _order, _verdict, _cost, _requirements, _models, _baselines, _diagnosis, _days, _ranked):
        found |= dict(named(subject))
    return found


def _ends(low: float, high: float) -> str:
    return f"{fixed(low)} to {fixed(high)}" if low != high else ""


def _place(subject: _Subject) -> Named:
    priority = subject.json["priority"]
    if priority is None:
        return
    of = str(sum(one["priority"] is not None for one in subject.every))
    yield "place.line", MARKS[priority["line"]].words
    yield "place.within_capacity", str(round(100 * priority["within_capacity"]))
    yield from (("status.rank", str(priority["rank"])), ("status.of", of))
    yield "status.quadrant", QUADRANT_LABELS[priority["quadrant"]]


def _order(subject: _Subject) -> Named:
    priority = subject.json["priority"]
    if priority is None:
        return
    yield "priority.score", fixed(priority["score"])
    if priority["low"] != priority["high"]:
        yield from (("priority.low", fixed(priority["low"])), ("priority.high", fixed(priority["high"])))
    yield "priority.rank_low", str(priority["rank_low"])
    if priority["rank_low"] != priority["rank_high"]:
        yield "priority.rank_high", str(priority["rank_high"])
    yield "priority.within_capacity", str(round(100 * priority["within_capacity"]))
    for method, one in priority["methods"].items():
        if one["rank"] != priority["rank"]:
            yield f"priority.methods.{method}.rank", str(one["rank"])
    for group in ("impact", "feasibility"):
        yield f"priority.{group}", fixed(subject.json[group]["value"])
        yield from _group(group, subject.json[group])


def _group(name: str, group: Json) -> Named:
    yield f"{name}.value", fixed(group["value"])
    if group["low"] != group["high"]:
        yield from ((f"{name}.low", fixed(group["low"])), (f"{name}.high", fixed(group["high"])))
    rated = [one for one in group["factors"].values() if one["utility"] is not None]
    known = sum(one["weight"] for one in rated)
    for at, one in enumerate(group["factors"].values()):
        yield f"{name}.{at}.rating", _rating(one)
        ends = _ends(one["low"], one["high"])
        yield f"{name}.{at}.utility", bare(ends and "0 to 1" if one not in rated else fixed(one["utility"]) + ends)
        yield f"{name}.{at}.weight", number(one["weight"])
        yield f"{name}.{at}.adds", fixed(one["weight"] * one["utility"] / known) if one in rated else "–"


def _rating(factor: Json) -> str:
    if factor["form"] is None:
        return "not rated"
    if factor["form"] == "raters":
        return ", ".join(f"{rater} {number(value)}" for rater, value in factor["raters"].items())
    return number(factor["value"])


def _verdict(subject: _Subject) -> Named:
    yield from _met(subject)
    rule = subject.deciding
    if rule is None:
        return
    by_name = {one["model"]: one for one in rule["models"]}
    if rule["winners"]:
        yield "verdict.best", f"{rule['words']}, {about(by_name[rule['winners'][0]]['score'], rule['unit'])}"
    elif rule["nearest"]:
        yield "verdict.nearest", f"{rule['nearest']}: {'; '.join(by_name[rule['nearest']]['because'])}"
    yield from _against(subject, rule, subject.chosen or rule["nearest"])
    yield from _alternatives(subject, rule)
    flips = [
        f"{_way(flip)} {rounded(flip['at']) if flip['operator'] is None else number(flip['at'])}"
        for flip in subject.json["flips"][:3]
    ]
    if flips:
        yield "verdict.turns", "; ".join(sorted(flips))


def _met(subject: _Subject) -> Named:
    """The requirements in short."""
    bounds = subject.json["requirements"]
    if bounds:
        met = sum(one["status"] == "met" for one in bounds)
        missed = [
            f"{_OPERATORS[one['operator']]} {number(one['limit'])} {rounded(abs(one['margin']))}"
            for one in bounds
            if one["status"] == "missed"
        ]
        yield "verdict.requirements", " ".join((str(met), str(len(bounds)), *missed))


def _alternatives(subject: _Subject, rule: Json) -> Named:
    """Who comes next by the rule that decides, or first by another."""
    others = sorted((one for one in rule["models"] if (one["rank"] or 1) > 1), key=lambda one: one["rank"])
    said = [f"{one['model']}: {'; '.join(one['because'])}" for one in others[:3]]
    for other in subject.json["rules"]:
        if not other["decides"] and not set(other["winners"]) <= set(rule["winners"]):
            verb = "wins" if len(other["winners"]) == 1 else "tie"
            said.append(f"By the rule {other['label']}: {few(other['winners'])} {verb}, by {other['words']}")
    if said:
        yield "verdict.alternatives", bare("".join(said))


def _way(flip: Json) -> str:
    way = "rises" if flip["rises"] else "falls"
    return f"{way} to" if flip["reached"] else f"{way} {'above' if flip['rises'] else 'below'}"


def _against(subject: _Subject, rule: Json, model: str | None) -> Named:
    """The floor, what the model gains over it, and the share of the gap that it closes, from its ends."""
    measures = {one["id"]: one["measure"] for one in subject.json["baselines"]}
    floor, ceiling = measures.get(subject.json["floor"]), measures.get(subject.json["ceiling"])
    closed = subject.json["gap_closed"].get(model)
    score = next((one["score"] for one in rule["models"] if one["model"] == model), None)
    if floor is None or (score is None and closed is None):
        return
    gain = score - floor if score is not None else closed * (ceiling - floor)
    gain = gain if rule["better"] == "higher" else -gain
    amount = rounded(float(f"{abs(gain):.9g}"))
    if gain:
        yield "verdict.gain", f"{amount} {'better' if gain > 0 else 'worse'} {rounded(floor)}"
    above = model in subject.json["above_ceiling"] or model in subject.json["below_floor"]
    if closed is not None and not above:
        yield "verdict.closed", percent(closed)


def _cost(subject: _Subject) -> Named:
    if not subject.json["accuracy_cost"]:
        return
    now, full, *designs = subject.json["accuracy_cost"]
    accuracies = [f"{number(round(100 * one['accuracy'], 6))} %" for one in (now, full, *designs)]
    yield "cost", f"{accuracies[0]} {accuracies[1]} {number(float(format(full['multiple'], '.2g')))}"
    for design, accuracy in zip(designs, accuracies[2:], strict=True):
        saves = percent(design["saves"]) if design["saves"] > 0 else "no"
        yield f"cost.{bare(design['label'])[:12].lower()}", f"{accuracy} {saves}"


def _requirements(subject: _Subject) -> Named:
    for at, one in enumerate(subject.json["requirements"]):
        yield f"requirements.{at}.limit", f"{_OPERATORS[one['operator']]} {number(one['limit'])}"
        standing = "not measured"
        if one["status"] != "not-measured":
            standing = f"{one['status']} {number(one['value'])} {rounded(abs(one['margin']))}"
        yield f"requirements.{at}.standing", standing


def _models(subject: _Subject) -> Named:
    for at, rule in enumerate(subject.json["rules"]):
        chosen = f"{listed(rule['winners'])} {'wins' if len(rule['winners']) == 1 else 'tie'}."
        if not rule["winners"]:
            chosen = (
                f"No model qualifies; the nearest is {rule['nearest']}."
                if rule["nearest"]
                else "No model can be judged."
            )
        yield f"rules.{at}", bare(f"{_decides(rule)}: {rule['words']}. {chosen}")
    for at, one in enumerate(subject.json["rule_history"]):
        verb = "chooses" if len(one["winners"]) < 2 else "leaves a tie of"
        said = f"{verb} {listed(one['winners']) or 'nothing'}{', as the deciding rule does' if one['agrees'] else ''}"
        yield f"rule_history.{at}", f"{_day(one['since'])} {_day(one['until']) if one['until'] else 'now'} {said}"
    table = subject.project.table
    for at, (name, values) in enumerate(subject.json["values"].items()):
        yield f"models.{at}", bare(f"{name} {_why(subject, name)}")
        for column in table.columns if table else ():
            title = bare(column_title(column, subject.metrics.get(column)))
            yield f"models.{at}.{title}", number(values[column]) if column in values else "–"
        for rule in subject.json["rules"]:
            one = next(one for one in rule["models"] if one["model"] == name)
            said = one["status"].replace("-", " ") if one["score"] is None else rounded(one["score"])
            yield f"models.{at}.{bare(_decides(rule))}", f"{said} best" if one["rank"] == 1 else said


def _decides(rule: Json) -> str:
    return f"{rule['label']}{' (decides)' if rule['decides'] else ''}"


def _why(subject: _Subject, model: str) -> str:
    rule = subject.deciding
    one = next((one for one in rule["models"] if one["model"] == model), None) if rule else None
    if one is None:
        return ""
    prefix = {"rejected": "rejected: ", "not-evaluated": "not evaluated: ", "ranked": ""}[one["status"]]
    return prefix + "; ".join(one["because"]) if one["because"] else "chosen"


def _baselines(subject: _Subject) -> Named:
    people = {one.id: one.people for one in subject.project.baselines}
    for at, one in enumerate(subject.json["baselines"]):
        role = {subject.json["floor"]: "floor", subject.json["ceiling"]: "ceiling"}.get(one["id"], "")
        role = role or ("target" if one["role"] == "target" else "")
        rung = (one["rung"] or "").replace("-", " ")
        many = f"{people[one['id']]} people" if people[one["id"]] else ""
        parts = [role, BY_ID[one["kind"]].label.lower(), rung, many if rung else ""]
        yield f"baselines.{at}", bare(f"{one['label']} {', '.join(filter(None, parts))}")
        values = [
            f"{subject.metrics[name].label or name.replace('_', ' ')} {with_unit(value, subject.unit(name))}"
            for name, value in one["values"].items()
        ]
        yield f"baselines.{at}.values", bare("".join(values) + "; ".join(one["fails"]))
        if subject.chosen is not None:
            gains = one["gains"].get(subject.chosen, {})
            yield f"baselines.{at}.gains", bare("".join(_gains(subject, gains)) or "–")


def _gains(subject: _Subject, gains: Json) -> Iterator[str]:
    for name, gain in gains.items():
        way = "better" if gain["absolute"] > 0 else "worse"
        said = f"{difference(abs(gain['absolute']), subject.unit(name))} {way}" if gain["absolute"] else "level"
        share = f" ({percent(abs(gain['relative']))})" if gain["absolute"] and gain["relative"] is not None else ""
        yield f"{said}{share} in {(subject.metrics[name].label or name).lower().replace('_', ' ')}"


def _diagnosis(subject: _Subject) -> Named:
    found = subject.json["diagnosis"]
    if found is None:
        return
    gaps = [number(found[gap]) for gap in ("reference_gap", "generalisation_gap")]
    yield "diagnosis.gaps", " ".join(gaps if found["first"] == "underfitting" else reversed(gaps))
    yield "diagnosis.reference", number(found["reference_value"])
    yield from (("diagnosis.training", number(found["train"])), ("diagnosis.validation", number(found["validation"])))


def _days(subject: _Subject) -> Named:
    for at, one in enumerate(subject.json["lifecycle"]):
        yield f"lifecycle.{at}", f"{_day(one['since'])} {'back to ' if one['back'] else ''}{STAGE_LABELS[one['stage']]}"


def _day(written: str) -> str:
    return day(date.fromisoformat(written))


def _ranked(subject: _Subject) -> Named:
    """The rows of the summary and of the appendix."""
    priority = subject.json["priority"]
    mark = f"{MARKS[priority['line']].sign}{priority['rank']}" if priority else "–"
    yield from (("The plan on one page.ranking.Rank", mark), ("Full tables.ranking.Rank", mark))
    scores = {"Priority": priority and {**priority, "value": priority["score"]}}
    scores |= {"Impact": subject.json["impact"], "Feasibility": subject.json["feasibility"]}
    for name, one in scores.items():
        yield f"The plan on one page.ranking.{name}", fixed(one["value"]) if one else "–"
        yield f"Full tables.ranking.{name}", bare(fixed(one["value"]) + _ends(one["low"], one["high"])) if one else "–"
    if priority:
        labels = {"geometric": "Geometric mean", "weighted-sum": "Weighted sum", "topsis": "TOPSIS"}
        for method, one in priority["methods"].items():
            placed = bare(f"{one['rank']} ({fixed(one['score'])})")
            yield f"How this plan is scored.orders.{labels[method]}", placed
