"""Logs of Inspect: values and errors to the digit from two versions and both forms, samples, and what is refused."""

import io
import json
import math
import sys
import zipfile
from collections.abc import Callable, Mapping
from contextlib import suppress
from importlib import import_module
from pathlib import Path
from types import ModuleType
from typing import Any

import pytest
import yaml
from hypothesis import given
from hypothesis import strategies as st

from planpress.sources import inspect_files
from planpress.sources.inspect_logs import InspectSource
from planpress.sources.source import LARGEST_DOCUMENT, EvidenceFile, SourceError
from tests.sources.reading import ODD, brought, made, places, replaced

FILES = Path(__file__).parent / "files/inspect"
CLUSTERED = (FILES / "clustered_a.eval", FILES / "clustered_b.json")
REFUSED: list[dict[str, Any]] = yaml.safe_load((Path(__file__).parent / "inspect_refused.yml").read_text("utf-8"))
ASKED = {"source": "inspect", "metrics": {"m": {"scorer": "includes", "metric": "accuracy"}}}


def with_zstandard() -> Any:
    """The module that reads and writes ZIP files by Zstandard too."""
    return zipfile if hasattr(zipfile, "ZIP_ZSTANDARD") else import_module("backports.zstd.zipfile")


def refusal(*paths: Path, **keys: Any) -> str:
    with pytest.raises(SourceError) as problem:
        brought(InspectSource, {**ASKED, **keys}, *paths)
    return str(problem.value)


def test_reads_values_and_errors_to_the_digit() -> None:
    """From an .eval that is compressed by Zstandard and from JSON: over clusters where they are asked for."""
    over = brought(InspectSource, {**ASKED, "cluster": "page"}, *CLUSTERED)
    m = over.metrics["m"]
    assert [(name, one.value, one.se, one.n, one.clusters, one.method) for name, one in m.models.items()] == [
        ("mockllm/a", 0.6, 0.16970562748477142, 10, 4, "CR1"), ("mockllm/b", 0.7, 0.08485281374238571, 10, 4, "CR1"),
    ]  # fmt: skip
    assert m.passport.items() == (("metric", "includes accuracy"), ("variant", "version 0"), ("data", "pages, sha256:3e718d1f26d8"))
    [pair] = m.pairs
    assert (pair.difference, pair.n, pair.clusters) == (pytest.approx(-0.1), 10, 4)
    assert over.remarks == ()
    stated = brought(InspectSource, {**ASKED, "samples": False}, *CLUSTERED)
    assert [(one.value, one.se, one.n, one.method) for one in stated.metrics["m"].models.values()] == [(0.6, 0.16970562748477142, 10, "stated"), (0.7, 0.08485281374238571, 10, "stated")]
    assert stated.metrics["m"].pairs == ()


def test_says_that_errors_are_stated_over_clusters() -> None:
    """Without the key samples count as independent, which is not what the log did."""
    found = brought(InspectSource, ASKED, *CLUSTERED)
    assert [(one.clusters, one.method) for one in found.metrics["m"].models.values()] == [(None, "t")] * 2
    assert found.remarks == ('the error of accuracy of "includes" is stated over clusters; write cluster: page to have them counted',)


def test_the_accuracy_of_a_group_is_stated() -> None:
    """It is no mean of all samples, and has neither an error nor a count."""
    found = brought(InspectSource, {**ASKED, "metrics": {"easy": {"scorer": "includes", "metric": "easy"}}}, *CLUSTERED)
    assert [(one.value, one.se, one.n) for one in found.metrics["easy"].models.values()] == [(0.8, None, None)] * 2
    assert found.remarks == ('easy of "includes" is no mean of all samples; errors are as stated',)


EPOCHS = {
    ("match", "accuracy", "mean"): (0.5625, 0.14752421108802058),
    ("match", "accuracy", "max"): (0.75, 0.16366341767699427),
    ("includes", "accuracy", "mean"): (0.6875, 0.16194961738586655),
    ("closeness", "mean", "mean"): (0.765625, 0.12146221303939991),
    ("closeness", "mean", "max"): (0.8125, 0.1227475632577457),
    ("parts/digits", "mean", "max"): (2.0, 0.0),
}


@pytest.mark.parametrize(("scorer", "metric", "reducer"), EPOCHS)
def test_epochs_are_reduced_as_the_log_says(scorer: str, metric: str, reducer: str) -> None:
    """Each reducer has its own value; n is of samples, not of epochs; letters count as Inspect counts them."""
    path = FILES / "epochs_a_deflate.eval"
    found = brought(InspectSource, {"source": "inspect", "metrics": {"m": {"scorer": scorer, "metric": metric, "reducer": reducer}}}, path).metrics["m"]
    one = found.models["mockllm/a"]
    assert (one.value, one.se, one.n) == (*EPOCHS[scorer, metric, reducer], 8)
    assert found.passport.variant == f"2 epochs, {reducer}, version 2"


def test_errors_over_clusters_of_one_value_of_several() -> None:
    """A scorer with several values has an entry for each, and an error over clusters beside the plain one."""
    path = FILES / "epochs_a_deflate.eval"
    asked = {"exact": {"scorer": "exact", "metric": "accuracy", "reducer": "mean"}, "close": {"scorer": "closeness", "metric": "mean", "reducer": "mean"}}
    found = brought(InspectSource, {"source": "inspect", "cluster": "page", "metrics": asked}, path).metrics
    assert [(one.models["mockllm/a"].value, one.models["mockllm/a"].se) for one in found.values()] == [(0.6875, 0.0234375), (0.765625, 0.017578125)]
    for cluster, se in ((None, 0.12146221303939991), ("page", 0.017578125)):
        stated = brought(InspectSource, {"source": "inspect", "samples": False, "metrics": {"close": asked["close"]}} | ({"cluster": cluster} if cluster else {}), path)
        assert stated.metrics["close"].models["mockllm/a"].se == se


def test_two_reducers_are_told_apart() -> None:
    """A scorer with two values is no number before one is chosen."""
    says = '"epochs_a_deflate.eval": "match" has 2 reducers; write reducer: mean or max'
    assert refusal(FILES / "epochs_a_deflate.eval", metrics={"m": {"scorer": "match", "metric": "accuracy"}}) == says


def test_reads_the_older_version() -> None:
    """0.3.60 compresses as ZIP files always did, counts no samples a score, and says mean where there is one epoch."""
    paths = (FILES / "v0.3.60/plain_a.eval", FILES / "v0.3.60/plain_b.json")
    asked = {"match": {"scorer": "match", "metric": "accuracy"}, "close": {"scorer": "closeness", "metric": "mean"}, "exact": {"scorer": "parts/exact", "metric": "accuracy"}}
    found = brought(InspectSource, {"source": "inspect", "metrics": asked}, *paths)
    expected = {"match": [(0.625, 0.18298126367784995), (0.5, 0.1889822365046136)], "close": [(0.8125, 0.1227475632577457), (0.71875, 0.13723594775838746)]}
    for name, values in expected.items():
        assert [(one.value, one.se) for one in found.metrics[name].models.values()] == values
        assert [one.n for one in found.metrics[name].models.values()] == [8, 8]
    assert [one.value for one in found.metrics["exact"].models.values()] == [0.75, 0.625]
    assert found.metrics["match"].pairs[0].discordant == (2, 1)


def test_a_sample_that_is_not_scored_does_not_count() -> None:
    """NaN is no score; the value is the mean of the others."""
    found = brought(InspectSource, {"source": "inspect", "metrics": {"m": {"scorer": "holes", "metric": "mean"}}}, FILES / "gaps_d.eval")
    one = found.metrics["m"].models["mockllm/d"]
    assert (one.value, one.se, one.n) == (0.5833333333333334, 0.22047927592204922, 3)
    assert found.remarks == ('"gaps_d.eval": 1 sample without a score by "holes"',)


def logs(folder: Path, edits: Mapping[str, tuple[str, str]] | None = None) -> list[Path]:
    """clustered_a and clustered_b as JSON, with other texts once in some of them."""
    texts = {"b.json": (FILES / "clustered_b.json").read_text("utf-8")}
    with with_zstandard().ZipFile(FILES / "clustered_a.eval") as archive:
        whole = json.loads(archive.read("header.json"))
        whole["samples"] = [json.loads(archive.read(name)) for name in archive.namelist() if name.startswith("samples/")]
        whole["reductions"] = json.loads(archive.read("reductions.json"))
    texts["a.json"] = json.dumps(whole)
    for name, (old, new) in (edits or {}).items():
        # Scores and reductions are looked for from the end, where the log of a new version has them.
        assert old in texts[name]
        texts[name] = texts[name].replace(old, new, 1)
    return made(folder, {name: texts[name] for name in ("a.json", "b.json")})


@pytest.mark.parametrize("case", REFUSED, ids=lambda case: str(case["says"]))
def test_refuses_with_the_way_out(tmp_path: Path, case: dict[str, Any]) -> None:
    """Bad input is one message with its file."""
    assert refusal(*logs(tmp_path, case.get("edit")), **case.get("keys", {})) == case["says"]


def test_what_failed_is_left_out_with_a_remark(tmp_path: Path) -> None:
    """A log with another status, one without scores, one with failed samples, a value that is NaN, a model without it."""
    a, b = logs(tmp_path, {"a.json": ('"status": "success"', '"status": "cancelled"'), "b.json": ('"completed_samples": 10', '"completed_samples": 9')})
    found = brought(InspectSource, ASKED, a, b)
    assert [*found.metrics["m"].models] == ["mockllm/b"]
    assert found.remarks[:2] == ('"a.json" has the status "cancelled", and is left out', '"b.json": 1 of 10 samples failed, without a score')
    a, b = logs(tmp_path, {"a.json": ('"value": 0.6,', '"value": NaN,'), "b.json": ('"accuracy": {', '"exactness": {')})
    found = brought(InspectSource, {**ASKED, "samples": False}, a, b)
    assert found.remarks == ('m of "mockllm/a" is nan in "a.json", and is left out', '"mockllm/b" has no accuracy of "includes"')
    a, b = logs(tmp_path, {"a.json": ('"results": {', '"other": {')})
    assert brought(InspectSource, {**ASKED, "samples": False}, a, b).remarks == ('"a.json" has no scores, and is left out',)


def test_pairs_say_how_many_samples_they_share(tmp_path: Path) -> None:
    """A sample that one model alone has counts for its value and not for the pair, and the data differ."""
    a, b = logs(tmp_path, {"b.json": ('"sample_id": "q00"', '"sample_id": "q99"')})
    one = brought(InspectSource, ASKED, a, b).metrics["m"]
    assert [model.n for model in one.models.values()] == [10, 10] and [pair.n for pair in one.pairs] == [9]
    assert [*one.models["mockllm/b"].differs] == ["data"]


def test_the_passport_says_how_a_task_was_run(tmp_path: Path) -> None:
    """Version, limit and data set are the log's, and so is the model that judges; project.yml may say another."""
    whole = json.loads((FILES / "clustered_b.json").read_text("utf-8"))
    whole["eval"] |= {"task_version": "2-B", "config": {"epochs": 1, "limit": 10}}
    whole["results"]["scores"][0]["params"] = {"model": "openai/judge"}
    [path] = made(tmp_path, {"a.json": json.dumps(whole)})
    parts = (("metric", "includes accuracy"), ("variant", "version 2-B, limit 10"))
    assert brought(InspectSource, {**ASKED, "samples": False}, path).metrics["m"].passport.items() == (*parts, ("data", "pages"), ("judge", "openai/judge"))
    asked = {"m": {"scorer": "includes", "metric": "accuracy", "judge": "two people", "split": "test"}}
    assert brought(InspectSource, {**ASKED, "samples": False, "metrics": asked}, path).metrics["m"].passport.items() == (*parts, ("split", "test"), ("data", "pages"), ("judge", "two people"))


LOG = json.loads((FILES / "clustered_b.json").read_text("utf-8"))
PLACES = [place for place in places(LOG) if "messages" not in place and "output" not in place]


@given(st.sampled_from(PLACES), st.sampled_from(ODD), st.booleans())
def test_anything_anywhere_is_read_or_refused(tmp_path_factory: pytest.TempPathFactory, place: tuple[Any, ...], odd: Any, clustered: bool) -> None:
    """No content of a log is more than an error with its message."""
    [path] = made(tmp_path_factory.mktemp("odd"), {"a.json": json.dumps(replaced(LOG, place, odd))})
    with suppress(SourceError):
        InspectSource.offer(EvidenceFile("a.json", str(path)))
    with suppress(SourceError):
        found = brought(InspectSource, {**ASKED, **({"cluster": "page"} if clustered else {})}, path)
        assert all(math.isfinite(one.value) for metric in found.metrics.values() for one in metric.models.values())
        assert "\n".join(found.remarks).encode("utf-8") is not None


def test_offers_what_there_is() -> None:
    """Scorers and metrics that are no errors, with the reducer where there are several."""
    offer = InspectSource.offer(EvidenceFile("a.eval", str(FILES / "clustered_a.eval")))
    assert offer is not None and offer.keys == {"source": "inspect"}
    assert [*offer.metrics] == ["includes/accuracy", "includes/easy", "includes/hard", "includes/all"]
    several = InspectSource.offer(EvidenceFile("a.eval", str(FILES / "epochs_a_deflate.eval")))
    assert several is not None and several.metrics["match/accuracy,max"] == {"scorer": "match", "metric": "accuracy", "reducer": "max"}
    assert InspectSource.offer(EvidenceFile("a.csv", str(FILES / "clustered_b.json"))) is None


def archive(members: Mapping[str, bytes], method: int = zipfile.ZIP_DEFLATED) -> bytes:
    """A ZIP file of these members."""
    data = io.BytesIO()
    with with_zstandard().ZipFile(data, "w", method) as made_here:
        for name, content in members.items():
            made_here.writestr(name, content)
    return data.getvalue()


BOMB = {"header.json": b"[" + b" " * (LARGEST_DOCUMENT + 9) + b"]"}
WHOLE = (FILES / "v0.3.60/plain_a.eval").read_bytes()
NO_ZIP = "is no ZIP file, or a damaged one: "
ARCHIVES: dict[str, tuple[Callable[[], bytes], str]] = {
    "a bomb": (lambda: archive(BOMB), '"header.json" unpacks to more than 64 MB'),
    "a bomb by Zstandard": (lambda: archive(BOMB, 93), '"header.json" unpacks to more than 64 MB'),
    "another method": (lambda: archive({"header.json": b"{}"}, zipfile.ZIP_LZMA), '"header.json" is compressed by a method that no log has, 14'),
    "text": (lambda: b"no archive", f"{NO_ZIP}File is not a zip file"),
    "nothing": (lambda: b"", f"{NO_ZIP}File is not a zip file"),
    "cut off": (lambda: WHOLE[: len(WHOLE) // 2], f"{NO_ZIP}File is not a zip file"),
    "overwritten": (lambda: archive({"header.json": b'{"a": 1}'}, zipfile.ZIP_STORED).replace(b'"a"', b'"b"'), f"{NO_ZIP}Bad CRC-32 for file 'header.json'"),
    "no log": (lambda: archive({"a.json": b"{}"}), "is no log of Inspect, with status and eval; name .eval files, or logs as .json"),
    "no JSON": (lambda: archive({"header.json": b"{"}), '"header.json" in it is not JSON'),
    "too deep": (lambda: archive({"header.json": b"[" * 100_000}), '"header.json" in it is not JSON'),
}  # fmt: skip


@pytest.mark.parametrize("case", ARCHIVES)
def test_refuses_archives(tmp_path: Path, case: str) -> None:
    """No more than the bound is unpacked, whoever packed it."""
    content, says = ARCHIVES[case]
    [path] = made(tmp_path, {"x.eval": content()})
    assert refusal(path) == f'"x.eval": {says}'


def test_what_samples_unpack_to_is_bounded_together(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """Members of a size that is read each are not read without end."""
    monkeypatch.setattr(inspect_files, "MOST_UNPACKED", 50_000)
    assert refusal(CLUSTERED[0], cluster="page") == '"clustered_a.eval": unpacks to more than 0 GB; leave cluster out'


def test_a_log_that_was_cut_short(tmp_path: Path) -> None:
    """A run that was stopped has its samples so far and no header."""
    [path] = made(tmp_path, {"x.eval": archive({"_journal/start.json": b"{}", "samples/1_epoch_1.json": b"{}"})})
    assert refusal(path) == 'no log has results: "x.eval" was cut short, before it had results, and is left out'


def test_the_last_of_two_members_counts(tmp_path: Path) -> None:
    """A log that was written anew has a header twice."""
    with with_zstandard().ZipFile(FILES / "clustered_a.eval") as old:
        members = {name: old.read(name) for name in ("header.json", "reductions.json")}
    data = io.BytesIO()
    with zipfile.ZipFile(data, "w") as made_here, pytest.warns(UserWarning, match="Duplicate name"):
        made_here.writestr("header.json", members["header.json"].replace(b"0.6", b"0.5"))
        made_here.writestr("reductions.json", members["reductions.json"])
        made_here.writestr("header.json", members["header.json"])
    [path] = made(tmp_path, {"x.eval": data.getvalue()})
    assert brought(InspectSource, ASKED, path).metrics["m"].models["mockllm/a"].value == 0.6


def test_says_what_reads_zstandard(monkeypatch: pytest.MonkeyPatch) -> None:
    """Without the extra, on a Python that has no Zstandard, the message names both ways."""
    own: ModuleType = zipfile
    monkeypatch.delattr(own, "ZIP_ZSTANDARD", raising=False)
    monkeypatch.setitem(sys.modules, "backports.zstd.zipfile", None)
    says = 'is compressed by Zstandard, which this Python cannot read; pip install "planpress[evidence]", or make it JSON: inspect log convert --to json'
    assert refusal(CLUSTERED[0]) == f'"clustered_a.eval": {says}'
    assert brought(InspectSource, {"source": "inspect", "metrics": {"m": {"scorer": "match", "metric": "accuracy"}}}, FILES / "v0.3.60/plain_a.eval").rows == 1
