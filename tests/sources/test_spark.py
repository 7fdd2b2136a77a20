"""Spark as the engine: the same evidence as DuckDB's, by a session that is there and from the command line by Spark Connect."""

import json
import math
import os
import random
import socket
import socketserver
import ssl
import subprocess
import sys
import threading
from collections.abc import Iterator, Mapping
from contextlib import contextmanager, suppress
from dataclasses import fields, is_dataclass
from pathlib import Path
from typing import Any

import duckdb
import pytest
import yaml
from click.testing import CliRunner
from pydantic import TypeAdapter

from planpress.cli import planpress
from planpress.model.errors import PlanpressError
from planpress.model.metrics import Metric
from planpress.sources import spark_connect
from planpress.sources.duckdb_engine import DuckDb
from planpress.sources.engine import Engine
from planpress.sources.predictions import PredictionsSource
from planpress.sources.source import Brought, EvidenceFile
from planpress.sources.spark_connect import SparkAddress
from planpress.sources.spark_engine import Spark, SparkConnect
from tests.sources.reading import made
from tests.sources.spark_cluster import LONGEST_START, QUICK, cluster
from tests.sources.test_predictions import ALL, as_csv
from tests.workflows.test_refresh_evidence import PROJECT, file, plan


def read(engine: Engine, paths: list[Path], metrics: Mapping[str, Any] = ALL, **keys: Any) -> Brought:
    """What an engine brings of these files."""
    source = TypeAdapter(PredictionsSource).validate_python({"source": "predictions", "files": "*", "metrics": metrics, **keys})
    return source.read_with(engine, [EvidenceFile(path.name, str(path)) for path in paths], {name: Metric(better="higher") for name in metrics})


def leaves(of: Any, above: str = "") -> Iterator[tuple[str, Any]]:
    """Every part of evidence that has no parts, by the way to it; which engine made it apart."""
    parts: Any = {}
    if is_dataclass(of):
        parts = {one.name: getattr(of, one.name) for one in fields(of) if one.name != "engine"}
    elif isinstance(of, Mapping):
        parts = of
    elif isinstance(of, tuple | list):
        parts = dict(enumerate(of))
    else:
        yield above, of
    for name, part in parts.items():
        yield from leaves(part, f"{above}/{name}")


def agree(found: Any, expected: Any) -> None:
    one, other = dict(leaves(found)), dict(leaves(expected))
    assert [*one] == [*other] and len(one) > 30
    apart = {
        at: (value, other[at]) for at, value in one.items()
        if not (math.isclose(value, other[at], rel_tol=1e-12, abs_tol=1e-18) if isinstance(value, float) else value == other[at])
    }  # fmt: skip
    assert apart == {}


def written(count: int, models: int, seed: int) -> list[dict[str, Any]]:
    """Predictions with ties, of documents of which some have one example alone; the last model has other examples too."""
    source = random.Random(seed)
    labels = [int(source.random() < 0.4) for _ in range(count + 7)]
    return [
        {"id": f"é{at}", "model": f"m {model}", "label": labels[at], "score": round(source.random(), 2), "doc": f"d{int(at ** 0.8)}", "part": ["a", "b", ""][at % 3]}
        for model in range(models) for at in range(7 * (model == models - 1), count + 7 * (model == models - 1))
    ]  # fmt: skip


@pytest.fixture(scope="module")
def spark(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Spark]:
    """Spark in a Java of its own, with two threads."""
    os.environ["SPARK_LOCAL_IP"] = "127.0.0.1"
    from pyspark.sql import SparkSession

    settings = {
        "ui.enabled": "false", "ui.showConsoleProgress": "false", "driver.memory": "1g", "driver.bindAddress": "127.0.0.1", "driver.extraJavaOptions": QUICK,
        "sql.shuffle.partitions": "2", "sql.adaptive.enabled": "false", "sql.codegen.wholeStage": "false", "sql.codegen.factoryMode": "NO_CODEGEN",
        "log.level": "OFF", "sql.warehouse.dir": str(tmp_path_factory.mktemp("warehouse")),
    }  # fmt: skip
    session = SparkSession.builder.master("local[2]").config(map={f"spark.{name}": value for name, value in settings.items()}).getOrCreate()
    gateway = session.sparkContext._gateway
    assert gateway is not None
    yield Spark(session)
    assert session.catalog.listTables() == [], "views are dropped, and the session goes on"
    session.stop()
    gateway.shutdown()
    gateway.proc.stdin.close()
    gateway.proc.wait(LONGEST_START)


@pytest.mark.process
def test_every_metric_and_its_error_are_those_of_duckdb(spark: Spark, tmp_path: Path) -> None:
    """One model, over its examples, with a curve."""
    [path] = made(tmp_path, {"p.csv": as_csv(written(60, 1, 6))})
    metrics = {
        **ALL, "exact": {"metric": "exact-match"}, **{average: {"metric": "precision", "threshold": 0.5, "average": average} for average in ("micro", "macro")},
        **{variant: {"metric": "average-precision", "variant": variant} for variant in ("all-points", "coco-101")},
    }  # fmt: skip
    found = read(spark, [path], metrics)
    assert found.curves
    agree(found, read(DuckDb(), [path], metrics))


@pytest.mark.process
def test_what_models_have_in_common_is_that_of_duckdb(spark: Spark, tmp_path: Path) -> None:
    """Clusters, slices, pairs of models with the same examples and with others, covariances; ties and the pessimistic reading of them."""
    [path] = made(tmp_path, {"p.csv": as_csv(written(60, 3, 1))})
    metrics = {"worst": {"metric": "average-precision", "ties": "pessimistic"}, **{name: ALL[name] for name in ("precision", "average-precision")}}
    keys = {"cluster": "doc", "slices": ["part"]}
    agree(read(spark, [path], metrics, **keys), read(DuckDb(), [path], metrics, **keys))


@pytest.mark.process
def test_formats_shards_and_orders_bring_the_same(spark: Spark, tmp_path: Path) -> None:
    """CSV, TSV, JSON Lines and Parquet, whole and in shards of two formats in any order, below a folder of any name."""
    folder = tmp_path / "da ta%20+ü=[x]*"
    folder.mkdir()
    rows = written(80, 3, 2)
    whole = made(folder, {"p.csv": as_csv(rows), "p.tsv": as_csv(rows, "\t"), "p.jsonl": "\ufeff" + "\n".join(map(json.dumps, rows)) + "\n\n"})
    duckdb.read_csv(str(whole[0]).replace("[", "[[]").replace("*", "[*]"), hive_partitioning=False).write_parquet(str(folder / "p.parquet"))
    random.Random(3).shuffle(rows)
    shards = made(folder, {
        "a.csv": as_csv(rows[:90]), "b.csv": "\ufeff" + as_csv([dict(reversed(row.items())) for row in rows[90:150]]), "c.jsonl": "\n".join(map(json.dumps, rows[150:])),
    })  # fmt: skip
    metrics = {name: ALL[name] for name in ("accuracy", "rmse")}
    expected = read(DuckDb(), [whole[0]], metrics, errors=False)
    for files in (*([one] for one in whole), [folder / "p.parquet"], shards):
        agree(read(spark, files, metrics, errors=False), expected)
    ranked = {"average-precision": ALL["average-precision"]}
    agree(read(spark, shards[::-1], ranked, errors=False), read(DuckDb(), [whole[0]], ranked, errors=False))


@pytest.mark.process
def test_labels_and_names_as_they_are_written(spark: Spark, tmp_path: Path) -> None:
    """Classes, truth values and numbers of any size; names are names, and nothing of them is run."""
    hostile = "x\"; DROP VIEW given; --' :v0 {samples} $1 `\\"
    rows = [
        {"ID": at, hostile: hostile, "y'": label, "s": score}
        for at, (label, score) in enumerate([(hostile, hostile), ("True", "true"), ("1e30", "1e+30"), ("2", "2.0"), ("-0", "0"), ("b", "c"), ("3d", "3d ")])
    ]  # fmt: skip
    keys = {"id": "ID", "model": hostile, "label": "y'", "score": "s"}
    text = as_csv(rows[:-1])
    for paths in (made(tmp_path, {"p.csv": text}), made(tmp_path, {"p.jsonl": "\n".join(map(json.dumps, rows[:-1]))})):
        metrics = {"exact": {"metric": "exact-match"}, "recall": {"metric": "recall", "positive": hostile}, "f": {"metric": "f-beta", "average": "weighted", "zero_division": 0}}
        found = read(spark, paths, metrics, **keys)
        assert found.metrics["exact"].models[hostile].value == 4 / 6
        agree(found, read(DuckDb(), paths, metrics, **keys))


REFUSED: list[dict[str, Any]] = yaml.safe_load((Path(__file__).parent / "spark_refused.yml").read_text("utf-8"))


@pytest.mark.process
@pytest.mark.parametrize("case", REFUSED, ids=lambda case: str(case["says"]))
def test_refuses_with_the_way_out(spark: Spark, tmp_path: Path, case: dict[str, Any]) -> None:
    """What DuckDB refuses is refused, and what Spark alone would read in another way; no path of the machine is said."""
    paths = made(tmp_path, {case["file"]: case["text"].encode("latin-1" if "latin" in case else "utf-8")})
    with pytest.raises(PlanpressError) as problem:
        read(spark, paths, case.get("metrics", {"auc": {"metric": "roc-auc"}}))
    assert str(problem.value) == case["says"]


@pytest.mark.process
def test_a_file_that_spark_does_not_find(spark: Spark, tmp_path: Path) -> None:
    """It is there for planpress, and gone where Spark runs."""
    [path] = made(tmp_path, {"p.parquet": ""})
    path.unlink()
    with pytest.raises(PlanpressError) as problem:
        read(spark, [path])
    assert str(problem.value) == (
        '"p.parquet": cannot be read: Path does not exist: p.parquet; Spark reads files where it runs, and has to find them there under the same path'
    )


PREDICTED = PROJECT.replace("source: scores", "source: predictions").replace("metric: mean", "metric: precision, threshold: 0.5")


def refresh(root: Path, *options: str, **environment: str) -> subprocess.CompletedProcess[str]:
    command = [sys.executable, "-m", "planpress", "refresh", "--root", str(root), *options]
    return subprocess.run(command, capture_output=True, text=True, check=False, env={**os.environ, **environment})


@pytest.mark.process
def test_a_cluster_brings_what_duckdb_brings(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """Two workers, asked by Spark Connect from the command line: the same table and the same evidence, which is not stale for DuckDB."""
    rows = as_csv([{**row, "score": 1 - row["score"]} for row in written(50, 2, 4)])
    roots = [tmp_path / "one", tmp_path / "other"]
    for root in roots:
        plan(root, {"project.yml": PREDICTED, "runs/1.csv": rows})
    done = refresh(roots[0])
    assert done.returncode == 0, done.stderr
    monkeypatch.setattr(spark_connect, "LONGEST_WAIT", LONGEST_START)  # its first answer, for which a busy machine may take long
    with cluster(tmp_path) as remote:
        with spark_connect.connected(SparkAddress(remote)):
            pass
        done = refresh(roots[1], "--engine", "spark", "--remote", f"{remote};user_agent=planpress")
        assert done.returncode == 0, done.stderr
    one, other = (json.loads(file(root, "models.evidence.json")) for root in roots)
    assert other.pop("engine").startswith("spark 4.") and one.pop("engine").startswith("duckdb ")
    agree(other, one)
    assert [file(root, "models.csv") for root in roots] == [file(roots[0], "models.csv")] * 2
    assert refresh(roots[1], "--check").returncode == 0
    assert "unchanged" in refresh(roots[1]).stderr, "evidence of another engine is the same evidence"


ADDRESSES = ("", "host:15002", "http://host:15002", "local[2]", "sc://", "sc://host:0", "sc://host:99999", "sc://host/path", "sc://host;token=SECRET", "sc://me:SECRET@host", "sc://host/;token", "sc://host/;token=SECRET=x", "sc://ho st")


@pytest.mark.parametrize("url", ADDRESSES)
def test_what_is_no_address_is_refused(url: str) -> None:
    """With what to write, and nothing of what was written, in which there may be a token."""
    with pytest.raises(PlanpressError) as problem:
        SparkAddress(url)
    assert str(problem.value) == "the remote is no address of Spark Connect; write sc://host:15002"


@pytest.mark.parametrize(("url", "shown"), [
    ("sc://host", "sc://host"), ("sc://host:443/;use_ssl=true;token=SECRET", "sc://host:443"), ("sc://[::1]:15002/", "sc://[::1]:15002"),
])  # fmt: skip
def test_a_token_is_never_shown(url: str, shown: str) -> None:
    """Neither in a message nor where an address is printed."""
    assert str(SparkAddress(url)) == shown and "SECRET" not in repr(SparkAddress(url))


@pytest.mark.parametrize(("is_listening", "wait", "says"), [
    (False, 120, "does not answer; start Spark Connect there, or correct --remote"),
    (True, 0.5, "has not answered within 10 seconds; try again, or correct --remote"),
])  # fmt: skip
def test_a_remote_that_does_not_answer(tmp_path: Path, monkeypatch: pytest.MonkeyPatch, is_listening: bool, wait: float, says: str) -> None:
    """Nobody is there, or somebody who says nothing; the token is not said."""
    monkeypatch.setattr(spark_connect, "LONGEST_WAIT", wait)
    with socket.socket() as at:
        at.bind(("127.0.0.1", 0))
        if is_listening:
            at.listen()
        url = f"sc://127.0.0.1:{at.getsockname()[1]}"
        with pytest.raises(PlanpressError) as problem:
            read(SparkConnect(SparkAddress(f"{url}/;use_ssl=false;x=SECRET")), made(tmp_path, {"p.csv": as_csv(written(3, 1, 5))}))
    assert str(problem.value) == f"{url} {says}"


@pytest.mark.process
def test_tls_that_cannot_be_agreed_on(tmp_path: Path) -> None:
    """An authority that nobody here knows, and a remote without TLS; the token is not said."""
    key, certificate = tmp_path / "key.pem", tmp_path / "certificate.pem"
    command = ["openssl", "req", "-x509", "-newkey", "rsa:2048", "-nodes", "-subj", "/CN=localhost", "-keyout", key, "-out", certificate]
    subprocess.run(command, check=True, capture_output=True)
    secure = ssl.SSLContext(ssl.PROTOCOL_TLS_SERVER)
    secure.load_cert_chain(certificate, key)
    secure.set_alpn_protocols(["h2"])
    for context, says in (
        (secure, "has a certificate that nobody here trusts; name its authority's file in GRPC_DEFAULT_SSL_ROOTS_FILE_PATH"),
        (None, "does not speak TLS, which use_ssl=true asks for and a token needs but for localhost; correct --remote"),
    ):
        with answering(context) as port, pytest.raises(PlanpressError) as problem:
            read(SparkConnect(SparkAddress(f"sc://127.0.0.1:{port}/;token=SECRET")), made(tmp_path, {"p.csv": as_csv(written(3, 1, 5))}))
        assert str(problem.value) == f"sc://127.0.0.1:{port} {says}"


@contextmanager
def answering(context: ssl.SSLContext | None) -> Iterator[int]:
    """The port of a server that speaks TLS, or none, and nothing more."""

    class Greeting(socketserver.BaseRequestHandler):
        def handle(self) -> None:
            if context is None:
                self.request.sendall(b"HTTP/1.1 400 Bad Request\r\n\r\n")
                return
            with suppress(OSError):
                context.wrap_socket(self.request, server_side=True).close()

    with socketserver.ThreadingTCPServer(("127.0.0.1", 0), Greeting) as server:
        thread = threading.Thread(target=server.serve_forever)
        thread.start()
        yield server.server_address[1]
        server.shutdown()
        thread.join()


@pytest.mark.parametrize(("options", "says"), [
    (["--remote", "sc://host"], "--remote needs --engine spark"),
    (["--engine", "spark"], "--engine spark needs --remote sc://host:15002, or that as SPARK_REMOTE"),
])  # fmt: skip
def test_an_engine_and_its_remote_are_asked_for_together(options: list[str], says: str) -> None:
    """One without the other is an error of use, before anything is read."""
    done = CliRunner().invoke(planpress, ["refresh", *options], env={"SPARK_REMOTE": None})
    assert done.exit_code == 2 and says in done.output


def test_an_engine_that_is_not_installed_names_its_extra(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """With how to install it; nothing is asked."""
    monkeypatch.setitem(sys.modules, "grpc", None)
    with pytest.raises(PlanpressError) as problem:
        read(SparkConnect(SparkAddress("sc://host")), made(tmp_path, {"p.csv": as_csv(written(3, 1, 5))}))
    assert str(problem.value) == 'source: predictions by --engine spark needs the package "grpc", which is not installed; pip install "planpress[spark]"'
