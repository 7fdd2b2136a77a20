"""`planpress serve`."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import click

from planpress.commands import terminal


@click.command(epilog=terminal.example("planpress serve --address 127.0.0.1:8001"))
@click.option("--address", metavar="HOST:PORT", help="Where to listen; 127.0.0.1:8000 if left out.")
@click.option("--open", "open_in_browser", is_flag=True, help="Open the site in a browser.")
@terminal.against_option
@terminal.root_option
def serve(address: str | None, open_in_browser: bool, against: str | None, root: Path | None) -> None:
    """Show the site on this machine, and build it again at each change."""
    place = terminal.find(root)
    settings: dict[str, Any] = {"address": address, "open_in_browser": open_in_browser, "against": against}
    terminal.site("plugin", lambda plugin: plugin.serve_site(place, **settings))
