"""What pages said before a change, shown beside what they say now.

The pages of the base are composed as well, and every text that a template hands to the filter `was` is remembered under
the key that it gives; where the head's page says something else under that key, both are shown. So old and new are
always said in the same form, by the same template.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping

from markupsafe import Markup

Key = tuple[str, ...]

Was = Callable[[object, Key], object]
"""What a template shows under a key -> what stands on the page."""


def unmarked(shown: object, key: Key) -> object:
    """What is shown, and nothing else: there is no earlier side."""
    return shown


def remembering(texts: dict[Key, str]) -> Was:
    """Writes down in `texts` what is shown under each key, as it reads without links; of several the first."""

    def was(shown: object, key: Key) -> object:
        texts.setdefault(key, plain(shown))
        return shown

    return was


def marking(texts: Mapping[Key, str]) -> Was:
    """What is shown, with what stood there before where that reads otherwise.

    Inserted and deleted text is bold or struck through for the eye, and said in words for those who listen.
    """

    def was(shown: object, key: Key) -> object:
        before = texts.get(key)
        return shown if before is None or before == plain(shown) else both(before, shown)

    return was


def both(before: object, now: object) -> Markup:
    """What is now, and what was before."""
    return Markup(
        '<ins class="pp-now"><span class="pp-hidden">now </span><span class="pp-now__text">{}</span></ins>'
        ' <del class="pp-was"><span class="pp-hidden">was </span>{}</del>'
    ).format(now, before)


def plain(shown: object) -> str:
    """What is shown as a reader reads it."""
    return Markup(shown).striptags() if isinstance(shown, Markup) else " ".join(str(shown).split())
