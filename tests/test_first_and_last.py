"""Sides that have no plan: before its first commit, after it was deleted, and beside other plans of the repository."""

from pathlib import Path

import pytest

from planpress.comparing.comparison_text import is_unchanged, verdict
from planpress.model.errors import PlanpressError
from planpress.workflows.compare_plans import compare_named
from tests import strangers
from tests.checkouts import cases, made, run
from tests.comparing.building import BASE
from tests.conftest import call_planpress
from tests.repositories import commit, git, write

pytestmark = pytest.mark.process

CASES = cases("first_and_last.yml")


@pytest.fixture
def top(place: Path) -> Path:
    """The top of a repository with one file, committed."""
    return made(place, "mono", BASE)


def happens(top: Path, script: str) -> None:
    run(script, top, top.parent)


@pytest.mark.parametrize("name", CASES)
def test_a_side_without_a_plan_is_said(name: str, top: Path) -> None:
    """From the work tree, and the same once it is committed."""
    words, subject, place = CASES[name]["says"], CASES[name].get("subject"), top / CASES[name]["place"]
    happens(top, CASES[name]["make"])
    working = compare_named("HEAD", None, place)
    assert verdict(working) == words
    assert is_unchanged(working) == (subject is None)
    git(top, "add", "--sparse", "-A")
    git(top, "commit", "-qm", "change")
    git(top, "tag", "after")
    if subject:  # what is checked out is neither side: the default branch, in a run that only fetched the change
        git(top, "checkout", "-q", "HEAD~" if subject == "added" else "HEAD")
    committed = compare_named("after~", "after", place)
    assert verdict(committed) == words
    assert {(change.kind, change.subject) for change in committed.at("conclusion")} <= {("project", subject)}
    assert (committed.pages == ()) == (subject != "added")


def test_what_is_nowhere_is_an_error(top: Path) -> None:
    """No plan on either side, and a folder that neither side has."""
    base = git(top, "rev-parse", "HEAD")
    happens(top, "plan plans/gh")
    with pytest.raises(PlanpressError, match=r"there is no plans/gh/content/plan\.yml at .*; name a base that has it"):
        compare_named(base, "HEAD", top / "plans/gh")
    with pytest.raises(PlanpressError, match=r"there is no folder .*, and no side has a plan there; mend --root"):
        compare_named(base, None, top / "plans/hg")


def test_two_plans_that_moved_at_once_are_not_guessed_at(top: Path) -> None:
    happens(top, "plan plans/gh; small plans/two; save both; git mv plans ml")
    with pytest.raises(PlanpressError, match="it may have come from plans/gh and plans/two; compare two folders"):
        compare_named("HEAD", None, top / "ml/two")


def test_the_command_ends_well(top: Path) -> None:
    """Standard output has the verdict, and the exit status is 0, where a plan begins and where its folder is gone."""
    happens(top, "plan plans/gh")
    done = call_planpress("diff", "HEAD", "--root", "plans/gh", "--silent-if-unchanged", cwd=top)
    assert (done.returncode, done.stderr) == (0, "") and done.stdout.startswith("Plan: there was no plan before: 3 projects are new")
    commit(top, "a plan")
    git(top, "rm", "-rq", "plans")
    done = call_planpress("diff", "HEAD", "--root", "plans/gh", "--format", "markdown", cwd=top)
    assert (done.returncode, done.stderr) == (0, "") and "there is no plan any more: 3 projects are gone" in done.stdout


@pytest.mark.parametrize("settings", ["", strangers.SETTINGS.replace(", planpress", "")], ids=["none", "a site"])
def test_a_strangers_first_plan_is_built_with_settings_that_are_not_his(settings: str, top: Path) -> None:
    """Those of the base where it has a site, and else those that `planpress init` writes."""
    if settings:
        write(top, {"plans/gh/mkdocs.yml": settings})
        commit(top, "a site")
    happens(top, "plan plans/gh")
    write(top, {"plans/gh/mkdocs.yml": "site_name: evil\n", "plans/gh/content/x.md": "# X\n\n<script>x</script>\n"})
    sealed = strangers.sealed(top / "plans/gh", "HEAD")
    taken = (sealed.root / "mkdocs.yml").read_text(encoding="utf-8")
    assert taken == settings or ("Gh ML plan" in taken and not settings)
    assert {"x.md", "projects/invoices/project.yml"} & strangers.changed(sealed) == {"x.md"}
    assert "<script>" in (sealed.root / "content/x.md").read_text(encoding="utf-8")  # cleaned when it is rendered


def test_a_strangers_first_plan_in_a_site_is_where_the_change_has_it(top: Path) -> None:
    """In the docs of the base's settings, whatever docs the change's settings name."""
    happens(top, "site; save site; plan_in_site")
    write(top, {"web/evil/plan.yml": "evil\n"})
    sealed = strangers.sealed(top / "web", "HEAD")
    assert (sealed.location.folder, sealed.location.docs, sealed.location.pages) == ("docs/ml", "docs", "ml")
    assert (sealed.root / "mkdocs.yml").read_text(encoding="utf-8") == git(top, "show", "HEAD:web/mkdocs.yml") + "\n"
    assert (sealed.root / "docs/ml/plan.yml").is_file() and (sealed.root / "docs/index.md").is_file()
    settings = "docs_dir: evil\nplugins: [search, {planpress: {plan: evil}}]\n"
    write(top, {"web/mkdocs.yml": settings})
    with pytest.raises(PlanpressError, match='plan is "evil", which is not in docs_dir "docs"'):
        strangers.sealed(top / "web", "HEAD")


def test_settings_that_would_be_read_for_ever_are_an_error(top: Path) -> None:
    write(top, {"web/mkdocs.yml": "INHERIT: /dev/zero\n"})
    with pytest.raises(PlanpressError, match="zero is not a regular file"):
        compare_named("HEAD", None, top / "web")
