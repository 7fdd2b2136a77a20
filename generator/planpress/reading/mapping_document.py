"""What may be written in the file of `planpress new --from FILE --map FILE`: which column of a sheet is which key."""

from collections.abc import Mapping, Sequence
from dataclasses import field
from typing import Annotated

from pydantic import AfterValidator, BeforeValidator, Field
from pydantic_core import PydanticCustomError

from planpress.model.fields import Number, Text, written
from planpress.model.findings import Finding
from planpress.model.plan import Factor, Plan
from planpress.model.project import ARCHETYPE_LABELS
from planpress.model.sources import Places, SourceFile
from planpress.model.stages import STAGES
from planpress.model.wording import did_you_mean, listed, number, quoted
from planpress.reading import kinds
from planpress.reading.decoding import decode
from planpress.reading.documents import Version
from planpress.reading.models_document import Lines
from planpress.reading.table_names import named_here
from planpress.reading.validation import read_document

NOTES = "notes"
"""The key of a column that stays in plan.md."""
KEYS = ("title", "id", "summary", "owner", "stage", "archetype", "tags", "effort", "review_by", "link", NOTES)
SEVERAL = ("tags", "link", NOTES)
"""The keys that several columns may have."""
CHOICES: Mapping[str, Sequence[str]] = {"stage": STAGES, "archetype": tuple(ARCHETYPE_LABELS)}
"""The keys that have one of a few words."""


def _two_ends(ends: tuple[float, float] | None) -> tuple[float, float] | None:
    if ends is not None and ends[0] == ends[1]:
        raise PydanticCustomError("ends", "has one number twice; write its two ends")
    return ends


Ends = Annotated[tuple[Number, Number], AfterValidator(_two_ends)]


@written
class ColumnMapping:
    """What a column is: a key of project.yml, and how its cells become values of that."""

    key: Annotated[Text, Field(description="The key of project.yml, as in title or impact.cheap_prediction.")]
    from_ends: Annotated[
        Ends | None, Field(alias="from", description="Of a rating: the ends of the scale that the column has.")
    ] = None
    to: Annotated[
        Ends | None, Field(description="Of a rating: what these ends become; those of the factor's scale if left out.")
    ] = None
    values: Annotated[
        Mapping[str | float, str | Number], Field(description="What each text of the column becomes.")
    ] = field(default_factory=dict)
    weeks: Annotated[
        Number | None, Field(gt=0, le=1_000, description="Of effort: how many person-weeks one of its units is.")
    ] = None


def _written_mapping(value: object) -> object:
    return {"key": value} if isinstance(value, str) else value


WrittenMapping = Annotated[ColumnMapping, BeforeValidator(_written_mapping)]


@written
class MappingDocument:
    """What the columns of a sheet of projects are."""

    columns: Annotated[
        Mapping[str, WrittenMapping], Field(min_length=1, description="A key for each column, by its head.")
    ]
    head: Annotated[Lines | None, Field(description="The line of the head, or the lines.")] = None
    path: Annotated[str | None, Field(description="Inside JSON or YAML: which keys lead to the rows.")] = None
    schema: Version = 1


def factors_of(plan: Plan) -> dict[str, Factor]:
    """The plan's factors by the keys of their ratings, as in `impact.cheap_prediction`."""
    groups = {"impact": plan.impact, "feasibility": plan.feasibility}
    return {f"{group}.{name}": factor for group, factors in groups.items() for name, factor in factors.items()}


def read_mapping(file: SourceFile) -> tuple[MappingDocument | None, Places, tuple[Finding, ...]]:
    """The mapping that a file holds, None where it has an error; where its parts stand, and what is wrong with it."""
    text, findings = decode(file)
    if text is None:
        return None, Places(file.path), findings
    document, composed, found = read_document(text, file.path, MappingDocument)
    return document, Places(file.path, composed.mark), (*findings, *found)


def mapped_columns(
    mapping: MappingDocument, places: Places, heads: Sequence[str], table: str, plan: Plan
) -> tuple[dict[int, ColumnMapping], tuple[Finding, ...]]:
    """What a mapping says of the columns with these `heads` of a `table`, by their index; and what does not fit."""
    errors: list[Finding] = []
    columns: dict[int, ColumnMapping] = {}
    taken: dict[str, str] = {}
    for head, one in mapping.columns.items():
        at = named_here(head, heads)
        if at is None:
            message = f"no column {quoted(head)} in {table}{did_you_mean(head, [name for name in heads if name])}"
            errors.append(kinds.UNKNOWN_KEY.at(places.key("columns", head), message))
            continue
        problem = _unfit(one, plan) or _twice(one.key, taken)
        if problem:
            errors.append(kinds.WRONG_VALUE.at(places.of("columns", head), problem))
        taken[one.key] = head
        columns.update({index: one for index, name in enumerate(heads) if named_here(name, [heads[at]]) is not None})
    return columns, tuple(errors)


def _twice(key: str, taken: Mapping[str, str]) -> str | None:
    return f"{quoted(taken[key])} is {key} already" if key in taken and key not in SEVERAL else None


def _unfit(one: ColumnMapping, plan: Plan) -> str | None:
    """Why a column cannot be what its mapping says; None where it can."""
    factors = factors_of(plan)
    if one.key not in KEYS and one.key not in factors:
        return f"{quoted(one.key)} is no key that a column can be{did_you_mean(one.key, [*KEYS, *factors])}"
    is_rating = one.key in factors
    odd = _out_of_place(one, is_rating)
    if odd is not None:
        return odd
    if one.values and one.from_ends:
        return "values and from each say what a cell becomes; write one of them"
    if one.to and not one.from_ends:
        return "to needs from: the ends of the scale that the column has"
    for value in (*one.values.values(), *(one.to or ())):
        if one.key in CHOICES and value not in CHOICES[one.key]:
            return f"{quoted(_shown(value))} is no {one.key}{did_you_mean(str(value), CHOICES[one.key])}"
        scale = plan.scales.get(factors[one.key].scale) if is_rating else None
        if scale and (isinstance(value, str) or not scale.bounds[0] <= value <= scale.bounds[1]):
            return f"{quoted(_shown(value))} is not on the scale of {one.key}, {ends_words(scale.bounds)}"
    return None


def _out_of_place(one: ColumnMapping, is_rating: bool) -> str | None:
    if (one.from_ends or one.to) and not is_rating:
        return f"from and to are for ratings alone; take them out of {one.key}"
    if one.values and not is_rating and one.key not in CHOICES:
        return f"values are for ratings, {listed(CHOICES)} alone; take them out of {one.key}"
    return f"weeks are for effort alone; take them out of {one.key}" if one.weeks and one.key != "effort" else None


def ends_words(ends: tuple[float, float]) -> str:
    """The ends of a scale: 1 to 5."""
    return f"{number(ends[0])} to {number(ends[1])}"


def _shown(value: str | float) -> str:
    return value if isinstance(value, str) else number(value)
