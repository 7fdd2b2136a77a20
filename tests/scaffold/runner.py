"""A machine of a CI as far as pipelines need one: a python3 that installs the planpress that is tested, and what runs the
steps of a workflow, each as GitHub's runner starts it."""

import os
import re
import subprocess
import sys
from collections.abc import Mapping
from pathlib import Path
from shlex import quote
from typing import Any

import yaml

from planpress import __version__
from planpress.scaffold.pipelines import PlanPlace, pipeline_files
from tests.comparing.building import PLAN
from tests.repositories import write

_NAME = re.compile(r"'[^']*'|[a-z_]\w*(?:\.\w+)+")


_SPARING = """\
#!/bin/sh
test "$1" = build || exec {planpress} "$@"
for root; do :; done
mkdir -p "$root/site"
echo "$*" >"$root/site/index.html"
"""


def program(path: Path, text: str) -> Path:
    """A file that can be run."""
    path.write_text(text)
    path.chmod(0o755)
    return path


def path_with_stand_in(folder: Path, *, builds: bool = True) -> str:
    """A PATH on which `python3 -I -m venv PLACE` makes a PLACE that has planpress already; all else is Python's.

    Without `builds` a site is one page that holds the arguments of `planpress build`.
    """
    planpress = Path(sys.executable).with_name("planpress")
    folder.mkdir(exist_ok=True)
    if not builds:
        planpress = program(folder / "planpress", _SPARING.format(planpress=quote(str(planpress))))
    program(
        folder / "python3",
        "#!/bin/sh\n"
        f'test "$1 $2 $3" = "-I -m venv" || exec {quote(sys.executable)} "$@"\n'
        'mkdir -p "$4/bin"\n'
        f'ln -sf /bin/true "$4/bin/pip"\nln -sf {quote(str(planpress))} "$4/bin/planpress"\n'
    )
    return f"{folder}:{os.environ['PATH']}"


def files_for(forge: str, folder: str = ".") -> dict[str, str]:
    """The pipelines of a forge for a plan in a folder of a repository."""
    prefix = "" if folder == "." else f"{folder}/"
    return pipeline_files(forge, __version__, PlanPlace(folder, f"{prefix}content", f"{prefix}{PLAN}"))


class StepFailed(AssertionError):
    """A step ended with an exit status that is not 0."""


class Runner:
    """Runs the steps of a workflow's jobs that are scripts, in a checked-out folder, for a plan in a `folder` of it.

    `values` is what GitHub's expressions give, by name; what is not there is empty. What the last run printed is in
    `log`, the pages of its summary in `summary`. `leaving_out` names steps that take long and are tested elsewhere.
    """

    def __init__(
        self, kind: str, at: Path, folder: str = ".", *leaving_out: str, values: Mapping[str, str] | None = None,
        builds: bool = False, **environment: str,
    ) -> None:  # fmt: skip
        texts = files_for("github", folder)
        write(at, texts)
        self.workflow: dict[str, Any] = yaml.safe_load(next(text for path, text in texts.items() if f"/{kind}." in path))
        self.at, self.values, self.leaving_out = at, {"github.token": "secret", **(values or {})}, leaving_out
        self.temporary = at.parent / "runner"
        self.temporary.mkdir(exist_ok=True)
        path = path_with_stand_in(at.parent / "bin", builds=builds)
        self.environment = {
            "RUNNER_TEMP": str(self.temporary), "GITHUB_REPOSITORY": "team/plan", "GITHUB_SERVER_URL": "https://example.org",
            "PATH": path, **environment,
        }  # fmt: skip
        self.log = self.summary = ""

    def run(self, job: str) -> list[str]:
        """The names of the steps that were run. Raises StepFailed at the first that fails."""
        ran, self.log = [], ""
        summary = self.at.parent / "summary"
        summary.write_text("", encoding="utf-8")
        for step in self.workflow["jobs"][job]["steps"]:
            if "run" not in step or step["name"] in self.leaving_out or not self.value(step.get("if", "'always'")):
                continue
            ran.append(step["name"])
            if not self._step(step, summary) and not step.get("continue-on-error"):
                raise StepFailed(f"{step['name']}: {self.log}")
        self.summary = summary.read_text(encoding="utf-8")
        return ran

    def value(self, expression: str) -> str:
        """An expression of a workflow: names, texts, `==`, `&&` and `||`."""
        python = _NAME.sub(lambda found: found[0] if found[0][0] == "'" else f"known({found[0]!r})", expression)
        python = python.replace("&&", " and ").replace("||", " or ")
        return str(eval(python, {"__builtins__": {}, "known": self._known}) or "")

    def _known(self, name: str) -> str:
        found = self.values.get(name)
        if found is None and not name.startswith(("steps.", "vars.", "github.event.merge_group.")):
            raise KeyError(name)
        return found or ""

    def _step(self, step: Mapping[str, Any], summary: Path) -> bool:
        output = self.at.parent / "output"
        output.write_text("", encoding="utf-8")
        given = {**self.workflow["env"], **step.get("env", {})}
        given = {name: re.sub(r"\$\{\{ (.*?) \}\}", lambda found: self.value(found[1]), text) for name, text in given.items()}
        environment = {**os.environ, **given, **self.environment}
        environment |= {"GITHUB_OUTPUT": str(output), "GITHUB_STEP_SUMMARY": str(summary)}
        done = subprocess.run(
            [*self._shell(step), "-c", step["run"]], cwd=self.at, env=environment, check=False, capture_output=True, text=True
        )
        self.log += done.stdout + done.stderr
        for line in output.read_text(encoding="utf-8").splitlines():
            name, _, value = line.partition("=")
            self.values[f"steps.{step['id']}.outputs.{name}"] = value
        return done.returncode == 0

    def _shell(self, step: Mapping[str, Any]) -> list[str]:
        """GitHub sets pipefail only where a workflow names bash itself."""
        named = step.get("shell") or self.workflow.get("defaults", {}).get("run", {}).get("shell")
        return ["bash", "--noprofile", "--norc", "-eo", "pipefail"] if named == "bash" else ["bash", "-e"]
