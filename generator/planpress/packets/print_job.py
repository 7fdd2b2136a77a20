"""From the process that composes a packet to the one that typesets it: a folder with all that Typst needs.

Typst needs a megabyte for each page or so, and keeps it to the end. A process that has read, judged and drawn hundreds
of projects holds a fourth of a gigabyte more, which it cannot give back; so it ends first.
"""

from __future__ import annotations

import json
from collections.abc import Callable, Iterator
from datetime import date
from pathlib import Path

from planpress.model.errors import PlanpressError
from planpress.packets.pdf import Prepared, Typeset, lay_out, typeset_folder, write_whole

_JOB, _PACKET = "job.json", "packet"


def hand_over(folder: Path, made: Prepared, output: Path) -> None:
    """Put all that a packet is made from into `folder`, an empty one, and that it is to be written to `output`.

    Raises PlanpressError as `lay_out` does.
    """
    (folder / _PACKET).mkdir()
    lay_out(folder / _PACKET, made)
    job = {
        "output": str(output),
        "templates": [str(one) for one in made.templates],
        "day": made.day.isoformat(),
        "unset": [str(one) for one in made.findings],
    }
    (folder / _JOB).write_text(json.dumps(job), encoding="utf-8")


def finish(folder: Path, say: Callable[[str], None], strict: bool = False) -> Path:
    """Typeset what was handed over in `folder`, write the PDF, and say where it is.

    What it could not set is told to `say`; with `strict` it is an error. Raises PlanpressError as `typeset_folder`
    does, and where the PDF cannot be written.
    """
    job = json.loads((folder / _JOB).read_text(encoding="utf-8"))
    output, templates = Path(job["output"]), [Path(name) for name in job["templates"]]
    made = typeset_folder(folder / _PACKET, templates, date.fromisoformat(job["day"]))
    warnings = [*job["unset"], *unset(made)]
    for words in warnings:
        say(words)
    if strict and warnings:
        raise PlanpressError(f"there are warnings; {output} is not written")
    write_whole(output, made.pdf)
    return output


def unset(made: Typeset) -> Iterator[str]:
    """What a packet could not set as it was written."""
    yield from map(str, made.findings)
    warning = made.warning()
    if warning is not None:
        yield f"warning: {warning}"
