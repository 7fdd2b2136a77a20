"""Average precision in its definitions, of detections in the order of their scores, with weights for images.

Each definition is a sum over steps, a step ending at each right detection: the precision there times how much recall
is gained. `step` is scikit-learn's; the others take the best precision from there on: `all-points` as Pascal VOC since
2010, `11-point` as before, at recalls 0, 0.1, ... 1, and `coco-101` as COCO, at 0, 0.01, ... 1.
"""

from __future__ import annotations

import math
from collections.abc import Mapping
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any, Literal

if TYPE_CHECKING:
    import numpy as np

    from planpress.sources.coco_files import Floats, Places
    from planpress.sources.coco_matching import Matches

    Weights = np.ndarray[Any, np.dtype[Any]]

Variant = Literal["11-point", "all-points", "coco-101", "step"]
Ties = Literal["stable", "pessimistic", "one-threshold"]

POINTS: Mapping[Variant, int] = {"11-point": 11, "coco-101": 101}
TIES: Mapping[Variant, Ties] = {
    "11-point": "pessimistic", "all-points": "pessimistic", "coco-101": "stable", "step": "one-threshold",
}  # fmt: skip
"""What equal scores count as where nothing else is asked for: as the definition says, and where it says nothing wrong
detections come first, so that the order of a file decides nothing."""
_MOST_AT_ONCE = 20_000_000


@dataclass(frozen=True, slots=True)
class Ranked:
    """The detections of one class at one overlap from the surest down to the last right one: the image of each, where
    steps begin; the same of those that are right; and the images of the objects to be found."""

    images: Places
    starts: Places
    right: Places
    right_starts: Places
    objects: Places


def ranked(found: Matches, overlap: int, ties: Ties) -> Ranked:
    """The detections that count at the overlap at this place. Equal scores: `stable` leaves them in the order of images
    and file, `pessimistic` puts wrong ones first, `one-threshold` makes one step of them."""
    import numpy as np

    counts = found.counts[overlap]
    scores, images, right = found.scores[counts], found.images[counts], found.right[overlap][counts]
    order = np.argsort(-scores, kind="stable") if ties == "stable" else np.lexsort((right, -scores))
    scores, images, right = scores[order], images[order], right[order]
    ends = np.flatnonzero(right)
    if ties == "one-threshold" and len(ends):
        ends = np.unique(np.searchsorted(-scores, -scores[ends], "right") - 1)
    last = int(ends[-1]) + 1 if len(ends) else 0
    images, right = images[:last], right[:last]
    starts = np.concatenate([[0], ends[:-1] + 1]).astype(np.intp)[: len(ends)]
    return Ranked(images, starts, images[right], (np.cumsum(right) - right)[starts], found.objects)


def average_precision(of: Ranked, weights: Weights, variant: Variant) -> Floats:
    """The average precision under each column of weights of images (images x columns), counts; NaN where no object is
    to be found."""
    import numpy as np

    columns = weights.shape[1]
    at_once = max(1, _MOST_AT_ONCE // max(1, len(of.images), len(of.objects)))
    parts = (weights[:, at : at + at_once] for at in range(0, columns, at_once))
    return np.concatenate([_average_precision(of, part, variant) for part in parts])


def _average_precision(of: Ranked, weights: Weights, variant: Variant) -> Floats:
    import numpy as np

    columns, objects = weights.shape[1], weights[of.objects].sum(axis=0, dtype=np.int64)
    none = np.where(objects > 0, 0.0, np.nan)
    if not len(of.starts):
        return none
    every = np.cumsum(np.add.reduceat(weights[of.images], of.starts, axis=0, dtype=np.int32), axis=0)
    right = np.cumsum(np.add.reduceat(weights[of.right], of.right_starts, axis=0, dtype=np.int32), axis=0)
    precision = right / np.maximum(every, 1)
    if variant != "step":
        precision = np.maximum.accumulate(precision[::-1], axis=0)[::-1]
    reached, steps = right, np.maximum(objects, 1)
    if (points := POINTS.get(variant)) is not None:
        # How many of the recalls are reached, in floating point as the known tools have it: 0.3 is below 3 x 0.1.
        reached, steps = np.searchsorted(np.linspace(0, 1, points), right / steps, "right"), points
    parts = precision * np.diff(reached, axis=0, prepend=0)
    # The sum of a value is rounded once, so that 0.6 is 0.6. Replicates are added up from the surest down: numpy's sum
    # goes by the width of the processor's registers.
    added = np.array([math.fsum(parts[:, 0])]) if columns == 1 else np.cumsum(parts, axis=0)[-1]
    whole: Floats = added / steps + none
    return whole
