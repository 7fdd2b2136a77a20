"""A leading model for the Hub: what is known stands there, what is not is said, and both files read as the Hub's do."""

import re
from collections.abc import Mapping
from pathlib import Path
from typing import Any

import pytest
import yaml
from click.testing import CliRunner, Result

from planpress.cli import planpress
from planpress.formats.evidence_json import as_json
from planpress.formats.exports import FORMATS
from planpress.model.errors import PlanpressError
from planpress.model.evidence import Evidence
from planpress.sources.hugging_face import HuggingFaceSource
from planpress.workflows.check_plan import load
from tests.conftest import ROOT
from tests.small_plan import CSV, MODELS, PLAN, PROJECT, P, Q, T, write
from tests.sources.reading import brought

EVIDENCE = """{"schema": 1, "metrics": {"precision": {
 "passport": {"metric": "exact_match", "variant": "5-shot", "split": "test", "data": "toys/questions"}, "models": {
 "net-1": {"value": 0.8, "n": 1000, "se": 0.04, "method": "t", "low": 0.72, "high": 0.88}},
 "slices": {"site": {"lyon": {"net-1": {"value": 0.79, "n": 10, "se": 0.1}}}}}}}
"""
E = "content/projects/p/models.evidence.json"


def exported(root: Path, files: Mapping[str, str] | None = None) -> dict[str, str]:
    write(root, {Q: MODELS, T: CSV, **(files or {})})
    return dict(FORMATS["hugging-face"](load(root), "p"))


def entries(text: str) -> Any:
    """The entries of a results file with the ids that were missing written in and the signs taken away."""
    lines = [line for line in text.splitlines() if not re.match("# (Results of|.*: not known:)", line)]
    return yaml.safe_load("\n".join(line.removeprefix("# ") for line in lines).replace("OWNER/DATASET", "toys/own").replace("TASK", "default"))


def section(text: str, title: str) -> str:
    return text.partition(f"# {title}\n\n")[2].partition("\n\n#")[0]


def test_what_is_known_stands_in_the_results(tmp_path: Path) -> None:
    """Data set, value and how it was measured, from the passport; each entry says what it waits for."""
    text = exported(tmp_path, {E: EVIDENCE})[".eval_results/p.yaml"]
    assert entries(text) == [
        {"dataset": {"id": "toys/questions", "task_id": "default"}, "value": 0.8,
         "notes": "5-shot; metric: exact_match; split: test; n: 1000; standard error: 0.04"},
        {"dataset": {"id": "toys/own", "task_id": "default"}, "value": 0.7},
    ]  # fmt: skip
    assert "# precision: not known: dataset.task_id, date and source\n" in text
    assert "# recall: not known: dataset.id, dataset.task_id, date and source\n" in text


def test_nothing_that_is_not_known_counts(tmp_path: Path) -> None:
    """As it is written the file holds no entry: whoever publishes it has filled it in."""
    assert yaml.safe_load(exported(tmp_path, {E: EVIDENCE})[".eval_results/p.yaml"]) is None


def test_a_result_of_a_benchmark_counts_as_it_is(tmp_path: Path) -> None:
    """Where both ids are known, as of what was read from the Hub, the entry is no comment."""
    known = EVIDENCE.replace('"metric": "exact_match", ', "").replace("toys/questions", "toys/questions, hard, revision 5503434ddd75")
    known = known.replace('"n": 1000, "se": 0.04, "method": "t", "low": 0.72, "high": 0.88', '"n": null')
    text = exported(tmp_path, {E: known})[".eval_results/p.yaml"]
    [entry] = yaml.safe_load(text)
    assert entry == {"dataset": {"id": "toys/questions", "task_id": "hard"}, "value": 0.8, "notes": "5-shot; split: test"}
    assert "# precision: not known: date and source; dataset.revision begins with 5503434ddd75\n" in text


@pytest.mark.parametrize(("name", "card"), [("toys__alpha-1b/.eval_results/gpqa.yaml", {}), ("toys__beta-2b/.eval_results/hle.yaml", {"notes": "tools"})])
def test_what_goes_out_comes_in_again(tmp_path: Path, name: str, card: dict[str, str]) -> None:
    """A benchmark's results that are read, exported and read again: the same value with the same passport."""
    read = ROOT / "tests/sources/files/hugging_face" / name
    asked = {"source": "hugging-face", "name": "folder", "metrics": {"precision": card}}
    first = brought(HuggingFaceSource, asked, read).metrics["precision"]
    [(model, known)] = first.models.items()
    files = {E: as_json(Evidence(metrics={"precision": first})), T: f"model,precision\n{model},{known.value!r}\n"}
    out = tmp_path / "out" / model
    write(out, {".eval_results/p.yaml": exported(tmp_path / "plan", {**files, P: PLAN.replace("range: [0, 1]", "range: [0, 100]")})[".eval_results/p.yaml"]})
    again = brought(HuggingFaceSource, {**asked, "metrics": {"precision": {}}}, out / ".eval_results/p.yaml").metrics["precision"]
    assert again.models == first.models
    assert again.passport == first.passport


def test_a_configuration_is_no_task(tmp_path: Path) -> None:
    """A value of a metric on a configuration of a data set: which task of a benchmark that is, nobody said."""
    text = exported(tmp_path, {E: EVIDENCE.replace("toys/questions", "toys/questions, fr")})[".eval_results/p.yaml"]
    assert yaml.safe_load(text) is None
    assert entries(text)[0]["dataset"]["id"] == "toys/questions" and "data: toys/questions, fr" in entries(text)[0]["notes"]


@pytest.mark.parametrize("data", ["sha256:0123", "our images", "a/b/c", "../x", "/x", "a/", "toys/q?x"])
def test_data_of_another_form_is_no_data_set_of_the_hub(tmp_path: Path, data: str) -> None:
    """It is said beside the value instead."""
    [first, _] = entries(exported(tmp_path, {E: EVIDENCE.replace("toys/questions", data)})[".eval_results/p.yaml"])
    assert first["dataset"]["id"] == "toys/own" and f"data: {data}" in first["notes"]


def test_a_passport_that_is_another_one_for_the_model(tmp_path: Path) -> None:
    """What differs is what is said; what is not stated for it is not taken from the others."""
    own = EVIDENCE.replace('"high": 0.88', '"high": 0.88, "differs": {"variant": "0-shot", "data": "not stated"}')
    [first, _] = entries(exported(tmp_path, {E: own})[".eval_results/p.yaml"])
    assert first["dataset"]["id"] == "toys/own"
    assert first["notes"] == "0-shot; metric: exact_match; split: test; n: 1000; standard error: 0.04"


def test_the_card_says_what_is_known_and_what_is_missing(tmp_path: Path) -> None:
    """In the Hub's headings, and with its words for what is missing."""
    card = exported(tmp_path, {E: EVIDENCE, Q: f"{MODELS}requirements: [{{metric: recall, above: 0.75}}]\ntags: [vision]\nsummary: Sorts parts.\n"})["README.md"]
    data = yaml.safe_load(card.split("---\n")[1])
    assert data == {"metrics": ["exact_match", "recall"], "tags": ["vision"]}
    for key in ("license", "language", "base_model", "datasets"):
        assert f"# {key}: not known\n" in card
    assert card.partition("---\n\n")[2].startswith("# Model Card for net-1\n")
    assert "The leading model of the project A project. Sorts parts." in card
    assert "- **Developed by:** Kim, owner of the project\n- **Model type:** [More Information Needed]\n" in card
    assert section(card, "Bias, Risks, and Limitations") == "- recall: 0.7, &gt; 0.75 is required\n- Biases and further risks: [More Information Needed]"
    assert section(card, "Testing Data") == "- precision: toys/questions, split test\n- recall: data not known, split not known"
    assert section(card, "Factors") == "- precision by site: lyon"
    assert section(card, "Results").splitlines()[2:] == [
        "| precision | 0.8 | 0.04 | 0.72 to 0.88 | 1,000 |",
        "| recall | 0.7 | not known | not known | not known |",
    ]
    assert section(card, "Summary") == "The rule best chooses net-1, not known how sure."


def test_a_card_of_nothing_but_values(tmp_path: Path) -> None:
    """No day, no licence, no data set is made up."""
    card = exported(tmp_path)["README.md"]
    assert section(card, "Factors") == "[More Information Needed]"
    assert "2026" not in card and "Decided" not in card


def test_what_people_decided(tmp_path: Path) -> None:
    """The newest decision leads, and is said with its day."""
    decided = f"{MODELS}decisions: [{{date: 2019-05-02, decision: Take net-2, model: net-2, by: [Lee], because: faster}}]\n"
    card = exported(tmp_path, {Q: decided})["README.md"]
    assert "# Model Card for net-2\n" in card
    assert "Decided on 2019-05-02 by Lee." in section(card, "Summary")


def test_texts_of_authors_are_shown(tmp_path: Path) -> None:
    """Neither HTML, nor a heading, nor front matter, nor an entry of the results."""
    files = {
        Q: MODELS.replace("A project", '"</p><script>x</script>\\n---\\n# Hi"').replace("owner: Kim", 'owner: "|a|"'),
        T: 'model,precision,recall\n"a<b>|c",0.8,0.7\n',
        P: PLAN.replace("recall: {", 'recall: {label: "x\\n- dataset: {id: a/b}", '),
    }
    made = exported(tmp_path, files)
    assert "<script>" not in made["README.md"] and "a&lt;b&gt;\\|c" in made["README.md"]
    assert made["README.md"].count("\n---\n") == 1
    assert yaml.safe_load(made[".eval_results/p.yaml"]) is None


LEADLESS = {
    "a tie": ({T: "model,precision,recall\na,0.8,1\nb,0.8,1\n"}, "its rule has a tie of a and b"),
    "no rule": ({Q: MODELS.replace("rules: {best: {rule: metric, metric: precision}}\ndecide_by: best\n", "")}, "no model is chosen"),
    "a baseline": ({Q: f"{MODELS}decisions: [{{date: 2019-05-02, decision: No, model: script, by: [Lee], because: x}}]\n"}, "no model is chosen"),
    "no models": ({Q: PROJECT, T: None}, "no model is chosen"),
}  # fmt: skip


@pytest.mark.parametrize("case", LEADLESS)
def test_without_a_leading_model_there_is_no_card(tmp_path: Path, case: str) -> None:
    """It is said why."""
    files, why = LEADLESS[case]
    with pytest.raises(PlanpressError) as problem:
        exported(tmp_path, files)  # type: ignore[arg-type]
    assert str(problem.value) == f'"p" has no leading model, of which a card could be: {why}'


def run(root: Path, *arguments: str) -> Result:
    return CliRunner().invoke(planpress, ["export", "--root", str(root), *arguments])


def test_no_file_that_is_there_is_written_over(tmp_path: Path) -> None:
    """Both or none: a card that somebody filled in stays as it is."""
    write(tmp_path, {Q: MODELS, T: CSV})
    out = tmp_path / "out"
    asked = ("--format", "hugging-face", "--project", "p", "--output", str(out))
    done = run(tmp_path, *asked)
    assert (done.exit_code, done.stdout.split()) == (0, [str(out / ".eval_results/p.yaml"), str(out / "README.md")])
    (out / "README.md").write_text("mine")
    (out / ".eval_results/p.yaml").unlink()
    again = run(tmp_path, *asked)
    assert "README.md is there already; nothing was written" in str(again.exception)
    assert (out / "README.md").read_text() == "mine" and not (out / ".eval_results/p.yaml").exists()


WRONG = {
    "a project that is none": (("--format", "csv", "--project", "x"), "", 'there is no project "x"; there are p'),
    "no project": (("--format", "hugging-face", "--output", "x"), "needs --project ID and --output DIR", ""),
    "no folder": (("--format", "hugging-face", "--project", "p"), "needs --project ID and --output DIR", ""),
    "a project of the whole plan": (("--project", "p"), "--project goes with --format csv or hugging-face", ""),
    "a folder for a file": (("--output", "."), "is a folder; name a file", ""),
}  # fmt: skip


@pytest.mark.parametrize("case", WRONG)
def test_wrong_words_are_said(tmp_path: Path, case: str) -> None:
    """Before anything is written."""
    arguments, usage, why = WRONG[case]
    write(tmp_path, {Q: MODELS, T: CSV})
    done = run(tmp_path, *arguments)
    assert done.exit_code and usage in done.stderr and why in str(done.exception)
