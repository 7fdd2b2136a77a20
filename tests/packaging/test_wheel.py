"""The wheel, installed where the checkout is not: everything that it needs is in it."""

from __future__ import annotations

import json
import os
import subprocess
import sys
import venv
import zipfile
from pathlib import Path

import pytest

from tests.conftest import ROOT


@pytest.fixture(scope="module")
def wheel(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The wheel, built from the checkout."""
    folder = tmp_path_factory.mktemp("wheel")
    command = [sys.executable, "-m", "build", "--wheel", "--no-isolation", "--outdir", str(folder), str(ROOT)]
    done = subprocess.run(command, capture_output=True, text=True, check=False)
    assert done.returncode == 0, done.stdout + done.stderr
    return next(folder.glob("*.whl"))


def test_the_wheel_holds_what_it_needs_and_nothing_else(wheel: Path) -> None:
    """Templates, schemas and the marker for type checkers are there; tests, content and caches are not."""
    names = zipfile.ZipFile(wheel).namelist()
    assert {name.split("/")[0] for name in names if "dist-info" not in name} == {"planpress"}
    for needed in ("planpress/templates/pages/project.md.j2", "planpress/templates/theme/assets/planpress/planpress.css",
                   "planpress/schemas/project.schema.json", "planpress/py.typed", "planpress/charts/compiled/matrix.json", "planpress/templates/packet/main.typ",
                   "planpress/templates/packet/fonts/Pretendard-Regular.ttf", "planpress/templates/packet/fonts/Pretendard-LICENSE.txt"):  # fmt: skip
        assert needed in names
    assert [name for name in names if "__pycache__" in name or name.endswith((".pyc", ".orig"))] == []


@pytest.fixture(scope="module")
def installed(wheel: Path, tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A new environment with the wheel in it. Its dependencies are this environment's: they come by path, planpress
    does not, because a folder on PYTHONPATH has no editable installs."""
    folder = tmp_path_factory.mktemp("installed")
    venv.create(folder, with_pip=False, symlinks=True)
    site = next((folder / "lib").glob("python*/site-packages"))
    with zipfile.ZipFile(wheel) as archive:
        archive.extractall(site)
    # Hooks of the environment's own .pth files, the editable planpress among them, are not run for a path from here.
    (site / "dependencies.pth").write_text(f"{_dependencies()}\n", encoding="utf-8")
    return folder


def _dependencies() -> Path:
    import click

    return Path(click.__file__).resolve().parent.parent


def run(environment: Path, *arguments: str, cwd: Path) -> subprocess.CompletedProcess[str]:
    """Run planpress out of the new environment."""
    clean = {name: value for name, value in os.environ.items() if not name.startswith(("PYTHON", "COV_"))}
    return subprocess.run(
        [str(environment / "bin" / "python"), "-m", "planpress", *arguments],
        cwd=cwd, env=clean, capture_output=True, text=True, check=False,
    )  # fmt: skip


def test_the_installed_planpress_makes_a_site(installed: Path, tmp_path: Path) -> None:
    """From nothing to a site with a project, without the checkout."""
    where = subprocess.run(
        [str(installed / "bin" / "python"), "-c", "import planpress; print(planpress.__file__)"],
        cwd=tmp_path, capture_output=True, text=True, check=True,
    )  # fmt: skip
    assert Path(where.stdout.strip()).is_relative_to(installed)
    for arguments in (["init", "plan"], ["new", "first", "--root", "plan"], ["build", "--root", "plan"]):
        done = run(installed, *arguments, cwd=tmp_path)
        assert done.returncode == 0, done.stderr
    plan = json.loads((tmp_path / "plan" / "site" / "plan.json").read_text(encoding="utf-8"))
    assert [project["id"] for project in plan["projects"]] == ["first"]
    assert (tmp_path / "plan" / "site" / "projects" / "first" / "index.html").is_file()
    assert (tmp_path / "plan" / "site" / "assets" / "planpress" / "planpress.css").is_file()


@pytest.mark.parametrize("name", ["plan", "project", "plan.json"])
def test_the_installed_planpress_prints_its_schemas(installed: Path, tmp_path: Path, name: str) -> None:
    """The schemas are files of the wheel."""
    printed = run(installed, "schema", name, cwd=tmp_path)
    assert json.loads(printed.stdout)["$schema"].startswith("https://json-schema.org/")
