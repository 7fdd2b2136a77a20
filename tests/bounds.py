"""Every number and every day that the files of a plan may hold, by where it stands in them: from the JSON Schemas; and a
plan that has each of them, as data."""

import json
import posixpath
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import Any, Literal

import yaml
from hypothesis import strategies as st

from planpress import schemas
from planpress.model.fields import LARGEST, SMALLEST

SIZED = st.floats(SMALLEST, LARGEST) | st.floats(-LARGEST, -SMALLEST) | st.just(0.0)
"""Every number that a plan may hold."""

Kind = Literal["number", "day"]
Schema = Mapping[str, Any]
Step = str | int


PLAN_FILE, PROJECT_FILE = "content/plan.yml", "content/projects/p/project.yml"
MEETING_FILE = "content/meetings/2019-06-05-june.yml"
DECISIONS_FILE = "content/meetings/2019-06-05-june.decisions.yml"
FILES = {"plan": PLAN_FILE, "project": PROJECT_FILE, "meeting": MEETING_FILE, "decisions": DECISIONS_FILE}
Files = dict[str, Any]


def base(leaf: "Leaf | None" = None) -> Files:
    """The plan that has every number and every day: its files by their paths, as data; the models in a table where a
    `leaf` says how that is read."""
    root = Path(__file__).parent / "plans" / "bounds"
    files = {path.relative_to(root).as_posix(): yaml.safe_load(path.read_text("utf-8")) for path in sorted(root.rglob("*.yml"))}
    if leaf is not None and leaf.steps in _OF_TABLES:
        rows = files[PROJECT_FILE]["models"]["rows"]
        heads = list(dict.fromkeys(name for one in rows for name in one))
        lines = [[*heads, "set"], *([*(one.get(name, "") for name in heads), 1] for one in rows)]
        files[posixpath.join(posixpath.dirname(PROJECT_FILE), "models.csv")] = "".join(f"{','.join(map(str, one))}\n" for one in lines)
        files[PROJECT_FILE]["models"] = {"table": "models.csv", **_OF_TABLES[leaf.steps]}
    return files


_OF_TABLES: dict[tuple[Step, ...], dict[str, Any]] = {
    ("models", "head"): {"head": 1},
    ("models", "head", 0): {"head": [1]},
    ("models", "where", "*"): {"where": {"set": 1}},
    ("models", "where", "*", 0): {"where": {"set": [1]}},
}


def written(files: Files) -> dict[str, str]:
    """The same as text: JSON is YAML."""
    return {path: data if isinstance(data, str) else json.dumps(data) for path, data in files.items()}


@dataclass(frozen=True)
class Leaf:
    """A value of one of the files: `steps` lead to it, `*` stands for any key and 0 for any entry of a list."""

    file: str
    steps: tuple[Step, ...]
    kind: Kind

    def __str__(self) -> str:
        return f"{self.file}:{'.'.join(map(str, self.steps))}"


def leaves(file: str) -> list[Leaf]:
    """Those of one schema: `plan`, `project`, `meeting` or `decisions`. What a source is asked for is computed with by a
    refresh alone: tests/sources has it."""
    schema = json.loads(schemas.text(file))
    found = dict.fromkeys(Leaf(file, *one) for one in _leaves(schema, schema.get("$defs", {}), ()))
    return [leaf for leaf in found if leaf.steps[:2] != ("models", "from")]


def spots(data: Any, leaf: Leaf) -> list[tuple[Step, ...]]:
    """The steps to each place in the data of its file that holds such a value; where none does, to each that could."""
    found = list(_spots(data, leaf.steps))
    wanted = str if leaf.kind == "day" else (int, float)
    values = ((steps, at(data, steps)) for steps in found)
    return [steps for steps, value in values if isinstance(value, wanted) and not isinstance(value, bool)] or found


def at(data: Any, steps: tuple[Step, ...]) -> Any:
    """The value at these steps, None where there is none."""
    for step in steps:
        data = data.get(step) if isinstance(data, dict) else data[step]  # type: ignore[index]
    return data


def put(data: Any, steps: tuple[Step, ...], value: object) -> None:
    """Write a value there."""
    at(data, steps[:-1])[steps[-1]] = value


def _leaves(schema: Schema, shared: Schema, steps: tuple[Step, ...]) -> Iterator[tuple[tuple[Step, ...], Kind]]:
    if "$ref" in schema:
        schema = shared[schema["$ref"].rpartition("/")[2]]
    for part in ("anyOf", "oneOf", "allOf"):
        for other in schema.get(part, ()):
            yield from _leaves(other, shared, steps)
    kinds = schema.get("type", ())
    if {"number", "integer"} & ({kinds} if isinstance(kinds, str) else set(kinds)) and "const" not in schema:
        yield steps, "number"
    if schema.get("format") == "date":
        yield steps, "day"
    for name, below in schema.get("properties", {}).items():
        yield from _leaves(below, shared, (*steps, name))
    for below in (*schema.get("patternProperties", {}).values(), schema.get("additionalProperties")):
        if isinstance(below, dict):
            yield from _leaves(below, shared, (*steps, "*"))
    for number, below in enumerate([*schema.get("prefixItems", ()), schema.get("items")]):
        if isinstance(below, dict):
            yield from _leaves(below, shared, (*steps, number if "prefixItems" in schema else 0))


def _spots(data: Any, steps: tuple[Step, ...], way: tuple[Step, ...] = ()) -> Iterator[tuple[Step, ...]]:
    if not steps:
        yield way
    elif isinstance(data, dict) and isinstance(steps[0], str):
        for name in data if steps[0] == "*" else [steps[0]]:
            if name in data or len(steps) == 1:
                yield from _spots(data.get(name), steps[1:], (*way, name))
    elif isinstance(data, list) and isinstance(steps[0], int):
        for index, below in enumerate(data):
            yield from _spots(below, steps[1:], (*way, index))
