"""Typed text: the same however it was put together, and what a reader reads."""

import itertools

from hypothesis import given
from hypothesis import strategies as st

from planpress.model.sources import Place
from planpress.model.text import Inline, Name, Number, Reference, Text, joined, listed

WORDS = st.text(max_size=5)
PIECES = st.one_of(
    WORDS,
    st.builds(Number, WORDS, WORDS),
    st.builds(Name, WORDS, WORDS),
    st.builds(lambda line: Reference(Place("content/plan.yml", line)), st.integers(0, 9)),
)


def words(piece: Inline) -> str:
    return piece if isinstance(piece, str) else piece.text


@given(st.lists(PIECES), st.integers(0, 9))
def test_it_is_the_same_however_it_was_put_together(pieces: list[Inline], at: int) -> None:
    """Texts in texts are taken apart and words joined, so that equal texts are equal; nothing is lost on the way."""
    whole = Text(*pieces)
    assert whole == Text(Text(*pieces[:at]), Text(*pieces[at:]))
    assert str(whole) == "".join(map(words, pieces))
    assert whole.numbers == tuple(piece for piece in pieces if isinstance(piece, Number))
    assert not any(isinstance(one, str) and isinstance(other, str) for one, other in itertools.pairwise(whole))


def test_lists() -> None:
    """Texts are listed as a sentence does, and keep their numbers."""
    five = Number("5", "pose.rank")
    assert str(listed(["a", Text("b ", five), "c"])) == "a, b 5 and c"
    assert listed([five]).numbers == (five,)
    assert str(joined(["a", "", Text(), "b"], "; ")) == "a; b"


def test_a_sentence_begins_with_a_capital() -> None:
    """Whatever piece a text begins with is raised, but not a file's name."""
    assert str(Text("missed by ", Number("5")).capital()) == "Missed by 5"
    assert Text(Number("not measured", "x")).capital() == Text(Number("Not measured", "x"))
    assert str(Text(Reference(Place("content/plan.yml"))).capital()) == "content/plan.yml"
    assert Text().capital() == Text()
