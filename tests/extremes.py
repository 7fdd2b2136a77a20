"""A plan of the worst that people write: one project for each way in which a page could break."""

from __future__ import annotations

import csv
import io
import json
from collections.abc import Mapping
from datetime import date, timedelta
from pathlib import Path
from typing import Any

LONG = "Supercalifragilistic" * 10
"""200 letters without a blank."""

NAMES = {
    "long": LONG,
    "right-to-left": "تصنيف الفواتير حسب القسم \u202e0.95 abc",
    "emoji": "🤖👩‍👩‍👧‍👦 sorting 🏳️‍🌈 parts 🇰🇷",
    "hangul": "창고로봇의파지자세추정을위한깊은신경망의불확실성보정과지속적재학습계획",
    "marks": "`a` | b || **c** [d](e) # f \\ $g$ <!-- h -->",
    "script": "</script><script>alert(1)</script>\"'&amp;",
}
METRICS = {
    "score": {"label": "Score", "better": "higher"},
    "loss": {"label": "Loss", "better": "lower", "unit": "nats"},
    "seconds": {"label": "Time for one case", "better": "lower", "unit": "s"},
}


def write_extremes(root: Path) -> Path:
    """Write the plan below `root`, where nothing is yet. It has no error."""
    projects: dict[str, tuple[dict[str, Any], list[dict[str, Any]]]] = {
        "none": (_project("No model at all"), []),
        "one": (_project("One model", models=True), _models(1)),
        "many": (_project("Two hundred models", models=True), _models(200)),
        "equal": (
            _project("All equal", models=True),
            [{**one, "score": 0.5, "loss": 0.5, "seconds": 3} for one in _models(12)],
        ),
        "missing": (
            _project("All missing", models=True),
            [{"model": one["model"], "score": "", "loss": "", "seconds": ""} for one in _models(8)],
        ),
        "outlier": (
            _project("One enormous", models=True),
            [*_models(9), {"model": "enormous", "score": 1e15, "loss": 1e-12, "seconds": 1e50}],
        ),
        "negative": (
            _project("All negative", models=True),
            [
                {**one, "score": -one["score"], "loss": -1e6 * one["loss"], "seconds": -one["seconds"]}
                for one in _models(9)
            ],
        ),
    }
    for at, (name, text) in enumerate(NAMES.items()):
        models = [{**one, "model": f"{text} {number}"} for number, one in enumerate(_models(6))]
        projects[name] = (_project(text, at, models=True, said=text), models)
    plan = _plan(said=f"{NAMES['script']} {LONG}")
    return write(root, plan, projects)


def write_single(root: Path) -> Path:
    """A plan of one project, which is rated and nothing else."""
    return write(root, _plan("One project"), {"only": (_project("The only one"), [])})


def write(
    root: Path, plan: Mapping[str, Any], projects: Mapping[str, tuple[Mapping[str, Any], list[dict[str, Any]]]]
) -> Path:
    """Write a plan and its projects with their tables. JSON is YAML, and says how to write any text."""
    _write(root / "content" / "plan.yml", plan)
    for name, (project, models) in projects.items():
        folder = root / "content" / "projects" / name
        _write(folder / "project.yml", project)
        if models:
            text = io.StringIO()
            table = csv.DictWriter(text, list(models[0]))
            table.writeheader()
            table.writerows(models)
            (folder / "models.csv").write_text(text.getvalue(), encoding="utf-8")
    return root


def _write(path: Path, document: Mapping[str, Any]) -> None:
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_text(json.dumps(document, ensure_ascii=False, indent=1), encoding="utf-8")


def _plan(said: str) -> dict[str, Any]:
    factor = {"scale": "effort", "weight": 1, "question": f"How much of it? {said}"}
    return {
        "schema": 1,
        "title": said,
        "as_of": "2024-06-03",
        "capacity": 3,
        "scales": {"effort": {"bounds": [1, 5], "levels": {1: said, 5: "days"}}},
        "impact": {"worth": {**factor, "label": said}, "reach": factor},
        "feasibility": {"ease": factor, "data": {**factor, "label": said}},
        "metrics": METRICS,
        "teams": {"crew": {"label": said, "people": 3}},
        "infrastructure": {"tool": {"label": f"{said} tool", "state": "missing"}},
    }


def _project(title: str, at: int = 0, *, models: bool = False, said: str = "Said in few words") -> dict[str, Any]:
    rated = {"value": [1 + at % 3, 2 + at % 3, 3 + at % 3], "why": said}
    project: dict[str, Any] = {
        "schema": 1,
        "title": title,
        "summary": said,
        "owner": said,
        "stage": "training" if models else "planning",
        "tags": [said],
        "impact": {"worth": rated, "reach": {"value": 1 + at % 5, "why": said}},
        "feasibility": {"ease": rated, "data": {"value": 5 - at % 5, "why": said}},
        "lifecycle": [{"date": _day(-300 + 40 * number), "to": stage, **({"because": reason, "note": said} if reason else {})}
                      for number, (stage, reason) in enumerate(_LIFE[: 5 if models else 1])],
        "milestones": [{"date": _day(20 * number - 30), "title": f"{said} {number}"} for number in range(3)],
        "decisions": [{"date": _day(-20), "decision": said, "by": [said], "because": said}],
        "uses": {"teams": ["crew"], "infrastructure": ["tool"]},
        "links": [{"label": said, "url": "https://example.org/board/1"}],
    }  # fmt: skip
    if not models:
        return project
    return {
        **project,
        "models": {"table": "models.csv", "key": "model", "cost": "seconds"},
        "decide_by": "held",
        "rules": {
            "held": {"rule": "threshold", "optimise": "score", "subject_to": ["loss <= 0.7"], "label": said},
            "plain": {"rule": "metric", "metric": "loss"},
            "both": {"rule": "formula", "formula": "score - loss / 10", "better": "higher"},
        },
        "requirements": [{"metric": "score", "at_least": 0.9, "why": said}, {"metric": "seconds", "at_most": 2, "why": said}],
        "baselines": [
            {"id": "script", "kind": "scripted", "label": said, "values": {"score": 0.2, "loss": 2}, "source": said, "measured": _day(-100)},
            {"id": "people", "kind": "human", "rung": "domain-experts", "people": 2, "label": f"{said} people",
             "values": {"score": 0.97, "loss": 0.1}, "source": said, "measured": _day(-100)},
        ],
    }  # fmt: skip


_LIFE = (("planning", None), ("data", None), ("training", None), ("data", "labels-unreliable"), ("training", None))


def _models(count: int) -> list[dict[str, Any]]:
    return [
        {"model": f"model-{number}", "score": round(0.4 + 0.55 * (number * 37 % 101) / 101, 4),
         "loss": round(0.2 + (number * 53 % 97) / 97, 4), "seconds": round(0.1 + 0.07 * (number * 29 % 89), 3)}
        for number in range(count)
    ]  # fmt: skip


def _day(after: int) -> str:
    return (date(2024, 6, 3) + timedelta(days=after)).isoformat()
