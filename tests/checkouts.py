"""Working trees of one small plan as git's settings make them: the scripts of checkouts.yml, with what checkouts.sh shares."""

import os
import shlex
import subprocess
from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import yaml

from tests.comparing.building import BASE, INVOICES, PLAN
from tests.repositories import write

HERE = Path(__file__).parent
RAN = "ran"
"""What a filter leaves beside the repositories when it runs."""

SETTINGS = "site_name: Plan\ndocs_dir: content\nsite_dir: site\nplugins: [planpress]\n"
FILES: Mapping[str, str] = {**BASE, "mkdocs.yml": SETTINGS}
UNDATED = {**FILES, PLAN: FILES[PLAN].replace("as_of: 2019-06-01\n", "")}
IDENT = {".gitattributes": "*.md ident\n", "content/about.md": "# About\n\n$Id$\n"}


@dataclass(frozen=True)
class Checkout:
    """A setting: `make` makes a clean working tree. For the others, see checkouts.yml."""

    name: str
    make: str
    edit: str = INVOICES
    partial: bool = False
    speechless: bool = False
    more: bool = False


def cases(file: str) -> dict[str, Any]:
    """A file of cases, from this folder on, by their names."""
    found: dict[str, Any] = yaml.safe_load((HERE / file).read_text(encoding="utf-8"))
    return found


CHECKOUTS = tuple(Checkout(name, **case) for name, case in cases("checkouts.yml").items())


def made(beside: Path, script: str, files: Mapping[str, str] = FILES) -> Path:
    """The root of the plan that a script makes in a folder."""
    write(beside / "files", files)
    return run(script, beside, beside)


def run(script: str, folder: Path, beside: Path) -> Path:
    """The folder in which a script ends that begins in another one."""
    done = subprocess.run(
        ["bash", "-euc", f'. {shlex.quote(str(HERE / "checkouts.sh"))}\n{script}\npwd'], cwd=folder, check=False,
        capture_output=True, text=True, env={**os.environ, "beside": str(beside)},
    )  # fmt: skip
    assert done.returncode == 0, done.stderr
    return Path(done.stdout.splitlines()[-1])


def filtered(beside: Path, pattern: str = "*.csv") -> Path:
    """A repository one of whose filters changes a number."""
    return made(beside, f"filtered {shlex.quote(pattern)}")


def clone(beside: Path, *options: str, files: Mapping[str, str] = FILES) -> Path:
    """A clone of a repository with two commits of the files."""
    return made(beside, f"clone {shlex.join(options)}", files)
