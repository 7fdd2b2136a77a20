"""Names that not every system holds, and hand-written pages that MkDocs could not read."""

from __future__ import annotations

import os
import socket
import unicodedata
from collections.abc import Callable
from pathlib import Path

import pytest

from planpress.reading.handwritten import named, read_handwritten
from planpress.reading.tree import MemoryTree
from planpress.workflows.check_plan import check_folder
from tests.small_plan import PLAN, PROJECT

NFC, NFD = (unicodedata.normalize(form, "\u00fcber.md") for form in ("NFC", "NFD"))


@pytest.mark.parametrize(
    ("names", "said"),
    [
        (["Pose/x.yml", "pose/x.yml"], ['pose: "pose" and "Pose" are one name on Windows and macOS; rename one of them']),
        (["STRASSE.md", "stra\u00dfe.md"], ['stra\u00dfe.md: "stra\u00dfe.md" and "STRASSE.md" are one name']),
        ([NFC, NFD], [f'{NFC}: "{NFC}" is there twice, put together from other characters; rename one of them']),
        (["con/project.yml"], ['con: "con" is a device on Windows, where no file can have this name; rename it']),
        (["AUX.md"], ['AUX.md: "AUX.md" is a device']),
        (["com1.tar.gz"], ['com1.tar.gz: "com1.tar.gz" is a device']),
        (["nul .txt"], ['nul .txt: "nul .txt" is a device']),
        (["a?.png"], ['a?.png: "?" in a name is not possible on Windows; rename it']),
        (["a\\b.md"], ['a\\b.md: "\\" in a name']),
        (["a\nb.md"], ['a\nb.md: the character U+000A in a name']),
        (["a./b.md"], ['a.: "a." ends with a dot, which Windows leaves out; rename it']),
        (["a /b.md"], ['a : "a " ends with a blank']),
        (["b.Md"], ["b.Md: is published as it is, and not as a page; write its ending in small letters, .md"]),
        (["bad\udcff/a.md", "bad\udcff/b.md"], ['bad\udcff: the name "bad\\udcff" is not UTF-8; rename it']),
        (["console.md", "auxiliary/a.md", "com10.md", "a.b.md", "Pose.md", "pose/a.md"], []),
        (["a/x.md", "b/X.md"], []),
    ],
)  # fmt: skip
def test_names_that_not_every_system_holds(names: list[str], said: list[str]) -> None:
    found = list(named(sorted(f"content/{name}" for name in names)))
    assert len(found) == len(said)
    for finding, expected in zip(found, said, strict=True):
        assert f"{finding.place.path.removeprefix('content/')}: {finding.message}".startswith(expected)


def test_a_project_whose_id_is_none_is_said_once() -> None:
    assert list(named(["content/projects/a:b/project.yml", "content/projects/p\udcff/project.yml"])) == []


def test_a_page_that_mkdocs_could_not_read() -> None:
    texts = {"content/a.md": b"\xff", "content/b.markdown": "x" * 1_000_001, "content/c.md": "\ufeffWords\r\n\n"}
    found = [f"{finding.place.path}: {finding.code}" for finding in read_handwritten(MemoryTree.of(texts.items()), lambda path, text: ())]
    assert found == ["content/a.md: PP103", "content/b.markdown: PP104"]


def bind(path: str) -> None:
    with socket.socket(socket.AF_UNIX) as made:
        made.bind(path)


@pytest.mark.parametrize("make", [os.mkfifo, bind], ids=["pipe", "socket"])
@pytest.mark.parametrize("name", ["x.md", "x.png", "projects/p/models.csv", "sub/x"])
def test_what_would_be_waited_for_is_refused(
    make: Callable[[str], None], name: str, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    for path, text in {"content/plan.yml": PLAN, "content/projects/p/project.yml": PROJECT}.items():
        (tmp_path / path).parent.mkdir(parents=True, exist_ok=True)
        (tmp_path / path).write_text(text, encoding="utf-8")
    (tmp_path / "content/sub").mkdir()
    monkeypatch.chdir(tmp_path / "content")  # the address of a socket is short
    make(name)
    refused = [str(finding) for finding in check_folder(tmp_path, {}).findings if finding.level == "error"]
    assert refused == [f"content/{name}: error PP117 is not a regular file"]
