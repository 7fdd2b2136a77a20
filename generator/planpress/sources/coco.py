"""Boxes that detectors found, held against annotated ones, both in COCO's JSON: average precision in any definition."""

from __future__ import annotations

import math
import posixpath
from collections.abc import Mapping, Sequence
from dataclasses import replace
from typing import TYPE_CHECKING, Annotated, Literal

from pydantic import AfterValidator, Field
from pydantic_core import PydanticCustomError

from planpress.model.evidence import Passport
from planpress.model.fields import Names, Number, Text, written
from planpress.model.metrics import Metric
from planpress.model.wording import did_you_mean, number, quoted
from planpress.sources.coco_classes import mean_of, precision_of
from planpress.sources.coco_files import LARGEST_FILE, Annotations, Boxes, read_annotations, read_detections
from planpress.sources.coco_matching import Matching, of_classes
from planpress.sources.coco_precision import TIES, Ties, Variant
from planpress.sources.image_replicates import MOST_IMAGES, Replicated, ReplicatedMetric, draws, of_replicates
from planpress.sources.source import Brought, EvidenceFile, Offer, PassportKeys, SourceError

if TYPE_CHECKING:
    from planpress.sources.coco_precision import Weights

MOST_RESAMPLED = 10_000_000
"""Boxes of a model times overlaps: with more, its error would take minutes."""
AREAS = {"all": (0.0, 1e10), "small": (0.0, 32.0**2), "medium": (32.0**2, 96.0**2), "large": (96.0**2, 1e10)}
"""Square pixels, ends included, as COCO has them."""


def _overlaps(asked: float | tuple[float, float, float]) -> float | tuple[float, float, float]:
    first, last, step = asked if isinstance(asked, tuple) else (asked, asked, 1.0)
    if not 0 < first <= last <= 1:
        raise PydanticCustomError("iou", "is no overlap; write one above 0 and up to 1, or [first, last, step]")
    steps = (last - first) / step if step > 0 else math.inf
    if steps > 100 or abs(steps - round(steps)) > 1e-6:
        raise PydanticCustomError("iou", "has steps that do not lead from its first to its last, or more than 100")
    return asked


def _range(asked: str | tuple[float, float]) -> str | tuple[float, float]:
    if isinstance(asked, tuple) and not 0 <= asked[0] < asked[1]:
        raise PydanticCustomError("area", "is no range; write [least, largest] in square pixels")
    return asked


Overlaps = Annotated[Number | tuple[Number, Number, Number], AfterValidator(_overlaps)]
Area = Annotated[Literal["all", "small", "medium", "large"] | tuple[Number, Number], AfterValidator(_range)]


@written
class CocoMetric(PassportKeys):
    """A definition of average precision: of one class, or the mean over those that have objects."""

    metric: Literal["average-precision"] = "average-precision"
    variant: Annotated[Variant, Field(description="Its definition; coco-101 if left out.")] = "coco-101"
    iou: Annotated[Overlaps, Field(description="From which overlap a box is right: 0.5, or the mean over several.")] = (
        0.5, 0.95, 0.05,
    )  # fmt: skip
    of_class: Annotated[Text | None, Field(alias="class", description="Of one class, by its name.")] = None
    area: Annotated[Area, Field(description="Of objects of a size: COCO's, or [least, largest] square pixels.")] = "all"
    max_detections: Annotated[
        int | None, Field(ge=1, description="The surest boxes of an image and class that count; COCO counts 100.")
    ] = None
    ties: Annotated[Ties | None, Field(description="What equal scores count as.")] = None

    @property
    def most(self) -> int | None:
        return 100 if self.max_detections is None and self.variant == "coco-101" else self.max_detections

    @property
    def rule(self) -> Ties:
        return self.ties or TIES[self.variant]

    def matching(self) -> Matching:
        """How its boxes are matched. Overlaps are spaced as numpy's linspace has them, which COCO's evaluation uses."""
        import numpy as np

        first, last, step = self.iou if isinstance(self.iou, tuple) else (self.iou, self.iou, 1.0)
        overlaps = np.linspace(first, last, round((last - first) / step) + 1).tolist()
        area = AREAS[self.area] if isinstance(self.area, str) else self.area
        return Matching(tuple(overlaps), area, self.most, self.rule == "stable")

    def described(self, annotations: Annotations, data: str) -> Passport:
        """Its passport. A mean over classes and a mean over sizes or overlaps are unlike, and so their texts are."""
        iou = "{} to {} by {}".format(*map(number, self.iou)) if isinstance(self.iou, tuple) else number(self.iou)
        area = self.area if isinstance(self.area, str) else " to ".join(map(number, self.area))
        parts = [self.variant, f"IoU {iou}"]
        parts += [f"class {self.of_class}"] if self.of_class else []
        parts += [f"area {area}"] if area != "all" else []
        parts += [f"at most {self.most} boxes an image and class"] if self.most is not None else []
        average = "macro" if self.of_class is None and len(annotations.classes) > 1 else None
        found = Passport(metric=self.metric, ties=self.rule, average=average, data=data)
        return replace(self.passport(found), variant=", ".join(parts))


@written
class ModelName:
    """Where the name of a model is."""

    part: Annotated[
        Literal["file", "folder"], Field(description="file: its name without its ending; folder: that of its folder.")
    ] = "file"


@written
class CocoSource:
    """Detections of models, a file each, and the annotations that they are held against, in COCO's JSON."""

    source: Literal["coco"]
    annotations: Annotated[Text, Field(description="The file of annotations, from the project's folder.")]
    files: Annotated[Names, Field(description="The files of detections, one a model: paths or patterns.")]
    metrics: Annotated[Mapping[str, CocoMetric], Field(min_length=1, description="What to bring, by metric.")]
    name: Annotated[ModelName, Field(description="What a file says of its model's name.")] = ModelName()
    slices: Annotated[tuple[Literal["class"], ...], Field(description="class: the value of each class too.")] = ()

    def patterns(self) -> tuple[str, ...]:
        return (self.annotations, *self.files)

    @staticmethod
    def offer(file: EvidenceFile) -> Offer | None:
        """A file of detections, which does not say where its annotations are."""
        if not file.name.lower().endswith(".json"):
            return None
        first = file.json(LARGEST_FILE)
        first = first[0] if isinstance(first, list) and first else None
        if not isinstance(first, dict) or not {"image_id", "category_id", "bbox", "score"} <= first.keys():
            return None
        missing = {"annotations": "the file of images, categories and annotations that its boxes are held against"}
        keys = {"source": "coco", "annotations": "FILE"}
        return Offer(keys, {"map": {"metric": "average-precision"}}, missing)

    def read(self, files: Sequence[EvidenceFile], metrics: Mapping[str, Metric]) -> Brought:
        return _Reading(self, files).brought(metrics)

class _Reading:
    """The values of all models, one file after the other."""

    def __init__(self, source: CocoSource, files: Sequence[EvidenceFile]) -> None:
        own = posixpath.normpath(source.annotations)
        known = next((one for one in files if posixpath.normpath(one.name) == own), None)
        if known is None:
            raise SourceError(f"annotations: {quoted(source.annotations)} is a pattern; name one file")
        self._source, self._file = source, known
        self._models = self._named([one for one in files if one is not known])
        self._truth = read_annotations(known)
        self._places = {name: tuple(self._of_classes(name, one)) for name, one in source.metrics.items()}
        self._remarks = [*self._truth.remarks]
        self._found = {name: dict[str, Replicated]() for name in source.metrics}
        self._parts = {name: dict[str, dict[str, Replicated]]() for name in source.metrics}

    def brought(self, metrics: Mapping[str, Metric]) -> Brought:
        images = len(self._truth.images)
        drawn = draws(images) if images <= MOST_IMAGES else None
        rows = len(self._truth.objects.score)
        for model, file in self._models.items():
            boxes = read_detections(file, self._truth)
            rows += len(boxes.score)
            for name in self._found:
                self._add(name, model, boxes, drawn)
        for name, models in self._found.items():
            if not models:
                self._remarks.append(f"{self._file} has no object that {name} is of, so that it is blank")
        data, better = self._file.sha256(), {name: metrics[name].better for name in self._found}
        found = {
            name: ReplicatedMetric(
                self._source.metrics[name].described(self._truth, data),
                models,
                dict.fromkeys(self._source.slices, self._parts[name]),
            )
            for name, models in self._found.items()
        }
        return Brought(of_replicates(found, images, better), rows=rows, remarks=tuple(self._remarks))

    def _named(self, files: Sequence[EvidenceFile]) -> dict[str, EvidenceFile]:
        """The files of detections by the names of their models."""
        named = dict[str, EvidenceFile]()
        for file in files:
            folder, name = posixpath.split(file.name)
            model = posixpath.splitext(name)[0] if self._source.name.part == "file" else posixpath.basename(folder)
            if not model:
                raise file.wrong("is in no folder that could name its model; write name: {part: file}")
            if model in named:
                other = "folder" if self._source.name.part == "file" else "file"
                both = f"{named[model]} and {file} are both of {quoted(model)}"
                raise SourceError(f"{both}; write name: {{part: {other}}}, or one file a model")
            named[model] = file
        if not named:
            raise SourceError(f"files: no detections beside {self._file}; name a file a model")
        return named

    def _of_classes(self, name: str, asked: CocoMetric) -> Sequence[int]:
        """The places of the classes that a metric is of."""
        classes = self._truth.classes
        if asked.of_class is None:
            return range(len(classes))
        if asked.of_class not in classes:
            hint = did_you_mean(asked.of_class, classes)
            raise self._file.wrong(f"there is no class {quoted(asked.of_class)}{hint}, which {name} is of")
        return [classes.index(asked.of_class)]

    def _add(self, name: str, model: str, boxes: Boxes, drawn: Weights | None) -> None:
        asked = self._source.metrics[name]
        matching, places = asked.matching(), self._places[name]
        if drawn is None or len(boxes.score) * len(matching.overlaps) > MOST_RESAMPLED:
            self._remarks.append(f"{model}: too many images or boxes to say how sure {name} is")
            drawn = None
        images = len(self._truth.images)
        classes = {
            self._truth.classes[place]: precision_of(found, asked.variant, asked.rule, images, drawn)
            for place, found in zip(places, of_classes(self._truth, boxes, matching, places), strict=True)
            if len(found.objects)
        }
        if not classes:
            return
        of = [*classes.values()]
        whole = self._found[name][model] = mean_of(of)
        worst = math.fsum(one.worst for one in of) / len(of)
        if whole.value - worst >= _WORTH_SAYING:
            order = f"{number(round(whole.value, 4))} with equal scores in the order of its file"
            self._remarks.append(f"{model}: {name} is {order}, {number(round(worst, 4))} with wrong boxes first")
        for part, one in classes.items() if self._source.slices else ():
            self._parts[name].setdefault(part, {})[model] = mean_of([one])


_WORTH_SAYING = 0.001
