"""`planpress diff`."""

from pathlib import Path

import click

from planpress.commands import terminal
from planpress.formats.diffs import FORMATS


@click.command(epilog=terminal.example("planpress diff main --fail-on winner,requirement,rank:3"))
@click.argument("base", metavar="[BASE]", required=False)
@click.argument("head", metavar="[HEAD]", required=False)
@click.option("--format", "form", type=click.Choice(tuple(FORMATS)), default="text", show_default=True)
@click.option("--tolerance", "tolerances", metavar="NAME=NUMBER", multiple=True, help="Leave out moves up to this.")
@click.option("--fail-on", "gates", metavar="GATES", default="", help="Exit with 1 if one of these changes.")
@click.option("--silent-if-unchanged", is_flag=True, help="Write nothing where no conclusion changes.")
@click.option("--site-url", metavar="URL", default="", help="Where the head's site is; Markdown links its pages.")
@click.option("--details-url", metavar="URL", default="", help="Where all of it is; Markdown links what is left out.")
@terminal.root_or_gone_option
def diff(
    base: str | None,
    head: str | None,
    form: str,
    tolerances: tuple[str, ...],
    gates: str,
    silent_if_unchanged: bool,
    site_url: str,
    details_url: str,
    root: Path | None,
) -> None:
    """Say what a change does to the plan, and which edit does it.

    BASE and HEAD are revisions, BASE...HEAD or two folders. Without HEAD it is the working tree, without BASE where
    that and the default branch parted.
    """
    import gc

    # Nearly all that is made is kept to the end: looking for what is not takes a tenth of the time, and finds nothing.
    gc.disable()
    from planpress.comparing import gates as gating
    from planpress.comparing.comparison_text import is_unchanged
    from planpress.formats.output_options import read_address
    from planpress.model.wording import visible
    from planpress.workflows.compare_plans import compare_named

    addresses = {"site_url": read_address(site_url), "details_url": read_address(details_url)}
    asked = gating.read_gates(gates)
    comparison = compare_named(base, head, root, dict(map(gating.read_tolerance, tolerances)))
    outcomes = tuple(gating.outcomes(comparison, asked))
    failed = [reason for outcome in outcomes for reason in outcome.reasons]
    if failed or not (silent_if_unchanged and is_unchanged(comparison)):
        telling = terminal.telling(form, prefix=comparison.prefix, gates=outcomes, **addresses)
        click.echo(FORMATS[form](comparison, telling), nl=False, color=terminal.colour())
    for reason in failed:
        terminal.say(f"stopped by --fail-on {visible(reason)}")
    if failed:
        raise SystemExit(terminal.FOUND)
