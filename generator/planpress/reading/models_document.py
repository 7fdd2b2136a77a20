"""How `models` of project.yml says where the table of models is, and how it is read."""

from collections.abc import Mapping
from dataclasses import field
from typing import TYPE_CHECKING, Annotated, Any, Literal

from pydantic import BeforeValidator, Field, WithJsonSchema
from pydantic_core import PydanticCustomError

from planpress.model.fields import Names, Text, Wanted, written
from planpress.model.uncertainty import Uncertainty
from planpress.reading.written_sources import WrittenSources

if TYPE_CHECKING:
    from planpress.sources.source import EvidenceSource
else:
    EvidenceSource = Any  # the documents of the kinds are not imported here


def _dict() -> Any:
    """A mapping that is empty where its key is left out."""
    return field(default_factory=dict)


def _lines(written: object) -> object:
    """One line, or several from the top down."""
    lines = written if isinstance(written, list) else [written]
    if lines and all(isinstance(one, int) and not isinstance(one, bool) and one > 0 for one in lines):
        return tuple(lines)
    raise PydanticCustomError("lines", "is no line; write head: 3, or head: [3, 4]", {"written": written})


Lines = Annotated[
    tuple[int, ...],
    BeforeValidator(_lines),
    WithJsonSchema(
        {"anyOf": [{"type": "integer", "minimum": 1}, {"type": "array", "items": {"type": "integer"}, "minItems": 1}]}
    ),
]
Rows = Annotated[
    list[Any],
    WithJsonSchema(
        {
            "type": "array",
            "items": {"type": "object", "additionalProperties": {"type": ["string", "number", "boolean", "null"]}},
        }
    ),
]


@written
class LongDocument:
    """A table with one value a row: which column says of which metric, and which holds the value."""

    metric: Annotated[Text, Field(description="The column with the names of the metrics.")]
    value: Annotated[Text, Field(description="The column with their values.")]


@written
class ModelsDocument:
    """Where the table of models is, and how to read it."""

    table: Annotated[
        str | None, Field(description="A .csv, .tsv, .json, .jsonl or .yml file, or plan.md#heading.")
    ] = None
    rows: Annotated[Rows | None, Field(description="The table itself: a list of rows, one model each.")] = None
    key: Annotated[
        Names | None, Field(description="The column that names a model, or several; the first if left out.")
    ] = None
    path: Annotated[str | None, Field(description="In JSON and YAML: the keys that lead to the rows.")] = None
    head: Annotated[Lines | None, Field(description="The line of the head, or the lines of one of several.")] = None
    orientation: Annotated[
        Literal["rows", "columns"], Field(description="Write columns where each model is a column.")
    ] = "rows"
    where: Annotated[Mapping[str, Wanted], Field(description="The rows to take: values by column.")] = _dict()
    long: Annotated[LongDocument | None, Field(description="Of a table with one value a row.")] = None
    repeats: Annotated[str | None, Field(description="The column that tells a model's runs apart: its seed.")] = None
    missing: Annotated[tuple[Text, ...], Field(description="What else says that nothing was measured.")] = ()
    sources: Annotated[
        tuple[EvidenceSource, ...],
        WrittenSources,
        Field(alias="from", description="How the table is made again: a source, or several."),
    ] = ()
    uncertainty: Annotated[Mapping[str, Uncertainty], Field(description="How sure each metric's values are.")] = _dict()
    cost: Annotated[str | None, Field(description="The metric by which the cheaper of two equals is chosen.")] = None
