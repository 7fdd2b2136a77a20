"""The JSON Schemas of what people write, of plan.json, and of `planpress diff` and `log` in JSON.

They are made from the types, and shipped as files beside this one.
"""

import json
from importlib.resources import files

NAMES = ("plan", "project", "meeting", "decisions", "mapping", "evidence", "plan.json", "diff", "log")


def text(name: str) -> str:
    """The schema called `name` as it is shipped, without importing what made it."""
    return files(__name__).joinpath(f"{name}.schema.json").read_text(encoding="utf-8")


def generate() -> dict[str, str]:
    """Every schema by its name, made anew from the types."""
    from pydantic import TypeAdapter

    from planpress.formats.diffs.diff_json import DiffJson
    from planpress.formats.logs.log_json import LogJson
    from planpress.formats.plan_json_types import PlanJson
    from planpress.model.evidence import Evidence
    from planpress.reading.documents import PlanDocument, ProjectDocument
    from planpress.reading.mapping_document import MappingDocument
    from planpress.reading.meeting_documents import DecisionsDocument, MeetingDocument

    meeting = "content/meetings/<date>-<name>"
    titles = {
        PlanDocument: "content/plan.yml",
        ProjectDocument: "content/projects/<id>/project.yml",
        MeetingDocument: f"{meeting}.yml",
        DecisionsDocument: f"{meeting}.decisions.yml",
        MappingDocument: "mapping.yml",
        Evidence: "models.evidence.json",
        PlanJson: "plan.json",
        DiffJson: "planpress diff",
        LogJson: "planpress log",
    }
    made = {}
    for name, (shape, title) in zip(NAMES, titles.items(), strict=True):
        # What is read, or what is written.
        is_read = title.endswith((".yml", ".evidence.json"))
        schema = TypeAdapter(shape).json_schema(mode="validation" if is_read else "serialization")
        head = {"$schema": "https://json-schema.org/draft/2020-12/schema", "title": title}
        schema = {**head, **{key: value for key, value in schema.items() if key not in head}}
        made[name] = json.dumps(schema, ensure_ascii=False, indent=1) + "\n"
    return made
