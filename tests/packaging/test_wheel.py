"""The wheel, installed where the checkout is not: everything that it needs is in it."""

import email
import json
import os
import shutil
import subprocess
import sys
import tarfile
import venv
import zipfile
from pathlib import Path

import click
import pytest

from tests.conftest import ROOT
from tests.packaging.environments import run

pytestmark = pytest.mark.process


@pytest.fixture(scope="module")
def dist(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The source distribution of the checkout, and the wheel that is built from it."""
    folder = tmp_path_factory.mktemp("dist")
    run(sys.executable, "-m", "build", "--no-isolation", "--outdir", folder, ROOT, cwd=ROOT)
    return folder


@pytest.fixture(scope="module")
def wheel(dist: Path) -> Path:
    return next(dist.glob("*.whl"))


def test_the_source_distribution_is_what_git_has(dist: Path) -> None:
    """So the tests find all that they read, the README's links lead somewhere, and the wheel can be built from it."""
    git = subprocess.run(["git", "-C", str(ROOT), "ls-files", "-z"], capture_output=True, check=False)
    if git.returncode:
        pytest.skip("this is no clone")
    tracked = {os.fsdecode(name) for name in git.stdout.split(b"\0") if name and (ROOT / os.fsdecode(name)).is_file()}
    with tarfile.open(next(dist.glob("*.tar.gz"))) as archive:
        held = {member.name.partition("/")[2] for member in archive if member.isfile()}
    assert len(tracked) > 800
    assert tracked - held == set()
    assert {name for name in held - tracked if not name.endswith((".py", ".md", ".txt"))} == {"PKG-INFO"}


def test_the_metadata_is_true(wheel: Path) -> None:
    """The licences of all that ships, each with its text; a description whose links lead somewhere: it has none."""
    with zipfile.ZipFile(wheel) as archive:
        (name,) = [name for name in archive.namelist() if name.endswith(".dist-info/METADATA")]
        metadata = email.message_from_bytes(archive.read(name))
        texts = [archive.read(f"{name.removesuffix('METADATA')}licenses/{one}").decode() for one in metadata.get_all("License-File", [])]
    assert metadata["License-Expression"] == "MIT AND OFL-1.1"
    assert len(texts) == 3
    for said in ("MIT License", "SIL OPEN FONT LICENSE", "vega-lite", "Redistribution and use in source and binary forms"):
        assert any(said in text for text in texts), said
    description = metadata.get_payload()
    assert 'pip install "planpress[site]"' in description and "](" not in description
    assert metadata.get_all("Project-URL") is None, "there is no address to give"


def test_the_fonts_and_scripts_of_the_wheel_have_licences(wheel: Path) -> None:
    """Whatever else than ours comes in brings its text: a font, or a bundle of scripts."""
    names = zipfile.ZipFile(wheel).namelist()
    foreign = [name for name in names if name.endswith((".ttf", ".otf", ".woff", ".woff2")) or "vega" in name.rpartition("/")[2]]
    assert sorted(name.rpartition("/")[2] for name in foreign if ".dist-info" not in name) == [
        "Pretendard-Regular.ttf", "Pretendard-SemiBold.ttf", "vega-licences.txt",
    ]  # fmt: skip


def test_the_wheel_holds_what_it_needs_and_nothing_else(wheel: Path) -> None:
    """Templates, schemas and the marker for type checkers are there; tests, content and caches are not."""
    names = zipfile.ZipFile(wheel).namelist()
    assert {name.split("/")[0] for name in names if "dist-info" not in name} == {"planpress"}
    for needed in ("planpress/templates/pages/project.md.j2", "planpress/templates/theme/assets/planpress/planpress.css",
                   "planpress/schemas/project.schema.json", "planpress/py.typed", "planpress/templates/packet/main.typ",
                   "planpress/templates/packet/fonts/Pretendard-Regular.ttf", "planpress/templates/packet/fonts/Pretendard-LICENSE.txt"):  # fmt: skip
        assert needed in names
    assert [name for name in names if "__pycache__" in name or name.endswith((".pyc", ".orig"))] == []


@pytest.fixture(scope="module")
def installed(wheel: Path, tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The interpreter of a new environment with the wheel in it. Its dependencies are this environment's: they come by path, planpress
    does not, because a folder on PYTHONPATH has no editable installs."""
    folder = tmp_path_factory.mktemp("installed")
    venv.create(folder, with_pip=False, symlinks=True)
    site = next((folder / "lib").glob("python*/site-packages"))
    with zipfile.ZipFile(wheel) as archive:
        archive.extractall(site)
    # Hooks of the environment's own .pth files, the editable planpress among them, are not run for a path from here.
    (site / "dependencies.pth").write_text(f"{Path(click.__file__).resolve().parent.parent}\n", encoding="utf-8")
    return folder / "bin" / "python"


def test_the_installed_planpress_makes_a_site(installed: Path, tmp_path: Path) -> None:
    """From nothing to a site with a project, without the checkout; the schemas are files of the wheel."""
    where = run(installed, "-c", "import planpress; print(planpress.__file__)", cwd=tmp_path)
    assert Path(where.strip()).is_relative_to(installed.parent.parent)
    for arguments in (["init", "plan"], ["new", "first", "--root", "plan"], ["build", "--root", "plan"]):
        run(installed, "-m", "planpress", *arguments, cwd=tmp_path)
    assert json.loads(run(installed, "-m", "planpress", "schema", "plan.json", cwd=tmp_path))["$schema"].startswith("https://json-schema.org/")
    plan = json.loads((tmp_path / "plan" / "site" / "plan.json").read_text(encoding="utf-8"))
    assert [project["id"] for project in plan["projects"]] == ["first"]
    assert (tmp_path / "plan" / "site" / "projects" / "first" / "index.html").is_file()
    assert (tmp_path / "plan" / "site" / "assets" / "planpress" / "planpress.css").is_file()


def test_in_a_clone_the_wheel_takes_no_template_for_the_plan_s_own(installed: Path, tmp_path: Path) -> None:
    """templates/ of a clone are planpress's; those of a site are the site's."""
    code = "import sys, pathlib; from planpress.files.bundled_templates import template_folders; print(len(template_folders(pathlib.Path(sys.argv[1]))))"
    site = tmp_path / "site"
    shutil.copytree(ROOT / "templates" / "theme", site / "templates" / "theme")
    for folder, count in ((ROOT, "1"), (site, "2"), (tmp_path, "1")):
        assert run(installed, "-P", "-c", code, folder, cwd=tmp_path).strip() == count, folder
