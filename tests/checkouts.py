"""Clean working trees of one small plan, as git's settings make them; in none of them was anything edited."""

from __future__ import annotations

import os
import shutil
import stat
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from pathlib import Path

from tests.comparing.building import BASE, CALLS, INVOICES, PLAN, POSE, TABLE
from tests.repositories import commit, git, start, write

RAN = "ran"
"""What a filter leaves beside the repositories when it runs."""

SETTINGS = "site_name: Plan\ndocs_dir: content\nsite_dir: site\nplugins: [planpress]\n"
FILES: Mapping[str, str] = {**BASE, "mkdocs.yml": SETTINGS}

# Git LFS as far as its files go: `clean` stores what it is given under its hash, `smudge` gives it back.
_LFS = """\
#!/bin/sh
touch "{beside}/ran"
store="$(git rev-parse --git-common-dir)/lfs/objects"
if [ "$1" = clean ]; then
  given="$(mktemp)"; cat > "$given"
  set -- $(sha256sum "$given")
  way="$store/$(echo $1 | cut -c1-2)/$(echo $1 | cut -c3-4)"
  mkdir -p "$way"; mv "$given" "$way/$1"
  printf 'version https://git-lfs.github.com/spec/v1\\noid sha256:%s\\nsize %s\\n' "$1" "$(wc -c < "$way/$1" | tr -d ' ')"
else
  name="$(sed -n 's/^oid sha256://p')"
  cat "$store/$(echo $name | cut -c1-2)/$(echo $name | cut -c3-4)/$name"
fi
"""


@dataclass(frozen=True)
class Checkout:
    """A setting: `make` gives the root of a plan in a new folder, as a clean working tree. `edit` is a file of which an
    edit has to be seen there. `partial` says that not all of the plan is on disk, `speechless` that git cannot name the
    last commit, and `more` that there are files which are in no revision: to a stranger's change they are new."""

    name: str
    make: Callable[[Path], Path]
    edit: str = INVOICES
    partial: bool = False
    speechless: bool = False
    more: bool = False


def filtered(beside: Path, root: Path, pattern: str = "*.csv") -> Path:
    """A repository one of whose filters changes a number: in git net-1's precision is 0.10, in files 0.90."""
    marked = f"touch {beside}/{RAN}; sed "
    start(root, {".gitattributes": f"{pattern} filter=shift\n"})
    git(root, "config", "filter.shift.clean", f"{marked} s/net-1,0.90/net-1,0.10/")
    git(root, "config", "filter.shift.smudge", f"{marked} s/net-1,0.10/net-1,0.90/")
    git(root, "config", "filter.shift.required", "true")
    write(root, FILES)
    commit(root, "plan")
    return root


def pointers(beside: Path, root: Path) -> Path:
    """A repository whose tables are pointers in git, and themselves in files."""
    program = beside / "lfs"
    program.write_text(_LFS.format(beside=beside))
    program.chmod(program.stat().st_mode | stat.S_IXUSR)
    start(root, {".gitattributes": "*.csv filter=lfs\n"})
    git(root, "config", "filter.lfs.clean", f"{program} clean")
    git(root, "config", "filter.lfs.smudge", f"{program} smudge")
    write(root, FILES)
    commit(root, "plan")
    return root


def origin(beside: Path, files: Mapping[str, str] = FILES) -> Path:
    """A repository to clone: the plan before it was raised, then as it is."""
    root = beside / "origin"
    start(root, {**files, INVOICES: files[INVOICES].replace("ease: 3", "ease: 1")})
    write(root, files)
    commit(root, "plan", when="2019-05-02T12:00:00+0000")
    git(root, "config", "uploadpack.allowFilter", "true")
    git(root, "config", "uploadpack.allowAnySHA1InWant", "true")
    return root


def clone(beside: Path, *options: str, files: Mapping[str, str] = FILES) -> Path:
    """A clone of that."""
    root = beside / "clone"
    git(beside, "clone", "-q", *options, (origin(beside, files)).as_uri(), str(root))
    return root


def _flagged(flag: str, path: str, *, deleted: bool = False) -> Callable[[Path], Path]:
    def make(beside: Path) -> Path:
        root = clone(beside)
        git(root, "update-index", f"--{flag}", path)
        if deleted:
            shutil.rmtree((root / path).parent)
        else:
            (root / path).write_bytes((root / path).read_bytes().replace(b"ease: 2", b"ease: 5"))
        return root

    return make


def _sparse(*options: str, patterns: tuple[str, ...]) -> Callable[[Path], Path]:
    def make(beside: Path) -> Path:
        root = clone(beside)
        git(root, "sparse-checkout", "set", *options, *patterns)
        return root

    return make


def _sparse_and_partial(beside: Path) -> Path:
    """As people clone large repositories: what a sparse checkout leaves out was never fetched."""
    root = clone(beside, "--filter=blob:none", "--no-checkout", "-c", "core.autocrlf=true")
    git(root, "sparse-checkout", "set", "content/projects/invoices", "content/projects/pose")
    git(root, "checkout", "-q", "main")
    return root


def _with(files: Mapping[str, str]) -> Callable[[Path], Path]:
    return lambda beside: clone(beside, files={**FILES, **files})


def _links(beside: Path) -> Path:
    """Links to a file, to a project, to a table beside content/ and to nothing, all committed."""
    root = beside / "links"
    files = dict(FILES)
    table = files.pop(TABLE)
    start(root, {**files, "content/shared/models.csv": table, "data/models.csv": table})
    (root / TABLE).symlink_to("../../shared/models.csv")
    (root / "content/projects/twin").symlink_to("pose")
    (root / "content/projects/invoices/models.csv").symlink_to("../../../data/models.csv")
    write(root, {INVOICES: BASE[INVOICES] + "models: {table: models.csv}\n"})
    (root / "content/projects/invoices/nothing").symlink_to("nowhere")
    (root / "content/notes.md").symlink_to("about.md")
    commit(root, "links")
    return root


def _links_as_texts(beside: Path) -> Path:
    """Where the file system has no links: git writes where they lead."""
    root = _links_to_pages(beside)
    git(beside, "clone", "-q", "-c", "core.symlinks=false", root.as_uri(), str(beside / "texts"))
    return beside / "texts"


def _links_to_pages(beside: Path) -> Path:
    root = beside / "pages"
    start(root, FILES)
    (root / "content/notes.md").symlink_to("about.md")
    (root / "content/projects/pose/nothing").symlink_to("nowhere")
    commit(root, "links")
    return root


def submodule(beside: Path) -> Path:
    """A project that is a repository of its own."""
    start(beside / "calls", {"project.yml": BASE[CALLS]})
    root = beside / "whole"
    start(root, {path: text for path, text in FILES.items() if path != CALLS})
    add = ("submodule", "--quiet", "add", str(beside / "calls"), "content/projects/calls")
    git(root, "-c", "protocol.file.allow=always", *add)
    commit(root, "submodule")
    return root


def _submodule_of_all(beside: Path) -> Path:
    """A plan all of whose content/ is a repository of its own."""
    start(beside / "inner", {path.removeprefix("content/"): text for path, text in BASE.items()})
    root = beside / "outer"
    start(root, {"mkdocs.yml": SETTINGS})
    git(root, "-c", "protocol.file.allow=always", "submodule", "--quiet", "add", str(beside / "inner"), "content")
    commit(root, "submodule")
    return root


def _stale(make: Callable[[Path], Path]) -> Callable[[Path], Path]:
    """A copy of a working tree: no stamp in its index is right any more."""

    def made(beside: Path) -> Path:
        root = make(beside)
        shutil.copytree(root, beside / "copy", symlinks=True)
        return beside / "copy"

    return made


def _touched(make: Callable[[Path], Path]) -> Callable[[Path], Path]:
    """A working tree whose files were all written again as they were."""

    def made(beside: Path) -> Path:
        root = make(beside)
        for path in (root / "content").rglob("*"):
            os.utime(path, (1, 1), follow_symlinks=False)
        return root

    return made


def _linked(beside: Path) -> Path:
    git(origin(beside), "worktree", "add", "-q", str(beside / "linked"), "-b", "branch")
    return beside / "linked"


def _deep(beside: Path) -> Path:
    root = beside / "mono repo, \u00fcber"
    start(root, {f"plans/ml/{path}": text for path, text in FILES.items()} | {"README.md": "# All\n"})
    return root / "plans/ml"


def _configured(*settings: tuple[str, str]) -> Callable[[Path], Path]:
    def make(beside: Path) -> Path:
        root = clone(beside)
        for name, value in settings:
            git(root, "config", name, value.format(beside=beside))
        return root

    return make


def _index(*arguments: str) -> Callable[[Path], Path]:
    def make(beside: Path) -> Path:
        root = clone(beside)
        git(root, "update-index", *arguments)
        return root

    return make


def _sha256(beside: Path) -> Path:
    root = beside / "sha256"
    git(beside, "init", "-q", "-b", "main", "--object-format=sha256", str(root))
    write(root, FILES)
    commit(root, "plan")
    return root


def _ignored(beside: Path) -> Path:
    root = clone(beside, files={**FILES, ".gitignore": "*.tmp\n.DS_Store\n/content/projects/draft/\n"})
    write(root, {"content/projects/pose/x.tmp": "x", "content/projects/pose/.DS_Store": "x"})
    write(root, {"content/projects/draft/project.yml": BASE[INVOICES]})
    return root


def _with_lock(beside: Path) -> Path:
    root = clone(beside)
    (root / ".git/index.lock").touch()
    return root


CRLF = {".gitattributes": "content/** text eol=crlf\n"}
NOTES = "content/projects/pose/notes.txt"
ENCODED = {".gitattributes": f"{NOTES} working-tree-encoding=UTF-16LE\n", NOTES: "caf\u00e9\n"}
MARKED = f"{NOTES} working-tree-encoding=UTF-16LE-BOM\n"
IDENT = {".gitattributes": "*.md ident\n", "content/about.md": "# About\n\n$Id$\n"}

CHECKOUTS = (
    Checkout("plain", clone),
    Checkout("autocrlf", lambda beside: clone(beside, "-c", "core.autocrlf=true")),
    Checkout("autocrlf, copied", _stale(lambda beside: clone(beside, "-c", "core.autocrlf=true"))),
    Checkout("core.eol", lambda beside: clone(beside, "-c", "core.eol=crlf", files={**FILES, ".gitattributes": "* text\n"})),
    Checkout("eol attribute", _with(CRLF)),
    Checkout("eol attribute, touched", _touched(_with(CRLF))),
    Checkout("working-tree-encoding", _with(ENCODED)),
    Checkout("working-tree-encoding, copied", _stale(_with(ENCODED))),
    Checkout("working-tree-encoding with a mark", _touched(_with({**ENCODED, ".gitattributes": MARKED}))),
    Checkout("ident", _with(IDENT)),
    Checkout("ident, copied", _stale(_with(IDENT))),
    Checkout("filter", lambda beside: filtered(beside, beside / "filtered")),
    Checkout("pointers", lambda beside: pointers(beside, beside / "pointers")),
    Checkout("pointers, copied", _stale(lambda beside: pointers(beside, beside / "pointers")), edit=TABLE),
    Checkout("links", _links, edit="content/shared/models.csv"),
    Checkout("links, the target beside content", _links, edit="data/models.csv"),
    Checkout("links as texts", _links_as_texts),
    Checkout("submodule", submodule),
    Checkout("submodule of all of content", _submodule_of_all),
    Checkout("submodule, edited in it", submodule, edit=CALLS),
    Checkout("sparse", _sparse(patterns=("content/projects/invoices", "content/projects/pose")), partial=True),
    Checkout("sparse without cones", _sparse("--no-cone", patterns=("/*", f"!/{CALLS}")), partial=True),
    Checkout("sparse index", _sparse("--sparse-index", patterns=("content/projects/invoices", "content/projects/pose")), partial=True),
    Checkout("sparse, partial and other line ends", _sparse_and_partial, partial=True),
    Checkout("skip-worktree, deleted", _flagged("skip-worktree", CALLS, deleted=True), partial=True),
    Checkout("skip-worktree, edited", _flagged("skip-worktree", CALLS)),
    Checkout("assume-unchanged, edited", _flagged("assume-unchanged", CALLS)),
    Checkout("assume-unchanged, deleted", _flagged("assume-unchanged", CALLS, deleted=True), partial=True),
    Checkout("shallow", lambda beside: clone(beside, "--depth=1")),
    Checkout("blobless", lambda beside: clone(beside, "--filter=blob:none")),
    Checkout("treeless", lambda beside: clone(beside, "--filter=tree:0"), speechless=True),
    Checkout("linked working tree", _linked),
    Checkout("below the top", _deep),
    Checkout("sha256", _sha256),
    Checkout("copied", _stale(clone)),
    Checkout("touched", _touched(clone)),
    Checkout("ignored files", _ignored, more=True),
    Checkout("index of another version", _index("--index-version=4")),
    Checkout("split index", _index("--split-index")),
    Checkout("a held lock", _with_lock),
    Checkout("stamps that count little", _configured(("core.trustctime", "false"), ("core.checkStat", "minimal"))),
    Checkout("a file watcher", _configured(("core.fsmonitor", "touch {beside}/ran; :"))),
)  # fmt: skip
assert PLAN in FILES and POSE in FILES
