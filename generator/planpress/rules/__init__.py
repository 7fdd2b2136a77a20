"""ROOM: the metric rules, one kind per file. To add one: a file, a line in ALL, a case in tests/rules."""

from planpress.rules.formula import FormulaRule
from planpress.rules.mean import MeanRule
from planpress.rules.metric import MetricRule
from planpress.rules.threshold import ThresholdRule

ALL = (MetricRule, MeanRule, ThresholdRule, FormulaRule)
