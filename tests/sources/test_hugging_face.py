"""Results of the Hugging Face Hub: cards and .eval_results as its own library writes them, and what is refused."""

from pathlib import Path
from typing import Any

import pytest
import yaml
from pydantic import TypeAdapter

from planpress.model.errors import PlanpressError
from planpress.model.metrics import Metric
from planpress.sources.hugging_face import HuggingFaceSource
from planpress.sources.source import Brought, EvidenceFile
from planpress.workflows.source_paths import source_files
from tests.sources.reading import brought, made

FILES = Path(__file__).parent / "files/hugging_face"
REFUSED: list[dict[str, Any]] = yaml.safe_load((Path(__file__).parent / "hugging_face_refused.yml").read_text("utf-8"))
CARDS, RESULTS = "cards/*/README.md", "*/.eval_results/*.yaml"
REVISION = "revision 5503434ddd75"


def read(files: str | list[str], metrics: dict[str, Any], folder: Path = FILES, **keys: Any) -> Brought:
    source = TypeAdapter(HuggingFaceSource).validate_python({"source": "hugging-face", "files": files, "metrics": metrics, **keys})
    found = source_files(folder, source.patterns(), folder.resolve())
    return source.read(found, {name: Metric(better="higher") for name in metrics})


def values(found: Brought, metric: str) -> dict[str, float]:
    return {model: one.value for model, one in found.metrics[metric].models.items()}


def test_reads_cards() -> None:
    """A metric of one data set by the names of its type, or by those for show; a card without results is a remark."""
    found = read(CARDS, {
        "wer": {"task": "automatic-speech-recognition", "dataset": "common_voice", "metric": "wer"},
        "clean": {"dataset": "LibriSpeech (clean)", "metric": "Test WER"}, "cer": {"metric": "cer", "config": "fr"},
    })  # fmt: skip
    assert values(found, "wer") == {"toys/alpha-1b": 18.25, "toys/beta-2b": 16.5}
    assert values(found, "clean") == {"toys/alpha-1b": 7.125, "toys/beta-2b": 8.0}
    assert values(found, "cer") == {"toys/alpha-1b": 5.5, "toys/beta-2b": 5.75}
    assert found.metrics["wer"].passport.items() == (("metric", "wer"), ("split", "test"), ("data", f"common_voice, fr, {REVISION}"))
    assert {(one.n, one.se, one.method) for one in found.metrics["wer"].models.values()} == {(None, None, None)}
    assert found.remarks == ('"cards/no_results/README.md" has no results', *(f'{name}: no value of "gamma-3b"' for name in ("wer", "clean", "cer")))


def test_reads_eval_results_which_a_pattern_must_name() -> None:
    """A folder that begins with a point is found by its name; the model is the repository's folder."""
    asked = {"hle": {"dataset": "cais/hle", "notes": "no-tools"}, "gpqa": {"task": "gpqa_diamond"}}
    for pattern in (RESULTS, "**/.eval_results/*.yaml"):
        found = read(pattern, asked)
        assert values(found, "hle") == {"toys__alpha-1b": 20.9, "toys__beta-2b": 24.5, "toys__gamma-3b": 22.5}
        assert values(found, "gpqa") == {"toys__alpha-1b": 0.412, "toys__beta-2b": 0.397, "toys__gamma-3b": 0.412}
    assert found.metrics["hle"].passport.items() == (("variant", "no-tools"), ("data", f"cais/hle, default, {REVISION}"))
    assert values(read(RESULTS, {"hle": {"notes": "tools"}}), "hle") == {"toys__alpha-1b": 25.15, "toys__beta-2b": 28.75}
    assert values(read(RESULTS, {"pro": {"dataset": "TIGER-Lab/MMLU-Pro"}}), "pro") == {"toys__gamma-3b": 51.75}
    with pytest.raises(PlanpressError, match="no file is called"):
        read("**/hle.yaml", {"hle": {}})


def test_folders_join_cards_and_results() -> None:
    """A card's name and its folder's are two; by the folder they are one model."""
    found = read([CARDS, RESULTS], {"wer": {"dataset": "common_voice", "metric": "wer"}, "gpqa": {"task": "gpqa_diamond"}}, name="folder")
    assert values(found, "wer") == {"toys__alpha-1b": 18.25, "toys__beta-2b": 16.5}
    assert [*values(found, "gpqa")] == ["toys__alpha-1b", "toys__beta-2b", "toys__gamma-3b"]


def test_the_metadata_of_a_card_alone() -> None:
    """What huggingface_hub writes of one result, all digits kept."""
    found = read("cards/metadata_eval_result.yaml", {"acc": {"metric": "accuracy"}})
    assert values(found, "acc") == {"delta": 0.2662102282047272}


def test_several_that_are_meant_are_listed() -> None:
    """Shots tell two results apart, notes two others; a split that a result does not have is none of it."""
    with pytest.raises(PlanpressError) as problem:
        read(CARDS, {"acc": {"metric": "acc_norm"}})
    where = 'in "cards/toys__gamma-3b/README.md"'
    assert str(problem.value) == f'acc: 2 results of "gamma-3b" are meant: "ai2_arc, acc_norm, normalized accuracy, 25-shot" {where}; "hellaswag, acc_norm, normalized accuracy, 10-shot" {where}; say more of it: task, dataset, config, metric, split, variant or notes'
    assert values(read(CARDS, {"acc": {"metric": "acc_norm", "variant": "25-shot"}}), "acc") == {"gamma-3b": 63.65}
    with pytest.raises(PlanpressError, match="2 results of \"toys__alpha-1b\" are meant: \"cais/hle, default, no-tools\" in"):
        read(RESULTS, {"hle": {"dataset": "cais/hle"}})
    with pytest.raises(PlanpressError, match="no result of"):
        read(CARDS, {"wer": {"dataset": "common_voice", "metric": "wer", "split": "validation"}})
    assert read(CARDS, {"f": {"metric": "acc_norm", "dataset": "ai2_arc", "split": "test"}}).metrics["f"].passport.split == "test"


@pytest.mark.parametrize(("metric", "value", "written"), [("accuracy", 92.5, "92.5 ± 0.3"), ("mean_reward", 500.0, "500.00 +/- 0.00")])
def test_what_stands_before_a_spread_is_read(metric: str, value: float, written: str) -> None:
    """What follows it may be an error, a deviation or half an interval: it is not read, and that is said."""
    found = read("cards/toys__gamma-3b/README.md", {"m": {"metric": metric}})
    assert values(found, "m") == {"gamma-3b": value}
    number = written.split(maxsplit=1)[0]
    assert found.remarks == (f'm: "{written}" of "gamma-3b" is read as {number}; what follows ± is not read, as nothing says what it is',)


@pytest.mark.parametrize("case", REFUSED, ids=lambda case: str(case["says"]))
def test_refuses_with_the_way_out(tmp_path: Path, case: dict[str, Any]) -> None:
    """Bad input is one message with its file."""
    card = f"---\nmodel-index:\n- name: net\n  results: [{{dataset: {{type: imdb}}, metrics: [{{type: accuracy, value: {case.get('value')}}}]}}]\n---\n"
    (tmp_path / case["file"]).parent.mkdir(parents=True)
    (tmp_path / case["file"]).write_text(case.get("text", card), encoding="utf-8")
    with pytest.raises(PlanpressError) as problem:
        read(case["file"], **{"metrics": {"acc": {"metric": "accuracy"}}, **case.get("keys", {})}, folder=tmp_path)
    assert str(problem.value) == case["says"]


def test_models_of_other_data_are_marked(tmp_path: Path) -> None:
    """The passport is that of most models; what is other of one is said of it, what it does not say too."""
    for name, more in (("a", "split: test"), ("b", "split: test"), ("c", "split: validation"), ("d", "config: x")):
        (tmp_path / name).mkdir()
        text = f"---\nmodel-index:\n- results: [{{dataset: {{type: imdb, {more}}}, metrics: [{{type: accuracy, value: 0.5}}]}}]\n---\n"
        (tmp_path / name / "README.md").write_text(text)
    found = read("*/README.md", {"acc": {"metric": "accuracy"}}, tmp_path).metrics["acc"]
    assert found.passport.items() == (("metric", "accuracy"), ("split", "test"), ("data", "imdb"))
    assert {name: one.differs for name, one in found.models.items()} == {"a": {}, "b": {}, "c": {"split": "validation"}, "d": {"split": "not stated", "data": "imdb, x"}}


def test_offers_what_is_there() -> None:
    """Each result by its data set and metric, with what chooses it."""
    offers = {path.name: HuggingFaceSource.offer(EvidenceFile(path.name, str(path))) for path in FILES.rglob("*/.eval_results/hle.yaml")}
    assert offers["hle.yaml"] is not None and [*offers["hle.yaml"].metrics] == ["cais/hle no-tools", "cais/hle tools"]
    card = HuggingFaceSource.offer(EvidenceFile("README.md", str(FILES / "cards/toys__alpha-1b/README.md")))
    assert card is not None and card.metrics["librispeech_asr wer"] == {"task": "automatic-speech-recognition", "dataset": "librispeech_asr", "metric": "wer"}
    assert HuggingFaceSource.offer(EvidenceFile("README.md", str(FILES / "cards/no_results/README.md"))) is None


SEVERAL = """---
model-index:
- name: a
  results:
  - task: {type: asr}
    dataset: {type: speech, config: clean, split: test}
    metrics: [{type: wer, name: Test WER, value: 2.5}, {type: wer, name: Dev WER, value: 3}, {type: cer, value: 1}]
  - task: {type: asr}
    dataset: {type: speech, config: other, split: test}
    metrics: [{type: wer, value: 5}]
  - task: {type: qa}
    dataset: {type: arc, args: {num_few_shot: 25}}
    metrics: [{type: acc, value: 50}]
  - task: {type: qa}
    dataset: {type: arc, args: {num_few_shot: 0}}
    metrics: [{type: acc, value: 40}]
---
"""


def test_what_is_offered_is_one_result(tmp_path: Path) -> None:
    """Results that a data set and a metric do not tell apart are offered by what does; each offer is read."""
    [path] = made(tmp_path, {"README.md": SEVERAL.replace("\n", "\r\n")})
    offer = HuggingFaceSource.offer(EvidenceFile("README.md", str(path)))
    assert offer is not None
    found = {name: brought(HuggingFaceSource, {"source": "hugging-face", "metrics": {"m": keys}}, path).metrics["m"] for name, keys in offer.metrics.items()}
    assert {name: one.models["a"].value for name, one in found.items()} == {
        "speech clean test Test WER": 2.5, "speech clean test Dev WER": 3, "speech cer": 1, "speech other test wer": 5, "arc 25-shot acc": 50, "arc 0-shot acc": 40,
    }  # fmt: skip
