"""COCO's JSON: the objects of an annotations file, the boxes of a detections file, each checked before it is used."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

from planpress.model.fields import LARGEST
from planpress.model.wording import counted, number, quoted, quoted_path
from planpress.sources.source import MOST_ROWS, EvidenceFile

if TYPE_CHECKING:
    import numpy as np

    Floats = np.ndarray[Any, np.dtype[np.float64]]
    Places = np.ndarray[Any, np.dtype[np.intp]]
    Flags = np.ndarray[Any, np.dtype[np.bool_]]

LARGEST_FILE = 100_000_000
"""Bytes: detections of 5,000 images, a hundred each, are 50 to 90 million."""
MOST_CLASSES = 10_000
FARTHEST = 1e9
"""Pixels: products of sizes stay far from where floating point ends."""

Key = int | str
"""What COCO calls an image or a category by."""


@dataclass(frozen=True, slots=True)
class Boxes:
    """Boxes in the order of their file: the places of their images and classes among those of the annotations, x, y,
    width and height in pixels (n x 4), areas in square pixels, scores of detections, and which objects are crowds."""

    image: Places
    category: Places
    box: Floats
    area: Floats
    score: Floats
    crowd: Flags

    def taken(self, at: Places) -> Boxes:
        """Those at these places, in this order."""
        return Boxes(
            self.image[at], self.category[at], self.box[at], self.area[at], self.score[at], self.crowd[at]
        )  # fmt: skip


@dataclass(frozen=True, slots=True)
class Annotations:
    """What detections are held against. Images and classes have places, in the order of their ids."""

    name: str
    images: Mapping[Key, int]
    categories: Mapping[Key, int]
    classes: tuple[str, ...]
    objects: Boxes
    remarks: tuple[str, ...]


def read_annotations(file: EvidenceFile) -> Annotations:
    """The objects of an annotations file. Raises SourceError for one that cannot be used, with its first fault."""
    document = file.json(LARGEST_FILE)
    if not isinstance(document, dict):
        lists = '{"images": [...], "annotations": [...], "categories": [...]}'
        raise file.wrong(f"holds no annotations of COCO; write {lists}")
    images, categories = (_places(file, document, key, one) for key, one in _LISTS.items())
    rows, seen, sized, ignored = list[_Row](), set[Key](), 0, 0
    for where, entry in _entries(file, document.get("annotations"), "annotations", "annotation"):
        key = _key(file, where, entry, "id")
        if key in seen:
            raise file.wrong(f"{where}: a second one has the id {quoted(key)}; give each its own")
        seen.add(key)
        at = _at(file, where, entry, images, categories, "the file's own lists")
        box, crowd = _box(file, where, entry), _crowd(file, where, entry)
        own = entry.get("area") is None
        rows.append((*at, box, box[2] * box[3] if own else _size(file, where, "area", entry["area"]), 0.0, crowd))
        sized += own
        ignored += bool(entry.get("ignore")) and not crowd
    said = (
        (sized, "without an area: width times height is taken"),
        (ignored, "with ignore and no iscrowd: they count, as COCO's evaluation has it"),
    )
    remarks = tuple(f"{file}: {counted(many, 'annotation')} {how}" for many, how in said if many)
    classes = _classes(file, document, categories)
    return Annotations(file.name, images, categories, classes, _boxes(rows), remarks)


def read_detections(file: EvidenceFile, annotations: Annotations) -> Boxes:
    """The boxes of one model. Raises SourceError for a file that cannot be used, with its first wrong entry."""
    document = file.json(LARGEST_FILE)
    example = '[{"image_id": 1, "category_id": 1, "bbox": [x, y, width, height], "score": 0.9}, ...]'
    if not isinstance(document, list):
        raise file.wrong(f"holds no list of detections; write {example}")
    if not document:
        raise file.wrong("holds no detections; a model that finds nothing looks like one that failed: leave it out")
    rows = list[_Row]()
    for where, entry in _entries(file, document, "", "detection"):
        at = _at(file, where, entry, annotations.images, annotations.categories, quoted_path(annotations.name))
        box = _box(file, where, entry)
        if entry.get("score") is None:
            raise file.wrong(f"{where}: there is no score; write how sure the model is of it")
        score = _number(file, where, "score", entry["score"], LARGEST)
        rows.append((*at, box, box[2] * box[3], score, False))
    return _boxes(rows)


_Row = tuple[int, int, list[float], float, float, bool]
_LISTS = {"images": "image", "categories": "category"}


def _boxes(rows: Sequence[_Row]) -> Boxes:
    import numpy as np

    image, category, box, area, score, crowd = zip(*rows, strict=True) if rows else ((),) * 6
    return Boxes(
        np.array(image, np.intp), np.array(category, np.intp), np.array(box, float).reshape(-1, 4),
        np.array(area, float), np.array(score, float), np.array(crowd, bool),
    )  # fmt: skip


def _entries(file: EvidenceFile, listed: object, key: str, one: str) -> Iterator[tuple[str, dict[str, Any]]]:
    """The entries of a list of the file, each with what a message calls it."""
    if not isinstance(listed, list):
        raise file.wrong(f"there is no list of {key}")
    if len(listed) > MOST_ROWS:
        raise file.wrong(f"there are more than {MOST_ROWS:,} {key or 'detections'}; part the images")
    for at, entry in enumerate(listed, 1):
        if not isinstance(entry, dict):
            raise file.wrong(f"{one} {at:,} is no object; write {{...}}")
        yield f"{one} {at:,}", entry


def _places(file: EvidenceFile, document: Mapping[str, Any], key: str, one: str) -> dict[Key, int]:
    seen = set[Key]()
    for where, entry in _entries(file, document.get(key), key, one):
        own = _key(file, where, entry, "id")
        if own in seen:
            raise file.wrong(f"{where}: a second one has the id {quoted(own)}; give each its own")
        seen.add(own)
    if not seen:
        raise file.wrong(f"the list of {key} is empty")
    if key == "categories" and len(seen) > MOST_CLASSES:
        raise file.wrong(f"there are more than {MOST_CLASSES:,} categories; leave those out that have no objects")
    return {own: at for at, own in enumerate(sorted(seen, key=lambda own: (isinstance(own, str), own)))}


def _classes(file: EvidenceFile, document: Mapping[str, Any], places: Mapping[Key, int]) -> tuple[str, ...]:
    named, seen = dict[int, str](), set[str]()
    for where, entry in _entries(file, document["categories"], "categories", "category"):
        name = entry.get("name")
        if not isinstance(name, str) or not name.strip():
            raise file.wrong(f"{where}: there is no name")
        if name != name.strip() or not name.isprintable():
            raise file.wrong(f"{where}: {quoted(name)} is no name of a class; write a text that can be shown")
        if name in seen:
            raise file.wrong(f"{where}: a second one is called {quoted(name)}; give each its own name")
        seen.add(name)
        named[places[entry["id"]]] = name
    return tuple(named[at] for at in sorted(named))


def _key(file: EvidenceFile, where: str, entry: Mapping[str, Any], name: str) -> Key:
    own = entry.get(name)
    if type(own) not in (int, str):
        shown = "there is none" if own is None else f"{quoted(own)} is none"
        raise file.wrong(f"{where}: {name}: {shown}; write a whole number or a text")
    key: Key = own  # type: ignore[assignment]
    return key


def _at(
    file: EvidenceFile, where: str, entry: Mapping[str, Any], images: Mapping[Key, int], categories: Mapping[Key, int],
    lists: str,
) -> tuple[int, int]:  # fmt: skip
    """The places of an entry's image and class."""
    found = []
    for kind, places in (("image", images), ("category", categories)):
        key = _key(file, where, entry, f"{kind}_id")
        if key not in places:
            raise file.wrong(f"{where}: {kind} {quoted(key)} is not in {lists}")
        found.append(places[key])
    return found[0], found[1]


def _box(file: EvidenceFile, where: str, entry: Mapping[str, Any]) -> list[float]:
    box = entry.get("bbox")
    if not box and entry.get("segmentation"):
        raise file.wrong(f"{where}: there is a segmentation and no bbox; boxes are compared, not masks: write bbox")
    if not isinstance(box, list) or len(box) != 4:
        shown = "there is none" if box is None else f"{quoted(box)} is none"
        raise file.wrong(f"{where}: bbox: {shown}; write [x, y, width, height]")
    x, y = (_number(file, where, "bbox", part) for part in box[:2])
    width, height = (_size(file, where, f"bbox: {name}", part) for name, part in zip(_SIZES, box[2:], strict=True))
    return [x, y, width, height]


_SIZES = ("width", "height")


def _size(file: EvidenceFile, where: str, name: str, written: object) -> float:
    value = _number(file, where, name, written, FARTHEST * FARTHEST)
    if value < 0:
        raise file.wrong(f"{where}: {name}: {number(value)} is below 0")
    return value


def _number(file: EvidenceFile, where: str, name: str, written: object, most: float = FARTHEST) -> float:
    if isinstance(written, bool) or not isinstance(written, int | float):
        raise file.wrong(f"{where}: {name}: {quoted(written)} is not a number")
    if not -most <= written <= most:
        raise file.wrong(f"{where}: {name}: {quoted(written)} is not a finite number, or is too large")
    return float(written)


def _crowd(file: EvidenceFile, where: str, entry: Mapping[str, Any]) -> bool:
    crowd = entry.get("iscrowd", 0)
    if crowd not in (0, 1):
        raise file.wrong(f"{where}: iscrowd: {quoted(crowd)} is neither 0 nor 1")
    return bool(crowd)
