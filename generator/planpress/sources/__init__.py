"""ROOM: the sources of evidence, one a file. To add one: a file, a line in ALL, a section of docs/evidence.md, files as
its tool writes them and cases in tests/sources."""

from planpress.sources.coco import CocoSource
from planpress.sources.cross_validation import CrossValidationSource
from planpress.sources.every_eval_ever import EveryEvalEverSource
from planpress.sources.hugging_face import HuggingFaceSource
from planpress.sources.inspect_logs import InspectSource
from planpress.sources.lm_eval import LmEvalSource
from planpress.sources.measured_files import FilesSource
from planpress.sources.mlflow import MlflowSource
from planpress.sources.predictions import PredictionsSource
from planpress.sources.scores import ScoresSource

ALL = (
    ScoresSource,
    CocoSource,
    CrossValidationSource,
    EveryEvalEverSource,
    HuggingFaceSource,
    InspectSource,
    LmEvalSource,
    FilesSource,
    MlflowSource,
    PredictionsSource,
)
