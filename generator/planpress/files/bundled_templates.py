"""The templates: a site's own first, then those that come with planpress."""

import os
import re
from collections.abc import Collection, Iterator, Mapping
from pathlib import Path

from planpress.model.errors import PlanpressError
from planpress.model.wording import did_you_mean, quoted


def bundled_templates() -> Path:
    """The folder of the default templates: in the installed package, else in the checkout two folders up."""
    package = Path(__file__).resolve().parent.parent
    for folder in (package / "templates", package.parent.parent / "templates"):
        if (folder / "pages").is_dir():
            return folder
    raise PlanpressError(f"the templates are missing from {package}; install planpress again")


def filled_template(name: str, words: Mapping[str, str]) -> str:
    """A bundled template with each name in @ signs replaced by its word."""
    text = (bundled_templates() / name).read_text(encoding="utf-8")
    return _TOKEN.sub(lambda found: words[found[1]], text)


def template_folders(root: Path) -> tuple[Path, ...]:
    """Where templates are looked for, in order; the first folder that has one wins."""
    bundled = bundled_templates()
    own = (root / "templates").resolve()
    # In a clone of planpress, templates/ are those that come with it, whichever planpress runs there.
    ours = own == bundled or (root / "generator" / "planpress" / "__init__.py").is_file()
    return (bundled,) if ours or not own.is_dir() else (own, bundled)


def unread_templates(folder: Path, known: Collection[str]) -> Iterator[str]:
    """What is said of each template in a folder that would set a section anew, and there is none of that name among
    those that are `known`; one that begins with _ is there for others."""
    for file in sorted((folder / "sections").glob("[!_]*")):
        name = file.name.removesuffix(".html.j2")
        if name not in known:
            meant = did_you_mean(name, sorted(known))
            yield f"templates/sections/{file.name} is read by nobody: no section is called {quoted(name)}{meant}"


def leads_out(root: Path, file: Path) -> bool:
    """Whether a file of a plan is really one from elsewhere, which nobody asked to publish."""
    # Not Path.resolve, which raises for a link that leads to itself.
    real, top = Path(os.path.realpath(file)), Path(os.path.realpath(root))
    return not real.is_relative_to(top) or ".git" in real.relative_to(top).parts


_TOKEN = re.compile(r"@([A-Z]+)@")
