"""The room of sources: each kind is named, documented, and imported where a project names it alone."""

import subprocess
import sys
from pathlib import Path

import pytest

from planpress import sources
from tests.conftest import ROOT

HEAVY = ("sqlite3", "pandas", "pyarrow", "openpyxl", "duckdb", "pyspark", "pycocotools", "sklearn", "mlflow")
PLAN = """schema: 1
title: P
scales: {s: {bounds: [1, 5]}}
impact: {w: {scale: s}}
feasibility: {e: {scale: s}}
metrics: {acc: {better: higher}}
"""
PROJECT = """schema: 1
title: P
models: {table: models.csv, from: {source: mlflow, store: m.db, metrics: {acc: acc}}}
"""


@pytest.mark.parametrize("name", sources.KINDS)
def test_a_kind_is_what_its_name_says(name: str) -> None:
    """Its document takes the name, and it has a section of docs/evidence.md."""
    kind = sources.kind(name)
    assert kind.__annotations__["source"] in (f"Literal['{name}']", f'Literal["{name}"]')
    assert f"\n### {name}\n" in (ROOT / "docs" / "evidence.md").read_text("utf-8")
    assert all(callable(getattr(kind, act)) for act in ("patterns", "read", "offer"))


@pytest.mark.process
def test_a_check_imports_the_kinds_that_are_named_and_no_library_of_theirs(tmp_path: Path) -> None:
    """Neither what reads a database nor the other kinds; evidence that is there is read all the same."""
    folder = tmp_path / "content/projects/p"
    folder.mkdir(parents=True)
    (tmp_path / "content/plan.yml").write_text(PLAN)
    (folder / "project.yml").write_text(PROJECT)
    (folder / "models.csv").write_text("model,acc\na,0.5\nb,0.6\n")
    (folder / "models.evidence.json").write_text('{"schema": 1, "metrics": {"acc": {"models": {"a": {"value": 0.5, "n": 9, "se": 0.1}}}}}')
    code = (
        "import sys; from pathlib import Path; from planpress.workflows.check_plan import check_folder\n"
        "found = check_folder(Path(sys.argv[1]), {})\n"
        "assert found.plan.projects[0].table.evidence is not None\n"
        f"print(*sorted(name for name in sys.modules if name in {HEAVY!r} or name.startswith('planpress.sources.')))"
    )
    done = subprocess.run([sys.executable, "-c", code, tmp_path], check=True, capture_output=True, text=True)
    assert not {*HEAVY} & {*done.stdout.split()}
    assert "planpress.sources.mlflow" in done.stdout.split() and "planpress.sources.coco" not in done.stdout.split()
