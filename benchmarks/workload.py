"""Synthetic plans: any number of projects, 20 models of 6 metrics each, always the same for the same number.

A brief plan has as many projects and less of each: 6 models, no rules, the beginning of the narrative.
"""

import json
from collections.abc import Iterator, Mapping, Sequence
from datetime import date, timedelta
from pathlib import Path
from random import Random
from typing import Any

from benchmarks.narratives import narrative

AS_OF = date(2024, 6, 3)
MODELS = 20
BRIEF_MODELS = 6
METRICS = ("precision", "recall", "map", "latency", "train_error", "val_error")

_TEAMS = ("perception", "language", "forecasting", "platform", "quality", "logistics")
_TOOLS = {"label-tool": "ready", "gpu-nodes": "ready", "feature-store": "building", "drift-monitor": "building",
          "simulator": "missing"}  # fmt: skip
_FACTORS = {
    "impact": {"cheap_prediction": 1, "learned_pipeline": 1, "product_friction": 1},
    "feasibility": {"data_availability": 3, "accuracy_requirement": 2, "problem_difficulty": 1},
}
_THINGS = ("Parts", "Invoices", "Calls", "Tickets", "Pallets", "Welds", "Orders", "Labels", "Seams", "Reports")
_ACTS = ("find", "sort", "count", "check", "match", "predict", "read", "rank")
_PLACES = ("in the bin", "at the gate", "on line 2", "at the belt", "in the mail room", "before the night shift")
_FAMILIES = ("linear", "boosted", "cnn", "resnet", "transformer")
_WHYS = (
    "Every case needs one; today somebody looks at each by hand",
    "Replaces eleven filters and a table that one person understands",
    "People wait for it a few minutes an hour, more on busy days",
    "Labels come as a by-product of the work and cost seconds",
    "A wrong answer costs a second look; nobody is hurt by it",
    "Published work on easier inputs; ours are noisier, and shiny",
)
_DETAILS = ("accuracy", "rules", "decide_by", "rule_history", "diagnosis")
"""What projects of a brief plan lack."""
_LIVES: tuple[tuple[tuple[str, str | None], ...], ...] = (
    (("planning", None),),
    (("planning", None), ("data", None)),
    (("planning", None), ("data", None), ("training", None)),
    (("planning", None), ("data", None), ("training", None), ("data", "labels-unreliable")),
    (("planning", None), ("data", None), ("training", None), ("deploying", None)),
    (("planning", None), ("data", None), ("training", None), ("deploying", None), ("training", "more-accuracy")),
    (("planning", None), ("data", None), ("training", None), ("deploying", None), ("data", "data-mismatch"),
     ("training", None)),
)  # fmt: skip


def write_plan(root: Path, projects: int, *, brief: bool = False) -> None:
    """Write a plan of so many projects below `root`, where nothing is yet. `planpress check` finds no error."""
    content = root / "content"
    content.mkdir(parents=True)
    _write(content / "plan.yml", _plan(projects))
    (content / "about.md").write_text("# About\n\nA synthetic plan, made to be measured.\n", encoding="utf-8")
    (content / "tags.md").write_text("# Tags\n\n<!-- material/tags -->\n", encoding="utf-8")
    random = Random(projects)
    for number in range(projects):
        folder = content / "projects" / _name(number)
        folder.mkdir(parents=True)
        models = list(_models(random))
        project, story = dict(_project(number, models, random)), narrative(random)
        if brief:
            project = {key: part for key, part in project.items() if key not in _DETAILS}
            models, story = models[:BRIEF_MODELS], "\n".join(story.split("\n")[:8]) + "\n"
        _write(folder / "project.yml", project)
        lines = [",".join(map(str, row)) for row in (models[0], *(model.values() for model in models))]
        (folder / "models.csv").write_text("\n".join(lines) + "\n", encoding="utf-8")
        (folder / "plan.md").write_text(story, encoding="utf-8")


def _name(number: int) -> str:
    return f"project-{number:04}"


def _write(path: Path, value: Mapping[str, Any]) -> None:
    """YAML as people write it: one key a line at the top, flow style below. JSON is flow-style YAML."""
    path.write_text("".join(_lines(value)), encoding="utf-8")


def _lines(value: Mapping[str, Any]) -> Iterator[str]:
    for key, part in value.items():
        if isinstance(part, dict) and part:
            yield f"{key}:\n"
            yield from (f"  {name}: {json.dumps(one)}\n" for name, one in part.items())
        elif isinstance(part, list) and part and isinstance(part[0], dict):
            yield f"{key}:\n"
            yield from (f"  - {json.dumps(one)}\n" for one in part)
        else:
            yield f"{key}: {json.dumps(part)}\n"


def _plan(projects: int) -> dict[str, Any]:
    levels = {1: "Nobody would notice", 3: "Saves a team hours every week", 5: "Opens work that nobody does today"}
    higher = {"better": "higher", "range": [0, 1]}
    return {
        "schema": 1,
        "title": f"A synthetic plan of {projects} projects",
        "as_of": AS_OF.isoformat(),
        "capacity": max(1, projects // 5),
        "scales": {"effort": {"bounds": [1, 5], "levels": levels}},
        **{group: {name: _factor(name, weight) for name, weight in of.items()} for group, of in _FACTORS.items()},
        "priority": {"method": "geometric", "impact_share": 0.5, "cut": {"impact": 0.5, "feasibility": 0.5}},
        "cost_per_nine": 10,
        "metrics": {
            "precision": {"label": "Precision", **higher},
            "recall": {"label": "Recall", **higher},
            "map": {"label": "Mean average precision", **higher},
            "latency": {"label": "Latency", "better": "lower", "unit": "ms"},
            "train_error": {"label": "Training error", "better": "lower", "unit": "%", "range": [0, 100]},
            "val_error": {"label": "Validation error", "better": "lower", "unit": "%", "range": [0, 100]},
        },
        "teams": {name: {"label": name.capitalize(), "people": 4 + at} for at, name in enumerate(_TEAMS)},
        "infrastructure": {name: {"label": name.replace("-", " ").capitalize(), "state": state}
                           for name, state in _TOOLS.items()},
    }  # fmt: skip


def _factor(name: str, weight: int) -> dict[str, Any]:
    return {"weight": weight, "scale": "effort", "question": f"How good is its {name.replace('_', ' ')}?"}


def _models(random: Random) -> Iterator[dict[str, str | float]]:
    level = random.uniform(0.55, 0.75)
    for number in range(MODELS):
        family = _FAMILIES[number * len(_FAMILIES) // MODELS]
        skill = min(0.97, level + 0.01 * number + random.uniform(-0.05, 0.05))
        trade = random.uniform(-0.06, 0.06)
        error = round(100 * (1 - skill), 1)
        yield {
            "model": f"{family}-{number + 1}",
            "precision": round(min(0.99, skill + trade), 3),
            "recall": round(min(0.99, skill - trade), 3),
            "map": round(skill - random.uniform(0.02, 0.1), 3),
            "latency": round(5 + 4 * number + random.uniform(0, 20)),
            "train_error": round(error * random.uniform(0.4, 0.9), 1),
            "val_error": error,
            "test_images": random.choice((400, 800, 1200)),
        }


def _project(number: int, models: Sequence[Mapping[str, Any]], random: Random) -> Iterator[tuple[str, Any]]:
    lives = _life(random)
    tags = random.sample(("vision", "language", "tabular", "robotics", "audio", "belt", "office"), 2)
    yield from {"schema": 1, "title": _title(number), "summary": _summary(number)}.items()
    yield from {"owner": random.choice(_TEAMS), "stage": lives[-1]["to"], "tags": tags}.items()
    yield "archetype", random.choice(("software-2.0", "human-in-the-loop", "autonomous"))
    yield "review_by", _day(random.randint(10, 120))
    low = random.randint(2, 8)
    yield "effort", {"person_weeks": [low, 2 * low, 4 * low]}
    yield (
        "milestones",
        [
            {"date": _day(-60), "title": "First data set frozen", "done": True},
            {"date": _day(random.randint(20, 60)), "title": "Pilot with one team"},
            {"date": _day(random.randint(70, 200)), "title": "Every site runs it"},
        ],
    )
    yield "links", [{"label": "Tracker", "url": f"https://example.org/board/{number}"}]
    if number % 25 == 24:
        yield "screens", [{"name": "privacy review", "passed": False, "because": "Faces can be seen"}]
    yield from ((group, {factor: _rating(random) for factor in factors}) for group, factors in _FACTORS.items())
    if number % 3 == 0:
        designs = [{"change": "a person confirms what is unsure", "required": 0.95}]
        yield "accuracy", {"now": round(random.uniform(0.7, 0.93), 3), "required": 0.99, "design": designs}
    yield from _measuring(models, random)
    yield from _baselines(number, models)
    if number % 2 == 0:
        found = {"model": models[-1]["model"], "train": "train_error", "validation": "val_error", "against": "experts"}
        yield "diagnosis", found
    yield "lifecycle", lives
    if number % 4 == 3:
        yield "depends_on", [_name(number - 3)]
    yield "uses", {"teams": [random.choice(_TEAMS)], "infrastructure": random.sample(list(_TOOLS), 2)}
    decision = {"date": _day(-30), "decision": "Label another thousand cases before the pilot", "by": ["lead"],
                "because": "The rare kinds have too few to be told apart"}  # fmt: skip
    if lives[-1]["to"] == "deploying":  # nobody deploys what misses a requirement without saying so
        decision["settles"] = {"missed-requirement": {"precision": 0, "recall": 0, "latency": 1000}}
    yield "decisions", [decision]


def _title(number: int) -> str:
    thing, act = _THINGS[number % len(_THINGS)], _ACTS[number // len(_THINGS) % len(_ACTS)]
    return f"{thing} to {act} {_PLACES[number % len(_PLACES)]}, {number + 1}"


def _summary(number: int) -> str:
    return f"{_WHYS[number % len(_WHYS)]}. A model would do the most of it, and people look at what is unsure."


def _rating(random: Random) -> dict[str, Any]:
    likely = random.randint(1, 5)
    ends = [max(1, likely - 1), likely, min(5, likely + 1)]
    other = min(5, max(1, likely + random.choice((-1, 0, 1))))
    form = random.choice(({"value": likely}, {"value": ends}, {"ratings": {"lead": likely, "reviewer": other}}))
    return {**form, "why": random.choice(_WHYS)}


def _measuring(models: Sequence[Mapping[str, Any]], random: Random) -> Iterator[tuple[str, Any]]:
    """The table, the rules and what the product needs."""
    recall = sorted(model["recall"] for model in models)[random.randint(5, 12)]
    yield (
        "requirements",
        [
            {"metric": "precision", "at_least": 0.8, "why": "Below that, people look at too many that are fine"},
            {"metric": "recall", "at_least": recall, "why": "Half of what people miss today"},
            {"metric": "latency", "at_most": random.randint(40, 100), "why": "The cycle time of the line"},
        ],
    )
    yield "models", {"table": "models.csv", "key": "model", "cost": "latency",
                     "uncertainty": {"precision": {"n": "test_images"}}}  # fmt: skip
    kinds = {
        "average": {"rule": "mean", "of": {"precision": 1, "recall": 1}, "kind": "harmonic"},
        "threshold": {"rule": "threshold", "optimise": "precision", "subject_to": [f"recall >= {recall}"]},
        "quick": {"rule": "formula", "formula": "0.7 * precision + 0.3 * recall - latency / 1000", "better": "higher"},
        "domain": {"rule": "metric", "metric": "map"},
    }
    chosen = ["average", *random.sample(("threshold", "quick", "domain"), 2)]
    yield "decide_by", chosen[1]
    yield "rules", {name: kinds[name] for name in chosen}
    yield (
        "rule_history",
        [
            {"since": _day(-200), "rule": "average", "because": "first look"},
            {"since": _day(-90), "rule": chosen[1], "because": "it says better what the product needs"},
        ],
    )


def _baselines(number: int, models: Sequence[Mapping[str, Any]]) -> Iterator[tuple[str, Any]]:
    def values(gain: float) -> dict[str, float]:
        base = models[9]
        better = {name: round(min(0.99, base[name] + gain), 3) for name in ("precision", "recall", "map")}
        return {**better, "val_error": round(max(1.0, base["val_error"] - 100 * gain), 1), "latency": 40}

    measured, source = _day(-150), "200 cases of one week, looked at twice"
    yield "baselines", [
        {"id": "script", "kind": "scripted", "label": "The rules of the old station", "values": values(-0.15),
         "source": source, "measured": measured},
        {"id": "simple", "kind": "simple-ml", "label": "Logistic regression", "values": values(-0.08),
         "source": source, "measured": measured},
        {"id": "experts", "kind": "human", "rung": "domain-experts", "people": 3 + number % 4, "label": "Inspectors",
         "values": values(0.12), "source": source, "measured": measured},
    ]  # fmt: skip
    yield "waivers", [{"kind": "published", "because": "Nobody has published on inputs like ours", "until": _day(300)}]


def _life(random: Random) -> list[dict[str, str]]:
    day = -random.randint(300, 420)
    moves = []
    for stage, because in random.choice(_LIVES):
        move = {"date": _day(day), "to": stage}
        moves.append(move if because is None else {**move, "because": because, "note": "Two people agree on 71 of 100"})
        day += random.randint(20, 45)
    return moves


def _day(after: int) -> str:
    return (AS_OF + timedelta(days=after)).isoformat()
