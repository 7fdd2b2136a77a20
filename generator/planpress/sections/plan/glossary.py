"""The words that pages and packets use, each with what it means."""

import pkgutil
import re

from planpress.document.blocks import Bullets, Line
from planpress.priorities.score_methods import DRAWS

TERMS: tuple[tuple[str, str], ...] = tuple(
    (term, text.format(draws=DRAWS))
    for term, text in re.findall(
        r"(?m)^\*\*([^*\n]+)\*\*: (.+)$", (pkgutil.get_data(__package__, "glossary.md") or b"").decode()
    )
)
"""Each term with its sentence, in the order of the alphabet."""


def glossary() -> Bullets:
    """A line for each term."""
    return Bullets(tuple(Line(text, term) for term, text in TERMS))
