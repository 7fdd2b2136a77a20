"""Sets a text as plain words on one line, without anything that a terminal would obey."""

from collections.abc import Callable

from planpress.model.sources import Place
from planpress.model.text import Inline, Reference, Text
from planpress.model.wording import on_one_line, visible


def in_brackets(place: Place) -> str:
    """A line of a file as it stands behind what is there."""
    return f" ({visible(f'{place.path}:{place.line}'.removesuffix(':0'))})"


def plain(text: Text, shown: Callable[[Place], str] = in_brackets) -> str:
    """The text; a line of a file stands in it as it is `shown`."""

    def piece_of(piece: Inline) -> str:
        if isinstance(piece, str):
            return visible(piece)
        return shown(piece.place) if isinstance(piece, Reference) else on_one_line(piece.text)

    return "".join(map(piece_of, text))
