"""The hook for pre-commit, called as pre-commit calls it: at the top of a repository, with the files that are committed."""

import shutil
import subprocess
from pathlib import Path

import pytest
import yaml

from planpress.reading.locations import roots_of
from tests.case_files import cases
from tests.comparing.building import BASE, PLAN
from tests.conftest import ROOT, call_planpress
from tests.repositories import git, write

pytestmark = pytest.mark.process

(HOOK,) = yaml.safe_load((ROOT / ".pre-commit-hooks.yaml").read_text(encoding="utf-8"))
SITE = "site_name: Ours\nplugins: [search, {planpress: {plan: docs/ml}}]\n"
BROKEN = {PLAN: "schema: 1\ntitle: [\n"}


@pytest.fixture
def top(place: Path) -> Path:
    """A repository with two plans, one of them broken, and other folders that are called content."""
    root = place / "mono"
    root.mkdir()
    git(root, "init", "-q")
    write(root / "plans/gh", BASE)
    write(root / "plans/two", {**BASE, **BROKEN})
    write(root, {"web/content/index.md": "# Home\n", "content/posts/-x.md": "# A post\n"})
    git(root, "add", "-A")
    git(root, "commit", "-qm", "begin")
    return root


def committed(top: Path) -> subprocess.CompletedProcess[str]:
    """What the hook says of what is staged. Names of files that are deleted are not handed over."""
    git(top, "add", "-A")
    names = git(top, "diff", "--cached", "--name-only", "--no-renames", "--diff-filter=ACMRTUXB", "-z").split("\0")
    command, *arguments = HOOK["entry"].split()
    assert command == "planpress"
    return call_planpress(*arguments, *filter(None, names), cwd=top)


def test_pre_commit_hands_the_files_over_to_one_process() -> None:
    assert HOOK.keys() == {"id", "name", "description", "entry", "language", "require_serial"}  # of any file, with names
    assert (HOOK["id"], HOOK["language"], HOOK["require_serial"]) == ("planpress-check", "python", True)


@pytest.mark.parametrize(("files", "status", "said"), cases(__file__)["test_the_plans_of_the_files_are_checked_and_no_other"])
def test_the_plans_of_the_files_are_checked_and_no_other(files: dict[str, str], status: int, said: str, top: Path) -> None:
    write(top, files)
    done = committed(top)
    assert (done.returncode, done.stderr) == (status, "")
    assert said in done.stdout
    broken = any(path.startswith("plans/two/content") for path in files)
    assert ("plans/two" in done.stdout) == broken


def test_a_plan_whose_table_is_deleted_is_found_by_what_is_committed_with_it(top: Path) -> None:
    (top / "plans/gh/content/projects/pose/models.csv").unlink()
    write(top, {"plans/gh/content/projects/calls/plan.md": "# Calls\n"})
    done = committed(top)
    assert done.returncode == 1
    assert 'plans/gh/content/projects/pose/project.yml:12:17: error PP301 there is no file "models.csv"' in done.stdout


def test_settings_that_cannot_be_read_are_said_of_the_plans_that_have_them(top: Path) -> None:
    """Those of a site elsewhere are nobody's business."""
    write(top, {"web/mkdocs.yml": "site_name: [\n", "web/content/index.md": "# Ours\n"})
    assert committed(top).returncode == 0
    write(top, {"plans/gh/mkdocs.yml": "site_name: [\n", "plans/gh/content/a.md": "# A\n"})
    done = committed(top)
    assert done.returncode == 2 and done.stderr.startswith("planpress: plans/gh/mkdocs.yml:")


def test_every_format_names_files_from_the_top(top: Path) -> None:
    names = ("plans/gh/content/plan.yml", "plans/two/content/plan.yml")
    for form in ("github", "gitlab", "sarif", "junit", "json"):
        done = call_planpress("check", "--files", "--format", form, *names, cwd=top)
        assert done.returncode == 1
        assert done.stdout.count("plans/two/content/plan.yml") >= 1 and "plans/two/plans" not in done.stdout
    assert call_planpress("check", "--files", "--root", ".", *names, cwd=top).returncode == 2


def test_a_files_owner_is_the_plan_whose_content_it_is_in(top: Path) -> None:
    """From any folder, whether or not it is there any more, and not by a link of another name."""
    assert roots_of([top / "plans/gh/content/gone/x.md", top / "plans/two/../gh/content/plan.yml"]) == (top / "plans/gh",)
    assert roots_of([top / "plans/gh/mkdocs.yml", top / "content/posts/-x.md", Path("/")]) == ()
    write(top / "site", {"mkdocs.yml": SITE, **{path.replace("content", "docs/ml", 1): text for path, text in BASE.items()}})
    write(top / "site", {"docs/index.md": "# The site's own\n"})
    assert roots_of([top / "site/docs/ml/projects/calls/project.yml", top / "site/docs/index.md"]) == (top / "site",)
    assert roots_of([top / "site/docs/index.md"]) == ()
    shutil.copytree(top / "plans/gh/content", top / "content", dirs_exist_ok=True)
    assert roots_of([top / "web/content/index.md"]) == ()
    assert roots_of([top / "content/posts/-x.md", top / "plans/gh/content/x"]) == (top, top / "plans/gh")
