"""What a shell offers where somebody presses Tab; a plan that cannot be read offers nothing."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

import click

if TYPE_CHECKING:
    from click.shell_completion import CompletionItem


def projects(context: click.Context, parameter: click.Parameter, begun: str) -> list[str]:
    """The ids of the plan's projects that are not named yet."""
    from planpress.commands import terminal
    from planpress.model.errors import PlanpressError
    from planpress.reading.locations import plan_at

    root, named = context.params.get("root"), context.params.get(parameter.name or "") or ()
    try:
        folders = plan_at(terminal.find(Path(root) if root else None)).folders()
    except (OSError, PlanpressError):
        return []
    return [name for name in folders if name.startswith(begun) and name not in named]


def warnings(context: click.Context, parameter: click.Parameter, begun: str) -> list[CompletionItem]:
    """The codes of warnings, each with its name."""
    from click.shell_completion import CompletionItem

    from planpress.workflows.explain_number import all_kinds

    kinds = (kind for kind in all_kinds() if kind.level == "warning" and kind.code.startswith(begun.upper()))
    return [CompletionItem(kind.code, help=kind.name) for kind in kinds]
