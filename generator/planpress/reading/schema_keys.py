"""Which keys may stand, and which must, at a place of a document, for the way out of an error, by its schema."""

from collections.abc import Iterator, Sequence
from typing import Any

from planpress.model.sources import Step

TAGS = ("rule", "source")
"""The keys that say which of several forms a mapping has."""


def keys_at(schema: dict[str, Any], location: Sequence[Step]) -> list[str]:
    """The keys that may stand at a location, by the JSON Schema."""
    nodes = _nodes(schema, schema, list(location))
    return list(dict.fromkeys(key for node in nodes for key in node.get("properties", ())))


def needed_at(schema: dict[str, Any], location: Sequence[Step]) -> list[str]:
    """The keys that must stand at a location whatever its form, else its first four; none where any name may."""
    nodes = [node for node in _nodes(schema, schema, list(location)) if "properties" in node]
    needed = [set(node.get("required", ())) for node in nodes]
    first = [key for node in nodes[:1] for key in node["properties"]]
    return [key for key in first if all(key in keys for keys in needed)] or first[:4]


def _nodes(node: dict[str, Any], schema: dict[str, Any], location: list[Step]) -> Iterator[dict[str, Any]]:
    if "$ref" in node:
        node = schema["$defs"][node["$ref"].rsplit("/", 1)[1]]
    for branch in (*node.get("anyOf", ()), *node.get("oneOf", ()), *node.get("allOf", ())):
        yield from _nodes(branch, schema, location)
    if not location:
        yield node
        return
    step, *rest = location
    properties = node.get("properties", {})
    others = node.get("additionalProperties"), *node.get("patternProperties", {}).values(), node.get("items")
    tagged = any(properties.get(tag, {}).get("const") == step for tag in TAGS)  # pydantic's own word in the location
    for below in (node if tagged else properties.get(step), *others):
        if isinstance(below, dict):
            yield from _nodes(below, schema, rest)
            break
