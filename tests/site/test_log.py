"""What a build prints: the words of a page reach a log, and command neither a terminal nor a CI service."""

import logging
import re
import subprocess
import sys
from pathlib import Path

import pytest
from click.testing import CliRunner
from hypothesis import given
from hypothesis import strategies as st
from mkdocs.__main__ import cli as mkdocs

from planpress.cli import planpress
from planpress.model.wording import logged
from planpress.plugin.events import PlanpressPlugin
from planpress.plugin.guarding import guard, release
from planpress.scaffold.new_plan import start_plan
from tests.repositories import commit, git, start, write

PAGE = """\
# Links

[a](x%0A::add-mask::7%0A.md) [b](y%1B%5B31m.md) [c](z%0D%23%23%5Badd-mask%5D8.md) [d](w%20::warning::.md)
[e](#q%0A%20::add-mask::9)
"""
OBEYED = re.compile(r"^\s*::|##\[|##vso\[|[\x00-\x08\x0b-\x1f\x7f-\x9f\u2028]|(?<=\s)::", re.MULTILINE)


@pytest.fixture
def root(tmp_path: Path) -> Path:
    start_plan(tmp_path / "plan", {})
    return tmp_path / "plan"


def is_told_and_harmless(output: str, links: int) -> None:
    """Each broken link is named, as nothing that is obeyed."""
    assert len(re.findall(r"target '[xyzw]|link '#q", output)) == links, output
    assert OBEYED.findall(output) == []


@pytest.mark.process
def test_of_every_way_to_build(root: Path) -> None:
    write(root, {"content/links.md": PAGE})
    done = CliRunner().invoke(planpress, ["build", "--root", str(root)])
    assert done.exit_code == 0
    is_told_and_harmless(done.output, 4)
    done = CliRunner().invoke(mkdocs, ["build", "-f", str(root / "mkdocs.yml")])
    assert done.exit_code == 0
    is_told_and_harmless(done.output, 5)


@pytest.mark.process
def test_of_a_strangers_build(root: Path, place: Path) -> None:
    start(root, {})
    git(root, "checkout", "-qb", "topic")
    write(root, {"content/links.md": PAGE})
    commit(root, "please merge")
    command = Path(sys.executable).with_name("planpress")
    done = subprocess.run([command, "build", "--untrusted"], cwd=root, capture_output=True, text=True, check=False)
    assert done.returncode == 0, done.stderr
    is_told_and_harmless(done.stdout + done.stderr, 4)


def test_of_any_logger_as_long_as_mkdocs_runs(caplog: pytest.LogCaptureFixture) -> None:
    """From the start of `serve` or `build` to its end, and as it was afterwards; the twin shows what comes through."""
    text = "x\n::stop-commands::y \x07"

    def printed() -> str:
        caplog.clear()
        logging.getLogger("MARKDOWN").warning("page %s", text)
        try:
            raise ValueError(text)
        except ValueError:
            logging.getLogger("mkdocs.plugins.other").exception("failed")
        return caplog.text

    plugin = PlanpressPlugin()
    assert len(OBEYED.findall(printed())) == 4
    plugin.on_startup(command="serve", dirty=False)
    plugin.on_startup(command="serve", dirty=False)
    try:
        said = printed()
    finally:
        plugin.on_shutdown()
    assert OBEYED.findall(said) == []
    assert said.count("stop-commands") == 2 and "raise ValueError(text)\n" in said
    assert len(OBEYED.findall(printed())) == 4


@given(st.text(alphabet=st.sampled_from(":#[]adv- \n\r\x1b\u2028\x85"), max_size=12) | st.text())
def test_no_text_is_obeyed(text: str) -> None:
    assert OBEYED.findall(logged(text)) == []


def test_what_is_logged_otherwise_stays_as_it_is(caplog: pytest.LogCaptureFixture) -> None:
    """Other marks of the same signs, lists over several lines, and messages whose values do not fit their place."""
    guard()
    try:
        for text in ("std::vector at a::b, #[x] ünïcode", "pages:\n  - a.md\n  - b.md", "100 % done", ""):
            caplog.clear()
            logging.getLogger("mkdocs").warning(text)
            assert caplog.messages == [text]
        surplus = ("two",)
        with pytest.raises(TypeError, match="not all arguments"):  # raised by pytest's own handler, as by no other
            logging.getLogger("mkdocs").warning("one", *surplus)
    finally:
        release()
