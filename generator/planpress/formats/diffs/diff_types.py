"""The shape of `planpress diff --format json`. Keys are only added within a version; what is not known is null."""

from __future__ import annotations

from typing import Any

from typing_extensions import TypedDict  # pydantic reads typing's own only from Python 3.12 on


class PlaceJson(TypedDict):
    path: str
    line: int | None
    column: int | None


class EditJson(TypedDict):
    number: int
    kind: str
    project: str | None
    path: str
    keys: list[str]
    old: Any
    new: Any
    old_place: PlaceJson | None
    new_place: PlaceJson | None
    words: str


class PassingJson(TypedDict):
    project: str
    way: str


class CauseJson(TypedDict):
    how: str
    edits: list[int]
    passing: list[PassingJson]


class ContributionJson(TypedDict):
    edits: list[int]
    value: float
    error: float | None


ChangeJson = TypedDict(
    "ChangeJson",
    {
        "kind": str,
        "level": str,
        "label": str,
        "project": str | None,
        "title": str,
        "subject": str,
        "was": str | None,
        "is": str | None,
        "amount": float | None,
        "note": str,
        "worse": bool | None,
        "cause": CauseJson | None,
        "contributions": list[ContributionJson],
        "place": PlaceJson | None,
    },
)


class GoalpostJson(TypedDict):
    project: str | None
    title: str
    edit: int
    sentence: str


class PageJson(TypedDict):
    path: str
    title: str
    direct: bool


class DiffJson(TypedDict):
    schema: int
    base: str
    head: str
    verdict: str
    changes: list[ChangeJson]
    goalposts: list[GoalpostJson]
    edits: list[EditJson]
    pages: list[PageJson]
    renamed: dict[str, str]
    notes: list[str]
