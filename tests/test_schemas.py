"""The JSON Schemas are the types, are shipped, and refuse what reading refuses for its form."""

import json
import re
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest
from jsonschema import Draft202012Validator
from pydantic import TypeAdapter

import planpress
from planpress import schemas, sources
from planpress.formats.plan_json import render
from planpress.reading.documents import PlanDocument, ProjectDocument
from planpress.reading.meeting_documents import MeetingDocument
from planpress.reading.validation import read_document
from planpress.reading.yaml_text import compose
from planpress.workflows.check_plan import check_folder
from tests.conftest import PLANS, ROOT
from tests.reading.test_bad_input import CASES, files_of, findings_of
from tests.small_plan import M, P, Q

FULL = PLANS / "full"
"""A plan that uses every key of the format, with the values of the format's description."""


def schema(name: str) -> dict[str, Any]:
    value: dict[str, Any] = json.loads(schemas.text(name))
    return value


def valid(name: str, value: object) -> bool:
    return bool(Draft202012Validator(schema(name)).is_valid(value))


def definitions(root: Path) -> Iterator[tuple[str, str]]:
    """Every file of a plan that a schema describes: the schema's name, and the text."""
    for path in sorted((root / "content").rglob("*.yml")):
        kind = {"projects": "project", "meetings": "meeting"}.get(path.relative_to(root / "content").parts[0], "plan")
        if kind != "project" or path.name == "project.yml":  # and not a table
            yield "decisions" if path.name.endswith(".decisions.yml") else kind, path.read_text("utf-8")


@pytest.mark.parametrize("name", schemas.NAMES)
def test_shipped_schemas_are_those_of_the_types(name: str) -> None:
    """After a change of the types, `python -m planpress.workflows.write_docs` writes the schemas anew."""
    assert schemas.text(name) == schemas.generate()[name]


@pytest.mark.parametrize("name", schemas.NAMES)
def test_schemas_are_schemas(name: str) -> None:
    """Each is a JSON Schema of the draft that it names, with a title, and describes every key of a document."""
    value = schema(name)
    Draft202012Validator.check_schema(value)
    assert value["$schema"] == "https://json-schema.org/draft/2020-12/schema"
    assert value["title"].endswith((".yml", ".evidence.json", "plan.json", "planpress diff", "planpress log"))
    if name not in ("plan.json", "diff", "log"):
        assert [key for key, below in value["properties"].items() if "description" not in below] == []
        assert value["additionalProperties"] is False


@pytest.mark.parametrize("root", [ROOT, FULL], ids=["demonstration", "every key"])
def test_every_definition_of_a_plan_is_valid(root: Path) -> None:
    """By its schema, in the demonstration plan and in the plan with every key."""
    found = list(definitions(root))
    assert {name for name, _ in found} == {"plan", "project", "meeting", "decisions"}
    for name, text in found:
        assert [error.message for error in Draft202012Validator(schema(name)).iter_errors(compose(text).data)] == [], text


@pytest.mark.process
def test_a_plan_with_every_key_has_no_findings() -> None:
    """Nor does `check` find anything in it."""
    assert check_folder(FULL, {}).findings == ()


def test_every_key_is_used() -> None:
    """The plan with every key leaves none out: neither at the top of a definition nor below."""
    texts: dict[str, str] = {}
    for name, text in definitions(FULL):
        texts[name] = texts.get(name, "") + text
    texts["meeting"] += texts["decisions"]  # an earlier planpress wrote decisions into the meeting's own file
    for name, text in texts.items():
        written = {word.rstrip(":") for word in re.findall(r"[a-z_-]+:", text)}
        of_files = {"table", "path", "head", "long", "orientation", "from"}  # tests/reading/shapes and tests/sources have them
        of_files |= set[str]().union(*(keys(TypeAdapter(one).json_schema()) for one in sources.every()))
        assert keys(schema(name)) - written - of_files - {"ci", "se", "seeds"} == set()


def keys(value: object) -> set[str]:
    """Every property that a schema knows, at any level."""
    if isinstance(value, list):
        return set[str]().union(*map(keys, value))
    if not isinstance(value, dict):
        return set()
    properties = value.get("properties")
    return set(properties if isinstance(properties, dict) else ()).union(*map(keys, value.values()))


REFUSED = [case for case in CASES if case.startswith(("form/", "meetings/")) and findings_of(case)]

# What JSON Schema cannot say, or what one schema leaves to another place. Keys with nothing after them are as if left
# out, or null for the schema; other keys are texts in JSON.
NOT_BY_SCHEMA = {
    "a-requirement-without-a-limit", "a-requirement-with-two-limits", "models-without-a-table",
    "models-with-two-tables", "a-threshold-that-is-none", "no-rows", "a-day-that-is-not-in-the-calendar",
    "a-day-in-words", "a-day-with-its-hour", "a-day-of-the-plan-in-words", "blank-keys-of-a-project-are-left-out",
    "a-factor-that-is-no-text", "items-of-nothing-of-two-things-of-one-to-compare-of-none",
}  # fmt: skip


@pytest.mark.parametrize("case", [case for case in REFUSED if case.partition("/")[2] not in NOT_BY_SCHEMA])
def test_what_reading_refuses_the_schema_refuses(case: str) -> None:
    """A definition that is refused for its form is invalid by the schema too, so that an editor marks it."""
    files = files_of(case)
    shapes = ((P, "plan", PlanDocument), (Q, "project", ProjectDocument), (M, "meeting", MeetingDocument))
    for path, name, shape in shapes:
        if path in files and read_document(files[path].decode(), path, shape)[0] is None:
            data = compose(files[path].decode()).data
            mixed = isinstance(data, dict) and any(not isinstance(key, str) for key in data)
            assert not valid(name, data if mixed else json.loads(json.dumps(data))), files[path]


@pytest.mark.process
def test_plan_json_is_valid() -> None:
    """plan.json of the demonstration plan, and of one with every key, is valid by its schema."""
    for root in (ROOT, FULL):
        errors = Draft202012Validator(schema("plan.json")).iter_errors(json.loads(render(planpress.load(root))))
        assert [error.message for error in errors] == []


PROMISED = (Path(__file__).parent / "formats" / "promised_keys.txt").read_text("utf-8").split()
"""The keys that version 1 of plan.json will always have: `[]` is every entry of a list, `*` every one of the author's."""


@pytest.mark.process
@pytest.mark.parametrize("path", PROMISED)
def test_plan_json_keeps_its_promises(path: str) -> None:
    """What programs read is there, wherever there is something of its kind."""
    found = list(_at(json.loads(render(planpress.load(ROOT))), path.replace("[]", ".[]").split(".")))
    assert found and ABSENT not in found


ABSENT = object()


def _at(value: Any, steps: list[str]) -> Iterator[object]:
    """The values at a path; ABSENT where a mapping lacks the key. What is null has nothing below it."""
    if value is ABSENT or not steps:
        yield value
    elif value is not None:
        step, *rest = steps
        below = value if step == "[]" else value.values() if step == "*" else [value.get(step, ABSENT)]
        for one in below:
            yield from _at(one, rest)
