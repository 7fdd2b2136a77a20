"""Documents as HTML: escaped once, links where a piece leads somewhere, and in a preview what stood there before."""

import pytest

from planpress.document.blocks import Bullets, Cell, Column, Line, Paragraph, Row, Table
from planpress.document.html import Html
from planpress.document.keyed_texts import texts
from planpress.model.text import Inline, Name, Number, Text

MARKUP = "<b onclick='x'>&amp;\"</b>"
ESCAPED = "&lt;b onclick=&#x27;x&#x27;&gt;&amp;amp;&quot;&lt;/b&gt;"


def address(piece: Inline) -> str | None:
    """Numbers with a subject and names with a page lead somewhere."""
    if isinstance(piece, Number):
        return f"#{piece.subject}" if piece.subject else None
    return f"page:{piece.page}" if isinstance(piece, Name) and piece.page else None


def test_every_text_is_escaped() -> None:
    """In every place where one can stand, of every block."""
    hostile = Text(MARKUP, Number(MARKUP, MARKUP), Name(MARKUP, MARKUP))
    blocks = [
        Paragraph(hostile, hostile, key=MARKUP),
        Bullets((Line(hostile, hostile, hostile, MARKUP, MARKUP),), MARKUP),
        Table(hostile, (Column(hostile, id=MARKUP, by=MARKUP),), (Row((Cell(hostile, hostile, sort=MARKUP),), id=MARKUP),), id=MARKUP),
    ]
    html = Html(address, {MARKUP: MARKUP})
    shown = "".join(map(html.block, blocks))
    assert shown.count(ESCAPED) > 20
    assert "<b" not in shown and "'x'" not in shown


def test_a_number_links_to_its_own_explanation() -> None:
    """Two numbers that read alike lead to two places."""
    line = Text("by ", Number("0.1", "pose.requirements.recall"), " and ", Number("0.1", "pose.requirements.ap"), ", ", Number("3"))
    assert Html(address).inline(line) == (
        'by <a class="pp-why" href="#pose.requirements.recall">0.1</a> and '
        '<a class="pp-why" href="#pose.requirements.ap">0.1</a>, 3'
    )


@pytest.mark.parametrize(
    ("lead", "text", "shown"),
    [
        ("Recall", "met", "<strong>Recall</strong>: met. "),
        ("Is ML needed?", "not said", "<strong>Is ML needed?</strong> not said. "),
        ("Friction", "where do people wait?", "<strong>Friction</strong>: where do people wait? "),
        ("Friction", "they ask 'why?'", "<strong>Friction</strong>: they ask &#x27;why?&#x27; "),
    ],
)
def test_a_clause_ends_once(lead: str, text: str, shown: str) -> None:
    """What ends with a mark of its own gets no other, as on paper."""
    line = Html().block(Bullets((Line(text, lead, note="Write it"),)))
    assert f"<li>{shown}<span" in line


def test_what_was_before_a_change() -> None:
    """A part with a key stands beside what it read before, one without beside what its numbers were; the rest is as it is."""
    before = [Paragraph(Text("met by 1"), Text("Recall"), key="a"), Paragraph(Text("of ", Number("2", "b"), " to ", Number("3", "b")))]
    html = Html(before=texts(before))
    same = Bullets((Line(Text("met by 1"), Text("Recall"), key="a"),))
    assert "<del" not in html.block(same)
    other = html.block(Paragraph(Text("missed"), Text("Recall"), key="a"))
    assert "<strong>Recall</strong>: missed" in other and "</span> Recall: met by 1</del>" in other
    numbers = html.inline(Text("of ", Number("2", "b"), " to ", Number("4", "b")))
    assert numbers.startswith("of 2 to <ins") and numbers.count("<del") == 1 and "</span> 3</del>" in numbers


def test_a_table() -> None:
    """The first cell names its row; a column sorts by its numbers, or by what its cells say to sort by."""
    columns = (Column(Text("Model"), id="model"), Column(Text("AUC"), number=True, id="auc", best="descending"))
    rows = (Row((Cell(Text("net")), Cell(Text(Number("0.8", value=0.81)), Text("of 5"))), strong=True),)
    assert Html().block(Table(Text("Models"), columns, rows, id="models")).split("\n")[3:] == [
        '<thead><tr><th scope="col" data-key="model" data-kind="text">Model</th>'
        '<th scope="col" class="pp-num" data-key="auc" data-kind="number" data-first="descending">AUC</th></tr></thead>',
        "<tbody>",
        '<tr class="pp-chosen"><th scope="row" data-cell="model">net</th>'
        '<td class="pp-num" data-cell="auc" data-sort="0.81" data-label="AUC">0.8 <span class="pp-interval">of 5</span></td></tr>',
        "</tbody>",
        "</table>",
        "</div>",
    ]  # fmt: skip
