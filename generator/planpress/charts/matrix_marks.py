"""The marks of the matrix: points, intervals, labels where there is room for them, and the key of the others.

Shared by the matrix and by the moves in it. `named` are the projects whose names stand in the drawing.
"""

from collections import Counter
from collections.abc import Iterator, Mapping, Sequence, Set

from planpress.charts.engine.placement import Align, Box, Label, Placed, place, text_box
from planpress.charts.engine.text_metrics import clean, fit, note, text_width
from planpress.charts.engine.ticks import Axis
from planpress.charts.matrix_words import crowd_tip, ends, tip
from planpress.model.figure import WIDE, Frame, Row
from planpress.model.plan import GROUPS, Cut
from planpress.model.ranking import QUADRANT_LABELS, Line, RankedProject

CROWD = 25
"""With more projects than this, only those that a decision hangs on are named."""
SWARM = 150
"""With more projects than this, the others have no number either."""

BELOW = 42
"""The room under the plot for its axis, in pixels; the key of names follows."""

UNIT = Axis(0.0, 1.0, (0.0, 0.5, 1.0), ("0", "0.5", "1"))
"""The axis of a group's values."""

_KEY_LINES = 14
"""The most lines of names under the drawing."""
_LINE = 18

_LINES: dict[Line, str] = {"in": "● in capacity", "on-the-line": "◇ on the line", "out": "○ beyond"}


def quarters(cut: Cut) -> dict[str, list[Row]]:
    """The quadrant of what is done first, and the cuts between all."""
    high = {"x": cut.feasibility, "x2": 1, "y": cut.impact, "y2": 1}
    return {"quadrants": [high], "cuts": [{"x": cut.feasibility, "y": cut.impact}]}


def position(entry: RankedProject) -> tuple[float, float] | None:
    """Where a project stands: feasibility and impact; None where it has not both."""
    x, y = entry.feasibility.value, entry.impact.value
    return None if x is None or y is None else (x, y)


def pixels(at: tuple[float, float] | None, frame: Frame) -> tuple[float, float]:
    """The same from the plot's upper left corner."""
    x, y = at or (0.0, 0.0)
    return x * frame.width, (1 - y) * frame.height


def deciding(entries: Sequence[RankedProject]) -> Set[str]:
    """The projects whose names stand in the matrix: all, or those that can be carried and those alone at an end."""
    if len(entries) <= CROWD:
        return {entry.id for entry in entries}
    chosen = [entry for entry in entries if entry.line in ("in", "on-the-line")][:CROWD]
    found = [ends(entries, group, best) for group in GROUPS for best in (True, False)]
    return {entry.id for entry in (*chosen, *(one for end in found if len(end) == 1 for one in end))}


def points(entries: Sequence[RankedProject], names: Mapping[str, str], named: Set[str]) -> Iterator[Row]:
    """One row a project; among too many to tell apart, those beyond capacity that have no name share one faint dot
    where they crowd, whose `id` lists them with blanks between. What is within capacity is drawn last."""
    crowd: dict[tuple[float, float], list[RankedProject]] = {}
    alone = []
    for entry in entries:
        x, y = position(entry) or (0.0, 0.0)
        if len(entries) > SWARM and entry.id not in named:
            crowd.setdefault((round(x * 60) / 60, round(y * 40) / 40), []).append(entry)
        else:
            of = {"id": entry.id, "tip": tip(entry, names)}
            alone.append({"x": x, "y": y, "line": entry.line or "in", "size": 70, **of})
    for (x, y), here in sorted(crowd.items()):
        of = {"id": " ".join(entry.id for entry in here), "tip": crowd_tip(here, names)}
        yield {"x": x, "y": y, "line": "crowd", "size": 12 * len(here) ** 0.5, **of}
    yield from reversed(alone)


def labels(
    entries: Sequence[RankedProject],
    names: Mapping[str, str],
    named: Set[str],
    frame: Frame,
    cut: Cut,
    crossing: Sequence[Box] = (),
    further: Sequence[Label] = (),
) -> Iterator[Row]:
    """Names and numbers beside their points, where they cover no others; boxes that are `crossing` are avoided where
    they can be. `further` labels come after the named ones, in rows without an id."""
    wanted = sorted(entries, key=lambda entry: (entry.id not in named, entry.line == "out"))
    wanted = [entry for entry in wanted if entry.id in named or (len(entries) <= SWARM and entry.priority.rank)]
    ranks, swarm = Counter(entry.priority.rank for entry in entries), len(entries) > SWARM
    texts = [_label(entry, names, frame, entry.id in named, ranks[entry.priority.rank] > 1, swarm) for entry in wanted]
    first = sum(entry.id in named for entry in wanted)
    unnamed = {entry.id for entry in entries} - {entry.id for entry in wanted}
    dots = [Box.around(*pixels(position(entry), frame), 3) for entry in entries if entry.id in unnamed]
    upright = {"x": cut.feasibility, "x2": cut.feasibility, "y": 0, "y2": 1}
    level = {"x": 0, "x2": 1, "y": cut.impact, "y2": cut.impact}
    lines = [bar(row, frame) for row in (upright, level)]
    taken = [box for box, _ in corners(frame, cut)]
    every = [*texts[:first], *further, *texts[first:]]
    whose = [*wanted[:first], *(None for _ in further), *wanted[first:]]
    places = place(every, Box(0, 0, frame.width, frame.height), taken, [*crossing, *lines, *dots])
    for one, placed in zip(whose, places, strict=True):
        if placed is not None:
            yield _label_row(one, placed, frame)


def intervals(entries: Sequence[RankedProject], named: Set[str]) -> Iterator[Row]:
    """What the ratings of the named projects leave open, along both axes."""
    for entry in entries:
        x, y = position(entry) or (0.0, 0.0)
        if entry.id in named and entry.feasibility.low < entry.feasibility.high:
            yield {"x": entry.feasibility.low, "x2": entry.feasibility.high, "y": y, "y2": y, "id": entry.id}
        if entry.id in named and entry.impact.low < entry.impact.high:
            yield {"x": x, "x2": x, "y": entry.impact.low, "y2": entry.impact.high, "id": entry.id}


def bar(row: Row, frame: Frame) -> Box:
    """The box of an interval, in pixels."""
    x, x2, y, y2 = (float(row[name]) for name in ("x", "x2", "y", "y2"))
    return Box(x * frame.width - 1, (1 - y2) * frame.height - 1, x2 * frame.width + 1, (1 - y) * frame.height + 1)


def key(
    entries: Sequence[RankedProject],
    names: Mapping[str, str],
    named: Set[str],
    labels: Sequence[Row],
    frame: Frame,
    below: float = BELOW,
) -> Iterator[Row]:
    """Under the drawing, the names for which there was no room in it: in rank order, in one column or in two."""
    whole = {row["id"]: row["text"] for row in labels if "id" in row}
    cut = [entry for entry in entries if entry.id in named and whole.get(entry.id) != _full(entry, names)]
    total = frame.width + frame.left + frame.right
    columns = 2 if total >= WIDE else 1
    most = _KEY_LINES * columns
    lines = -(-min(len(cut), most) // columns)
    for index, entry in enumerate(cut[:most]):
        room, bold = total / columns - 12, entry.line == "in"
        px = 6 - frame.left + index // lines * total / columns
        py = frame.height + below + 16 + _LINE * (index % lines)
        text = fit(_full(entry, names), room, bold=bold)
        yield {**note(text, px, py, "left", "ink", "bold" if bold else "normal"), "id": entry.id}
    if len(cut) > most:
        py = frame.height + below + 16 + _LINE * lines
        yield {**note(f"{len(cut) - most} more in the table", 6 - frame.left, py), "id": ""}


def corners(frame: Frame, cut: Cut) -> Iterator[tuple[Box, Row]]:
    """The names of the quadrants, each in its outer corner, where they fit."""
    taken: list[Box] = []
    for quadrant, label in QUADRANT_LABELS.items():
        right, top = quadrant in ("high-priority", "easy"), quadrant in ("high-priority", "cheaper-first")
        wide = (1 - cut.feasibility if right else cut.feasibility) * frame.width
        tall = (1 - cut.impact if top else cut.impact) * frame.height
        px, py = frame.width - 6 if right else 6.0, 16 if top else frame.height - 8
        align: Align = "right" if right else "left"
        box = text_box(label, px, py, align)
        if wide > (box.right - box.left) * 0.75 and tall > 24 and not any(box.overlap(other) for other in taken):
            taken.append(box)
            yield box, note(label, px, py, align)


def notes(entries: Sequence[RankedProject], frame: Frame, cut: Cut) -> Iterator[Row]:
    """The names of quadrants and axes, and what the marks stand for."""
    yield from (row for _, row in corners(frame, cut))
    yield note("↑ Impact", -frame.left + 6, -12)
    yield note("Feasibility: right is cheaper →", frame.width, frame.height + 36, "right")
    lines = {entry.line for entry in entries}
    key = [words for line, words in _LINES.items() if line in lines]
    if len(entries) > SWARM and "out" in lines:
        room = frame.width + frame.left - text_width("↑ Impact") - 24
        wordy = [*key[:-1], "• beyond, larger: several"]
        key = wordy if text_width("  ".join(wordy)) < room else [*key[:-1], "• beyond"]
    if key:
        yield note("  ".join(key), frame.width, -12, "right")


def _label(entry: RankedProject, names: Mapping[str, str], frame: Frame, named: bool, tied: bool, swarm: bool) -> Label:
    rank, bold = str(entry.priority.rank or "–"), entry.line == "in"
    if swarm:  # a name would lie on dots of others; the number leads to it, under the drawing
        return Label((rank,), *pixels(position(entry), frame), 6, bold=bold, vital=named, loss=130)
    name = _full(entry, names)
    texts = [fit(name, min(frame.width * 0.75, 330), bold=bold)] if named else []
    # A project that will be carried is never a mere number, nor is one whose number is another's too: the key under
    # the drawing would not tell them apart.
    if named and (bold or tied or not entry.priority.rank):
        texts += [fit(name, room, bold=bold) for room in (150, 100)]
    texts += [rank] if not named or not bold else []
    return Label(tuple(dict.fromkeys(texts)), *pixels(position(entry), frame), 6, bold=bold, vital=named, loss=130)


def _full(entry: RankedProject, names: Mapping[str, str]) -> str:
    return f"{entry.priority.rank or '–'} {clean(names.get(entry.id, entry.id))}"


def _label_row(entry: RankedProject | None, placed: Placed, frame: Frame) -> Row:
    """The row of a label: at the place of its project, or, of a further one, where it was wanted."""
    if entry is None:
        return placed.row(placed.label.x / frame.width, 1 - placed.label.y / frame.height)
    return {**placed.row(*(position(entry) or (0.0, 0.0))), "id": entry.id}
