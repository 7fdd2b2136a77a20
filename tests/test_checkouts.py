"""A clean working tree is no change, whatever git's settings made of it; and an edit is one in each of them."""

from collections.abc import Mapping
from pathlib import Path

import pytest

from planpress.history import with_history
from planpress.reading.git.plan_state import plan_words
from planpress.reading.git.process import GitError
from planpress.sandbox.checkout import check_sealed
from planpress.workflows.check_plan import Checked, check_folder, conclude
from planpress.workflows.compare_plans import compare_named, preview
from tests import strangers
from tests.checkouts import CHECKOUTS, RAN, Checkout, made
from tests.repositories import git

pytestmark = pytest.mark.process

EDITS = (b"ease: 3", b"ease: 5"), (b"ease: 2", b"ease: 5"), (b"net-1,0.90", b"net-1,0.70")


@pytest.fixture(params=CHECKOUTS, ids=lambda checkout: checkout.name)
def checkout(request: pytest.FixtureRequest) -> Checkout:
    found: Checkout = request.param
    return found


@pytest.fixture
def root(checkout: Checkout, place: Path) -> Path:
    """The plan in a working tree that git calls clean, without a trace of what git ran for that."""
    root = made(place, checkout.make)
    (place / RAN).unlink(missing_ok=True)
    return root


def test_nothing_is_edited(checkout: Checkout, root: Path, tmp_path: Path) -> None:
    """Nothing is compared as changed, marked in a preview, taken for a stranger's or called uncommitted; and no program
    that the settings name is run for that. Git itself says that the working tree is clean, afterwards."""
    compared = compare_named("HEAD", None, root)
    assert (compared.edits, compared.changes, compared.files) == ((), (), 0)
    checked = check_folder(root)
    assert_nothing_is_marked(checked, root)
    assert_last_commit(checkout, root, "")
    assert "not committed" not in str(with_history(conclude(checked), root, True).timelines)
    if not checkout.more:
        assert_all_is_the_teams(root)
    assert {finding.code for finding in checked.findings} & {"PP123", "PP124"} == (
        {"PP124"} if checkout.partial else set()
    )
    assert not (tmp_path / RAN).exists()
    assert git(root, "--no-optional-locks", "status", "--porcelain") == ""


def assert_nothing_is_marked(
    checked: Checked, root: Path, place: Path | None = None, known: Mapping[str, str] | None = None
) -> None:
    report = conclude(checked)
    found = preview(report, root, "HEAD", place, known)
    assert (found.comparison.edits, found.comparison.changes, found.comparison.files) == ((), (), 0)
    assert found.before.ranking == report.ranking
    assert found.before.evaluations == report.evaluations
    assert not found.head.uncommitted


def assert_last_commit(checkout: Checkout, root: Path, edited: str) -> None:
    if checkout.speechless:
        with pytest.raises(GitError, match="git fetch --refetch --no-filter"):
            plan_words(root)
    else:
        assert plan_words(root) == git(root, "rev-parse", "HEAD")[:7] + edited


def assert_all_is_the_teams(root: Path) -> None:
    sealed = strangers.sealed(root, "HEAD")
    assert (strangers.changed(sealed), sealed.findings) == (set(), ())
    assert_nothing_is_marked(check_sealed(sealed, {}, lambda path: None), sealed.root, root, sealed.ids)


def test_an_edit_is_seen(checkout: Checkout, root: Path, tmp_path: Path) -> None:
    """One value, in a file that stays as large as it was, written at once after git wrote it."""
    edit(root / checkout.edit)
    compared = compare_named("HEAD", None, root)
    assert compared.edits
    assert compared.files
    report = conclude(check_folder(root))
    assert preview(report, root, "HEAD").head.uncommitted
    assert_last_commit(checkout, root, " with edits")
    assert not (tmp_path / RAN).exists()


def edit(path: Path) -> None:
    data = path.read_bytes()
    for old, new in EDITS:
        if data.count(old) == 1:
            path.write_bytes(data.replace(old, new))
            return
    raise AssertionError(f"nothing to edit in {path}")
