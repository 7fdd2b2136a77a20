"""Names of files that are not UTF-8: every command says them, in every format, and none of them ends in a traceback."""

import os
import shutil
from itertools import product
from pathlib import Path

import pytest
from click.testing import CliRunner

from planpress.cli import planpress
from planpress.commands import terminal
from planpress.formats.diffs import FORMATS as DIFFS
from planpress.formats.logs import FORMATS as LOGS
from planpress.model.location import Location
from planpress.model.site_pages import HOME, PORTFOLIO
from planpress.sandbox.checkout import check_sealed, seal
from planpress.sandbox.guarded_build import Progress, Stopped, confined
from planpress.workflows.publish_site import portfolio_page
from tests.comparing.building import BASE
from tests.repositories import commit, start

pytestmark = pytest.mark.process

BAD = {
    "content/bad\udcff.md": "# Words\n",
    "content/d\udcff/a.md": "# Words\n",
    "content/projects/pose/\udcff.csv": "a,b\n1,2\n",
    "content/projects/p\udcff/project.yml": "schema: 1\ntitle: P\n",
    "content/meetings/\udcff.yml": "schema: 1\ntitle: M\nagenda: []\n",
}


@pytest.fixture
def root(place: Path) -> Path:
    """A plan whose last commit brings such names in."""
    root = place / "plan"
    start(root, {**BASE, "mkdocs.yml": "site_name: Plan\n"})
    for path, text in BAD.items():
        os.makedirs((root / path).parent, exist_ok=True)
        (root / path).write_text(text, encoding="utf-8")
    commit(root, "names")
    return root


def run(root: Path, *arguments: str) -> str:
    """What a command writes as UTF-8 alone: half a pair of surrogates would raise here."""
    done = CliRunner().invoke(planpress, [*arguments, "--root", str(root)], standalone_mode=False)
    assert done.exception is None or isinstance(done.exception, SystemExit), done.exc_info
    return done.output


@pytest.mark.parametrize("form", terminal.FORMATS)
def test_every_format_of_check_says_them(form: str, root: Path) -> None:
    said = run(root, "check", "--format", form)
    for place in ("content/bad", "content/d", "content/projects/p", "content/projects/pose/", "content/meetings/"):
        assert f"{place}%FF" in said if form == "sarif" else f"{place}\\udcff" in said
    assert "PP121" in said and "PP114" in said


@pytest.mark.parametrize(("command", "form"), [*product(["diff HEAD~2"], DIFFS), *product(["log"], LOGS)])
def test_every_format_of_a_comparison_or_history_bears_them(command: str, form: str, root: Path) -> None:
    shutil.rmtree(root / "content/projects/p\udcff")
    shutil.rmtree(root / "content/meetings")
    commit(root, "two less")
    assert run(root, *command.split(), "--format", form)


def test_a_change_does_not_bring_them_in(root: Path, tmp_path: Path) -> None:
    folder = tmp_path / "private"
    folder.mkdir()
    sealed = seal(root, folder, "HEAD~1", lambda path: None)
    assert {finding.place.path for finding in sealed.findings} == set(BAD)
    assert {finding.code for finding in sealed.findings} == {"PP701"}
    assert not check_sealed(sealed, {}, lambda path: None).failed()


def test_a_child_that_was_stopped_says_at_which_it_was() -> None:
    def act(watch: Progress) -> int:
        watch.at("content/bad\udcff.md")
        raise MemoryError

    stopped = confined(act)
    assert isinstance(stopped, Stopped) and stopped.path == "content/bad\\udcff.md"


@pytest.mark.parametrize("name", ["index.md", "README.md", "index.markdown", "README.mkd"])
def test_whatever_the_ending_of_the_home_page_the_portfolio_stands_beside_it(name: str, tmp_path: Path) -> None:
    (tmp_path / "content").mkdir()
    assert portfolio_page(tmp_path, Location()) == HOME
    (tmp_path / "content" / name).write_text("# Home\n", encoding="utf-8")
    assert portfolio_page(tmp_path, Location()) == PORTFOLIO
