"""Bytes to text; and what stands in a file's place is the one thing that is said of it, whichever file it is."""

import gzip
import io
import sqlite3
import zipfile
from datetime import date
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from planpress.model.sources import SourceFile
from planpress.reading.decoding import decode
from planpress.reading.tree import MemoryTree
from planpress.workflows.check_plan import check, check_folder
from tests.repositories import write
from tests.small_plan import CSV, MEETING, MODELS, PLAN, PROJECT


@given(st.binary() | st.text().map(lambda text: text.encode("utf-8", "surrogatepass")))
def test_no_bytes_raise(data: bytes) -> None:
    """Any bytes give a text without carriage returns, or an error that says where."""
    text, findings = decode(SourceFile("x.yml", data))
    assert (text is None) == any(finding.level == "error" for finding in findings)
    assert text is None or "\r" not in text


@given(st.text(st.characters(exclude_categories=("Cs",), exclude_characters="\r\ufeff")))
def test_utf_8_is_carried_to_the_letter(text: str) -> None:
    assert decode(SourceFile("x.yml", text.encode())) == (text, ())


LFS = "version https://git-lfs.github.com/spec/v1\noid sha256:4d7a2146\nsize 12345\n"
ANNEX = "/annex/objects/SHA256E-s31390--f50d7ac4.csv\n"
MERGE = "<<<<<<< HEAD\n{ours}=======\n{theirs}>>>>>>> topic\n"

PLAN_YML, PROJECT_YML = "content/plan.yml", "content/projects/p/project.yml"
TABLE, NARRATIVE = "content/projects/p/models.csv", "content/projects/p/plan.md"
MEETING_YML = "content/meetings/2019-06-01-a.yml"


def archive(*names: str) -> bytes:
    held = io.BytesIO()
    with zipfile.ZipFile(held, "w") as made:
        for name in names:
            made.writestr(name, "x")
    return held.getvalue()


def database() -> bytes:
    with sqlite3.connect(":memory:") as made:
        made.execute("create table models (model)")
        return made.serialize()


def merge(ours: str, theirs: str) -> str:
    return MERGE.format(ours=ours, theirs=theirs)


def files(path: str, data: str | bytes) -> MemoryTree:
    """A plan whose project has a table, with one file that is something else."""
    table = {"content/projects/p/models.json": "models.json", "content/projects/p/rows.yml": "rows.yml"}.get(path)
    project = MODELS.replace("models.csv", table or "models.csv")
    return MemoryTree.of({PLAN_YML: PLAN, PROJECT_YML: project, TABLE: CSV, path: data}.items())


def said(path: str, data: str | bytes) -> list[str]:
    def never() -> date:
        raise AssertionError("the day is written")

    found = check(files(path, data), never).findings
    return [f"{finding.place}: {finding.code} {finding.message}" for finding in found if finding.place.path == path]


POINTED = [
    PLAN_YML, PROJECT_YML, TABLE, NARRATIVE, MEETING_YML, "content/projects/p/models.json", "content/projects/p/rows.yml",
]  # fmt: skip


@pytest.mark.parametrize("path", POINTED)
def test_a_pointer_of_git_lfs(path: str) -> None:
    assert said(path, LFS) == [f"{path}: PP120 a Git LFS pointer, not the file itself; git lfs pull"]
    assert said(path, LFS.replace("\n", "\r\n")) == said(path, LFS)


@pytest.mark.parametrize("path", POINTED)
def test_a_pointer_of_git_annex(path: str) -> None:
    name = path.rpartition("/")[2]
    way_out = f"in its folder: git annex get {name}"
    assert said(path, ANNEX) == [f"{path}: PP120 a pointer of git-annex, not the file itself; {way_out}"]


@pytest.mark.parametrize(
    ("path", "before", "ours", "theirs"),
    [
        (PLAN_YML, PLAN, "capacity: 1\n", "capacity: 2\n"),
        (PROJECT_YML, PROJECT, "review_by: 2019-07-01\n", "review_by: 2019-08-01\n"),
        (MEETING_YML, MEETING, "chair: A\n", "chair: B\n"),
        (TABLE, CSV, "net-3,0.5,0.5\n", "net-3,0.6,0.6\n"),
        ("content/projects/p/models.json", "[\n", '{"model": "a"}\n', '{"model": "b"}\n'),
        ("content/projects/p/rows.yml", "- {model: a}\n", "- {model: b}\n", "- {model: c}\n"),
        (NARRATIVE, "# Words\n\n| a | b |\n|---|---|\n", "| 1 | 2 |\n", "| 1 | 3 |\n"),
    ],
)
def test_a_merge_that_was_not_finished(path: str, before: str, ours: str, theirs: str) -> None:
    """One finding, at the first mark, however the lines end and whichever side has more."""
    line = before.count("\n") + 1
    way_out = "keep what should stay, and take out the lines that begin with <<<<<<<, ======= and >>>>>>>"
    expected = [f'{path}:{line}:1: PP120 "<<<<<<< HEAD" is a mark of a merge conflict; {way_out}']
    text = before + merge(ours, theirs)
    assert said(path, text) == expected
    assert said(path, text.replace("\n", "\r\n")) == expected
    assert said(path, before + merge("", theirs)) == expected
    assert said(path, text.replace("=======", "||||||| 1234567\n=======")) == expected


OTHERS = [
    ("a workbook", archive("[Content_Types].xml", "xl/workbook.xml"), "save its sheet as CSV UTF-8"),
    ("a zip archive", archive("models.txt"), "unpack it"),
    ("a gzip archive", gzip.compress(b"model\n"), "unpack it"),
    ("a Parquet file", b"PAR1\x15\x04", "write it as CSV"),
    ("a SQLite database", database(), "write the table as CSV"),
    ("a PDF", b"%PDF-1.7\n", "write the table itself"),
    ("an Excel workbook", b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + b"\0" * 100, "save its sheet as CSV UTF-8"),
    ("locked by git-crypt", b"\0GITCRYPT\0\x93", "git-crypt unlock"),
]


@pytest.mark.parametrize(("kind", "data", "way_out"), OTHERS, ids=[kind for kind, *_ in OTHERS])
@pytest.mark.parametrize("path", [TABLE, PROJECT_YML, NARRATIVE])
def test_another_format_under_the_name(path: str, kind: str, data: bytes, way_out: str) -> None:
    assert said(path, data) == [f"{path}: PP120 {kind}, whatever its name says; {way_out}"]


def test_a_link_that_was_checked_out_as_a_text() -> None:
    (found,) = said(TABLE, "../../shared.csv")
    assert found == f'{TABLE}: PP120 a link to "../../shared.csv" that was checked out as a text; put the file itself here'


@pytest.mark.parametrize(
    ("target", "message"),
    [
        (
            "../../../.git/annex/objects/Xk/0F/SHA256E-s3--a.csv/SHA256E-s3--a.csv",
            "is a link of git-annex; in its folder: git annex get models.csv && git annex unlock models.csv",
        ),
        ("nothing.csv", "is a link that leads nowhere; put the file itself here"),
    ],
)
def test_a_link_to_what_is_not_here(target: str, message: str, tmp_path: Path) -> None:
    write(tmp_path, {PLAN_YML: PLAN, PROJECT_YML: MODELS})
    (tmp_path / TABLE).symlink_to(target)
    (found,) = check_folder(tmp_path, {}).findings
    assert str(found) == f"{TABLE}: error PP117 {message}"
