"""Programs of a small Spark on this machine: a master, two workers and Spark Connect, all on loopback."""

import os
import re
import subprocess
import time
from collections.abc import Iterator, Sequence
from contextlib import ExitStack, contextmanager
from pathlib import Path

import pyspark

HOME = Path(pyspark.__file__).parent
QUICK = "-XX:+UseSerialGC -XX:TieredStopAtLevel=1 -XX:CICompilerCount=1"
"""For programs that live for seconds: their code is compiled once, and by one thread."""
LONGEST_START = 120


@contextmanager
def cluster(folder: Path) -> Iterator[str]:
    """The address of Spark Connect, with its token, whose files two workers read. Every program is ended afterwards."""
    with ExitStack() as ends:
        deploy = "org.apache.spark.deploy"
        at = ("--host", "127.0.0.1", "--port", "0", "--webui-port", "0")
        master = (str(HOME / "bin/spark-class"), f"{deploy}.master.Master", *at)
        url = ends.enter_context(running(master, folder / "master", r"Starting Spark master at (spark://[\d.:]+)"))
        for name in ("one", "two"):
            worker = (str(HOME / "bin/spark-class"), f"{deploy}.worker.Worker", *at, "--cores", "1", "--memory", "600m", "--work-dir", str(folder / name), url)
            ends.enter_context(running(worker, folder / f"{name}-log", r"Successfully registered with master (\S+)"))
        settings = {
            "connect.grpc.binding.address": "127.0.0.1", "connect.grpc.binding.port": 0, "connect.authenticate.token": "sesame", "executor.memory": "512m",
            "ui.enabled": False, "driver.host": "127.0.0.1", "driver.bindAddress": "127.0.0.1", "sql.shuffle.partitions": 2,
            "driver.extraJavaOptions": QUICK, "executor.extraJavaOptions": QUICK, "executor.cores": 1, "sql.artifact.isolation.enabled": False,
        }  # fmt: skip
        connect = (
            str(HOME / "bin/spark-submit"), "--class", "org.apache.spark.sql.connect.service.SparkConnectServer", "--master", url,
            *(part for name, value in settings.items() for part in ("--conf", f"spark.{name}={str(value).lower() if value is False else value}")),
        )  # fmt: skip
        port = ends.enter_context(running(connect, folder / "connect", r"Spark Connect server started at: \S+?:(\d+)"))
        yield f"sc://localhost:{port}/;token=sesame"


@contextmanager
def running(command: Sequence[str], log: Path, says: str) -> Iterator[str]:
    """What a program says of itself in its log; it is ended afterwards."""
    environment = {**os.environ, "SPARK_HOME": str(HOME), "SPARK_LOCAL_IP": "127.0.0.1", "SPARK_DAEMON_JAVA_OPTS": QUICK, "SPARK_DAEMON_MEMORY": "600m"}
    with log.open("wb") as file:
        process = subprocess.Popen(command, stdout=file, stderr=file, env=environment, cwd=log.parent)
    try:
        until = time.monotonic() + LONGEST_START
        while (found := re.search(says, text := log.read_text("utf-8", "replace"))) is None:
            assert process.poll() is None and time.monotonic() < until, f"{command[1]} does not start:\n{text[-2000:]}"
            wait(process)
        yield found[1]
    finally:
        process.terminate()
        try:
            process.wait(20)
        except subprocess.TimeoutExpired:
            process.kill()
            process.wait()


def wait(process: subprocess.Popen[bytes]) -> None:
    """A tenth of a second, unless the program ends before."""
    try:
        process.wait(0.1)
    except subprocess.TimeoutExpired:
        return
