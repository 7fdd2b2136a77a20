"""The JSON Schemas of what people write, of plan.json, and of `planpress diff` and `log` in JSON.

They are made from the types, and shipped as files beside this one.
"""

import json
from importlib.resources import files
from typing import Any

NAMES = ("plan", "project", "meeting", "decisions", "plan.json", "diff", "log")


def text(name: str) -> str:
    """The schema called `name` as it is shipped, without importing what made it."""
    return files(__name__).joinpath(f"{name}.schema.json").read_text(encoding="utf-8")


def generate() -> dict[str, str]:
    """Every schema by its name, made anew from the types."""
    from planpress.formats.diffs.diff_json import DiffJson
    from planpress.formats.logs.log_json import LogJson
    from planpress.formats.plan_json_types import PlanJson
    from planpress.reading.documents import PlanDocument, ProjectDocument
    from planpress.reading.meeting_documents import DecisionsDocument, MeetingDocument
    from planpress.reading.validation import adapter

    made = {
        "plan": _titled(adapter(PlanDocument).json_schema(), "content/plan.yml"),
        "project": _titled(adapter(ProjectDocument).json_schema(), "content/projects/<id>/project.yml"),
        "meeting": _titled(adapter(MeetingDocument).json_schema(), "content/meetings/<date>-<name>.yml"),
        "decisions": _titled(adapter(DecisionsDocument).json_schema(), "content/meetings/<date>-<name>.decisions.yml"),
        "plan.json": _written(PlanJson, "plan.json"),
        "diff": _written(DiffJson, "planpress diff"),
        "log": _written(LogJson, "planpress log"),
    }
    return {name: json.dumps(made[name], ensure_ascii=False, indent=1) + "\n" for name in NAMES}


def _written(shape: Any, title: str) -> dict[str, Any]:
    """The schema of what is written, not of what is read."""
    from pydantic import TypeAdapter

    return _titled(TypeAdapter(shape).json_schema(mode="serialization"), title)


def _titled(schema: dict[str, Any], title: str) -> dict[str, Any]:
    head = {"$schema": "https://json-schema.org/draft/2020-12/schema", "title": title}
    return {**head, **{key: value for key, value in schema.items() if key not in head}}
