"""The same plan gives the same bytes on every Python that planpress runs on."""

import shutil
import subprocess
import sys
from collections.abc import Mapping
from pathlib import Path

import pytest

from tests.packaging.environments import everything, locked, plan

pytestmark = pytest.mark.slow


@pytest.fixture(scope="module")
def here(tmp_path_factory: pytest.TempPathFactory) -> Mapping[str, str]:
    """What this Python makes of the plan, with the versions of the same lock."""
    return everything(Path(sys.executable), plan(tmp_path_factory.mktemp("here")))


@pytest.mark.parametrize("version", ["3.11", "3.12", "3.13", "3.14"])
def test_the_same_bytes(version: str, here: Mapping[str, str], tmp_path: Path) -> None:
    """The site, its drawings, the packet, and whatever the commands print."""
    if version == f"{sys.version_info.major}.{sys.version_info.minor}":
        pytest.skip("it is this one")
    python = shutil.which(f"python{version}")
    # What is on PATH may only stand for an interpreter that is elsewhere, or nowhere.
    if python is None or subprocess.run([python, "--version"], capture_output=True, check=False).returncode != 0:
        pytest.skip(f"there is no python{version} on PATH that runs")
    there = everything(locked(python, tmp_path / "environment"), plan(tmp_path / "plan"))
    assert len(here) > 100
    assert [name for name in {**here, **there} if here.get(name) != there.get(name)] == []
