"""`planpress serve`."""

from pathlib import Path

import click

from planpress.commands import terminal
from planpress.model.errors import PlanpressError, needing


@click.command(epilog=terminal.example("planpress serve --port 8001"))
@click.option("--port", type=click.IntRange(0, 65_535), help="Where to listen on this machine; 8000 if left out.")
@click.option("--address", metavar="HOST:PORT", help="The same with a host; 127.0.0.1:8000 if left out.")
@click.option("--open", "open_in_browser", is_flag=True, help="Open the site in a browser.")
@terminal.against_option
@terminal.root_option
def serve(port: int | None, address: str | None, open_in_browser: bool, against: str | None, root: Path | None) -> None:
    """Show the site on this machine, and build it again at each change."""
    place = _place(root)
    if port is not None and address is not None:
        raise click.UsageError("write --port or --address, not both; an address has a port too, as in 127.0.0.1:8001")
    with needing("the site", "site"):
        from planpress.plugin import serve_site

        serve_site(place, address=address, port=port, open_in_browser=open_in_browser, against=against)


def _place(root: Path | None) -> Path:
    """The plan's folder; where its mkdocs.yml is what is wrong, the folder of that, as it is served that it is."""
    from planpress.reading.locations import NoPlanError, settings_file  # reads YAML, which no help needs

    try:
        return terminal.find(root)
    except NoPlanError:
        raise
    except PlanpressError:
        start = (root or Path.cwd()).resolve()
        for folder in (start, *start.parents):
            if settings_file(folder).is_file():
                return folder
        raise
