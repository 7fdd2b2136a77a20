"""The files of a plan on disk; what must not be read is in tests/reading/test_bad_input.py."""

from pathlib import Path

import pytest

from planpress.reading.disk import DiskTree
from planpress.reading.tree import Listing
from tests.repositories import write


@pytest.fixture
def root(tmp_path: Path) -> Path:
    names = (
        "plan.yml index.md notes/deep/page.md .hidden/page.md projects/b/project.yml projects/a/plan.md "
        "projects/.cache/project.yml projects/.DS_Store projects/stray.yml meetings/2019-06-02-b.yml "
        "meetings/2019-06-01-a.yml meetings/old/x.yaml meetings/notes.pdf meetings/.hidden/x.yml "
        "meetings/.hidden.yml"
    )
    write(tmp_path, {f"content/{name}": f"content/{name}" for name in names.split()})
    return tmp_path


def test_lists_are_sorted_and_without_hidden_names(root: Path) -> None:
    """Folders, strays, pages and meetings come sorted, by paths from the root, without what begins with a dot."""
    tree = DiskTree(root).listing()
    assert tree.folders == ("b",), "a has no project.yml"
    assert tree.strays == ("content/projects/stray.yml",)
    assert tree.pages == ("content/index.md", "content/notes/deep/page.md", "content/projects/a/plan.md")
    assert tree.meetings == tuple(
        f"content/meetings/{name}" for name in ("2019-06-01-a.yml", "2019-06-02-b.yml", "old/x.yaml")
    )


def test_files_are_read_as_they_are(root: Path) -> None:
    tree = DiskTree(root)
    file = tree.file("content/plan.yml")
    assert file is not None
    assert (file.path, file.data, file.refusal) == ("content/plan.yml", b"content/plan.yml", None)
    assert tree.file("content/none.yml") is None
    assert tree.file("content/plan.yml/x") is None
    assert tree.file("content/a\0b") is None
    assert tree.file("content/" + "a" * 5000) is None


def test_a_plan_without_projects(tmp_path: Path) -> None:
    assert DiskTree(tmp_path).listing() == Listing()


def test_the_root_may_be_reached_by_a_link(root: Path, tmp_path_factory: pytest.TempPathFactory) -> None:
    link = tmp_path_factory.mktemp("links") / "plan"
    link.symlink_to(root)
    file = DiskTree(link).file("content/plan.yml")
    assert file is not None and file.data == b"content/plan.yml"


def test_a_link_to_what_git_keeps_is_refused(root: Path) -> None:
    """A working tree's .git may hold a token of the machine that checked it out; a link to a neighbour is read."""
    (root / ".git").mkdir()
    (root / ".git/config").write_text("secret", encoding="utf-8")
    for name, target in (("config.csv", "../.git/config"), ("near.csv", "plan.yml")):
        (root / "content" / name).symlink_to(target)
    config, near = (DiskTree(root).file(f"content/{name}.csv") for name in ("config", "near"))
    assert config is not None and config.data == b"" and "is a link out of the plan's folder" in str(config.refusal)
    assert near is not None and near.refusal is None
