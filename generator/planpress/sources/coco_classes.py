"""The average precision of one class over several overlaps, and the mean over classes, each with its replicates."""

from __future__ import annotations

import math
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING

from planpress.sources.coco_precision import average_precision, ranked
from planpress.sources.image_replicates import Replicated

if TYPE_CHECKING:
    from planpress.sources.coco_files import Floats
    from planpress.sources.coco_matching import Matches
    from planpress.sources.coco_precision import Ties, Variant, Weights


@dataclass(frozen=True, slots=True)
class ClassPrecision:
    """The average precision of one class, the mean over overlaps; the same with wrong boxes first among equal scores;
    its replicates; and the images of its objects."""

    value: float
    worst: float
    replicates: Floats | None
    images: tuple[int, ...]


def precision_of(found: Matches, variant: Variant, ties: Ties, images: int, drawn: Weights | None) -> ClassPrecision:
    """The average precision of one class. `drawn` is how often each of so many images is drawn in each replicate."""
    import numpy as np

    overlaps, once = range(len(found.right)), np.ones((images, 1), np.uint8)

    def under(weights: Weights, rule: Ties) -> Iterator[Floats]:
        return (average_precision(ranked(found, at, rule), weights, variant) for at in overlaps)

    value, worst = (
        math.fsum(float(one[0]) for one in under(once, rule)) / len(overlaps)
        for rule in (ties, "pessimistic" if ties == "stable" else ties)
    )
    several = None if drawn is None else np.cumsum([*under(drawn, ties)], axis=0)[-1] / len(overlaps)
    return ClassPrecision(value, worst, several, tuple(found.objects.tolist()))


def mean_of(classes: Sequence[ClassPrecision]) -> Replicated:
    """The mean over classes; in a replicate over those of which it has objects, as COCO's evaluation takes it."""
    import numpy as np

    value = math.fsum(one.value for one in classes) / len(classes)
    images = [image for one in classes for image in one.images]
    several = [one.replicates for one in classes if one.replicates is not None]
    if len(several) < len(classes):
        return Replicated(value, len(images), len({*images}))
    each = np.array(several)
    known = ~np.isnan(each)
    count = known.sum(axis=0)
    added = np.cumsum(np.where(known, each, 0.0), axis=0)[-1]
    mean = np.where(count > 0, added / np.maximum(count, 1), np.nan)
    return Replicated(value, len(images), len({*images}), mean)
