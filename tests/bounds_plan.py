"""A plan that has every number and every day that the format knows, as data that JSON, which is YAML too, can hold."""

from __future__ import annotations

import json
from copy import deepcopy
from typing import Any

Files = dict[str, Any]

METRICS = {
    "precision": {"better": "higher", "range": [0, 1]},
    "recall": {"better": "higher", "range": [0, 1], "unit": None},
    "latency": {"better": "lower", "unit": "ms"},
}
FORMS = {
    "plain": 4, "between": [2, 3, 4], "raters": {"anna": 4, "ben": 3},
    "given": {"value": 4, "why": "x"}, "either": {"value": [2, 3]}, "asked": {"ratings": {"anna": 1.8, "ben": 4.6, "cleo": 1.4}},
}  # fmt: skip
"""Every way in which a rating is written."""
PLAN = {
    "schema": 1,
    "title": "A plan",
    "as_of": "2019-06-01",
    "capacity": {"person_weeks": 6},
    "cost_per_nine": 10,
    "priority": {"method": "geometric", "impact_share": 0.5, "cut": {"impact": 0.5, "feasibility": 0.5}},
    "scales": {"five": {"bounds": [1, 5]}, "low": {"bounds": [0, 10], "better": "lower"}},
    "impact": {name: {"weight": 1, "scale": "five"} for name in FORMS},
    "feasibility": {name: {"weight": 1, "scale": "low" if name == "given" else "five"} for name in FORMS},
    "metrics": METRICS,
    "teams": {"robots": {"people": 2, "hiring": 1}},
    "infrastructure": {"nodes": {"state": "building"}},
}  # fmt: skip
PROJECT = {
    "schema": 1,
    "title": "A project",
    "owner": "robots",
    "stage": "training",
    "review_by": "2019-09-01",
    "effort": {"person_weeks": [2, 3, 5]},
    "milestones": [{"date": "2019-05-15", "title": "Wired", "done": True}, {"date": "2019-07-12", "title": "Running"}],
    "impact": FORMS,
    "feasibility": FORMS,
    "accuracy": {"now": 0.9, "required": 0.99, "design": [{"change": "a person looks", "required": 0.95}]},
    "requirements": [
        {"metric": "precision", "at_least": 0.7}, {"metric": "recall", "above": 0.5}, {"metric": "latency", "at_most": 100},
        {"metric": "size", "below": 300},
    ],
    "metrics": {"size": {"better": "lower", "unit": "MB", "range": [0, 1000]}, "train": {"better": "higher"}},
    "models": {"rows": [
        {"model": "a", "precision": 0.8, "recall": 0.6, "latency": 30, "size": 100, "train": 0.95},
        {"model": "b", "precision": 0.75, "recall": 0.7, "latency": 60, "size": 200, "train": 0.9},
        {"model": "c", "precision": 0.9, "recall": 0.4, "latency": 20, "size": 50, "train": 0.92},
    ], "cost": "latency"},
    "decide_by": "limits",
    "rules": {
        "one": {"rule": "metric", "metric": "precision"},
        "weighted": {"rule": "mean", "kind": "arithmetic", "of": {"precision": 2, "recall": 1}},
        "f": {"rule": "mean", "kind": "harmonic", "beta": 2, "of": {"precision": 1, "recall": 1}},
        "limits": {"rule": "threshold", "optimise": "precision", "subject_to": ["recall > 0.5", "latency <= 100"]},
        "sum": {"rule": "formula", "formula": "100 * precision - 0.5 * latency", "better": "higher"},
    },
    "rule_history": [{"since": "2019-03-01", "rule": "one", "because": "first"}, {"since": "2019-04-01", "rule": "limits", "because": "then"}],
    "baselines": [
        {"id": "script", "kind": "scripted", "values": {"precision": 0.5, "recall": 0.4, "latency": 5}, "measured": "2019-02-01"},
        {"id": "people", "kind": "human", "rung": "domain-experts", "people": 3, "values": {"precision": 0.95, "recall": 0.9}},
    ],
    "waivers": [{"kind": "published", "because": "none", "until": "2019-12-01"}],
    "diagnosis": {"model": "a", "train": "train", "validation": "precision", "against": "people"},
    "lifecycle": [{"date": "2019-01-14", "to": "planning"}, {"date": "2019-02-11", "to": "data"}, {"date": "2019-03-18", "to": "training"}],
    "uses": {"teams": ["robots"], "infrastructure": ["nodes"]},
    "decisions": [{"date": "2019-04-08", "decision": "Go on", "because": "it works"}],
}  # fmt: skip
OTHER = {
    "schema": 1, "title": "Another", "owner": "robots", "stage": "data", "effort": {"person_weeks": 4},
    "impact": {"plain": 3, "between": [3, 5], "raters": 2}, "feasibility": {"plain": 2, "given": 5, "asked": 3},
    "lifecycle": [{"date": "2019-02-11", "to": "data"}],
}  # fmt: skip
MEETING = {
    "schema": 1, "title": "June", "date": "2019-06-05",
    "agenda": [{"project": "p", "minutes": 15, "number": 7}, {"text": "Who labels?", "minutes": 5, "number": 12}],
    "decisions": [{"number": 12, "decision": "yes", "until": "2019-07-01"}],
}  # fmt: skip

PLAN_FILE, PROJECT_FILE = "content/plan.yml", "content/projects/p/project.yml"
MEETING_FILE = "content/meetings/2019-06-05-june.yml"
FILES = {"plan": PLAN_FILE, "project": PROJECT_FILE, "meeting": MEETING_FILE}


def base() -> Files:
    """The files by their paths, as data."""
    return deepcopy({PLAN_FILE: PLAN, PROJECT_FILE: PROJECT, "content/projects/q/project.yml": OTHER, MEETING_FILE: MEETING})


def written(files: Files) -> dict[str, str]:
    return {path: json.dumps(data) for path, data in files.items()}
