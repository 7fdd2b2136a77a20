"""`planpress explain`."""

from pathlib import Path

import click

from planpress.commands import terminal


@click.command(epilog=terminal.example("planpress explain PP203"))
@click.argument("subject", metavar="CODE-OR-NUMBER")
@terminal.root_option
def explain(subject: str, root: Path | None) -> None:
    """Say what a finding means and what to do, or how a number such as pose.priority was made."""
    from planpress.workflows.explain_number import explain_code, explain_number, is_code

    if is_code(subject):
        click.echo(explain_code(subject))
        return
    from planpress.model.wording import inert
    from planpress.workflows.check_plan import check_folder, conclude

    click.echo(inert(explain_number(subject, conclude(check_folder(terminal.find(root))))))
