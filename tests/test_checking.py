"""`planpress check` of some projects, without some warnings, quietly; and what a shell completes."""

import os
import re
import shutil
import subprocess
import sys
from pathlib import Path

import pytest
from click.shell_completion import ShellComplete

from planpress.cli import planpress
from tests.conftest import ROOT, call_planpress
from tests.small_plan import PLAN, PROJECT, P, Q, write

NO_OWNER, UNRATED = PROJECT.replace("owner: Kim", "owner: no"), PROJECT.replace("feasibility: {data: 3}\n", "")
PART = "content/projects/part-search/project.yml"
JUNE = "content/meetings/june.yml"


@pytest.fixture
def root(tmp_path: Path) -> Path:
    """Three projects: a warning in each of two, an error in the third; a warning in plan.yml, an error in a meeting."""
    broken = "content/projects/z/project.yml"
    plan = PLAN.replace("title: A plan", "title: no")
    return write(tmp_path, {P: plan, Q: NO_OWNER, PART: UNRATED, broken: PROJECT + "nonsense: 1\n", JUNE: "a: 1\n"})


def found(stdout: str) -> list[tuple[str, str]]:
    """The files and codes of the findings in a text."""
    return re.findall(r"^content/(\S+?)(?::[\d:]+)?: (?:error|warning) (PP\d+)", stdout, re.MULTILINE)


IN_PLAN, IN_P, IN_PART, IN_Z = ("plan.yml", "PP106"), ("projects/p/project.yml", "PP106"), (PART[8:], "PP405"), ("projects/z/project.yml", "PP110")


@pytest.mark.parametrize(
    ("arguments", "status", "expected", "last"),
    [
        (["p"], 0, [IN_PLAN, IN_P], "2 warnings in 1 project. planpress explain PP106 says more."),
        (["part-search", "p", "p"], 0, [IN_PLAN, IN_P, IN_PART], "3 warnings in 2 projects. planpress explain PP106 says more."),
        (["content/projects/p/", "content/projects/p/project.yml"], 0, [IN_PLAN, IN_P], "2 warnings in 1 project. planpress explain PP106 says more."),
        (["z"], 1, [IN_PLAN, IN_Z], "1 error, 1 warning in 1 project. planpress explain PP110 says more."),
        (["p", "--strict"], 1, [IN_PLAN, IN_P], "2 warnings in 1 project. planpress explain PP106 says more."),
        (["p", "--ignore", "PP106"], 0, [], "no findings in 1 project"),
        (["p", "--ignore", "pp106", "--strict"], 0, [], "no findings in 1 project"),
        (["p", "part-search", "--ignore", "PP106,PP402"], 0, [IN_PART], "1 warning in 2 projects. planpress explain PP405 says more."),
        (["p", "part-search", "--ignore", "PP106", "--ignore", "PP402"], 0, [IN_PART], "1 warning in 2 projects. planpress explain PP405 says more."),
        (["p", "--quiet"], 0, [IN_PLAN, IN_P], None),
        (["p", "-q", "--ignore", "PP106"], 0, [], None),
    ],
)  # fmt: skip
def test_some_projects_and_warnings(arguments: list[str], status: int, expected: list[tuple[str, str]], last: str | None, root: Path) -> None:
    """Findings of the named projects and of plan.yml, the status that these have, and with --quiet nothing else."""
    done = call_planpress("check", *arguments, cwd=root)
    assert (done.returncode, found(done.stdout)) == (status, expected)
    assert done.stdout.splitlines()[len(expected) :] == ([] if last is None else [last])


def test_all_is_checked_where_no_project_is_named(root: Path) -> None:
    """The meeting too."""
    done = call_planpress("check", "--ignore", "PP405", cwd=root)
    assert done.returncode == 1 and {IN_PLAN, IN_P, IN_Z} <= set(found(done.stdout))
    assert any(path == "meetings/june.yml" for path, _ in found(done.stdout))


def test_what_is_ignored_is_counted(root: Path) -> None:
    """On standard error, whatever the format; not with --quiet, and not where there is nothing."""
    for form in ("text", "json", "sarif"):
        done = call_planpress("check", "p", "part-search", "--ignore", "PP106", "--ignore", "PP405", "--format", form, cwd=root)
        assert done.stderr == "3 warnings ignored (PP106, PP405)\n"
        assert "PP106" not in done.stdout
    assert call_planpress("check", "p", "--ignore", "PP106", "--quiet", cwd=root).stderr == ""
    assert call_planpress("check", "p", "--ignore", "PP402", cwd=root).stderr == ""


@pytest.mark.parametrize(
    ("arguments", "said"),
    [
        (["part-serch"], 'there is no project "part-serch" (did you mean "part-search"?)'),
        (["p", "x"], 'there is no project "x"; known here: p, part-search and z'),
        (["--ignore", "PP1060"], 'there is no finding "PP1060" (did you mean "PP106"?); write a code, as in --ignore PP402'),
        (["--ignore", "pp110"], "PP110 is an error, and errors cannot be ignored; planpress explain PP110 says what to do"),
    ],
)
def test_what_is_not_there_is_2(arguments: list[str], said: str, root: Path) -> None:
    """A project or a code that does not exist, and an error that somebody would not see."""
    done = call_planpress("check", *arguments, cwd=root)
    assert (done.returncode, done.stdout, done.stderr) == (2, "", f"planpress: {said}\n")


def test_github_and_quiet(root: Path) -> None:
    """Annotations alone."""
    done = call_planpress("check", "p", "--format", "github", "-q", cwd=root)
    assert [line[:9] for line in done.stdout.splitlines()] == ["::warning"] * 2


@pytest.mark.process
@pytest.mark.parametrize(
    ("words", "begun", "offered"),
    [
        (["check"], "p", ["p", "part-search"]),
        (["check", "p"], "p", ["part-search"]),
        (["check", "--ignore"], "pp10", ["PP106"]),
    ],
)
def test_what_is_offered_to_a_shell(
    words: list[str], begun: str, offered: list[str], root: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Projects that are not named yet, and warnings; where there is no plan, nothing: a shell shows whatever is written."""
    complete = ShellComplete(planpress, {}, "planpress", "_PLANPRESS_COMPLETE").get_completions
    monkeypatch.chdir(root)
    assert [item.value for item in complete(words, begun)] == offered
    monkeypatch.chdir(root.parent)
    assert "--ignore" in words or complete(words, begun) == []


@pytest.mark.process
@pytest.mark.skipif(shutil.which("bash") is None, reason="there is no bash")
def test_bash_completes(root: Path) -> None:
    """The script that docs/content.md puts into ~/.bashrc, asked by bash as it asks when Tab is pressed."""
    (root / "bin").mkdir()
    (root / "bin" / "planpress").write_text(f'#!/bin/sh\nexec "{sys.executable}" -m planpress "$@"\n')
    (root / "bin" / "planpress").chmod(0o755)
    script = """
eval "$(_PLANPRESS_COMPLETE=bash_source planpress)"
complete -p planpress
for words in "planpress che" "planpress check --ign" "planpress check --ignore PP10" "planpress log pa"; do
  COMP_WORDS=($words); COMP_CWORD=$((${#COMP_WORDS[@]} - 1))
  COMPREPLY=(); _planpress_completion planpress
  echo "${COMPREPLY[@]}"
done
"""
    environment = {**os.environ, "PATH": f"{root / 'bin'}:{os.environ['PATH']}"}
    done = subprocess.run(["bash", "-c", script], cwd=root, env=environment, capture_output=True, text=True, check=True)
    registered, *completed = done.stdout.splitlines()
    assert "-F _planpress_completion planpress" in registered
    command, option, codes, project = completed
    assert (command, option, project) == ("check", "--ignore", "part-search")
    assert "PP106" in codes.split() and "PP110" not in codes.split()
    for shell in ("bash", "zsh", "fish"):
        assert f"_PLANPRESS_COMPLETE={shell}_source planpress" in (ROOT / "docs" / "content.md").read_text(encoding="utf-8")
