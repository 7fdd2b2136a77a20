"""The oldest and the newest versions of every dependency that pyproject.toml admits."""

import sys
import tomllib
from pathlib import Path

import pytest

from tests.conftest import ROOT
from tests.packaging.environments import FRAMES, everything, plan, run

pytestmark = pytest.mark.slow


@pytest.mark.parametrize("resolution", ["lowest-direct", "highest"])
def test_each_end_of_the_versions(resolution: str, tmp_path: Path) -> None:
    """Every command, and every frame; a lower bound that is not true is found here."""
    environment = tmp_path / "environment"
    uv = (sys.executable, "-m", "uv", "--quiet", "--no-config")
    run(*uv, "venv", "--python", sys.executable, environment, cwd=ROOT)
    python = environment / "bin" / "python"
    run(*uv, "pip", "install", "--python", python, "--resolution", resolution, f"{ROOT}[packet,frames]", cwd=tmp_path)
    if resolution == "lowest-direct":
        assert {name: version(python, name) for name in ("click", "pandas", "pydantic")} == {
            name: lowest(name) for name in ("click", "pandas", "pydantic")
        }
    folder = plan(tmp_path / "plan")
    assert len(everything(python, folder)) > 100
    assert run(python, "-c", FRAMES, cwd=folder).startswith(",id,title,rank,")


def version(python: Path, name: str) -> str:
    return run(python, "-c", f"import importlib.metadata as m; print(m.version('{name}'))", cwd=ROOT).strip().removesuffix(".0")


def lowest(name: str) -> str:
    """The oldest version of a package that pyproject.toml names."""
    project = tomllib.loads((ROOT / "pyproject.toml").read_text(encoding="utf-8"))["project"]
    every = [*project["dependencies"], *(one for extra in project["optional-dependencies"].values() for one in extra)]
    (found,) = [one for one in every if one.startswith(f"{name}>=")]
    return str(found).removeprefix(f"{name}>=").partition(",")[0]
