"""Bad input: what `check` finds in a folder, word for word. A case is a folder of `tests/bad_input/`: the files that take
the place of the smallest plan's or stand beside them, and `findings.txt`, a line each."""

from __future__ import annotations

import json
import os
import re
import resource
import tempfile
import unicodedata
from collections.abc import Iterator
from pathlib import Path

import pytest

from planpress import lints
from planpress.model.findings import FindingKind
from planpress.reading import kinds
from planpress.workflows.check_plan import check_folder
from tests.conftest import run_planpress
from tests.small_plan import (
    CSV,
    FOLDER,
    HANGUL,
    MEETING,
    MODELS,
    PLAN,
    PROJECT,
    Files,
    M,
    N,
    P,
    Q,
    T,
    said,
    table,
    write,
)

FOLDERS = Path(__file__).parent.parent / "bad_input"

Cases = dict[str, tuple[Files, tuple[str, ...]]]

# What is too large for a file, or has a name that some systems cannot hold.
MADE: Cases = {
    "a table of 9 MB": (
        {Q: MODELS, T: b"\0" * 9_000_000},
        ("models.csv: error PP104 has 9.0 MB, the most is 8 MB; write one row a model, and keep raw data elsewhere",),
    ),
    "a definition of 2 MB": (
        {Q: PROJECT.encode() + b"#" * 2_000_000},
        ("project.yml: error PP104 has 2.0 MB, the most is 1 MB; keep data in a table beside it",),
    ),
    "a narrative of 9 MB": (
        {N: b"x" * 9_000_000},
        ("plan.md: error PP104 has 9.0 MB, the most is 1 MB; cut it into pages, and keep data in a table beside it",),
    ),
    "10,000 levels in brackets": (
        {Q: "a: " + "[" * 10_000 + "]" * 10_000},
        ("project.yml:1:35: error PP108 nested deeper than 32 levels; no part of the format is",),
    ),
    "10,000 levels in braces": (
        {Q: "a: " + "{a: " * 10_000 + "}" * 10_000},
        ("project.yml:1:128: error PP108 nested deeper than 32 levels; no part of the format is",),
    ),
    "10,000 levels of dashes": (
        {Q: "- " * 10_000},
        ("project.yml:1:65: error PP108 nested deeper than 32 levels; no part of the format is",),
    ),
    "1,000 levels of indent": (
        {Q: "".join(" " * level + "a:\n" for level in range(1_000))},
        ("project.yml:33:33: error PP108 nested deeper than 32 levels; no part of the format is",),
    ),
    "10,000 levels in a JSON table": (
        {Q: table("models.json"), FOLDER + "models.json": "[" * 10_000 + "]" * 10_000},
        (
            "models.json:1:2: error PP317 a table is a list of rows, each a mapping from columns to values, as {model: net-1, precision: 0.9}",
        ),
    ),
    "10,000 levels in a JSON table, open": (
        {Q: table("models.json"), FOLDER + "models.json": '[{"a":' * 10_000},
        ("models.json:1:7: error PP315 not JSON: this [ is never closed",),
    ),
    "10,000 levels in a YAML table": (
        {Q: table("models.yml"), FOLDER + "models.yml": "[" * 10_000 + "]" * 10_000},
        ("models.yml:1:33: error PP108 nested deeper than 32 levels; no part of the format is",),
    ),
    "a table with a long name": (
        {Q: table("a" * 5_000 + ".csv")},
        (
            'project.yml:8:17: error PP301 there is no file "aaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaa…" in the project\'s folder',
        ),
    ),
    "a table of raw predictions": (
        {Q: MODELS, T: "model,precision\n" + "".join(f"m{row},0.5\n" for row in range(6_000))},
        (
            "models.csv:5002:1: error PP304 more than 5,000 rows, as raw predictions have; write one row a model, with its metrics",
        ),
    ),
    "ids in Hangul": (
        {HANGUL + "project.yml": PROJECT, Q: None},
        (),
    ),
    "a folder in decomposed Hangul": (
        {unicodedata.normalize("NFD", HANGUL) + "project.yml": PROJECT, Q: None},
        (
            'content/projects/파지-자세: error PP114 "파지-자세" is not an id: its letters are in Unicode\'s decomposed form; type it anew',
        ),
    ),
    "a folder with a blank": (
        {"content/projects/a b/project.yml": PROJECT, Q: None},
        ('content/projects/a b: error PP114 "a b" is not an id; use letters, digits, _ and -, at most 64 of them',),
    ),
    "a folder with a dot": (
        {"content/projects/a.b/project.yml": PROJECT, Q: None},
        ('content/projects/a.b: error PP114 "a.b" is not an id; use letters, digits, _ and -, at most 64 of them',),
    ),
    "a folder that would forge a line": (
        {"content/projects/a\x1b[2J\nforged: error PP999 x/project.yml": PROJECT, Q: None},
        (
            'content/projects/a\x1b[2J\nforged: error PP999 x: error PP114 "a\\u001b[2J forged: error PP999 x" is not an id; use letters, digits, _ and -, at most 64 of them',
        ),
    ),
    "a folder of 65 letters": (
        {"content/projects/" + "a" * 65 + "/project.yml": PROJECT, Q: None},
        (
            'content/projects/aaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaa: error PP114 "aaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaa…" is not an id; use letters, digits, _ and -, at most 64 of them',
        ),
    ),
    "a title as long as a book": (
        {Q: PROJECT.replace("title: A project", f"title: {'long ' * 5_000}end")},
        (
            'project.yml:2:8: error PP112 title: "long long long long long long long long long long long long…" is longer than 20,000 '
            "characters; write it in plan.md",
        ),
    ),
    "names that are lost on other systems": (
        {"content/bad\udcff.md": "", "content/a:b.md": "", "content/Notes.MD": "", "content/notes.MD": ""},
        (
            'content/Notes.MD: warning PP122 is published as it is, and not as a page; write its ending in small letters, .md',
            'content/a:b.md: warning PP122 ":" in a name is not possible on Windows; rename it',
            'content/bad\udcff.md: error PP121 the name "bad\\udcff.md" is not UTF-8; rename it',
            'content/notes.MD: warning PP122 "notes.MD" and "Notes.MD" are one name on Windows and macOS; rename one of them',
            'content/notes.MD: warning PP122 is published as it is, and not as a page; write its ending in small letters, .md',
        ),
    ),
}


@pytest.fixture
def root(tmp_path: Path) -> Path:
    """A plan without findings."""
    return write(tmp_path, {})


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


@pytest.mark.parametrize("title", MADE)
def test_finds_exactly_in_what_no_folder_holds(title: str, tmp_path: Path) -> None:
    """The same, where the input is made."""
    files, expected = MADE[title]
    assert said(check_folder(write(tmp_path, files), {})) == expected


def test_every_kind_of_reading_has_a_case() -> None:
    """A kind of finding without a case that it fires in is not tested; lints and table formats have cases of their own."""
    lines = [*(line for case in CASES for line in findings_of(case)), *(line for _, found in MADE.values() for line in found)]
    codes = {line.split(": ", 1)[1].split()[1] for line in lines}
    prose = (Path(__file__).parent / "tables").glob("*.md")
    codes |= {word for file in prose for word in file.read_text("utf-8").split() if word.startswith("PP3")}
    # Links, pipes, folders and clones are no files of a case; they are tested below and in test_checkouts.py.
    refused = {kinds.REFUSED.code, kinds.UNCERTAIN_COMMIT.code, kinds.NOT_WHOLE.code}
    assert {kind.code for kind in kinds.ALL if kind.code < "PP5" or kind.code.startswith("PP6")} - codes == refused


@pytest.mark.parametrize("kind", kinds.ALL, ids=lambda kind: kind.code)
def test_every_kind_is_documented(kind: FindingKind) -> None:
    """A page has a title and the three sections, in order and none of them empty."""
    title, *sections = re.split(r"^## (.+)\n", kind.documentation, flags=re.MULTILINE)
    assert re.fullmatch(r"# \S.*\n\n", title)
    assert sections[::2] == ["What it means", "Why it matters", "What to do"]
    assert all(len(text.strip()) > 15 for text in sections[1::2])


def test_codes_and_names_stand_for_one_kind() -> None:
    """No code and no name is given to two kinds, be it of reading or of a lint."""
    every = [*kinds.ALL, *(lint.kind for lint in lints.ALL)]
    assert len({kind.code for kind in every}) == len({kind.name for kind in every}) == len(every)


@pytest.mark.parametrize("end", ["\r\n", "\r"], ids=["Windows", "old Mac"])
def test_line_ends_make_no_difference(end: str, tmp_path: Path) -> None:
    """A plan with other line ends throughout is the same plan, without a finding."""
    texts = {P: PLAN, Q: MODELS, T: CSV, N: "# Words\n\nMore.\n"}
    one = check_folder(write(tmp_path / "a", texts), {})
    other = check_folder(write(tmp_path / "b", {name: text.replace("\n", end) for name, text in texts.items()}), {})
    assert one.findings == other.findings == ()
    assert one.plan == other.plan


def test_every_file_is_checked_in_one_run_and_in_file_order(tmp_path: Path) -> None:
    """Findings of several files come in one run, sorted by file, line and column, whatever was read first."""
    files = {
        P: PLAN + "capasity: 3\n",
        Q: PROJECT.replace("worth: 4", "worth: high") + "tags: robotics\nfoo: 1\n",
        "content/projects/o/project.yml": "",
        "content/projects/q/project.yml": MODELS,
        "content/projects/q/models.csv": CSV + "net-1,x,2\n",
    }
    checked = check_folder(write(tmp_path, files), {})
    assert checked.plan is None
    assert [str(finding.place).removeprefix("content/") for finding in checked.findings] == [
        "plan.yml:13:1",
        "projects/o/project.yml",
        "projects/p/project.yml:6:17",
        "projects/p/project.yml:8:7",
        "projects/p/project.yml:9:1",
        "projects/q/models.csv:4:1",
    ]


def test_a_table_of_50_mb_is_not_read(root: Path) -> None:
    """A table far too large is refused by its size, before any of it is in memory."""
    (root / Q).write_text(MODELS, "utf-8")
    with open(root / T, "wb") as file:
        file.truncate(50_000_000)
    before = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss
    assert said(check_folder(root, {})) == (
        "models.csv: error PP104 has 50.0 MB, the most is 8 MB; write one row a model, and keep raw data elsewhere",
    )
    assert resource.getrusage(resource.RUSAGE_SELF).ru_maxrss - before < 20_000


LINK = "error PP117 is a link out of the plan's folder; put the file itself here"


def test_a_table_that_is_a_link_out(root: Path) -> None:
    """A link to a file outside is not followed, whatever it is called."""
    (root / Q).write_text(MODELS, "utf-8")
    (root / T).symlink_to("/etc/passwd")
    assert said(check_folder(root, {})) == (f"models.csv: {LINK}",)


def test_a_table_in_a_folder_that_is_a_link_out(root: Path, tmp_path_factory: pytest.TempPathFactory) -> None:
    """Nor is a link to a folder outside, on the way to a table."""
    outside = tmp_path_factory.mktemp("outside")
    (outside / "models.csv").write_text(CSV)
    (root / Q).write_text(table("data/models.csv"), "utf-8")
    (root / FOLDER / "data").symlink_to(outside)
    assert said(check_folder(root, {})) == (f"data/models.csv: {LINK}",)


@pytest.mark.parametrize("name", [P, Q, N, M])
def test_a_definition_or_a_narrative_that_is_a_link_out(name: str, root: Path) -> None:
    """No file of a plan may be a link out of it."""
    (root / name).unlink(missing_ok=True)
    (root / name).parent.mkdir(exist_ok=True)
    (root / name).symlink_to("/etc/passwd")
    assert said(check_folder(root, {})) == (f"{name.removeprefix(FOLDER)}: {LINK}",)


def test_a_project_that_is_a_link_out(root: Path, tmp_path_factory: pytest.TempPathFactory) -> None:
    """A project's folder elsewhere is not read."""
    outside = write(tmp_path_factory.mktemp("outside"), {})
    (root / "content/projects/q").symlink_to(outside / FOLDER)
    assert said(check_folder(root, {})) == (f"content/projects/q/project.yml: {LINK}",)


def test_all_projects_behind_a_link_out(root: Path, tmp_path_factory: pytest.TempPathFactory) -> None:
    """A folder of projects elsewhere is an error, not a plan without projects."""
    outside = write(tmp_path_factory.mktemp("outside"), {})
    (root / Q).unlink()
    (root / FOLDER).rmdir()
    (root / "content/projects").rmdir()
    (root / "content/projects").symlink_to(outside / "content/projects")
    assert said(check_folder(root, {})) == (f"content/projects: {LINK}",)


def test_all_meetings_behind_a_link_out(root: Path, tmp_path_factory: pytest.TempPathFactory) -> None:
    """A folder of meetings elsewhere is an error, not a plan without meetings."""
    outside = write(tmp_path_factory.mktemp("outside"), {M: MEETING})
    (root / "content/meetings").symlink_to(outside / "content/meetings")
    assert said(check_folder(root, {})) == (f"content/meetings: {LINK}",)


def test_a_file_in_place_of_all_projects(root: Path) -> None:
    """A file where the folder of projects goes is an error, not a plan without projects."""
    (root / Q).unlink()
    (root / FOLDER).rmdir()
    (root / "content/projects").rmdir()
    (root / "content/projects").write_text("")
    assert said(check_folder(root, {})) == (
        "content/projects: error PP117 is not a folder; make it one, with a folder for each project",
    )


def test_a_link_inside_the_plan_is_followed(root: Path) -> None:
    """Two projects may share a table by a link: nothing outside is read."""
    (root / Q).write_text(MODELS, "utf-8")
    (root / "content/shared.csv").write_text(CSV)
    (root / T).symlink_to("../../shared.csv")
    assert said(check_folder(root, {})) == ()


def test_a_link_to_itself(root: Path) -> None:
    """A link that leads to itself leads nowhere."""
    (root / Q).write_text(MODELS, "utf-8")
    (root / T).symlink_to("models.csv")
    assert said(check_folder(root, {})) == (
        "models.csv: error PP117 is a link that leads nowhere; put the file itself here",
    )


@pytest.mark.parametrize("name", [Q, T, N])
def test_a_pipe_is_not_waited_for(name: str, root: Path) -> None:
    """A named pipe, which would hang its reader, is refused."""
    if name == T:
        (root / Q).write_text(MODELS, "utf-8")
    (root / name).unlink(missing_ok=True)
    os.mkfifo(root / name)
    assert said(check_folder(root, {})) == (f"{name.removeprefix(FOLDER)}: error PP117 is not a regular file",)


@pytest.mark.parametrize("name", [Q, T, N])
def test_a_folder_in_place_of_a_file(name: str, root: Path) -> None:
    """A folder with the name of a file is refused."""
    if name == T:
        (root / Q).write_text(MODELS, "utf-8")
    (root / name).unlink(missing_ok=True)
    (root / name).mkdir()
    assert said(check_folder(root, {})) == (f"{name.removeprefix(FOLDER)}: error PP117 is not a regular file",)


@pytest.fixture
def nobody() -> Iterator[Path]:
    """A folder that everybody may enter, and for the test's time nobody's rights: root may read everything."""
    with tempfile.TemporaryDirectory(dir="/tmp") as folder:
        Path(folder).chmod(0o755)
        root = write(Path(folder), {})
        if os.geteuid():
            yield root
            return
        try:
            yield root
        finally:
            os.seteuid(0)


def test_an_unreadable_file(nobody: Path) -> None:
    """A file without the right to read it is an error at its path, and everything else is still checked."""
    write(nobody, {P: PLAN + "capasity: 3\n"})
    (nobody / Q).chmod(0)
    if os.geteuid() == 0:
        os.seteuid(65534)
    assert said(check_folder(nobody, {})) == (
        'content/plan.yml:13:1: error PP110 unknown key "capasity" (did you mean "capacity"?)',
        "project.yml: error PP117 cannot be read: permission denied",
    )


HOSTILE = (
    "<script>alert(1)</script>",
    "{{ 7 * 7 }}{% include '/etc/passwd' %}",
    "${x} `ls` %s {0}",
    "]]> --> \" ' & <",
)


@pytest.mark.parametrize("text", HOSTILE, ids=["script", "Jinja", "shell and formats", "quotes"])
def test_hostile_texts_are_carried_to_the_letter(text: str, tmp_path: Path) -> None:
    """No text is a finding, and none is changed: what a page makes of it is the page's matter."""
    checked = check_folder(write(tmp_path, hostile(text)), {})
    assert checked.findings == ()
    assert checked.plan is not None
    plan, project = checked.plan, checked.plan.projects[0]
    assert project.table is not None and project.narrative is not None
    assert {
        plan.title,
        plan.scales["effort"].levels[1],
        plan.impact["worth"].question,
        plan.impact["worth"].label,
        plan.metrics["precision"].label,
        plan.metrics["precision"].unit,
        plan.metrics["precision"].variant,
        plan.teams["kim"].label,
        plan.infrastructure["tool"].label,
        project.title,
        project.summary,
        project.tags[0],
        project.milestones[0].title,
        project.links[0].label,
        project.screens[0].name,
        project.screens[0].because,
        project.impact["worth"].why,
        project.requirements[0].why,
        project.rules["best"].label,
        project.rule_history[0].because,
        project.baselines[0].label,
        project.baselines[0].source,
        project.waivers[0].because,
        project.lifecycle[0].note,
        project.decisions[0].decision,
        project.decisions[0].because,
        project.decisions[0].by[0],
        project.table.models[0].name,
        project.table.models[0].notes["note"],
    } == {text}
    assert project.narrative.text == f"{text}\n"


def hostile(text: str) -> Files:
    """A plan with `text` in every field that is free text."""
    t = json.dumps(text)
    cell = text.replace('"', '""')
    plan = PLAN.replace("A plan", t).replace("[1, 5]", f"[1, 5], levels: {{1: {t}}}")
    plan = plan.replace("worth: {weight: 1", f"worth: {{question: {t}, label: {t}, weight: 1")
    plan = plan.replace("precision: {", f"precision: {{label: {t}, unit: {t}, variant: {t}, ")
    plan += f"teams: {{kim: {{label: {t}}}}}\ninfrastructure: {{tool: {{label: {t}, state: ready}}}}\n"
    project = MODELS.replace("A project", t).replace("worth: 4", f"worth: {{value: 4, why: {t}}}")
    project = project.replace("metric: precision}", f"metric: precision, label: {t}}}")
    project = project.replace("kind: scripted, ", f"kind: scripted, label: {t}, source: {t}, ")
    project += f"""\
summary: {t}
tags: [{t}]
milestones: [{{date: 2019-07-01, title: {t}}}]
links: [{{label: {t}, url: "https://example.org"}}]
screens: [{{name: {t}, passed: true, because: {t}}}]
requirements: [{{metric: precision, at_least: 0.5, why: {t}}}]
rule_history: [{{since: 2019-03-01, rule: best, because: {t}}}]
waivers: [{{kind: published, because: {t}, until: 2019-12-01}}]
lifecycle: [{{date: 2019-02-01, to: planning, note: {t}}}]
decisions: [{{date: 2019-05-02, decision: {t}, by: [{t}], because: {t}}}]
"""
    return {P: plan, Q: project, T: f'model,precision,note\n"{cell}",0.8,"{cell}"\n', N: f"{text}\n"}


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
