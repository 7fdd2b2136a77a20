"""A child process with bounds, each reached; and the stages of an untrusted build that they end."""

from __future__ import annotations

import subprocess
import sys
from pathlib import Path

import pytest

from tests import strangers
from tests.conftest import ROOT
from tests.repositories import alone, write

RUN = """\
import re, sys
from planpress.confinement import Stopped, confined

def act(watch):
    watch.at("content/a.md", 1)
    {body}

print(confined(act, {megabytes}))
"""


def confined(body: str, megabytes: int = 3_000) -> str:
    """What the parent gets of a child that does this, in a Python of its own: a test's own process is not forked."""
    script = RUN.format(body=body, megabytes=megabytes)
    done = subprocess.run([sys.executable, "-c", script], capture_output=True, text=True, check=True)
    return done.stdout.strip()


def test_a_status_is_passed_on() -> None:
    assert confined("return 7") == "7"
    assert confined("sys.exit(3)") == "3"


def test_time_is_bounded_even_inside_a_regular_expression() -> None:
    """No Python runs while an expression backtracks; the kernel ends it."""
    stopped = confined("re.match('(a+)+$', 'a' * 64 + 'b')")
    assert stopped == "Stopped(path='content/a.md', reason='takes more than 1 seconds of processor time')"


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


@pytest.mark.parametrize("body", ["bytearray(400_000_000)", "f = lambda: f(); f()"], ids=["memory", "depth"])
def test_memory_and_depth_are_bounded(body: str) -> None:
    assert confined(body, 200) == "Stopped(path='content/a.md', reason='is nested too deep, or takes too much memory')"


def test_a_mistake_of_ours_is_no_fault_of_the_file() -> None:
    assert confined("return 1 / 0") == "2"


BOMBS = {
    "content/brackets.md": "[" * 400_000,
    "content/lists.md": "".join("  " * level + "- x\n" for level in range(650)),
    "content/table.md": "|a" * 2000 + "|\n" + "|-" * 2000 + "|\n" + ("|b" * 2000 + "|\n") * 100,
    "content/projects/pose/plan.md": "[" * 400_000,
}
BUILD = """\
import sys
from pathlib import Path
from planpress import guarded, plugin
from planpress.commands import terminal

def build(sealed, checked, at):
    plugin.build_sealed(sealed, checked, at, print, strict=False)

sys.exit(terminal.status(lambda: guarded.build_untrusted(Path.cwd(), None, build, terminal.status, strict=False, seconds=1)))
"""


@pytest.mark.slow
@pytest.mark.parametrize("path", BOMBS)
def test_a_bomb_is_stopped_and_named(path: str, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """A small text that costs a parser minutes: the build ends with a finding, and leaves nothing behind."""
    alone(tmp_path / "home", monkeypatch)
    change = strangers.begin(tmp_path)
    write(change.root, {path: BOMBS[path]})
    private = tmp_path / "temporary"
    private.mkdir()
    monkeypatch.setenv("TMPDIR", str(private))
    done = subprocess.run([sys.executable, "-P", "-c", BUILD], cwd=change.root, capture_output=True, text=True, check=False)
    assert done.returncode == 1, done.stderr
    assert f"{path}: error PP703 " in done.stderr
    assert "the build was stopped, and the site is as it was" in done.stderr
    assert not (change.root / "site").exists()
    assert list(private.iterdir()) == []


def test_the_bounds_are_those_that_are_documented() -> None:
    from planpress import confinement
    from planpress.reading import admission

    text = (ROOT / "docs" / "ci.md").read_text(encoding="utf-8")
    for said in (
        f"{confinement.SECONDS_A_FILE} seconds", f"{confinement.SECONDS_TOGETHER} seconds",
        f"{confinement.MEGABYTES:,} MB", f"{admission.LARGEST_PAGE // 1000} kB", f"{admission.MOST_FILES:,} files",
        f"{admission.MOST_BYTES // 1_000_000} MB", f"{admission.MOST_PIXELS // 1_000_000} million pixels",
    ):  # fmt: skip
        assert said in text, said
