"""Files of results that are broken anywhere: each is read, or is one error that can be shown, and never a traceback."""

import tempfile
from pathlib import Path
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st
from pydantic import TypeAdapter

from planpress.model.errors import PlanpressError
from planpress.model.metrics import Metric
from planpress.sources import binary_tables, records
from planpress.sources.cross_validation import CrossValidationSource
from planpress.sources.every_eval_ever import EveryEvalEverSource
from planpress.sources.hugging_face import HuggingFaceSource
from planpress.sources.measured_files import FilesSource
from planpress.sources.source import EvidenceFile
from tests.sources.reading import brought, made

FOLDER = Path(__file__).parent / "files"
KINDS = ("cross_validation", "files", "hugging_face", "every_eval_ever")
PATHS = sorted(path for kind in KINDS for path in (FOLDER / kind).rglob("*") if path.is_file())
ASKED: tuple[tuple[Any, dict[str, Any]], ...] = (
    (CrossValidationSource, {"source": "cross-validation", "metrics": {"m": {"test": "test_score", "train_share": 0.9}}}),
    (FilesSource, {"source": "files", "name": {"column": "model"}, "metrics": {"m": {"column": "val_angle", "n": "n"}}, "columns": {"x": "date"}}),
    (FilesSource, {"source": "files", "name": {"part": "key"}, "rows": ".", "metrics": {"m": {"path": "val_recall"}}}),
    (HuggingFaceSource, {"source": "hugging-face", "metrics": {"m": {"metric": "wer", "dataset": "common_voice"}}}),
    (HuggingFaceSource, {"source": "hugging-face", "metrics": {"m": {}}}),
    (EveryEvalEverSource, {"source": "every-eval-ever", "metrics": {"m": {}}}),
)  # fmt: skip
PIECES = (b"", b"null", b"NaN", b"[]", b"{}", b'"', b"1e999", b"-1", b"true", b"\0", b"\xff", b",", b"\n", b": ", b"- ", b"&a ", b"*a", b"'", b"9" * 4400)


@given(st.sampled_from(PATHS), st.lists(st.tuples(st.floats(0, 1), st.integers(0, 30), st.sampled_from(PIECES)), min_size=1, max_size=4))
def test_a_broken_file_is_read_or_is_an_error(path: Path, edits: list[tuple[float, int, bytes]]) -> None:
    """Somewhere in a file that a tool wrote some bytes are taken out, and others put in."""
    data = path.read_bytes()
    for share, count, piece in edits:
        at = int(share * len(data))
        data = data[:at] + piece + data[at + count :]
    with tempfile.TemporaryDirectory() as folder:
        [written] = made(Path(folder), {f"broken{path.suffix}": data})
        file = EvidenceFile(f"net/{path.name}", str(written))
        for kind, keys in ASKED:
            source = TypeAdapter(kind).validate_python({"files": "*", **keys})
            for act in (lambda source=source: source.read([file], {"m": Metric(better="higher")}), lambda kind=kind: kind.offer(file)):
                try:
                    act()
                except PlanpressError as problem:
                    assert str(problem).isprintable()


@pytest.mark.parametrize("name", ["runs.csv", "runs.parquet", "runs.xlsx", "metrics.jsonl"])
def test_rows_are_bounded(monkeypatch: pytest.MonkeyPatch, name: str) -> None:
    """A table of more rows than are held is refused, whatever its kind."""
    monkeypatch.setattr(records, "MOST_ROWS", 3)
    monkeypatch.setattr(binary_tables, "MOST_ROWS", 3)
    keys = {"source": "files", "name": {"column": "model"}, "where": {"model": "none"}, "metrics": {"m": {"column": "val_angle"}}}
    with pytest.raises(PlanpressError) as problem:
        brought(FilesSource, keys, FOLDER / "files" / name)
    assert str(problem.value) == f'"{name}": has more than 3 rows; write one row a model'
