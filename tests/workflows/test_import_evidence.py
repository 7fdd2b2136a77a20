"""An import: what a file offers a project, both files or neither, nothing known is lost, and what is printed reads back."""

import json
from collections.abc import Mapping
from datetime import date
from pathlib import Path
from typing import Any

import pytest
from click.testing import CliRunner

from planpress import sources
from planpress.cli import planpress
from planpress.model.errors import PlanpressError
from planpress.reading.yaml_text import compose
from planpress.sources.example_scores import ScoresSource
from planpress.sources.source import EvidenceFile
from planpress.workflows import offered_metrics
from planpress.workflows.evidence_asked import Where, asking_projects, where_to
from planpress.workflows.import_evidence import EvidenceImport, import_evidence
from planpress.workflows.refresh_evidence import refreshed, stale, write
from tests.conftest import ROOT
from tests.small_plan import MODELS, PROJECT
from tests.small_plan import write as write_plan

FOLDER = "content/projects/p"
PLAN_METRICS = "  precision: {better: higher, range: [0, 1]}\n"
FROM = "{source: scores, files: old.csv, metrics: {recall: {score: recall}}}"
WITH_FROM = MODELS.replace("{table: models.csv}", f"\n  table: models.csv\n  from: {FROM}")
OLD = "id,model,recall\n1,net-1,1\n2,net-1,0\n1,net-2,1\n2,net-2,1\n"
TABLE = "model,precision,recall\nnet-1,0.8,0.7\nnet-2,0.7,0.8\n"


def scores(*models: str, column: str = "score", worse: int = 2) -> str:
    rows = (f"{at},{model},{int(at % (worse + more) > 0)}\n" for at in range(20) for more, model in enumerate(models))
    return f"id,model,{column}\n{''.join(rows)}"


def plan(folder: Path, files: Mapping[str, str] | None = None, label: str = "Score") -> Where:
    """The smallest plan, in which precision has a label, and further files of the project."""
    given = {f"{FOLDER}/{name}": text for name, text in (files or {}).items()}
    write_plan(folder, {"r.csv": scores("a", "b"), **given})
    path = folder / "content/plan.yml"
    path.write_text(path.read_text("utf-8").replace("precision: {", f"precision: {{label: {json.dumps(label)}, "), "utf-8")
    return Where(where_to(folder, "1.2.3").tree, date(2026, 11, 29), "1.2.3")


def imported(where: Where, name: str = "r.csv", kind: str | None = None) -> EvidenceImport:
    found = import_evidence(where.tree.root / name, "p", where, kind)
    if found.made is not None:
        write(where, [found.made])
    return found


def file(folder: Path, name: str) -> str:
    return (folder / FOLDER / name).read_text("utf-8")


def evidence(folder: Path) -> Any:
    return json.loads(file(folder, "models.evidence.json"))


def test_makes_a_table_its_evidence_and_what_to_keep(tmp_path: Path) -> None:
    """A project without models gets both files, and is told the whole block."""
    found = imported(plan(tmp_path))
    assert file(tmp_path, "models.csv") == "model,precision\na,0.5\nb,0.65\n"
    assert evidence(tmp_path)["command"] == "planpress import"
    assert found.keep == (
        "# in content/projects/p/project.yml\n"
        "models:\n  table: models.csv\n  from:\n    source: scores\n    files: ../../../r.csv\n    metrics:\n      precision: {metric: mean}\n"
    )
    assert (found.kind, found.metrics, found.remarks) == ("scores", ("precision",), ())


def pasted(text: str, keep: str) -> str:
    """A project.yml with what was printed in its place."""
    lines = "".join(f"{line}\n" for line in keep.splitlines() if not line.startswith("#"))
    if lines.startswith("models:"):
        return text + lines
    if lines.startswith("  from:"):
        start, old = text.partition(f"  from: {FROM}\n")[::2] if "  from: " in text else text.partition("rules:")[::2]
        return f"{start}{lines}{old if '  from: ' in text else f'rules:{old}'}"
    return text.replace("models.csv}", f"models.csv, {lines.strip()}}}")


BEFORE = {
    "no models": {"project.yml": PROJECT},
    "models in braces": {"project.yml": MODELS, "models.csv": TABLE},
    "models in lines": {"project.yml": MODELS.replace("{table: models.csv}", "\n  table: models.csv"), "models.csv": TABLE},
    "a source": {"project.yml": WITH_FROM, "old.csv": OLD},
    "several sources": {"project.yml": WITH_FROM.replace(FROM, f"[{FROM}]"), "old.csv": OLD},
}


@pytest.mark.parametrize("case", BEFORE)
def test_what_is_printed_is_what_was_read(tmp_path: Path, case: str) -> None:
    """Pasted into project.yml it is up to date, and a refresh has nothing to write."""
    where = plan(tmp_path, BEFORE[case])
    for one in asking_projects(where.tree):
        write(where, [refreshed(one, where)])
    found = imported(where)
    text = file(tmp_path, "project.yml")
    pasted_text = pasted(text.replace(f"[{FROM}]", FROM), found.keep)
    (tmp_path / FOLDER / "project.yml").write_text(pasted_text, "utf-8")
    again = where_to(tmp_path, "1.2.3")
    [asking] = asking_projects(again.tree)
    assert stale(asking, again) == ""
    assert not refreshed(asking, again).is_changed
    [remark] = imported(again).remarks
    assert remark.endswith("r.csv\"); run planpress refresh"), "it is no second source"


@pytest.mark.parametrize("case", [one for one in BEFORE if "source" in one])
def test_what_other_sources_brought_stays(tmp_path: Path, case: str) -> None:
    """An import adds: values and evidence of other metrics are as they were, and so is their source."""
    where = plan(tmp_path, BEFORE[case])
    [asking] = asking_projects(where.tree)
    write(where, [refreshed(asking, where)])
    before = evidence(tmp_path)
    imported(where)
    after = evidence(tmp_path)
    assert after["metrics"]["recall"] == before["metrics"]["recall"]
    assert after["sources"][0] == before["sources"][0] and len(after["sources"]) == 2
    assert file(tmp_path, "models.csv") == "model,recall,precision\nnet-1,0.5,\nnet-2,1,\na,,0.5\nb,,0.65\n"


def test_models_of_an_earlier_import_stay(tmp_path: Path) -> None:
    """A file a model, one after the other: what was asked of the first alike is read with the second, if it can be."""
    where = plan(tmp_path)
    imported(where)
    (tmp_path / "s.csv").write_text(scores("c").replace("\n7,c,1", ""), "utf-8")
    imported(where, "s.csv")
    assert [line.partition(",")[0] for line in file(tmp_path, "models.csv").splitlines()] == ["model", "a", "b", "c"]
    found = evidence(tmp_path)["metrics"]["precision"]
    assert [*found["models"]] == ["a", "b", "c"] and len(found["pairs"]) == 3, "both were read"
    assert [one["files"] for one in evidence(tmp_path)["sources"]] == [["../../../r.csv", "../../../s.csv"]]
    (tmp_path / "s.csv").write_text(scores("a", "b", "c"), "utf-8")
    imported(where, "s.csv")
    assert [one["files"] for one in evidence(tmp_path)["sources"]] == [["../../../s.csv"]], "of r.csv nothing is left"


def test_a_second_import_changes_nothing(tmp_path: Path) -> None:
    """The same file again, on another day: the same bytes."""
    where = plan(tmp_path)
    imported(where)
    before = [file(tmp_path, name) for name in ("models.csv", "models.evidence.json")]
    again = imported(Where(where.tree, date(2027, 1, 1), "9.9"))
    assert again.made is not None and not again.made.is_changed
    assert [file(tmp_path, name) for name in ("models.csv", "models.evidence.json")] == before


def test_a_file_outside_needs_a_word_for_the_refresh_alone(tmp_path: Path) -> None:
    """Whoever names a file may have it read; what is printed says what a refresh needs, and then that reads it."""
    where = plan(tmp_path / "plan", {"project.yml": MODELS, "models.csv": TABLE})
    (tmp_path / "x").mkdir()
    (tmp_path / "x" / "r.csv").write_text(scores("a", "b"), "utf-8")
    found = imported(where, "../x/r.csv")
    assert found.keep == (
        "# The file is outside the repository.\n# planpress refresh reads it with --allow ../x, or where planpress.toml has\n"
        '# [refresh]\n# allow = ["../x"]\n# in the braces of models of content/projects/p/project.yml\n'
        "from: {source: scores, files: ../../../../x/r.csv, metrics: {precision: {metric: mean}}}\n"
    )
    root = where.tree.root
    text = pasted(file(root, "project.yml"), found.keep)
    (root / FOLDER / "project.yml").write_text(text, "utf-8")
    [asking] = asking_projects(where.tree)
    with pytest.raises(PlanpressError, match="leads out of the repository"):
        stale(asking, where)
    (root / "planpress.toml").write_text('[refresh]\nallow = ["../x"]\n')
    allowed = where_to(root, "1.2.3")
    assert stale(asking, allowed) == ""
    assert "# The file" not in import_evidence(tmp_path / "x" / "r.csv", "p", allowed).keep


NAMES = {
    "the id": ("precision", "scores of no use", True),
    "the id in another case": ("Precision", "x", True),
    "the label": ("score", "SCORE", True),
    "the last part": ("val/precision", "x", True),
    "the last part after a dot": ("eval.val.precision", "x", True),
    "the last word": ("arc precision", "x", True),
    "what a filter is of": ("arc/precision,none", "x", True),
    "a filter": ("arc/acc,precision", "x", False),
    "another name": ("precision_at_5", "x", False),
    "a part that is not the last": ("precision/mean", "x", False),
}


@pytest.mark.parametrize("case", NAMES)
def test_a_metric_is_found_by_its_name(tmp_path: Path, monkeypatch: pytest.MonkeyPatch, case: str) -> None:
    """Its id, label or column as a whole, else the last part of what is offered."""
    name, label, is_found = NAMES[case]
    offering(monkeypatch, {name: {}})
    assert (imported(plan(tmp_path, label=label)).made is not None) == is_found


def offering(monkeypatch: pytest.MonkeyPatch, offered: Mapping[str, Any]) -> None:
    """Files of scores offer these metrics."""

    class Other(ScoresSource):
        @staticmethod
        def offer(file: Any) -> Any:
            return offered_metrics.Offer({"source": "scores"}, offered)

    monkeypatch.setattr(sources, "KINDS", {"scores": ""})
    monkeypatch.setattr(sources, "kind", lambda name: Other)


def test_of_several_that_could_be_meant_none_is_taken(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """Both are named with what to write; a name that is the same as a whole comes before."""
    offering(monkeypatch, {"a/precision": {}, "b/precision": {"score": "b"}, "recall": {}, "a/recall": {"score": "no"}})
    found = imported(plan(tmp_path))
    assert found.metrics == ("recall",)
    assert found.remarks == (
        '"precision" may be "a/precision" or "b/precision", so that it is left out; add the one that is meant below metrics, as precision: {}',
    )


def test_a_model_of_another_passport_is_told_apart(tmp_path: Path) -> None:
    """Files that were asked for otherwise stay apart; that the examples are other ones is said of the earlier models."""
    where = plan(tmp_path, {"project.yml": MODELS, "models.csv": TABLE, "r.csv": scores("a", "b")})
    imported(where, f"{FOLDER}/r.csv")
    (tmp_path / "s.csv").write_text("id,model,score,cluster\n1,c,1,x\n2,c,0,y\n", "utf-8")
    imported(where, "s.csv")
    found = evidence(tmp_path)["metrics"]["precision"]
    assert [*found["models"]["a"]["differs"]] == ["data"] and "differs" not in found["models"]["c"]
    assert [one["files"] for one in evidence(tmp_path)["sources"]] == [["r.csv"], ["../../../s.csv"]]


JOINED = {
    "the only source": (FROM.replace("recall: {score: recall}", "precision: {}"), ["old.csv", "../../../r.csv"]),
    "a list of files": (FROM.replace("old.csv", "[old.csv, old2.csv]").replace("recall: {score: recall}", "precision: {}"), ["old.csv", "old2.csv", "../../../r.csv"]),
    "one of several sources": (f"[{FROM.replace('recall: {score: recall}', 'precision: {}')}, {{source: scores, files: other.csv, metrics: {{recall: {{score: recall}}}}}}]", ["old.csv", "../../../r.csv"]),
}  # fmt: skip


@pytest.mark.parametrize("case", JOINED)
def test_a_file_of_another_model_joins_its_source(tmp_path: Path, case: str) -> None:
    """One `from` reads both, in its place; pasted it is up to date, and models of both files are compared."""
    written, files = JOINED[case]
    project = MODELS.replace("{table: models.csv}", f"\n  table: models.csv\n  from: {written}")
    where = plan(tmp_path, {"project.yml": project, "old.csv": scores("c"), "old2.csv": scores("d"), "other.csv": OLD})
    [asking] = asking_projects(where.tree)
    write(where, [refreshed(asking, where)])
    found = imported(where)
    lines = "".join(f"{line}\n" for line in found.keep.splitlines() if not line.startswith("#"))
    (tmp_path / FOLDER / "project.yml").write_text(project.replace(f"  from: {written}\n", lines), "utf-8")
    again = where_to(tmp_path, "1.2.3")
    [asking] = asking_projects(again.tree)
    assert [*asking.models.sources[0].patterns()] == files and found.remarks == ()
    assert stale(asking, again) == "" and not refreshed(asking, again).is_changed
    models = evidence(tmp_path)["metrics"]["precision"]["models"]
    assert len(evidence(tmp_path)["metrics"]["precision"]["pairs"]) == len(models) * (len(models) - 1) // 2 > 2


def test_what_another_source_brings_is_left_to_it(tmp_path: Path) -> None:
    """It is said by which; where that is all, nothing is written."""
    project = WITH_FROM.replace(FROM, "{source: mlflow, store: ../../../r.csv, metrics: {precision: p}}")
    found = imported(plan(tmp_path, {"project.yml": project}))
    assert (found.made, found.keep) == (None, "")
    assert found.remarks == (
        '"precision" is brought by another source already (source: mlflow, "../../../r.csv"); run planpress refresh',
    )
    where = plan(tmp_path / "other", {"project.yml": project.replace("r.csv", "m.csv")})
    assert imported(where).remarks[0].endswith("m.csv\"); take it out there to have it from this file")
    assert not (tmp_path / FOLDER / "models.csv").exists()


def test_files_that_cannot_be_read_together_are_refused(tmp_path: Path) -> None:
    """The same model in both: the problem, and how to have the new file alone."""
    project = WITH_FROM.replace("recall: {score: recall}", "precision: {}")
    where = plan(tmp_path, {"project.yml": project, "old.csv": scores("a")})
    with pytest.raises(PlanpressError) as problem:
        imported(where)
    wrong, way_out = str(problem.value).splitlines()
    assert wrong.endswith('"a" has a second score of "0"; average its repeats first')
    assert way_out == '"../../../r.csv" was read with the files of the source that brings "precision"; take the metric out there to have it from this file alone'
    assert not (tmp_path / FOLDER / "models.csv").exists()


BOXES = '[{"image_id": 1, "category_id": 1, "bbox": [0, 0, 10, 10], "score": 0.9}]'
TRUTH = '{"images": [{"id": 1}], "categories": [{"id": 1, "name": "x"}], "annotations": [{"id": 1, "image_id": 1, "category_id": 1, "bbox": [0, 0, 10, 10], "area": 100}]}'
UNSAID = {
    "annotations of boxes": ("b.json", BOXES, "map", "# annotations: in the place of FILE, the file of images, categories and annotations that its boxes are held against", {"annotations": "FILE"}),
    "a model without a name": ("m.json", '{"results": {"sums": {"acc": 0.5}}, "versions": {}, "config": {}}', "acc", "# name: in the place of NAME, how its model is called", {"name": "NAME"}),
}  # fmt: skip


@pytest.mark.parametrize("case", UNSAID)
def test_what_a_file_does_not_say_is_not_guessed(tmp_path: Path, case: str) -> None:
    """Nothing is written; what is printed has a place for it, also where a file of the usual name is there."""
    name, text, label, says, keys = UNSAID[case]
    where = plan(tmp_path, {"instances.json": TRUTH}, label=label)
    (tmp_path / name).write_text(text, "utf-8")
    found = imported(where, name)
    assert found.made is None and found.metrics == () and says in found.keep.splitlines()
    data: Any = compose(found.keep).data
    assert keys.items() <= data["models"]["from"].items() and [*data["models"]["from"]["metrics"]] == ["precision"]


def test_where_no_metric_is_known_all_are_to_fill_in(tmp_path: Path) -> None:
    """What is offered, what there is, and a `from` that reads back; nothing is written."""
    found = imported(plan(tmp_path, label="x"))
    assert found.made is None and not (tmp_path / FOLDER / "models.csv").exists()
    assert found.remarks == ('"../../../r.csv" offers "score"; the metrics of p are "precision" and "recall"',)
    assert found.keep.splitlines()[:2] == [
        "# Below metrics, take out what is not wanted, and call the rest as the project does: precision and recall",
        "# A metric that it does not have is declared in it, as metrics: {ID: {better: higher}}",
    ]
    data: Any = compose(found.keep).data
    assert data["models"]["from"] == {"source": "scores", "files": "../../../r.csv", "metrics": {"score": {"metric": "mean"}}}


REFUSED = {
    "a file of no kind": ({}, "x.txt", None, '"../../../x.txt" is of no kind that is recognised, of'),
    "a file that is broken": ({}, "broken.csv", None, '"../../../broken.csv", line 1: is not UTF-8'),
    "a log without results": ({}, "failed.json", None, '"../../../failed.json" is read by source: inspect, and holds no metric; name another file'),
    "a file that is broken, of a kind that is named": ({}, "broken.csv", "scores", '"../../../broken.csv", line 1: is not UTF-8'),
    "a kind that reads nothing there": ({}, "x.txt", "scores", '"../../../x.txt" is nothing that source: scores reads'),
    "no kind": ({}, "r.csv", "scors", 'there is no source "scors"; there are predictions'),
    "a score that is none": ({}, "word.csv", None, 'score: "high" is not a number'),
    "git's own": ({}, ".git/r.csv", None, "is git's own"),
    "a table of another shape": ({"project.yml": MODELS.replace("models.csv", "models.csv, repeats: seed"), "models.csv": TABLE}, "r.csv", None, "no table with repeats"),
    "a table in project.yml": ({"project.yml": MODELS.replace("table: models.csv", "rows: [{model: a, precision: 0.5}]")}, "r.csv", None, "no table with rows"),
    "evidence that cannot be read": ({"project.yml": MODELS, "models.csv": TABLE, "models.evidence.json": "{"}, "r.csv", None, "so that nothing is added to what cannot be read"),
    "a definition with errors": ({"project.yml": "schema: 1\ntitle: [\n"}, "r.csv", None, "content/projects/p/project.yml"),
}  # fmt: skip


@pytest.mark.parametrize("case", REFUSED)
def test_refuses_and_writes_nothing(tmp_path: Path, case: str) -> None:
    """With what is wrong; the folder is as it was."""
    files, name, kind, why = REFUSED[case]
    where = plan(tmp_path, files)
    (tmp_path / ".git").mkdir()
    for path, data in {"x.txt": b"text", "broken.csv": b"\xff\n", "word.csv": b"id,model,score\n1,a,high\n", "failed.json": b'{"status": "error", "eval": {"task": "t", "model": "m"}}', ".git/r.csv": scores("a").encode()}.items():
        (tmp_path / path).write_bytes(data)
    before = {path: path.read_bytes() for path in tmp_path.rglob("*") if path.is_file()}
    with pytest.raises(PlanpressError) as problem:
        imported(where, name, kind)
    assert why in str(problem.value)
    assert {path: path.read_bytes() for path in tmp_path.rglob("*") if path.is_file()} == before


def test_what_cannot_be_read_so_can_be_written_another_way(tmp_path: Path) -> None:
    """Where a file is recognised and more has to be said of it, what to write it into is there."""
    where = plan(tmp_path)
    (tmp_path / "r.csv").write_text("id,model,score\n1,a,1\n1,a,0\n", "utf-8")
    with pytest.raises(PlanpressError) as problem:
        imported(where)
    wrong, way_out, *lines = str(problem.value).splitlines()
    assert wrong.endswith('line 3: "a" has a second score of "1"; average its repeats first')
    assert way_out == "where more has to be said of it, write this, and run planpress refresh:"
    data: Any = compose("\n".join(lines)).data
    assert data["models"]["from"]["files"] == "../../../r.csv"


COMMITTED = sorted(path for path in (ROOT / "tests/sources").rglob("*") if path.is_file() and path.suffix not in (".py", ".pyc", ".md"))


@pytest.mark.parametrize("path", COMMITTED, ids=lambda path: str(path.relative_to(ROOT / "tests/sources")))
def test_no_file_is_of_two_kinds(path: Path) -> None:
    """What one tool writes is taken for that of no other, but for `files`, which yields."""
    kinds = {name: sources.kind(name) for name in sources.KINDS}
    found = offered_metrics._offers(kinds, EvidenceFile(path.name, str(path)), {})
    assert len(found) <= 1, found


def test_the_key_of_a_store_names_it(tmp_path: Path) -> None:
    """A tracking store is no `files`."""
    where = plan(tmp_path)
    (tmp_path / "mlflow.csv").write_bytes((ROOT / "tests/sources/files/mlflow/mlflow_experiments.csv").read_bytes())
    found = import_evidence(tmp_path / "mlflow.csv", "p", where, "mlflow")
    data: Any = compose(found.keep).data
    assert [*data["models"]["from"]][:2] == ["source", "store"]


def test_several_kinds_are_named(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """`--source` chooses one of them."""
    monkeypatch.setattr(sources, "KINDS", dict.fromkeys(["scores", "other"], "example_scores:ScoresSource"))
    where = plan(tmp_path)
    with pytest.raises(PlanpressError, match=r'r\.csv" can be read as scores or other; say which with --source'):
        imported(where)
    assert imported(where, kind="scores").metrics == ("precision",)


def run(folder: Path, *arguments: str) -> Any:
    return CliRunner().invoke(planpress, ["import", str(folder / "r.csv"), "--project", "p", "--root", str(folder), *arguments])


def test_the_command_prints_what_to_keep_and_nothing_else(tmp_path: Path) -> None:
    """Standard output reads back; what follows and what was written is on standard error."""
    plan(tmp_path, {"project.yml": MODELS, "models.csv": TABLE})
    before = file(tmp_path, "models.csv")
    tried = run(tmp_path, "--dry-run")
    assert tried.exit_code == 0 and file(tmp_path, "models.csv") == before
    assert "models.evidence.json: would be written" in tried.stderr
    done = run(tmp_path)
    assert (done.exit_code, done.stdout) == (0, tried.stdout)
    assert compose(done.stdout).data == {"from": {"source": "scores", "files": "../../../r.csv", "metrics": {"precision": {"metric": "mean"}}}}
    assert "p: precision by source: scores" in done.stderr and "Plan: " in done.stderr
    assert "models.csv: written" in done.stderr


def test_what_follows_is_said_of_the_plan_with_the_block(tmp_path: Path) -> None:
    """A project without models has them in what is compared, and is not touched."""
    rules = "rules: {best: {rule: metric, metric: precision}}\ndecide_by: best\nmodels:\n"
    plan(tmp_path, {"project.yml": f"{PROJECT}{rules}"})
    done = run(tmp_path)
    assert "A project · choice of the rule: no model → b\n" in done.stderr
    assert file(tmp_path, "project.yml") == f"{PROJECT}{rules}"


def test_the_command_ends_with_1_where_nothing_is_known(tmp_path: Path) -> None:
    """And with 2 where the world is wrong."""
    plan(tmp_path, label="x")
    done = run(tmp_path)
    assert done.exit_code == 1 and "planpress: nothing was written" in done.stderr and "score: {metric: mean}" in done.stdout
