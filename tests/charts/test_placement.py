"""Labels never collide."""

from hypothesis import given
from hypothesis import strategies as st

from planpress.charts.engine.placement import Box, Label, Placed, place, text_box
from planpress.charts.engine.text_metrics import TEXT

INSIDE = Box(0, 0, 400, 300)
points = st.tuples(st.floats(0, 400), st.floats(0, 300))
words = st.text(st.characters(codec="utf-8", exclude_categories=("Cc", "Cs")), min_size=1, max_size=30)
labels = st.builds(
    lambda at, texts, bold: Label(tuple(texts), *at, bold=bold), points, st.lists(words, max_size=3), st.booleans()
)
boxes = st.builds(lambda at, size: Box(at[0], at[1], at[0] + size, at[1] + size), points, st.floats(1, 60))


def _found(asked: list[Label], taken: list[Box]) -> list[Placed]:
    return [placed for placed in place(asked, INSIDE, taken) if placed is not None]


@given(st.lists(labels, max_size=25), st.lists(boxes, max_size=5))
def test_no_two_boxes_overlap(asked: list[Label], taken: list[Box]) -> None:
    """Labels overlap neither each other, nor what is taken, nor any point, and stay inside."""
    found = _found(asked, taken)
    for index, one in enumerate(found):
        assert one.box.within(INSIDE)
        assert all(not one.box.overlap(other.box) for other in found[index + 1 :])
        assert all(not one.box.overlap(box) for box in taken)
        assert all(not one.box.overlap(Box.around(label.x, label.y, label.radius)) for label in asked)


@given(st.lists(labels, max_size=12), st.lists(boxes, max_size=3))
def test_same_input_same_places(asked: list[Label], taken: list[Box]) -> None:
    """Placing is a function of its input."""
    assert place(asked, INSIDE, taken) == place(asked, INSIDE, taken)


@given(st.lists(labels, min_size=1, max_size=12))
def test_the_first_labels_are_served_first(asked: list[Label]) -> None:
    """A label's place does not depend on the texts of the labels after it."""
    mute = [asked[0], *(Label((), label.x, label.y) for label in asked[1:])]
    assert place(asked, INSIDE)[0] == place(mute, INSIDE)[0]


def test_a_free_label_stands_to_the_right() -> None:
    """The best place is to the right, in the middle of the mark's height."""
    placed = place([Label(("net-2",), 100, 100)], INSIDE)[0]
    assert placed is not None and placed.align == "left" and placed.dx == 8
    assert abs((placed.box.top + placed.box.bottom) / 2 - 100) < 1


def test_shorter_where_it_must() -> None:
    """A long text that fits nowhere gives way to a shorter one, and a label without a place is left out."""
    tight = Box(0, 0, 60, 40)
    assert [one and one.text for one in place([Label(("a very long name", "7"), 30, 20)], tight)] == ["7"]
    assert place([Label(("a very long name",), 30, 20)], tight) == [None]


def test_vital_labels_may_cover_points_only() -> None:
    """A vital label is placed over other points where it must, never over another label."""
    crowd = [Label((), 100 + dx, 100 + dy) for dx in range(-40, 41, 8) for dy in range(-40, 41, 8)]
    name = ("net-2",)
    assert place([Label(name, 100, 100), *crowd], INSIDE)[0] is None
    assert place([Label(name, 100, 100, vital=True), *crowd], INSIDE)[0] is not None


def test_lines_are_avoided() -> None:
    """A disliked line to the right moves the label elsewhere, though it is not forbidden."""
    line = Box(110, 0, 112, 300)
    placed = place([Label(("net-2",), 100, 100)], INSIDE, (), [line])[0]
    assert placed is not None and not placed.box.overlap(line)


def test_a_row_is_what_the_drawing_reads() -> None:
    """A row has the data's place, the offset in pixels and the text's looks."""
    placed = place([Label(("net-2",), 100, 100, bold=True, tone="warn")], INSIDE)[0]
    assert placed is not None
    row = placed.row(0.5, 9.5)
    assert (row["x"], row["y"], row["text"], row["weight"], row["tone"]) == (0.5, 9.5, "net-2", "bold", "warn")


def test_text_box() -> None:
    """A box reaches from the alignment's end, over the baseline, and is wider for bold letters."""
    left, right = text_box("net-2", 10, 20), text_box("net-2", 10, 20, "right")
    assert left.left == 10 and right.right == 10 and left.top < 20 < left.bottom <= 20 + TEXT
    bold = text_box("net-2", 10, 20, bold=True)
    assert bold.right > left.right
