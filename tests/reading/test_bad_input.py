"""Bad input: what `check` finds in a folder, word for word. A case is a folder of `tests/bad_input/`: the files that take
the place of the smallest plan's or stand beside them, and `findings.txt`, a line each."""

import json
import os
import re
import resource
import tempfile
from collections.abc import Iterator, Mapping
from dataclasses import fields, is_dataclass
from pathlib import Path
from typing import Any

import pytest
import yaml

from planpress import lints
from planpress.model.findings import FindingKind
from planpress.model.plan import Plan
from planpress.reading import kinds
from planpress.workflows.check_plan import check_folder
from tests.conftest import PLANS, run_planpress
from tests.small_plan import CSV, FOLDER, MEETING, MODELS, PLAN, PROJECT, Files, M, N, P, Q, T, said, table, write

FOLDERS = Path(__file__).parent.parent / "bad_input"

MADE: list[dict[str, Any]] = yaml.safe_load((FOLDERS / "made.yml").read_text("utf-8"))


CASES = sorted(str(file.parent.relative_to(FOLDERS)) for file in FOLDERS.glob("*/*/findings.txt"))


def files_of(case: str) -> dict[str, bytes]:
    """The files of a case, by their paths in the plan's folder."""
    folder = FOLDERS / case
    paths = [path for path in folder.rglob("*") if path.is_file() and path.name != "findings.txt"]
    return {path.relative_to(folder).as_posix(): path.read_bytes() for path in paths}


def findings_of(case: str) -> tuple[str, ...]:
    """What is to be found in it."""
    return tuple((FOLDERS / case / "findings.txt").read_text("utf-8").splitlines())


@pytest.mark.parametrize("case", CASES)
def test_finds_exactly(case: str, tmp_path: Path) -> None:
    """A folder with bad input has exactly these findings, each at its line and column, with the way out."""
    assert said(check_folder(write(tmp_path, files_of(case)), {})) == findings_of(case)


@pytest.mark.parametrize("case", MADE, ids=lambda case: str(case["case"]))
def test_finds_exactly_in_what_no_folder_holds(case: dict[str, Any], tmp_path: Path) -> None:
    """The same, where the input is made."""
    outside = write(tmp_path / "outside", {M: MEETING, T: CSV})
    given = {placed(name): text if text is None else piece(text) for name, text in case.get("files", {}).items()}
    if "table" in case:
        given[Q] = table(piece(case["table"]))
    root = write(tmp_path / "plan", given)
    pipes, folders = (dict.fromkeys(case.get(kind, ()), make) for kind, make in (("pipes", os.mkfifo), ("folders", os.mkdir)))
    for name, made in {**case.get("links", {}), **pipes, **folders}.items():
        path = root / placed(name)
        path.unlink(missing_ok=True)
        path.parent.mkdir(exist_ok=True)
        path.symlink_to(made.replace("OUTSIDE", str(outside))) if isinstance(made, str) else made(path)
    assert said(check_folder(root, {})) == tuple(case["findings"])


def placed(name: str) -> str:
    return name if name.startswith("content/") else FOLDER + name


KNOWN = {"PROJECT": PROJECT, "MODELS": MODELS, "CSV": CSV, "MEETING": MEETING}


def piece(written: Any) -> str:
    """A text as `made.yml` spells it."""
    if isinstance(written, str):
        return KNOWN.get(written, written)
    return "".join(piece(one) if isinstance(one, str) else repeated(*one) for one in written)


def repeated(text: str, times: int) -> str:
    if "#" not in text or text == "#":
        return text * times
    return "".join(text.replace("#INDENT ", " " * number).replace("#", str(number)) for number in range(times))


def test_every_kind_of_reading_has_a_case() -> None:
    """A kind of finding without a case that it fires in is not tested; lints and table formats have cases of their own."""
    lines = [*(line for case in CASES for line in findings_of(case)), *(line for case in MADE for line in case["findings"])]
    codes = {line.split(": ", 1)[1].split()[1] for line in lines}
    prose = [file for folder in ("tables", "shapes") for file in (Path(__file__).parent / folder).glob("*.md")]
    codes |= {word for file in prose for word in file.read_text("utf-8").split() if word.startswith("PP3")}
    clones = {kinds.UNCERTAIN_COMMIT.code, kinds.NOT_WHOLE.code}  # these are tested in test_checkouts.py
    assert {kind.code for kind in kinds.ALL if kind.code < "PP5" or kind.code.startswith("PP6")} - codes == clones


@pytest.mark.parametrize("kind", kinds.ALL, ids=lambda kind: kind.code)
def test_every_kind_is_documented(kind: FindingKind) -> None:
    """A page has a title and the three sections, in order and none of them empty."""
    title, *sections = re.split(r"^## (.+)\n", kind.documentation, flags=re.MULTILINE)
    assert re.fullmatch(r"# \S.*\n\n", title)
    assert sections[::2] == ["What it means", "Why it matters", "What to do"]
    assert all(len(text.strip()) > 15 for text in sections[1::2])


def test_codes_and_names_stand_for_one_kind() -> None:
    """No code and no name is given to two kinds, be it of reading or of a lint."""
    every = [*kinds.ALL, *(lint.kind for lint in lints.EVERY)]
    assert len({kind.code for kind in every}) == len({kind.name for kind in every}) == len(every)


@pytest.mark.parametrize("end", ["\r\n", "\r"], ids=["Windows", "old Mac"])
def test_line_ends_make_no_difference(end: str, tmp_path: Path) -> None:
    """A plan with other line ends throughout is the same plan, without a finding."""
    texts = {P: PLAN, Q: MODELS, T: CSV, N: "# Words\n\nMore.\n"}
    one = check_folder(write(tmp_path / "a", texts), {})
    other = check_folder(write(tmp_path / "b", {name: text.replace("\n", end) for name, text in texts.items()}), {})
    assert one.findings == other.findings == ()
    assert one.plan == other.plan


def test_a_table_of_50_mb_is_not_read(tmp_path: Path) -> None:
    """A table far too large is refused by its size, before any of it is in memory."""
    root = write(tmp_path, {Q: MODELS, T: ""})
    os.truncate(root / T, 50_000_000)
    before = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss
    assert said(check_folder(root, {})) == (
        "models.csv: error PP104 has 50.0 MB, the most is 8 MB; write one row a model, and keep raw data elsewhere",
    )
    assert resource.getrusage(resource.RUSAGE_SELF).ru_maxrss - before < 20_000


def test_an_unreadable_file() -> None:
    """A file without the right to read it is an error at its path, and everything else is still checked."""
    with tempfile.TemporaryDirectory(dir="/tmp") as folder:
        root = write(Path(folder), {P: PLAN + "capasity: 3\n"})
        root.chmod(0o755)
        (root / Q).chmod(0)
        user = os.geteuid()
        try:
            if user == 0:
                os.seteuid(65534)  # root may read everything
            found = said(check_folder(root, {}))
        finally:
            os.seteuid(user)
    assert found == (
        'content/plan.yml:13:1: error PP110 unknown key "capasity" (did you mean "capacity"?)',
        "project.yml: error PP117 cannot be read: permission denied",
    )


HOSTILE = ("<script>alert(1)</script>", "{{ 7 * 7 }}{% include '/etc/passwd' %}", "${x} `ls` %s {0}", "]]> --> \" ' & <")
WORDS = PLANS / "words"
"""A plan with TEXT in every field that is free text."""


@pytest.mark.parametrize("text", HOSTILE, ids=["script", "Jinja", "shell and formats", "quotes"])
def test_hostile_texts_are_carried_to_the_letter(text: str, tmp_path: Path) -> None:
    """No text is a finding, and none is changed: what a page makes of it is the page's matter."""
    given, expected = plan_of_words(tmp_path / "hostile", text), plan_of_words(tmp_path / "plain", "TEXT")
    assert list(texts(given)) == [words.replace("TEXT", text) for words in texts(expected)]
    assert list(texts(given)).count(text) >= sum(path.read_text("utf-8").count("TEXT") for path in WORDS.rglob("*.yml"))
    project = given.projects[0]
    assert project.table is not None and project.narrative is not None
    assert project.table.models[0].name == project.table.models[0].notes["note"] == project.narrative.text.rstrip() == text


def plan_of_words(root: Path, text: str) -> Plan:
    """The plan with `text` in the place of TEXT, written as its formats have it."""
    quoted = {".yml": json.dumps(text), ".csv": '"' + text.replace('"', '""') + '"'}
    files = {path.relative_to(WORDS).as_posix(): path.read_text("utf-8") for path in WORDS.rglob("*.*")}
    checked = check_folder(
        write(root, {path: words.replace('"TEXT"', quoted.get(path[-4:], "")).replace("TEXT", text) for path, words in files.items()}), {}
    )  # fmt: skip
    # A model and a baseline have one name there, which is found.
    assert {finding.code for finding in checked.findings} == {"PP247"} and checked.plan is not None
    return checked.plan


def texts(value: object) -> Iterator[str]:
    """Every text of a plan, in the order of its fields."""
    if isinstance(value, str):
        yield value
    elif isinstance(value, Mapping):
        yield from texts(tuple(value.values()))
    elif isinstance(value, tuple):
        for each in value:
            yield from texts(each)
    elif is_dataclass(value):
        yield from texts(tuple(getattr(value, field.name) for field in fields(value)))


@pytest.mark.process
@pytest.mark.parametrize("form", ["text", "json", "github"])
def test_nothing_that_a_terminal_obeys_reaches_it(form: str, tmp_path: Path) -> None:
    """Control characters and direction overrides of names and texts are spelt out in every format of `check`."""
    files: Files = {
        Q: PROJECT.replace("stage: planning", "stage: plan\u202ening") + '"a\\u200b\\u202e": 1\n',
        "content/projects/a\x1b[2J\r\nforged\u202e\x9b/project.yml": "",
        "content/projects/b\x1b]0;x\x07.yml": "",
        T: "model\n\x1b[31m\n",
    }
    done = run_planpress("check", "--format", form, "--root", write(tmp_path, files))
    assert done.returncode == 1
    assert done.stderr == ""
    assert [c for c in done.stdout if c != "\n" and not c.isprintable()] == []
    assert "forged" in done.stdout
    assert not [line for line in done.stdout.splitlines() if line.startswith("forged")]
