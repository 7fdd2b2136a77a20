"""A plan on main, and a stranger's branch in which every file is an attack. Whatever runs leaves a mark in a folder."""

import struct
from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path
from tempfile import mkdtemp
from typing import Any

import yaml

from planpress.sandbox.checkout import UntrustedCheckout, seal
from tests.comparing.building import BASE
from tests.repositories import commit, git, start, write

SECRET = "the secret of this machine"
MINE = "window.stolen=1"

_CASES: dict[str, Any] = yaml.safe_load(Path(__file__).with_suffix(".yml").read_text(encoding="utf-8"))
SETTINGS: str = _CASES["settings"]
BASE_FILES: Mapping[str, str] = {**BASE, "mkdocs.yml": SETTINGS, "secret.txt": SECRET, **_CASES["base"]}
PAGES: Mapping[str, tuple[str, str]] = {name: (text, sign) for name, (text, sign) in _CASES["pages"].items()}


def _bytes(written: str | list[int]) -> bytes:
    if isinstance(written, str):
        return written.encode()
    return b"\x89PNG\r\n\x1a\n" + struct.pack(">I4sII5s", 13, b"IHDR", *written, b"\x08\2\0\0\0") + b"\0" * 8


FILES, HONEST = ({path: _bytes(written) for path, written in _CASES[kind].items()} for kind in ("files", "honest"))


@dataclass(frozen=True)
class Change:
    """The repository, on the stranger's branch, and the folder in which marks are left."""

    root: Path
    marks: Path


def begin(folder: Path) -> Change:
    """The base alone, with an empty branch upon it."""
    change = Change(folder / "plan", folder / "marks")
    change.marks.mkdir()
    start(change.root, {**BASE_FILES, ".gitignore": "/site/\n/.cache/\n"})
    git(change.root, "checkout", "-qb", "topic")
    return change


def attack(change: Change) -> None:
    """Put pages, files and texts of the stranger's into content/."""
    content = change.root / "content"
    (content / "attacks").mkdir()
    for name, (text, _) in PAGES.items():
        (content / "attacks" / f"{name}.md").write_text(text, encoding="utf-8")
    for path, data in {**FILES, **HONEST}.items():
        (content / path).parent.mkdir(parents=True, exist_ok=True)
        (content / path).write_bytes(data)
    jinja = f"{{{{ cycler.__init__.__globals__.os.system('touch {change.marks}/page') }}}}"
    write(change.root, {"content/jinja.md": f"# Jinja\n\n{{{{ 7*191 }}}} {jinja}\n"})


def attack_code(change: Change) -> None:
    """Change everything around content/ so that it leaves a mark as soon as it is used."""
    marks = change.marks

    def python(name: str) -> str:
        return f"open({str(marks / name)!r}, 'w').close()\n"

    def jinja(name: str) -> str:
        return f"{{{{ cycler.__init__.__globals__.os.system('touch {marks / name}') }}}}"

    write(
        change.root,
        {
            "hooks.py": python("hook"),
            "mkdocs.yml": SETTINGS + f"x: !!python/object/apply:os.system ['touch {marks / 'settings'}']\n",
            "overrides/main.html": f'{{% extends "base.html" %}}{{% block announce %}}{jinja("theme")}{{% endblock %}}',
            "templates/pages/portfolio.md.j2": jinja("template"),
            "templates/theme/partials/footer.html": jinja("partial"),
            **{f"{name}.py": python(f"module-{name}") for name in ("yaml", "mkdocs", "planpress", "sitecustomize")},
        },
    )


def sealed(root: Path, base: str | None = None) -> UntrustedCheckout:
    """What comes in of the change in the working tree at `root`, in a private folder of its own."""
    return seal(root, Path(mkdtemp(dir=Path.home())), base, lambda path: None)


def changed(sealed: UntrustedCheckout) -> set[str]:
    """The pages that the change wrote, by their path in the site."""
    return {sealed.location.published(path) or path for path in sealed.added}


def settle(change: Change) -> None:
    """Commit what the stranger wrote."""
    commit(change.root, "please merge")
