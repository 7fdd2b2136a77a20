"""Whole builds over a site in which there is more than they wrote, and onto a disk that is full."""

import os
import shutil
from pathlib import Path

import pytest

from tests.comparing.building import BASE, CALLS
from tests.conftest import run_planpress
from tests.files.test_staging import mounted
from tests.repositories import write
from tests.site.test_serving import SETTINGS

pytestmark = pytest.mark.process

MINE = {"notes.txt": "mine", "uploads/a/b.bin": "mine", "work/.git/HEAD": "mine", ".nojekyll": ""}


@pytest.fixture
def root(place: Path) -> Path:
    """A plan without a repository."""
    write(place / "plan", {**BASE, "mkdocs.yml": SETTINGS})
    return place / "plan"


def test_files_of_the_user_stay_and_stale_pages_go(root: Path) -> None:
    """With the list of an earlier build and, as after an earlier version of planpress, without."""
    for number in range(2):
        write(root, {"content/extra.md": "# Extra\n", CALLS: BASE[CALLS]})
        assert run_planpress("build", cwd=root).returncode == 0
        write(root / "site", MINE)
        if number:
            shutil.rmtree(root / ".cache/planpress/sites")
        (root / "content/extra.md").unlink()
        shutil.rmtree((root / CALLS).parent)
        done = run_planpress("build", cwd=root)
        assert done.returncode == 0, done.stderr
        assert all((root / "site" / path).read_text() == text for path, text in MINE.items()), number
        assert not (root / "site/extra.html").exists() and not (root / "site/projects/calls").exists(), number
    assert sorted(name for name in os.listdir(root) if name.startswith(".site")) == []


def test_a_full_disk_names_the_destination(root: Path) -> None:
    """And not the file, of the installed theme for example, that was to be copied there."""
    with mounted(root / "disk", "size=256k") as disk:
        write(root, {"mkdocs.yml": f"{SETTINGS}site_dir: disk/site\n"})
        for command, place in ((["build"], "disk/site/"), (["render", "disk/pages"], "disk/pages/")):
            done = run_planpress(*command, cwd=root)
            assert done.returncode == 2
            said = f"planpress: cannot write {place}: no space left on device; the site is as it was; make room and build again, or"
            assert done.stderr.splitlines()[-1].startswith(said), done.stderr
            assert "Traceback" not in done.stderr
            assert os.listdir(disk) == []
