"""The command line: what each command writes where, its exit status, and what it leaves alone."""

import json
import os
import pty
import re
import resource
import shlex
import signal
import subprocess
import sys
from collections.abc import Callable
from pathlib import Path
from typing import Any

import click
import pytest
import yaml

from planpress import __version__, schemas
from planpress.cli import planpress
from tests.conftest import call_planpress, run_planpress
from tests.formats.forges import reading
from tests.repositories import texts_of
from tests.small_plan import CSV, MODELS, PLAN, PROJECT, P, Q, T, write

pytestmark = pytest.mark.process

COMMANDS = ("init", "new", "check", "build", "serve", "decide", "diff", "explain", "export", "schema")
ROOTED = {
    "new": ["a"], "check": [], "build": [], "serve": [], "decide": ["june"], "diff": [], "explain": ["p.priority"], "export": [],
}  # fmt: skip
WARNED = PROJECT.replace("owner: Kim", "owner: no")


@pytest.fixture
def root(tmp_path: Path) -> Path:
    """A plan without findings."""
    return write(tmp_path, {})


@pytest.mark.parametrize("command", COMMANDS)
def test_every_command_is_documented(command: str) -> None:
    """Its help says what it does, each of its options, and an example that it can parse."""
    done = run_planpress(command, "--help")
    assert (done.returncode, done.stderr) == (0, "")
    (example,) = re.findall(r"^  Example:\n    planpress (.+)\n", done.stdout, re.MULTILINE)
    name, *arguments = example.split()
    assert name == command
    with click.Context(planpress) as context:
        made = planpress.get_command(context, command)
        assert made is not None
        assert made.make_context(command, arguments).params
        for option in made.params:
            if isinstance(option, click.Option):
                assert option.help or option.opts == ["--format"]
    assert ("--root" in done.stdout) == (command in ROOTED)
    assert ("--format" in done.stdout) == (command in ("check", "diff", "export"))


def test_the_commands_are_listed() -> None:
    """`planpress --help` lists the commands with what each does, and `--version` says which this is."""
    done = run_planpress("--help")
    assert (done.returncode, done.stderr) == (0, "")
    for command in COMMANDS:
        assert re.search(rf"^  {command} +[A-Z].+", done.stdout, re.MULTILINE)
    assert run_planpress("--version").stdout == f"planpress, version {__version__}\n"


@pytest.mark.parametrize("case", yaml.safe_load((Path(__file__).parent / "commands.yml").read_text("utf-8")), ids=lambda case: str(case["run"]))
def test_what_a_command_says(case: dict[str, Any], root: Path) -> None:
    """Its status, its two streams, and that no file is touched."""
    write(root, {P: PLAN + case.get("plan", ""), Q: PROJECT.replace("owner: Kim", f"owner: {case.get('owner', 'Kim')}")})
    before = texts_of(root)
    done = call_planpress(*shlex.split(case["run"]), cwd=root / case.get("below", ""))
    assert (done.returncode, done.stdout) == (case["status"], case.get("stdout", ""))
    assert case["says"] in done.stderr if "says" in case else done.stderr == case.get("stderr", "")
    assert "Traceback" not in done.stderr
    assert texts_of(root) == before


@pytest.mark.parametrize("command", ROOTED)
def test_no_plan_is_2(command: str, tmp_path: Path) -> None:
    """Every command that needs a plan says where it looked for one."""
    done = run_planpress(command, *ROOTED[command], "--root", tmp_path)
    assert (done.returncode, done.stdout) == (2, "")
    assert done.stderr == (
        f'planpress: no content/plan.yml in "{tmp_path}" or above; go to the plan\'s folder, name it with --root, '
        "or start one: planpress init DIR\n"
    )


def test_check_for_forges(root: Path) -> None:
    """Code quality, SARIF with what findings mean, and JUnit; files are named from the top of the repository."""
    (root / ".git").mkdir()
    plan = write(root / "plans", {P: PLAN, Q: WARNED})
    done = {form: call_planpress("check", "--format", form, "--strict", cwd=plan) for form in ("github", "gitlab", "sarif", "junit")}
    assert {(one.returncode, one.stderr) for one in done.values()} == {(1, "")}
    told = {form: one.stdout for form, one in done.items()}
    (item,) = reading.code_quality(told["gitlab"])
    assert (item["check_name"], item["severity"], item["location"]["path"]) == ("PP106", "critical", f"plans/{Q}")
    run = reading.sarif(told["sarif"])
    assert run["tool"]["driver"]["semanticVersion"] == __version__
    assert "## Why it matters" in run["tool"]["driver"]["rules"][0]["help"]["markdown"]
    assert reading.junit(told["junit"]).find("testsuite").get("failures") == "1"  # type: ignore[union-attr]
    assert reading.annotations(told["github"])[0].properties["file"] == f"plans/{Q}"


def test_export_to_standard_output_and_to_a_file(root: Path) -> None:
    """`export` writes the same bytes to both, and to a file whole, over an earlier one."""
    (root / "plan.json").write_text("old")
    done = run_planpress("export", cwd=root)
    assert (done.returncode, done.stderr) == (0, "")
    again = run_planpress("export", "-o", "plan.json", cwd=root)
    assert (again.returncode, again.stdout, again.stderr) == (0, "", "")
    assert (root / "plan.json").read_text("utf-8") == done.stdout
    assert json.loads(done.stdout)["projects"][0]["id"] == "p"
    assert set(texts_of(root)) == {P, Q, "plan.json"}


def test_export_to_a_device_does_not_replace_it(root: Path) -> None:
    """A device or a pipe is written to; no file is put in its place."""
    os.mkfifo(root / "pipe")
    with subprocess.Popen(["cat", root / "pipe"], stdout=subprocess.PIPE) as reader:
        assert run_planpress("export", "-o", "pipe", cwd=root).returncode == 0
        assert reader.stdout is not None and json.load(reader.stdout)["schema"] == 1
    assert (root / "pipe").is_fifo()


def test_schema(root: Path) -> None:
    """`schema` prints the shipped schema."""
    for name in schemas.NAMES:
        done = call_planpress("schema", name, cwd=root)
        assert (done.returncode, done.stdout, done.stderr) == (0, schemas.text(name), "")


def test_explain(root: Path) -> None:
    """`explain` needs no plan for a code, and one for a number."""
    done = run_planpress("explain", "PP203", cwd="/")
    assert (done.returncode, done.stderr) == (0, "")
    assert done.stdout.startswith("PP203 Unknown metric (error)\n")
    assert run_planpress("explain", "p.priority", cwd=root).stdout.startswith("p.priority = 0.61   rank 1 of 1\n")


@pytest.mark.parametrize("name", ["our plan", "a$(id)b", 'a"b', "a'b"])
def test_what_init_says_to_do_next_can_be_run(name: str, tmp_path: Path) -> None:
    """The name of a folder is one word to the shell, and nothing of it is run."""
    done = run_planpress("init", name, cwd=tmp_path)
    assert shlex.split(done.stderr)[:4] == ["next:", "cd", name, "&&"]
    assert "$" not in name or f"'{name}'" in done.stderr


def test_init_and_new_make_a_plan_that_can_be_checked(tmp_path: Path) -> None:
    """The tour: `init`, `new`, `check`; each says what it wrote, and neither writes over anything."""
    done = run_planpress("init", "our-plan", cwd=tmp_path)
    assert done.returncode == 0
    assert set(done.stdout.split()) == {f"our-plan/{name}" for name in texts_of(tmp_path / "our-plan")}
    assert done.stderr == "next: cd our-plan && planpress new my-first-project && planpress serve\n"
    plan = tmp_path / "our-plan"
    done = run_planpress("new", "첫-과제", cwd=plan)
    assert (done.returncode, done.stderr) == (0, "")
    assert done.stdout == "content/projects/첫-과제/project.yml\ncontent/projects/첫-과제/plan.md\n"
    assert run_planpress("check", cwd=plan).returncode == 0
    before = texts_of(tmp_path)
    for arguments in (["init", "."], ["new", "첫-과제"]):
        done = run_planpress(*arguments, cwd=plan)
        assert (done.returncode, done.stdout) == (2, "")
        assert "already" in done.stderr
    assert texts_of(tmp_path) == before


def small_files() -> None:
    """A disk that is full: no file may grow beyond ten bytes."""
    resource.setrlimit(resource.RLIMIT_FSIZE, (10, 10))


@pytest.mark.parametrize("arguments", [["init", "x"], ["new", "a"], ["export", "-o", "plan.json"]])
def test_a_full_disk_leaves_nothing(arguments: list[str], root: Path) -> None:
    """Where nothing more can be written, status is 2, one line says so, and there is no litter."""
    done = execute(arguments, root, preexec_fn=small_files)
    assert done.returncode == 2
    assert re.fullmatch(r"planpress: cannot write \S+: file too large\n", done.stderr)
    assert set(texts_of(root)) == {P, Q}
    assert sorted(path.name for path in root.iterdir()) == ["content"]
    assert [path.name for path in (root / "content/projects").iterdir()] == ["p"]


def execute(
    arguments: list[str],
    cwd: Path,
    *,
    stdout: int = subprocess.PIPE,
    preexec_fn: Callable[[], object] | None = None,
) -> subprocess.CompletedProcess[str]:
    """Run the command line with a standard output, or with limits, of the test's own."""
    command = [sys.executable, "-B", "-m", "planpress", *arguments]
    environment = {**os.environ, "PYTHONUNBUFFERED": ""}
    return subprocess.run(
        command, cwd=cwd, stdout=stdout, stderr=subprocess.PIPE, text=True, check=False, preexec_fn=preexec_fn, env=environment
    )  # fmt: skip


def test_a_full_standard_output_is_said(root: Path) -> None:
    """Standard output on a full disk is status 2 and one line."""
    with open("/dev/full", "wb") as full:
        done = execute(["check"], root, stdout=full.fileno())
    assert (done.returncode, done.stderr) == (2, "planpress: no space left on device\n")


@pytest.mark.parametrize("command", ["check", "export", "schema"])
def test_a_reader_that_goes_is_no_traceback(command: str, root: Path) -> None:
    """`planpress ... | head` ends without a word when head has read enough."""
    read, written = os.pipe()
    os.close(read)
    done = execute([command, *(["project"] if command == "schema" else [])], root, stdout=written)
    os.close(written)
    assert done.stderr == ""
    assert done.returncode != 2


def test_a_closed_standard_output_is_no_traceback(root: Path) -> None:
    """Without any standard output there is nothing to write to, and nothing to complain of."""
    done = execute(["check"], root, preexec_fn=lambda: os.close(1))
    assert (done.returncode, done.stderr) == (0, "")


def test_an_interrupt_is_130_without_a_traceback(root: Path) -> None:
    """Ctrl-C in the middle of a command ends it with status 130 and without a traceback."""
    code = (
        "import os, signal, planpress.workflows.check_plan as pipeline, planpress.cli as cli\n"
        "pipeline.check_folder = lambda *_: os.kill(os.getpid(), signal.SIGINT)\n"
        "import sys; sys.argv = ['planpress', 'check']\n"
        "cli.main()\n"
    )
    done = subprocess.run([sys.executable, "-c", code], cwd=root, capture_output=True, text=True, check=False)
    assert done.returncode == 128 + signal.SIGINT
    assert (done.stdout, done.stderr.strip()) == ("", "")


def terminal(root: Path, **environment: str) -> str:
    """What `check` writes to a terminal."""
    master, slave = pty.openpty()
    command = [sys.executable, "-m", "planpress", "check"]
    inherited = {name: value for name, value in os.environ.items() if name != "NO_COLOR"}
    subprocess.run(command, cwd=root, stdout=slave, stderr=slave, check=False, env={**inherited, **environment})
    os.close(slave)
    text = os.read(master, 100_000).decode()
    os.close(master)
    return text


def test_colour_only_on_a_terminal_that_wants_it(root: Path) -> None:
    """A terminal gets colours, with NO_COLOR it gets none; a pipe never does."""
    write(root, {P: PLAN + "capasity: 3\n"})
    assert "\x1b[31m\x1b[1merror PP110\x1b[0m" in terminal(root)
    assert "\x1b[31m" in terminal(root, NO_COLOR="")
    assert "\x1b" not in terminal(root, NO_COLOR="1")
    assert "\x1b" not in run_planpress("check", cwd=root, env={"FORCE_COLOR": "1"}).stdout


@pytest.mark.parametrize("locale", ["C", "POSIX", "en_US.ISO-8859-1"])
def test_the_locale_changes_nothing(locale: str, root: Path) -> None:
    """Output is UTF-8 whatever the locale says."""
    write(root, {P: PLAN + "é한: 3\n"})
    done = run_planpress("check", cwd=root, env={"LC_ALL": locale, "PYTHONUTF8": "0", "PYTHONCOERCECLOCALE": "0"})
    assert 'unknown key "é한"' in done.stdout


def imported(arguments: list[str], root: Path) -> set[str]:
    """The packages that a command imports."""
    code = (
        "import sys\n"
        f"sys.argv = ['planpress', *{arguments!r}]\n"
        "from planpress.cli import main\n"
        "try:\n    main()\nexcept SystemExit:\n    pass\n"
        "print('|'.join(sys.modules), file=sys.stderr)\n"
    )
    done = subprocess.run([sys.executable, "-c", code], cwd=root, capture_output=True, text=True, check=True)
    return {name.partition(".")[0] for name in done.stderr.splitlines()[-1].split("|")}


HEAVY = {"altair", "jinja2", "mkdocs", "pandas", "narwhals", "vl_convert", "nh3", "pygments"}


@pytest.mark.parametrize("arguments", [["--help"], ["check", "--help"], ["--version"]], ids=" ".join)
def test_help_imports_nothing_heavy(arguments: list[str], root: Path) -> None:
    """Help is there at once: it needs no library but click."""
    found = imported(arguments, root)
    assert "click" in found
    assert found & {*HEAVY, "pydantic", "yaml", "numpy", "markdown_it", "simpleeval"} == set()


def test_check_imports_no_more_than_it_needs(root: Path) -> None:
    """`check` draws nothing and renders nothing; it reads Markdown only where a table is in Markdown."""
    found = imported(["check"], write(root, {Q: MODELS, T: CSV}))
    assert "pydantic" in found
    assert found & {*HEAVY, "markdown_it"} == set()
    table = "# M\n\n| model | precision |\n|---|---|\n| a | 0.8 |\n"
    write(root, {Q: MODELS.replace("models.csv", "plan.md#m"), "content/projects/p/plan.md": table})
    assert "markdown_it" in imported(["check"], root)
