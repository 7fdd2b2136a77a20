"""Results of lm-evaluation-harness: values and errors to the digit from four versions, samples, and what is refused."""

import json
import math
from collections.abc import Mapping
from contextlib import suppress
from pathlib import Path
from typing import Any

import pytest
import yaml
from hypothesis import given
from hypothesis import strategies as st
from pydantic import TypeAdapter

from planpress.model.metrics import Metric
from planpress.sources.lm_eval import LmEvalSource
from planpress.sources.lm_eval_results import ResultsFile
from planpress.sources.source import Brought, EvidenceFile, SourceError
from tests.sources.reading import ODD, brought, made, places, replaced

FILES = Path(__file__).parent / "files/lm_eval"
VERSIONS = ("v0.4.13", "v0.4.8", "v0.4.2")
SAMPLED = ("v0.4.13", "v0.4.2")
REFUSED: list[dict[str, Any]] = yaml.safe_load((Path(__file__).parent / "lm_eval_refused.yml").read_text("utf-8"))
RESULTS = json.loads((FILES / "v0.4.13/toys__alpha-1b/results_2026-11-30T18-14-30.905660.json").read_text("utf-8"))
SAMPLES = [json.loads(line) for line in next((FILES / "v0.4.13/toys__alpha-1b").glob("samples_sums_*")).read_text("utf-8").splitlines()]
ALPHA, BETA = "toys/alpha-1b", "toys/beta-2b"

EXPECTED = {
    ("sums", "exact_match,strict"): ((0.5833333333333334, 0.1486470975026408), (0.4166666666666667, 0.1486470975026408)),
    ("sums", "exact_match,flexible"): ((0.8333333333333334, 0.11236664374387367), (0.4166666666666667, 0.1486470975026408)),
    ("which_small", "acc"): ((0.7, 0.15275252316519464), (0.7, 0.15275252316519466)),
    ("which_small", "acc_norm,none"): ((0.1, 0.09999999999999999), (0.3, 0.15275252316519466)),
    ("which_large", "acc,none"): ((0.9285714285714286, 0.0714285714285714), (0.7857142857142857, 0.11380392954509881)),
    ("which", "acc,none"): ((0.8333333333333334, 0.07573592764290098), (0.75, 0.09187795405622855)),
    ("which", "acc_norm"): ((0.16666666666666666, 0.07854190708679773), (0.25, 0.09187795405622855)),
    ("text_ppl", "word_perplexity"): ((2.7956319165924426, None), (2.6710409840411424, None)),
    ("text_ppl", "bits_per_byte,none"): ((0.37453899559711035, None), (0.35792982642252097, None)),
}
COUNTS = {"sums": 12, "which_small": 10, "which_large": 14, "which": 24, "text_ppl": 5}


def reading(folder: Path, wanted: Mapping[str, tuple[str, str]], **keys: Any) -> Brought:
    """What the files of a folder bring, by their paths from it; perplexities are lower where they are better."""
    paths = sorted(path for path in folder.rglob("*.json*") if "samples" in keys or path.suffix == ".json")
    asked = {name: {"task": task, "metric": metric} for name, (task, metric) in wanted.items()}
    source = TypeAdapter(LmEvalSource).validate_python({"source": "lm-eval", "files": "*", "metrics": asked, **keys})
    known = {name: Metric(better="lower" if "ppl" in name else "higher") for name in source.metrics}
    found: Brought = source.read([EvidenceFile(path.relative_to(folder).as_posix(), str(path)) for path in paths], known)
    return found


@pytest.mark.parametrize("version", VERSIONS)
def test_reads_values_errors_and_counts_to_the_digit(version: str) -> None:
    """Tasks and groups of whatever version: an error that is "N/A" is none, and one that is stated is said to be."""
    found = reading(FILES / version, {f"{task} {metric}": (task, metric) for task, metric in EXPECTED})
    for (task, metric), expected in EXPECTED.items():
        models = found.metrics[f"{task} {metric}"].models
        assert [(models[one].value, models[one].se) for one in (ALPHA, BETA)] == [*expected], (task, metric)
        assert {one.method for one in models.values()} == {None if expected[0][1] is None else "stated"}
        assert {one.n for one in models.values()} == {COUNTS[task] if version != "v0.4.2" else None}
        assert all(one.differs == {} for one in models.values())
    assert found.remarks == ()


def test_reads_the_first_version() -> None:
    """0.3 names models in their arguments and has metrics without filters."""
    found = reading(FILES / "v0.3.0", {"acc": ("which", "acc,none"), "norm": ("which", "acc_norm"), "ppl": ("text_ppl", "byte_perplexity")})
    assert [(one.value, one.se, one.n) for one in found.metrics["acc"].models.values()] == [(0.8333333333333334, 0.07770873402002614, None), (0.75, 0.09028938981432691, None)]
    assert [(one.value, one.se) for one in found.metrics["norm"].models.values()] == [(0.16666666666666666, 0.07770873402002615), (0.25, 0.09028938981432691)]
    assert found.metrics["ppl"].models[BETA].value == 1.2815855855300058
    assert found.metrics["acc"].passport.items() == (("metric", "which acc,none"), ("variant", "0-shot, version 1"))


def test_the_passport_says_how_a_task_was_asked() -> None:
    """Few-shot, version, limit, split and data set are the file's; what project.yml adds stands over it."""
    passport = reading(FILES / "v0.4.13", {"m": ("sums", "exact_match,strict")}).metrics["m"].passport
    assert passport.items() == (("metric", "sums exact_match,strict"), ("variant", "2-shot, version 2"), ("split", "test"), ("data", "json"))
    asked = {"metrics": {"m": {"task": "sums", "metric": "exact_match,strict", "data": "sums of two numbers"}}}
    assert reading(FILES / "v0.4.13", {}, **asked).metrics["m"].passport.data == "sums of two numbers"


@pytest.mark.parametrize("version", SAMPLED)
def test_samples_bring_pairs_and_covariances(version: str) -> None:
    """Each filter has its own: in 0.4.2 the order alone tells them apart. Values and errors are the stated ones."""
    found = reading(FILES / version, {"strict": ("sums", "exact_match,strict"), "flexible": ("sums", "exact_match,flexible")}, samples="*")
    for name, discordant, difference in (("strict", (5, 3), 0.16666666666666666), ("flexible", (6, 1), 0.4166666666666667)):
        one = found.metrics[name]
        assert [(model.value, model.se) for model in one.models.values()] == [*EXPECTED["sums", f"exact_match,{name}"]]
        assert [(model.n, model.method) for model in one.models.values()] == [(12, "t")] * 2
        [pair] = one.pairs
        assert (pair.a, pair.b, pair.n, pair.discordant, pair.difference) == (ALPHA, BETA, 12, discordant, pytest.approx(difference))
        assert [*one.covariances[ALPHA]] == [{"strict": "flexible", "flexible": "strict"}[name]]
    assert (found.rows, found.remarks) == (48, ())
    assert found.metrics["strict"].passport.data == "json, sha256:57723914db6e", "both versions hash the same documents alike"


def test_metrics_of_other_tasks_have_nothing_in_common() -> None:
    """Documents with the same number in two tasks are two documents."""
    found = reading(FILES / "v0.4.13", {"a": ("sums", "exact_match,strict"), "b": ("which_small", "acc")}, samples="*")
    assert found.metrics["a"].covariances == {} and found.metrics["b"].pairs[0].covariances == {}


def test_what_has_no_samples_is_stated(tmp_path: Path) -> None:
    """A group, a perplexity, a task without a file, a metric with an aggregation of its own: as stated, with a remark."""
    copied(tmp_path, {"alpha/results_1.json": ('"aggregation": "mean"', '"aggregation": "f1"')})
    (tmp_path / "beta/samples_text_ppl_1.jsonl").unlink()
    (tmp_path / "beta/samples_which_small_1.jsonl").write_text("")
    asked = {"g": ("which", "acc"), "ppl": ("text_ppl", "word_perplexity"), "w": ("which_small", "acc"), "s": ("sums", "exact_match,strict")}
    found = reading(tmp_path, asked, samples="*")
    assert found.remarks == (
        '"which": acc of "which_small" is not the mean of its samples; errors are as stated',
        '"which": acc of "which_small" has no score a sample; errors are as stated',
        'word_perplexity of "text_ppl" has no score a sample; errors are as stated',
        'there are no samples of "text_ppl" beside "beta/results_1.json"; errors are as stated',
        'acc of "which_small" is not the mean of its samples; errors are as stated',
        'acc of "which_small" has no score a sample; errors are as stated',
        'exact_match of "sums" is not the mean of its samples; errors are as stated',
    )
    assert [one.method for one in found.metrics["s"].models.values()] == ["stated", "t"]
    assert all(one.differs == {} for one in found.metrics["s"].models.values())


def with_large(folder: Path, hits: Mapping[str, int]) -> None:
    """Samples of the larger task of the group, which are not among the committed files: as many right as stated."""
    for name, right in hits.items():
        rows = [{"doc_id": at, "doc": {"n": at}, "filter": "none", "metrics": ["acc"], "acc": float(at < right)} for at in range(14)]
        (folder / name / "samples_which_large_1.jsonl").write_text("".join(f"{json.dumps(row)}\n" for row in rows))


def test_a_group_is_the_mean_over_all_samples_of_its_tasks(tmp_path: Path) -> None:
    """Then it has errors and pairs of them; the value stays as stated."""
    copied(tmp_path)
    with_large(tmp_path, {"alpha": 13, "beta": 11})
    found = reading(tmp_path, {"g": ("which", "acc"), "w": ("which_small", "acc")}, samples="*")
    one = found.metrics["g"]
    assert found.remarks == () and [(each.value, each.n, each.method) for each in one.models.values()] == [(20 / 24, 24, "t"), (0.75, 24, "t")]
    assert [each.se for each in one.models.values()] == pytest.approx([(p * (1 - p) / 23) ** 0.5 for p in (20 / 24, 0.75)])
    [pair] = one.pairs
    assert pair.n == 24 and pair.difference == pytest.approx(2 / 24) and pair.discordant is not None
    assert one.covariances[ALPHA].keys() == {"w"}, "a task is a part of it"


def test_a_group_of_another_mean_is_as_stated(tmp_path: Path) -> None:
    """Where tasks weigh alike, or samples are others, it is no mean over samples."""
    copied(tmp_path)
    with_large(tmp_path, {"alpha": 12, "beta": 11})
    found = reading(tmp_path, {"g": ("which", "acc")}, samples="*")
    assert found.remarks == ('acc of "which" is not the mean over all samples of its tasks; errors are as stated',)
    assert [each.method for each in found.metrics["g"].models.values()] == ["stated", "t"]


def test_groups_in_groups() -> None:
    """Each task counts once, also where a group is in itself."""
    rows = {"all": {}, "small": {}, "a": {}, "b": {}}
    parts = {"all": ["small", "b", "a"], "small": ["a", "all"], "a": []}
    results = ResultsFile(EvidenceFile("r.json", "r.json"), {"group_subtasks": parts}, rows)
    assert [results.leaves(one) for one in rows] == [["a", "b"], ["a", "b"], [], []]


def test_tasks_of_one_model_may_stand_in_several_files(tmp_path: Path) -> None:
    """A run of other tasks is no second run of the same."""
    parts = [{**RESULTS, "results": {task: RESULTS["results"][task]}} for task in ("sums", "text_ppl")]
    paths = made(tmp_path, {f"results_{at}.json": json.dumps(part) for at, part in enumerate(parts)})
    asked = {"s": {"task": "sums", "metric": "exact_match,strict"}, "p": {"task": "text_ppl", "metric": "bits_per_byte"}}
    found = brought(LmEvalSource, {"source": "lm-eval", "metrics": asked}, *paths, better="lower").metrics
    assert [one.models[ALPHA].value for one in found.values()] == [0.5833333333333334, 0.37453899559711035]


def test_clusters_are_a_key_of_documents(tmp_path: Path) -> None:
    """Errors are over them, and the value stays as stated."""
    copied(tmp_path)
    found = reading(tmp_path, {"m": ("which_small", "acc")}, samples="*", cluster="gold").metrics["m"]
    gold = {json.loads(line)["doc"]["gold"] for line in (tmp_path / "alpha/samples_which_small_1.jsonl").read_text().splitlines()}
    assert [(one.value, one.n, one.clusters, one.method) for one in found.models.values()] == [(0.7, 10, len(gold), "CR1")] * 2


def copied(folder: Path, edits: Mapping[str, tuple[str, str]] | None = None) -> None:
    """The files of 0.4.13 in shorter names, with other texts in some of them."""
    for path in (FILES / "v0.4.13").rglob("*.json*"):
        name = path.relative_to(FILES / "v0.4.13").as_posix().replace("toys__", "").replace("-1b/", "/").replace("-2b/", "/")
        short = f"{name[: name.index('_2026')]}_1{path.suffix}"
        (folder / short).parent.mkdir(exist_ok=True)
        text = path.read_text("utf-8")
        if short in (edits or {}):
            old, new = (edits or {})[short]
            assert old in text
            text = text.replace(old, new)
        (folder / short).write_text(text, "utf-8")


@pytest.mark.parametrize("case", REFUSED, ids=lambda case: str(case["says"]))
def test_refuses_with_the_way_out(tmp_path: Path, case: dict[str, Any]) -> None:
    """Bad input is one message with its file and line."""
    copied(tmp_path, case.get("edit"))
    with pytest.raises(SourceError) as problem:
        reading(tmp_path, {"m": ("sums", "exact_match,strict")}, **case.get("keys", {}))
    assert str(problem.value) == case["says"]


def test_models_that_were_asked_otherwise_are_marked(tmp_path: Path) -> None:
    """The passport is that of most models; of the others it says what differs."""
    copied(tmp_path, {"beta/results_1.json": ('"sums": 2,', '"sums": 5,')})
    one = reading(tmp_path, {"m": ("sums", "exact_match,strict")}).metrics["m"]
    assert one.passport.variant == "2-shot, version 2"
    assert [model.differs for model in one.models.values()] == [{}, {"variant": "5-shot, version 2"}]


def test_pairs_say_how_many_samples_they_share(tmp_path: Path) -> None:
    """A document of one model alone, by its content, counts for its value and not for the pair."""
    copied(tmp_path, {"beta/samples_which_small_1.jsonl": ('"gold": 1', '"gold": 9')})
    one = reading(tmp_path, {"m": ("which_small", "acc")}, samples="*").metrics["m"]
    same = sum(json.loads(line)["doc"]["gold"] != 1 for line in (tmp_path / "alpha/samples_which_small_1.jsonl").read_text().splitlines())
    assert [model.n for model in one.models.values()] == [10, 10] and [pair.n for pair in one.pairs] == [same] and 1 < same < 10
    assert [*one.models[BETA].differs] == ["data"]


def test_numbers_that_are_none_are_left_out_with_a_remark(tmp_path: Path) -> None:
    """NaN and text are no values; what one model lacks is said."""
    copied(tmp_path, {"alpha/results_1.json": ('"acc,none": 0.7', '"acc,none": NaN'), "beta/results_1.json": ('"acc_norm,none": 0.3', '"acc_norm,none": "N/A"')})
    found = reading(tmp_path, {"a": ("which_small", "acc"), "b": ("which_small", "acc_norm")})
    assert [[*one.models] for one in found.metrics.values()] == [[BETA], [ALPHA]]
    assert found.remarks == ('a of "toys/alpha-1b" is nan in "alpha/results_1.json", and is left out', 'b of "toys/beta-2b" is "N/A" in "beta/results_1.json", and is left out')
    copied(tmp_path, {"beta/results_1.json": ("which_small", "which_tiny"), "alpha/results_1.json": ('"acc_norm', '"other')})
    found = reading(tmp_path, {"a": ("which_small", "acc"), "b": ("which", "acc_norm")})
    assert found.remarks == ('"toys/beta-2b" has no task "which_small"', '"toys/alpha-1b" has no metric "acc_norm" of "which"')


def test_a_name_for_a_model_that_has_none(tmp_path: Path) -> None:
    """A file that names no model is named by `name`, and refused without it."""
    copied(tmp_path)
    path = tmp_path / "alpha/results_1.json"
    whole = json.loads(path.read_text("utf-8"))
    del whole["model_name"]
    whole["config"]["model_args"] = {"pretrained": "named/here"}
    metrics = {"m": {"task": "sums", "metric": "exact_match,strict"}}
    path.write_text(json.dumps(whole))
    assert [*brought(LmEvalSource, {"source": "lm-eval", "metrics": metrics}, path).metrics["m"].models] == ["named/here"]
    whole["config"]["model_args"] = None
    path.write_text(json.dumps(whole))
    with pytest.raises(SourceError) as problem:
        brought(LmEvalSource, {"source": "lm-eval", "metrics": metrics}, path)
    assert str(problem.value) == '"results_1.json": does not name its model; write name: and how it is called'
    assert [*brought(LmEvalSource, {"source": "lm-eval", "name": "toy", "metrics": metrics}, path).metrics["m"].models] == ["toy"]


HOSTILE = {"files": "*", "samples": "*", "cluster": "id", "metrics": {"s": {"task": "sums", "metric": "exact_match,strict"}, "w": {"task": "which", "metric": "acc"}}}


@given(st.data())
def test_anything_anywhere_is_read_or_refused(tmp_path_factory: pytest.TempPathFactory, data: st.DataObject) -> None:
    """No content of results or samples is more than an error with its message."""
    whole = {"results": RESULTS, "samples": SAMPLES}
    place = data.draw(st.sampled_from([*places(whole)][2:]))
    edited = replaced(whole, place, data.draw(st.sampled_from(ODD)))
    rows = edited["samples"] if isinstance(edited["samples"], list) else []
    paths = made(tmp_path_factory.mktemp("odd"), {"results_1.json": json.dumps(edited["results"]), "samples_sums_1.jsonl": "\n".join(map(json.dumps, rows))})
    for path in paths[:1]:
        with suppress(SourceError):
            LmEvalSource.offer(EvidenceFile(path.name, str(path)))
    with suppress(SourceError):
        found = brought(LmEvalSource, {"source": "lm-eval", **HOSTILE}, *paths)
        assert all(math.isfinite(one.value) for metric in found.metrics.values() for one in metric.models.values())
        assert "\n".join(found.remarks).encode("utf-8") is not None


def test_says_where_the_project_takes_the_other_direction_for_better() -> None:
    """The file's own direction is a remark, no change."""
    found = reading(FILES / "v0.4.13", {"perplexity": ("text_ppl", "word_perplexity")})
    name = "toys__alpha-1b/results_2026-11-30T18-14-30.905660.json"
    assert found.remarks == (f'perplexity: "{name}" says that lower is better, and project.yml that higher is',)


def test_offers_what_there_is() -> None:
    """Tasks and groups with each filter; the parts of a group are not offered beside it."""
    path = FILES / "v0.4.13/toys__alpha-1b/results_2026-11-30T18-14-30.905660.json"
    offer = LmEvalSource.offer(EvidenceFile(path.name, str(path)))
    assert offer is not None and offer.keys == {"source": "lm-eval"}
    assert [*offer.metrics] == ["sums/exact_match,strict", "sums/exact_match,flexible", "text_ppl/word_perplexity", "text_ppl/byte_perplexity", "text_ppl/bits_per_byte", "which/acc", "which/acc_norm"]
    found = brought(LmEvalSource, {**offer.keys, "metrics": offer.metrics}, path)
    said = offer.remarks[0].partition("; ")[2]
    assert said == f'to compare models on them, add samples: "{path.name.replace("results", "samples_sums")}l", or a pattern'
    assert not math.isnan(found.metrics["which/acc"].models[ALPHA].value)
    samples = next(path.parent.glob("samples_*"))
    assert LmEvalSource.offer(EvidenceFile(samples.name, str(samples))) is None
