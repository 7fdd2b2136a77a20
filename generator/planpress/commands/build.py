"""`planpress build`."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path
from typing import TYPE_CHECKING, Any

import click

from planpress.commands import terminal
from planpress.model.errors import needing

if TYPE_CHECKING:
    from planpress.workflows.check_plan import Checked


@click.command(epilog=terminal.example("planpress build --strict"))
@terminal.against_option
@click.option("--untrusted", is_flag=True, help="Take the docs from here, and all else from the base; see docs/ci.md.")
@terminal.strict_option
@terminal.root_option
def build(against: str | None, untrusted: bool, strict: bool, root: Path | None) -> None:
    """Write the site. The earlier site stays as it was until the new one is finished."""
    place = terminal.find(root)
    if untrusted:
        raise SystemExit(_build_untrusted(place, against, strict))
    checked = terminal.gate_for_pages(place, strict)
    with needing("the site", "site"):
        from planpress.plugin import build_site

        terminal.say_made(build_site(place, checked, strict=strict, against=against))


def _build_untrusted(place: Path, against: str | None, strict: bool) -> int:
    from planpress.sandbox.guarded_build import build_untrusted
    from planpress.workflows.compare_plans import base_commit

    def build(sealed: Any, checked: Checked, at: Callable[[str], None]) -> None:
        terminal.say_findings(checked)
        with needing("the site", "site"):
            from planpress.plugin import build_sealed

            terminal.say_made(build_sealed(sealed, checked, at, terminal.say, strict=strict, against=against))

    base = base_commit(place, against) if against else None
    return build_untrusted(place, base, build, terminal.status, strict=strict)
