"""Sides that have no plan: before its first commit, after it was deleted, and beside other plans of the repository."""

import shutil
from collections.abc import Callable, Mapping
from pathlib import Path

import pytest

from planpress.comparing.comparison_text import is_unchanged, verdict
from planpress.model.errors import PlanpressError
from planpress.sandbox.checkout import seal
from planpress.workflows.compare_plans import compare_named
from tests import strangers
from tests.comparing.building import BASE, INVOICES, PLAN
from tests.conftest import call_planpress
from tests.repositories import commit, git, start, write

pytestmark = pytest.mark.process

SMALL = {path: text for path, text in BASE.items() if path in (PLAN, INVOICES)}
BEGUN, ENDED = "Plan: there was no plan before: {} new", "Plan: there is no plan any more: {} gone"
SAME = "Plan: no conclusion changes (nothing was edited)"


@pytest.fixture
def top(place: Path) -> Path:
    """The top of a repository with one file, committed."""
    start(place / "mono", {"README.md": "Ours.\n"})
    return place / "mono"


def below(folder: str, files: Mapping[str, str]) -> dict[str, str]:
    return {f"{folder}/{path}": text for path, text in files.items()}


def first(top: Path) -> Path:
    write(top, below("plans/gh", BASE))
    return top / "plans/gh"


def second(top: Path) -> Path:
    """A plan beside one that stays where it is, which it was not moved from."""
    write(top, below("plans/gh", BASE))
    commit(top, "first")
    write(top, below("plans/two", SMALL))
    return top / "plans/two"


def beside_a_sparse_one(top: Path) -> Path:
    """The other plan is left out of the work tree, and is there all the same."""
    write(top, below("plans/gh", BASE))
    commit(top, "first")
    git(top, "sparse-checkout", "set", "plans/two")
    assert not (top / "plans/gh").exists()
    write(top, below("plans/two", SMALL))
    return top / "plans/two"


def untouched(top: Path) -> Path:
    second(top)
    commit(top, "second")
    write(top, {"plans/two/content/projects/invoices/project.yml": BASE[INVOICES].replace("ease: 3", "ease: 5")})
    return top / "plans/gh"


def deleted(top: Path) -> Path:
    """Its folder goes with it, and a plan at the top is none of its business."""
    write(top, {**below("plans/gh", BASE), **SMALL})
    commit(top, "two plans")
    shutil.rmtree(top / "plans")
    return top / "plans/gh"


def deleted_at_the_top(top: Path) -> Path:
    write(top, {**SMALL, "content/index.md": "# Ours\n"})
    commit(top, "a plan")
    shutil.rmtree(top / "content")
    return top


SITE = "site_name: Ours\ntheme: {name: material, font: false}\n"
PLUGIN = "plugins: [search, {planpress: {plan: docs/ml}}]\n"


def first_in_a_site(top: Path) -> Path:
    """Somebody's docs get a plan in a folder, and their settings the plugin."""
    write(top, {"web/mkdocs.yml": SITE, "web/docs/index.md": "# Ours\n"})
    commit(top, "a site")
    in_docs = {path.replace("content/", "web/docs/ml/", 1): text for path, text in BASE.items()}
    write(top, {"web/mkdocs.yml": SITE + PLUGIN, **in_docs})
    return top / "web"


def deleted_from_a_site(top: Path) -> Path:
    """The plugin goes with it: only the base's settings know where the plan was."""
    first_in_a_site(top)
    commit(top, "a plan")
    write(top, {"web/mkdocs.yml": SITE})
    shutil.rmtree(top / "web/docs/ml")
    return top / "web"


def moved(top: Path) -> Path:
    """Out of two, the one whose folder is no plan's any more."""
    untouched(top)
    commit(top, "raise")
    git(top, "mv", "plans/two", "plans/three")
    return top / "plans/three"


CASES: tuple[tuple[Callable[[Path], Path], str, str], ...] = (
    (first, BEGUN.format("3 projects are"), "added"),
    (second, BEGUN.format("1 project is"), "added"),
    (beside_a_sparse_one, BEGUN.format("1 project is"), "added"),
    (untouched, SAME, ""),
    (deleted, ENDED.format("3 projects are"), "removed"),
    (deleted_at_the_top, ENDED.format("1 project is"), "removed"),
    (first_in_a_site, BEGUN.format("3 projects are"), "added"),
    (deleted_from_a_site, ENDED.format("3 projects are"), "removed"),
    (moved, SAME, ""),
)


@pytest.mark.parametrize(("happens", "words", "subject"), CASES, ids=lambda value: getattr(value, "__name__", None))
def test_a_side_without_a_plan_is_said(happens: Callable[[Path], Path], words: str, subject: str, top: Path) -> None:
    """From the work tree, and the same once it is committed."""
    place = happens(top)
    working = compare_named("HEAD", None, place)
    assert verdict(working) == words
    assert is_unchanged(working) == (words == SAME)
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
    first(top)
    with pytest.raises(PlanpressError, match=r"there is no plans/gh/content/plan\.yml at .*; name a base that has it"):
        compare_named(base, "HEAD", top / "plans/gh")
    with pytest.raises(PlanpressError, match=r"there is no folder .*, and no side has a plan there; mend --root"):
        compare_named(base, None, top / "plans/hg")


def test_two_plans_that_moved_at_once_are_not_guessed_at(top: Path) -> None:
    second(top)
    commit(top, "both")
    git(top, "mv", "plans", "ml")
    with pytest.raises(PlanpressError, match="it may have come from plans/gh and plans/two; compare two folders"):
        compare_named("HEAD", None, top / "ml/two")


def test_the_command_ends_well(top: Path) -> None:
    """Standard output has the verdict, and the exit status is 0, where a plan begins and where its folder is gone."""
    first(top)
    done = call_planpress("diff", "HEAD", "--root", "plans/gh", "--silent-if-unchanged", cwd=top)
    assert (done.returncode, done.stderr) == (0, "") and done.stdout.startswith(BEGUN.format("3 projects are"))
    commit(top, "a plan")
    git(top, "rm", "-rq", "plans")
    done = call_planpress("diff", "HEAD", "--root", "plans/gh", "--format", "markdown", cwd=top)
    assert (done.returncode, done.stderr) == (0, "") and ENDED.format("3 projects are") in done.stdout


@pytest.mark.parametrize("settings", ["", strangers.SETTINGS.replace(", planpress", "")], ids=["none", "a site"])
def test_a_strangers_first_plan_is_built_with_settings_that_are_not_his(settings: str, top: Path, tmp_path: Path) -> None:
    """Those of the base where it has a site, and else those that `planpress init` writes."""
    if settings:
        write(top, {"plans/gh/mkdocs.yml": settings})
        commit(top, "a site")
    first(top)
    write(top, {"plans/gh/mkdocs.yml": "site_name: evil\n", "plans/gh/content/x.md": "# X\n\n<script>x</script>\n"})
    private = tmp_path / "private"
    private.mkdir()
    sealed = seal(top / "plans/gh", private, "HEAD", lambda path: None)
    taken = (sealed.root / "mkdocs.yml").read_text(encoding="utf-8")
    assert taken == settings or ("Gh ML plan" in taken and not settings)
    assert {"x.md", "projects/invoices/project.yml"} & sealed.changed == {"x.md"}
    assert "<script>" in (sealed.root / "content/x.md").read_text(encoding="utf-8")  # cleaned when it is rendered


def test_a_strangers_first_plan_in_a_site_is_where_the_change_has_it(top: Path, tmp_path: Path) -> None:
    """In the docs of the base's settings, whatever docs the change's settings name."""
    place = first_in_a_site(top)
    for number, settings in enumerate((SITE + PLUGIN, f"docs_dir: evil\n{PLUGIN.replace('docs/ml', 'evil')}")):
        write(top, {"web/mkdocs.yml": settings, "web/evil/plan.yml": "evil\n"})
        private = tmp_path / f"private{number}"
        private.mkdir()
        if number:
            with pytest.raises(PlanpressError, match='plan is "evil", which is not in docs_dir "docs"'):
                seal(place, private, "HEAD", lambda path: None)
            continue
        sealed = seal(place, private, "HEAD", lambda path: None)
        assert (sealed.location.folder, sealed.location.docs, sealed.location.pages) == ("docs/ml", "docs", "ml")
        assert (sealed.root / "mkdocs.yml").read_text(encoding="utf-8") == SITE
        assert (sealed.root / "docs/ml/plan.yml").is_file() and (sealed.root / "docs/index.md").is_file()


def test_settings_that_would_be_read_for_ever_are_an_error(top: Path) -> None:
    write(top, {"web/mkdocs.yml": "INHERIT: /dev/zero\n"})
    with pytest.raises(PlanpressError, match="zero is not a regular file"):
        compare_named("HEAD", None, top / "web")
