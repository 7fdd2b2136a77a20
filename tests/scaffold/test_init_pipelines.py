"""Where `planpress init --ci` writes pipelines, and what keeps those of several plans apart."""

import re
import subprocess
from pathlib import Path

import pytest
import yaml

from planpress import __version__
from planpress.model.location import plan_name
from planpress.scaffold.new_plan import start_plan
from planpress.scaffold.pipelines import FORGES, pipeline_files
from tests.conftest import call_planpress
from tests.repositories import commit, git, write
from tests.scaffold.test_pipelines import BELOW, TOP

pytestmark = pytest.mark.process


@pytest.fixture
def mono(place: Path) -> Path:
    """An empty repository, in which commands are run."""
    git(place, "init", "-q", "mono")
    return place / "mono"


@pytest.mark.parametrize("forge", FORGES)
def test_init_writes_a_pipeline_with_a_new_plan_and_beside_one(forge: str, tmp_path: Path) -> None:
    """A plan stays as it is; a file that is in the way is named, and nothing is written."""
    new, old = tmp_path / "new", tmp_path / "old"
    done = call_planpress("init", "--ci", forge, new, cwd=tmp_path)
    assert done.returncode == 0, done.stderr
    assert "content/plan.yml" in done.stdout
    assert f"{new} is in no git repository yet: the pipeline is for one with this folder at its top" in done.stderr
    start_plan(old, {})
    before = (old / "content/plan.yml").read_bytes()
    done = call_planpress("init", "--ci", forge, old, cwd=tmp_path)
    assert done.returncode == 0, done.stderr
    texts = pipeline_files(forge, __version__)
    start = [".gitlab-ci.yml"] if forge == "gitlab" else []
    assert done.stdout.splitlines() == [str(old / path) for path in [*texts, *start]]
    assert (old / "content/plan.yml").read_bytes() == before
    for path, text in texts.items():
        assert (old / path).read_text(encoding="utf-8") == text == (new / path).read_text(encoding="utf-8")
    again = call_planpress("init", "--ci", forge, old, cwd=tmp_path)
    assert again.returncode == 2
    assert "there already; nothing was written" in again.stderr


@pytest.mark.parametrize("forge", FORGES)
def test_init_writes_to_the_top_of_the_repository_and_tells_plans_apart(forge: str, mono: Path) -> None:
    """From wherever it is called; a second plan's files stand beside the first one's, and use what both can."""
    (mono / "docs").mkdir()
    done = call_planpress("init", "--ci", forge, "../plans/gh", cwd=mono / "docs")
    assert done.returncode == 0, done.stderr
    texts = pipeline_files(forge, __version__, BELOW)
    for path, text in texts.items():
        assert f"../{path}" in done.stdout.splitlines()
        assert (mono / path).read_text(encoding="utf-8") == text
    assert sorted(path.name for path in (mono / "plans/gh").iterdir()) == [".gitignore", ".planpress", "content", "mkdocs.yml"]
    done = call_planpress("init", "--ci", forge, ".", cwd=mono)
    assert done.returncode == 0, done.stderr
    others = pipeline_files(forge, __version__)
    shared = {path for path in texts if path in others}
    assert shared == {path for path in texts if "planpress/" in path}
    assert all(texts[path] == others[path] for path in shared)
    assert not shared & set(done.stdout.splitlines())


@pytest.mark.parametrize(("branch", "known", "written"), [("master", "", "master"), ("topic", "trunk", "trunk"), ("topic", "", "main")])
def test_the_plan_of_the_default_branch_is_shown(branch: str, known: str, written: str, mono: Path) -> None:
    git(mono, "checkout", "-q", "-b", branch)
    commit(mono, "begin")
    if known:
        git(mono, "update-ref", f"refs/remotes/origin/{known}", "HEAD")
        git(mono, "symbolic-ref", "refs/remotes/origin/HEAD", f"refs/remotes/origin/{known}")
    call_planpress("init", "--ci", "github", ".", cwd=mono)
    pages = yaml.safe_load((mono / ".github/workflows/plan-pages.yml").read_text(encoding="utf-8"))
    assert pages[True]["push"] == {"branches": [written]}


def test_gitlabs_own_file_is_written_once_and_then_left_alone(mono: Path) -> None:
    """It includes the first plan; of the second, and where it is somebody's own, the line to add is printed."""
    done = call_planpress("init", "--ci", "gitlab", "a", cwd=mono)
    start = mono / ".gitlab-ci.yml"
    assert yaml.safe_load(start.read_text(encoding="utf-8")) == {"include": [{"local": ".gitlab/planpress.a.yml"}]}
    assert "next: commit them" in done.stderr
    before = start.read_bytes()
    done = call_planpress("init", "--ci", "gitlab", "b", cwd=mono)
    line = "- local: .gitlab/planpress.b.yml"
    assert f"next: add below include in .gitlab-ci.yml: {line};" in done.stderr
    obeyed = yaml.safe_load(f"{start.read_text(encoding='utf-8')}  {line}\n")
    assert [one["local"] for one in obeyed["include"]] == [".gitlab/planpress.a.yml", ".gitlab/planpress.b.yml"]
    assert (start.read_bytes(), (mono / ".gitlab/planpress.b.yml").is_file()) == (before, True)


def test_a_shared_file_of_another_version_is_not_taken_for_ours(mono: Path) -> None:
    """Nothing is written; the way out that is named works."""
    write(mono, {".github/planpress/comment.py": "# older\n"})
    done = call_planpress("init", "--ci", "github", "a", cwd=mono)
    assert done.returncode == 2
    assert "comment.py is there already, of another version or edited; nothing was written" in done.stderr
    assert not (mono / "a").exists()
    command = done.stderr.rpartition(", ")[2].strip()
    assert command == "rm .github/planpress/comment.py"
    subprocess.run(command, shell=True, cwd=mono, check=True)
    assert call_planpress("init", "--ci", "github", "a", cwd=mono).returncode == 0


@pytest.mark.parametrize("folder", ["a$b", "a'b", 'a"b', "${{ x }}", "a*", "-a", "a\nb"])
def test_a_folder_that_a_forge_cannot_name_is_refused(folder: str, mono: Path) -> None:
    done = call_planpress("init", "--ci", "github", "--", folder, cwd=mono)
    assert done.returncode == 2 and "rename its folders: letters, digits, - and _ are fine" in done.stderr
    assert not (mono / folder).exists() and not (mono / ".github").exists()


NAMES = {
    ".": "", "": "", "plans/gh/": "plans.gh", "our-plan": "our-plan", "a_1/b-2": "a_1.b-2", "Plan ML/ünï": "plan-ml.n-",
    "plans.gh": "plans-gh-", "PLANS/gh": "plans.gh-",
}  # fmt: skip


def test_no_two_folders_have_one_name() -> None:
    """Names are the folders' own where these are plain, and hold nothing that a file, a branch or a comment would read."""
    names = {folder: plan_name(folder) for folder in NAMES}
    for folder, start in NAMES.items():
        assert names[folder].startswith(start) and re.fullmatch("[a-z0-9_.-]*", names[folder]), names[folder]
        assert names[folder] == start or re.fullmatch("[0-9a-f]{8}", names[folder].rpartition("-")[2])
    assert len(set(names.values())) == len(names) - 1
    assert plan_name("Plan ML/u\u0308nï") == names["Plan ML/ünï"]


def test_nothing_of_two_plans_has_one_name() -> None:
    """Workflows, the runs that cancel each other, and GitLab's jobs; each runs for its own files."""
    assert set(pipeline_files("github", "1", TOP)) & set(pipeline_files("github", "1", BELOW)) == {
        ".github/planpress/comment.py", ".github/planpress/publish.sh", ".github/planpress/propose.sh",
    }  # fmt: skip
    for kind in ("plan", "plan-comment", "plan-pages"):
        top, below = (
            yaml.safe_load(pipeline_files("github", "1", place)[f".github/workflows/{kind}{dot}.yml"])
            for place, dot in ((TOP, ""), (BELOW, ".plans.gh"))
        )
        assert top["name"] != below["name"]
        assert kind != "plan" or top["jobs"]["plan"]["name"] != below["jobs"]["plan"]["name"]  # of required checks
        groups = [job["concurrency"]["group"] for job in below["jobs"].values() if "concurrency" in job]
        assert all(group.startswith("${{ github.workflow }}-") for group in [below["concurrency"]["group"], *groups])
        event = below[True]
        if kind == "plan-comment":
            assert event["workflow_run"]["workflows"] == ["Plan of plans/gh"]
        else:
            assert (event.get("pull_request") or event["push"])["paths"] == [
                "plans/gh/**", ".github/workflows/plan*.plans.gh.yml",
            ]  # fmt: skip
            assert "paths" not in str(top[True])
    texts = (pipeline_files("github", "1", place)[f".github/workflows/plan-refresh{dot}.yml"] for place, dot in ((TOP, ""), (BELOW, ".plans.gh")))
    top, below = map(yaml.safe_load, texts)
    assert (top["env"]["PROPOSED"], below["env"]["PROPOSED"]) == ("planpress/refresh", "planpress/plans.gh.refresh")
    assert top["name"] != below["name"]
    top, below = (
        yaml.safe_load(next(iter(pipeline_files("gitlab", "1", place).values()))) for place in (TOP, BELOW)
    )
    assert top.keys() & below.keys() == {"pages"} and top["pages"] == below["pages"]
    for name, job in below.items():
        rules = [rule for rule in job.get("rules", ()) if "changes" not in rule]
        assert not rules or name in ("pages", *(f"plan:plans.gh:{one}" for one in ("site", "refresh", "propose"))), name
