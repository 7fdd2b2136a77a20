"""A child process with bounds, each reached; and the stages of an untrusted build that they end."""

import errno
import os
import resource
import stat
import subprocess
import sys
from pathlib import Path

import pytest

from planpress.files.private_folder import clear_private_folders, private_folder
from planpress.model.errors import PlanpressError
from planpress.sandbox import guarded_build as guarded
from tests import strangers
from tests.conftest import ROOT
from tests.repositories import write

pytestmark = pytest.mark.process

RUN = """\
import re, resource, sys
from planpress.sandbox.guarded_build import Stopped, confined
{before}

def act(watch):
    watch.at("content/a.md", 1)
    {body}

print(confined(act))
"""


def confined(body: str, before: str = "") -> str:
    """What the parent gets of a child that does this, in a Python of its own: a test's own process is not forked."""
    script = RUN.format(body=body, before=before)
    done = subprocess.run([sys.executable, "-c", script], capture_output=True, text=True, check=True)
    return done.stdout.strip()


BACKTRACKING = "re.match('(a+)+$', 'a' * 64 + 'b')"
"""No Python runs while an expression backtracks; the kernel ends it."""
MEMORY = "bytearray(900_000_000)"


@pytest.mark.parametrize(
    ("body", "limits", "reason"),
    [
        (BACKTRACKING, "", "takes more than 1 seconds of processor time"),
        ("bytearray(4_000_000_000)", "", "is nested too deep, or takes too much memory"),
        ("f = lambda: f(); f()", "", "is nested too deep, or takes too much memory"),
        (f"watch.at('content/a.md', 9); {BACKTRACKING}", "resource.RLIMIT_CPU, (1, 1)",
         "takes more than the 1 second of processor time that ulimit -t leaves here"),
        (MEMORY, "resource.RLIMIT_AS, (600_000_000, 600_000_000)",
         "is nested too deep, or takes more than the 600 MB of memory that ulimit -v leaves here"),
        (MEMORY, "resource.RLIMIT_DATA, (600_000_000, 600_000_000)",
         "is nested too deep, or takes more than the 600 MB of memory that ulimit -d leaves here"),
    ],
    ids=["time", "memory", "depth", "time of the shell", "addresses of the shell", "memory of the shell"],
)  # fmt: skip
def test_time_memory_and_depth_are_bounded(body: str, limits: str, reason: str) -> None:
    """What the shell bounds is no fault of the file."""
    before = f"resource.setrlimit({limits})" if limits else ""
    assert confined(body, before) == f"Stopped(path='content/a.md', reason='{reason}')"


@pytest.mark.parametrize(("body", "status"), [("return 7", "7"), ("sys.exit(3)", "3"), ("return 1 / 0", "2")])
def test_a_status_is_passed_on(body: str, status: str) -> None:
    """A mistake of ours is no fault of the file."""
    assert confined(body) == status


def test_each_file_has_its_own_time() -> None:
    """Work that is spread over files is not ended."""
    body = """
    import time
    for number in range(3):
        watch.at(f"content/{number}.md", 1)
        start = time.process_time()
        while time.process_time() - start < 0.7:
            pass
    return 0
"""
    assert confined(body) == "0"


@pytest.mark.parametrize(
    ("limit", "lower", "then"),
    [
        ("CPU", (300, 300), "(1, 300)"),  # a soft limit of a second for the file, as it has used next to nothing
        ("CPU", (300, resource.RLIM_INFINITY), "(1, 600)"),
        ("CPU", (1, 1), "(1, 1)"),
        ("DATA", (900_000_000, 900_000_000), "(900000000, 900000000)"),
        ("DATA", (900_000_000, resource.RLIM_INFINITY), "(900000000, 3000000000)"),
        ("FSIZE", (10_000, 20_000), "(10000, 20000)"),
        ("CORE", (0, 0), "(0, 0)"),
    ],
)
def test_a_limit_that_is_lower_already_stays(limit: str, lower: tuple[int, int], then: str) -> None:
    """Whoever sets `ulimit -t 300` beforehand has a lower limit than ours, which only root could raise again."""
    body = f"print(tuple(min(one, 10**12) for one in resource.getrlimit(resource.RLIMIT_{limit}))); return 0"
    said = confined(body, f"resource.setrlimit(resource.RLIMIT_{limit}, {lower})").splitlines()
    if limit == "CPU":  # what Python's start took, rounded up, comes on top
        said[0] = said[0].replace("(2,", "(1,")
    assert said == [then, "0"]


BUILD = """\
import sys
from pathlib import Path
from planpress import plugin
from planpress.sandbox import guarded_build as guarded
from planpress.commands import terminal

def build(sealed, checked, at):
    plugin.build_sealed(sealed, checked, at, print, strict=False)

sys.exit(terminal.status(lambda: guarded.build_untrusted(Path.cwd(), None, build, terminal.status, strict=False, seconds=1)))
"""


@pytest.mark.parametrize("path", ["content/brackets.md", "content/projects/pose/plan.md"])
def test_a_bomb_is_stopped_and_named(path: str, place: Path) -> None:
    """A small text that costs a parser minutes: the build ends with a finding, and leaves no copy of the content."""
    change = strangers.begin(place)
    write(change.root, {path: "[" * 400_000})
    done = subprocess.run([sys.executable, "-P", "-c", BUILD], cwd=change.root, capture_output=True, text=True, check=False)
    assert done.returncode == 1, done.stderr
    assert f"{path}: error PP703 " in done.stderr
    assert "the build was stopped, and the site is as it was" in done.stderr
    assert not (change.root / "site").exists()
    assert not list(change.root.glob(".site.planpress-change*"))


WAITING = """\
import signal, sys
from pathlib import Path
from planpress.sandbox import guarded_build as guarded
from planpress.commands import terminal

def build(sealed, checked, at):
    print(sealed.root.name, flush=True)
    signal.pause()

guarded.build_untrusted(Path.cwd(), None, build, terminal.status, strict=False)
"""


def test_a_killed_build_of_a_change_ends_whole_and_is_cleared(place: Path) -> None:
    """kill -9 of the parent ends the child; the copy of content/ stands where only the user can read it, keeps another
    build out while it is used, and is gone with the next build."""
    root = strangers.begin(place).root
    parent = subprocess.Popen([sys.executable, "-P", "-c", WAITING], cwd=root, stdout=subprocess.PIPE, text=True)
    assert parent.stdout is not None
    with parent.stdout as output:
        private = root / output.readline().strip()
        clear_private_folders(root)
        assert (private / "content" / "plan.yml").is_file()
        assert stat.S_IMODE(private.stat().st_mode) == 0o700
        with pytest.raises(PlanpressError, match=r"another build of a change is under way in .*; let it end"):
            private_folder(root).__enter__()
        parent.kill()
        parent.wait()
        assert output.read() == ""  # the child has ended
    assert private.is_dir()
    clear_private_folders(root)
    assert not list(root.glob(".site.planpress-*"))


@pytest.mark.parametrize(
    ("problem", "said"),
    [
        (OSError(errno.ENOSPC, os.strerror(errno.ENOSPC)), "cannot write in here: no space left on device; the site is as it was; "),
        (PermissionError(errno.EACCES, os.strerror(errno.EACCES), "here/change/content"), "cannot write in here: permission"),
        (PermissionError(errno.EACCES, os.strerror(errno.EACCES), "here/content/a.md"), None),  # a file that cannot be read
    ],
)
def test_a_disk_that_the_change_does_not_fit_on_is_named(
    problem: OSError, said: str | None, monkeypatch: pytest.MonkeyPatch
) -> None:
    def fail(*_: object) -> None:
        raise problem

    monkeypatch.setattr(guarded, "seal", fail)
    with pytest.raises(PlanpressError if said else PermissionError) as raised:
        guarded._sealed(Path("here"), Path("here/change"), None, print)
    assert said is None or str(raised.value).startswith(said)


def test_the_bounds_are_those_that_are_documented() -> None:
    from planpress.reading import admission
    from planpress.sandbox import guarded_build as limits

    text = (ROOT / "docs" / "ci.md").read_text(encoding="utf-8")
    for said in (
        f"{limits.SECONDS_A_FILE} seconds", f"{limits.SECONDS_TOGETHER} seconds",
        f"{limits.MEGABYTES:,} MB", f"{admission.LARGEST_PAGE // 1000} kB", f"{admission.MOST_FILES:,} files",
        f"{admission.MOST_BYTES // 1_000_000} MB", f"{admission.MOST_PIXELS // 1_000_000} million pixels",
    ):  # fmt: skip
        assert said in text, said
