"""Bytes to text; and what stands in a file's place is the one thing that is said of it, whichever file it is."""

from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from planpress.model.sources import SourceFile
from planpress.reading.decoding import decode
from planpress.reading.tree import MemoryTree
from planpress.workflows.check_plan import check
from tests.small_plan import CSV, FOLDER, MEETING, MODELS, PLAN, PROJECT, N, P, Q, T


@given(st.binary() | st.text().map(lambda text: text.encode("utf-8", "surrogatepass")))
def test_no_bytes_raise(data: bytes) -> None:
    """Any bytes give a text without carriage returns, or an error that says where."""
    text, findings = decode(SourceFile("x.yml", data))
    assert (text is None) == any(finding.level == "error" for finding in findings)
    assert text is None or "\r" not in text


LETTERS = st.text(st.characters(exclude_categories=("Cs",), exclude_characters="\r\ufeff\0"))


@given(LETTERS)
def test_utf_8_is_carried_to_the_letter(text: str) -> None:
    assert decode(SourceFile("x.yml", text.encode())) == (text, ())


@given(LETTERS)
def test_a_spreadsheet_s_utf_16_is_too(text: str) -> None:
    """With a warning; in a definition it is an error, as those are written by hand."""
    read, findings = decode(SourceFile("x.CSV", text.encode("utf-16")))
    assert (read, [one.code for one in findings]) == (text, ["PP115"])
    assert decode(SourceFile("x.yml", text.encode("utf-16")))[0] is None


@pytest.mark.parametrize("form", ["utf-16-le", "utf-16-be"])
def test_utf_16_without_its_mark_is_named(form: str) -> None:
    """Each of its letters would be a finding else."""
    (finding,) = decode(SourceFile("x.csv", CSV.encode(form)))[1]
    assert finding.message == "this is UTF-16 without its mark; save it as UTF-8"


def test_half_a_letter_is_no_text() -> None:
    """Bytes that begin as UTF-16 does, and end within a letter."""
    assert decode(SourceFile("x.csv", b"\xff\xfea"))[0] is None

LFS = "version https://git-lfs.github.com/spec/v1\noid sha256:4d7a2146\nsize 12345\n"
ANNEX = "/annex/objects/SHA256E-s31390--f50d7ac4.csv\n"
MERGE = "<<<<<<< HEAD\n{}=======\n{}>>>>>>> topic\n"

MEETING_YML = "content/meetings/2019-06-01-a.yml"


def said(path: str, data: str | bytes) -> list[str]:
    """What is found in a file of a plan whose project has a table, where it is something else."""
    table = path.removeprefix(FOLDER) if path in (FOLDER + "models.json", FOLDER + "rows.yml") else "models.csv"
    files = {P: PLAN, Q: MODELS.replace("models.csv", table), T: CSV, path: data}
    found = check(MemoryTree.of(files.items()), lambda: date(2019, 6, 1)).findings
    return [f"{finding.place}: {finding.code} {finding.message}" for finding in found if finding.place.path == path]


@pytest.mark.parametrize(
    ("text", "message"),
    [
        (LFS, "a Git LFS pointer, not the file itself; git lfs pull"),
        (ANNEX, "a pointer of git-annex, not the file itself; in its folder: git annex get {}"),
    ],
)
@pytest.mark.parametrize(
    "path", [P, Q, T, N, MEETING_YML, FOLDER + "models.json", FOLDER + "rows.yml"]
)
def test_a_pointer(path: str, text: str, message: str) -> None:
    assert said(path, text) == [f"{path}: PP120 {message.format(path.rpartition('/')[2])}"]
    assert said(path, text.replace("\n", "\r\n")) == said(path, text)


@pytest.mark.parametrize(
    ("path", "before", "ours", "theirs"),
    [
        (P, PLAN, "capacity: 1\n", "capacity: 2\n"),
        (Q, PROJECT, "review_by: 2019-07-01\n", "review_by: 2019-08-01\n"),
        (MEETING_YML, MEETING, "chair: A\n", "chair: B\n"),
        (T, CSV, "net-3,0.5,0.5\n", "net-3,0.6,0.6\n"),
        (FOLDER + "models.json", "[\n", '{"model": "a"}\n', '{"model": "b"}\n'),
        (FOLDER + "rows.yml", "- {model: a}\n", "- {model: b}\n", "- {model: c}\n"),
        (N, "# Words\n\n| a | b |\n|---|---|\n", "| 1 | 2 |\n", "| 1 | 3 |\n"),
    ],
)
def test_a_merge_that_was_not_finished(path: str, before: str, ours: str, theirs: str) -> None:
    """One finding, at the first mark, however the lines end and whichever side has more."""
    line = before.count("\n") + 1
    way_out = "keep what should stay, and take out the lines that begin with <<<<<<<, ======= and >>>>>>>"
    expected = [f'{path}:{line}:1: PP120 "<<<<<<< HEAD" is a mark of a merge conflict; {way_out}']
    text = before + MERGE.format(ours, theirs)
    assert said(path, text) == expected
    assert said(path, text.replace("\n", "\r\n")) == expected
    assert said(path, before + MERGE.format("", theirs)) == expected
    assert said(path, text.replace("=======", "||||||| 1234567\n=======")) == expected
