"""What several tests share: the demonstration site, built once, and a way to run the command line."""

import contextlib
import fcntl
import io
import os
import shutil
import signal
import subprocess
import sys
from collections.abc import Callable, Generator, Mapping
from pathlib import Path

import pytest
from hypothesis import HealthCheck, settings

from tests.repositories import alone, commit, git

# A slow machine is no failure: speed is measured by the benchmarks, not by tests.
settings.register_profile("quick", max_examples=25, deadline=None, suppress_health_check=[HealthCheck.too_slow])
settings.register_profile("thorough", settings.get_profile("quick"), max_examples=1_000)
settings.load_profile(os.environ.get("HYPOTHESIS_PROFILE", "quick"))

# What a shell starts in the background ignores interruptions, and so do its children: tests of Ctrl-C could but hang.
if signal.getsignal(signal.SIGINT) is signal.SIG_IGN:
    signal.signal(signal.SIGINT, signal.default_int_handler)

ROOT = Path(__file__).resolve().parent.parent
PLANS = Path(__file__).parent / "plans"
"""Plans that several tests use, as they are."""

OUTSIDE = {"os.exec", "os.fork", "os.forkpty", "os.posix_spawn", "os.system", "socket.connect", "subprocess.Popen"}
"""What Python's audit says before a program starts or a server is asked."""
_here = False
"""Whether the test that runs stays in its process: it is marked neither `process` nor `browser` nor `slow`."""


def _refuse(event: str, arguments: object) -> None:
    if _here and event in OUTSIDE:
        raise AssertionError(f"{event} in a test of the unit lane; mark the test with pytest.mark.process")


sys.addaudithook(_refuse)


@pytest.hookimpl(wrapper=True)
def pytest_runtest_protocol(item: pytest.Item) -> Generator[None, object, object]:
    """Hold a test of the unit lane, and the fixtures that it is the first to need, to that lane."""
    global _here  # noqa: PLW0603
    _here = not any(item.get_closest_marker(name) for name in ("process", "browser", "slow"))
    try:
        return (yield)
    finally:
        _here = False

Run = Callable[..., "subprocess.CompletedProcess[str]"]


def run_planpress(
    *arguments: str | Path, cwd: Path | None = None, env: Mapping[str, str] | None = None, module: str = "planpress"
) -> subprocess.CompletedProcess[str]:
    """Run the command line, or another module's, in a process of its own."""
    return subprocess.run(
        [sys.executable, "-m", module, *map(str, arguments)],
        cwd=cwd,
        env={**os.environ, **(env or {})},
        capture_output=True,
        text=True,
        encoding="utf-8",
        check=False,
    )


def call_planpress(*arguments: str | Path, cwd: Path) -> subprocess.CompletedProcess[str]:
    """The same in this process, where a process of its own is not the point."""
    from planpress.cli import planpress
    from planpress.commands import terminal

    words = [*map(str, arguments)]
    out, err = io.StringIO(), io.StringIO()
    with contextlib.chdir(cwd), contextlib.redirect_stdout(out), contextlib.redirect_stderr(err):
        try:
            status = terminal.last_status(lambda: planpress(words, prog_name="planpress", standalone_mode=False) or 0)
        except SystemExit as ended:
            status = ended.code if isinstance(ended.code, int) else int(ended.code is not None)
    return subprocess.CompletedProcess(words, status, out.getvalue(), err.getvalue())


def copy_plan(folder: Path, *, drawn: Path | None = None) -> Path:
    """A copy of the demonstration plan that may be changed; with the charts that were `drawn` in another folder."""
    shutil.copytree(ROOT / "content", folder / "content")
    shutil.copy(ROOT / "mkdocs.yml", folder)
    if drawn is not None:
        shutil.copytree(drawn / ".cache", folder / ".cache")
    return folder


def made_once(factory: pytest.TempPathFactory, name: str, make: Callable[[Path], object]) -> Path:
    """A folder that `make` fills, once for all processes that share the tests between them; not to be changed."""
    base = factory.getbasetemp()
    if "PYTEST_XDIST_WORKER" in os.environ:
        base = base.parent  # each process has a folder of its own in that of the run
    folder, done = base / name, base / f"{name}.done"
    with (base / f"{name}.lock").open("w") as lock:
        fcntl.flock(lock, fcntl.LOCK_EX)
        if not done.exists():
            shutil.rmtree(folder, ignore_errors=True)  # what another process failed to make
            make(folder)
            done.touch()
    return folder


@pytest.fixture
def place(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """A folder for repositories, which are made without anybody's settings."""
    alone(tmp_path / "home", monkeypatch)
    return tmp_path


@pytest.fixture(scope="module")
def machine(tmp_path_factory: pytest.TempPathFactory) -> Generator[Path]:
    """The same for all tests of a file."""
    folder = tmp_path_factory.mktemp("machine")
    with pytest.MonkeyPatch.context() as patch:
        alone(folder / "home", patch)
        yield folder


@pytest.fixture(scope="session")
def demonstration(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The folder of the demonstration plan with its finished site; not to be changed."""

    def build(folder: Path) -> None:
        done = run_planpress("build", cwd=copy_plan(folder))
        assert done.returncode == 0, done.stderr

    return made_once(tmp_path_factory, "demonstration", build)


REVISION = {
    "projects/pose/project.yml": (
        ('subject_to: ["position_error < 1"]}', 'subject_to: ["position_error < 0.8"]}'),
        ("accuracy_requirement: {value: 3", "accuracy_requirement: {value: 4"),
        ("product_friction: {value: [2, 3, 4]", "product_friction: {value: [4, 5, 5]"),
    ),
    "projects/demand/project.yml": (("data_availability: {value: 5", "data_availability: {value: 2"),),
}
"""Edits of the demonstration plan: a threshold and some ratings. A project is added, and one removed."""


@pytest.fixture(scope="session")
def previewed(demonstration: Path, tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The folder of a changed demonstration plan, whose site says what changed since its main branch; not to be changed."""
    return made_once(tmp_path_factory, "previewed", lambda folder: _preview(folder, demonstration))


def _preview(folder: Path, drawn: Path) -> None:
    copy_plan(folder)
    git(folder, "init", "-q", "-b", "main")
    commit(folder, "begin", "2019-05-30T12:00:00+0000")
    content = folder / "content"
    for path, edits in REVISION.items():
        text = (content / path).read_text(encoding="utf-8")
        for old, new in edits:
            assert text.count(old) == 1, (path, old)
            text = text.replace(old, new)
        (content / path).write_text(text, encoding="utf-8")
    added = (content / "projects/invoice-fields/project.yml").read_text(encoding="utf-8")
    shutil.copytree(content / "projects/invoice-fields", content / "projects/customs-forms")
    (content / "projects/customs-forms/project.yml").write_text(added.replace("title: Invoice fields", "title: Customs forms"), encoding="utf-8")
    shutil.rmtree(content / "projects/gripper-wear")
    shutil.copytree(drawn / ".cache", folder / ".cache")
    done = run_planpress("build", "--against", "main", cwd=folder)
    assert done.returncode == 0, done.stderr
