"""How many conclusions a change turns, as a number."""

from planpress.formats.output_options import OutputOptions
from planpress.model.change import Comparison


def as_count(comparison: Comparison, options: OutputOptions) -> str:
    """The number and a newline."""
    return f"{len(comparison.changes)} turned\n"
