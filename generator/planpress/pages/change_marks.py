"""What pages that list projects said before a change, shown beside what they say now.

Those pages of the base are composed as well, and every text that a template hands to the filter `was` is remembered
under the key that it gives; where the head's page says something else under that key, both are shown. So old and new
are always said in the same form, by the same template. What a project's page said before, its sections know.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Protocol

from markupsafe import Markup, escape

from planpress.document.html import both

Key = tuple[object, ...]

_BELOW = '<span class="pp-interval">'
"""What a cell of a table has on a line of its own, below the first."""


class Earlier(Protocol):
    """What templates say of the time before a change."""

    def was(self, shown: object, key: Key) -> object:
        """What stands on the page in the place of what is shown under a key."""


class Nothing:
    """There is no earlier side: what is shown, and nothing else."""

    def was(self, shown: object, key: Key) -> object:
        return shown


@dataclass(frozen=True, slots=True)
class Remembering:
    """Writes down what is shown under each key, as it reads without links; of several the first."""

    texts: dict[Key, str] = field(default_factory=dict)

    def was(self, shown: object, key: Key) -> object:
        self.texts.setdefault(key, plain(shown))
        return shown


@dataclass(frozen=True, slots=True)
class Marking:
    """What is shown, with what stood there before where that reads otherwise: `texts` is what was remembered.

    Inserted and deleted text is bold or struck through for the eye, and said in words for those who listen.
    """

    texts: Mapping[Key, str]

    def was(self, shown: object, key: Key) -> object:
        before = self.texts.get(key)
        return shown if before is None or before == plain(shown) else Markup(both(before, str(escape(shown))))


def plain(shown: object) -> str:
    """What is shown as a reader reads it, on one line."""
    if not isinstance(shown, Markup):
        return " ".join(str(shown).split())
    return Markup(str(shown).replace(_BELOW, f", {_BELOW}")).striptags()
