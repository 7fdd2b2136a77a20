"""No command runs a program that a repository's own settings name; git itself would."""

import os
import subprocess
from pathlib import Path

import pytest
from click.testing import CliRunner

from planpress.cli import planpress
from tests.checkouts import FILES
from tests.comparing.building import CALLS
from tests.conftest import run_planpress
from tests.repositories import commit, git, start, write

pytestmark = pytest.mark.process

PROGRAMS = (
    "filter.x.clean", "filter.x.smudge", "filter.x.process", "core.fsmonitor", "core.pager", "pager.log", "pager.status",
    "diff.external", "diff.x.textconv", "diff.x.command", "core.sshCommand", "core.askPass", "credential.helper",
    "core.editor", "sequence.editor", "alias.log", "alias.ls-files", "alias.status", "alias.ls-tree", "alias.cat-file", "core.gitProxy", "gpg.program",
    "gpg.ssh.program", "core.alternateRefsCommand", "uploadpack.packObjectsHook", "remote.origin.uploadpack",
    "merge.x.driver", "interactive.diffFilter", "trailer.x.command",
)  # fmt: skip

COMMANDS = (
    ("check",),
    ("diff",),
    ("diff", "HEAD~"),
    ("log",),
    ("log", "pose"),
    ("export",),
    ("explain", "pose.priority"),
    ("packet", "--changed-since", "HEAD~", "-o", "changed.pdf"),
    ("build", "--against", "HEAD~"),
    ("build", "--untrusted", "--against", "HEAD"),
)


@pytest.fixture(scope="module")
def trapped(machine: Path) -> Path:
    """A plan without `as_of` in a repository all of whose settings name a program that leaves a mark, beside it."""
    beside, root = machine, machine / "plan"
    start(root, FILES)
    more = {CALLS: FILES[CALLS].replace("ease: 2", "ease: 3"), ".gitattributes": "* filter=x diff=x merge=x\n"}
    write(root, more)
    commit(root, "more")
    signature = "\ngpgsig -----BEGIN PGP SIGNATURE-----\n \n x\n -----END PGP SIGNATURE-----\n\n"
    write(beside, {"signed": git(root, "cat-file", "commit", "HEAD").replace("\n\n", signature, 1)})
    git(root, "update-ref", "HEAD", git(root, "hash-object", "-t", "commit", "-w", str(beside / "signed")))
    trap = beside / "trap"
    trap.write_text(f"#!/bin/sh\ntouch {beside}/ran\nexit 1\n")
    trap.chmod(0o755)
    hooks = beside / "hooks"
    hooks.mkdir()
    for name in ("post-checkout", "post-index-change", "pre-commit", "reference-transaction", "fsmonitor-watchman"):
        (hooks / name).symlink_to(trap)
    for name in PROGRAMS:
        git(root, "config", name, str(trap))
    git(root, "config", "remote.origin.url", f"ext::{trap}")
    git(root, "config", "log.showSignature", "true")
    git(root, "config", "core.hooksPath", str(hooks))
    for path in (root / "content").rglob("*"):
        os.utime(path, (1, 1))
    return root


@pytest.mark.parametrize("arguments", COMMANDS, ids=" ".join)
def test_nothing_runs(arguments: tuple[str, ...], trapped: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """Not even where every file was written since git looked at it."""
    monkeypatch.chdir(trapped)
    if arguments[0] in ("packet", "render", "build"):  # they start processes
        done = run_planpress(*arguments, cwd=trapped)
        assert done.returncode == 0, done.stderr
    else:
        assert CliRunner().invoke(planpress, arguments).exit_code == 0
    assert not (trapped.parent / "ran").exists()


@pytest.mark.parametrize("arguments", [("status",), ("diff", "HEAD~"), ("log", "-p"), ("log", "-1", "--no-textconv"), ("fetch",)], ids=" ".join)
def test_git_itself_runs_something(arguments: tuple[str, ...], trapped: Path) -> None:
    """So the trap is one."""
    subprocess.run(["git", "-C", trapped, *arguments], check=False, capture_output=True, stdin=subprocess.DEVNULL)
    assert (trapped.parent / "ran").exists()
    (trapped.parent / "ran").unlink()
