"""Results of Every Eval Ever: what its own converters and older files hold, samples that are those of a value, and what is refused."""

import json
from pathlib import Path
from typing import Any

import pytest
import yaml
from pydantic import TypeAdapter

from planpress.model.errors import PlanpressError
from planpress.model.metrics import Direction, Metric
from planpress.sources.every_eval_ever import EveryEvalEverSource
from planpress.sources.source import Brought, EvidenceFile
from planpress.workflows.source_paths import source_files

FILES = Path(__file__).parent / "files/every_eval_ever"
REFUSED: list[dict[str, Any]] = yaml.safe_load((Path(__file__).parent / "every_eval_ever_refused.yml").read_text("utf-8"))
SUMS, SCORERS = "lm_eval/data/sums/toys/*/*", "inspect/data/sums/toys/*/*"


def read(files: str, metrics: dict[str, Any], folder: Path = FILES, better: Direction = "higher", **keys: Any) -> Brought:
    source = TypeAdapter(EveryEvalEverSource).validate_python({"source": "every-eval-ever", "files": files, "metrics": metrics, **keys})
    found = source_files(folder, source.patterns(), folder.resolve())
    return source.read(found, {name: Metric(better=better) for name in metrics})


def stated(found: Brought, metric: str) -> dict[str, tuple[float, int | None, float | None]]:
    return {model: (one.value, one.n, one.se) for model, one in found.metrics[metric].models.items()}


def test_reads_what_is_stated() -> None:
    """Values, errors and counts of two filters, without samples; shots stand in the passport."""
    found = read(f"{SUMS}.json", {"strict": {"evaluation": "sums/strict"}, "flexible": {"result": "exact_match:flexible", "split": "test"}})
    assert stated(found, "strict") == {"toys/alpha-1b": (0.5833333333333334, 12, 0.1486470975026408), "toys/beta-2b": (0.4166666666666667, 12, 0.1486470975026408)}
    assert stated(found, "flexible") == {"toys/alpha-1b": (0.8333333333333334, 12, 0.11236664374387367), "toys/beta-2b": (0.4166666666666667, 12, 0.1486470975026408)}
    assert {one.method for one in found.metrics["strict"].models.values()} == {"stated"} and not found.metrics["strict"].pairs
    assert found.metrics["flexible"].passport.items() == (("metric", "exact-match"), ("variant", '2-shot, until ["\\n"]'), ("split", "test"), ("data", "sums"))
    assert (found.remarks, found.rows) == ((), 4)


def test_samples_bring_pairs_and_covariances() -> None:
    """Answers that are right or wrong, of the same texts; two filters of one data set go together."""
    metrics = {"strict": {"evaluation": "sums/strict"}, "flexible": {"evaluation": "sums/flexible"}}
    found = read(f"{SUMS}.json", metrics, samples=f"{SUMS}_samples.jsonl")
    assert stated(found, "strict") == stated(read(f"{SUMS}.json", metrics), "strict")
    [pair] = found.metrics["strict"].pairs
    assert (pair.a, pair.b, pair.n, pair.discordant) == ("toys/alpha-1b", "toys/beta-2b", 12, (5, 3))
    assert pair.covariances == {"flexible": found.metrics["flexible"].pairs[0].covariances["strict"]}
    assert {one.method for one in found.metrics["strict"].models.values()} == {"t"}
    assert (found.metrics["strict"].passport.data or "").startswith("sums, sha256:") and found.remarks == ()


def test_an_error_that_is_not_that_of_samples_is_said() -> None:
    """Inspect's clustered error is not that of independent samples; a metric without samples stays as stated."""
    found = read(f"{SCORERS}.json", {"close": {"result": "closeness:mean"}, "digits": {"result": "digits:mean"}}, samples=f"{SCORERS}_samples.jsonl")
    assert stated(found, "close")["toys/alpha-1b"] == (0.8125, 8, pytest.approx(0.1227475632577457))
    assert stated(found, "digits") == {"toys/alpha-1b": (2.0, 8, None), "toys/beta-2b": (2.0, 8, None)}
    assert found.remarks == (
        'no samples of "digits:mean" of "toys/alpha-1b"', 'no samples of "digits:mean" of "toys/beta-2b"',
        'close: the error of "toys/alpha-1b" is stated as 0.07031, and is 0.1227 of independent samples, which is taken',
        'close: the error of "toys/beta-2b" is stated as 0.03516, and is 0.1372 of independent samples, which is taken',
    )  # fmt: skip
    assert stated(read(f"{SCORERS}.json", {"close": {"result": "closeness:mean"}}), "close")["toys/alpha-1b"] == (0.8125, 8, 0.0703125)


def test_samples_that_are_not_those_of_the_value() -> None:
    """A group has those of one of its tasks, and rows of a perplexity belong to no result: both stay as stated."""
    found = read("lm_eval/data/which/toys/*/*.json", {"acc": {"metric": "acc"}}, samples="lm_eval/data/which/toys/*/*.jsonl")
    assert stated(found, "acc") == {"toys/alpha-1b": (0.8333333333333334, 24, 0.07573592764290098)}
    assert found.remarks == ('acc: samples of "toys/alpha-1b" are left out, as there are 10, and the value is of 24',)
    found = read("lm_eval/data/text_ppl/toys/*/*.json", {"ppl": {"metric": "word_perplexity"}}, better="lower", samples="lm_eval/data/text_ppl/toys/*/*.jsonl")
    assert stated(found, "ppl") == {"toys/alpha-1b": (2.7956319165924426, 5, None), "toys/beta-2b": (2.6710409840411424, 5, None)}
    assert found.remarks == tuple(f'no samples of "word_perplexity" of "toys/{model}"' for model in ("alpha-1b", "beta-2b"))


def test_a_contradicted_direction_is_said() -> None:
    """The file says which way is better, and so does project.yml."""
    found = read("lm_eval/data/text_ppl/toys/*/*.json", {"ppl": {"metric": "byte_perplexity"}})
    assert len(found.remarks) == 1 and found.remarks[0].endswith("says that lower is better, and project.yml that higher is")


def test_two_results_that_nothing_tells_apart() -> None:
    """The converter writes two reducers of epochs alike: both are shown with their values, and none is taken."""
    with pytest.raises(PlanpressError) as problem:
        read("inspect_epochs/*.json", {"m": {"result": "match:accuracy"}})
    where = '"sums, accuracy, match:accuracy" of {} in "inspect_epochs/epochs.json"'
    assert str(problem.value) == f'm: 2 results of "toys/alpha-1b" are meant: {where.format(0.5625)} and {where.format(0.75)}; say more of it: evaluation, metric, dataset, result, split or variant; or name fewer files'


OLDER: dict[str, tuple[str, str, dict[str, tuple[float, int | None, float | None]]]] = {
    "0.0.1": ("older/0.0.1_*.json", "Toy MMLU", {"toys/alpha-1": (0.6114062499999999, None, None), "toys/beta-2": (0.5834375, None, None)}),
    "0.1.0": ("older/0.1.0_*.json", "Arabic", {"toys/alpha-1": (0.695, None, None), "toys/beta-2": (0.485, None, None)}),
    "0.2.0": ("older/0.2.0_[ab].json", "Chat Hard", {"toys/alpha-1": (0.6338, None, None), "toys/beta-2": (0.5284, None, None)}),
}  # fmt: skip


@pytest.mark.parametrize("version", OLDER)
def test_older_versions(version: str) -> None:
    """The score stands in one place since the first."""
    files, evaluation, expected = OLDER[version]
    assert stated(read(files, {"m": {"evaluation": evaluation}}), "m") == expected


def test_an_interval_in_its_place_of_then() -> None:
    """The ends stay as they are, and the error is half of them over z; a width that has two meanings is not read."""
    models = read("older/0.2.0_inspect_*.json", {"m": {"evaluation": "choice"}}).metrics["m"].models
    assert (models["toys/alpha-1"].low, models["toys/alpha-1"].high) == (0.0, 0.9866666666666668)
    assert models["toys/beta-2"].se == pytest.approx((1 - 0.013333333333333197) / 2 / 1.959963984540054)
    assert read("older/0.1.0_*.json", {"m": {"evaluation": "Arabic"}}).remarks == ('confidence_interval of "Arabic" is one number, which may be all of it or half: it is not read',)


def written(folder: Path, score: object, samples: list[tuple[str, float]] = [], **more: Any) -> None:  # noqa: B006
    """A file of one result, and its samples."""
    result = {"evaluation_name": "acc", "metric_config": {"lower_is_better": False, "metric_id": "accuracy", **more.pop("config", {})}, "score_details": {"score": score, **more}}
    (folder / "a.json").write_text(json.dumps({"model_info": {"id": "net"}, "evaluation_results": [result]}))
    rows = [{"model_id": "net", "evaluation_name": "acc", "sample_id": name, "evaluation": {"score": one}} for name, one in samples]
    (folder / "s.jsonl").write_text("".join(f"{json.dumps(row)}\n" for row in rows))


LEFT_OUT: dict[str, tuple[list[tuple[str, float]], str]] = {
    "one sample twice": ([("1", 1), ("1", 0), ("2", 0)], "one is there more than once"),
    "fewer than are counted": ([("1", 1), ("2", 0)], "there are 2, and the value is of 3"),
    "of another mean": ([("1", 1), ("2", 0), ("3", 0.75)], "their mean is 0.583333, and the value 0.5"),
}  # fmt: skip


@pytest.mark.parametrize("case", LEFT_OUT)
def test_samples_are_held_against_the_value(tmp_path: Path, case: str) -> None:
    """Samples that are not those of the value are left out, and why is said."""
    samples, why = LEFT_OUT[case]
    written(tmp_path, 0.5, samples, uncertainty={"num_samples": 3})
    found = read("a.json", {"acc": {"metric": "accuracy"}}, tmp_path, samples="s.jsonl")
    assert found.remarks == (f'acc: samples of "net" are left out, as {why}',) and found.metrics["acc"].models["net"].method is None


def test_samples_of_a_version_without_ids_of_results(tmp_path: Path) -> None:
    """They belong to the evaluation of their name."""
    written(tmp_path, 0.5, [("1", 1), ("2", 0)])
    found = read("a.json", {"acc": {"metric": "accuracy"}}, tmp_path, samples="s.jsonl")
    assert (found.metrics["acc"].models["net"].n, found.metrics["acc"].models["net"].se) == (2, 0.5)


def test_an_unknown_level_and_a_judge(tmp_path: Path) -> None:
    """-1 of a metric with an unknown level is no value; whoever judges stands in the passport."""
    judges = {"llm_scoring": {"judges": [{"model_info": {"id": "big/judge"}}, {"model_info": {"name": "other"}}]}}
    written(tmp_path, -1, config={"has_unknown_level": True})
    with pytest.raises(PlanpressError, match="no result that is meant has a number"):
        read("a.json", {"acc": {}}, tmp_path)
    written(tmp_path, -1, config=judges)
    found = read("a.json", {"acc": {}}, tmp_path).metrics["acc"]
    assert found.models["net"].value == -1 and found.passport.judge == "big/judge, other"


@pytest.mark.parametrize("case", REFUSED, ids=lambda case: str(case["says"]))
def test_refuses_with_the_way_out(tmp_path: Path, case: dict[str, Any]) -> None:
    """Bad input is one message with its file."""
    if "score" in case:
        written(tmp_path, case["score"], **case.get("more", {}))
        (tmp_path / "s.jsonl").unlink()
    for name in case.keys() & {"a.json", "s.jsonl"}:
        (tmp_path / name).write_text(case[name] if isinstance(case[name], str) else json.dumps(case[name]))
    with pytest.raises(PlanpressError) as problem:
        read("*", **{"metrics": {"acc": {"metric": "accuracy"}}, **case.get("keys", {})}, folder=tmp_path)
    assert str(problem.value) == case["says"]


def test_offers_its_results() -> None:
    """Each by its evaluation, metric and id; samples offer nothing, nor does JSON of another kind."""
    [path] = (FILES / "lm_eval/data/sums/toys/alpha-1b").glob("*.json")
    offer = EveryEvalEverSource.offer(EvidenceFile(path.name, str(path)))
    assert offer is not None and [*offer.metrics] == ["sums/strict exact-match exact_match:strict", "sums/flexible exact-match exact_match:flexible"]
    assert offer.metrics["sums/strict exact-match exact_match:strict"] == {"evaluation": "sums/strict", "metric": "exact-match", "result": "exact_match:strict"}
    other = FILES.parent / "files/metrics.json"
    assert EveryEvalEverSource.offer(EvidenceFile(other.name, str(other))) is None
