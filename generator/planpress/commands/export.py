"""`planpress export`."""

from collections.abc import Mapping
from pathlib import Path

import click

from planpress.commands import completion, terminal

FORMATS = ("plan", "csv", "hugging-face")


@click.command(
    epilog=f"{terminal.example('planpress export --output plan.json')}\n  planpress export --format csv --project pose"
)
@click.option("--format", "form", type=click.Choice(FORMATS), default="plan", show_default=True)
@click.option("--project", metavar="ID", shell_complete=completion.projects, help="The models of this project.")
@click.option(
    "--output", "-o", type=click.Path(path_type=Path),
    help="A file; standard output if left out. Of hugging-face the folder of the model's repository.",
)  # fmt: skip
@terminal.strict_option
@terminal.root_option
def export(form: str, project: str | None, output: Path | None, strict: bool, root: Path | None) -> None:
    """Write what is computed: all of it as plan.json, the order or the models of a project as CSV, or the leading model
    as the Hugging Face Hub has it.

    hugging-face writes .eval_results/ID.yaml and a model card to fill in, README.md. What is not known is said there;
    no file that is there is written over.
    """
    if form == "plan" and project is not None:
        raise click.UsageError("--project goes with --format csv or hugging-face")
    if form == "hugging-face" and (project is None or output is None):
        raise click.UsageError("--format hugging-face needs --project ID and --output DIR")
    if form != "hugging-face" and output is not None and output.is_dir():
        raise click.UsageError(f"--output {output} is a folder; name a file")
    from planpress.files.replacing import write_whole
    from planpress.formats.exports import FORMATS as WAYS
    from planpress.model.errors import PlanpressError
    from planpress.model.wording import few, quoted
    from planpress.workflows.check_plan import check_folder, conclude

    report = conclude(check_folder(terminal.find(root)), strict=strict)
    if project is not None and project not in report.evaluations:
        raise PlanpressError(f"there is no project {quoted(project)}; there are {few([*report.evaluations], 20)}")
    files = WAYS[form](report, project)
    if form == "hugging-face" and output is not None:
        _write_new(output, files)
        return
    [text] = files.values()
    if output is None:
        click.echo(text, nl=False)
    else:
        write_whole(output, text.encode())


def _write_new(folder: Path, files: Mapping[str, str]) -> None:
    from planpress.scaffold.new_plan import write_new

    for path in write_new({folder / name: text for name, text in files.items()}):
        click.echo(path)
