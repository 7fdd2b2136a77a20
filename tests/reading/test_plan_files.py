"""Names that not every system holds, and hand-written pages that MkDocs could not read."""

import socket
from pathlib import Path

import pytest

from planpress.reading.plan_files import read_handwritten
from planpress.reading.tree import MemoryTree
from planpress.workflows.check_plan import check_folder
from tests.repositories import write
from tests.small_plan import PLAN, PROJECT


def test_a_page_that_mkdocs_could_not_read() -> None:
    texts = {"content/a.md": b"\xff", "content/b.markdown": "x" * 1_000_001, "content/c.md": "\ufeffWords\r\n\n"}
    found = [f"{finding.place.path}: {finding.code}" for finding in read_handwritten(MemoryTree.of(texts.items()))]
    assert found == ["content/a.md: PP103", "content/b.markdown: PP104"]


@pytest.mark.parametrize("name", ["x.md", "x.png", "projects/p/models.csv", "sub/x"])
def test_a_socket_is_not_waited_for(name: str, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """Neither is a pipe: tests/bad_input/made.yml."""
    write(tmp_path, {"content/plan.yml": PLAN, "content/projects/p/project.yml": PROJECT})
    (tmp_path / "content/sub").mkdir()
    monkeypatch.chdir(tmp_path / "content")  # the address of a socket is short
    with socket.socket(socket.AF_UNIX) as made:
        made.bind(name)
    refused = [str(finding) for finding in check_folder(tmp_path, {}).findings if finding.level == "error"]
    assert refused == [f"content/{name}: error PP117 is not a regular file"]
