"""A refresh: both files or neither, nobody's cells touched, and what went wrong said at once."""

import json
import os
import re
import subprocess
import sys
from collections.abc import Mapping
from datetime import date
from pathlib import Path

import pytest
from click.testing import CliRunner

from planpress.cli import planpress
from planpress.model.errors import PlanpressError
from planpress.workflows.check_plan import check_folder
from planpress.workflows.evidence_asked import Where, asking_projects, where_to
from planpress.workflows.refresh_evidence import Refreshed, all_of, comparison, refreshed, stale, write
from tests.small_plan import write as write_plan

FOLDER = "content/projects/p"
MODELS = 'models: {table: models.csv, from: {source: scores, files: "runs/*.csv", metrics: {precision: {metric: mean}}}}\n'
PROJECT = """schema: 1
title: A project
owner: Kim
stage: planning
effort: {person_weeks: 3}
impact: {worth: 4}
feasibility: {data: 3}
models: {table: models.csv, from: {source: scores, files: "runs/*.csv", metrics: {precision: {metric: mean}}}}
rules: {best: {rule: metric, metric: precision}}
decide_by: best
baselines:
  - {id: script, kind: scripted, values: {precision: 0.5}}
  - {id: people, kind: human, rung: domain-experts, people: 3, values: {precision: 0.9}}
"""
RUNS = "id,model,score\n" + "".join(f"{at},{model},{int(at % worse > 0)}\n" for at in range(40) for model, worse in (("a", 2), ("b", 5)))


def plan(folder: Path, files: Mapping[str, str] | None = None) -> Where:
    """The smallest plan with a source, and further files of the project."""
    given = {"project.yml": PROJECT, "runs/1.csv": RUNS, **(files or {})}
    write_plan(folder, {f"{FOLDER}/{name}": text for name, text in given.items()})
    return Where(where_to(folder, "1.2.3").tree, date(2026, 11, 29), "1.2.3")


def refresh(where: Where, names: tuple[str, ...] = ()) -> list[Refreshed]:
    made = all_of(asking_projects(where.tree, names), where, refreshed)
    write(where, [one for one in made if one.is_changed])
    return made


def file(folder: Path, name: str) -> str:
    return (folder / FOLDER / name).read_text("utf-8")


def test_makes_a_table_and_its_evidence(tmp_path: Path) -> None:
    """Both are there; the plan is without errors, and the value is from the examples."""
    refresh(plan(tmp_path))
    assert file(tmp_path, "models.csv") == "model,precision\na,0.5\nb,0.8\n"
    evidence = json.loads(file(tmp_path, "models.evidence.json"))
    assert (evidence["planpress"], evidence["made"], evidence["command"]) == ("1.2.3", "2026-11-29", "planpress refresh")
    assert evidence["sources"][0]["files"] == ["runs/1.csv"] and evidence["sources"][0]["rows"] == 80
    assert evidence["metrics"]["precision"]["pairs"][0]["discordant"] == [4, 16]
    checked = check_folder(tmp_path, {})
    assert checked.plan is not None and checked.findings == ()


def test_a_second_refresh_changes_nothing(tmp_path: Path) -> None:
    """On another day, by another version: the same input gives the same bytes."""
    where = plan(tmp_path)
    refresh(where)
    before = [file(tmp_path, name) for name in ("models.csv", "models.evidence.json")]
    [again] = refresh(Where(where.tree, date(2027, 1, 1), "9.9"))
    assert not again.is_changed and [file(tmp_path, name) for name in ("models.csv", "models.evidence.json")] == before


def test_other_rows_and_columns_stay(tmp_path: Path) -> None:
    """A row of nobody's source keeps its value; a model that its source no longer has is blank."""
    where = plan(tmp_path, {"models.csv": "model,note,precision\npaper, typed ,0.7\nb,,0.1\n"})
    refresh(where)
    assert file(tmp_path, "models.csv") == "model,note,precision\npaper, typed ,0.7\nb,,0.8\na,,0.5\n"
    (tmp_path / FOLDER / "runs/1.csv").write_text("id,model,score\n1,b,1\n2,b,0\n")
    refresh(where)
    assert file(tmp_path, "models.csv") == "model,note,precision\npaper, typed ,0.7\nb,,0.5\na,,\n"


def test_says_what_follows(tmp_path: Path) -> None:
    """The comparison is that of `diff`: a new table turns the winner."""
    where = plan(tmp_path, {"models.csv": "model,precision\na,0.9\nb,0.1\n"})
    [one] = all_of(asking_projects(where.tree), where, refreshed)
    found = comparison(where, [one])
    assert any("winner" in str(change.kind) for change in found.changes)
    assert file(tmp_path, "models.csv") == "model,precision\na,0.9\nb,0.1\n", "nothing is written by it"


FIRST = {
    "in braces": PROJECT,
    "in lines": PROJECT.replace("models: {table: models.csv, from:", "models:\n  table: models.csv # here\n\n# there\n  from:").replace("}}}}\n", "}}}\n"),
    "with line ends of Windows": PROJECT.replace("\n", "\r\n"),
    "at the end": PROJECT.replace(MODELS, "") + MODELS.rstrip("\n"),
}  # fmt: skip


@pytest.mark.parametrize("case", FIRST)
def test_the_first_table_adds_models_and_no_project(tmp_path: Path, case: str) -> None:
    """A project that waits for its table is there: of what a first refresh does, its models are said alone."""
    plan(tmp_path)
    path = tmp_path / FOLDER / "project.yml"
    path.write_bytes(FIRST[case].encode())
    where = where_to(tmp_path, "1")
    found = comparison(where, all_of(asking_projects(where.tree), where, refreshed))
    assert [edit.words for edit in found.edits] == ["models added", "evidence for precision added"]
    (tmp_path / FOLDER / "models.csv").write_text("model,precision\n")
    head = comparison(where, all_of(asking_projects(where.tree), where, refreshed))
    assert [edit.words for edit in head.edits] == [edit.words for edit in found.edits], "a head alone is no table yet"
    (tmp_path / FOLDER / "models.csv").unlink()
    assert found.notes == () and [str(change.kind) for change in found.changes if "added" in str(change.kind)] == []
    assert path.read_bytes() == FIRST[case].encode() and not (tmp_path / FOLDER / "models.csv").exists()


def test_edits_of_several_projects_say_whose_they_are(tmp_path: Path) -> None:
    """A single project needs no name."""
    plan(tmp_path)
    assert "\n  models added\n" in CliRunner().invoke(planpress, ["refresh", "--dry-run", "--root", str(tmp_path)]).stdout
    other = tmp_path / "content/projects/q"
    other.mkdir()
    (other / "project.yml").write_text(PROJECT.replace("runs/*", "../p/runs/*"))
    said = CliRunner().invoke(planpress, ["refresh", "--dry-run", "--root", str(tmp_path)]).stdout
    assert "\n  p: models added\n" in said and "\n  q: models added\n" in said


STALE = {
    "no evidence yet": (lambda folder: (folder / "models.evidence.json").unlink(), "models.evidence.json is not there yet"),
    "another file": (lambda folder: (folder / "runs/2.csv").write_text("id,model,score\n90,a,1\n"), "runs/2.csv is new"),
    "a changed file": (lambda folder: (folder / "runs/1.csv").write_text(f"{RUNS}90,a,1\n"), "runs/1.csv is changed"),
    "something else is asked": (lambda folder: (folder / "project.yml").write_text(PROJECT.replace("metric: mean}", "metric: mean, split: test}")), "asks for something else"),
}  # fmt: skip


@pytest.mark.parametrize("case", STALE)
def test_stale_by_hash(tmp_path: Path, case: str) -> None:
    """`--check` compares what was read with what is there."""
    where = plan(tmp_path)
    refresh(where)
    assert all_of(asking_projects(where.tree), where, stale) == [""]
    change, why = STALE[case]
    change(tmp_path / FOLDER)
    [said] = all_of(asking_projects(where.tree), where, stale)
    assert why in said


REFUSED = {
    "a pattern that names nothing": (PROJECT.replace("runs/*.csv", "rums/*.csv"), 'no file is called "rums/*.csv" in p'),
    "a folder in the place of a file": (PROJECT.replace("runs/*.csv", "runs"), 'no file is called "runs" in p, but a folder is; name the files in it, as "runs/*"'),
    "out of the repository": (PROJECT.replace("runs/*.csv", "../../../../outside/runs.csv"), "leads out of the repository; name its folder with --allow"),
    "a list, some of which is wrong": (PROJECT.replace('"runs/*.csv"', "[runs/1.csv, a.csv]"), 'no file is called "a.csv" in p'),
    "an unknown metric": (PROJECT.replace("{precision: {metric", "{precison: {metric"), 'unknown metric "precison"'),
    "a table of another shape": (PROJECT.replace("table: models.csv", "table: models.csv, repeats: seed"), "refresh writes no table with repeats"),
    "a table that is no CSV": (PROJECT.replace("table: models.csv", "table: models.json"), "refresh writes no table that is no CSV"),
    "no source": (PROJECT.replace('from: {source: scores, files: "runs/*.csv", metrics: {precision: {metric: mean}}}', "cost: latency"), "asks for no evidence"),
    "a definition with errors": (PROJECT.replace("source: scores", "source: scors"), '"scors" is not one of'),
}  # fmt: skip


def test_names_a_file_whole(tmp_path: Path) -> None:
    """The end of a long path tells it from others."""
    name = f"runs/{'a-long-folder/' * 9}2026-11-30T18-14-30_toy_{'x' * 20}.csv"
    where = plan(tmp_path, {name: "id,model\n1,a\n", "project.yml": PROJECT.replace("runs/*.csv", name)})
    with pytest.raises(PlanpressError) as problem:
        refresh(where)
    assert str(problem.value) == f'content/projects/p/project.yml: "{name}", line 2: there is no column "score"; there are "id" and "model"'


@pytest.mark.parametrize("case", REFUSED)
def test_refuses_and_writes_nothing(tmp_path: Path, case: str) -> None:
    """With what is wrong and the way out."""
    project, why = REFUSED[case]
    root = tmp_path / "plan"
    where = plan(root, {"project.yml": project})
    (tmp_path / "outside").mkdir()
    (tmp_path / "outside" / "runs.csv").write_text(RUNS)
    before = sorted(path for path in tmp_path.rglob("*"))
    with pytest.raises(PlanpressError) as problem:
        refresh(where, ("p",))
    assert why in str(problem.value)
    assert sorted(path for path in tmp_path.rglob("*")) == before


ALIKE = {
    "in one source": ({"runs/1.csv": RUNS.replace(",a,", ",a\u030a,").replace(",b,", ",\xe5,")}),
    "in the table and the source": ({"runs/1.csv": RUNS.replace(",a,", ",a\u030a,"), "models.csv": "model,precision\n\xe5,0.1\n"}),
}  # fmt: skip


@pytest.mark.parametrize("case", ALIKE)
def test_refuses_names_that_would_be_one(tmp_path: Path, case: str) -> None:
    """A table with both would stop the plan."""
    where = plan(tmp_path, ALIKE[case])
    before = {path: path.read_bytes() for path in tmp_path.rglob("*") if path.is_file()}
    with pytest.raises(PlanpressError, match=r"look the same, and differ in how their accents are put together; write the model's name in one way"):
        refresh(where)
    assert {path: path.read_bytes() for path in tmp_path.rglob("*") if path.is_file()} == before


def test_a_folder_outside_may_be_allowed(tmp_path: Path) -> None:
    """On the command line, or in planpress.toml; a link does not lead there by itself."""
    root = tmp_path / "plan"
    plan(root, {"project.yml": PROJECT.replace("runs/*.csv", "linked/runs.csv")})
    (tmp_path / "outside").mkdir()
    (tmp_path / "outside" / "runs.csv").write_text(RUNS)
    os.symlink(tmp_path / "outside", root / FOLDER / "linked")
    with pytest.raises(PlanpressError, match="leads out of the repository"):
        refresh(where_to(root, "1"), ("p",))
    (root / "planpress.toml").write_text('[refresh]\nallow = ["../outside"]\n')
    refresh(where_to(root, "1"))
    assert file(root, "models.csv") == "model,precision\na,0.5\nb,0.8\n"
    (root / "planpress.toml").write_text("[refresh\n")
    with pytest.raises(PlanpressError, match=r"planpress\.toml cannot be read"):
        where_to(root, "1")


def test_two_projects_both_or_neither(tmp_path: Path) -> None:
    """What is wrong with each is said, and nothing is written of the one that is right."""
    plan(tmp_path)
    other = tmp_path / "content/projects/q"
    other.mkdir()
    (other / "project.yml").write_text(PROJECT.replace("runs/*.csv", "none.csv"))
    (tmp_path / "content/projects/r").mkdir()
    (tmp_path / "content/projects/r/project.yml").write_text(PROJECT.replace("runs/*.csv", "nil.csv"))
    with pytest.raises(PlanpressError) as problem:
        refresh(where_to(tmp_path, "1"))
    assert [line.split(": ")[0] for line in str(problem.value).splitlines()] == ["content/projects/q/project.yml", "content/projects/r/project.yml"]
    assert not (tmp_path / FOLDER / "models.csv").exists()


def test_evidence_alone_is_an_edit(tmp_path: Path) -> None:
    """Where values stay and what is known of them does not, a comparison names the evidence."""
    where = plan(tmp_path)
    refresh(where)
    path = tmp_path / FOLDER / "models.evidence.json"
    path.write_text(path.read_text("utf-8").replace('"discordant": [4, 16]', '"discordant": [5, 17]'))
    [one] = all_of(asking_projects(where.tree), where, refreshed)
    assert [edit.words for edit in comparison(where, [one]).edits] == ["evidence for precision made again"]


KILLED = """
import os, sys
from pathlib import Path
from planpress.workflows.evidence_asked import asking_projects, where_to
from planpress.workflows.refresh_evidence import all_of, refreshed, write
left = [int(sys.argv[2])]
def counted(act):
    def once(*args, **keys):
        if not left[0]:
            os._exit(9)
        left[0] -= 1
        return act(*args, **keys)
    return once
os.fsync, os.replace, os.unlink = map(counted, (os.fsync, os.replace, os.unlink))
Path.replace, Path.unlink, Path.chmod = map(counted, (Path.replace, Path.unlink, Path.chmod))
where = where_to(Path(sys.argv[1]), "1")
write(where, all_of(asking_projects(where.tree), where, refreshed))
"""


@pytest.mark.process
def test_a_kill_at_any_step_leaves_each_file_whole(tmp_path: Path) -> None:
    """Both are old or both are new, but for the one step between the two: then `check` says so. The next refresh mends it."""
    new: list[str] = []
    seen = set()
    for steps in range(12):
        root = tmp_path / str(steps)
        where = plan(root, {"models.csv": "model,precision\na,0.5\nb,0.1\n"})
        refresh(where)
        (root / FOLDER / "runs/1.csv").write_text(RUNS.replace("a,1\n", "a,0\n"))
        old = [file(root, name) for name in ("models.csv", "models.evidence.json")]
        done = subprocess.run([sys.executable, "-c", KILLED, root, str(steps)], check=False)
        now = [file(root, name) for name in ("models.csv", "models.evidence.json")]
        refresh(where)
        new = new or [file(root, name) for name in ("models.csv", "models.evidence.json")]
        new[1] = now[1] if now[1] != old[1] else new[1]
        whole = [at != was for at, was in zip(now, old, strict=True)]
        seen.add(tuple(whole))
        assert now[0] in (old[0], new[0])
        if whole[0] != whole[1]:
            root2 = tmp_path / f"{steps}-found"
            plan(root2, {"models.csv": now[0], "models.evidence.json": now[1]})
            assert [finding.code for finding in check_folder(root2, {}).findings] == ["PP327"]
        if done.returncode == 0:
            break
    assert {(False, False), (True, True)} < seen <= {(False, False), (True, False), (True, True)}


def test_values_of_other_data_are_not_compared_without_a_word(tmp_path: Path) -> None:
    """The comparison says that the examples, or the split, are other ones than before; of the same it says nothing."""
    where = plan(tmp_path)
    refresh(where)
    (tmp_path / FOLDER / "runs/1.csv").write_text(RUNS.replace("a,1\n", "a,0\n"))
    [same] = all_of(asking_projects(where.tree), where, refreshed)
    assert comparison(where, [same]).notes == ()
    (tmp_path / FOLDER / "runs/1.csv").write_text("id,model,score\n1,a,1\n2,a,0\n")
    [other] = all_of(asking_projects(where.tree), where, refreshed)
    [note] = comparison(where, [other]).notes
    assert re.fullmatch(r'A project: precision is of something else than before \(data: "sha256:\w{16}…" and "sha256:\w{16}…"\), so do not compare the two', note)


PREDICTIONS = "{source: predictions, files: runs/*.csv, cluster: lot, slices: [site], metrics: {precision: {metric: precision, average: macro}}}"
DECIDED = "id,model,label,score,lot,site\n" + "".join(
    f"{at},{model},{'cat' if at % 3 else 'dog'},{'cat' if at % 3 or at % worse == 0 else 'dog'},l{at % 12},s{at % 2}\n"
    for at in range(60) for model, worse in (("a", 2), ("b", 5))
)  # fmt: skip


def test_predictions_are_refreshed_from_end_to_end(tmp_path: Path) -> None:
    """Values and evidence are written, a second refresh changes nothing, `--check` says what is fresh, and what is not once a file is changed."""
    pytest.importorskip("duckdb")
    where = plan(tmp_path, {"runs/1.csv": DECIDED, "project.yml": PROJECT.replace('{source: scores, files: "runs/*.csv", metrics: {precision: {metric: mean}}}', PREDICTIONS)})
    refresh(where)
    evidence = json.loads(file(tmp_path, "models.evidence.json"))
    precision = evidence["metrics"]["precision"]
    assert precision["passport"]["average"] == "macro" and precision["models"]["a"]["clusters"] == 12
    assert file(tmp_path, "models.csv") == f"model,precision\na,{precision['models']['a']['value']}\nb,{precision['models']['b']['value']}\n"
    assert precision["models"]["b"]["value"] == pytest.approx((1 + 40 / 44) / 2) and precision["pairs"][0]["se"] > 0
    assert {part: [*models] for part, models in precision["slices"]["site"].items()} == {"s0": ["b"], "s1": ["a", "b"]}, "a takes none there as dog"
    assert evidence["engine"].startswith("duckdb") and evidence["sources"][0]["rows"] == 120
    assert not refresh(where)[0].is_changed and all_of(asking_projects(where.tree), where, stale) == [""]
    checked = check_folder(tmp_path, {})
    assert checked.plan is not None and checked.findings == ()
    (tmp_path / FOLDER / "runs/1.csv").write_text(DECIDED.replace("0,a,dog,cat", "0,a,dog,dog"))
    assert ["runs/1.csv is changed" in one for one in all_of(asking_projects(where.tree), where, stale)] == [True]
    assert refresh(where)[0].is_changed
