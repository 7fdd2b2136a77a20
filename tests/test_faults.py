"""What nobody foresaw, and what is missing: one line, status 2, never a traceback unless somebody wants one."""

import errno
import os
import platform
import re
import shutil
import sys
from pathlib import Path

import pytest
from mkdocs.exceptions import PluginError
from mkdocs.plugins import CombinedEvent

import planpress
from planpress import __version__
from planpress.commands import terminal
from planpress.judging import project_evaluation as project
from planpress.model.errors import reason
from planpress.plugin import PlanpressPlugin
from planpress.plugin.guarding import guarded
from tests.conftest import ROOT, call_planpress, run_planpress
from tests.small_plan import Q, write

REPORT = "this is a fault of planpress, not of yours; please report it to planpress's issue tracker with this line: "


@pytest.fixture
def root(tmp_path: Path) -> Path:
    """A plan without findings, with an mkdocs.yml."""
    (tmp_path / "mkdocs.yml").write_text((ROOT / "mkdocs.yml").read_text())
    return write(tmp_path, {})


def broken(monkeypatch: pytest.MonkeyPatch, problem: Exception) -> None:
    """Judging a project raises what nobody foresaw."""

    def raises(*_: object) -> None:
        raise problem

    monkeypatch.setattr(project, "diagnose", raises)


@pytest.mark.parametrize(
    ("problem", "said"),
    [
        (ZeroDivisionError("division\x1b[2J\nby zero"), f"{REPORT}ZeroDivisionError: division\\u001b[2J by zero at judging/project_evaluation.py:"),
        (AssertionError(), f"{REPORT}AssertionError at judging/project_evaluation.py:"),
        (RecursionError("too deep"), f"{REPORT}RecursionError: too deep at judging/project_evaluation.py:"),
        (MemoryError(), "there is not enough memory for it\n"),
    ],
)
def test_the_last_catch(problem: Exception, said: str, root: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """One line with the file that it was about, planpress's version and Python's; the traceback for who asks for it."""
    broken(monkeypatch, problem)
    done = call_planpress("explain", "p.priority", cwd=root)
    assert (done.returncode, done.stdout) == (2, "")
    assert done.stderr.startswith(f"planpress: {Q}: {said}")
    assert done.stderr.count("\n") == 1
    version = f"planpress {__version__}, Python {platform.python_version()} (PLANPRESS_DEBUG=1 shows the traceback)\n"
    assert done.stderr.endswith(version) or isinstance(problem, MemoryError)
    monkeypatch.setenv("PLANPRESS_DEBUG", "1")
    asked = call_planpress("explain", "p.priority", cwd=root)
    assert asked.stderr.startswith("Traceback (most recent call last):\n") and asked.stderr.endswith(done.stderr)


def test_a_folder_that_was_deleted_meanwhile(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    """As after a checkout of a branch without it."""
    (tmp_path / "gone").mkdir()
    monkeypatch.chdir(tmp_path / "gone")
    (tmp_path / "gone").rmdir()
    assert terminal.last_status(lambda: len(str(terminal.find(None)))) == terminal.WORLD
    assert capsys.readouterr().err == "planpress: the current folder was deleted; cd to one that is there\n"


def test_a_stranger_s_file_has_a_finding_of_its_own() -> None:
    """Too little memory or stack comes through to whoever confines a build, and to nobody else."""

    def raises() -> int:
        raise RecursionError

    with pytest.raises(RecursionError):
        terminal.status(raises)


def test_the_plugin_raises_errors_of_mkdocs_alone() -> None:
    """MkDocs says these in one line and ends with a status; all events are so."""

    @guarded
    class Odd:
        def on_env(self) -> None:
            raise AssertionError

        def on_files(self) -> None:
            raise OSError(errno.ENOSPC, os.strerror(errno.ENOSPC), "a/b")

        def on_nav(self) -> None:
            raise ModuleNotFoundError(name="nh3")

        on_page_content = CombinedEvent(on_env, on_env)

    with pytest.raises(PluginError, match=f"^{re.escape(REPORT)}AssertionError at plugin/guarding.py:"):
        Odd().on_env()
    with pytest.raises(PluginError, match=r'^"a/b": no space left on device$'):
        Odd().on_files()
    with pytest.raises(PluginError, match=r'the site needs the package "nh3", .*pip install "planpress\[site\]"$'):
        Odd().on_nav()
    assert all(hasattr(one, "__wrapped__") for one in vars(Odd)["on_page_content"].methods)
    own = [base for base in PlanpressPlugin.__mro__ if base.__module__.startswith("planpress.")]
    events = [event for base in own for name, event in vars(base).items() if name.startswith("on_")]
    handlers = [one for event in events for one in (event.methods if isinstance(event, CombinedEvent) else [event])]
    assert len(handlers) > 10
    assert [one.__name__ for one in handlers if not hasattr(one, "__wrapped__")] == []


@pytest.mark.process
def test_another_plugin_s_failure_is_quoted_as_it_is(root: Path) -> None:
    """What a download says, say, letter by letter, and which file raised it: the fault is not planpress's."""
    (root / "hook.py").write_text(
        "def on_config(config):\n    raise OSError('HTTPSConnectionPool(host=\\'Fonts\\'): /css?family=Roboto')\n"
    )
    with (root / "mkdocs.yml").open("a") as settings:
        settings.write("hooks: [hook.py]\n")
    done = run_planpress("build", cwd=root)
    assert done.returncode == 2
    (said,) = [line for line in done.stderr.splitlines() if line.startswith("planpress: ")]
    assert said == (
        "planpress: the site is as it was: MkDocs or one of its plugins failed at "
        f"{root.name}/hook.py:2: OSError: HTTPSConnectionPool(host='Fonts'): /css?family=Roboto "
        "(PLANPRESS_DEBUG=1 shows the traceback)"
    )
    assert "Traceback" not in done.stderr
    assert "Traceback" in run_planpress("build", cwd=root, env={"PLANPRESS_DEBUG": "1"}).stderr


@pytest.mark.parametrize(
    ("problem", "said"),
    [
        (OSError(errno.ENOENT, os.strerror(errno.ENOENT)), "no such file or directory"),
        (OSError(errno.EIO, "Roboto is not there"), "Roboto is not there"),
        (OSError("HTTPSConnectionPool(family=Roboto)"), "HTTPSConnectionPool(family=Roboto)"),
        (OSError(), "OSError"),
    ],
)
def test_words_of_the_world(problem: OSError, said: str) -> None:
    """The system's begin with a small letter; anybody else's are quoted."""
    assert reason(problem) == said


def test_no_message_of_an_exception_is_lower_cased() -> None:
    """In no file of planpress."""
    lowered = re.compile(r"str\((?:problem|error)\)[^\n]*\.lower\(|(?:problem|error)\.\w+\)?\.lower\(")
    assert lowered.search("{str(problem).lower()}") and lowered.search("problem.strerror.lower()")
    sources = sorted((ROOT / "generator" / "planpress").rglob("*.py"))
    assert len(sources) > 200
    assert [path.name for path in sources if lowered.search(path.read_text(encoding="utf-8"))] == []


@pytest.mark.process
@pytest.mark.parametrize(("command", "package"), [("build", "jinja2"), ("build", "vl_convert"), ("render out", "nh3")])
def test_a_missing_package_names_the_extra(command: str, package: str, root: Path) -> None:
    """In one line, with the command that installs it."""
    shutil.copytree(root / "content/projects/p", root / "content/projects/q")  # two projects are drawn
    (root / "hidden").mkdir()
    (root / "hidden" / f"{package}.py").write_text(f"raise ModuleNotFoundError('none', name='{package}')\n")
    done = run_planpress(*command.split(), cwd=root, env={"PYTHONPATH": str(root / "hidden")})
    assert done.returncode == 2
    assert f'the site needs the package "{package}", which is not installed; pip install "planpress[site]"\n' in done.stderr
    assert "Traceback" not in done.stderr and "fault" not in done.stderr


def test_a_frame_without_pandas(root: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """An error of planpress's that is an ImportError too, with the command that installs it."""
    report = planpress.load(root)
    monkeypatch.setitem(sys.modules, "pandas", None)
    with pytest.raises(planpress.MissingExtraError, match=r'^a frame needs the package "pandas", .*pip install "planpress\[frames\]"$'):
        planpress.frames.ranking(report)
    assert issubclass(planpress.MissingExtraError, ImportError) and issubclass(planpress.MissingExtraError, planpress.PlanpressError)
