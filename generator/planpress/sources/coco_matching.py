"""Which detections are right: boxes are matched with objects as COCO's evaluation does it (pycocotools).

Within an image and a class the surest detection comes first, and takes the object that it overlaps most among those
that are still free and that it overlaps enough. What it cannot match but with an object that is a crowd, or is not of
the asked size, counts neither way, as does a detection of another size that matches nothing.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from itertools import pairwise
from typing import TYPE_CHECKING

from planpress.model.wording import quoted
from planpress.sources.source import SourceError

if TYPE_CHECKING:
    from planpress.sources.coco_files import Annotations, Boxes, Flags, Floats, Places

MOST_PAIRS, MOST_NEAR = 100_000_000, 5_000_000
"""Pairs of a box and an object of one class in the same image; and those of them that overlap enough."""
_AT_ONCE = 1_000_000


@dataclass(frozen=True, slots=True)
class Matching:
    """How boxes are matched: the least overlaps (intersection over union), the least and the largest area of an object
    in square pixels, how many boxes of an image and class count, and whether equal scores stand in the file's order."""

    overlaps: tuple[float, ...]
    area: tuple[float, float]
    most: int | None
    stable: bool


@dataclass(frozen=True, slots=True)
class Matches:
    """The detections of one class, by image and from the surest down: their scores and images, and for each overlap
    which are right and which count (overlaps x detections); `objects` are the images of the objects to be found."""

    scores: Floats
    images: Places
    right: Flags
    counts: Flags
    objects: Places


def by_class(boxes: Boxes, classes: int) -> tuple[Boxes, ...]:
    """Boxes by the place of their class, each in the order of the file."""
    import numpy as np

    order = np.argsort(boxes.category, kind="stable")
    ends = np.searchsorted(boxes.category[order], np.arange(classes + 1))
    return tuple(boxes.taken(order[start:end]) for start, end in pairwise(ends.tolist()))


def matched(objects: Boxes, detections: Boxes, asked: Matching, name: str) -> Matches:
    """Which detections of the class with this name are right. Raises SourceError where there are too many pairs."""
    import numpy as np

    low, high = asked.area
    aside = objects.crowd | (objects.area < low) | (objects.area > high)
    order = np.lexsort((aside, objects.image))
    objects, aside = objects.taken(order), aside[order]
    detections = _surest(detections, asked)
    shape = (len(asked.overlaps), len(detections.score))
    right = np.zeros(shape, bool)
    counts = np.broadcast_to((detections.area >= low) & (detections.area <= high), shape).copy()
    # As COCO has it, an overlap of 1 is reached in spite of rounding.
    limits = [min(one, 1 - 1e-10) for one in asked.overlaps]
    pairs = _pairs(objects, detections, min(limits), name)
    crowds, asides = objects.crowd.tolist(), aside.tolist()
    for at, limit in enumerate(limits):
        for box, found in _taken(pairs, limit, crowds, asides):
            right[at, box] = counts[at, box] = not asides[found]
    return Matches(detections.score, detections.image, right, counts, objects.image[~aside])


def of_classes(
    annotations: Annotations, detections: Boxes, asked: Matching, places: Sequence[int]
) -> Iterator[Matches]:  # fmt: skip
    """The matches of the classes at these places, one after the other."""
    objects = by_class(annotations.objects, len(annotations.classes))
    found = by_class(detections, len(annotations.classes))
    for place in places:
        yield matched(objects[place], found[place], asked, annotations.classes[place])


def _surest(detections: Boxes, asked: Matching) -> Boxes:
    """By image and from the surest down, in each image no more than count. Where the order of the file is not to
    matter, equal scores stand by their boxes."""
    import numpy as np

    keys = [] if asked.stable else list(detections.box.T)
    order = np.lexsort((*keys, -detections.score, detections.image))
    if asked.most is not None:
        image = detections.image[order]
        order = order[np.arange(len(order)) - np.searchsorted(image, image) < asked.most]
    return detections.taken(order)


_Pairs = Mapping[int, list[tuple[int, float]]]
"""The objects that a detection overlaps enough, each with how much, by detection."""


def _pairs(objects: Boxes, detections: Boxes, least: float, name: str) -> _Pairs:
    import numpy as np

    first = np.searchsorted(objects.image, detections.image, "left")
    several = np.searchsorted(objects.image, detections.image, "right") - first
    total = int(several.sum())
    _refuse_many(total, MOST_PAIRS, name)
    pairs = defaultdict[int, list[tuple[int, float]]](list)
    near = 0
    for part in np.split(np.arange(len(first)), np.searchsorted(np.cumsum(several), range(_AT_ONCE, total, _AT_ONCE))):
        many = several[part]
        box = np.repeat(part, many)
        found = np.arange(len(box)) - np.repeat(np.cumsum(many) - many - first[part], many)
        overlap = _overlap(detections.box[box].T, objects.box[found].T, objects.crowd[found])
        kept = np.flatnonzero(overlap >= least)
        near += len(kept)
        _refuse_many(near, MOST_NEAR, name)
        for one, other, much in zip(box[kept].tolist(), found[kept].tolist(), overlap[kept].tolist(), strict=True):
            pairs[one].append((other, much))
    return pairs


def _refuse_many(pairs: int, most: int, name: str) -> None:
    if pairs > most:
        message = f"{pairs:,} pairs of a box and an object of {quoted(name)} in the same image"
        raise SourceError(f"{message}; the most is {most:,}: write max_detections")


def _overlap(a: Floats, b: Floats, crowd: Flags) -> Floats:
    """The intersection of two boxes over their union, over the first box alone where the second is a crowd. The
    arithmetic is that of pycocotools, operation by operation: what touches a limit falls on the same side."""
    import numpy as np

    width = np.minimum(a[2] + a[0], b[2] + b[0]) - np.maximum(a[0], b[0])
    height = np.minimum(a[3] + a[1], b[3] + b[1]) - np.maximum(a[1], b[1])
    both = np.where((width > 0) & (height > 0), width * height, 0.0)
    of = np.where(crowd, a[2] * a[3], a[2] * a[3] + b[2] * b[3] - both)
    overlap: Floats = np.divide(both, of, out=np.zeros(len(both)), where=both > 0)
    return overlap


def _taken(pairs: _Pairs, limit: float, crowds: Sequence[bool], asides: Sequence[bool]) -> Iterator[tuple[int, int]]:
    """The detections that match at one overlap, each with its object; of equal overlaps the last one is taken."""
    gone = set[int]()
    for box, near in pairs.items():
        best, found = limit, None
        for at, overlap in near:
            if at in gone and not crowds[at]:
                continue
            if found is not None and asides[at] and not asides[found]:
                break
            if overlap >= best:
                best, found = overlap, at
        if found is not None:
            gone.add(found)
            yield box, found
