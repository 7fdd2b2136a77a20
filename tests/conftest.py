"""What several tests share: the demonstration site, built once, and a way to run the command line."""

from __future__ import annotations

import os
import shutil
import subprocess
import sys
from collections.abc import Callable, Mapping
from pathlib import Path

import pytest
from hypothesis import HealthCheck, settings

# A slow machine is no failure: speed is measured by the benchmarks, not by tests.
settings.register_profile("untimed", deadline=None, suppress_health_check=[HealthCheck.too_slow])
settings.load_profile("untimed")

ROOT = Path(__file__).resolve().parent.parent

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


def copy_plan(folder: Path) -> Path:
    """A copy of the demonstration plan that may be changed."""
    shutil.copytree(ROOT / "content", folder / "content")
    shutil.copy(ROOT / "mkdocs.yml", folder)
    return folder


@pytest.fixture(scope="session")
def demonstration(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The folder of the demonstration plan with its finished site; not to be changed."""
    folder = copy_plan(tmp_path_factory.mktemp("demonstration"))
    done = run_planpress("build", cwd=folder)
    assert done.returncode == 0, done.stderr
    return folder
