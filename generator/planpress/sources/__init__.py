"""ROOM: the sources of evidence, one a file. To add one: a file, a line in KINDS, a section of docs/evidence.md, files
as its tool writes them and cases in tests/sources."""

from __future__ import annotations

from collections.abc import Mapping
from functools import cache
from pkgutil import resolve_name
from typing import Any

KINDS: Mapping[str, str] = {
    "predictions": "predictions:PredictionsSource",
    "scores": "example_scores:ScoresSource",
    "mlflow": "mlflow:MlflowSource",
    "lm-eval": "lm_eval:LmEvalSource",
    "inspect": "inspect_logs:InspectSource",
    "every-eval-ever": "every_eval_ever:EveryEvalEverSource",
    "hugging-face": "hugging_face:HuggingFaceSource",
    "cross-validation": "cross_validation:CrossValidationSource",
    "coco": "coco:CocoSource",
    "files": "measured_files:FilesSource",
}
"""Where the document of each kind stands, by its name. It is imported where a project names it: all of them take as
long as a fifth of `planpress check`."""


@cache
def kind(name: str) -> Any:
    """The document of a kind of source. Raises KeyError for a name that is none."""
    return resolve_name(f"{__name__}.{KINDS[name]}")


def every() -> tuple[Any, ...]:
    """The documents of all kinds."""
    return tuple(map(kind, KINDS))
